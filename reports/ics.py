"""A calendar file by RFC 5545: all-day events, lines of at most 75 bytes, the same bytes for the same facts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

MOST_BYTES = 75


class Day(NamedTuple):
    """An event of one day. `uid` never changes; `changed` is the day its facts stem from."""

    uid: str
    day: date
    title: str
    words: str
    url: str
    changed: date


def calendar(name: str, days: Iterable[Day]) -> bytes:
    """Return the file of a calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Peer challenge//Publication clock//EN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.uid}",
            f"DTSTAMP:{one.changed:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(one.title)}",
            f"DESCRIPTION:{_text(one.words)}",
            f"URL:{one.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _text(words: str) -> str:
    """Return words with what separates written out."""
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        words = words.replace(mark, written)
    return words


def _folded(line: str) -> str:
    """Return a line in pieces, none over the length; a character is never cut."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > MOST_BYTES - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece]) + "\r\n"
