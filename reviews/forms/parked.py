"""What is to become of a parked text and the note beside it."""

from django import forms

from reviews.actions.parked import Choice
from reviews.sync.operations import MOST_LETTERS

BESIDE = (
    (Choice.NOTE, "Keep the note as it is"),
    (Choice.TEXT, "Put the other text in its place"),
    (Choice.BOTH, "Keep both, as two notes"),
    (Choice.MERGE, "Make one text of them, below"),
)
ALONE = (
    (Choice.TEXT, "Keep it as a note"),
    (Choice.NOTE, "Let it go"),
)


class ParkedForm(forms.Form):
    """One choice, and the merged words where one text is made of two."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    choice = forms.ChoiceField(label="Which text is to stay?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="One text of both",
        help_text="Only where you make one text of them. One point, no names.",
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, has_note, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(choice.value, label) for choice, label in (BESIDE if has_note else ALONE)]
        if not has_note:
            del self.fields["words"]

    def clean(self):
        data = super().clean()
        if data.get("choice") == Choice.MERGE and not data.get("words"):
            self.add_error("words", "Write the one text that is to stay")
        return data
