"""A slot of the timetable, cancelling and copying it, and the sizes of the host's groups."""

from datetime import date

from django import forms

from cycles.models import Seat
from reviews.models import LineOfEnquiry, Session
from reviews.queries.timetable import days_of
from reviews.sources import BROADER, Source

from .scope import team_of
from .versioned import Versioned

TIMES = ["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p"]
NOT_A_TIME = "Enter a time, such as 9:30 or 14:00"


def time_field(label, **more):
    """A time typed as people write it."""
    return forms.TimeField(
        label=label,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": NOT_A_TIME, "invalid": NOT_A_TIME},
        **more,
    )


def day_field():
    """One of the days on site; the choices come with the challenge."""
    return forms.TypedChoiceField(
        label="Day",
        coerce=date.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a day", "invalid_choice": "Choose one of the days on site"},
    )


def day_choices(challenge):
    """The days on site as choices."""
    return [(day.isoformat(), f"{day:%A %-d %B}") for day in days_of(challenge.visit)]


class TeamMembers(forms.ModelMultipleChoiceField):
    """Some of the team, named by person and role."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, seat):
        return f"{seat.person.name}, {seat.get_role_display().lower()}"


def members(label, hint=""):
    """A question for some of the team."""
    return TeamMembers(
        queryset=Seat.objects.none(),
        label=label,
        help_text=hint,
        required=False,
        error_messages={"invalid_choice": "Choose people who have accepted a seat in this team"},
    )


class SessionForm(Versioned):
    """A slot: when, what, where, with which group, and who of the team. Never who takes part."""

    groups = (
        ("When", ("day", "starts", "ends")),
        ("What and where", ("kind", "title", "room", "track")),
        ("Whom the team meets", ("source", "group_size", "expected", "contact_role")),
        ("Who goes, and what for", ("leads", "takes_notes", "lines")),
    )
    day = day_field()
    starts = time_field("Starts")
    ends = time_field("Ends")
    kind = forms.ChoiceField(label="Kind of session", choices=Session.Kind.choices)
    title = forms.CharField(
        label="Title",
        help_text="Name the group, not people: “Duty social workers”.",
        max_length=160,
        error_messages={"required": "Enter a title"},
    )
    room = forms.CharField(
        label="Room or place", help_text="“By video” can be used any number of times.", max_length=120, required=False
    )
    track = forms.IntegerField(
        label="Track",
        help_text="Sessions side by side stand in different tracks.",
        min_value=1,
        max_value=8,
        initial=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Enter a track from 1 to 8"),
    )
    source = forms.ChoiceField(
        label="Source group",
        help_text="Whom or what the team hears, reads or sees.",
        choices=[("", "None: the team alone"), *Source.choices],
        required=False,
    )
    group_size = forms.IntegerField(
        label="How many people belong to this group at the host?",
        help_text="Needed once for each group. In a small group somebody could be recognised, "
        "so notes are then kept under a broader group.",
        min_value=1,
        max_value=100_000,
        required=False,
        error_messages={"invalid": "Enter a whole number", "min_value": "Enter a number of at least 1"},
    )
    expected = forms.IntegerField(
        label="How many people are expected?",
        min_value=0,
        max_value=1000,
        required=False,
        error_messages={"invalid": "Enter a whole number", "max_value": "Enter a number of at most 1,000"},
    )
    contact_role = forms.CharField(
        label="Contact at the host",
        help_text="A role such as “Service manager’s office”, never a name.",
        max_length=120,
        required=False,
    )
    leads = members("Who leads?")
    takes_notes = members("Who takes notes?")
    lines = forms.ModelMultipleChoiceField(
        queryset=LineOfEnquiry.objects.none(),
        label="Lines of enquiry",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = day_choices(challenge)
        team = team_of(challenge)
        self.fields["leads"].queryset = self.fields["takes_notes"].queryset = team
        self.fields["lines"].queryset = challenge.lines.order_by("number")

    def clean(self):
        data = super().clean()
        both = set(data.get("leads") or []) & set(data.get("takes_notes") or [])
        if both:
            names = " and ".join(sorted(seat.person.name for seat in both))
            self.add_error("takes_notes", f"Choose {names} under one heading only: leading, or taking notes")
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", "The session must end after it starts")
        return data


class CancelForm(forms.Form):
    """Why a session is called off."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="Everybody who sees the timetable reads this. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter the reason"},
    )


class CopyForm(forms.Form):
    """Where the copy goes."""

    day = day_field()
    starts = time_field("Starts")

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = day_choices(challenge)


class MoveForm(Versioned):
    """Where a session goes. Its length, room and team stay."""

    day = day_field()
    starts = time_field("Starts")
    track = forms.IntegerField(
        label="Track",
        min_value=1,
        max_value=8,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Enter a track from 1 to 8"),
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].choices = day_choices(challenge)


class GroupSizesForm(forms.Form):
    """The host's own numbers, one for each group of people."""

    def __init__(self, *args, challenge, **kwargs):
        known = dict(challenge.group_sizes.values_list("source", "size"))
        super().__init__(*args, **kwargs)
        for source in BROADER:
            self.fields[source.value] = forms.IntegerField(
                label=source.label,
                initial=known.get(source.value),
                min_value=0,
                max_value=1_000_000,
                required=False,
                error_messages={"invalid": "Enter a whole number", "min_value": "Enter 0 or more"},
            )


class PeopleMetForm(Versioned):
    """Numbers alone: nobody is named."""

    met = forms.IntegerField(
        min_value=0,
        max_value=1000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), "Enter a whole number, 0 if nobody came"),
    )
    already_met = forms.IntegerField(
        min_value=0,
        max_value=1000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), "Enter a whole number, 0 if none"),
    )

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        if session.meets_people:
            self.fields["met"].label = "How many people did you meet?"
            self.fields["met"].help_text = "Everybody of the host in the room. The team does not count."
            self.fields["already_met"].label = "How many of them had the team met before?"
            self.fields["already_met"].help_text = "In any session of this visit. Ask at the start who has."
        else:
            self.fields["met"].label = "How many case records did you read?"
            self.fields["already_met"].label = "How many of them had the team read before?"
