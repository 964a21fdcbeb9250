from django import forms

from learning.queries.search import KINDS, PUBLIC_KINDS


class SearchForm(forms.Form):
    """Words to look for, and of which kind."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(self, *args, is_signed_in, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(key, label) for key, label in KINDS.items() if is_signed_in or key in PUBLIC_KINDS]
        self.fields["kind"].choices = [("", "Everything"), *kinds]
