"""Narrowing the wall of duties, and what is asked when one is changed."""

from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.db.models import Q

from people.fields import DateParts
from people.models import Person

SOON = timedelta(days=14)
SHOWN = [
    ("", "Late and soon"),
    ("late", "Late"),
    ("soon", "In the next two weeks"),
    ("later", "Later"),
    ("extended", "Extended"),
    ("paused", "Paused"),
    ("done", "Done"),
    ("not-needed", "Not needed"),
    ("all", "All"),
]
SIDES = [("", "Day"), ("challenge", "Challenge"), ("person", "Person"), ("authority", "Authority")]


class DutyFilter(forms.Form):
    """Which duties the wall shows, and what it lists them by. What it does not know it leaves out."""

    show = forms.ChoiceField(label="Show", choices=SHOWN, required=False)
    by = forms.ChoiceField(label="List by", choices=SIDES, required=False)
    q = forms.CharField(label="Host, duty or person", required=False, max_length=80)

    def value(self, name):
        """Return what a filter says; nothing when it says what nobody may choose."""
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def narrow(self, rows, today):
        """Keep the duties asked for."""
        owed = Q(done_at=None, paused=False, not_needed_reason="")
        kept = {
            "": owed & Q(due_on__lte=today + SOON),
            "late": owed & Q(due_on__lt=today),
            "soon": owed & Q(due_on__range=(today, today + SOON)),
            "later": owed & Q(due_on__gt=today + SOON),
            "extended": owed & ~Q(extended_reason=""),
            "paused": Q(done_at=None, paused=True, not_needed_reason=""),
            "done": Q(done_at__isnull=False),
            "not-needed": Q(done_at=None) & ~Q(not_needed_reason=""),
            "all": Q(),
        }
        rows = rows.filter(kept[self.value("show")])
        for word in self.value("q").split():
            held = Q(holders__person__name__icontains=word, holders__rung=0)
            found = rows.filter(Q(place__icontains=word) | Q(what__icontains=word) | held)
            rows = rows.filter(pk__in=found.values("pk"))
        return rows

    @property
    def query(self):
        """The filters as the pages of the list carry them along."""
        kept = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return urlencode(kept) + "&" if kept else ""


class DutyForm(forms.Form):
    """What every change of a duty carries: the version it was begun at."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["person"].queryset = people


class ExtendForm(DutyForm):
    """A later day, and why."""

    due_on = DateParts(
        label="New day", name="the new day", help_text="A day nobody works on gives way to the next working day"
    )
    reason = forms.CharField(
        label="Why is it later?",
        help_text="Team and host can read this on the timeline",
        max_length=200,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reason"},
    )


class DelegateForm(DutyForm):
    """Who does it instead."""

    person = forms.ModelChoiceField(
        label="Who does it instead?",
        queryset=Person.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Choose somebody", "invalid_choice": "Choose somebody of the list"},
    )


class NotNeededForm(DutyForm):
    """Why it is not needed here."""

    reason = forms.CharField(
        label="Why is it not needed?",
        help_text="Team and host can read this on the timeline",
        max_length=200,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reason"},
    )
