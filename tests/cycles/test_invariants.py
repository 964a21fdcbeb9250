"""Each breach of what must hold across rows is named; a sound world has none."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cycles.models import Challenge, Event, HostBody, State
from peerchallenge.tasks import check_invariants
from people.models import Membership
from tests import world as worlds
from tests.world import NOW, VISIT_STARTS

pytestmark = pytest.mark.breaks_rules


def found():
    """Return what the command names."""
    out = StringIO()
    with pytest.raises(CommandError, match="breach"):
        call_command("check_invariants", stdout=out)
    return out.getvalue().splitlines()


def test_a_sound_world_has_no_breach(world):
    out = StringIO()
    call_command("check_invariants", stdout=out)
    assert out.getvalue() == "Everything that must hold does.\n"


def test_own_authority(world):
    world.petra.home = world.host
    world.petra.save()
    ref = world.seats["petra"].ref
    assert found() == [f"Seat {ref}: Petra reviews their own authority at Calderdale."]


@pytest.mark.parametrize(
    ("role", "of_host", "what"),
    [("host_sponsor", True, "host sponsor"), ("coordinator", False, "programme coordinator")],
)
def test_both_sides(world, role, of_host, what):
    body = world.host if of_host else None
    Membership.objects.create(person=world.petra, role=role, programme=world.programme, body=body)
    assert found() == [f"Seat {world.seats['petra'].ref}: Petra is also {what} for the challenge of Calderdale."]


def test_untrained(world):
    world.petra.training.all().delete()
    assert found() == [f"Seat {world.seats['petra'].ref}: Petra is not trained on 2027-02-09, for Calderdale."]


def test_days_and_visit_that_are_not_the_challenges(world):
    seat = world.seats["petra"]
    seat.ends_on += timedelta(days=1)
    seat.save()
    assert found() == [f"Seat {seat.ref}: its days are not its visit's."]
    seat.visit = worlds.make_challenge(
        world.cycle, world.shape, world.bodies["York"], starts=VISIT_STARTS + timedelta(days=90)
    ).visit
    seat.save()
    assert f"Seat {seat.ref}: its visit is not its challenge's." in found()


def test_two_visits_at_once(world, django_db_blocker):
    from django.db import connection

    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL itself refuses this row")
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"])
    seat = worlds.seat(other, world.petra, "reviewer")
    assert found() == [f"Seats {world.seats['petra'].ref} and {seat.ref}: Petra is on two visits at once."]


def test_a_host_that_is_not_on_its_host_side(world):
    HostBody.objects.all().delete()
    HostBody.objects.create(challenge=world.challenge, body=world.bodies["York"])
    assert f"Challenge {world.challenge.ref}: Calderdale is not among its host bodies." in found()


def test_history_that_leads_elsewhere(world):
    facts = {"challenge": world.challenge, "what": "x", "sentence": "x", "by": None}
    Event.objects.create(at=NOW, from_state="proposed", to_state="scoping", **facts)
    Event.objects.create(at=NOW + timedelta(1), from_state="preparing", to_state="on_site", **facts)
    ref = world.challenge.ref
    assert found() == [
        f"Challenge {ref}: a move starts at preparing, but the last ended at scoping.",
        f"Challenge {ref}: its history ends at on_site, but it is preparing.",
    ]


def test_old_reviews_are_left_alone_when_people_change_posts(world):
    Challenge.objects.update(state=State.CLOSED)
    world.petra.home = world.host
    world.petra.save()
    world.amir.training.all().delete()
    out = StringIO()
    call_command("check_invariants", stdout=out)
    assert "Everything" in out.getvalue()


def test_the_nightly_count_says_how_many_and_names_nobody(world, caplog):
    assert check_invariants() == 0
    world.petra.training.all().delete()
    assert check_invariants() == 1
    assert caplog.messages == ["1 breaches of what must hold across rows: run manage.py check_invariants"]
