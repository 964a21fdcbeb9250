"""What waits for somebody about a challenge's life: places to fill, components to record, moves that are due."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from cycles import gathering
from cycles.constraints import COUNTED
from cycles.models import Challenge, Component, HostBody, Postponement, Seat, State
from cycles.models.seat import HOLDING
from cycles.moves import LIVES
from cycles.rules import ROLE_OF_SEAT
from people import roles
from people.rules import ROLE_OF, memberships_of, programmes_where
from people.waiting import Waiting

MOST = 50
# Hosts see the names ten weeks before; what the region promised is asked for in the last three.
TEAM_DUE = timedelta(weeks=10)
READY_DUE = timedelta(weeks=3)
UNTIL_LEFT = (State.PROPOSED, State.SCOPING, State.PREPARING, State.ON_SITE)


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what somebody has to fill, record or move, from one query."""
    found: list[Waiting] = []
    for challenge in _open_challenges(user):
        may = _asker(user, challenge)
        for looked_at in (_places, _components, _moves):
            found += looked_at(challenge, may, today)
    return found


def _open_challenges(user: Any) -> QuerySet[Challenge]:
    """Return challenges not yet left and not paused, with all that is asked about them."""
    acted_for = [m.body_id for m in memberships_of(user) if m.body_id]
    of_team = Q(seats__status__in=HOLDING, seats__role__in=COUNTED)
    mine = Seat.objects.accepted().filter(challenge=OuterRef("pk"), person=user.person_id)
    leads = Seat.objects.holding().filter(challenge=OuterRef("pk"), role=Seat.Role.LEAD)
    paused = Postponement.objects.filter(challenge=OuterRef("pk"), resumed_at=None)
    part = Q(cycle__programme__in=programmes_where(user, "cycles.plan")) | Q(my_role__isnull=False) | Q(is_host=True)
    return (
        Challenge.objects.with_host()
        .filter(state__in=UNTIL_LEFT)
        .annotate(
            my_role=Subquery(mine.values("role")[:1]),
            is_host=Exists(HostBody.objects.filter(challenge=OuterRef("pk"), body__in=acted_for)),
            is_postponed=Exists(paused),
            has_lead=Exists(leads),
            taken=Count("seats", filter=of_team, distinct=True),
            recorded=Count("components", distinct=True),
        )
        .filter(part, is_postponed=False)
        .order_by("visit__starts_on", "pk")[:MOST]
    )


def _asker(user: Any, challenge: Challenge) -> Callable[[str], bool]:
    """Return what answers whether somebody holds a permission here, without asking the database again."""
    held = {
        ROLE_OF[m.role]
        for m in memberships_of(user)
        if m.programme_id == challenge.cycle.programme_id and (m.body_id is None or challenge.is_host)
    }
    if challenge.my_role:
        held.add(ROLE_OF_SEAT[challenge.my_role])
    return lambda permission: roles.decide(permission, frozenset(held), state=challenge.code) is not None


def _places(challenge: Challenge, may: Callable[[str], bool], today: date) -> Iterator[Waiting]:
    """Places of the team still empty."""
    free = challenge.shape.team_size - challenge.taken
    if not may("cycles.edit_team") or challenge.state == State.ON_SITE or (free <= 0 and challenge.has_lead):
        return
    what = "Find a lead challenger" if not challenge.has_lead else f"Fill {free} place{'s' if free > 1 else ''}"
    url = reverse("cycles:candidates", args=[challenge.ref])
    yield Waiting(f"{what} in the team", str(challenge.host), url, challenge.visit.starts_on - TEAM_DUE)


def _components(challenge: Challenge, may: Callable[[str], bool], today: date) -> Iterator[Waiting]:
    """Components missing in the last weeks before the visit."""
    missing = len(Component.Key) - challenge.recorded
    near = challenge.visit.starts_on - READY_DUE <= today
    if missing and near and challenge.state == State.PREPARING and may("cycles.record_components"):
        yield Waiting(
            f"Record what is ready: {missing} of {len(Component.Key)} parts missing",
            str(challenge.host),
            reverse("cycles:readiness", args=[challenge.ref]),
            challenge.visit.starts_on,
        )


def _moves(challenge: Challenge, may: Callable[[str], bool], today: date) -> Iterator[Waiting]:
    """Moves whose day has come."""
    due = {
        "go_on_site": challenge.state == State.PREPARING and challenge.visit.starts_on <= today,
        "leave_site": challenge.state == State.ON_SITE and challenge.visit.ends_on < today,
    }
    for name in (name for name, is_due in due.items() if is_due):
        step = LIVES[challenge.shape.kind].moves[name]
        if may(step.permission):
            url = gathering.page_of(step, challenge) or reverse("cycles:challenge", args=[challenge.ref])
            day = challenge.visit.starts_on if name == "go_on_site" else challenge.visit.ends_on
            yield Waiting(step.label, str(challenge.host), url, day)
