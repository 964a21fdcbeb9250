from django import forms


class WordsForm(forms.Form):
    """How one place of the report should read."""

    do = forms.ChoiceField(choices=[("change", "")], initial="change", widget=forms.HiddenInput)
    place = forms.CharField(max_length=200, widget=forms.HiddenInput)
    now = forms.CharField(
        label="How should it read?",
        help_text="Type the words as they were to take a change back.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ReasonForm(forms.Form):
    """Why the report is corrected: printed at its end and shown on its page."""

    do = forms.ChoiceField(choices=[("sign", "")], initial="sign", widget=forms.HiddenInput)
    reason = forms.CharField(
        label="What was wrong, and why is it corrected?",
        help_text="Printed at the end of the report, and shown on its public page.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
