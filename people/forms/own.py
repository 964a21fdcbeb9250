"""What somebody enters about themselves: absences and interests."""

from django import forms

from people.fields import DateParts
from people.models import Interest

from .pool import BodyChoice
from .words import VersionedForm


class AbsenceForm(VersionedForm):
    """Days on which one cannot travel."""

    starts_on = DateParts(label="First day away")
    ends_on = DateParts(label="Last day away")
    reason = forms.CharField(
        label="Reason",
        max_length=120,
        required=False,
        help_text="The coordinator sees it. “Leave” is enough; nobody needs your health or family matters.",
    )

    def clean(self):
        typed = super().clean()
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first")
        return typed


class InterestForm(VersionedForm):
    """A tie to a body that may bias one."""

    body = BodyChoice(label="Which body?", error_messages={"required": "Choose the body"})
    kind = forms.ChoiceField(
        label="What ties you to it?",
        choices=Interest.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what ties you to it"},
    )
    note = forms.CharField(label="In a few words", required=False, widget=forms.Textarea, max_length=1000)
    starts_on = DateParts(label="Since", required=False)
    ends_on = DateParts(label="Until", required=False, help_text="Leave empty while it lasts.")

    def __init__(self, *args, thing=None, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.fields["body"].open_to(thing.body_id if thing else None)

    def clean(self):
        typed = super().clean()
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first")
        return typed
