"""The destruction of what is kept: when, by which rule, the certificate; early by two people; a legal hold."""

from reviews.actions import clearing, early, promises
from reviews.actions.destruction import due_on
from reviews.forms.destruction import AskForm, ConfirmForm, HoldForm, TakeBackForm
from reviews.keeping import in_words, kinds, label_of
from reviews.models import Destruction

from .base import Form, Page

DESTRUCTION = ("Destruction", "destruction")


def counted(record):
    """Return what was destroyed for people to read: each kind with its number."""
    return [{"key": name.replace("_", " ").capitalize(), "value": str(n)} for name, n in record.counts.items()]


class NotesDestroyed(Page):
    """What is kept of a challenge goes, or went: when and by which rule; counts and hashes for those entitled."""

    permission = "reviews.view_destruction"
    template_name = "reviews/destruction.html"

    def context(self):
        record = Destruction.objects.filter(challenge=self.challenge).first()
        may_see_record = self.may("view_destruction_record")
        beside = self.beside(may_see_record)
        open_still = record is None or any(row["due_for"] for row in beside)
        return {
            **super().context(),
            "record": record,
            "due": due_on(self.challenge) if record is None else None,
            "beside": beside,
            "open_still": open_still,
            "held": promises.held(self.challenge) if open_still else None,
            "asked": early.asked_for(self.challenge) if open_still else None,
            "may_see_record": may_see_record,
            "may_hold": open_still and self.may("hold_notes"),
            "may_destroy": open_still and self.may("destroy_notes"),
            "counted": counted(record) if record and may_see_record else [],
        }

    def beside(self, may_see_record):
        """Return what is kept beside the notes: until when, or that it is destroyed; numbers for those entitled."""
        begun = clearing.standing_of(self.challenge)
        days = clearing.days_for(self.challenge)
        rows = []
        for kept in kinds():
            record = begun.get(kept.name)
            rows.append(
                {
                    "label": kept.label,
                    "record": record,
                    "due": days[kept.name],
                    "due_for": record is None,
                    "counted": counted(record) if record and may_see_record else [],
                }
            )
        return rows


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
    heading = "Destroy early"
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
        what = in_words(self.asked.what)
        return f"{who} asked on {self.asked.asked_at:%-d %B %Y} to destroy {what}: “{self.asked.reason}”"

    def form(self, data=None, files=None):
        if not self.asked:
            open_still = promises.open_for(self.challenge)
            choices = [(name, label_of(name)) for name in open_still]
            return AskForm(data, still_kept=choices, initial={"what": open_still})
        return TakeBackForm(data) if self.asked.asked_by == self.by else ConfirmForm(data)

    def act(self, form):
        by, at, do = self.by, self.at, form.cleaned_data["do"]
        if do == "confirm":
            asked = early.confirm_early(challenge=self.challenge, by=by, at=at)
            promises.tell_destroyed(challenge=self.challenge, what=asked.what, at=at)
        elif do == "cancel":
            early.cancel_early(challenge=self.challenge, by=by, at=at)
        else:
            what, reason = form.cleaned_data["what"], form.cleaned_data["reason"]
            early.ask_early(challenge=self.challenge, what=what, reason=reason, by=by, at=at)
        self.done = {
            "confirm": "It is destroyed.",
            "cancel": "The request is taken back. Everything stays until its day.",
        }.get(do, "You have asked. Nothing is destroyed until the other confirms.")
