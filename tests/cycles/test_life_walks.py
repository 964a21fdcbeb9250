"""Random walks through moves and actions never leave the table, and never break what must hold."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from cycles import history
from cycles.actions import declaration, life, readiness, team
from cycles.models import Challenge, Event, Seat, State
from cycles.moves import LIVES
from peerchallenge.invariants import breaches
from people.refusal import Refusal
from tests.soak import examples
from tests.world import NOW, VISIT_STARTS

pytestmark = pytest.mark.either

LIFE = LIVES["team_visit"]
TEAM = ["invite", "accept", "decline", "withdraw", "conflict", "record", "undo"]
STEPS = [*LIFE.moves, "postpone", "resume", *TEAM]


def sams(world):
    """Return Sam's seat, which a walk offers, fills and takes back."""
    seat = Seat.objects.filter(challenge=world.challenge, person=world.sam).first()
    if seat is None:
        raise Refusal("Sam was never asked.")
    return seat


def stand_down(world, by, at):
    """Let Sam declare a conflict and stand down."""
    declaration.declare(seat=sams(world), text="My sister works there", by=world.sam, at=at)
    declaration.refuse_interests(seat=sams(world), reason="Too close", by=by, at=at)


def act(world, step, by, at):
    """Take one step by its word."""
    facts = {"by": by, "at": at}
    of_challenge = {"challenge": world.challenge, **facts}
    acts = {
        "postpone": lambda: life.postpone(cause="region", reason="A pause", **of_challenge),
        "resume": lambda: life.resume(starts_on=VISIT_STARTS, **of_challenge),
        "cancel": lambda: life.cancel(reason="Enough", **of_challenge),
        "invite": lambda: team.invite(person=world.sam, role="reviewer", **of_challenge),
        "accept": lambda: team.accept_invitation(seat=sams(world), **facts),
        "decline": lambda: team.decline_invitation(seat=sams(world), **facts),
        "withdraw": lambda: team.withdraw(seat=sams(world), **facts),
        "conflict": lambda: stand_down(world, **facts),
        "record": lambda: readiness.record_component(key="timetable", **of_challenge),
        "undo": lambda: readiness.undo_component(key="timetable", **of_challenge),
    }
    acts.get(step, lambda: history.advance(move=step, **of_challenge))()


def take(world, step, minute):
    """Take one step of a walk and say whether it was taken; a refusal is an answer."""
    try:
        with transaction.atomic():
            act(world, step, world.rana, NOW + timedelta(minutes=minute))
    except Refusal:
        return False
    return True


@pytest.fixture
def walked(world_at):
    """Walk from a proposal, ask after every step, and roll everything back for the next walk."""
    world = world_at(State.PROPOSED)

    def walk(steps, after_each=lambda *facts: None, at_end=lambda world: None):
        with transaction.atomic():
            for minute, step in enumerate(steps):
                before = Challenge.objects.get(pk=world.challenge.pk).state
                taken = take(world, step, minute)
                after_each(world, step, taken, before, Challenge.objects.get(pk=world.challenge.pk).state)
            at_end(world)
            transaction.set_rollback(True)

    return walk


@examples(25, 1000)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=40))
def test_no_walk_leaves_the_table(walked, steps):
    def after_each(world, step, taken, before, after):
        assert after in State.values
        if step in LIFE.moves and taken:
            assert LIFE.find(step, before).target == after
        else:
            assert after == before
        assert world.challenge.postponements.filter(resumed_at=None).count() <= 1

    def at_end(world):
        moves = Event.objects.filter(challenge=world.challenge).exclude(to_state="").order_by("at", "pk")
        chain = list(moves.values_list("from_state", "to_state"))
        assert [end for _, end in chain][:-1] == [start for start, _ in chain][1:]
        assert list(breaches(NOW.date())) == []

    walked(steps, after_each, at_end)


@examples(25, 1000)
@given(steps=st.lists(st.sampled_from(list(LIFE.moves)), max_size=20))
def test_no_walk_publishes_without_accuracy_and_signature(walked, steps):
    def at_end(world):
        taken = list(
            Event.objects.filter(challenge=world.challenge).order_by("at", "pk").values_list("what", flat=True)
        )
        if "publish" in taken:
            assert taken.index("send_to_host") < taken.index("sign") < taken.index("publish")

    walked([*steps, *LIFE.moves], at_end=at_end)


def test_the_walk_itself_can_reach_the_end(walked):
    reached = []
    straight = ["start_scoping", "start_preparing", "invite", "accept", "postpone", "resume", "go_on_site"]
    straight += ["leave_site", "send_to_host", "sign", "publish", "begin_follow_up", "close"]
    walked(straight, lambda world, step, taken, before, after: reached.append((step, taken)))
    refused = [step for step, taken in reached if not taken]
    assert refused == []
