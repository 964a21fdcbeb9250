"""Urgent concerns: their own route, from whoever saw it to the lead and the host's sponsor."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cycles.models import Challenge, Seat
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import UrgentConcern
from reviews.vault import vault_of, writing_vault

STATUS = UrgentConcern.Status


@transaction.atomic
def raise_concern(
    *,
    challenge: Challenge,
    concern_id: UUID,
    text: str,
    told_whom: str,
    told_at: datetime | None,
    by: Person,
    at: datetime,
) -> UrgentConcern:
    """Keep a concern and tell the lead and the host's sponsors that there is one, without its words.

    The same id twice is the same concern.
    """
    fresh = hold(challenge, "reviews.raise_concern")
    known = UrgentConcern.objects.filter(pk=concern_id, challenge=fresh, raised_by=by).first()
    if known:
        return known
    made = UrgentConcern(
        pk=concern_id, challenge=fresh, raised_by=by, raised_at=at, told_whom=told_whom, told_at=told_at
    )
    made.seal(writing_vault(fresh), text)
    made.save(force_insert=True)
    for person in _to_be_told(fresh):
        queue(
            recipient=person,
            programme=fresh.cycle.programme,
            kind="urgent_concern",
            about=str(made.pk),
            subject="Urgent: a concern needs you today",
            body=f"Somebody of the review team has raised an urgent concern.\n\n"
            f"{{origin}}/challenges/{fresh.ref}/concerns/{made.pk}/\n",
            at=at,
        )
    return made


def _to_be_told(challenge: Challenge) -> list[Person]:
    """Return the lead and the sponsors of the host bodies, each once."""
    leads = challenge.seats.accepted().filter(role=Seat.Role.LEAD).select_related("person")
    sponsors = (
        Membership.objects.filter(
            role=Membership.Role.HOST_SPONSOR,
            programme=challenge.cycle.programme,
            body__in=challenge.host_bodies.values("body"),
        )
        .in_force()
        .select_related("person")
    )
    people = [seat.person for seat in leads] + [membership.person for membership in sponsors]
    return list({person.pk: person for person in people}.values())


def _fresh(concern: UrgentConcern, challenge: Challenge) -> UrgentConcern:
    """Return the concern as it is now. Refuses when it has been destroyed with the notes."""
    fresh = UrgentConcern.objects.filter(pk=concern.pk, challenge=challenge).first()
    if fresh is None:
        raise Refusal("This concern has been destroyed with the challenge’s notes. Nothing was changed.")
    return fresh


@transaction.atomic
def acknowledge_concern(*, concern: UrgentConcern, by: Person, at: datetime) -> UrgentConcern:
    """Say for the host that one has seen it and acts. A second press changes nothing."""
    fresh = _fresh(concern, hold(concern.challenge, "reviews.acknowledge_concern"))
    if fresh.status == STATUS.RAISED:
        fresh.status, fresh.acknowledged_by, fresh.acknowledged_at = STATUS.ACKNOWLEDGED, by, at
        fresh.save()
    return fresh


@transaction.atomic
def close_concern(*, concern: UrgentConcern, outcome: str, by: Person, at: datetime) -> UrgentConcern:
    """Close a concern with its outcome."""
    challenge = hold(concern.challenge, "reviews.close_concern")
    fresh = _fresh(concern, challenge)
    if fresh.status == STATUS.CLOSED:
        raise Refusal(
            "Somebody has already closed this concern. Your words are still here, but they were not saved.",
            field="outcome",
        )
    fresh.seal_beside("outcome", vault_of(challenge), outcome)
    fresh.status, fresh.closed_by, fresh.closed_at = STATUS.CLOSED, by, at
    fresh.save()
    return fresh
