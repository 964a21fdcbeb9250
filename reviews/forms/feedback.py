"""The feedback to one audience: in what form, by whom and when, and whether it was given."""

from django import forms

from people.fields import DateParts
from reviews.models import PlannedFeedback

from .versioned import Versioned

NONE = ("none", "No feedback to them")


class FeedbackForm(Versioned):
    """One audience."""

    form = forms.ChoiceField(
        label="In what form?",
        choices=[*PlannedFeedback.Form.choices, NONE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a form, or that there is no feedback to them"},
    )
    giver = forms.ChoiceField(
        label="Who gives it?",
        choices=PlannedFeedback.Giver.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who gives it"},
        help_text="They are reminded before the day. Whoever hosted people knows best how to reach them.",
    )
    due_on = DateParts(
        label="On which day?",
        name="the day of the feedback",
        help_text="The first day of the visit or later. For example, 27 3 2027",
    )
    note = forms.CharField(
        label="What matters to them",
        max_length=200,
        required=False,
        help_text="For example “no jargon”, “half an hour at the team meeting” or “Easy Read”. Name nobody.",
    )
    given_on = DateParts(
        label="Was it given? Then on which day",
        name="the day it was given",
        required=False,
        help_text="Leave empty until then.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Only feedback that is planned needs a giver and a day.
        self.fields["giver"].required = self.fields["due_on"].required = self.data.get("form") != NONE[0]

    @property
    def is_dropped(self):
        """Whether the answer is that there is none."""
        return self.cleaned_data.get("form") == NONE[0]
