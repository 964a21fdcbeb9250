"""The accuracy round: what a host may say of a line, and how the team decides."""

from django import forms

from reports.models import AccuracyComment
from reviews.forms.documents import Checked
from reviews.forms.versioned import Versioned
from reviews.uploads import TAKEN


class CommentForm(forms.Form):
    """A comment on one line of the draft."""

    kind = forms.ChoiceField(label="What is it about?", choices=AccuracyComment.Kind, widget=forms.RadioSelect)
    text = forms.CharField(label="Your comment", max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}))
    proof = forms.CharField(
        label="What shows it? (optional)",
        help_text="A document, a figure and where it stands.",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = Checked(
        label="A file that shows it (optional)",
        help_text=f"It can be {TAKEN}. Whoever reads the comments can open it.",
        required=False,
        allow_empty_file=True,
        max_length=None,
    )
    # The number of the round whose draft the host had open.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ExtendForm(forms.Form):
    """More time for the host."""

    days = forms.IntegerField(
        label="How many working days more?",
        min_value=1,
        max_value=20,
        error_messages={
            "required": "Enter how many working days",
            "min_value": "Enter at least 1 working day",
            "max_value": "Enter at most 20 working days",
        },
    )
    reason = forms.CharField(
        label="Why?", help_text="The host reads this.", max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionForm(Versioned):
    """What the team decides, and why."""

    decision = forms.ChoiceField(
        label="What do you decide?", choices=AccuracyComment.Decision, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why?", help_text="The host reads this.", max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
