"""What is asked on pages that only some shapes have: an outcome of the day, a questionnaire, an answer to it."""

from django import forms

from people.fields import DateParts
from people.forms.importing import FileForm
from people.models import Body
from reviews.models import Outcome

from .versioned import Versioned

MOST_QUESTIONS = 60


class OutcomeForm(forms.Form):
    """An ask, an offer or a next step."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=Outcome.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose ask, offer or next step"},
    )
    text = forms.CharField(
        label="In one sentence",
        max_length=400,
        help_text="Name services, not people",
        error_messages={"required": "Say in a sentence what is asked, offered or to be done"},
    )
    owner = forms.ModelChoiceField(
        label="Whose is it?",
        queryset=Body.objects.none(),
        to_field_name="ref",
        empty_label="Choose the authority",
        error_messages={"required": "Choose the authority"},
    )
    due_on = DateParts(label="By when", name="the day", help_text="For example, 27 3 2027")

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners


class EditOutcomeForm(OutcomeForm, Versioned):
    """The same, once it is written down: it may be done by now."""

    is_done = forms.TypedChoiceField(
        label="Is it done?",
        choices=[("no", "Not yet"), ("yes", "Done")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is done"},
    )


class QuestionnaireForm(Versioned):
    """The questions, one a line, and what the team reads in the answers."""

    questions = forms.CharField(
        label="Questions",
        help_text=f"One question a line, at most {MOST_QUESTIONS}. Each host answers each of them",
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Enter at least one question"},
    )
    analysis = forms.CharField(
        label="Desk analysis",
        required=False,
        max_length=10_000,
        help_text="What the answers have in common, where they differ, and what to ask on the day",
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_questions(self):
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(f"These are {len(lines)} questions; at most {MOST_QUESTIONS} can be asked")
        long = next((number for number, line in enumerate(lines, 1) if len(line) > 400), None)
        if long:
            raise forms.ValidationError(f"Question {long} has more than 400 characters; make it shorter")
        return lines


class AnswersFileForm(FileForm):
    """The questionnaire, filled in elsewhere."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "file"
        ].help_text = (
            "CSV or .xlsx, up to 5 MB. With a fault anywhere nothing is imported; empty answers change nothing."
        )


class HostAnswerForm(Versioned):
    """One host's answer to one question."""

    text = forms.CharField(
        label="Your answer",
        max_length=4000,
        help_text="Every host of this visit and the team will read it. Name nobody",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter your answer"},
    )
