"""The questions no rule book answers: each a programme setting with a default and its reason."""

from dataclasses import dataclass
from typing import Any

from people.models import Programme

from .models import ProgrammeSetting


@dataclass(frozen=True)
class Question:
    """One setting: `choices` for a choice, `least` and `most` for a number."""

    key: str
    asks: str
    default: Any
    reason: str
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""

    def in_words(self, value: Any) -> str:
        """Write an answer as people read it."""
        return dict(self.choices).get(value) or f"{value} {self.unit}".strip()

    @property
    def default_in_words(self) -> str:
        """The default as people read it."""
        return self.in_words(self.default)


QUESTIONS = {
    question.key: question
    for question in (
        Question(
            "output",
            "What does the host receive?",
            "report",
            "A report with a one-page summary serves the public and can be used as a letter.",
            choices=(("report", "A report"), ("letter", "A feedback letter"), ("both", "Both")),
        ),
        Question(
            "public_team",
            "How does the public report list the team?",
            "roles",
            "Roles and organisations tell readers enough; names can be added when all agree.",
            choices=(("roles", "Roles and organisations"), ("names", "Names, roles and organisations")),
        ),
        Question(
            "development_label",
            "What are areas for development called in reports?",
            "Areas for development",
            "The region's own leaflet uses these words.",
            choices=(
                ("Areas for development", "Areas for development"),
                ("Areas for consideration", "Areas for consideration"),
                ("Considerations", "Considerations"),
            ),
        ),
        Question(
            "least_kinds",
            "How many kinds of evidence must a finding rest on?",
            2,
            "Triangulation means at least two of read, heard, seen, data and case.",
            least=1,
            most=5,
            unit="kinds",
        ),
        Question(
            "least_groups",
            "How many source groups must a finding rest on?",
            2,
            "One group alone is one view. Thin findings need the lead's written reason.",
            least=1,
            most=5,
            unit="groups",
        ),
        Question(
            "smallest_group",
            "What is the smallest group that may be counted or named as a source?",
            5,
            "In a smaller group, people could work out who said what.",
            least=3,
            most=20,
            unit="people",
        ),
        Question(
            "keep_notes_months",
            "How long are notes kept after the report is final?",
            6,
            "Long enough to answer questions, short enough to keep the promise made to those interviewed.",
            least=0,
            most=12,
            unit="months",
        ),
        Question(
            "controller",
            "Who is the data controller for notes?",
            "region",
            "The team works for the region, and the host must never hold the notes.",
            choices=(("region", "The region"), ("lead", "The lead challenger's authority")),
        ),
        Question(
            "accuracy_days",
            "How many working days has the host to check facts?",
            10,
            "Two working weeks let a host ask its own services.",
            least=5,
            most=30,
            unit="working days",
        ),
        Question(
            "publish_weeks",
            "Within how many weeks of the last day on site is the report public?",
            13,
            "Three months is the sector's rule.",
            least=4,
            most=26,
            unit="weeks",
        ),
        Question(
            "letter_days",
            "Within how many working days is the feedback letter sent?",
            10,
            "Ten days is the region's promise.",
            least=5,
            most=30,
            unit="working days",
        ),
        Question(
            "former_employer_years",
            "For how many years does a former employer bar somebody from its team?",
            3,
            "Long enough for the people one worked with to have moved on.",
            least=1,
            most=10,
            unit="years",
        ),
        Question(
            "party_match",
            "Are member peers matched by party?",
            "soft",
            "Recorded and shown; a preference, never a bar.",
            choices=(("soft", "As a preference"), ("no", "No")),
        ),
        Question(
            "central_register",
            "Does the region publish on its own register?",
            "yes",
            "One public register; the host may publish as well.",
            choices=(("yes", "Yes"), ("no", "No, the host alone publishes")),
        ),
        Question(
            "least_replies",
            "How many replies before a survey shows anything?",
            10,
            "Fewer could be recognised.",
            least=5,
            most=50,
            unit="replies",
        ),
    )
}


class Policy:
    """A programme's answers to every question, its own or the default."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = answers

    def __getitem__(self, key: str) -> Any:
        answer = self._answers.get(key)
        return QUESTIONS[key].default if answer is None else answer


def policy_of(programme: Programme | int) -> Policy:
    """Return a programme's policy (one query)."""
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
