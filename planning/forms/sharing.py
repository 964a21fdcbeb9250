"""Asking other regions for places; looking for somebody to offer, and offering them."""

from django import forms

from people.models import Person
from planning.models.sharing import MOST_PLACES

RANGE = f"Enter a number from 1 to {MOST_PLACES}"


class AskPlacesForm(forms.Form):
    """How many places, and what for."""

    number = forms.IntegerField(
        label="How many places",
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": "Enter how many places you ask for",
            "invalid": RANGE,
            "min_value": RANGE,
            "max_value": RANGE,
        },
    )
    what_for = forms.CharField(
        label="What for",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Who would help you, such as “Two directors in the autumn”. Coordinators of every region read it: "
        "name no host and no inspection.",
        error_messages={"required": "Say who would help you"},
    )


class PeopleFilter(forms.Form):
    """Whom to look for."""

    q = forms.CharField(label="Name, job or home body", required=False, max_length=100)

    def chosen(self):
        """Return the words looked for; what cannot be read finds everybody."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class OfferForm(forms.Form):
    """The person to offer."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), to_field_name="ref")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
