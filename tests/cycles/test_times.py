"""Times for a meeting: in working hours of working days, when the fewest cannot come."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cycles.days import is_working_day
from cycles.times import LONDON, MOST, Taken, Wanted, offered, whole_days
from tests.soak import examples

MONDAY = date(2027, 3, 22)
BEFORE = datetime(2027, 3, 1, 9, 0, tzinfo=LONDON)


def wanted(minutes=60, first=MONDAY, last=MONDAY + timedelta(days=4), after=BEFORE):
    return Wanted(minutes, first, last, after)


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), LONDON)


def said(slots):
    return [f"{slot.starts_at:%a %H:%M}" for slot in slots]


def test_good_friday_weekends_and_closed_days_are_not_offered():
    week = offered(wanted(last=MONDAY + timedelta(days=8)), Taken({}, off=[MONDAY + timedelta(days=1)]))
    days = {slot.starts_at.date() for slot in week}
    assert days == {MONDAY + timedelta(days=n) for n in (0, 2, 3, 8)}  # 26 to 29 March is Easter


def test_whoever_is_away_on_a_visit_or_in_a_meeting_is_known_not_to_come():
    spans = {1: [whole_days(MONDAY, MONDAY)], 2: [(at(MONDAY, 9), at(MONDAY, 12, 30))], 3: []}
    monday = offered(wanted(last=MONDAY), Taken(spans))
    assert [(slot.starts_at, slot.busy) for slot in monday] == [
        (at(MONDAY, 9), {1, 2}),
        (at(MONDAY, 12, 30), {1}),
    ]
    both = offered(wanted(last=MONDAY + timedelta(days=9)), Taken(spans))
    assert said(both)[:2] == ["Tue 09:00", "Tue 12:00"]
    assert not any(slot.busy for slot in both)


def test_a_day_on_which_something_is_due_comes_after_one_that_is_free():
    tuesday = MONDAY + timedelta(days=1)
    slots = offered(wanted(last=MONDAY + timedelta(days=11)), Taken({1: []}, owed={1: {MONDAY}}))
    assert len(slots) == MOST
    assert (MONDAY in {slot.starts_at.date() for slot in slots}, slots[0].starts_at) == (False, at(tuesday, 9))


def test_what_nobody_can_make_or_is_over_is_not_offered():
    assert offered(wanted(last=MONDAY), Taken({1: [whole_days(MONDAY, MONDAY)]})) == []
    assert said(offered(wanted(last=MONDAY, after=at(MONDAY, 15)), Taken({}))) == ["Mon 15:30"]
    assert offered(wanted(minutes=9 * 60), Taken({})) == []


HOURS = st.tuples(st.integers(0, 30 * 24), st.integers(1, 72))


@examples(60, 2000)
@given(
    st.dates(date(2026, 12, 1), date(2028, 11, 1)),
    st.integers(0, 20),
    st.sampled_from([30, 60, 90, 120, 180]),
    st.dictionaries(st.integers(1, 5), st.lists(HOURS, max_size=4), max_size=5),
)
def test_offers_are_sound_whatever_people_do(first, days, minutes, held):
    start = datetime.combine(first, time(), LONDON)
    spans = {
        person: [(start + timedelta(hours=begin), start + timedelta(hours=begin + length)) for begin, length in spans]
        for person, spans in held.items()
    }
    slots = offered(wanted(minutes, first, first + timedelta(days=days), BEFORE - timedelta(days=999)), Taken(spans))
    assert len(slots) <= MOST
    for slot in slots:
        starts, ends = slot.starts_at, slot.ends_at
        assert is_working_day(starts.date())
        assert first <= starts.date() <= first + timedelta(days=days)
        assert time(9) <= starts.time() < ends.time() <= time(17)
        assert ends - starts == timedelta(minutes=minutes)
        assert {one for one, spans in spans.items() if any(a < ends and starts < b for a, b in spans)} == slot.busy
        assert not spans or len(slot.busy) < len(spans)
    for one, other in pairwise(slots):
        assert one.starts_at < other.starts_at
        same_half = one.starts_at.date() == other.starts_at.date() and (one.starts_at.hour < 12) == (
            other.starts_at.hour < 12
        )
        assert not same_half
