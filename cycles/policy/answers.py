"""What a programme answers to the policy's questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cycles.models import ProgrammeSetting
from people.models import Programme

from .challenge import ABOUT_CHALLENGES
from .duties import ABOUT_DUTIES
from .planning import ABOUT_PLANNING
from .question import Question

QUESTIONS = {question.key: question for question in (*ABOUT_CHALLENGES, *ABOUT_PLANNING, *ABOUT_DUTIES)}


class Policy:
    """A programme's answers to every question, its own or the default."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = answers

    def __getitem__(self, key: str) -> Any:
        answer = self._answers.get(key)
        return QUESTIONS[key].default if answer is None else answer


def policy_of(programme: Programme | int) -> Policy:
    """Return a programme's policy (one query). The logo, a picture, is left to those who draw reports."""
    rows = ProgrammeSetting.objects.filter(programme=programme).exclude(key="edition_logo")
    return Policy(dict(rows.values_list("key", "value")))


def policies_of(programmes: Iterable[int]) -> dict[int, Policy]:
    """Return the policies of several programmes by their ids (one query)."""
    rows = ProgrammeSetting.objects.filter(programme__in=programmes).exclude(key="edition_logo")
    own: dict[int, dict[str, Any]] = {programme: {} for programme in programmes}
    for programme, key, value in rows.values_list("programme", "key", "value"):
        own[programme][key] = value
    return {programme: Policy(answers) for programme, answers in own.items()}


def policy_with_logo(programme: Programme | int) -> Policy:
    """Return a programme's policy with its logo (one query), for those who draw its editions."""
    return Policy(dict(ProgrammeSetting.objects.filter(programme=programme).values_list("key", "value")))


@dataclass(frozen=True)
class Answer:
    """A question with what a programme says to it. `setting` is None when nobody ever touched it."""

    question: Question
    setting: ProgrammeSetting | None

    @property
    def is_own(self) -> bool:
        """Whether the programme decided this itself."""
        return self.setting is not None and self.setting.value is not None

    @property
    def value(self) -> Any:
        """The answer that holds."""
        return self.setting.value if self.is_own else self.question.default

    @property
    def in_words(self) -> str:
        """The answer that holds, as people read it."""
        return self.question.in_words(self.value)

    @property
    def seen(self) -> str:
        """What a form remembers, to notice that somebody else answered meanwhile."""
        return self.setting.changed_at.isoformat() if self.setting else ""


def answers_of(programme: Programme) -> list[Answer]:
    """Return every question with the programme's answer (one query)."""
    rows = ProgrammeSetting.objects.filter(programme=programme).select_related("changed_by")
    own = {row.key: row for row in rows}
    return [Answer(question, own.get(key)) for key, question in QUESTIONS.items()]
