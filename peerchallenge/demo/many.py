"""Loading three hosts that answered one questionnaire and met on one day."""

import json
from typing import Any

from cycles.models import Cycle, Shape
from reviews.actions.outcomes import add_outcome, finish_outcome
from reviews.actions.questionnaire import answer_question, edit_questionnaire

from .content import FOLDER
from .stage import Stage
from .walking import Walk


def load_many_hosts(stage: Stage, cycle: Cycle, shape: Shape) -> list[Walk]:
    """Walk each host from the questions to its local plan."""
    words = json.loads((FOLDER / "many_hosts.json").read_text(encoding="utf-8"))
    walks: list[Walk] = []
    for host in words["hosts"]:
        walk = Walk(stage, {**words["day"], **host})
        walk.propose(cycle, shape, beside=walks[0].challenge if walks else None)
        walk.prepare()
        walks.append(walk)
    _ask(walks, words)
    for walk in walks:
        walk.visit()
        agree(walk)
        walk.take("conclude", walk.words["concluded"])
        finish(walk)
    return walks


def _ask(walks: list[Walk], words: dict[str, Any]) -> None:
    """Set the questions, let each host answer them, and write down what the answers say together."""
    first, day = walks[0], words["day"]
    kept = {"challenge": first.challenge, "questions": words["questions"]}
    made = edit_questionnaire(**kept, analysis="", seen=0, **first.by(first.rana, day["asked"]))
    questions = list(made.questions.order_by("number"))
    for walk in walks:
        told = walk.by(walk.sponsor, day["answered"])
        for question, text in zip(questions, walk.words["answers"], strict=True):
            answer_question(challenge=walk.challenge, question=question, text=text, seen=0, **told)
    edit_questionnaire(**kept, analysis=words["analysis"], seen=1, **first.by(first.lead, day["answered"] + 7))


def agree(walk: Walk) -> None:
    """Write down what the day ended with."""
    stage = walk.stage
    for kind, owner, text, due, _ in walk.words["outcomes"]:
        said = {"kind": kind, "text": text, "owner": stage.bodies[owner], "due_on": stage.clock.day(due)}
        add_outcome(challenge=walk.challenge, **said, **walk.by(walk.lead, walk.words["visit"] + 2))


def finish(walk: Walk) -> None:
    """Let the host have done what is done."""
    for _, _, text, _, done in walk.words["outcomes"]:
        if done is not None:
            outcome = walk.challenge.outcomes.get(text=text)
            outcome.challenge = walk.challenge
            finish_outcome(outcome=outcome, **walk.by(walk.sponsor, done))
