"""Destroying before the day, all that is kept or part of it: lead and coordinator, one each. One asks, one confirms."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cycles import history
from cycles.models import Challenge, Seat
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.keeping import NOTES, in_words, kind_of
from reviews.models import EarlyDestruction

from .clearing import begin_clearing, clear
from .destruction import begin, destroy_notes, refuse_while_held, refuse_while_needed
from .promises import offices_of, open_for

Office = EarlyDestruction.Office


def office_of(challenge: Challenge, by: Person) -> str:
    """Return in which of the two offices somebody stands; refuses whoever is in neither."""
    if challenge.seats.accepted().filter(person=by, role=Seat.Role.LEAD).exists():
        return Office.LEAD
    coordinates = Membership.objects.filter(
        person=by, programme=challenge.cycle.programme_id, role=Membership.Role.COORDINATOR
    ).in_force()
    if coordinates.exists():
        return Office.COORDINATOR
    raise Refusal("Only the lead challenger and the programme coordinator can destroy notes early, one each.")


def asked_for(challenge: Challenge) -> EarlyDestruction | None:
    """Return the request that waits to be confirmed, if there is one."""
    rows = EarlyDestruction.objects.filter(challenge=challenge, confirmed_at=None, cancelled_at=None)
    return rows.select_related("asked_by").first()


def _hold(challenge: Challenge) -> Challenge:
    fresh = hold(challenge, "reviews.destroy_notes")
    if not open_for(fresh):
        raise Refusal("All of this challenge is destroyed, or being destroyed. Nothing was changed.")
    refuse_while_held(fresh)
    return fresh


@transaction.atomic
def ask_early(
    *, challenge: Challenge, reason: str, by: Person, at: datetime, what: Iterable[str] = (NOTES,)
) -> EarlyDestruction:
    """Ask for something to be destroyed before its day. Nothing goes until the other office confirms."""
    fresh = _hold(challenge)
    refuse_while_needed(fresh)
    if asked_for(fresh):
        raise Refusal("Early destruction has already been asked for. It waits for the other to confirm.")
    office = office_of(fresh, by)
    names = [name for name in open_for(fresh) if name in set(what)]
    if not names:
        raise Refusal("What you chose is destroyed already, or being destroyed. Nothing was changed.", field="what")
    asked = EarlyDestruction.objects.create(
        challenge=fresh, what=names, reason=reason, office=office, asked_by=by, asked_at=at
    )
    for person in offices_of(fresh):
        if person != by:
            queue(
                recipient=person,
                programme=fresh.cycle.programme,
                kind="early_destruction_asked",
                about=f"{fresh.ref}:{asked.pk}",
                subject=f"Destroying {'notes' if NOTES in names else 'papers'} early: peer challenge of {fresh.host}",
                body=f"{Office(office).label.capitalize()} asks to destroy {in_words(names)} before the day. Nothing "
                "goes until the other of lead challenger and programme coordinator confirms.\n\n"
                f"{{origin}}/challenges/{fresh.ref}/destruction/\n",
                at=at,
            )
    return asked


@transaction.atomic
def cancel_early(*, challenge: Challenge, by: Person, at: datetime) -> EarlyDestruction:
    """Take a request back, by either of the two, as long as nobody has confirmed it."""
    fresh = history.lock(challenge)
    office_of(fresh, by)
    asked = _waiting(fresh)
    asked.cancelled_by, asked.cancelled_at = by, at
    asked.save()
    return asked


def _waiting(challenge: Challenge) -> EarlyDestruction:
    asked = asked_for(challenge)
    if asked is None:
        raise Refusal("Nobody asks for early destruction any more. Nothing was changed.")
    return asked


def confirm_early(*, challenge: Challenge, by: Person, at: datetime) -> EarlyDestruction:
    """Confirm what the other office asked for, and destroy at once. There is no way back."""
    asked = _confirm(challenge, by, at)
    said = {"challenge": challenge, "rule": _rule(asked), "by": by, "at": at, "early": True}
    for what in asked.what:
        if what == NOTES:
            destroy_notes(**said)
        else:
            clear(kept=kind_of(what), **said)
    return asked


@transaction.atomic
def _confirm(challenge: Challenge, by: Person, at: datetime) -> EarlyDestruction:
    """Write down who confirmed together with the records of what goes: a death after this is caught up at night."""
    fresh = _hold(challenge)
    asked = _waiting(fresh)
    if by == asked.asked_by or office_of(fresh, by) == asked.office:
        other = Office.COORDINATOR if asked.office == Office.LEAD else Office.LEAD
        raise Refusal(f"It takes two: {Office(other).label} must confirm what {asked.get_office_display()} asked for.")
    asked.confirmed_by, asked.confirmed_at = by, at
    asked.save()
    said = {"challenge": fresh, "rule": _rule(asked), "by": by, "at": at, "early": True}
    for what in asked.what:
        if what == NOTES:
            begin(**said)
        else:
            begin_clearing(kept=kind_of(what), **said)
    return asked


def _rule(asked: EarlyDestruction) -> str:
    if asked.office == Office.COORDINATOR:
        return "early, asked for by the programme coordinator and confirmed by the lead challenger"
    return "early, asked for by the lead challenger and confirmed by the programme coordinator"
