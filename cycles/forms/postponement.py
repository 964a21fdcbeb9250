"""Pausing a challenge, going on, giving it up."""

from django import forms

from cycles.models import Postponement
from people.fields import DateParts


class PostponeForm(forms.Form):
    """Why a challenge pauses."""

    cause = forms.ChoiceField(
        label="What is the cause?",
        choices=Postponement.Cause.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the cause"},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Team and host can read this on the timeline",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reason"},
    )


class ResumeForm(forms.Form):
    """The new days, unless the visit is over."""

    starts_on = DateParts(label="New first day on site", name="the new first day", help_text="For example, 27 3 2027")
    despite = forms.CharField(
        label="If these days are doubtful, why choose them all the same?",
        help_text="Only needed when a school break, a poll or another closed time falls on them",
        required=False,
        max_length=200,
        widget=forms.Textarea,
    )

    def __init__(self, *args, asks_days, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_days:
            self.fields.clear()


class CancelForm(forms.Form):
    """Why a challenge is given up."""

    reason = forms.CharField(
        label="Why is this challenge cancelled?",
        help_text="Team and host can read this on the timeline",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reason"},
    )
