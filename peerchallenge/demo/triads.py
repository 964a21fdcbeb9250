"""Loading two triad days of the same three hosts: one that was held and concluded, and one that is planned."""

import json
from typing import Any

from cycles.models import Cycle, Shape
from reviews.actions.outcomes import add_outcome, finish_outcome

from .content import FOLDER
from .stage import Stage
from .walking import Walk


def load_triads(stage: Stage, cycle: Cycle, shape: Shape) -> list[Walk]:
    """Walk the first day of each host to its asks, offers and next steps; plan the second."""
    words = json.loads((FOLDER / "triads.json").read_text(encoding="utf-8"))
    walks = _planned(stage, cycle, shape, words["day"], words["hosts"])
    for walk in walks:
        walk.prepare()
    for walk in walks:
        walk.visit()
        _agree(walk, walk.words["outcomes"])
        walk.take("conclude", walk.words["concluded"])
    for walk in walks:
        _finish(walk, walk.words["outcomes"])
    _planned(stage, cycle, shape, words["next"], [{"host": host["host"]} for host in words["hosts"]])
    return walks


def _planned(stage: Stage, cycle: Cycle, shape: Shape, day: dict[str, Any], hosts: list[dict[str, Any]]) -> list[Walk]:
    """Plan one day for several hosts: the first has a visit, which the others share."""
    walks: list[Walk] = []
    for host in hosts:
        walk = Walk(stage, {**day, **host})
        walk.propose(cycle, shape, beside=walks[0].challenge if walks else None)
        walks.append(walk)
    return walks


def _agree(walk: Walk, rows: list[list]) -> None:
    stage = walk.stage
    for kind, owner, text, due, _ in rows:
        said = {"kind": kind, "text": text, "owner": stage.bodies[owner], "due_on": stage.clock.day(due)}
        add_outcome(challenge=walk.challenge, **said, **walk.by(walk.lead, walk.words["visit"] + 2))


def _finish(walk: Walk, rows: list[list]) -> None:
    for _, _, text, _, done in rows:
        if done is not None:
            outcome = walk.challenge.outcomes.get(text=text)
            outcome.challenge = walk.challenge
            finish_outcome(outcome=outcome, **walk.by(walk.sponsor, done))
