"""Meetings: when and where, minutes, and what was asked of whom."""

from datetime import datetime

from django import forms
from django.utils.timezone import get_current_timezone, localtime

from cycles.models import Meeting
from people.fields import DateParts
from people.models import Person

TIME_HINT = "For example, 14:30"


class MeetingForm(forms.Form):
    """When, where and what a meeting is."""

    kind = forms.ChoiceField(label="Kind of meeting", choices=Meeting.Kind.choices, widget=forms.RadioSelect)
    day = DateParts(label="Day", name="the day of the meeting", help_text="For example, 27 3 2027")
    starts = forms.TimeField(label="Starts at", help_text=TIME_HINT)
    ends = forms.TimeField(label="Ends at", help_text=TIME_HINT)
    place = forms.CharField(label="Place or link", required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def values_of(meeting):
        """Return what the form shows of a meeting."""
        starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
        return {
            "kind": meeting.kind,
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "place": meeting.place,
            "version": meeting.version,
        }

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "The meeting must end after it starts")
        return cleaned

    def facts(self):
        """Return kind, moments and place, as the actions take them."""
        zone, day = get_current_timezone(), self.cleaned_data["day"]
        return {
            "kind": self.cleaned_data["kind"],
            "starts_at": datetime.combine(day, self.cleaned_data["starts"], zone),
            "ends_at": datetime.combine(day, self.cleaned_data["ends"], zone),
            "place": self.cleaned_data["place"],
        }


class MinutesForm(forms.Form):
    """What was said, and whether the meeting took place."""

    minutes = forms.CharField(label="Minutes", required=False, max_length=20000, widget=forms.Textarea({"rows": 12}))
    held = forms.BooleanField(label="This meeting took place", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class MeetingActionForm(forms.Form):
    """What a meeting asks somebody to do."""

    text = forms.CharField(
        label="What is to be done?", max_length=300, error_messages={"required": "Enter what is to be done"}
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(), label="By whom?", required=False, empty_label="Nobody yet", to_field_name="ref"
    )
    due_on = DateParts(label="By when?", name="the day", required=False, help_text="For example, 27 3 2027")

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
