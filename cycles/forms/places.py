"""One place of a shape."""

from django import forms

from cycles.models import ShapePlace
from cycles.models.place import OFFICERS

from .programme import CheckedWhole


class PlaceForm(CheckedWhole):
    """Who takes a place, and where it stands in the order."""

    whole = ("shape",)
    grades = forms.MultipleChoiceField(
        label="Which officers may take it?",
        required=False,
        choices=[(grade.value, grade.label) for grade in OFFICERS],
        widget=forms.CheckboxSelectMultiple,
        help_text="None chosen: any officer. Other peers need no grade.",
        error_messages={"invalid_choice": "Choose from these grades"},
    )
    place = forms.IntegerField(label="Place in the order", min_value=1, max_value=99)

    class Meta:
        model = ShapePlace
        fields = ["role", "peer", "grades"]
        labels = {"role": "Role", "peer": "What kind of peer?"}
        widgets = {"role": forms.RadioSelect, "peer": forms.RadioSelect}
        error_messages = {
            "role": {"required": "Choose the role", "invalid_choice": "Choose one of these roles"},
            "peer": {"required": "Choose what kind of peer", "invalid_choice": "Choose one of these peers"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("role", "peer"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
