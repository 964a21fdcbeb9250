"""Findings with their strength, and the board of hypotheses: few queries whatever the rows."""

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from cycles.models import Challenge, Seat, State
from cycles.policy import Policy, policy_of
from people.models import Membership
from people.waiting import Waiting
from reviews.meter import Strength, kept_strength, strength
from reviews.models import Finding, FindingNote, Flag, HypothesisNote, UrgentConcern


def with_strength(findings: list[Finding], challenge: Challenge) -> list[tuple[Finding, Strength]]:
    """Pair findings with their strength: by linked notes while there are any, else by the kept numbers."""
    policy = policy_of(challenge.cycle.programme_id)
    links = defaultdict(list)
    rows = FindingNote.objects.filter(finding__challenge=challenge)
    for finding_id, *link in rows.values_list("finding", "speaks_for", "note__kind", "note__source"):
        links[finding_id].append(tuple(link))
    return [(finding, _weighed(finding, links[finding.pk], policy)) for finding in findings]


def strength_of(finding: Finding, links: list[tuple]) -> Strength:
    """Return one finding's strength from its links: (speaks for it, kind, source group) of each."""
    return _weighed(finding, links, policy_of(finding.challenge.cycle.programme_id))


def _weighed(finding: Finding, links: list[tuple], policy: Policy) -> Strength:
    return strength(links, policy) if links and not finding.held_elsewhere else kept_strength(finding, policy)


def neighbours(finding: Finding) -> list[dict]:
    """Return the findings under the same heading in their order, each with those above and below it."""
    return in_a_row([{"row": row} for row in Finding.objects.beside(finding).in_order()])


def in_a_row(items: list[dict]) -> list[dict]:
    """Tell each item which finding stands above and below it."""
    for above, below in pairwise(items):
        above["below"], below["above"] = below["row"].ref, above["row"].ref
    return items


def columns(findings: list[Finding], challenge: Challenge) -> dict[str, list[tuple[str, list[dict]]]]:
    """Return kind → headings with their findings, each with its strength, flags and neighbours in the order."""
    flags = open_flags(challenge)
    shown: dict[str, dict[str, list[dict]]] = {kind: {} for kind in [*Finding.Kind.values, "dropped"]}
    for row, found in with_strength(findings, challenge):
        column = "dropped" if row.status == Finding.Status.DROPPED else row.kind
        item = {"row": row, "strength": found, "flags": flags.get(row.pk, 0)}
        shown[column].setdefault(row.heading, []).append(item)
    for kind in Finding.Kind.values:
        for items in shown[kind].values():
            in_a_row(items)
    return {column: list(headings.items()) for column, headings in shown.items()}


def open_flags(challenge: Challenge) -> dict[int, int]:
    """Return how many unanswered flags each finding has."""
    counts: dict[int, int] = defaultdict(int)
    for finding_id in Flag.objects.filter(challenge=challenge, answered_by=None, finding__isnull=False).values_list(
        "finding", flat=True
    ):
        counts[finding_id] += 1
    return counts


def sides(challenge: Challenge) -> dict[Any, tuple[int, int]]:
    """Return (for, against) counts of each hypothesis of a challenge."""
    counted: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    rows = HypothesisNote.objects.filter(hypothesis__challenge=challenge)
    for hypothesis, speaks_for in rows.values_list("hypothesis", "speaks_for"):
        counted[hypothesis][0 if speaks_for else 1] += 1
    return {key: (value[0], value[1]) for key, value in counted.items()}


def waiting(user: Any, today: date) -> list[Waiting]:
    """Findings to agree for a lead, flags to answer, concerns to acknowledge."""
    return [*_drafts(user), *_flags(user), *_concerns(user, today)]


def _drafts(user: Any) -> list[Waiting]:
    draft = Q(challenge__findings__status=Finding.Status.DRAFT)
    seats = _seats(user, [Seat.Role.LEAD], [State.ON_SITE, State.DRAFTING])
    return [
        _line(seat, f"Agree or drop {seat.count} finding{'' if seat.count == 1 else 's'}", "reviews:findings")
        for seat in seats.annotate(count=Count("challenge__findings", filter=draft)).filter(count__gt=0)
    ]


def _flags(user: Any) -> list[Waiting]:
    mine = Q(challenge__flags__answered_by=None) & ~Q(challenge__flags__raised_by=user.person_id)
    states = [State.ON_SITE, State.DRAFTING, State.ACCURACY]
    seats = _seats(user, [Seat.Role.LEAD, Seat.Role.MANAGER], states)
    return [
        _line(seat, f"Answer {seat.count} flag{'' if seat.count == 1 else 's'}", "reviews:hypotheses")
        for seat in seats.annotate(count=Count("challenge__flags", filter=mine)).filter(count__gt=0)
    ]


def _seats(user: Any, roles: list[str], states: list[str]) -> Any:
    """Return somebody's seats in force with some roles, in challenges in some states."""
    seats = Seat.objects.accepted().filter(person=user.person_id, role__in=roles, challenge__state__in=states)
    return seats.select_related("challenge__host").order_by("pk")


def _line(seat: Seat, what: str, page: str) -> Waiting:
    return Waiting(what, str(seat.challenge), reverse(page, args=[seat.challenge.ref]))


def _concerns(user: Any, today: date) -> list[Waiting]:
    """Concerns nobody has acknowledged: for the host's sponsors to acknowledge, for the lead to follow."""
    raised = UrgentConcern.objects.filter(status=UrgentConcern.Status.RAISED).exclude(challenge__state=State.CANCELLED)
    sponsors = Membership.objects.filter(person=user.person_id, role=Membership.Role.HOST_SPONSOR).in_force(today)
    host = Q(pk__in=[])
    for body, programme in sponsors.values_list("body", "programme"):
        host |= Q(challenge__host_bodies__body=body, challenge__cycle__programme=programme)
    leads = Seat.objects.accepted().filter(person=user.person_id, role=Seat.Role.LEAD)
    rows = raised.filter(host).distinct(), raised.filter(challenge__in=leads.values("challenge"))
    words = "Acknowledge an urgent concern", "See that the host acknowledges an urgent concern"
    return [
        Waiting(what, str(row.challenge), reverse("reviews:concern", args=[row.challenge.ref, row.pk]))
        for what, found in zip(words, rows, strict=True)
        for row in found.select_related("challenge__host").order_by("raised_at")
    ]
