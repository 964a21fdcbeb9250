from django import forms


class RegisterFilter(forms.Form):
    """What a reader looks for in the register."""

    q = forms.CharField(label="Authority or topic", required=False, max_length=100)
    year = forms.IntegerField(label="Year published", required=False, min_value=2000, max_value=2100)
