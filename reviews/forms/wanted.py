"""A room of the host, a session that is wanted, a table of them, and the hours a timetable is proposed within."""

from django import forms

from people.forms.importing import FileForm
from reviews.models import LineOfEnquiry, Session
from reviews.queries.timetable import days_of
from reviews.sources import Source
from reviews.windows import NoWindow, read_windows, say_windows

from .scope import team_of
from .timetable import members, time_field
from .versioned import Versioned


class WindowsField(forms.CharField):
    """Days and hours, a line each. Knows the days on site once the form has told it."""

    widget = forms.Textarea(attrs={"rows": 3})
    days = ()

    def prepare_value(self, value):
        return say_windows(value) if isinstance(value, list) else value

    def clean(self, value):
        try:
            return read_windows(super().clean(value), self.days)
        except NoWindow as wrong:
            raise forms.ValidationError(str(wrong)) from None


def windows_field(label, hint):
    """A question for days and hours."""
    return WindowsField(label=label, help_text=hint, required=False, max_length=600)


def remove_field(label):
    """A tick that takes the thing away when it is saved."""
    return forms.BooleanField(label=label, required=False)


def whole(label, least, most, hint="", **more):
    """A question for a whole number."""
    wrong = f"Enter a whole number from {least:,} to {most:,}"
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        **more,
    )


class RoomForm(forms.Form):
    """A room and when the host lends it."""

    name = forms.CharField(
        label="Name",
        help_text="As people at the host call it: “Room 4”, “Council chamber”.",
        max_length=120,
        error_messages={"required": "Enter the name of the room"},
    )
    building = forms.CharField(label="Building", max_length=120, required=False)
    minutes_away = whole(
        "Minutes to other buildings",
        0,
        240,
        "How long the team needs between this building and the others. Leave 0 for the main building.",
        initial=0,
    )
    holds = whole("How many people does it hold?", 1, 2000, "The team counts too.", required=False)
    free = windows_field(
        "When does the host lend it?",
        "A line for each day, such as “Tuesday 9:00 to 12:30”. Leave empty if it is the team’s throughout.",
    )
    remove = remove_field("Take this room off the list")

    def __init__(self, *args, challenge, room=None, **kwargs):
        names = ("name", "building", "minutes_away", "holds", "free")
        initial = {name: getattr(room, name) for name in names} if room else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["free"].days = days_of(challenge.visit)
        if room is None:
            del self.fields["remove"]

    def facts(self):
        """Return what was typed about the room."""
        return {name: value for name, value in self.cleaned_data.items() if name != "remove"}


class WantedForm(Versioned):
    """A session that is to be placed. Never who takes part."""

    title = forms.CharField(
        label="Title",
        help_text="Name the group, not people: “Duty social workers”.",
        max_length=160,
        error_messages={"required": "Enter a title"},
    )
    kind = forms.ChoiceField(label="Kind of session", choices=Session.Kind.choices)
    minutes = whole("How many minutes does it last?", 10, 480, "In steps of five.", initial=60)
    people = whole("How many of the team?", 1, 8, "Two for whatever should be heard by a pair.", initial=2)
    seats = members("Who must be there?", "Leave empty to let the proposal choose.")
    lines = forms.ModelMultipleChoiceField(
        queryset=LineOfEnquiry.objects.none(),
        label="Lines of enquiry",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    source = forms.ChoiceField(
        label="Source group",
        help_text="Whom or what the team hears, reads or sees.",
        choices=[("", "None: the team alone"), *Source.choices],
        required=False,
    )
    expected = whole("How many people are expected?", 0, 1000, required=False)
    contact_role = forms.CharField(
        label="Contact at the host",
        help_text="A role such as “Service manager’s office”, never a name.",
        max_length=120,
        required=False,
    )
    windows = windows_field(
        "When can the host?",
        "A line for each day, such as “Tuesday 9:00 to 12:30”. Leave empty if any time on site will do.",
    )
    needs_room = forms.BooleanField(label="It needs one of the host’s rooms", required=False, initial=True)
    early = forms.BooleanField(label="It should stand early: others build upon it", required=False)
    remove = remove_field("Take this session off the list")
    names = (
        "title",
        "kind",
        "minutes",
        "people",
        "source",
        "expected",
        "contact_role",
        "windows",
        "needs_room",
        "early",
    )

    def __init__(self, *args, challenge, wanted=None, **kwargs):
        super().__init__(*args, initial=self._saved(wanted) if wanted else {}, **kwargs)
        self.fields["seats"].queryset = team_of(challenge)
        self.fields["lines"].queryset = challenge.lines.order_by("number")
        self.fields["windows"].days = days_of(challenge.visit)
        if wanted is None:
            del self.fields["remove"]

    def _saved(self, wanted):
        return {
            **{name: getattr(wanted, name) for name in (*self.names, "version")},
            "seats": [seat.pk for seat in wanted.seats.all()],
            "lines": [line.pk for line in wanted.lines.all()],
        }

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if minutes % 5:
            raise forms.ValidationError("Enter a length in steps of five minutes")
        return minutes

    def wish(self):
        """Return what was typed, as the action takes it."""
        data = self.cleaned_data
        fields = {name: data[name] for name in self.names} | {"expected": data["expected"] or 0}
        return {**fields, "seats": tuple(data["seats"]), "lines": tuple(data["lines"])}


class WantedFileForm(FileForm):
    """A table of wanted sessions."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            "CSV or .xlsx, up to 5 MB and 5,000 rows. With a fault anywhere nothing is imported; "
            "sessions whose title is in the list already are left alone."
        )


class ProposeForm(forms.Form):
    """The hours of a day within which sessions may stand."""

    begins = time_field("Sessions start at", initial="9:00")
    stops = time_field("The last ends at", initial="17:00")

    def clean(self):
        data = super().clean()
        if data.get("begins") and data.get("stops") and data["stops"] <= data["begins"]:
            self.add_error("stops", "The day must end after it starts")
        return data
