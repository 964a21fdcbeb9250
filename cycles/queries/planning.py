"""What waits for those who plan a cycle, and for the bodies that have not signed for it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from cycles.models import Agreement, Cycle, CycleMember, HostBody, State
from people import roles
from people.rules import ROLE_OF, memberships_of, programmes_where
from people.waiting import Waiting

MOST = 20


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return the signatures to give or chase, the hosts to plan for and the plans to release (two queries)."""
    if not memberships_of(user):
        return []
    members = list(_members(user, today))
    return [*_own_signatures(user, members), *_planning(user, members, today)]


def _members(user: Any, today: date) -> QuerySet[CycleMember]:
    """Return the members of running cycles that somebody plans or acts for, with what each has done."""
    challenges = HostBody.objects.filter(challenge__cycle=OuterRef("cycle"), body=OuterRef("body"))
    return (
        CycleMember.objects.visible_to(user)
        .staying()
        .filter(cycle__ends_on__gte=today)
        .select_related("body", "cycle")
        .annotate(
            has_signed=Exists(Agreement.objects.filter(member=OuterRef("pk"))),
            has_challenge=Exists(challenges.exclude(challenge__state=State.CANCELLED)),
        )
        .order_by("cycle__starts_on", "body__name")
    )


def _own_signatures(user: Any, members: list[CycleMember]) -> Iterator[Waiting]:
    """One's own body has not signed what is there to sign."""
    signs_for = {
        (m.programme_id, m.body_id)
        for m in memberships_of(user)
        if m.body_id and roles.decide("cycles.sign_agreement", frozenset({ROLE_OF[m.role]}), own=True)
    }
    for member in members:
        mine = (member.cycle.programme_id, member.body_id) in signs_for
        if mine and member.cycle.agreement_text and not member.has_signed:
            url = reverse("cycles:sign_agreement", args=[member.cycle.ref, member.body.ref])
            yield Waiting(f"Sign the agreement for {member.body}", str(member.cycle), url, member.cycle.starts_on)


def _planning(user: Any, members: list[CycleMember], today: date) -> Iterator[Waiting]:
    """What a coordinator has to do about each running cycle."""
    led = programmes_where(user, "cycles.plan")
    cycles = (
        Cycle.objects.filter(programme__in=led, ends_on__gte=today).order_by("starts_on", "pk")[:MOST] if led else []
    )
    for cycle in cycles:
        own = [member for member in members if member.cycle_id == cycle.pk]
        if not own:
            url = reverse("cycles:join", args=[cycle.ref])
            yield Waiting("Add the members", str(cycle), url, cycle.starts_on)
        if unsigned := sum(not member.has_signed for member in own):
            url = reverse("cycles:members", args=[cycle.ref])
            yield Waiting(f"Gather {unsigned} signature{_s(unsigned)} missing", str(cycle), url, cycle.starts_on)
        if idle := sum(not member.has_challenge for member in own):
            url = reverse("cycles:cycle", args=[cycle.ref])
            yield Waiting(f"Plan a challenge for {idle} host{_s(idle)}", str(cycle), url)
        if cycle.released_at is None and idle < len(own):
            yield Waiting("Review and release the plan", str(cycle), reverse("cycles:release", args=[cycle.ref]))


def _s(number: int) -> str:
    return "s" if number > 1 else ""
