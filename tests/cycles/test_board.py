"""The plan as a picture, a list and a table: the same places in each."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.board import Board
from cycles.days import add_months, short_days
from cycles.models import Challenge, ClosedPeriod, Event, Postponement, Seat, State
from cycles.plan import months_of, places
from cycles.weeks import short_name
from tests.world import NOW, make_challenge

TODAY = NOW.date()


def plan(world, *, full=True, weeks=13):
    challenges = world.cycle.challenges.with_places().order_by("visit__starts_on", "pk")
    return places(challenges, weeks, today=TODAY, full=full)


def board(world, **more):
    rows = plan(world, **more)
    closed = list(world.region.closed_periods.order_by("pk"))
    return Board(world.cycle, rows, closed, [], TODAY)


def close(world, body, starts, ends, kind="school_break", label="Easter break 2027"):
    return ClosedPeriod.objects.create(
        region=world.region, body=body, kind=kind, label=label, starts_on=starts, ends_on=ends
    )


def page(world, client, name="cycle"):
    return client.get(reverse(f"cycles:{name}", args=[world.cycle.ref]))


@pytest.mark.breaks_rules
def test_the_report_is_due_by_the_programmes_rule_until_it_is_out(world):
    assert plan(world)[0].public_on == date(2027, 2, 11) + timedelta(weeks=13)
    Event.objects.create(challenge=world.challenge, at=NOW, what="publish", sentence="Public", to_state="published")
    place = plan(world)[0]
    assert (place.is_public, place.public_on) == (True, TODAY)
    assert place.impact_points == [date(2027, 5, 10), date(2027, 8, 10), date(2028, 2, 10)]


def test_bars_follow_each_other_from_first_talk_to_publication(world):
    row = board(world).rows[0]
    kinds = [(bar["kind"], bar.get("is_done")) for bar in row["bars"]]
    assert kinds == [("before", True), ("after", False), ("visit", None), ("public", None)]
    before, after, visit, public = row["bars"]
    assert before["x"] == 0  # cut off where the cycle begins
    assert round(before["x"] + before["width"], 1) == round(visit["x"], 1)
    assert round(after["x"] + after["width"], 1) == round(public["x"], 1)


def test_a_state_stands_before_the_visit_where_there_is_no_room_after_it(world):
    row = board(world).rows[0]
    assert row["label"] == {"x": row["bars"][1]["x"] + 0.4, "text": "Preparing"}
    make_challenge(world.cycle, world.shape, world.bodies["York"], starts=date(2028, 6, 20))
    row = board(world).rows[1]
    visit = next(bar["x"] for bar in row["bars"] if bar["kind"] == "visit")
    assert row["label"]["ends"]
    assert row["label"]["x"] <= visit


def test_a_proposed_challenge_is_drawn_dashed(world_at):
    assert board(world_at(State.PROPOSED)).rows[0]["bars"][0]["kind"] == "proposed"


def test_everything_stays_inside_the_picture(world):
    make_challenge(world.cycle, world.shape, world.bodies["York"], starts=date(2028, 6, 27), topic="Last")
    make_challenge(world.cycle, world.shape, world.bodies["Leeds"], starts=date(2027, 1, 4), topic="First")
    close(world, world.bodies["York"], date(2028, 6, 1), date(2028, 9, 1))
    for row in board(world).rows:
        for part in [*row["bars"], *row["closed"]]:
            assert 0 <= part["x"] <= 100
            assert part["x"] + part["width"] <= 101
        assert all(0 <= point <= 100 for point in row["points"])


def test_today_stands_only_inside_the_cycle(world):
    assert board(world).today["label"] == "Today, Wed 10 Feb"
    outside = Board(world.cycle, [], [], [], date(2026, 12, 1))
    assert outside.today is None


def test_months_carry_their_year_once(world):
    months = board(world).months
    assert [month["year"] for month in months if month["year"]] == ["2027", "2028"]
    assert months[0]["label"] == "Jan"
    assert len(months) == 18
    assert [month["x"] for month in months] == sorted(month["x"] for month in months)


def test_closed_weeks_are_hatched_in_the_rows_of_their_bodies_alone(world):
    make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help", starts=date(2027, 3, 2))
    close(world, world.bodies["York"], date(2027, 3, 29), date(2027, 4, 9))
    close(world, None, date(2027, 12, 20), date(2027, 12, 31), label="Christmas break 2027/28")
    calderdale, york = board(world).rows
    assert [hatch["kind"] for hatch in calderdale["closed"]] == ["christmas"]
    assert [hatch["kind"] for hatch in york["closed"]] == ["break", "christmas"]


def test_a_reason_is_named_once_above_however_many_bodies_close(world):
    for body in world.bodies.values():
        close(world, body, date(2027, 3, 29), date(2027, 4, 9))
        close(world, body, date(2027, 3, 31), date(2027, 5, 6), kind="poll", label="Council election 2027")
    close(world, world.bodies["York"], date(2027, 3, 22), date(2027, 4, 2))
    assert [one["label"] for one in board(world).closed] == ["Easter, Election"]


@pytest.mark.parametrize(
    ("kind", "label", "short"),
    [
        ("school_break", "Autumn half term 2027", "Half term"),
        ("school_break", "Christmas break 2027/28", "Christmas"),
        ("school_break", "Summer break 2027", "Summer"),
        ("poll", "Council election 2027", "Election"),
        ("other", "Regional summit", "Regional summit"),
    ],
)
def test_a_reason_is_shortened_to_what_there_is_room_for(kind, label, short):
    assert short_name(ClosedPeriod(kind=kind, label=label)) == short


def test_free_places_and_overdue_steps_are_marked_for_the_coordinator_alone(world):
    Seat.objects.filter(challenge=world.challenge).exclude(role="lead").update(status="declined")
    words = [warning["text"] for warning in plan(world)[0].warnings]
    assert words == ["5 places not filled", "Visit overdue"]
    assert plan(world, full=False)[0].warnings == []


def test_an_overdue_report_is_marked_late(world_at):
    world = world_at(State.DRAFTING)
    assert plan(world)[0].warnings == []
    assert [warning["text"] for warning in plan(world, weeks=-1)[0].warnings] == ["Report overdue"]


def test_observers_and_shadows_fill_no_place(world):
    world.challenge.seats.exclude(role__in=["observer", "shadow"]).update(status="declined")
    assert plan(world)[0].unfilled == 6


STAGES = {
    State.PROPOSED: "Planned",
    State.SCOPING: "Before the visit",
    State.PREPARING: "Before the visit",
    State.ON_SITE: "On site",
    State.DRAFTING: "Writing",
    State.ACCURACY: "Writing",
    State.FINAL: "Writing",
    State.PUBLISHED: "Published",
    State.FOLLOW_UP: "Follow-up",
    State.CLOSED: "Closed",
    State.WITHHELD: "Writing",
}


@pytest.mark.parametrize(("state", "stage"), STAGES.items())
def test_strangers_learn_the_stage_and_nothing_closer(world_at, state, stage):
    world = world_at(state)
    assert plan(world, full=False)[0].state == stage
    assert plan(world)[0].state == state.label


def test_a_pause_is_named_instead_of_the_state(world):
    visit = world.challenge.visit
    Postponement.objects.create(
        challenge=world.challenge,
        cause="host",
        reason="A merger.",
        was_starts_on=visit.starts_on,
        was_ends_on=visit.ends_on,
        postponed_at=NOW,
        postponed_by=world.rana,
    )
    assert plan(world)[0].state == "Postponed"
    assert "late" not in [warning["kind"] for warning in plan(world)[0].warnings]


def test_the_list_by_month_holds_every_visit(world):
    make_challenge(world.cycle, world.shape, world.bodies["York"], starts=date(2027, 3, 30), topic="Early help")
    months = months_of(plan(world))
    assert [(month["label"], [(row["dates"], row["host"].name) for row in month["rows"]]) for month in months] == [
        ("February 2027", [("9–11 Feb", "Calderdale")]),
        ("March 2027", [("30 Mar–1 Apr", "York")]),
    ]


def test_short_days_and_months_later():
    assert short_days(date(2027, 2, 9), date(2027, 2, 9)) == "9 Feb"
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2027, 12, 15), 1) == date(2028, 1, 15)


def test_six_weeks_are_counted_until_the_end(world):
    counts = [count["number"] for count in board(world).totals["counts"]]
    assert counts == ["–", 1] + ["–"] * 11


@pytest.mark.parametrize("name", ["cycle", "cycle_table"])
def test_every_bar_and_line_leads_to_its_challenge(world, signed_in, name):
    text = page(world, signed_in(world.rana), name).content.decode()
    assert reverse("cycles:challenge", args=[world.challenge.ref]) in text
    assert "Transitions" in text
    assert 'style="' not in text


def test_members_without_a_challenge_wait_in_the_coordinators_picture_alone(world, signed_in):
    text = page(world, signed_in(world.rana)).content.decode()
    assert f"?host={world.bodies['York'].ref}" in text
    text = page(world, signed_in(world.sam)).content.decode()
    assert "No challenge yet" not in text
    assert "Rotherham" not in text


def test_a_cancelled_challenge_is_no_longer_in_the_plan(world, signed_in):
    Challenge.objects.update(state=State.CANCELLED)
    assert "Transitions" not in page(world, signed_in(world.sam)).content.decode()


@pytest.mark.parametrize(("name", "count"), [("cycle", 8), ("cycle_table", 7)])
def test_the_plan_asks_the_same_few_questions_for_1_and_31_challenges(
    world, signed_in, django_assert_num_queries, name, count
):
    client = signed_in(world.rana)
    with django_assert_num_queries(count):
        page(world, client, name)
    for number in range(30):
        challenge = make_challenge(
            world.cycle, world.shape, world.bodies["York"], topic=f"Topic {number}", starts=date(2027, 3, 2)
        )
        Event.objects.create(challenge=challenge, at=NOW, what="create", sentence="Proposed")
        close(world, world.bodies["York"], date(2027, 3, 29), date(2027, 4, 9), label=f"Break {number}")
    with django_assert_num_queries(count):
        page(world, client, name)
