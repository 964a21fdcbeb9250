"""Two people at once, on two connections of a real PostgreSQL: one wins, one reads a sentence."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from cycles import history
from cycles.actions import life, team
from cycles.models import Postponement, Seat, State
from peerchallenge.invariants import breaches
from people.actions import memberships, pool, training
from people.models import Membership, Training
from people.refusal import Refusal
from tests import world as worlds
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = on_two_connections


@pytest.fixture
def raced(transactional_db, clock):
    """The world, committed, so that two connections see it."""
    if connection.vendor != "postgresql":
        pytest.skip("races need PostgreSQL")
    return worlds.build


def race(*acts):
    """Run acts at the same moment, each on a connection of its own; return what each came to."""
    start = threading.Barrier(len(acts))
    came_to = [None] * len(acts)

    def run(place, act):
        try:
            start.wait()
            came_to[place] = act()
        except Refusal as refusal:
            came_to[place] = refusal.sentence
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came_to


def split(came_to):
    """Return how many won, and the sentences the others read."""
    return sum(not isinstance(each, str) for each in came_to), sorted(each for each in came_to if isinstance(each, str))


def newcomer(world, key="lee"):
    """Somebody in the pool who can sit."""
    person = worlds.make_person(key, home=world.bodies["Rotherham"])
    worlds.train(person, grade="director")
    return person


def inviting(world, challenge, person, role="reviewer"):
    """Return an act: invite somebody."""
    return lambda: team.invite(challenge=challenge, person=person, role=role, by=world.rana, at=NOW)


@pytest.mark.parametrize("again", range(3))
def test_two_challenges_want_one_person_on_the_same_days(raced, again):
    world = raced()
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"])
    person = newcomer(world)
    won, read = split(race(inviting(world, world.challenge, person), inviting(world, other, person)))
    assert won == 1
    winner = Seat.objects.get(person=person).challenge.host
    assert read == [f"Lee already has a place in the visit to {winner} of 9 to 11 February 2027."]


def test_two_coordinators_invite_one_person_twice(raced):
    world = raced()
    invite = inviting(world, world.challenge, newcomer(world))
    assert split(race(invite, invite)) == (1, ["Lee already has a place in this team, as reviewer."])


def test_two_people_for_the_last_place(raced):
    world = raced()
    acts = [inviting(world, world.challenge, newcomer(world, key)) for key in ("lee", "max")]
    won, read = split(race(*acts))
    assert (won, read) == (
        1,
        ["This team is full: 6 of 6 places are taken. Observers and shadows come on top."],
    )


def test_two_leads_for_one_team(raced):
    world = raced()
    world.seats["tom"].delete()
    acts = [inviting(world, world.challenge, newcomer(world, key), "lead") for key in ("lee", "max")]
    won, read = split(race(*acts))
    name = Seat.objects.get(role="lead").person
    assert (won, read) == (1, [f"This team already has a lead challenger: {name}."])


def test_two_leads_do_not_swap_at_the_same_moment(raced):
    world = raced()
    world.seats["tom"].delete()
    other = worlds.make_challenge(
        world.cycle, world.shape, world.bodies["Rotherham"], starts=worlds.VISIT_STARTS + timedelta(days=60)
    )
    theirs = newcomer(world)
    ours = worlds.make_person("max", home=world.host)
    worlds.train(ours, grade="director")
    acts = inviting(world, world.challenge, theirs, "lead"), inviting(world, other, ours, "lead")
    won, read = split(race(*acts))
    assert won == 1
    assert len(read) == 1
    assert "leads the challenge of" in read[0]


def test_withdrawn_while_accepting(raced):
    world = raced()
    seat = team.invite(challenge=world.challenge, person=newcomer(world), role="reviewer", by=world.rana, at=NOW)
    race(
        lambda: team.accept_invitation(seat=seat, by=seat.person, at=NOW),
        lambda: team.withdraw(seat=seat, by=world.rana, at=NOW),
    )
    seat.refresh_from_db()
    assert seat.status == Seat.Status.WITHDRAWN


def giving(world, person, role, body=None):
    """Return an act: give somebody a part outside the team."""
    return lambda: memberships.give_membership(
        person=person,
        role=role,
        programme=world.programme,
        body=body,
        starts_on=None,
        ends_on=None,
        by=world.rana,
        at=NOW,
    )


@pytest.mark.parametrize(("role", "of_host"), [("information_officer", False), ("host_sponsor", True)])
def test_a_seat_and_a_part_that_exclude_each_other_are_not_both_given(raced, role, of_host):
    world = raced()
    person = newcomer(world)
    part = giving(world, person, role, world.host if of_host else None)
    won, read = split(race(inviting(world, world.challenge, person), part))
    assert (won, len(read)) == (1, 1)
    assert read[0].startswith("Lee")
    assert Seat.objects.filter(person=person).count() + Membership.objects.filter(person=person).count() == 1
    assert list(breaches(NOW.date())) == []


def test_a_part_given_while_accepting_is_one_of_both(raced):
    world = raced()
    person = newcomer(world)
    seat = team.invite(challenge=world.challenge, person=person, role="reviewer", by=world.rana, at=NOW)
    race(
        lambda: team.accept_invitation(seat=seat, by=person, at=NOW),
        giving(world, person, "host_organiser", world.host),
    )
    assert not Membership.objects.filter(person=person).exists()  # the place was held from the invitation on
    assert list(breaches(NOW.date())) == []


def test_a_seat_and_a_move_to_the_host_are_not_both_taken(raced):
    world = raced()
    person = newcomer(world)
    facts = {"name": "Lee", "email": person.email, "home": world.host}
    won, read = split(
        race(
            inviting(world, world.challenge, person),
            lambda: pool.edit_person(person=person, facts=facts, version=1, by=world.rana, at=NOW),
        )
    )
    assert (won, len(read)) == (1, 1)
    assert "reviews their own authority" in read[0]
    assert list(breaches(NOW.date())) == []


def test_training_is_not_removed_under_an_invitation(raced):
    world = raced()
    person = newcomer(world)
    course = Training.objects.get(person=person)
    won, read = split(
        race(
            inviting(world, world.challenge, person),
            lambda: training.remove_training(training=course, by=world.rana, at=NOW),
        )
    )
    assert (won, len(read)) == (1, 1)
    assert Seat.objects.filter(person=person).exists() == Training.objects.filter(person=person).exists()


def test_two_press_the_same_button(raced):
    world = raced(State.PUBLISHED)
    press = lambda: life.begin_follow_up(challenge=world.challenge, by=world.rana, at=NOW)  # noqa: E731 -- one act, twice
    won, read = split(race(press, press))
    assert (won, read) == (
        1,
        ["This is no longer possible: the challenge is now “follow-up”. Nothing was changed."],
    )
    assert world.challenge.events.count() == 1


def test_cancelled_while_moving_on(raced):
    world = raced(State.PROPOSED)
    came_to = race(
        lambda: life.start_scoping(challenge=world.challenge, by=world.rana, at=NOW),
        lambda: life.cancel(challenge=world.challenge, reason="No host", by=world.rana, at=NOW),
    )
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.CANCELLED
    assert not isinstance(came_to[1], str)


def test_postponed_twice_at_once(raced):
    world = raced()
    pause = lambda: life.postpone(  # noqa: E731 -- one act, twice
        challenge=world.challenge, cause="host", reason="They asked", by=world.rana, at=NOW
    )
    assert split(race(pause, pause)) == (1, ["This challenge is already postponed. Nothing was changed."])
    assert Postponement.objects.count() == 1


def test_resumed_while_somebody_of_the_team_is_asked_elsewhere(raced):
    world = raced()
    life.postpone(challenge=world.challenge, cause="host", reason="They asked", by=world.rana, at=NOW)
    day = worlds.VISIT_STARTS + timedelta(weeks=8)
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"], starts=day)
    came_to = race(
        lambda: life.resume(challenge=world.challenge, starts_on=day, despite="Agreed", by=world.rana, at=NOW),
        inviting(world, other, world.petra),
    )
    won, read = split(came_to)
    assert won == 1
    assert "Petra" in read[0]


def test_the_database_refuses_what_no_action_checked_and_the_sentence_is_the_same(raced):
    world = raced()
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"])
    visit = other.visit
    seat = Seat(
        challenge=other,
        person=world.petra,
        role="reviewer",
        visit=visit,
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        invited_at=NOW,
    )
    with pytest.raises(IntegrityError, match="seat_no_double_booking"), transaction.atomic():
        seat.save()
    with pytest.raises(Refusal) as refused, transaction.atomic():
        team.save_seat(seat)
    assert refused.value.sentence == "Petra already has a place in the visit to Calderdale of 9 to 11 February 2027."


def test_a_move_holds_the_row_until_it_is_done(raced):
    world = raced()
    with transaction.atomic():
        history.lock(world.challenge)
        waited = []

        def other():
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            try:
                life.postpone(challenge=world.challenge, cause="host", reason="x", by=world.rana, at=NOW)
            except Exception as error:
                waited.append("lock timeout" in str(error))
            finally:
                connection.close()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert waited == [True]
