"""What the team writes of its evidence: theories, flags, findings, concerns."""

import uuid

from django import forms

from cycles.models import Theme
from reviews.models import Finding, Hypothesis

from .notes import NoteFilter
from .versioned import Versioned


def _lines(challenge):
    """Offer the challenge's lines of enquiry."""
    return forms.ModelChoiceField(
        label="Line of enquiry",
        queryset=challenge.lines.order_by("number"),
        required=False,
        empty_label="None of them",
    )


class LinkFilter(NoteFilter):
    """Which notes to choose from."""

    linked = forms.ChoiceField(
        label="Linked",
        choices=[("", "All"), ("no", "Not linked"), ("yes", "Linked"), ("for", "For"), ("against", "Against")],
        required=False,
    )


class HypothesisForm(forms.Form):
    """A theory to test."""

    text = forms.CharField(
        label="What do you think is going on?",
        help_text="One theory, said so that evidence could speak against it",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"] = _lines(challenge)


class StatusForm(forms.Form):
    """Where a theory stands."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(label="Where does it stand?", choices=Hypothesis.Status, widget=forms.RadioSelect)


class WordsForm(forms.Form):
    """A flag or the answer to one."""

    text = forms.CharField(max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class FindingForm(Versioned):
    """A strength or an area for development."""

    kind = forms.ChoiceField(label="What is it?", choices=Finding.Kind, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What did the team find?",
        help_text="As the report will say it: plain, specific, and nobody recognisable",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    so_what = forms.CharField(
        label="So what?",
        help_text="What follows from it for people who use services",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"] = _lines(challenge)
        self.fields["theme"] = forms.ModelChoiceField(
            label="Theme",
            queryset=Theme.objects.filter(framework=challenge.cycle.framework_id).order_by("number"),
            required=False,
            empty_label="None",
        )


class AgreeForm(Versioned):
    """The lead's word; a reason when the finding rests on too little."""

    thin_reason = forms.CharField(
        label="Why is it kept although it rests on little?",
        help_text="Only for a thin finding",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DropForm(Versioned):
    """Why a finding is dropped."""

    reason = forms.CharField(label="Why is it dropped?", max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))


class ConcernForm(forms.Form):
    """Somebody may be at risk now."""

    concern_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label="What is the concern?",
        help_text="What you saw or heard, and who may be at risk. Never initials or names.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    told_whom = forms.CharField(label="Whom have you told?", help_text="Their role, not their name", max_length=120)
    told_at = forms.TimeField(
        label="When did you tell them?",
        help_text="For example, 14:30. Leave it empty if you have not yet.",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        widget=forms.TimeInput(format="%H:%M"),
    )
    sure = forms.BooleanField(label="Send this to the lead and the host’s sponsor now")


class OutcomeForm(forms.Form):
    """How a concern ended."""

    outcome = forms.CharField(label="What was done?", max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
