"""Findings with their strength: few queries whatever the rows."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from cycles.models import Challenge, Seat, State
from cycles.policy import Policy, policy_of
from cycles.waiting import Matter, Mine, Tally
from people.models import Membership
from people.roles import Role
from people.rules import memberships_of
from people.waiting import Waiting
from reviews.meter import Strength, kept_strength, strength
from reviews.models import Finding, FindingNote, Flag, UrgentConcern

ANSWERING = frozenset({Role.LEAD, Role.MANAGER})


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
    """Tell each item its place, of how many, and which finding stands above and below it."""
    for place, item in enumerate(items, 1):
        item["place"], item["many"] = place, len(items)
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


def cut(under: list[tuple[str, list[dict]]], start: int, many: int) -> list[tuple[str, list[dict]]]:
    """Return one page of a column: so many of its findings from one on, under their headings."""
    shown = [(heading, item) for heading, items in under for item in items][max(start, 0) :][:many]
    return [(heading, [item for _, item in group]) for heading, group in groupby(shown, key=itemgetter(0))]


def open_flags(challenge: Challenge) -> dict[int, int]:
    """Return how many unanswered flags each finding has."""
    counts: dict[int, int] = defaultdict(int)
    for finding_id in Flag.objects.filter(challenge=challenge, answered_by=None, finding__isnull=False).values_list(
        "finding", flat=True
    ):
        counts[finding_id] += 1
    return counts


def _drafts(_user: Any, _today: date) -> dict[str, Tally]:
    return {"drafts": Tally(Finding.objects.filter(status=Finding.Status.DRAFT))}


def _agree(mine: Mine) -> Iterator[Waiting]:
    """Findings to agree, for a lead."""
    if count := mine.count("drafts"):
        yield _line(mine, f"Agree or drop {count} finding{'' if count == 1 else 's'}", "reviews:findings")


def _flags(user: Any, _today: date) -> dict[str, Tally]:
    return {"flags": Tally(Flag.objects.filter(answered_by=None).exclude(raised_by=user.person_id))}


def _answer(mine: Mine) -> Iterator[Waiting]:
    """Flags of others to answer, for a lead and a manager."""
    count = mine.count("flags")
    if count and mine.roles & ANSWERING:
        yield _line(mine, f"Answer {count} flag{'' if count == 1 else 's'}", "reviews:hypotheses")


def _line(mine: Mine, what: str, page: str) -> Waiting:
    return Waiting(what, str(mine.challenge), reverse(page, args=[mine.challenge.ref]))


MATTERS = (
    Matter(
        _agree,
        (State.ON_SITE, State.DRAFTING, State.ACCURACY),
        ("reviews.agree_finding",),
        _drafts,
        while_paused=True,
    ),
    Matter(
        _answer,
        (State.ON_SITE, State.DRAFTING, State.ACCURACY),
        ("reviews.answer_flag",),
        _flags,
        while_paused=True,
    ),
)


def concerns(user: Any, today: date) -> list[Waiting]:
    """Concerns nobody has acknowledged: for the host's sponsors to acknowledge, for the lead to follow (one query).

    Each is due on the day it was raised, so that from the next morning on it is late.
    """
    host = Q(pk__in=[])
    for held in memberships_of(user):
        if held.role == Membership.Role.HOST_SPONSOR:
            host |= Q(challenge__host_bodies__body=held.body_id, challenge__cycle__programme=held.programme_id)
    leads = Seat.objects.accepted().filter(challenge=OuterRef("challenge"), person=user.person_id, role=Seat.Role.LEAD)
    rows = (
        UrgentConcern.objects.filter(status=UrgentConcern.Status.RAISED)
        .exclude(challenge__state=State.CANCELLED)
        .annotate(i_lead=Exists(leads))
        .filter(host | Q(i_lead=True))
        .select_related("challenge__host")
        .defer("sealed", "sealed_outcome")
        .order_by("raised_at")
        .distinct()
    )
    return [
        Waiting(
            "See that the host acknowledges an urgent concern" if row.i_lead else "Acknowledge an urgent concern",
            str(row.challenge),
            reverse("reviews:concern", args=[row.challenge.ref, row.pk]),
            timezone.localdate(row.raised_at),
            is_urgent=True,
        )
        for row in rows
    ]
