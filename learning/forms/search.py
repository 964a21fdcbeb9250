from django import forms

from learning.queries.search import KINDS


class SearchForm(forms.Form):
    """Words to look for, and of which kind."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Everything"), *KINDS.items()])
