"""Bodies, regions and programmes."""

from django import forms

from people.fields import DateParts
from people.models import Body, Programme

from .words import VersionedForm


class BodyForm(VersionedForm):
    """A body with its dates and what came after it."""

    region = forms.ModelChoiceField(label="Region", queryset=None, error_messages={"required": "Choose the region"})
    name = forms.CharField(label="Name", max_length=160, error_messages={"required": "Enter the name"})
    kind = forms.ChoiceField(label="Kind", choices=Body.Kind.choices)
    code = forms.CharField(
        label="Code", max_length=20, required=False, help_text="The DfE number of an authority, or your own code."
    )
    sub_region = forms.CharField(label="Sub-region", max_length=80, required=False)
    accountable = forms.ModelChoiceField(
        label="Accountable authority",
        queryset=None,
        required=False,
        help_text="For a delivery body: the authority that keeps the legal duty.",
    )
    valid_from = DateParts(label="First day", required=False, help_text="Empty: it has been there long enough.")
    valid_to = DateParts(label="Last day", required=False, help_text="Empty: it goes on.")
    successor = forms.ModelChoiceField(
        label="Successor", queryset=None, required=False, help_text="Which body took over when this one ended."
    )

    def __init__(self, *args, regions, thing=None, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        if thing:
            del self.fields["region"]
        else:
            self.fields["region"].queryset = regions.order_by("name")
        others = Body.objects.filter(region__in=[thing.region] if thing else regions).order_by("name")
        others = others.exclude(pk=thing.pk) if thing else others
        self.fields["accountable"].queryset = others.filter(kind=Body.Kind.AUTHORITY)
        self.fields["successor"].queryset = others

    def clean(self):
        typed = super().clean()
        first, last = typed.get("valid_from"), typed.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "The last day cannot be before the first")
        if typed.get("successor") and not last and "valid_to" not in self.errors:
            self.add_error("valid_to", "Enter the last day of a body that has a successor")
        return typed


class RegionForm(forms.Form):
    """The name of a region."""

    name = forms.CharField(
        label="Name of the region", max_length=120, error_messages={"required": "Enter the name of the region"}
    )


class ProgrammeForm(forms.Form):
    """A programme of a region."""

    name = forms.CharField(
        label="Name of the programme",
        max_length=120,
        help_text="Such as “children’s services”.",
        error_messages={"required": "Enter the name of the programme"},
    )
    service = forms.ChoiceField(label="Service", choices=Programme.Service.choices, widget=forms.RadioSelect)
