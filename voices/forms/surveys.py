"""Making, changing and opening a survey."""

from datetime import timedelta

from django import forms

from people.fields import DateParts
from reviews.forms.versioned import Versioned
from voices.actions.closing import RATHER_NOT
from voices.actions.surveys import MOST_ASKED
from voices.models import Question, Round
from voices.ready_made import MOST_GROUPS, READY_MADE
from voices.suppression import ALL

MOST_QUESTIONS = 30
MOST_WEEKS = 12
HOW = (
    "One on each line: the question | agree. “Agree” offers five answers, from strongly agree to strongly disagree. "
    "Instead of it write “words” for an answer in people’s own words, or the answers to choose from with semicolons "
    "between them. A third part names the employer standard: "
    "My workload lets me do safe work. | agree | Safe workloads"
)


class MakeSurveyForm(forms.Form):
    """Which survey to begin with, and what it is called."""

    kind = forms.ChoiceField(
        label="Which survey?", widget=forms.RadioSelect, error_messages={"required": "Choose a survey"}
    )
    title = forms.CharField(
        label="Title", max_length=120, required=False, help_text="Leave it empty for the title it comes with."
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, READY_MADE[kind].title) for kind in kinds]
        self.fields["kind"].initial = kinds[0]

    def clean(self):
        found = super().clean()
        if "kind" in found and not found.get("title"):
            found["title"] = READY_MADE[found["kind"]].title
        return found


def _lines(text):
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class QuestionsField(forms.CharField):
    """Questions as lines, so that they can be pasted, moved and checked without script."""

    widget = forms.Textarea({"rows": 14})

    def __init__(self, **kwargs):
        self.standards = ()
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return "\n".join(" | ".join(_parts_of(question)) for question in value) if isinstance(value, list) else value

    def clean(self, value):
        lines = _lines(super().clean(value))
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(f"Ask at most {MOST_QUESTIONS} questions. There are {len(lines)}")
        asked = [self._read(number, line) for number, line in enumerate(lines, 1)]
        if not any(kind != Question.Kind.WORDS for _, kind, _, _ in asked):
            raise forms.ValidationError("Ask at least one question with answers to choose from")
        return asked

    def _read(self, number, line):
        parts = [part.strip() for part in line.split("|")]
        words, kind, standard = [*parts, "", ""][:3]
        if not words or len(words) > 300 or len(parts) > 3:
            raise forms.ValidationError(
                f"Line {number}: write a question of at most 300 letters and at most two parts after it: “{line}”"
            )
        if standard and standard not in self.standards:
            known = ", ".join(self.standards) or "none"
            raise forms.ValidationError(f"Line {number}: there is no standard “{standard}”. There are: {known}")
        if kind.casefold() in ("", "agree", "words"):
            return words, kind.casefold() or "agree", [], standard
        answers = [answer.strip() for answer in kind.split(";") if answer.strip()]
        if not 2 <= len(answers) <= 10 or len({*answers, Question.NO_ANSWER, ALL}) != len(answers) + 2:
            raise forms.ValidationError(f"Line {number}: a choice has 2 to 10 different answers, with semicolons")
        return words, "choice", answers, standard


def _parts_of(question):
    words, kind, choices, standard = question
    return [words, "; ".join(choices) if choices else kind, *([standard] if standard else [])]


class EditSurveyForm(Versioned):
    """Everything a survey says and asks."""

    title = forms.CharField(label="Title", max_length=120, error_messages={"required": "Enter the title"})
    intro = forms.CharField(
        label="What people read first",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what it is for"},
    )
    questions = QuestionsField(label="Questions", help_text=HOW, error_messages={"required": "Ask something"})
    group_question = forms.CharField(
        label="Question to compare groups by",
        max_length=160,
        required=False,
        help_text="One question only, such as “Where do you work?”. More would make people recognisable.",
    )
    groups = forms.CharField(
        label="Its answers",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=f"One on each line, at most {MOST_GROUPS}. “{RATHER_NOT}” is always offered.",
    )

    def __init__(self, *args, standards=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["questions"].standards = standards

    def clean_groups(self):
        groups = _lines(self.cleaned_data["groups"])
        if len(groups) > MOST_GROUPS:
            raise forms.ValidationError(f"Name at most {MOST_GROUPS} groups: small groups are hidden anyway")
        if len({*groups, RATHER_NOT, ALL, ""}) != len(groups) + 3:
            raise forms.ValidationError("Name each group once, and leave out what is offered anyway")
        return groups

    def clean(self):
        found = super().clean()
        if "groups" in found and bool(found["groups"]) != bool(found.get("group_question")):
            self.add_error("groups", "Give the question together with its answers, or leave both empty")
        return found


class OpenRoundForm(forms.Form):
    """How a survey is asked this time."""

    name = forms.CharField(
        label="Name of this round",
        max_length=40,
        help_text="Such as the year: it stands over its column when years are compared.",
        error_messages={"required": "Enter a name, such as the year"},
    )
    way = forms.ChoiceField(label="How do people get in?", choices=Round.Way.choices, widget=forms.RadioSelect)
    asked = forms.IntegerField(
        label="How many people do you ask?",
        min_value=1,
        max_value=MOST_ASKED,
        help_text="The response rate is counted by it, and so many codes are made.",
        error_messages={"required": "Enter how many people you ask"},
    )
    closes_on = DateParts(label="Last day for answers", name="the last day for answers")

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if not self.today <= day <= self.today + timedelta(weeks=MOST_WEEKS):
            raise forms.ValidationError(f"Choose a day from today on, at most {MOST_WEEKS} weeks away")
        return day
