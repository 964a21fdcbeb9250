"""One's own view of every line of enquiry, before the others' are seen."""

from django import forms

from reviews.actions.emerging import Typed
from reviews.models import EmergingView

MOST_LETTERS = 600
PARTS = ("leans", "confidence", "text")
MISSING = {
    "leans": "Choose which way it leans",
    "confidence": "Say how sure you are",
    "text": "Say in a sentence or two what makes you think so",
}


class ViewsForm(forms.Form):
    """For each line: which way it leans, how sure one is, and why. A line may wait; half of one may not."""

    use_required_attribute = False

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"leans_{line.ref}"] = forms.ChoiceField(
                label="Which way does it lean?", choices=EmergingView.Leans, widget=forms.RadioSelect
            )
            self.fields[f"confidence_{line.ref}"] = forms.ChoiceField(
                label="How sure are you?", choices=EmergingView.Confidence, widget=forms.RadioSelect
            )
            self.fields[f"text_{line.ref}"] = forms.CharField(
                label="What makes you think so?",
                max_length=MOST_LETTERS,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"seen_{line.ref}"] = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def groups(self):
        """Return the lines, each with its fields."""
        return [(line, {part: self[f"{part}_{line.ref}"] for part in (*PARTS, "seen")}) for line in self.lines]

    def full_clean(self):
        """Ask for everything, and take a line that was left empty."""
        asked = [field for name, field in self.fields.items() if not name.startswith("seen_")]
        for field in asked:
            field.required = False
        super().full_clean()
        for field in asked:
            field.required = True

    def clean(self):
        data = super().clean()
        for line in self.lines:
            given = [part for part in PARTS if self.data.get(self.add_prefix(f"{part}_{line.ref}"), "").strip()]
            for part in PARTS:
                name = f"{part}_{line.ref}"
                if given and part not in given and name not in self.errors:
                    self.add_error(name, f"{MISSING[part]} (line {line.number})")
        return data

    def typed(self):
        """Return what was written, line by line; a line left empty is left out."""
        data = self.cleaned_data
        return [
            Typed(line, *(data[f"{part}_{line.ref}"] for part in PARTS), seen=data[f"seen_{line.ref}"] or 0)
            for line in self.lines
            if data[f"text_{line.ref}"]
        ]

    def catch_up(self, line, revision):
        """Keep what was typed, and stand on what is saved of one line now."""
        self.data = self.data.copy()
        self.data[self.add_prefix(f"seen_{line.ref}")] = str(revision)
