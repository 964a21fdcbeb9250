"""Loading a triad day that was held and concluded, and a quartet day, with two of its hosts, that is planned."""

import json
from typing import Any

from cycles.models import Cycle, Shape

from .content import FOLDER
from .many import agree, finish
from .stage import Stage
from .walking import Walk


def load_triads(stage: Stage, cycle: Cycle, shape: Shape) -> list[Walk]:
    """Walk the first day of each host to its asks, offers and next steps; plan the second day."""
    words = json.loads((FOLDER / "triads.json").read_text(encoding="utf-8"))
    walks = _planned(stage, cycle, shape, words["day"], words["hosts"])
    for walk in walks:
        walk.prepare()
    for walk in walks:
        walk.visit()
        agree(walk)
        walk.take("conclude", walk.words["concluded"])
    for walk in walks:
        finish(walk)
    _planned(stage, cycle, shape, words["next"], [{"host": host} for host in words["next"]["hosts"]])
    return walks


def _planned(stage: Stage, cycle: Cycle, shape: Shape, day: dict[str, Any], hosts: list[dict[str, Any]]) -> list[Walk]:
    """Plan one day for several hosts: the first has a visit, which the others share."""
    walks: list[Walk] = []
    for host in hosts:
        walk = Walk(stage, {**day, **host})
        walk.propose(cycle, shape, beside=walks[0].challenge if walks else None)
        walks.append(walk)
    return walks
