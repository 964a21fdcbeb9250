"""Asking people into a team, their answer, their leaving, and the host's one objection."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from cycles import emails
from cycles.constraints import Place, reasons_against, with_facts
from cycles.constraints.fitness import double_booking
from cycles.constraints.team import already_seated
from cycles.history import lock, note_event
from cycles.models import Challenge, Cycle, Objection, Seat
from cycles.models.seat import ASKED, HOLDING
from cycles.rules import possible
from people.models import Body, Person
from people.refusal import Refusal

# The database's own names for what the rules above it say in full.
SENTENCES = {
    "one_lead": "Somebody else was just given the lead of this team. Nothing was changed.",
    "seat_once": "This person was just given a place in this team. Nothing was changed.",
}


def _lock_team(seat: Seat, at: datetime) -> tuple[Place, Person]:
    """Hold what the rules read: the cycle (for leads), the challenge, the person, in that order."""
    challenge, person, role = seat.challenge, seat.person, seat.role
    if role == Seat.Role.LEAD:
        Cycle.objects.select_for_update().get(pk=challenge.cycle_id)
    fresh = lock(challenge)
    if not possible("cycles.edit_team", fresh):
        raise Refusal(
            "The team can no longer be changed: the challenge is now "
            f"“{fresh.get_state_display().lower()}”. Nothing was changed."
        )
    Person.objects.select_for_update().get(pk=person.pk)
    place = Place.of(fresh, role, localdate(at))
    return place, with_facts(Person.objects.filter(pk=person.pk), place).get()


def save_seat(seat: Seat) -> None:
    """Save a seat; what the database itself refuses is said as the rule would say it."""
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        said = [sentence for name, sentence in SENTENCES.items() if name in str(error)]
        if "seat_no_double_booking" in str(error):
            said = [booked_sentence(seat)]
        if not said:
            raise
        raise Refusal(said[0]) from error


def booked_sentence(seat: Seat) -> str:
    """Say with which visit a seat's days clash, as the rule does."""
    place = Place(seat.challenge, seat.role, seat.starts_on, seat.starts_on, seat.ends_on)
    person = with_facts(Person.objects.filter(pk=seat.person_id), place).get()
    return double_booking(person, place) or f"{person} is on another visit in these days."


@transaction.atomic
def invite(
    *,
    challenge: Challenge,
    person: Person,
    role: str,
    peer: str = Seat.Peer.OFFICER,
    case_data: bool = True,
    by: Person | None,
    at: datetime,
) -> Seat:
    """Offer somebody a seat, once every rule allows it. A seat they had before is offered again."""
    place, person = _lock_team(Seat(challenge=challenge, person=person, role=role), at)
    if reasons := reasons_against(person, place):
        raise Refusal(" ".join(reasons))
    seat = _seat_in(place, person, role, peer, case_data)
    seat.status, seat.invited_at = Seat.Status.INVITED, at
    save_seat(seat)
    _note(seat, "invite", f"{person} invited as {seat.get_role_display().lower()}", by, at)
    emails.invitation(seat, at)
    return seat


def _seat_in(place: Place, person: Person, role: str, peer: str, case_data: bool) -> Seat:
    """Return the seat somebody has or had in a team, made new, its status still to be said."""
    fresh = place.challenge
    seat = place.seat_of(person) or Seat(challenge=fresh, person=person)
    seat.challenge, seat.person, seat.visit = fresh, person, fresh.visit
    seat.role, seat.peer, seat.case_data = role, peer, case_data
    seat.starts_on, seat.ends_on, seat.keeps_days = place.first, place.last, not _is_postponed(fresh)
    seat.answered_at, seat.answer_note = None, ""
    return seat


@transaction.atomic
def pencil_in(
    *,
    challenge: Challenge,
    person: Person,
    role: str,
    peer: str = Seat.Peer.OFFICER,
    case_data: bool = True,
    by: Person | None,
    at: datetime,
) -> Seat:
    """Mean somebody for a seat, once every rule allows it. Their days are kept; nobody is told."""
    place, person = _lock_team(Seat(challenge=challenge, person=person, role=role), at)
    if reasons := reasons_against(person, place):
        raise Refusal(" ".join(reasons))
    seat = _seat_in(place, person, role, peer, case_data)
    seat.status, seat.invited_at = Seat.Status.PENCILLED, None
    save_seat(seat)
    _note(seat, "pencil_in", f"A {seat.get_role_display().lower()} pencilled in", by, at)
    return seat


def _is_postponed(challenge: Challenge) -> bool:
    return challenge.postponements.filter(resumed_at=None).exists()


def _note(seat: Seat, what: str, sentence: str, by: Person | None, at: datetime) -> None:
    note_event(challenge=seat.challenge, what=what, sentence=sentence, by=by, at=at)


def _asked(seat: Seat, challenge: Challenge) -> Seat:
    """Return the fresh seat, still waiting for an answer."""
    fresh = Seat.objects.select_for_update(of=("self",)).select_related("person").get(pk=seat.pk)
    fresh.challenge = challenge
    if fresh.status != Seat.Status.INVITED:
        raise Refusal(f"This invitation is no longer open: {fresh.get_status_display().lower()}. Nothing was changed.")
    return fresh


@transaction.atomic
def accept_invitation(*, seat: Seat, note: str = "", by: Person | None, at: datetime) -> Seat:
    """Take the seat. The rules are asked again: much may have changed since the invitation."""
    place, person = _lock_team(seat, at)
    fresh = _asked(seat, place.challenge)
    if reasons := reasons_against(person, place, leave_out=(already_seated,)):
        raise Refusal(" ".join([*reasons, "Your invitation stays open: please write to the coordinator."]))
    fresh.status, fresh.answered_at, fresh.answer_note = Seat.Status.ACCEPTED, at, note
    save_seat(fresh)
    _note(fresh, "accept", f"{person} joined the team as {fresh.get_role_display().lower()}", by, at)
    emails.invitation_answered(fresh, at)
    return fresh


@transaction.atomic
def decline_invitation(*, seat: Seat, note: str = "", by: Person | None, at: datetime) -> Seat:
    """Say no to a seat; the row stays so that the same person can be asked again."""
    fresh = _asked(seat, lock(seat.challenge))
    fresh.status, fresh.answered_at, fresh.answer_note = Seat.Status.DECLINED, at, note
    fresh.save()
    _note(fresh, "decline", f"{fresh.person} cannot join the team", by, at)
    emails.invitation_answered(fresh, at)
    return fresh


@transaction.atomic
def withdraw(*, seat: Seat, tells: bool = True, by: Person | None, at: datetime) -> Seat:
    """Take a seat back. Access ends at the person's next request; the row stays.

    Whoever was only pencilled in is not told; `tells` False leaves it to the coordinator to say so.
    """
    place, person = _lock_team(seat, at)
    fresh = Seat.objects.select_for_update().get(pk=seat.pk)
    fresh.challenge, fresh.person = place.challenge, person
    if fresh.status not in HOLDING:
        raise Refusal(f"{person} holds no place in this team any more: {fresh.get_status_display().lower()}.")
    knows = fresh.status in ASKED
    fresh.status = Seat.Status.WITHDRAWN
    fresh.save()
    what = f"{person} left the team" if knows else f"A {fresh.get_role_display().lower()} is no longer pencilled in"
    _note(fresh, "withdraw", what, by, at)
    if knows and tells:
        emails.seat_ended(fresh, at)
    return fresh


@transaction.atomic
def object_to_team(*, seat: Seat, body: Body, reason: str, by: Person, at: datetime) -> Objection:
    """Record a host body's one objection. It is answered, not obeyed: it is not a veto."""
    challenge = lock(seat.challenge)
    if not possible("cycles.object_to_team", challenge):
        raise Refusal(
            f"It is too late to object: the challenge is now “{challenge.get_state_display().lower()}”. "
            "Write to the coordinator instead."
        )
    if challenge.objections.filter(body=body).exists():
        raise Refusal(f"{body} has already made its one objection to this team.")
    objection = Objection.objects.create(
        challenge=challenge, body=body, seat=seat, reason=reason, made_by=by, made_at=at
    )
    emails.objection_made(objection, at)
    return objection


@transaction.atomic
def answer_objection(*, objection: Objection, answer: str, by: Person, at: datetime) -> Objection:
    """Answer a host's objection, once."""
    lock(objection.challenge)
    fresh = Objection.objects.select_related("challenge", "body", "answered_by").get(pk=objection.pk)
    if fresh.answered_at is not None:
        raise Refusal(f"{fresh.answered_by} has already answered this objection. Nothing was changed.")
    fresh.answer, fresh.answered_by, fresh.answered_at = answer, by, at
    fresh.save()
    emails.objection_answered(fresh, at)
    return fresh
