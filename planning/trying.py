"""What is only tried: facts laid on top of a problem before anything is saved. Each is a row with its sentence.

- `closed`: a host is closed from day to day (`body`, `first`, `last`);
- `away`: somebody cannot come from day to day (`person`, `first`, `last`);
- `gone`: somebody is asked for nothing any more (`person`).
"""

from collections.abc import Collection
from copy import deepcopy
from datetime import date
from typing import Any

from .asking.weeks import Weeks

Tried = dict[str, Any]


def closed(body: int, name: str, first: date, last: date, why: str) -> Tried:
    """Try a host closed on some days."""
    sentence = f"{name} is closed {_days(first, last)}: {why}"
    return {"kind": "closed", "body": body, "why": why, **_run(first, last), "sentence": sentence}


def away(person: int, name: str, first: date, last: date) -> Tried:
    """Try somebody away on some days."""
    return {"kind": "away", "person": person, **_run(first, last), "sentence": f"{name} is away {_days(first, last)}"}


def gone(person: int, name: str) -> Tried:
    """Try without somebody."""
    return {"kind": "gone", "person": person, "sentence": f"{name} can go nowhere any more"}


def _run(first: date, last: date) -> dict[str, str]:
    return {"first": first.isoformat(), "last": last.isoformat()}


def _days(first: date, last: date) -> str:
    return f"from {first:%-d %B %Y} to {last:%-d %B %Y}"


def with_tried(problem: dict[str, Any], tried: list[Tried]) -> dict[str, Any]:
    """Return a problem with what is tried laid on top; the given one stays as it is."""
    changed = deepcopy(problem)
    weeks = Weeks(date.fromisoformat(problem["start"]), problem["weeks"])
    for one in tried:
        if one["kind"] == "closed":
            _close(changed, one, weeks)
        else:
            _take_away(changed, one, weeks)
    return changed


def without_people(problem: dict[str, Any], people: Collection[int]) -> dict[str, Any]:
    """Return a problem as if some people were not there; places settled for them are open."""
    changed = deepcopy(problem)
    changed["reviewers"] = [row for row in changed["reviewers"] if row["id"] not in people]
    changed["ties"] = [tie for tie in changed.get("ties", []) if tie["reviewer"] not in people]
    for row in changed["challenges"]:
        if "original" in row:
            row["original"] = [one for one in row["original"] if one not in people]
    for lock in changed["locked"].values():
        team = [None if one in people else one for one in lock.get("team") or ()]
        if lock.get("team"):
            lock["team"] = team if any(team) else None
    return changed


def _touched(one: Tried, weeks: Weeks) -> range:
    if "first" not in one:
        return range(weeks.count)
    return weeks.touched(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))


def _close(problem: dict[str, Any], one: Tried, weeks: Weeks) -> None:
    for row in problem["challenges"]:
        if row["host"] == one["body"] and row["slots"]:
            row["blocked"].update({str(week): one["why"] for week in _touched(one, weeks)})


def _take_away(problem: dict[str, Any], one: Tried, weeks: Weeks) -> None:
    """Somebody who cannot come holds no place settled before: it is open again."""
    for row in problem["reviewers"]:
        if row["id"] == one["person"]:
            away = set(_touched(one, weeks))
            row["unavailable"] = sorted(away | set(row["unavailable"]))
            row["why"] = {**row.get("why", {}), **{str(week): one["sentence"] for week in away}}
    if one["kind"] == "gone":
        for lock in problem["locked"].values():
            if lock.get("team"):
                lock["team"] = [None if member == one["person"] else member for member in lock["team"]]
