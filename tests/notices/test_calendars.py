"""Calendar files: read by two parsers that know nothing of each other, right on either side of a change of clocks."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from notices.calendars import Entry, Invitation, calendar, invitation
from tests.soak import examples

LONDON = ZoneInfo("Europe/London")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200)
LONG = "Öffentlich; " * 12


def entry(**more):
    facts = {"uid": "a", "title": "Visit", "first": date(2027, 5, 11), "last": date(2027, 5, 13)}
    return Entry(**{**facts, "changed": date(2027, 2, 11), **more})


def read_twice(content):
    """Return the only event of a file as each of the two parsers has it."""
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return event, vobject.readOne(content.decode()).vevent


@examples(60, 2000)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1)), st.integers(15, 600))
@example(datetime(2027, 3, 28, 0, 59), 60)  # clocks go forward at one
@example(datetime(2027, 3, 28, 2, 0), 60)
@example(datetime(2027, 10, 31, 0, 30), 120)  # and back at two
def test_a_moment_stays_the_same_moment_whatever_the_clocks_do(wall, minutes):
    starts = wall.replace(tzinfo=LONDON, second=0, microsecond=0).astimezone(UTC)
    ends = starts + timedelta(minutes=minutes)
    one, other = read_twice(calendar("Mine", [entry(first=starts.astimezone(LONDON), last=ends.astimezone(LONDON))]))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (starts, ends)
    assert (other.dtstart.value, other.dtend.value) == (starts, ends)


@examples(60, 2000)
@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.integers(0, 20))
@example(date(2027, 3, 27), 2)
def test_whole_days_stay_the_same_days_and_end_on_the_day_after(first, more):
    last = first + timedelta(days=more)
    one, other = read_twice(calendar("Mine", [entry(first=first, last=last)]))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (first, last + timedelta(days=1))
    assert (other.dtstart.value, other.dtend.value) == (first, last + timedelta(days=1))


@examples(60, 2000)
@given(WORDS, WORDS)
@example(LONG, "a,b\nc\\;\r\nEND:VEVENT")
@example("BEGIN:VCALENDAR", "\\n is no line")
def test_words_come_out_as_they_went_in(title, words):
    content = calendar("Mine", [entry(title=title, words=words)])
    one, other = read_twice(content)
    assert (str(one["SUMMARY"]), str(one["DESCRIPTION"])) == (title, words.replace("\r\n", "\n"))
    assert (other.summary.value, other.description.value) == (title, words.replace("\r\n", "\n"))
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_the_recurring_traps(settings):
    settings.ORIGIN = "https://peers.example.org:8443"
    facts = {"path": "/challenges/x/", "place": "Town hall, room 2; left", "alarm": timedelta(hours=15)}
    content = calendar("Peers, mine", [entry(title=LONG, **facts)])
    assert content == calendar("Peers, mine", [entry(title=LONG, **facts)])
    text = content.decode().replace("\r\n ", "")
    for line in (
        "X-WR-CALNAME:Peers\\, mine",
        "UID:a@peers.example.org",
        "DTSTAMP:20270211T000000Z",
        "DTSTART;VALUE=DATE:20270511",
        "DTEND;VALUE=DATE:20270514",
        "SUMMARY:" + LONG.replace(";", "\\;"),
        "LOCATION:Town hall\\, room 2\\; left",
        "URL:https://peers.example.org:8443/challenges/x/",
        "TRIGGER:-PT15H",
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "STATUS:CONFIRMED",
    ):
        assert f"\r\n{line}\r\n" in text
    assert "VTIMEZONE" not in text
    off = calendar("Mine", [entry(is_cancelled=True, **facts)]).decode()
    assert "STATUS:CANCELLED\r\n" in off
    assert "TRANSP:TRANSPARENT\r\n" in off
    assert "VALARM" not in off


def test_an_invitation_names_its_recipient_alone():
    petra = SimpleNamespace(name='Petra "P" Öst, Leeds', email="petra@example.org")
    starts = datetime(2027, 3, 29, 9, 0, tzinfo=LONDON)
    at = {"first": starts, "last": starts + timedelta(hours=1), "sequence": 3}
    for off, method in ((False, "REQUEST"), (True, "CANCEL")):
        content = invitation(Invitation(entry(is_cancelled=off, **at), "Mina"), petra, "no-reply@example.org")
        one, other = read_twice(content)
        assert f"METHOD:{method}\r\n".encode() in content
        assert (one["ATTENDEE"], one["ATTENDEE"].params["CN"]) == ("mailto:petra@example.org", "Petra ’P’ Öst, Leeds")
        assert (one["ORGANIZER"], one["ORGANIZER"].params["CN"]) == ("mailto:no-reply@example.org", "Mina")
        assert (other.sequence.value, other.attendee.value) == ("3", "mailto:petra@example.org")
        assert one["DTSTART"].dt == datetime(2027, 3, 29, 8, 0, tzinfo=UTC)
