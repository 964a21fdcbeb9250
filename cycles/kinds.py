"""What the kinds of shapes differ in, as data: what a new shape starts with, and what its challenges are asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from .models import Component, Shape, State
from .moves import LIVES

Key = Component.Key
ALL = tuple(Key)


@dataclass(frozen=True)
class Usual:
    """What a shape of a kind starts with; its row holds what the programme makes of it."""

    name: str
    days: int
    team_size: int
    min_lines: int
    max_lines: int
    components: tuple[str, ...] = ALL


USUAL = {
    Shape.Kind.TEAM_VISIT: Usual("Team visit", 3, 4, 2, 4),
    # What it ends with is said on the day itself, to everybody: no other meeting is booked for it.
    Shape.Kind.TRIAD: Usual(
        "Triad day", 1, 3, 1, 3, (Key.PLANNING_MEETING, Key.DATA_ANALYSIS, Key.TIMETABLE, Key.BRIEFING)
    ),
    Shape.Kind.DEEP_DIVE: Usual("Deep dive", 1, 4, 1, 1),
    # Nobody of the host's staff is interviewed, so nobody needs a briefing.
    Shape.Kind.MANY_HOSTS: Usual(
        "Many hosts, one topic", 1, 2, 1, 1, (Key.PLANNING_MEETING, Key.DATA_ANALYSIS, Key.TIMETABLE)
    ),
    Shape.Kind.HEALTH_CHECK: Usual(
        "Staff health check", 2, 2, 1, 3, (Key.PLANNING_MEETING, Key.TIMETABLE, Key.BRIEFING, Key.FEEDBACK_BOOKED)
    ),
    Shape.Kind.PROGRESS_REVIEW: Usual("Progress review", 2, 3, 1, 4),
}

# What these end with is a letter about one question, not a report by themes.
BY_LETTER = (Shape.Kind.DEEP_DIVE,)

# Several challenges of these may share one visit.
SHARING = (Shape.Kind.TRIAD, Shape.Kind.MANY_HOSTS)


def usual(kind: str) -> dict[str, str | int]:
    """Return what a new shape of a kind starts with; nothing for a kind that does not exist."""
    if kind not in USUAL:
        return {}
    found = USUAL[Shape.Kind(kind)]
    return {"kind": kind} | {
        name: getattr(found, name) for name in ("name", "days", "team_size", "min_lines", "max_lines")
    }


def components_of(kind: str) -> tuple[str, ...]:
    """Return what is to be recorded before a challenge of a kind goes on site."""
    return USUAL[Shape.Kind(kind)].components


def passing(*states: str) -> Callable[[str], bool]:
    """Return whether a kind's life passes some states: what hangs on them is asked of those alone."""
    return lambda kind: LIVES[Shape.Kind(kind)].states.issuperset(states)


def recording(key: str) -> Callable[[str], bool]:
    """Return whether a component is asked of a kind."""
    return lambda kind: key in components_of(kind)


def ends_in_outcomes(kind: str) -> bool:
    """Say whether a kind ends with asks, offers and next steps, which are also the local plans of many hosts."""
    return kind in SHARING


def asked_in_writing(kind: str) -> bool:
    """Say whether the hosts of a kind answer a questionnaire."""
    return kind == Shape.Kind.MANY_HOSTS


def is_health_check(kind: str) -> bool:
    """Say whether a kind looks at an employer's own staff, by a method agreed before anybody is asked."""
    return kind == Shape.Kind.HEALTH_CHECK


def every(_kind: str) -> bool:
    """Say that something is asked of every kind."""
    return True


def ends_with_letter(kind: str) -> bool:
    """Return whether what is published of a kind is a letter."""
    return kind in BY_LETTER


def ends_with_report(kind: str) -> bool:
    """Return whether what is published of a kind is a report."""
    return passing(State.ACCURACY)(kind) and not ends_with_letter(kind)


def written(kind: str) -> str:
    """Return the word for what a kind publishes; empty for a kind that publishes nothing."""
    if ends_with_letter(kind):
        return "letter"
    return "report" if ends_with_report(kind) else ""
