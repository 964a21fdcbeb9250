"""Working days against the real bank holidays and the school calendars of a region of fifteen authorities."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cycles.days import add_working_days, bank_holidays, is_working_day
from cycles.owed import DutyKind, Offset, WorkCalendar, months_after
from cycles.policy import QUESTIONS, Policy
from peerchallenge.demo.content import read_content
from tests.soak import examples

CLOSED = read_content().calendar["closed"]
ONE_DAY = timedelta(days=1)


def days_of(*kinds):
    """Every day of the calendar's periods of some kinds."""
    found = set()
    for period in CLOSED:
        first, last = (date.fromisoformat(period[end]) for end in ("from", "to"))
        if period["kind"] in kinds:
            found.update(first + n * ONE_DAY for n in range((last - first).days + 1))
    return frozenset(found)


HOLIDAYS, BREAKS = days_of("bank_holiday"), days_of("school_break")
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
COUNTS = st.integers(-60, 60)
CALENDARS = st.sampled_from([frozenset(), HOLIDAYS, BREAKS, HOLIDAYS | BREAKS])
KINDS = st.builds(
    DutyKind,
    key=st.just("any"),
    what=st.just("Do it"),
    why=st.just("Because"),
    owners=st.just(()),
    offset=st.one_of(
        st.builds(Offset, unit=st.just("weeks"), number=st.integers(1, 60), is_before=st.booleans()),
        st.builds(Offset, unit=st.just("working days"), number=st.integers(1, 30), is_before=st.booleans()),
        st.integers(1, 18).map(months_after),
    ),
)


def test_the_calendar_of_the_region_and_the_country_name_the_same_holidays():
    country = bank_holidays()
    known = {day for day in HOLIDAYS if day <= max(country)}
    assert known == {day for day in country if min(HOLIDAYS) <= day <= max(HOLIDAYS)}
    assert (len(known) >= 8, len(BREAKS) > 100) == (True, True)


@examples(60, 5_000)
@given(DAYS, COUNTS, CALENDARS)
def test_counting_there_lands_on_working_days_and_passes_as_many_as_it_says(day, count, off):
    there = add_working_days(day, count, off)
    first, last = sorted([day, there])
    between = {first + n * ONE_DAY for n in range((last - first).days + 1)} - {day}
    assert sum(is_working_day(one) and one not in off for one in between) == abs(count)
    assert count == 0 or (is_working_day(there) and there not in off)


@examples(60, 5_000)
@given(DAYS, st.integers(0, 60), CALENDARS)
def test_counting_there_and_back_returns_to_a_working_day(day, count, off):
    calendar = WorkCalendar(off)
    start = calendar.on_or_after(day)
    assert calendar.later(calendar.later(start, count), -count) == start


@examples(60, 5_000)
@given(DAYS, DAYS, COUNTS, CALENDARS)
def test_a_later_start_never_ends_earlier(one, other, count, off):
    early, late = sorted([one, other])
    assert add_working_days(early, count, off) <= add_working_days(late, count, off)


@examples(60, 5_000)
@given(DAYS, KINDS, CALENDARS, st.integers(0, 200))
def test_what_hangs_on_a_day_follows_it_and_is_due_when_people_work(day, kind, off, further):
    policy = Policy({})
    calendar = WorkCalendar(off)
    due, later = calendar.due(day, kind, policy), calendar.due(day + further * ONE_DAY, kind, policy)
    assert calendar.works(due)
    assert due <= later


@examples(60, 5_000)
@given(DAYS, KINDS, st.integers(0, 60), st.integers(0, 60))
def test_nothing_is_to_be_published_in_a_pre_election_period(day, kind, before, length):
    due = WorkCalendar().due(day, kind, Policy({}))
    poll = (due - before * ONE_DAY, due - before * ONE_DAY + length * ONE_DAY)
    shifted = WorkCalendar(polls=(poll,)).due(day, DutyKind(**{**vars(kind), "avoids_polls": True}), Policy({}))
    if kind.offset.unit == "working days":
        assert shifted == due
    else:
        assert not poll[0] <= shifted <= poll[1]
        assert shifted >= due


def test_every_offset_of_the_ladder_is_a_question_with_a_reason():
    for key, question in QUESTIONS.items():
        if key.startswith("duty_"):
            assert question.reason.endswith(".")
            assert question.least <= question.default <= question.most
