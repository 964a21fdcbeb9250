"""The exchange of practice as one of its sides, or its coordinator, sees it: without names until both agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cycles.models import Challenge, Cycle
from learning.models import Exchange, Practice
from people.rules import memberships_of
from people.waiting import Waiting
from reviews.models import Finding


@dataclass(frozen=True)
class Offer:
    """A practice as those see it who may ask for it: its theme and words, and which own challenge it would help."""

    practice: Practice
    challenge: Challenge | None


def _published(kind: str) -> QuerySet[Finding]:
    public = Finding.objects.agreed().filter(kind=kind, challenge__report__publication__withdrawn_at=None)
    return public.exclude(challenge__report__publication=None).exclude(theme=None)


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return the askings a host sponsor has not answered (one query, for sponsors alone)."""
    if not any(held.role == "host_sponsor" for held in memberships_of(user)):
        return []
    asked = Exchange.objects.asked_of(user).values_list("challenge__cycle__ref", "practice__finding__theme__name")
    return [
        Waiting("Answer who asks for your practice", theme, reverse("learning:practice", args=[ref]))
        for ref, theme in sorted(set(asked))
    ]


def own_bodies(user: Any, programme: int) -> set[int]:
    """Return the host bodies somebody sponsors in a programme."""
    held = memberships_of(user)
    return {row.body_id for row in held if row.role == "host_sponsor" and row.programme_id == programme}


def strengths_of(user: Any, cycle: Cycle) -> QuerySet[Finding]:
    """Return the published strengths of one's own host that are not on offer."""
    mine = Challenge.objects.filter(
        cycle__programme=cycle.programme_id, host_bodies__body__in=own_bodies(user, cycle.programme_id)
    )
    offered = Practice.objects.filter(finding=OuterRef("pk"), withdrawn_at=None)
    found = _published(Finding.Kind.STRENGTH).filter(~Exists(offered), challenge__in=mine.values("pk"))
    return found.select_related("theme", "challenge__host").order_by("theme__name", "pk")


def needs_of(user: Any, cycle: Cycle) -> dict[str, Challenge]:
    """Return theme → the challenge of one's own host whose published report has it as an area for development."""
    bodies = own_bodies(user, cycle.programme_id)
    rows = _published(Finding.Kind.DEVELOPMENT).filter(
        challenge__cycle__programme=cycle.programme_id, challenge__host_bodies__body__in=bodies
    )
    found = rows.select_related("theme", "challenge__host").order_by("challenge__visit__starts_on", "pk")
    return {finding.theme.name: finding.challenge for finding in found}


def offers_for(user: Any, cycle: Cycle) -> QuerySet[Practice]:
    """Return what others offer in the programme; one's own offers stand apart."""
    rows = Practice.objects.visible_to(user).offered().filter(finding__challenge__cycle__programme=cycle.programme_id)
    others = rows.exclude(pk__in=Practice.objects.offered_by(user).values("pk"))
    return others.select_related("finding__theme").order_by("finding__theme__name", "pk")


def matched(offers: Iterable[Practice], needs: dict[str, Challenge], asked: set[int]) -> list[Offer]:
    """Say of each offer which of one's own challenges it would help, unless it was asked for already."""
    return [
        Offer(practice, None if practice.pk in asked else needs.get(practice.finding.theme.name)) for practice in offers
    ]


def exchanges_of(user: Any, cycle: Cycle) -> list[Exchange]:
    """Return the standing askings one's own host has a side in, or all for a coordinator, newest first."""
    rows = Exchange.objects.visible_to(user).standing().filter(challenge__cycle__programme=cycle.programme_id)
    bodies = own_bodies(user, cycle.programme_id)
    related = ("practice__finding__theme", "practice__finding__challenge__host", "challenge__host")
    people = ("practice__offered_by", "asked_by", "agreed_by")
    found = list(
        rows.select_related(*related, *people)
        .prefetch_related("practice__finding__challenge__host_bodies")
        .order_by("-asked_at", "-pk")[:50]
    )
    for exchange in found:
        hosts = {side.body_id for side in exchange.practice.finding.challenge.host_bodies.all()}
        exchange.is_giver = bool(hosts & bodies)
        exchange.is_side = exchange.is_giver or bool(bodies)
    return found
