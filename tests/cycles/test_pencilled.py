"""Somebody meant for a seat whom nobody has asked yet."""

from datetime import timedelta

import pytest

from cycles.actions import team
from cycles.models import Seat, State
from notices.models import Message
from people.refusal import Refusal
from tests.world import NOW, make_challenge, train

pytestmark = pytest.mark.django_db


def _pencil(world, person, challenge=None, role="reviewer"):
    challenge = challenge or world.challenge
    return team.pencil_in(challenge=challenge, person=person, role=role, by=world.rana, at=NOW)


@pytest.fixture
def free(world):
    """A second challenge, without a team."""
    return make_challenge(
        world.cycle, world.shape, world.bodies["Rotherham"], state=State.SCOPING, starts=NOW.date() + timedelta(days=60)
    )


def test_nobody_is_told_and_their_days_are_kept(world, free):
    seat = _pencil(world, world.sam, free)
    assert seat.status == Seat.Status.PENCILLED
    assert seat.invited_at is None
    assert not Message.objects.exists()
    same_days = make_challenge(
        world.cycle, world.shape, world.bodies["York"], state=State.SCOPING, starts=free.visit.starts_on
    )
    with pytest.raises(Refusal, match="already has a place in the visit to Rotherham"):
        _pencil(world, world.sam, same_days)


def test_whoever_is_pencilled_in_can_be_asked(world, free):
    _pencil(world, world.sam, free)
    seat = team.invite(challenge=free, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    assert seat.status == Seat.Status.INVITED
    assert free.seats.count() == 1
    assert Message.objects.filter(recipient=world.sam, kind="invitation").count() == 1
    with pytest.raises(Refusal, match="already has a place"):
        _pencil(world, world.sam, free)


def test_it_is_taken_back_in_silence(world, free):
    seat = _pencil(world, world.sam, free)
    assert team.withdraw(seat=seat, by=world.rana, at=NOW).status == Seat.Status.WITHDRAWN
    assert not Message.objects.exists()


def test_the_same_rules_hold(world, free):
    train(world.carys)
    with pytest.raises(Refusal, match="already has a place"):
        _pencil(world, world.petra)
    world.sam.home = world.bodies["Rotherham"]
    world.sam.save()
    with pytest.raises(Refusal, match="Nobody reviews their own authority"):
        _pencil(world, world.sam, free)


def test_only_the_coordinator_sees_who_is_meant(world, client):
    world.challenge.seats.filter(person=world.petra).update(status="withdrawn")
    world.challenge.seats.filter(person=world.amir).update(status="pencilled")
    url = f"/challenges/{world.challenge.ref}/team/"
    client.force_login(world.rana.user)
    page = client.get(url).content.decode()
    assert "Not asked yet" in page
    assert f"/team/invite/{world.amir.ref}/?role=reviewer" in page
    client.force_login(world.carys.user)
    assert "Amir" not in client.get(url).content.decode()
    client.force_login(world.amir.user)
    assert client.get(f"/challenges/{world.challenge.ref}/invitation/").status_code == 404
    assert "Calderdale" not in client.get("/").content.decode()
