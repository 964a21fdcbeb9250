"""How far the life of each challenge has come, and the moves that brought it there."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cycles.models import State
from cycles.moves import TEAM_VISIT

from . import MAIN
from .clock import Clock

ORDER = (
    State.PROPOSED,
    State.SCOPING,
    State.PREPARING,
    State.ON_SITE,
    State.DRAFTING,
    State.ACCURACY,
    State.FINAL,
    State.WITHHELD,
    State.PUBLISHED,
    State.FOLLOW_UP,
    State.CLOSED,
)
WITHHOLDING = {
    "on": -21,
    "reason": "The health partners wish to read the report beside their own review, which ends next month.",
    "review": 10,
}
CANCELLED = {
    "on": -91,
    "by": "host",
    "why": "The council has joined a national programme on the same subject and will host on another one.",
}
# The hour at which each move is made.
HOURS = {
    "start_scoping": "10:30",
    "start_preparing": "11:00",
    "go_on_site": "08:30",
    "leave_site": "16:30",
    "send_to_host": "12:00",
    "sign": "15:00",
    "publish": "10:00",
    "withhold": "11:30",
    "conclude": "15:30",
    "begin_follow_up": "09:30",
    "close": "16:00",
    "cancel": "14:00",
}


@dataclass(frozen=True)
class Taken:
    """A move that was taken: its name, from where to where, and the day."""

    name: str
    label: str
    source: str
    target: str
    day: int


def steered(words: dict[str, Any], at: str | None) -> dict[str, Any]:
    """Return the words of a challenge; the main one's lead to the state that was asked for."""
    if words["key"] != MAIN or at is None:
        return words
    dates = dict(words["dates"])
    more: dict[str, Any] = {}
    if at == State.WITHHELD:
        dates["withheld"] = WITHHOLDING["on"]
        more = {"withholding": WITHHOLDING}
    elif at == State.CANCELLED:
        more = {"cancelled": CANCELLED}
    elif at in (State.FOLLOW_UP, State.CLOSED):
        dates |= {"follow_up": 2, "closed": 4}
    return {**words, "dates": dates, **more}


def life_of(words: dict[str, Any], clock: Clock) -> list[tuple[str, int]]:
    """Return the states a challenge has been in, each with its first day."""
    dates = dict(words["dates"])
    # Every member's challenge is proposed, however early the region is looked at.
    dates["proposed"] = min(dates["proposed"], clock.shift - 1)
    if "on_site" in dates and dates["visit_to"] < clock.shift:
        dates.setdefault("drafting", dates["visit_to"])
    life = [(state, dates[state]) for state in ORDER if clock.reached(dates.get(state))]
    given_up = words.get("cancelled")
    if given_up and clock.reached(given_up["on"]):
        life = [(state, day) for state, day in life if day <= given_up["on"]]
        life.append((State.CANCELLED, given_up["on"]))
    return life


def moves_of(life: list[tuple[str, int]]) -> Iterator[Taken]:
    """Yield the moves between the states of a life; the table of moves must know each."""
    for (source, _), (target, day) in itertools.pairwise(life):
        step = next(step for step in TEAM_VISIT if source in step.sources and target == step.target)
        yield Taken(step.name, step.label, source, target, day)
