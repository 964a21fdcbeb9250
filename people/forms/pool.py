"""People of the pool, as a coordinator and as they themselves enter them."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from people.fields import DateParts
from people.models import Body, Profile
from people.models.person import Person

from .words import VersionedForm, WordsField

ONLY_PROFILE = (
    "grade",
    "services",
    "skills",
    "active",
    "days_a_year",
    "travel_km",
    "access_needs",
    "party",
    "employer_approved_on",
)
ABOUT = ("name", "email", "phone", "job_title", "home")


class BodyChoice(forms.ModelChoiceField):
    """A body that exists today, or the one chosen before."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Body.objects.none(), **kwargs)

    def open_to(self, chosen=None):
        """Offer the bodies of today and the one chosen before it ended."""
        today = Body.objects.on(timezone.localdate())
        self.queryset = (today | Body.objects.filter(pk=chosen) if chosen else today).order_by("name", "pk")


class PoolFilter(forms.Form):
    """What a coordinator looks for in the pool. Wrong values find everybody."""

    q = forms.CharField(label="Name, e-mail, job or home body", required=False)
    grade = forms.ChoiceField(label="Grade", required=False, choices=[("", "Any grade"), *Profile.Grade.choices])
    home = BodyChoice(label="Home body", required=False, empty_label="Any body", to_field_name="ref")
    training = forms.ChoiceField(
        label="Training",
        required=False,
        choices=[
            ("", "Any"),
            ("counts", "Counts today"),
            ("soon", "Runs out within 90 days"),
            ("none", "None that counts"),
        ],
    )
    who = forms.ChoiceField(
        label="Who",
        required=False,
        choices=[("", "In the pool"), ("resting", "Resting"), ("all", "Everybody")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["home"].open_to()

    def chosen(self):
        """Return what was chosen, leaving out what is wrong."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class PersonForm(VersionedForm):
    """Somebody and, when they are in the pool, what they bring."""

    groups = (("Who they are", ABOUT), ("As a reviewer", ("in_pool", *ONLY_PROFILE)))
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter their name"})
    email = forms.EmailField(
        label="E-mail",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        },
    )
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    home = BodyChoice(
        label="Home body", required=False, help_text="Where they work. Nobody reviews their own authority."
    )
    in_pool = forms.BooleanField(label="In the reviewer pool", required=False)
    grade = forms.ChoiceField(label="Grade", required=False, choices=[("", "Choose a grade"), *Profile.Grade.choices])
    services = WordsField(label="Services", required=False, help_text="With commas, such as Early help, SEND.")
    skills = WordsField(label="Skills", required=False, help_text="With commas, such as data, supervision.")
    active = forms.BooleanField(label="May be asked at present", required=False, initial=True)
    days_a_year = forms.IntegerField(
        label="Days a year",
        required=False,
        min_value=0,
        max_value=366,
        initial=8,
        help_text="The most days a year their employer lends them.",
    )
    travel_km = forms.IntegerField(
        label="Furthest journey in km",
        required=False,
        min_value=1,
        max_value=1500,
        help_text="As the crow flies, from where they work. Empty: any distance.",
    )
    access_needs = forms.CharField(label="Access needs", required=False, widget=forms.Textarea, max_length=2000)
    party = forms.CharField(label="Party, for councillors", max_length=60, required=False)
    employer_approved_on = DateParts(label="Employer approved on", required=False)

    def __init__(self, *args, thing=None, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.fields["home"].open_to(thing.home_id if thing else None)

    def values_of(self, thing):
        values = {name: getattr(thing, name) for name in ABOUT}
        profile = getattr(thing, "profile", None)
        if profile:
            values |= {name: getattr(profile, name) for name in ONLY_PROFILE}
        return {**values, "in_pool": profile is not None}

    def clean(self):
        typed = super().clean()
        if typed.get("in_pool"):
            if not typed.get("grade"):
                self.add_error("grade", "Choose a grade for somebody in the pool")
            if typed.get("days_a_year") is None and "days_a_year" not in self.errors:
                self.add_error("days_a_year", "Enter the most days a year, 0 if none")
        return typed

    def clean_email(self):
        found = Person.objects.filter(email__iexact=self.cleaned_data["email"])
        other = found.exclude(Q(pk=self.person_pk) if self.person_pk else Q(pk=None)).first()
        if other:
            raise forms.ValidationError(f"{other.name} already has this e-mail address")
        return self.cleaned_data["email"]

    @property
    def person_pk(self):
        """Whom the form is about, when they are here already."""
        return self.thing.pk if self.thing else None


class OwnDetailsForm(PersonForm):
    """One's own details. The address is the key to the login and stays the coordinator's to change."""

    groups = (("About you", ABOUT), ("As a reviewer", ONLY_PROFILE))
    email = None
    in_pool = None
    grade = None
    active = None
    party = None
    employer_approved_on = None

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.fields["name"].error_messages["required"] = "Enter your name"
        self.fields["home"].help_text = "Where you work. Nobody reviews their own authority."
        self.fields["days_a_year"].help_text = "The most days a year your employer lends you."
        self.fields["travel_km"].help_text = "As the crow flies, from where you work. Empty: any distance."
        if getattr(thing, "profile", None) is None:
            for name in ONLY_PROFILE:
                self.fields.pop(name, None)

    def clean(self):
        typed = self.cleaned_data
        if "days_a_year" in typed and typed["days_a_year"] is None:
            self.add_error("days_a_year", "Enter the most days a year, 0 if none")
        return typed


class TrainingForm(VersionedForm):
    """A course that allows somebody to challenge."""

    course = forms.CharField(label="Course", max_length=120, error_messages={"required": "Enter the course"})
    provider = forms.CharField(label="Provider", max_length=120, required=False)
    completed_on = DateParts(label="Completed on")
    expires_on = DateParts(
        label="Counts until", required=False, help_text="The last day on which it counts. Empty: it does not run out."
    )

    def clean(self):
        typed = super().clean()
        first, last = typed.get("completed_on"), typed.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", "Training cannot run out before it was completed")
        return typed
