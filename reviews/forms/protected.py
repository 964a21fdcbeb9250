"""The host's list of names, one on each line."""

from django import forms

LONGEST = 120


class NamesForm(forms.Form):
    """Names as they are pasted: blanks and repeats do no harm."""

    names = forms.CharField(
        label="Add names",
        help_text="One on each line, as they would be written in a report.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter at least one name"},
    )

    def clean_names(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST:
                raise forms.ValidationError(f"Line {number} is too long for a name. Put one name on each line")
            if line and (len(line) < 2 or not any(char.isalpha() for char in line)):
                raise forms.ValidationError(f"Line {number} is not a name: “{line}”")
        return [line for line in lines if line]
