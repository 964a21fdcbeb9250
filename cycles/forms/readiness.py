"""Recording a component the region promised."""

from django import forms


class ComponentForm(forms.Form):
    """A word about how it was done."""

    note = forms.CharField(label="Note", required=False, max_length=300, help_text="For example, where it is kept")
