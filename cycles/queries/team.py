"""What waits for somebody about teams: invitations, declarations, clearances, objections."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from cycles.models import Declaration, Objection, Seat, State
from cycles.models.state import STATE_OF_CODE
from cycles.waiting import Matter, Mine
from people import roles
from people.roles import Role
from people.rules import programmes_where
from people.waiting import Waiting

MOST = 50


def states_of(permission: str, role: Role) -> list[State]:
    """Return the states in which a role holds a permission."""
    return [STATE_OF_CODE[code] for code in sorted(roles.table()[permission][role].states)]


def waiting_for(user: Any, today: date) -> list[Waiting]:  # every floor's part of home has one shape
    """Return what a coordinator has to decide about teams."""
    led = programmes_where(user, "cycles.plan")
    return [*_clearances(led), *_objections(led)] if led else []


def _own_seat(mine: Mine) -> Iterator[Waiting]:
    """An invitation to answer, or interests to declare."""
    challenge = mine.challenge
    if challenge.my_status == Seat.Status.INVITED and challenge.state in states_of(
        "cycles.edit_team", Role.COORDINATOR
    ):
        yield Waiting(
            "Answer your invitation",
            f"{challenge.host}, as {Seat.Role(challenge.my_role).label.lower()}",
            reverse("cycles:answer_invitation", args=[challenge.ref]),
            challenge.my_first_day,
        )
    elif challenge.my_status == Seat.Status.ACCEPTED and challenge.my_declaration is None:
        yield Waiting(
            "Declare your interests",
            str(challenge.host),
            reverse("cycles:declare", args=[challenge.ref, challenge.my_ref]),
            challenge.my_first_day,
        )


def _clearances(led: set[int]) -> Iterator[Waiting]:
    """Declared interests a coordinator has to decide on."""
    rows = (
        Declaration.objects.filter(
            outcome=Declaration.Outcome.WAITING,
            seat__status=Seat.Status.ACCEPTED,
            seat__challenge__cycle__programme__in=led,
            seat__challenge__state__in=states_of("cycles.clear_interests", Role.COORDINATOR),
        )
        .select_related("seat__person", "seat__challenge__host")
        .order_by("declared_at")[:MOST]
    )
    for row in rows:
        challenge = row.seat.challenge
        yield Waiting(
            f"Decide on the interests of {row.seat.person}",
            str(challenge.host),
            reverse("cycles:clear_interests", args=[challenge.ref, row.seat.ref]),
            row.seat.starts_on,
        )


def _objections(led: set[int]) -> Iterator[Waiting]:
    """Objections a coordinator has to answer."""
    rows = (
        Objection.objects.filter(
            answered_at=None,
            challenge__cycle__programme__in=led,
            challenge__state__in=states_of("cycles.edit_team", Role.COORDINATOR),
        )
        .select_related("body", "challenge__host", "challenge__visit")
        .order_by("made_at")[:MOST]
    )
    for row in rows:
        yield Waiting(
            f"Answer the objection by {row.body}",
            str(row.challenge.host),
            reverse("cycles:answer_objection", args=[row.challenge.ref, row.body.ref]),
            row.challenge.visit.starts_on,
        )


MATTERS = (Matter(_own_seat, states_of("cycles.clear_interests", Role.COORDINATOR), while_paused=True),)
