"""A point before the visit, and the lead's answer."""

from django import forms

from voices.models import EarlyPoint

Status = EarlyPoint.Status


class PointForm(forms.Form):
    """Anybody's words."""

    text = forms.CharField(
        label="What should the team know, or look at?",
        max_length=2000,
        widget=forms.Textarea({"rows": 6, "autocomplete": "off"}),
        help_text="Name nobody, and leave out what only you could know.",
        error_messages={"required": "Write your point"},
    )


class DecidePointForm(forms.Form):
    """In scope or not, and what everybody may read about it."""

    status = forms.ChoiceField(
        label="What becomes of it?",
        choices=[(one.value, one.label) for one in (Status.IN_SCOPE, Status.OUT_OF_SCOPE)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is taken into scope"},
    )
    answer = forms.CharField(
        label="Answer for everybody",
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text="In your own words, on the public page beside the leaflet: what is looked at or left out, and "
        "why. Empty: nothing is shown.",
    )
