"""Findings with their strength, and the board of hypotheses: few queries whatever the rows."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from cycles.models import Challenge, Seat, State
from cycles.policy import policy_of
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
    return [
        (
            finding,
            strength(links[finding.pk], policy)
            if links[finding.pk] and not finding.held_elsewhere
            else kept_strength(finding, policy),
        )
        for finding in findings
    ]


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
    lines = []
    leads = Seat.objects.accepted().filter(
        person=user.person_id, role=Seat.Role.LEAD, challenge__state__in=[State.ON_SITE, State.DRAFTING]
    )
    for seat in leads.select_related("challenge__host"):
        challenge = seat.challenge
        drafts = challenge.findings.filter(status=Finding.Status.DRAFT).count()
        if drafts:
            what = f"Agree or drop {drafts} finding{'' if drafts == 1 else 's'}"
            lines.append(Waiting(what, str(challenge), reverse("reviews:findings", args=[challenge.ref])))
    return [*lines, *_flags(user), *_concerns(user)]


def _flags(user: Any) -> list[Waiting]:
    roles = [Seat.Role.LEAD, Seat.Role.MANAGER]
    states = [State.ON_SITE, State.DRAFTING, State.ACCURACY]
    seats = Seat.objects.accepted().filter(person=user.person_id, role__in=roles, challenge__state__in=states)
    lines = []
    for seat in seats.select_related("challenge__host"):
        challenge = seat.challenge
        count = challenge.flags.filter(answered_by=None).exclude(raised_by=user.person_id).count()
        if count:
            what = f"Answer {count} flag{'' if count == 1 else 's'}"
            lines.append(Waiting(what, str(challenge), reverse("reviews:hypotheses", args=[challenge.ref])))
    return lines


def _concerns(user: Any) -> list[Waiting]:
    """Concerns nobody has acknowledged, for the lead and the host's sponsors."""
    mine = Q(
        challenge__seats__person=user.person_id, challenge__seats__role="lead", challenge__seats__status="accepted"
    )
    host = Q(
        challenge__host_bodies__body__memberships__person=user.person_id,
        challenge__host_bodies__body__memberships__role="host_sponsor",
    )
    raised = UrgentConcern.objects.filter(mine | host, status=UrgentConcern.Status.RAISED).distinct()
    return [
        Waiting(
            "Acknowledge an urgent concern",
            str(concern.challenge),
            reverse("reviews:concern", args=[concern.challenge.ref, concern.pk]),
        )
        for concern in raised.select_related("challenge__host")
    ]
