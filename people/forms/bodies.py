"""Bodies, regions and programmes."""

from decimal import Decimal

from django import forms

from people.fields import DateParts
from people.models import Body, BodyTie, Programme
from people.models.body import EAST_MOST, NORTH_MOST

from .pool import BodyChoice
from .words import VersionedForm


class KilometresField(forms.DecimalField):
    """A place along one side of the National Grid, to a tenth of a kilometre."""

    def __init__(self, *, most, **kwargs):
        super().__init__(required=False, min_value=0, max_value=most, decimal_places=1, **kwargs)
        self.error_messages["invalid"] = "Enter a number of kilometres, such as 430"

    def prepare_value(self, value):
        return f"{float(value):g}" if isinstance(value, Decimal) else value

    def clean(self, value):
        """Return the number as the table holds it, so that 430 and 430.0 are no change."""
        typed = super().clean(value)
        return None if typed is None else typed.quantize(Decimal("0.1"))


class BodyForm(VersionedForm):
    """A body: what it is, where it is, when it is and what came after it."""

    groups = (
        ("What it is", ("region", "name", "kind", "structure", "code", "accountable")),
        ("Where it is", ("sub_region", "easting_km", "northing_km")),
        ("When it is", ("valid_from", "valid_to", "successor")),
    )
    region = forms.ModelChoiceField(label="Region", queryset=None, error_messages={"required": "Choose the region"})
    name = forms.CharField(label="Name", max_length=160, error_messages={"required": "Enter the name"})
    kind = forms.ChoiceField(label="Kind", choices=Body.Kind.choices)
    code = forms.CharField(
        label="Code", max_length=20, required=False, help_text="The DfE number of an authority, or your own code."
    )
    sub_region = forms.CharField(label="Sub-region", max_length=80, required=False)
    structure = forms.ChoiceField(
        label="Structure",
        required=False,
        choices=[("", "Not said"), *Body.Structure.choices],
        help_text="For an authority. The planner prefers people from authorities of the host’s kind.",
    )
    easting_km = KilometresField(
        label="Easting in km",
        most=EAST_MOST,
        help_text="How far east its main office lies on the National Grid, such as 430 for Leeds. "
        "How far people travel is worked out from it.",
    )
    northing_km = KilometresField(
        label="Northing in km", most=NORTH_MOST, help_text="How far north it lies, such as 434 for Leeds."
    )
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
        self._check_place(typed)
        return typed

    def _check_place(self, typed):
        """A place on the map needs both its numbers."""
        east, north = typed.get("easting_km"), typed.get("northing_km")
        if "easting_km" in self.errors or "northing_km" in self.errors or (east is None) == (north is None):
            return
        missing = "easting_km" if east is None else "northing_km"
        self.add_error(missing, "Enter both, the easting and the northing, or neither")


class TieForm(forms.Form):
    """What ties a body to another."""

    other = BodyChoice(label="Which body?", error_messages={"required": "Choose the other body"})
    kind = forms.ChoiceField(
        label="What ties them?",
        choices=[
            (BodyTie.Kind.NEIGHBOUR, "They are neighbours: they share a border"),
            (BodyTie.Kind.SHARED_SERVICE, "They share a service: some of their people work for both"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what ties them", "invalid_choice": "Choose one of these ties"},
    )

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].open_to()
        self.fields["other"].queryset = self.fields["other"].queryset.exclude(pk=body.pk)


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
