"""The host's accuracy rounds: opened with the draft as sent, extended once, closed by people or by the calendar."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.days import add_working_days, in_words
from cycles.models import Challenge, ClosedPeriod, Seat, State
from cycles.policy import policy_of
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reports.compose import compose
from reports.models import AccuracyRound, Report

from .drafting import report_of

Ended = AccuracyRound.Ended
LOOKED_AHEAD = timedelta(days=400)


def host_people(challenge: Challenge) -> list[Person]:
    """Return the sponsors and organisers of every host body, each once."""
    bodies = challenge.host_bodies.values("body")
    held = (
        Membership.objects.filter(
            programme=challenge.cycle.programme,
            body__in=bodies,
            role__in=[Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER],
        )
        .in_force()
        .select_related("person")
    )
    return list({membership.person_id: membership.person for membership in held}.values())


def _deciders(challenge: Challenge) -> list[Person]:
    """Return who of the team decides on comments."""
    seats = challenge.seats.accepted().filter(role__in=(Seat.Role.LEAD, Seat.Role.MANAGER)).select_related("person")
    return [seat.person for seat in seats]


def working_day_after(challenge: Challenge, day: date, count: int) -> date:
    """Return the day so many working days later, by the calendar of the challenge's region."""
    region = challenge.cycle.programme.region_id
    return add_working_days(day, count, ClosedPeriod.objects.days_off(region, day, day + LOOKED_AHEAD))


def open_round(report: Report, *, by: Person, at: datetime) -> AccuracyRound:
    """Keep the draft as it stands as what the host reads, for as many working days as the programme gives.

    Must run under the challenge's lock.
    """
    document = compose(report)
    days = policy_of(report.challenge.cycle.programme)["accuracy_days"]
    last = report.latest_round()
    return AccuracyRound.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        opened_at=at,
        opened_by=by,
        due_on=working_day_after(report.challenge, timezone.localdate(at), days),
        tree=document.to_json(),
        tree_sha256=document.sha256(),
    )


def close_round(opened: AccuracyRound, how: str, *, by: Person | None, at: datetime) -> None:
    """Close an open opened. Must run under the challenge's lock."""
    opened.ended, opened.closed_at, opened.closed_by = how, at, by
    opened.save(update_fields=["ended", "closed_at", "closed_by"])
    history.note_event(
        challenge=opened.report.challenge,
        what="close_round",
        sentence=f"Accuracy round {opened.number} is over: {Ended(how).label.lower()}",
        by=by,
        at=at,
    )


def close_if_over(report: Report, *, at: datetime) -> AccuracyRound | None:
    """Close the report's open round if its days have run out; return the last round. Must run under the lock."""
    last = report.latest_round()
    if last:
        last.report = report
    if last and last.closed_at is None and not last.is_open(timezone.localdate(at)):
        # However late it is noticed: the round ended with its last day.
        midnight = datetime.combine(last.due_on + timedelta(days=1), time())
        close_round(last, Ended.RAN_OUT, by=None, at=timezone.make_aware(midnight))
        _tell_team(last, at=at)
    return last


def _tell_team(over: AccuracyRound, *, at: datetime) -> None:
    """Tell those who decide that the host's comments are all there."""
    challenge = over.report.challenge
    raised = over.comments.count()
    for person in _deciders(challenge):
        queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="round_over",
            about=f"{challenge.ref}:{over.number}",
            subject=f"The accuracy check is over: {challenge.host}, {challenge.topic}"[:200],
            body=(
                f"The host’s days to check the facts of the draft report on {challenge.topic} are over. "
                f"Comments made: {raised}. Decide on each with a reason, then the report can be signed.\n\n"
                f"{{origin}}/challenges/{challenge.ref}/report/comments/\n"
            ),
            at=at,
        )


def _open_of(challenge: Challenge, *, at: datetime) -> AccuracyRound:
    """Lock the challenge and return its open round, or refuse."""
    fresh = history.lock(challenge)
    if fresh.state != State.ACCURACY:
        raise Refusal(
            f"This is no longer possible: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    report = Report.objects.filter(challenge=fresh).first() or Report(challenge=fresh)
    report.challenge = fresh
    last = report.latest_round()
    if last is None or not last.is_open(timezone.localdate(at)):
        raise Refusal("The accuracy round is over already. Nothing was changed.")
    last.report = report
    return last


@transaction.atomic
def extend_round(*, challenge: Challenge, days: int, reason: str, by: Person, at: datetime) -> AccuracyRound:
    """Give the host so many working days more, once a round, with a reason the host reads."""
    found = _open_of(challenge, at=at)
    if found.extended_at:
        raise Refusal(
            f"This round has been extended already, until {in_words(found.due_on)}. It can be extended only once."
        )
    fresh = found.report.challenge
    found.first_due_on, found.due_on = found.due_on, working_day_after(fresh, found.due_on, days)
    found.extension_reason, found.extended_at, found.extended_by = reason, at, by
    found.save()
    until = in_words(found.due_on)
    history.note_event(
        challenge=fresh, what="extend_round", sentence=f"Accuracy round extended until {until}", by=by, at=at
    )
    for person in host_people(fresh):
        queue(
            recipient=person,
            programme=fresh.cycle.programme,
            kind="extend_round",
            about=f"{fresh.ref}:{found.number}",
            subject=f"More time to check the facts: draft report on {fresh.topic}"[:200],
            body=(
                f"You can now comment on the draft report on {fresh.topic} until {until}.\n\n"
                f"{{origin}}/challenges/{fresh.ref}/report/\n"
            ),
            at=at,
        )
    return found


@transaction.atomic
def finish_checking(*, challenge: Challenge, by: Person, at: datetime) -> AccuracyRound:
    """Close the round at the host's word, before its days run out. There is no way back but a new round."""
    found = _open_of(challenge, at=at)
    close_round(found, Ended.CHECKED, by=by, at=at)
    _tell_team(found, at=at)
    return found


def rounds_over(today: date) -> list[int]:
    """Return the challenges whose open round has run out."""
    overdue = AccuracyRound.objects.filter(closed_at=None, due_on__lt=today)
    return list(overdue.order_by("due_on", "pk").values_list("report__challenge", flat=True))


@transaction.atomic
def close_overdue(*, challenge_id: int, at: datetime) -> None:
    """Close one challenge's round if its days have run out; safe to run again."""
    fresh = history.lock(Challenge(pk=challenge_id))
    close_if_over(report_of(fresh), at=at)
