"""The form in which a survey is answered. Every question may be left out."""

import re
import secrets

from django import forms

from voices.actions.answers import NO_GROUP
from voices.actions.closing import RATHER_NOT
from voices.models import Question

MOST_WORDS = 1000
SHAPE_OF_ONCE = re.compile(r"[\w-]{16,40}")


class AnswerForm(forms.Form):
    """The questions of a round. `once` tells one filled form from the same one sent again."""

    is_all_optional = True  # the page says so once
    once = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data=None, *, survey, questions, **kwargs):
        super().__init__(data, **kwargs)
        self.questions = questions
        self.fields["once"].initial = secrets.token_urlsafe(18)
        if survey.groups:
            choices = [(group, group) for group in (*survey.groups, RATHER_NOT)]
            self.fields["group"] = forms.ChoiceField(
                label=survey.group_question, choices=choices, widget=forms.RadioSelect, required=False
            )
        for question in questions:
            self.fields[question.ref] = _field(question)

    def clean_once(self):
        once = self.cleaned_data["once"]
        if not SHAPE_OF_ONCE.fullmatch(once):
            raise forms.ValidationError("Open the page again and fill it in once more")
        return once

    def clean(self):
        """Take no reply that answers nothing: it would use up a code and count as a reply."""
        found = super().clean()
        if not self.errors and not any(found.get(asked.ref) for asked in self.questions):
            raise forms.ValidationError("Answer at least one question, or close this page: nothing is kept of it")
        return found

    def replies(self):
        """Return group, chosen answers and words, as the box takes them."""
        said = self.cleaned_data
        group = (said.get("group") or RATHER_NOT) if "group" in self.fields else NO_GROUP
        choices = {asked.ref: said[asked.ref] or Question.NO_ANSWER for asked in self.questions if asked.answers}
        words = {asked.ref: said[asked.ref] for asked in self.questions if not asked.answers}
        return {"group": group, "choices": choices, "words": words}


def _field(question):
    if not question.answers:
        return forms.CharField(
            label=question.words,
            required=False,
            max_length=MOST_WORDS,
            widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
            help_text="Name nobody, and leave out what only you could know.",
        )
    choices = [(answer, answer) for answer in question.answers if answer != Question.NO_ANSWER]
    return forms.ChoiceField(label=question.words, choices=choices, widget=forms.RadioSelect, required=False)


class CodeForm(forms.Form):
    """A code as it was handed out, with or without the address before it."""

    code = forms.CharField(
        label="Your code",
        max_length=200,
        help_text="As it stands on your slip, such as 3h7kq…-9xw2…",
        error_messages={"required": "Enter your code"},
    )

    def clean_code(self):
        code = self.cleaned_data["code"].strip().rstrip("/").rsplit("/", 1)[-1].lower()
        if not re.fullmatch(r"[a-z0-9]{12}-[a-z0-9]{10}", code):
            raise forms.ValidationError("A code has 12 letters and figures, a hyphen, and 10 more")
        return code
