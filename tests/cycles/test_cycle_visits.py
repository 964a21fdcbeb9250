"""Planning a challenge and moving its visit: which days may be, and everybody's seats with them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cycles.actions import challenge as challenges
from cycles.actions import visit as visits
from cycles.days import in_words, is_working_day, working_days_between
from cycles.models import Challenge, ClosedPeriod, Event, Postponement, State, Visit
from people.models import Absence, Body, Training
from people.refusal import Refusal
from tests.access.samples.cycles_programme import parts
from tests.soak import examples
from tests.world import NOW, make_challenge, seat

TUESDAY = date(2027, 9, 14)


def create(world, **change):
    return challenges.create(
        **{
            "cycle": world.cycle,
            "host": world.bodies["York"],
            "shape": world.shape,
            "topic": "Early help",
            "starts_on": TUESDAY,
            "by": world.rana,
            "at": NOW,
            **change,
        }
    )


def move(world, starts_on=TUESDAY, **more):
    return visits.move_visit(challenge=world.challenge, starts_on=starts_on, by=world.rana, at=NOW, **more)


def close(world, body, starts, ends, kind="school_break", label="Half term"):
    return ClosedPeriod.objects.create(
        region=world.region, body=body, kind=kind, label=label, starts_on=starts, ends_on=ends
    )


def test_a_challenge_is_planned_with_its_days_hosts_and_history(world, signed_in):
    board = Body.objects.create(region=world.region, name="York board", kind="board")
    sent = {
        "host": world.bodies["York"].ref,
        "topic": "Early help",
        "shape": world.shape.pk,
        "other_bodies": [board.pk],
    }
    response = signed_in(world.rana).post(
        reverse("cycles:propose", args=[world.cycle.ref]), {**sent, **parts("starts_on", TUESDAY)}
    )
    assert response.url == reverse("cycles:cycle", args=[world.cycle.ref])
    made = Challenge.objects.get(topic="Early help")
    assert (made.state, made.host.name, made.cycle) == (State.PROPOSED, "York", world.cycle)
    assert (made.visit.starts_on, made.visit.ends_on) == (TUESDAY, date(2027, 9, 16))
    assert sorted(side.body.name for side in made.host_bodies.all()) == ["York", "York board"]
    event = made.events.get()
    assert (event.what, event.by, event.sentence) == ("create", world.rana, "Proposed for 14 to 16 September 2027")


@examples(100, 2000)
@given(st.dates(date(2027, 1, 1), date(2028, 10, 1)), st.integers(1, 8))
def test_the_last_day_closes_as_many_working_days_as_the_shape_says(first, days):
    last = visits.last_day(days, first)
    if is_working_day(first):
        assert working_days_between(first, last) == days
        assert is_working_day(last)


@pytest.mark.parametrize(
    ("change", "said", "field"),
    [
        ({"starts_on": date(2027, 9, 18)}, "18 September 2027 is a Saturday", "starts_on"),
        ({"starts_on": date(2028, 6, 29)}, "29 June to 3 July 2028 is outside the cycle", "starts_on"),
        ({"starts_on": date(2026, 12, 15)}, "is outside the cycle", "starts_on"),
        ({"starts_on": date(2027, 9, 16)}, "the visit runs over a weekend", "starts_on"),
        ({"topic": "early HELP"}, "York already has a challenge on “Early help”", "topic"),
    ],
)
def test_days_and_topics_that_cannot_be_are_refused(world, change, said, field):
    make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help", starts=date(2027, 3, 2))
    with pytest.raises(Refusal, match=said) as refused:
        create(world, **{"topic": "Neglect", **change})
    assert refused.value.field == field
    assert Challenge.objects.count() == 2
    assert Visit.objects.count() == 2


def test_only_a_member_that_stays_may_host(world):
    kirklees = Body.objects.create(region=world.region, name="Kirklees")
    with pytest.raises(Refusal, match="Kirklees is not a member of Third cycle"):
        create(world, host=kirklees)
    world.cycle.members.filter(body=world.bodies["York"]).update(left_on=NOW.date(), left_reason="Merger.")
    with pytest.raises(Refusal, match="York is not a member"):
        create(world)


def test_a_body_that_has_ended_by_then_is_refused(world):
    world.bodies["York"].valid_to = date(2027, 3, 31)
    world.bodies["York"].save()
    with pytest.raises(Refusal, match="York does not exist on 16 September 2027"):
        create(world)


@pytest.mark.parametrize("kind", ["school_break", "bank_holiday", "inspection", "poll", "other"])
def test_closed_days_need_a_tick_and_a_reason(world, signed_in, kind):
    close(world, world.bodies["York"], TUESDAY, TUESDAY + timedelta(days=4), kind=kind, label="Closed then")
    sent = {"host": world.bodies["York"].ref, "topic": "Early help", "shape": world.shape.pk}
    sent |= parts("starts_on", TUESDAY)
    client = signed_in(world.rana)
    address = reverse("cycles:propose", args=[world.cycle.ref])
    refused = client.post(address, sent)
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "York: Closed then (14 to 18 September 2027)" in page
    assert 'value="Early help"' in page
    half = client.post(address, {**sent, "all_the_same": "on"})
    assert half.status_code == 422
    assert "Say why these days are right all the same" in half.content.decode()
    done = client.post(address, {**sent, "all_the_same": "on", "despite": "The host asked for it."})
    assert done.status_code == 302
    assert Event.objects.get().sentence == (
        "Proposed for 14 to 16 September 2027, despite York: Closed then (14 to 18 September 2027): "
        "The host asked for it."
    )


def test_closed_days_of_another_body_or_just_outside_are_no_doubt(world):
    close(world, world.bodies["Leeds"], TUESDAY, TUESDAY)
    close(world, world.bodies["York"], date(2027, 9, 17), date(2027, 9, 24))
    close(world, world.bodies["York"], date(2027, 9, 1), date(2027, 9, 13))
    assert create(world).visit.starts_on == TUESDAY


def test_days_closed_for_the_whole_region_or_a_second_host_body_are_doubtful(world):
    close(world, None, TUESDAY, TUESDAY, label="Regional summit")
    with pytest.raises(Refusal, match="Yorkshire and the Humber: Regional summit"):
        create(world)
    close(world, world.bodies["Leeds"], date(2027, 9, 15), date(2027, 9, 15), label="Leeds election")
    with pytest.raises(Refusal, match="Leeds: Leeds election"):
        create(world, other_bodies=[world.bodies["Leeds"]])


def test_moving_a_visit_moves_every_seat_and_says_so_in_history(world, signed_in):
    address = reverse("cycles:move_visit", args=[world.challenge.ref])
    assert signed_in(world.rana).post(address, parts("starts_on", TUESDAY)).status_code == 302
    world.challenge.visit.refresh_from_db()
    days = (TUESDAY, date(2027, 9, 16))
    assert (world.challenge.visit.starts_on, world.challenge.visit.ends_on) == days
    assert set(world.challenge.seats.values_list("starts_on", "ends_on")) == {days}
    assert Event.objects.get().sentence == "Visit moved from 9 to 11 February 2027 to 14 to 16 September 2027"


@pytest.mark.breaks_rules
def test_a_move_that_double_books_somebody_moves_nothing(world, signed_in):
    other = make_challenge(world.cycle, world.shape, world.bodies["York"], starts=date(2027, 9, 13), topic="Neglect")
    seat(other, world.petra, "reviewer")
    seat(other, world.amir, "reviewer", status="invited")
    seat(other, world.tom, "reviewer", status="declined")
    address = reverse("cycles:move_visit", args=[world.challenge.ref])
    response = signed_in(world.rana).post(address, parts("starts_on", TUESDAY))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Amir is in the team for York on 13 to 15 September 2027" in page
    assert "Petra is in the team for York" in page
    assert "Tom is in the team" not in page
    world.challenge.visit.refresh_from_db()
    assert world.challenge.visit.starts_on == date(2027, 2, 9)
    assert set(world.challenge.seats.values_list("starts_on", flat=True)) == {date(2027, 2, 9)}
    assert not Event.objects.exists()


def test_a_move_beyond_somebodys_training_moves_nothing(world):
    Training.objects.filter(person__in=[world.petra, world.amir]).update(expires_on=date(2027, 8, 31))
    with pytest.raises(Refusal, match="By 14 September 2027 the training of Amir, Petra no longer counts"):
        move(world)
    world.challenge.seats.filter(person__in=[world.petra, world.amir]).update(status="withdrawn")
    move(world)
    assert world.challenge.seats.get(person=world.tom).starts_on == TUESDAY


def test_a_move_onto_somebodys_absence_needs_a_reason(world):
    Absence.objects.create(person=world.petra, starts_on=date(2027, 9, 16), ends_on=date(2027, 9, 24))
    with pytest.raises(Refusal, match=r"Petra is away \(16 to 24 September 2027\)"):
        move(world)
    move(world, despite="Somebody else takes her place.")
    assert "despite Petra is away" in Event.objects.get().sentence


def test_a_visit_stays_while_one_that_shares_it_has_begun(world):
    twin = make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help", state=State.ON_SITE)
    twin.visit = world.challenge.visit
    twin.save()
    with pytest.raises(Refusal, match="Another challenge of the same visit"):
        move(world)


def test_challenges_that_share_a_visit_move_together(world):
    twin = make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help")
    twin.visit = world.challenge.visit
    twin.save()
    seat(twin, world.petra, "reviewer")
    move(world)
    assert sorted(Event.objects.values_list("challenge__host__name", flat=True)) == ["Calderdale", "York"]
    assert set(twin.seats.values_list("starts_on", flat=True)) == {TUESDAY}


@pytest.mark.parametrize("state", [State.ON_SITE, State.DRAFTING, State.FINAL, State.CANCELLED])
def test_a_visit_that_began_cannot_move(world_at, state):
    world = world_at(state)
    with pytest.raises(Refusal, match="its visit cannot move"):
        move(world)


def test_a_postponed_challenge_is_resumed_rather_than_moved(world):
    visit = world.challenge.visit
    Postponement.objects.create(
        challenge=world.challenge,
        cause="inspection",
        reason="Ofsted came.",
        was_starts_on=visit.starts_on,
        was_ends_on=visit.ends_on,
        postponed_at=NOW,
        postponed_by=world.rana,
    )
    with pytest.raises(Refusal, match="Resume it with new dates"):
        move(world)


def test_a_move_to_the_same_days_is_refused(world):
    with pytest.raises(Refusal, match="already on these days"):
        move(world, starts_on=date(2027, 2, 9))


def test_a_move_into_a_break_needs_its_reason(world):
    close(world, world.host, TUESDAY, TUESDAY)
    with pytest.raises(Refusal, match="Half term"):
        move(world)
    move(world, despite="The host asked for it.")
    assert Event.objects.get().sentence.endswith(
        "despite Calderdale: Half term (14 September 2027): The host asked for it."
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2027, 2, 9), date(2027, 2, 9), "9 February 2027"),
        (date(2027, 2, 9), date(2027, 2, 11), "9 to 11 February 2027"),
        (date(2027, 3, 30), date(2027, 4, 1), "30 March to 1 April 2027"),
        (date(2027, 12, 30), date(2028, 1, 4), "30 December 2027 to 4 January 2028"),
    ],
)
def test_days_are_written_as_people_say_them(first, last, said):
    assert in_words(first, last) == said
