"""What is entered about a cycle: its dates, members, signatures, and the visits planned in it."""

from django import forms

from cycles.actions.visit import BEFORE_VISIT
from cycles.kinds import SHARING
from cycles.models import Agreement, Challenge, Cycle, Shape
from cycles.queries.intervention import days_offered
from people.fields import DateParts
from people.models import Body, Programme

from .programme import CheckedWhole


class CycleForm(CheckedWhole):
    """A cycle's name, dates, framework and the text members sign."""

    whole = ("programme",)
    starts_on = DateParts(label="First day", name="the first day", help_text="For example, 4 1 2027")
    ends_on = DateParts(label="Last day", name="the last day", help_text="For example, 30 6 2028")

    class Meta:
        model = Cycle
        fields = ["name", "starts_on", "ends_on", "framework", "agreement_text"]
        labels = {
            "name": "Name of the cycle",
            "framework": "Framework of themes",
            "agreement_text": "What members sign up to",
        }
        help_texts = {
            "name": "For example, Third cycle, 2027 to 2028",
            "agreement_text": "Shown beside each signature. It cannot change once somebody has signed.",
        }
        error_messages = {"name": {"required": "Enter the name of the cycle"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["framework"].queryset = self.instance.programme.frameworks.for_findings().order_by("name")
        self.fields["framework"].empty_label = "None yet"
        self.fields["agreement_text"].widget.attrs["rows"] = 10


class JoinForm(forms.Form):
    """Which bodies join the cycle."""

    bodies = forms.ModelMultipleChoiceField(
        label="Which bodies join?",
        queryset=Body.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one body"},
    )

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        staying = cycle.members.staying().values("body")
        self.fields["bodies"].queryset = (
            Body.objects.filter(region=cycle.programme.region_id).on(cycle.starts_on).exclude(pk__in=staying)
        ).order_by("name")


class SignForm(forms.Form):
    """One office's signature."""

    office = forms.ChoiceField(
        label="Whose signature is it?",
        choices=Agreement.Office.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the office that signs"},
    )
    signed_name = forms.CharField(
        label="Full name of the person who signs",
        max_length=120,
        error_messages={"required": "Enter the name of the person who signs"},
    )
    signed_on = DateParts(label="Day of signing", name="the day of signing", help_text="For example, 27 3 2027")


class DaysForm(forms.Form):
    """The first day on site, and why it may be a doubtful one."""

    starts_on = DateParts(
        label="First day on site",
        name="the first day on site",
        help_text="For example, 9 2 2027. The last day follows.",
    )
    all_the_same = forms.BooleanField(
        label="Plan it all the same",
        required=False,
        help_text="Only when the days fall in a school break, a bank holiday, an inspection window or another closure",
    )
    despite = forms.CharField(
        label="Why these days all the same",
        required=False,
        max_length=160,
        help_text="Kept in the history of the challenge",
    )

    def clean(self):
        """A tick needs its reason, and a reason its tick."""
        cleaned = super().clean()
        if cleaned.get("all_the_same") and not cleaned.get("despite"):
            self.add_error("despite", "Say why these days are right all the same")
        if cleaned.get("despite") and not cleaned.get("all_the_same"):
            self.add_error("all_the_same", "Tick this if the days shall stay, or empty the reason")
        return cleaned


def _beside_host(programme):
    """Return which kinds of bodies can be hosts beside the first: a board is all its partners'."""
    return Body.Kind.values if programme.service == Programme.Service.BOARDS else [Body.Kind.DELIVERY, Body.Kind.BOARD]


class ProposeForm(DaysForm):
    """A new challenge in a cycle."""

    host = forms.ModelChoiceField(
        label="Host",
        queryset=Body.objects.none(),
        empty_label="Choose the host",
        to_field_name="ref",
        error_messages={"required": "Choose the host"},
    )
    topic = forms.CharField(
        label="Topic",
        max_length=160,
        help_text="Narrow enough for depth, for example: Transitions to adulthood",
        error_messages={"required": "Enter the topic"},
    )
    shape = forms.ModelChoiceField(
        label="Shape",
        queryset=Shape.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose a shape"},
    )
    beside = forms.ModelChoiceField(
        label="Same day as",
        queryset=Challenge.objects.none(),
        required=False,
        to_field_name="ref",
        empty_label="A visit of its own",
        help_text="Triad days, and many hosts on one topic, share one visit: the same people may sit in each team",
    )
    longer = forms.BooleanField(label="Give it the longer visit", required=False)
    other_bodies = forms.ModelMultipleChoiceField(
        label="Other bodies on the host side",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each must agree before the report is published",
    )
    field_order = ["host", "topic", "shape", "starts_on", "longer", "beside", "other_bodies", "all_the_same", "despite"]

    def __init__(self, *args, cycle, **kwargs):
        super().__init__(*args, **kwargs)
        staying = cycle.members.staying().values("body")
        region = Body.objects.filter(region=cycle.programme.region_id).order_by("name")
        self.fields["host"].queryset = region.filter(pk__in=staying)
        self.fields["other_bodies"].queryset = region.filter(kind__in=_beside_host(cycle.programme))
        if not self.fields["other_bodies"].queryset:
            del self.fields["other_bodies"]
        shared = Challenge.objects.filter(cycle=cycle, shape__kind__in=SHARING, state__in=BEFORE_VISIT)
        self.fields["beside"].queryset = shared.select_related("host").order_by("host__name", "pk")
        if not cycle.programme.shapes.filter(kind__in=SHARING).exists():
            del self.fields["beside"]
        self._offer_longer(cycle)
        self.fields["shape"].queryset = cycle.programme.shapes.order_by("name")

    def _offer_longer(self, cycle):
        """Name the authorities in intervention with the days more they are offered; without any, ask nothing."""
        self.offered = days_offered(cycle)
        names = dict(Body.objects.filter(pk__in=list(self.offered)[:20]).values_list("pk", "name"))
        named = [f"{names[pk]}, {days} more" for pk, days in self.offered.items() if pk in names]
        if not named:
            del self.fields["longer"]
            return
        self.fields["longer"].help_text = f"For an authority in intervention, in days: {'; '.join(named)}"

    def clean(self):
        """Turn the longer visit into its days; only those it is offered to may have it."""
        cleaned = super().clean()
        host, longer = cleaned.get("host"), cleaned.pop("longer", False)
        cleaned["extra_days"] = self.offered.get(host.pk, 0) if host and longer else 0
        if host and longer and not cleaned["extra_days"]:
            self.add_error("longer", f"No longer visit is offered to {host}: untick this, or choose another host")
        return cleaned
