"""The destruction of notes: when, by which rule, the certificate; early by two people; a legal hold."""

from reviews.actions import early, promises
from reviews.actions.destruction import due_on
from reviews.forms.destruction import AskForm, ConfirmForm, HoldForm, TakeBackForm
from reviews.models import Destruction

from .base import Form, Page

DESTRUCTION = ("Destruction", "destruction")


def counted(record):
    """Return what was destroyed for people to read: each kind with its number."""
    return [{"key": name.replace("_", " ").capitalize(), "value": str(n)} for name, n in record.counts.items()]


class NotesDestroyed(Page):
    """That notes are destroyed, when and by which rule; counts and hashes for those entitled."""

    permission = "reviews.view_destruction"
    template_name = "reviews/destruction.html"

    def context(self):
        record = Destruction.objects.filter(challenge=self.challenge).first()
        may_see_record = self.may("view_destruction_record")
        open_still = record is None
        return {
            **super().context(),
            "record": record,
            "due": due_on(self.challenge) if open_still else None,
            "held": promises.held(self.challenge) if open_still else None,
            "asked": early.asked_for(self.challenge) if open_still else None,
            "may_see_record": may_see_record,
            "may_hold": open_still and self.may("hold_notes"),
            "may_destroy": open_still and self.may("destroy_notes"),
            "counted": counted(record) if record and may_see_record else [],
        }


class HoldNotes(Form):
    """Sets a legal hold, or lifts the one that stands."""

    permission = "reviews.hold_notes"
    form_class = HoldForm
    trail = (DESTRUCTION,)

    def load(self):
        super().load()
        self.held = promises.held(self.challenge)

    @property
    def heading(self):
        return "Lift the legal hold" if self.held else "Set a legal hold"

    button = heading
    says = (
        "While it stands nothing of this challenge is destroyed: not on the day of the rule, and not early. Lead, "
        "coordinator and the others entitled see that there is one."
    )

    @property
    def done(self):
        return "The legal hold is lifted." if self.held else "The legal hold stands: nothing is destroyed."

    def form_kwargs(self):
        return {"is_held": self.held is not None}

    def act(self, form):
        do = {"set": promises.set_hold, "lift": promises.lift_hold}[form.cleaned_data["do"]]
        do(challenge=self.challenge, reason=form.cleaned_data["reason"], by=self.by, at=self.at)


class DestroyEarly(Form):
    """One of lead and coordinator asks, the other confirms; either takes it back before."""

    permission = "reviews.destroy_notes"
    trail = (DESTRUCTION,)
    heading = "Destroy the notes early"
    button = "Continue"

    def load(self):
        super().load()
        self.asked = early.asked_for(self.challenge)

    @property
    def says(self):
        if not self.asked:
            return (
                "It takes two: the lead challenger and the programme coordinator, one each. You ask, and nothing is "
                "destroyed until the other confirms."
            )
        who = "You" if self.asked.asked_by == self.by else f"{self.asked.asked_by}, {self.asked.get_office_display()},"
        return f"{who} asked for this on {self.asked.asked_at:%-d %B %Y}: “{self.asked.reason}”"

    def form(self, data=None, files=None):
        if not self.asked:
            return AskForm(data)
        return TakeBackForm(data) if self.asked.asked_by == self.by else ConfirmForm(data)

    def act(self, form):
        by, at, do = self.by, self.at, form.cleaned_data["do"]
        if do == "confirm":
            early.confirm_early(challenge=self.challenge, by=by, at=at)
            promises.tell_destroyed(challenge=self.challenge, at=at)
        elif do == "cancel":
            early.cancel_early(challenge=self.challenge, by=by, at=at)
        else:
            early.ask_early(challenge=self.challenge, reason=form.cleaned_data["reason"], by=by, at=at)
        self.done = {
            "confirm": "The notes are destroyed.",
            "cancel": "The request is taken back. The notes stay until their day.",
        }.get(do, "You have asked. Nothing is destroyed until the other confirms.")
