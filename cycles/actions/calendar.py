"""Closed days of bodies and regions. A pre-election period bars publishing, so changing one leaves a trace."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from cycles import history
from cycles.days import bank_holidays, latest_notice
from cycles.models import Challenge, ClosedPeriod, State
from people.models import Body, Person, Region
from people.refusal import Refusal

POLL = ClosedPeriod.Kind.POLL
SETTLED = [State.PUBLISHED, State.FOLLOW_UP, State.CLOSED, State.CANCELLED]
NEEDS_REASON = "Say why: a pre-election period bars publishing, so every change to one is kept with its reason."


@transaction.atomic
def add(*, period: ClosedPeriod, by: Person, at: datetime) -> ClosedPeriod:
    """Close some days, once."""
    if _same(period).exists():
        raise Refusal("These days are already in the calendar under that name. Nothing was added.", "label")
    period.save()
    return period


def _same(period: ClosedPeriod) -> QuerySet[ClosedPeriod]:
    return ClosedPeriod.objects.filter(
        region=period.region_id,
        body=period.body_id,
        kind=period.kind,
        label=period.label,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )


@transaction.atomic
def add_poll(
    *, region: Region, bodies: Iterable[Body], poll_on: date, label: str, by: Person, at: datetime
) -> list[ClosedPeriod]:
    """Enter a poll: the pre-election period begins with the latest notice and ends with the poll.

    No body at all means the whole region. Bodies that have the period already are left alone.
    """
    starts_on = latest_notice(poll_on)
    source = f"Computed: 25 working days before the poll on {poll_on:%-d %B %Y}"
    made = []
    for body in list(bodies) or [None]:
        known = ClosedPeriod.objects.filter(region=region, body=body, kind=POLL, ends_on=poll_on)
        if not known.exists():
            period = ClosedPeriod(
                region=region,
                body=body,
                kind=POLL,
                label=label,
                starts_on=starts_on,
                ends_on=poll_on,
                source=source,
            )
            made.append(add(period=period, by=by, at=at))
    if not made:
        raise Refusal("Every body you chose already has a pre-election period for that poll. Nothing was added.")
    return made


@transaction.atomic
def correct(*, period: ClosedPeriod, reason: str, by: Person, at: datetime) -> ClosedPeriod:
    """Change a closed period. Touching a pre-election period needs a reason and is written into history."""
    before = ClosedPeriod.objects.select_for_update().get(pk=period.pk)
    if POLL in (before.kind, period.kind):
        if not reason:
            raise Refusal(NEEDS_REASON, "reason")
        sentence = (
            f"Pre-election period “{before.label}” corrected from {_days(before)} to {_days(period)}: {reason}"
            if period.kind == POLL
            else f"Pre-election period “{before.label}” ({_days(before)}) no longer counts as one: {reason}"
        )
        _tell_history([before, period], "correct_poll", sentence, by, at)
    period.save()
    return period


@transaction.atomic
def remove(*, period: ClosedPeriod, reason: str, by: Person, at: datetime) -> None:
    """Open the days again. Removing a pre-election period needs a reason and is written into history."""
    fresh = ClosedPeriod.objects.select_for_update().filter(pk=period.pk).first()
    if fresh is None:
        raise Refusal("Somebody has already removed this from the calendar.")
    if fresh.kind == POLL:
        if not reason:
            raise Refusal(NEEDS_REASON, "reason")
        _tell_history(
            [fresh],
            "remove_poll",
            f"Pre-election period “{fresh.label}” ({_days(fresh)}) removed: {reason}",
            by,
            at,
        )
    fresh.delete()


def _days(period: ClosedPeriod) -> str:
    return f"{period.starts_on:%-d %B %Y} to {period.ends_on:%-d %B %Y}"


def _tell_history(periods: list[ClosedPeriod], what: str, sentence: str, by: Person, at: datetime) -> None:
    """Write an event on every unpublished challenge the periods close: of their body, or of the region."""
    touched = Challenge.objects.none()
    for period in periods:
        touched |= (
            Challenge.objects.filter(host_bodies__body=period.body_id)
            if period.body_id
            else Challenge.objects.filter(host__region=period.region_id)
        )
    ids = touched.exclude(state__in=SETTLED).values_list("pk", flat=True)
    for challenge in Challenge.objects.filter(pk__in=set(ids)):
        history.note_event(challenge=challenge, what=what, sentence=sentence[:400], by=by, at=at)


@transaction.atomic
def load_bank_holidays(*, region: Region, by: Person, at: datetime) -> int:
    """Close the bank holidays known from this year on for the whole region. Again adds nothing twice."""
    known = set(
        ClosedPeriod.objects.filter(region=region, body=None, kind=ClosedPeriod.Kind.BANK_HOLIDAY).values_list(
            "starts_on", flat=True
        )
    )
    fresh = [
        ClosedPeriod(
            region=region,
            kind=ClosedPeriod.Kind.BANK_HOLIDAY,
            label=name,
            starts_on=day,
            ends_on=day,
            source="GOV.UK bank holidays",
        )
        for day, name in bank_holidays().items()
        if day.year >= at.year and day not in known
    ]
    return len(ClosedPeriod.objects.bulk_create(fresh))
