"""The host's list of names, one on each line, and its structure chart."""

from django import forms

LONGEST = 120
MOST_BYTES = 3_000_000


class NamesForm(forms.Form):
    """Names as they are pasted: blanks and repeats do no harm."""

    names = forms.CharField(
        label="Add names",
        help_text="One on each line, as they would be written in a report.",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    chart = forms.FileField(
        label="Structure chart",
        help_text="CSV or Excel with the columns name, role, email, phone. It takes the place of an earlier one.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean(self):
        if not self.errors and not self.cleaned_data.get("names") and not self.cleaned_data.get("chart"):
            self.add_error("names", "Enter at least one name, or choose a structure chart")
        return self.cleaned_data

    def clean_chart(self):
        chart = self.cleaned_data["chart"]
        if chart and chart.size > MOST_BYTES:
            raise forms.ValidationError("The file is too big for a list of people. Save it as CSV and try again")
        return chart

    def clean_names(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines()]
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST:
                raise forms.ValidationError(f"Line {number} is too long for a name. Put one name on each line")
            if line and (len(line) < 2 or not any(char.isalpha() for char in line)):
                raise forms.ValidationError(f"Line {number} is not a name: “{line}”")
        return [line for line in lines if line]
