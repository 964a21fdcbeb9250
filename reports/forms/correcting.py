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
    # Left out of the form while the host's own list is there to be looked through.
    names = forms.CharField(
        label="Names to look for in this correction (optional)",
        help_text="One a line. They are kept, encrypted, until the check has run, and then nowhere.",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, is_list_gone=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_list_gone:
            del self.fields["names"]

    def clean_names(self):
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
