"""What is said when a draft is released."""

from django import forms

NOBODY, TICKED, EVERYBODY = "nobody", "ticked", "everybody"


class ReleaseForm(forms.Form):
    """The note everybody may read, the reason for rules gone against, and who is told."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="What changes, in a sentence",
        max_length=400,
        required=False,
        help_text="Everybody who sees the plan may read it. For example: North East Lincolnshire moves, because it "
        "was inspected.",
    )
    despite = forms.CharField(
        label="Why you go against the rules named above",
        max_length=160,
        required=False,
        help_text="Only where there are any. Kept in the history of the challenges.",
    )
    tell = forms.ChoiceField(
        label="Who is told now?",
        choices=[
            (NOBODY, "Nobody yet: people are pencilled in, and you invite them from each team’s page"),
            (TICKED, "Those ticked below"),
            (EVERYBODY, "Everybody listed below"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is told"},
    )
    notices = forms.MultipleChoiceField(
        label="Messages", required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def __init__(self, *args, notices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["notices"].choices = [(one.key, f"{one.recipient}: {one.text}") for one in notices]
        if not notices:
            del self.fields["notices"], self.fields["tell"]

    def clean(self):
        """Ticks and the choice above them must mean the same."""
        cleaned = super().clean()
        if cleaned.get("tell") == TICKED and not cleaned.get("notices"):
            self.add_error("notices", "Tick who is told, or choose that nobody is told yet")
        if cleaned.get("tell") == NOBODY and cleaned.get("notices"):
            self.add_error("tell", "You ticked messages below: choose “Those ticked below”, or take the ticks away")
        return cleaned

    def told(self):
        """Return the keys of the notices to send."""
        tell = self.cleaned_data.get("tell", NOBODY)
        if tell == EVERYBODY:
            return {key for key, _ in self.fields["notices"].choices}
        return set(self.cleaned_data["notices"]) if tell == TICKED else set()

    def said(self):
        """Say how many messages were queued."""
        number = len(self.told())
        return f"{number} message{'s' if number > 1 else ''} queued." if number else "No message was sent."
