"""The moves of a challenge's life, its pauses, and its end before time. `history.advance` does the moving."""

from datetime import date, datetime

from django.db import transaction

from cycles import emails, gathering
from cycles.days import in_words
from cycles.history import advance, lock, note_event
from cycles.models import Challenge, Postponement, Seat, State
from cycles.rules import possible
from people.models import Body, Person
from people.refusal import Refusal

from . import visit


def _advance_complete(challenge: Challenge, move: str, cannot: str, by: Person | None, at: datetime) -> Challenge:
    """Take a move, unless a floor says the challenge lacks something: then nothing happened."""
    fresh = advance(challenge=challenge, move=move, by=by, at=at)
    if lacks := gathering.lacking(move, fresh):
        raise Refusal(f"{cannot} Still missing: {'; '.join(lacks)}.")
    return fresh


@transaction.atomic
def start_scoping(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """Open the challenge to its team and host."""
    return advance(challenge=challenge, move="start_scoping", by=by, at=at)


@transaction.atomic
def start_preparing(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """Close the scope and open the documents. There is no way back."""
    return _advance_complete(challenge, "start_preparing", "The team cannot start preparing yet.", by, at)


@transaction.atomic
def go_on_site(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """Begin the visit, once everything the region promised is there. There is no way back."""
    return _advance_complete(challenge, "go_on_site", "The team cannot go on site yet.", by, at)


@transaction.atomic
def leave_site(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """End the visit; which session each note came from is erased with it. There is no way back."""
    return advance(challenge=challenge, move="leave_site", by=by, at=at)


@transaction.atomic
def begin_follow_up(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """Turn from the published report to what comes of it."""
    return advance(challenge=challenge, move="begin_follow_up", by=by, at=at)


@transaction.atomic
def conclude(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """Turn from a day that ends without a report to what comes of it. There is no way back."""
    return _advance_complete(challenge, "conclude", "The challenge cannot be concluded yet.", by, at)


@transaction.atomic
def close(*, challenge: Challenge, by: Person | None, at: datetime) -> Challenge:
    """End the challenge, once everything that follows from it is done or said. There is no way back."""
    return _advance_complete(challenge, "close", "The challenge cannot be closed yet.", by, at)


@transaction.atomic
def cancel(*, challenge: Challenge, reason: str, by: Person | None, at: datetime) -> Challenge:
    """Give the challenge up, with a reason. Its people's days are free again. There is no way back."""
    fresh = advance(challenge=challenge, move="cancel", by=by, at=at, sentence=f"Cancelled: {reason}")
    _free_days(fresh)
    emails.changed(fresh, "cancelled", at)
    return fresh


def _free_days(challenge: Challenge) -> None:
    Seat.objects.filter(challenge=challenge).update(keeps_days=False)


@transaction.atomic
def postpone(*, challenge: Challenge, cause: str, reason: str, by: Person, at: datetime) -> Postponement:
    """Pause a challenge where it is. Scope, team and documents stay; the team's days are free again."""
    fresh = lock(challenge)
    if not possible("cycles.manage_challenge", fresh):
        raise Refusal(
            f"It is too late to postpone: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    if fresh.postponements.filter(resumed_at=None).exists():
        raise Refusal("This challenge is already postponed. Nothing was changed.")
    pause = Postponement.objects.create(
        challenge=fresh,
        cause=cause,
        reason=reason,
        was_starts_on=fresh.visit.starts_on,
        was_ends_on=fresh.visit.ends_on,
        postponed_at=at,
        postponed_by=by,
    )
    _free_days(fresh)
    sentence = f"Postponed ({pause.get_cause_display().lower()}): {reason}"
    note_event(challenge=fresh, what="postpone", sentence=sentence, by=by, at=at)
    emails.changed(fresh, "postponed", at)
    return pause


@transaction.atomic
def resume(
    *,
    challenge: Challenge,
    starts_on: date | None = None,
    despite: str = "",
    tells: bool = True,
    by: Person,
    at: datetime,
) -> Challenge:
    """Go on where the challenge paused. A visit still to come, or under way, needs a new first day.

    Refuses when somebody of the team would be on two visits; doubtful days need `despite`, a reason.
    `tells` False leaves it to the coordinator to tell team and host.
    """
    fresh = lock(challenge)
    pause = fresh.postponements.filter(resumed_at=None).first()
    if pause is None:
        raise Refusal("This challenge is not postponed, so it cannot be resumed. Nothing was changed.")
    sentence = "Resumed"
    if needs_new_days(fresh):
        if starts_on is None:
            raise Refusal("Enter the new first day of the visit.", "starts_on")
        sentence = f"Resumed: {_give_new_days(fresh, starts_on, despite)}"
    Seat.objects.filter(challenge=fresh).update(keeps_days=True)
    pause.resumed_at, pause.resumed_by = at, by
    pause.save()
    note_event(challenge=fresh, what="resume", sentence=sentence[:400], by=by, at=at)
    fresh.duties_moved = visit.take_duties_along(challenge=fresh, by=by, at=at)
    if tells:
        emails.changed(fresh, "resumed", at)
    return fresh


def needs_new_days(challenge: Challenge) -> bool:
    """Say whether the visit is still to come or under way."""
    return challenge.state in (*visit.BEFORE_VISIT, State.ON_SITE)


def _give_new_days(challenge: Challenge, first: date, despite: str) -> str:
    last = visit.last_day(challenge.days, first)
    bodies = list(Body.objects.filter(host_sides__challenge__visit=challenge.visit_id).distinct())
    doubts = visit.check(
        cycle=challenge.cycle, bodies=bodies, first=first, last=last, despite=despite, visit=challenge.visit
    )
    visit.rebook(visit=challenge.visit, first=first, last=last)
    return f"the visit is now {in_words(first, last)}{visit.because(doubts, despite)}"
