"""Finding a time for a meeting: what is looked for, what somebody answers, what is chosen."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localtime

from cycles.models import Answer, Meeting
from people.fields import DateParts
from people.models import Person

LENGTHS = ((30, "Half an hour"), (60, "An hour"), (90, "An hour and a half"), (120, "Two hours"), (180, "Three hours"))
LONGEST = timedelta(weeks=8)
MOST_OTHERS = 20
PERHAPS = (Meeting.Kind.PLANNING, Meeting.Kind.FEEDBACK, Meeting.Kind.TEAM_CALL, Meeting.Kind.OTHER)


def when(time):
    """Write a time as people say it."""
    starts = localtime(time.starts_at)
    return f"{starts:%A %-d %B %Y, %H:%M} to {localtime(time.ends_at):%H:%M}"


class FindMeetingForm(forms.Form):
    """How long, between which days, where, and with whom."""

    kind = forms.ChoiceField(
        label="Kind of meeting", choices=[(one, one.label) for one in PERHAPS], widget=forms.RadioSelect
    )
    minutes = forms.TypedChoiceField(label="How long?", choices=LENGTHS, coerce=int, widget=forms.RadioSelect)
    first = DateParts(label="Not before", name="the first day", help_text="For example, 27 3 2027")
    last = DateParts(label="Not after", name="the last day", help_text="At most eight weeks later")
    place = forms.CharField(label="Place or link", required=False, max_length=200)
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who is to come?",
        to_field_name="ref",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label="Who else?",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Others of the host or its partners, one a line: name, e-mail. They need no account.",
    )

    def __init__(self, *args, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
        self.today = today

    def clean_others(self):
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(lines) > MOST_OTHERS:
            raise ValidationError(f"Name at most {MOST_OTHERS} people here")
        return [self._named(number, line) for number, line in enumerate(lines, 1)]

    def _named(self, number, line):
        name, _, email = (part.strip() for part in line.rpartition(","))
        try:
            validate_email(email)
        except ValidationError:
            raise ValidationError(f"Line {number} must be a name, a comma and an e-mail address") from None
        if not name or len(name) > 120:
            raise ValidationError(f"Line {number} must begin with a name of at most 120 letters")
        return name, email.lower()

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and first < self.today:
            self.add_error("first", "The first day must be today or later")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("last", "The last day must be within eight weeks of the first")
        if "others" in cleaned and not cleaned.get("people") and not cleaned["others"]:
            self.add_error("people", "Choose at least one person")
        return cleaned


class ChooseTimeForm(forms.Form):
    """The time the meeting is made at."""

    time = forms.ChoiceField(
        label="Which time?", widget=forms.RadioSelect, error_messages={"required": "Choose a time"}
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].choices = [(one.time.ref, when(one.time)) for one in choices]


class AnswerForm(forms.Form):
    """What somebody says of each time."""

    def __init__(self, *args, times, said=None, **kwargs):
        super().__init__(*args, **kwargs)
        for time in times:
            self.fields[time.ref] = forms.ChoiceField(
                label=when(time),
                choices=Answer.Said.choices,
                initial=(said or {}).get(time.pk),
                widget=forms.RadioSelect,
                error_messages={"required": f"Say whether you can come on {when(time)}"},
            )
