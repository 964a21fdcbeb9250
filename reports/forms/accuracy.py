"""The accuracy round: what a host may say of a line, and how the team decides."""

from django import forms

from reports.models import AccuracyComment
from reviews.forms.versioned import Versioned


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


class DecisionForm(Versioned):
    """What the team decides, and why."""

    decision = forms.ChoiceField(
        label="What do you decide?", choices=AccuracyComment.Decision, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why?", help_text="The host reads this.", max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
