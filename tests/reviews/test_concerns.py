"""Urgent concerns go to the lead and the host; the host alone acknowledges, and whoever raised one may read it."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from notices.models import Message
from people.models import Membership
from people.refusal import Refusal
from reviews.actions import concerns as actions
from reviews.models import UrgentConcern
from reviews.queries.findings import concerns
from tests.access.full import full_world
from tests.world import NOW

# The full world is put down by hand, not walked to.
pytestmark = pytest.mark.breaks_rules


@pytest.fixture
def world(db, clock):
    return full_world(State.ON_SITE)


def raise_concern(world, by, concern_id=None):
    return actions.raise_concern(
        challenge=world.challenge,
        concern_id=concern_id or uuid.uuid4(),
        text="A door is left unlocked.",
        told_whom="The duty manager",
        told_at=None,
        by=by,
        at=NOW,
    )


def address(world, name, concern):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, concern.pk])


def test_a_concern_reaches_lead_and_sponsor_once_and_without_its_words(world):
    concern_id = uuid.uuid4()
    assert raise_concern(world, world.petra, concern_id) == raise_concern(world, world.petra, concern_id)
    messages = Message.objects.all()
    assert {message.recipient for message in messages} == {world.tom, world.carys}
    assert len(messages) == 2
    assert "unlocked" not in "".join(message.subject + message.body for message in messages)


@pytest.mark.parametrize("raiser", ["petra", "tom", "nia"])
def test_only_the_host_acknowledges(world, signed_in, raiser):
    concern = raise_concern(world, getattr(world, raiser))
    for key in (raiser, "tom", "idris"):
        assert signed_in(getattr(world, key)).post(address(world, "acknowledge_concern", concern)).status_code == 403
    signed_in(world.carys).post(address(world, "acknowledge_concern", concern))
    concern.refresh_from_db()
    assert (concern.status, concern.acknowledged_by) == ("acknowledged", world.carys)


@pytest.mark.parametrize(("key", "status"), [("tom", 302), ("carys", 302), ("petra", 403), ("idris", 403)])
def test_the_lead_or_the_host_closes(world, signed_in, key, status):
    page = signed_in(getattr(world, key)).post(address(world, "close_concern", world.concern), {"outcome": "Mended."})
    assert page.status_code == status


@pytest.mark.parametrize(
    ("key", "buttons"),
    [("carys", {"acknowledge", "close"}), ("tom", {"close"}), ("petra", set()), ("idris", set())],
)
def test_the_page_offers_what_its_reader_may_do(world, signed_in, key, buttons):
    page = signed_in(getattr(world, key)).get(address(world, "concern", world.concern))
    assert "CANARYCONCERN" in page.text
    assert {word for word in ("acknowledge", "close") if f"/{word}/" in page.text} == buttons


def test_acknowledging_twice_keeps_the_first_and_closing_twice_is_refused(world):
    concern = actions.acknowledge_concern(concern=world.concern, by=world.carys, at=NOW)
    assert actions.acknowledge_concern(concern=concern, by=world.ben, at=NOW).acknowledged_by == world.carys
    actions.close_concern(concern=concern, outcome="Mended.", by=world.tom, at=NOW)
    with pytest.raises(Refusal, match="already closed"):
        actions.close_concern(concern=concern, outcome="Again.", by=world.carys, at=NOW)
    assert UrgentConcern.objects.get(pk=concern.pk).closed_by == world.tom


def test_a_concern_waits_for_the_sponsor_in_office_and_for_the_lead(world, django_assert_num_queries):
    def lines(person):
        person.user.__dict__.pop("memberships_in_force", None)  # kept for one request
        return [line.what for line in concerns(person.user, NOW.date())]

    assert lines(world.carys) == ["Acknowledge an urgent concern"]
    assert lines(world.tom) == ["See that the host acknowledges an urgent concern"]
    assert lines(world.petra) == []
    for _ in range(3):
        raise_concern(world, world.petra)
    with django_assert_num_queries(1):
        assert len(concerns(world.carys.user, NOW.date())) == 4
    Membership.objects.filter(person=world.carys).update(ends_on=NOW.date() - timedelta(days=1))
    assert lines(world.carys) == []
