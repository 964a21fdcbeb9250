"""Loading what a timetable is proposed from: rooms, wanted sessions, and the last proposal, worked out here and now."""

from datetime import time, timedelta
from typing import Any

from cycles.models import State
from reviews.actions.proposals import base_of
from reviews.asking import problem_of
from reviews.models import Room, TimetableProposal, WantedSession
from reviews.proposing import answer_to

from .preparation import TIMETABLE_AFTER
from .stage import Scene

SECONDS = 0.5  # for the proposal; seven sessions need less
TOOK = timedelta(seconds=2)
BEGINS, STOPS = time(9), time(17, 30)


def load_timetabling(scene: Scene) -> None:
    """Make rooms and the list once the timetable is begun, and a proposal while it is still being built."""
    rows = scene.words.get("wanted", [])
    if not rows or not scene.been(State.PREPARING):
        return
    asked = scene.began(State.PREPARING) + TIMETABLE_AFTER
    if not scene.clock.reached(asked):
        return
    Room.objects.bulk_create(
        Room(challenge=scene.challenge, **{**row, "free": _hours(scene, row["free"])}) for row in scene.words["rooms"]
    )
    for row in rows:
        _load_wanted(scene, row, asked)
    if scene.state == State.PREPARING:
        _propose(scene, asked)


def _hours(scene: Scene, windows: list[list]) -> list[list]:
    return [
        [scene.clock.day(scene.visit_day(day)).isoformat(), _minutes(begins), _minutes(stops)]
        for day, begins, stops in windows
    ]


def _minutes(words: str) -> int:
    hours, minutes = words.split(":")
    return int(hours) * 60 + int(minutes)


def _load_wanted(scene: Scene, row: dict[str, Any], day: int) -> None:
    names = ("title", "kind", "minutes", "people", "source", "expected", "contact_role")
    wanted = WantedSession.objects.create(
        challenge=scene.challenge,
        windows=_hours(scene, row["windows"]),
        early=row.get("early", False),
        version=1,
        changed_by=scene.organiser,
        changed_at=scene.clock.moment(day),
        **{name: row[name] for name in names},
    )
    wanted.lines.set([scene.lines[number] for number in row["lines"]])
    wanted.seats.set([scene.seats[key] for key in row.get("named", [])])


def _propose(scene: Scene, day: int) -> None:
    problem, at = problem_of(scene.challenge, BEGINS, STOPS), scene.clock.moment(day, "12:00")
    ended = min(at + TOOK, scene.clock.now)
    TimetableProposal.objects.create(
        challenge=scene.challenge,
        problem=problem.as_data(),
        base=base_of(scene.challenge),
        tries=1,
        asked_by=scene.organiser,
        asked_at=at,
        begun_at=at,
        heard_at=ended,
        ended_at=ended,
        **answer_to(problem, SECONDS, lambda _placed, _cost: True),
    )
