"""Declared interests: said by the team member, decided by the coordinator, before documents open."""

from datetime import datetime

from django.db import transaction

from cycles import emails
from cycles.history import lock, note_event
from cycles.models import Declaration, Seat
from cycles.rules import possible
from people.models import Person
from people.refusal import Refusal


def _held(seat: Seat) -> Seat:
    """Return the fresh seat of the team as it stands, its challenge locked."""
    challenge = lock(seat.challenge)
    fresh = Seat.objects.select_for_update(of=("self",)).select_related("person").get(pk=seat.pk)
    fresh.challenge = challenge
    if fresh.status != Seat.Status.ACCEPTED:
        raise Refusal(f"{fresh.person} holds no place in this team any more. Nothing was changed.")
    if not possible("cycles.clear_interests", challenge):
        raise Refusal(
            f"Interests are no longer declared: the challenge is now “{challenge.get_state_display().lower()}”."
        )
    return fresh


@transaction.atomic
def declare(*, seat: Seat, text: str = "", by: Person | None, at: datetime) -> Declaration:
    """Declare interests in a challenge, or that there are none. Declaring something closes documents until cleared."""
    fresh = _held(seat)
    known = Declaration.objects.filter(seat=fresh).first()
    if known and known.text and not text:
        raise Refusal("What you declared stays on record. You can add to it, but not take it back.", "text")
    declaration = known or Declaration(seat=fresh)
    declaration.text = text
    declaration.outcome = Declaration.Outcome.WAITING if text else Declaration.Outcome.CLEAR
    declaration.declared_at = at
    declaration.decided_by, declaration.decided_at, declaration.reason = None, None, ""
    declaration.save()
    if text:
        emails.interests_declared(fresh, at)
    return declaration


def _waiting(seat: Seat) -> Declaration:
    declaration = Declaration.objects.select_related("decided_by").filter(seat=seat).first()
    if declaration is None:
        raise Refusal(f"{seat.person} has not declared any interests yet.")
    if declaration.outcome != Declaration.Outcome.WAITING:
        who = f" by {declaration.decided_by}" if declaration.decided_by else ""
        raise Refusal(f"This is already decided{who}: {declaration.get_outcome_display().lower()}.")
    return declaration


def _decide(seat: Seat, outcome: str, reason: str, by: Person, at: datetime) -> Declaration:
    declaration = _waiting(seat)
    declaration.outcome, declaration.reason = outcome, reason
    declaration.decided_by, declaration.decided_at = by, at
    declaration.save()
    return declaration


@transaction.atomic
def clear_interests(*, seat: Seat, reason: str, by: Person, at: datetime) -> Declaration:
    """Decide that declared interests do not stand in the way: documents open."""
    fresh = _held(seat)
    declaration = _decide(fresh, Declaration.Outcome.CLEARED, reason, by, at)
    emails.interests_cleared(fresh, at)
    return declaration


@transaction.atomic
def refuse_interests(*, seat: Seat, reason: str, by: Person, at: datetime) -> Declaration:
    """Decide that there is a conflict: the person stands down at once and their access ends."""
    fresh = _held(seat)
    declaration = _decide(fresh, Declaration.Outcome.CONFLICT, reason, by, at)
    fresh.status = Seat.Status.CONFLICTED
    fresh.save()
    note_event(challenge=fresh.challenge, what="stand_down", sentence=f"{fresh.person} left the team", by=by, at=at)
    emails.seat_ended(fresh, at)
    return declaration
