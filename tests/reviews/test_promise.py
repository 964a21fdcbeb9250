"""What the host may read of the promise: who reads notes and when they go, never what they say or how many."""

import pytest
from django.urls import reverse

from cycles.history import advance
from cycles.models import Event, State
from reviews.models import Destruction
from tests.world import NOW


def page_of(world, client):
    return client.get(reverse("reviews:promise", args=[world.challenge.ref]))


def test_the_host_reads_who_may_read_and_what_changed(world_at, signed_in):
    world = world_at(State.ON_SITE)
    advance(challenge=world.challenge, move="leave_site", by=world.mina, at=NOW)
    page = page_of(world, signed_in(world.ben)).text
    erased = "Which session a note came from was erased"
    for said in ("Petra", "Own notes only", "but no case audits", erased, "6 months"):
        assert said in page, said
    assert "Destruction, with its certificate" not in page


@pytest.mark.parametrize(("state", "named"), [(State.WITHHELD, ["Tom"]), (State.PUBLISHED, [])])
def test_after_their_time_nobody_reads_but_the_lead_of_a_withheld_report(world_at, signed_in, state, named):
    world = world_at(state)
    page = page_of(world, signed_in(world.carys)).text
    section = page[page.index("Who may read") : page.index("Nobody of the host")]
    assert [name for name in ("Tom", "Mina", "Petra", "Olu") if name in section] == named
    assert ("Nobody at present." in section) == (not named)


def test_once_destroyed_it_says_when_and_by_which_rule(world_at, signed_in):
    world = world_at(State.PUBLISHED)
    over = {"begun_at": NOW, "finished_at": NOW, "rule": "six months are over"}
    Destruction.objects.create(challenge=world.challenge, counts={}, **over)
    page = page_of(world, signed_in(world.ben)).text
    assert "six months are over" in page
    assert "When it is destroyed" not in page


def test_it_asks_a_fixed_number_of_queries(world_at, signed_in, django_assert_num_queries):
    world = world_at(State.ON_SITE)
    Event.objects.bulk_create(
        Event(challenge=world.challenge, at=NOW, what="accept", sentence="Somebody joined the team") for _ in range(60)
    )
    ben = signed_in(world.ben)
    with django_assert_num_queries(12):
        page = page_of(world, ben).text
    assert "?page=2" in page
