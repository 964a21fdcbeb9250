"""A cycle: its members, their signatures, and the release of its plan."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from cycles.models import Agreement, Challenge, Cycle, CycleMember, State
from cycles.models.state import UNDER_WAY
from people.models import Body, Person
from people.refusal import Refusal


def _lock(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update().get(pk=cycle.pk)


@transaction.atomic
def save(*, cycle: Cycle, by: Person, at: datetime) -> Cycle:
    """Keep a cycle's name, dates, framework and agreement text.

    Refuses dates that leave a planned visit outside, and a new text under signatures already given.
    """
    if cycle.pk:
        before = _lock(cycle)
        _hold_visits(cycle)
        if before.agreement_text != cycle.agreement_text and _signed(cycle):
            raise Refusal(
                "Somebody has already signed this text, so it cannot change. Agree a change in the next cycle.",
                "agreement_text",
            )
    cycle.save()
    return cycle


def _signed(cycle: Cycle) -> bool:
    return Agreement.objects.filter(member__cycle=cycle).exists()


def _hold_visits(cycle: Cycle) -> None:
    """Refuse dates that would put a planned visit outside the cycle."""
    planned = Challenge.objects.filter(cycle=cycle).exclude(state=State.CANCELLED).select_related("host", "visit")
    early = planned.filter(visit__starts_on__lt=cycle.starts_on).first()
    late = planned.filter(visit__ends_on__gt=cycle.ends_on).first()
    for challenge, field in ((early, "starts_on"), (late, "ends_on")):
        if challenge:
            raise Refusal(
                f"The visit to {challenge.host} on {challenge.visit.starts_on:%-d %B %Y} would fall outside the cycle. "
                "Move the visit first, or keep these dates.",
                field,
            )


@transaction.atomic
def add_members(*, cycle: Cycle, bodies: Iterable[Body], by: Person, at: datetime) -> int:
    """Let bodies join, or join again after leaving. Return how many did."""
    _lock(cycle)
    joined = 0
    for body in bodies:
        member, new = CycleMember.objects.get_or_create(cycle=cycle, body=body)
        if not new and member.left_on:
            member.left_on, member.left_reason = None, ""
            member.save()
            new = True
        joined += new
    return joined


@transaction.atomic
def leave(*, member: CycleMember, reason: str, by: Person, at: datetime) -> CycleMember:
    """Let a member leave from today. What it signed and hosted stays on record."""
    _lock(member.cycle)
    fresh = CycleMember.objects.select_related("body").get(pk=member.pk)
    if fresh.left_on:
        raise Refusal(f"{fresh.body} has already left the cycle. Nothing was changed.")
    hosting = Challenge.objects.filter(cycle=fresh.cycle_id, host_bodies__body=fresh.body, state__in=UNDER_WAY).first()
    if hosting:
        raise Refusal(
            f"{fresh.body} still hosts “{hosting.topic}” in this cycle. Cancel that challenge first, or finish it."
        )
    fresh.left_on, fresh.left_reason = localdate(at), reason
    fresh.save()
    return fresh


@transaction.atomic
def sign(*, member: CycleMember, office: str, signed_name: str, signed_on: date, by: Person, at: datetime) -> Agreement:
    """Record one office's signature for a body, once."""
    cycle = _lock(member.cycle)
    fresh = CycleMember.objects.select_related("body").get(pk=member.pk)
    if fresh.left_on:
        raise Refusal(f"{fresh.body} has left the cycle, so there is nothing to sign.")
    if not cycle.agreement_text.strip():
        raise Refusal("This cycle has no agreement text yet, so there is nothing to sign.")
    if signed_on > localdate(at):
        raise Refusal("The day of signing cannot be in the future.", "signed_on")
    before = fresh.agreements.filter(office=office).first()
    if before:
        raise Refusal(
            f"The {before.get_office_display().lower()} of {fresh.body} has already signed: "
            f"{before.signed_name}, on {before.signed_on:%-d %B %Y}. Nothing was changed.",
            "office",
        )
    return Agreement.objects.create(
        member=fresh, office=office, signed_name=signed_name, signed_on=signed_on, recorded_by=by
    )


@transaction.atomic
def release(*, cycle: Cycle, by: Person, at: datetime) -> Cycle:
    """Show the plan to everybody who signs in. Sends nothing to anybody."""
    fresh = _lock(cycle)
    if fresh.released_at:
        raise Refusal(
            f"This plan was already released on {localdate(fresh.released_at):%-d %B %Y}. Nothing was changed."
        )
    if not fresh.challenges.exclude(state=State.CANCELLED).exists():
        raise Refusal("There is no challenge in this plan yet. Add the first one, then release it.")
    fresh.released_at, fresh.released_by = at, by
    fresh.save()
    return fresh
