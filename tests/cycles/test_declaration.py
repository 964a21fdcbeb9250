"""Interests are declared before documents open, and decided with a reason."""

import pytest
from django.urls import reverse

from cycles.actions import declaration
from cycles.models import Declaration, Event, Seat, State
from cycles.rules import declared
from notices.models import Message
from people.models import User
from people.refusal import Refusal
from tests.world import NOW


@pytest.fixture
def undeclared(world):
    """Petra has not declared anything yet."""
    Declaration.objects.filter(seat=world.seats["petra"]).delete()
    world.seat = Seat.objects.get(pk=world.seats["petra"].pk)
    return world


def sees_documents(world, key="petra"):
    """Ask afresh, as the next request would."""
    return declared(User.objects.get(person=getattr(world, key)), world.challenge)


def test_nothing_to_declare_opens_documents_at_once(undeclared):
    assert not sees_documents(undeclared)
    said = declaration.declare(seat=undeclared.seat, by=undeclared.petra, at=NOW)
    assert (said.outcome, sees_documents(undeclared), Message.objects.count()) == ("clear", True, 0)


def test_a_declared_interest_waits_for_the_coordinator(undeclared):
    world = undeclared
    said = declaration.declare(seat=world.seat, text="My sister works there", by=world.petra, at=NOW)
    assert (said.outcome, sees_documents(world)) == ("waiting", False)
    message = Message.objects.get()
    assert (message.recipient, message.subject) == (world.rana, "Petra declared an interest")
    assert "sister" not in message.body


def test_clearing_with_a_reason_opens_documents(undeclared):
    world = undeclared
    declaration.declare(seat=world.seat, text="My sister works there", by=world.petra, at=NOW)
    said = declaration.clear_interests(seat=world.seat, reason="In another service", by=world.rana, at=NOW)
    assert (said.outcome, said.reason, said.decided_by, sees_documents(world)) == (
        "cleared",
        "In another service",
        world.rana,
        True,
    )


def test_a_conflict_stands_the_person_down_at_once(undeclared, signed_in):
    world = undeclared
    declaration.declare(seat=world.seat, text="My sister is the director", by=world.petra, at=NOW)
    declaration.refuse_interests(seat=world.seat, reason="Too close", by=world.rana, at=NOW)
    world.seat.refresh_from_db()
    assert world.seat.status == Seat.Status.CONFLICTED
    assert signed_in(world.petra).get(reverse("cycles:team", args=[world.challenge.ref])).status_code == 404
    assert list(Event.objects.values_list("what", "sentence")) == [("stand_down", "Petra left the team")]


def test_two_coordinators_decide_once(undeclared):
    world = undeclared
    declaration.declare(seat=world.seat, text="My sister works there", by=world.petra, at=NOW)
    declaration.clear_interests(seat=world.seat, reason="Fine", by=world.rana, at=NOW)
    with pytest.raises(Refusal) as refused:
        declaration.refuse_interests(seat=world.seat, reason="Not fine", by=world.rana, at=NOW)
    assert refused.value.sentence == "This is already decided by Rana: declared and cleared."


def test_there_is_nothing_to_decide_before_something_is_declared(undeclared):
    with pytest.raises(Refusal, match=r"^Petra has not declared any interests yet\.$"):
        declaration.clear_interests(seat=undeclared.seat, reason="Fine", by=undeclared.rana, at=NOW)


def test_what_was_declared_is_added_to_but_not_taken_back(undeclared):
    world = undeclared
    declaration.declare(seat=world.seat, text="My sister works there", by=world.petra, at=NOW)
    with pytest.raises(Refusal) as refused:
        declaration.declare(seat=world.seat, text="", by=world.petra, at=NOW)
    assert refused.value.sentence == "What you declared stays on record. You can add to it, but not take it back."
    declaration.clear_interests(seat=world.seat, reason="Fine", by=world.rana, at=NOW)
    declaration.declare(seat=world.seat, text="My sister and my brother", by=world.petra, at=NOW)
    assert not sees_documents(world)


def test_interests_are_no_longer_declared_once_published(world_at):
    world = world_at(State.PUBLISHED)
    with pytest.raises(Refusal, match=r"^Interests are no longer declared: the challenge is now “published”\.$"):
        declaration.declare(seat=world.seats["petra"], text="Late", by=world.petra, at=NOW)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose whether you have anything to declare"),
        ({"has_interest": "yes", "text": " "}, "Enter what you declare"),
        ({"has_interest": "no", "text": "My sister"}, "You wrote something to declare"),
    ],
)
def test_a_half_filled_declaration_comes_back_as_typed(undeclared, signed_in, data, sentence):
    world = undeclared
    address = reverse("cycles:declare", args=[world.challenge.ref, world.seat.ref])
    response = signed_in(world.petra).post(address, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert data.get("text", "").strip() in page
    assert not Declaration.objects.filter(seat=world.seat).exists()


@pytest.mark.parametrize(
    ("key", "reads", "sees_clearance"),
    [
        ("rana", True, True),
        ("tom", True, True),
        ("idris", True, True),
        ("mina", False, True),
        ("carys", False, True),
        ("amir", False, False),
        ("ben", False, False),
    ],
)
def test_what_was_declared_is_read_by_few_and_that_it_was_by_some(undeclared, signed_in, key, reads, sees_clearance):
    world = undeclared
    declaration.declare(seat=world.seat, text="My sister works there", by=world.petra, at=NOW)
    client = signed_in(getattr(world, key))
    answer = client.get(reverse("cycles:interests", args=[world.challenge.ref, world.seat.ref]))
    assert answer.status_code == (200 if reads else 403)
    assert ("My sister works there" in answer.content.decode()) == reads
    team = client.get(reverse("cycles:team", args=[world.challenge.ref])).content.decode()
    assert ("Interests being looked at" in team) == sees_clearance
    assert "sister" not in team


def test_a_member_is_led_from_the_challenge_to_the_declaration(undeclared, signed_in):
    world = undeclared
    client = signed_in(world.petra)
    address = reverse("cycles:declare", args=[world.challenge.ref, world.seat.ref])
    assert address in client.get(reverse("cycles:challenge", args=[world.challenge.ref])).content.decode()
    assert client.post(address, {"has_interest": "no", "text": ""}).status_code == 302
    assert address not in client.get(reverse("cycles:challenge", args=[world.challenge.ref])).content.decode()
