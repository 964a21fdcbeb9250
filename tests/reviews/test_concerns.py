"""Urgent concerns go to the lead and the host; the host alone acknowledges, and whoever raised one may read it."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import get_resolver, reverse

from cycles.models import State
from notices.models import Message
from notices.tasks import sweep
from peerchallenge.queries import waits_of
from people.models import Membership
from people.refusal import Refusal
from reports.compose import compose
from reviews.actions import concerns as actions
from reviews.models import UrgentConcern
from reviews.names import telephone_in
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


def test_it_leaves_at_once_and_waits_for_nobodys_release(world, mailoutbox):
    raise_concern(world, world.petra)
    sweep()
    assert sorted(mail.to for mail in mailoutbox) == [["carys@example.org"], ["tom@example.org"]]
    assert {mail.subject for mail in mailoutbox} == {"Urgent: a concern needs you today"}


def test_it_stands_first_at_home_and_late_from_the_next_morning(world, signed_in):
    for person in (world.tom, world.carys):
        first = waits_of(person.user, NOW.date())[0]
        assert (first.is_urgent, first.due, first.badge) == (True, NOW.date(), "Urgent")
    home = signed_in(world.tom).get(reverse("home")).text
    assert home.index("See that the host acknowledges an urgent concern") < home.index("Agree or drop")
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        home = signed_in(world.carys).get(reverse("home")).text
        assert home.index("waits__item--late") < home.index("Acknowledge an urgent concern")
    actions.acknowledge_concern(concern=world.concern, by=world.carys, at=NOW)
    assert not any(line.is_urgent for line in waits_of(world.tom.user, NOW.date()))


def test_on_site_it_is_one_tap_from_every_page_of_the_challenge(world, signed_in):
    ref, client = world.challenge.ref, signed_in(world.petra)
    link = f'href="{reverse("reviews:raise_concern", args=[ref])}"'
    pages = ("cycles:challenge", "reviews:notes", "reviews:write_note", "reviews:raise_hypothesis")
    for page in (*pages, "reviews:timetable", "reports:draft_presentation"):
        assert link in client.get(reverse(page, args=[ref])).text, page
    for key in ("carys", "ben", "rana"):  # it is the team's
        assert link not in signed_in(getattr(world, key)).get(reverse("cycles:challenge", args=[ref])).text


def test_a_call_sheet_stands_before_the_form(world, signed_in):
    world.challenge.urgent_contact = "Duty manager, 01422 555 0123, day and night"
    world.challenge.save()
    page = signed_in(world.petra).get(reverse("reviews:raise_concern", args=[world.challenge.ref])).text
    calls = [
        page.index(words) for words in ("tel:999", "tel:014225550123", "<strong>Tom</strong>", "What is the concern?")
    ]
    assert calls == sorted(calls)
    assert telephone_in("Ask at the desk, room 12") == ""


def test_nothing_deletes_one_and_neither_report_nor_timeline_knows_it(world, signed_in):
    names = [pattern.name for pattern in get_resolver("reviews.urls").url_patterns if "concern" in (pattern.name or "")]
    assert sorted(names) == ["acknowledge_concern", "close_concern", "concern", "concerns", "raise_concern"]
    assert not [name for name in vars(actions) if name.startswith(("delete", "remove", "edit"))]
    raise_concern(world, world.petra)
    tree = compose(report=world.report).to_json()
    assert "unlocked" not in str(tree)
    assert "oncern" not in str(list(world.challenge.events.values_list("sentence", flat=True)))
    assert UrgentConcern.objects.count() == 2
