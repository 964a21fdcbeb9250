"""Somebody's own invitation to a team: they may not see the challenge yet, only what they are asked."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.actions import team
from cycles.forms.team import AnswerForm
from cycles.models import Challenge, Seat
from cycles.rules import possible

from .base import ChallengeForm

OPEN = (Seat.Status.INVITED, Seat.Status.ACCEPTED, Seat.Status.DECLINED)


class AnswerInvitation(ChallengeForm):
    """Yes or no. Whoever was never asked, or has left the team, finds nothing here."""

    permission = "cycles.answer_invitation"
    template_name = "cycles/invitation.html"
    form_class = AnswerForm

    def load(self):
        user = self.request.user
        mine = Seat.objects.visible_to(user).filter(person=user.person_id, status__in=OPEN)
        rows = Challenge.objects.filter(
            Q(pk__in=Challenge.objects.visible_to(user).values("pk")) | Q(pk__in=mine.values("challenge"))
        )
        self.challenge = get_object_or_404(rows.with_host(), ref=self.kwargs["ref"])
        self.seat = mine.filter(challenge=self.challenge).select_related("person").first()

    def context(self):
        hosts = self.challenge.host_bodies.select_related("body").order_by("body__name")
        return {**super().context(), "seat": self.seat, "hosts": hosts, "breadcrumbs": []}

    @property
    def is_open(self):
        """Whether there is still something to answer."""
        asked = self.seat is not None and self.seat.status == Seat.Status.INVITED
        return asked and possible("cycles.edit_team", self.challenge)

    def act(self, form):
        answers = {"accept": team.accept_invitation, "decline": team.decline_invitation}
        answer = answers[form.cleaned_data["answer"]]
        seat = get_object_or_404(Seat.objects.visible_to(self.request.user), pk=self.seat.pk if self.seat else None)
        answer(seat=seat, note=form.cleaned_data["note"], by=self.by, at=self.at)
        self.accepted = form.cleaned_data["answer"] == "accept"

    @property
    def done(self):
        if self.accepted:
            return "You have joined the team. Next, declare your interests."
        return "You have declined. Thank you for answering."

    def after(self):
        return reverse("cycles:declare", args=[self.challenge.ref, self.seat.ref]) if self.accepted else reverse("home")
