"""Urgent concerns: raised, read, acknowledged, closed."""

from datetime import datetime

from django.utils import timezone

from cycles.models import Seat
from cycles.rules import standing
from people.roles import Role
from reviews.actions import concerns as actions
from reviews.forms.evidence import ConcernForm, OutcomeForm
from reviews.models import UrgentConcern
from reviews.names import telephone_in
from reviews.vault import vault_of

from .base import Act, Form, Page, by_id

CONCERNS = ("Urgent concerns", "concerns")


class RaiseConcern(Form):
    """What to do now, then what to write down."""

    permission = "reviews.raise_concern"
    form_class = ConcernForm
    template_name = "reviews/raise_concern.html"
    trail = ()
    heading = "Urgent concern"
    done = "The lead and the host’s sponsor are being told. You can follow it under urgent concerns."

    def context(self):
        leads = self.challenge.seats.accepted().filter(role=Seat.Role.LEAD).values_list("person__name", flat=True)
        return {
            **super().context(),
            "leads": ", ".join(leads.order_by("person__name")),
            "contact_number": telephone_in(self.challenge.urgent_contact),
        }

    def act(self, form):
        data = form.cleaned_data
        told_at = data["told_at"]
        if told_at:
            told_at = timezone.make_aware(datetime.combine(timezone.localdate(self.at), told_at))
        actions.raise_concern(
            challenge=self.challenge,
            concern_id=data["concern_id"],
            text=data["text"],
            told_whom=data["told_whom"],
            told_at=told_at,
            by=self.by,
            at=self.at,
        )

    def after(self):
        return self.address("concerns")


def readable(user, challenge):
    """Return the concerns somebody may read: all, or their own."""
    rows = UrgentConcern.objects.filter(challenge=challenge)
    everything = standing(user, challenge).roles & {Role.LEAD, Role.HOST_SPONSOR, Role.INFORMATION_OFFICER}
    return rows if everything else rows.filter(raised_by=user.person_id)


class Concerns(Page):
    """The concerns one may read, newest first."""

    permission = "reviews.handle_concern"
    template_name = "reviews/concerns.html"

    def context(self):
        rows = readable(self.request.user, self.challenge).select_related("raised_by", "acknowledged_by")
        return {
            **super().context(),
            "concerns": rows.order_by("-raised_at"),
            "may_raise": self.may("raise_concern"),
        }


class OfConcern:
    """A page about one concern."""

    permission = "reviews.handle_concern"
    trail = (CONCERNS,)

    def load(self):
        super().load()
        rows = UrgentConcern.objects.select_related("raised_by", "acknowledged_by", "closed_by")
        self.concern = by_id(rows.filter(challenge=self.challenge), self.kwargs["concern"])
        self.concern.challenge = self.challenge

    def asked_about(self):
        return self.concern


class Concern(OfConcern, Page):
    """One concern with its words and what became of it."""

    template_name = "reviews/concern.html"

    def context(self):
        vault, concern = vault_of(self.challenge), self.concern
        return {
            **super().context(),
            "concern": concern,
            "text": concern.text(vault),
            "outcome": concern.text_beside("outcome", vault),
            "may_acknowledge": concern.status == concern.Status.RAISED and self.may("acknowledge_concern"),
            "may_close": concern.status != concern.Status.CLOSED and self.may("close_concern"),
        }


class AcknowledgeConcern(OfConcern, Act):
    """The host has seen it and acts."""

    permission = "reviews.acknowledge_concern"
    heading = "Acknowledge this concern"
    says = "Whoever raised it sees that you have read it and act on it."
    button = "I have read it and act"
    done = "Acknowledged."

    def act(self):
        actions.acknowledge_concern(concern=self.concern, by=self.by, at=self.at)


class CloseConcern(OfConcern, Form):
    """How it ended."""

    permission = "reviews.close_concern"
    form_class = OutcomeForm
    heading = "Close this concern"
    button = "Close"
    done = "The concern is closed."

    def act(self, form):
        actions.close_concern(concern=self.concern, outcome=form.cleaned_data["outcome"], by=self.by, at=self.at)
