"""Sending a table, and saying yes to what it would do."""

from django import forms

from people import sheets


class FileForm(forms.Form):
    """A table to be checked."""

    file = forms.FileField(
        label="The table",
        help_text="CSV or .xlsx, up to 5 MB and 5,000 rows. It is checked first; nothing is imported yet.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Choose the file",
            "empty": "The file is empty",
            "missing": "Choose the file",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > sheets.MOST_BYTES:
            raise forms.ValidationError("The file is larger than 5 MB. Split it into smaller files.")
        return file


class ConfirmForm(forms.Form):
    """The checked table, signed, on its way back."""

    file = forms.CharField(widget=forms.HiddenInput)
