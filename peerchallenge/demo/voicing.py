"""Loading what people said: points before visits, and surveys that were asked."""

import json
import random
from datetime import timedelta
from typing import Any

from cycles.models import State
from voices.actions.answers import answer
from voices.actions.closing import close_round, decide_words
from voices.actions.forgetting import forget_due
from voices.actions.surveys import make_survey, open_round
from voices.models import EarlyPoint, PointAnswer, Question, Round, Survey

from .content import FOLDER
from .stage import Scene, Stage
from .walking import Walk

READING = (State.SCOPING, State.PREPARING, State.ON_SITE, State.DRAFTING, State.ACCURACY)
AGREEING = Question.AGREEING


def load_voices(stage: Stage) -> None:
    """Make what people said, as far as the days have come."""
    words = json.loads((FOLDER / "voices.json").read_text(encoding="utf-8"))
    for scene in stage.scenes:
        if scene.state in READING:
            _load_points(scene, words["points"].get(scene.key, []), words["answers"].get(scene.key, []))
    _ask_hosts(stage, words["hosts_asked"])
    forget_due(stage.clock.now)


def _load_points(scene: Scene, points: list[str], answers: list[dict[str, Any]]) -> None:
    made = []
    for text in points:
        point = EarlyPoint(challenge=scene.challenge)
        point.seal(scene.vault, text)
        point.save()
        made.append(point)
    for said in answers:
        PointAnswer.objects.create(
            challenge=scene.challenge, taken=said["taken"], words=said["words"], given_by=scene.lead
        )
        point = made[said["point"]]
        point.status, point.decided_by = "in_scope" if said["taken"] else "out_of_scope", scene.lead
        point.save()


class Asking:
    """A staff health check as it is asked, year after year."""

    def __init__(self, walk: Walk, words: dict[str, Any]) -> None:
        self.walk, self.words = walk, words
        self.survey = make_survey(
            cycle=walk.challenge.cycle,
            challenge=walk.challenge,
            kind=Survey.Kind.HEALTH_CHECK,
            title="Staff health check",
            **walk.by(walk.sponsor, words["rounds"][0]["opens"]),
        )

    def ask(self, said: dict[str, Any]) -> None:
        """Let a round be opened, answered and closed, and let the coordinator have read the words."""
        walk, words = self.walk, self.words["words"]
        opens, closes = walk.at(said["opens"]), walk.at(said["closes"])
        asked = open_round(
            survey=self.survey,
            name=said["name"],
            way=Round.Way.CODES,
            asked=said["asked"],
            closes_on=closes.date(),
            by=walk.sponsor,
            at=opens,
        )
        by_chance = random.Random(said["name"])  # noqa: S311 -- invented answers, the same at each loading
        questions = list(self.survey.questions.order_by("number"))
        for number in range(said["replies"]):
            choices = {one.ref: _answer(one, said["leans"], by_chance) for one in questions if one.answers}
            told = dict.fromkeys((one.ref for one in questions if not one.answers), "")
            if number < len(words):
                told[by_chance.choice(list(told))] = words[number]
            group = by_chance.choices([*self.survey.groups, "I would rather not say"], [18, 7, 7, 2])[0]
            answer(asked=asked, mark=f"{number}", group=group, choices=choices, words=told, at=opens)
        close_round(asked=asked, by=walk.sponsor, at=closes)
        told = [row.pk for row in asked.said.all()]
        decide_words(asked=asked, release=told, leave_out=[], by=walk.rana, at=closes)


def _answer(question: Question, leans: float, by_chance: random.Random) -> str:
    """Return an invented answer: the more it leans, the more agree."""
    answers = question.choices or AGREEING
    weights = [leans, leans * 1.6, 0.35, (1 - leans) * 0.9, (1 - leans) * 0.4][: len(answers)]
    return by_chance.choices(answers, weights)[0]


def _ask_hosts(stage: Stage, asked: int) -> None:
    """Let the coordinator ask hosts and reviewers of the whole cycle; it is open now."""
    coordinator, at = stage.people["rana"], stage.clock.moment(0)
    for kind, title in (
        (Survey.Kind.HOST, "The challenge from the host’s side"),
        (Survey.Kind.REVIEWERS, "The challenge from the team’s side"),
    ):
        survey = make_survey(cycle=stage.cycle, challenge=None, kind=kind, title=title, by=coordinator, at=at)
        if kind == Survey.Kind.HOST:
            closes = at.date() + timedelta(weeks=4)
            open_round(
                survey=survey, name="This cycle", way="link", asked=asked, closes_on=closes, by=coordinator, at=at
            )
