"""Reasons that holding and destroying ask for."""

from django import forms


class HoldForm(forms.Form):
    """Why nothing may be destroyed, or why it may again."""

    # What the page offered: whoever was slower must not do the opposite.
    do = forms.ChoiceField(choices=[("set", "Set"), ("lift", "Lift")], widget=forms.HiddenInput)
    reason = forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, is_held, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["do"].initial = "lift" if is_held else "set"
        self.fields["reason"].label = "Why is it lifted?" if is_held else "Why must nothing be destroyed?"
        self.fields["reason"].help_text = "The lead challenger and information officers read this."


class AskForm(forms.Form):
    """Why the notes should go before their day."""

    do = forms.CharField(initial="ask", widget=forms.HiddenInput)
    what = forms.MultipleChoiceField(
        label="What is to go?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what is to be destroyed"},
    )
    reason = forms.CharField(
        label="Why should it go before its day?",
        help_text="The lead challenger, the programme coordinator and information officers read this.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, still_kept, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = still_kept


class ConfirmForm(forms.Form):
    """Whether to go on with what the other asked for."""

    do = forms.ChoiceField(
        label="What is to happen?",
        choices=[
            ("confirm", "Destroy it now. There is no way back"),
            ("cancel", "Keep it: take the request back"),
        ],
        widget=forms.RadioSelect,
    )


class TakeBackForm(forms.Form):
    """Whether to take back what one asked for oneself."""

    do = forms.ChoiceField(
        label="What is to happen?",
        choices=[("cancel", "Keep it all: take the request back")],
        widget=forms.RadioSelect,
    )
