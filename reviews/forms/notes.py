"""The capture form: one point, in under a minute, on a phone."""

import uuid

from django import forms

from reviews import sought
from reviews.models import EvidenceNote
from reviews.sources import BROADER, THINGS, Source

from .versioned import Versioned

MOST_LETTERS = 400
CHOOSABLE = [(source.value, source.label) for source in Source if source in BROADER or source in THINGS]


class NoteForm(Versioned):
    """A note. The id is made with the form, so that sending it twice keeps one."""

    note_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    session = forms.ModelChoiceField(label="Session", queryset=None, required=False, empty_label="Not in a session")
    text = forms.CharField(
        label="What did you find?",
        help_text="One point, no names",
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(label="How do you know?", choices=EvidenceNote.Kind, widget=forms.RadioSelect)
    source = forms.ChoiceField(label="Who or what from?", choices=CHOOSABLE, widget=forms.RadioSelect)
    leans = forms.ChoiceField(label="Which way does it lean?", choices=EvidenceNote.Leans, widget=forms.RadioSelect)
    feeling = forms.ChoiceField(
        label="How strongly was it felt?",
        choices=EvidenceNote.Feeling,
        widget=forms.RadioSelect,
        required=False,
    )
    line = forms.ChoiceField(label="Line of enquiry", widget=forms.RadioSelect, required=False)
    verbatim = forms.BooleanField(label="These are somebody’s own words", required=False)
    quote_checked = forms.BooleanField(label="I have checked that they do not give the speaker away", required=False)
    follow_up = forms.BooleanField(label="Follow this up", required=False)
    follow_up_source = forms.ChoiceField(label="Follow up with", choices=[("", "Anybody"), *CHOOSABLE], required=False)

    def __init__(self, *args, challenge, sessions, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.challenge = challenge
        self.lines = {str(line.pk): line for line in lines}
        self.fields["session"].queryset = sessions
        self.fields["session"].label_from_instance = lambda session: f"{session.starts:%H:%M} {session.title}"
        self.fields["line"].choices = [
            *((str(line.pk), f"{line.number}  {line.question}") for line in lines),
            ("", "None of these: keep for the team"),
        ]

        # A note kept under a broader group can stay there.
        for name in ("source", "follow_up_source"):
            kept = self.initial.get(name)
            if kept and kept not in dict(CHOOSABLE):
                self.fields[name].choices = [*self.fields[name].choices, (kept, Source(kept).label)]

    def start_afresh(self):
        """Take a new id, so that what was typed can be sent as a note of its own."""
        self.data = self.data.copy()
        self.data[self.add_prefix("note_id")] = str(uuid.uuid4())

    def clean_line(self):
        return self.lines.get(self.cleaned_data["line"])

    def clean(self):
        data = super().clean()
        if data.get("verbatim") and not data.get("quote_checked"):
            self.add_error("quote_checked", "Check the quotation: it must not give the speaker away")
        if not data.get("follow_up"):
            data["follow_up_source"] = ""
        return data

    def facts(self):
        """Return what the note says beside its words."""
        names = ("kind", "source", "leans", "feeling", "verbatim", "quote_checked", "follow_up", "follow_up_source")
        return {name: self.cleaned_data[name] for name in names}


class LetInForm(Versioned):
    """The lead's yes to a late note, in the version that was read."""


class LeaveOutForm(Versioned):
    """Why a late note is left out."""

    reason = forms.CharField(
        label="Why is it left out?",
        help_text="Its author reads this; the team does not",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteFilter(forms.Form):
    """What the team looks for among its notes."""

    q = forms.CharField(label="Words", required=False, max_length=sought.MOST_LETTERS)
    kind = forms.ChoiceField(label="Kind", choices=[("", "All"), *EvidenceNote.Kind.choices], required=False)
    leans = forms.ChoiceField(label="Leans", choices=[("", "All"), *EvidenceNote.Leans.choices], required=False)
    source = forms.ChoiceField(label="Source", choices=[("", "All"), *Source.choices], required=False)
    line = forms.ChoiceField(label="Line", required=False)
    day = forms.DateField(label="Day", required=False, widget=forms.Select)
    follow_up = forms.BooleanField(label="To follow up", required=False)

    def __init__(self, *args, lines, days, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].choices = [("", "All"), *((str(line.pk), str(line.number)) for line in lines)]
        self.fields["day"].widget.choices = [("", "All"), *((day.isoformat(), f"{day:%a %-d %b}") for day in days)]

    def kept(self):
        """Return what may stand in an address as it is: every filter but the words."""
        return {name: self.data[name] for name in self.cleaned_data if name != "q" and self.data.get(name)}
