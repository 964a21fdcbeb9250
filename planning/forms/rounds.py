"""What is asked of the planner: which proposals, for how long, and what is only tried."""

from django import forms
from django.db.models import Q

from people.fields import DateParts
from people.models import Body, Person
from planning import trying
from planning.models import Proposal

NOTHING, CLOSED, AWAY, GONE = "nothing", "closed", "away", "gone"


class AskForm(forms.Form):
    """A question to the planner."""

    aims = forms.MultipleChoiceField(
        label="Which proposals do you want to compare?",
        choices=Proposal.Aim.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one"},
    )
    seconds = forms.TypedChoiceField(
        label="How long may each take?",
        choices=[(30, "Up to half a minute"), (120, "Up to 2 minutes"), (600, "Up to 10 minutes")],
        coerce=int,
        initial=120,
        help_text="It ends sooner when nothing better can exist. You can leave the page.",
    )
    tries = forms.ChoiceField(
        label="What if?",
        choices=[
            (NOTHING, "Plan with what is known"),
            (CLOSED, "A host is closed on some days"),
            (AWAY, "Somebody is away on some days"),
            (GONE, "Somebody drops out of all visits"),
        ],
        widget=forms.RadioSelect,
        initial=NOTHING,
        help_text="Only tried: nothing of it is recorded.",
    )
    host = forms.ModelChoiceField(
        label="Which host", queryset=Body.objects.none(), to_field_name="ref", required=False, empty_label="No host"
    )
    person = forms.ModelChoiceField(
        label="Which person", queryset=Person.objects.none(), to_field_name="ref", required=False, empty_label="Nobody"
    )
    first = DateParts(label="First day", name="the first day", required=False)
    last = DateParts(label="Last day", name="the last day", required=False)
    why = forms.CharField(label="Why it is closed", max_length=80, required=False, initial="Inspection")

    def __init__(self, *args, cycle, guests, **kwargs):
        super().__init__(*args, **kwargs)
        if not guests:
            self.fields["aims"].choices = [one for one in Proposal.Aim.choices if one[0] != Proposal.Aim.OWN_PEOPLE]
        self.fields["host"].queryset = Body.objects.filter(pk__in=cycle.members.staying().values("body")).order_by(
            "name"
        )
        known = Q(home__region=cycle.programme.region_id) | Q(pk__in=guests)
        pool = Person.objects.filter(known, profile__active=True)
        self.fields["person"].queryset = pool.order_by("name", "pk")

    def clean(self):
        """What is tried needs its host or person, and its days."""
        cleaned = super().clean()
        tries = cleaned.get("tries")
        if tries == CLOSED and not cleaned.get("host") and "host" not in self.errors:
            self.add_error("host", "Choose the host that is closed")
        if tries in (AWAY, GONE) and not cleaned.get("person") and "person" not in self.errors:
            self.add_error("person", "Choose the person")
        if tries in (CLOSED, AWAY):
            self._clean_days(cleaned)
        return cleaned

    def _clean_days(self, cleaned):
        for name in ("first", "last"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, f"Enter the {name} day")
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", "The last day cannot be before the first")

    @property
    def wishes(self):
        """What the round takes besides what is tried."""
        return {"aims": self.cleaned_data["aims"], "seconds": self.cleaned_data["seconds"]}

    def tried(self):
        """Return what is only tried, as the round keeps it."""
        said = self.cleaned_data
        if said["tries"] == CLOSED:
            host, why = said["host"], said["why"] or "Closed"
            return [trying.closed(host.pk, host.name, said["first"], said["last"], why)]
        if said["tries"] == AWAY:
            return [trying.away(said["person"].pk, said["person"].name, said["first"], said["last"])]
        if said["tries"] == GONE:
            return [trying.gone(said["person"].pk, said["person"].name)]
        return []
