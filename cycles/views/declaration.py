"""Interests: declared by each team member, read and decided by the coordinator."""

from django.urls import reverse

from cycles.actions import declaration
from cycles.forms.declaration import ClearInterestsForm, DeclareForm

from .base import ChallengeForm, ChallengePage
from .team import OfSeat


class Declare(OfSeat, ChallengeForm):
    """One's own interests in a challenge."""

    permission = "cycles.answer_invitation"
    template_name = "cycles/declaration.html"
    form_class = DeclareForm

    def asked_about(self):
        return self.seat

    def form(self, data=None, files=None):
        known = getattr(self.seat, "declaration", None)
        initial = {"has_interest": "yes" if known.text else "no", "text": known.text} if known else {}
        return self.form_class(data, initial=initial)

    def context(self):
        return {**super().context(), "known": getattr(self.seat, "declaration", None)}

    def act(self, form):
        text = form.cleaned_data["text"].strip()
        declaration.declare(seat=self.seat, text=text, by=self.by, at=self.at)
        self.said = bool(text)

    def after(self):
        return reverse("cycles:challenge", args=[self.challenge.ref])

    @property
    def done(self):
        if self.said:
            return "Thank you. Documents open to you once the coordinator has looked at what you declared."
        return "Thank you. You have nothing to declare, so documents are open to you."


class Interests(OfSeat, ChallengePage):
    """What one team member declared, in full."""

    permission = "cycles.view_interests"
    template_name = "cycles/declaration_interests.html"

    def asked_about(self):
        return self.seat

    def context(self):
        known = getattr(self.seat, "declaration", None)
        may_decide = self.request.user.has_perm("cycles.clear_interests", self.challenge)
        return {**super().context(), "known": known, "may_decide": may_decide}


class ClearInterests(OfSeat, ChallengeForm):
    """Clearing declared interests, or standing the person down."""

    permission = "cycles.clear_interests"
    template_name = "cycles/declaration_clear.html"
    form_class = ClearInterestsForm

    def context(self):
        return {**super().context(), "known": getattr(self.seat, "declaration", None)}

    def act(self, form):
        decide = {"clear": declaration.clear_interests, "refuse": declaration.refuse_interests}
        self.decision = form.cleaned_data["decision"]
        decide[self.decision](seat=self.seat, reason=form.cleaned_data["reason"], by=self.by, at=self.at)

    @property
    def done(self):
        if self.decision == "clear":
            return f"{self.seat.person}’s interests are cleared."
        return f"{self.seat.person} has stood down, and their access has ended."

    def after(self):
        return reverse("cycles:team", args=[self.challenge.ref])
