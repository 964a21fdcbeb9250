"""What waits for those who plan a cycle, and for the bodies that have not signed for it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from cycles.models import Cycle, CycleMember, HostBody, State
from people import roles
from people.rules import ROLE_OF, memberships_of, programmes_where
from people.waiting import Waiting

MOST = 20


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return the signatures to give or chase, the hosts to plan for and the plans to release.

    One query for those who sign, one for those who plan.
    """
    return [*_own_signatures(user, today), *_planning(user, today)]


def _own_signatures(user: Any, today: date) -> Iterator[Waiting]:
    """One's own body has not signed what is there to sign."""
    signs_for = {
        (m.programme_id, m.body_id)
        for m in memberships_of(user)
        if m.body_id and roles.decide("cycles.sign_agreement", frozenset({ROLE_OF[m.role]}), own=True)
    }
    members = (
        CycleMember.objects.visible_to(user)
        .staying()
        .filter(body__in={body for _, body in signs_for}, cycle__ends_on__gte=today, agreements=None)
        .exclude(cycle__agreement_text="")
        .select_related("body", "cycle")
        .order_by("cycle__starts_on", "body__name")
    )
    for member in members if signs_for else ():
        if (member.cycle.programme_id, member.body_id) in signs_for:
            url = reverse("cycles:sign_agreement", args=[member.cycle.ref, member.body.ref])
            yield Waiting(f"Sign the agreement for {member.body}", str(member.cycle), url, member.cycle.starts_on)


def _cycles(led: Iterable[int], today: date) -> QuerySet[Cycle]:
    """Return the running cycles of some programmes with how many members each has, and how many lack what."""
    hosting = HostBody.objects.filter(challenge__cycle=OuterRef("cycle"), body=OuterRef("body"))
    members = CycleMember.objects.staying().filter(cycle=OuterRef("pk"))
    return (
        Cycle.objects.filter(programme__in=led, ends_on__gte=today)
        .annotate(
            size=_how_many(members),
            unsigned=_how_many(members.filter(agreements=None)),
            idle=_how_many(members.exclude(Exists(hosting.exclude(challenge__state=State.CANCELLED)))),
        )
        .order_by("starts_on", "pk")
    )


def _how_many(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("cycle").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def _planning(user: Any, today: date) -> Iterator[Waiting]:
    """What a coordinator has to do about each running cycle."""
    led = programmes_where(user, "cycles.plan")
    for cycle in _cycles(led, today)[:MOST] if led else ():
        if not cycle.size:
            url = reverse("cycles:join", args=[cycle.ref])
            yield Waiting("Add the members", str(cycle), url, cycle.starts_on)
        if cycle.unsigned:
            url = reverse("cycles:members", args=[cycle.ref])
            what = f"Gather {cycle.unsigned} signature{_s(cycle.unsigned)} missing"
            yield Waiting(what, str(cycle), url, cycle.starts_on)
        if cycle.idle:
            url = reverse("cycles:cycle", args=[cycle.ref])
            yield Waiting(f"Plan a challenge for {cycle.idle} host{_s(cycle.idle)}", str(cycle), url)
        if cycle.released_at is None and cycle.idle < cycle.size:
            yield Waiting("Review and release the plan", str(cycle), reverse("cycles:release", args=[cycle.ref]))


def _s(number: int) -> str:
    return "s" if number > 1 else ""
