"""What waits for somebody about teams: invitations, declarations, clearances, objections."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse

from cycles.models import Declaration, Objection, Seat, State
from cycles.models.state import STATE_OF_CODE
from cycles.waiting import Matter, Mine
from people import roles
from people.roles import Role
from people.rules import programmes_where
from people.waiting import Waiting

MOST = 100


def states_of(permission: str, role: Role) -> list[State]:
    """Return the states in which a role holds a permission."""
    return [STATE_OF_CODE[code] for code in sorted(roles.table()[permission][role].states)]


def waiting_for(user: Any, today: date) -> list[Waiting]:  # every floor's part of home has one shape
    """Return what a coordinator has to decide about teams."""
    led = programmes_where(user, "cycles.plan")
    return [*_to_decide(led)] if led else []


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


def _to_decide(led: set[int]) -> Iterator[Waiting]:
    """Declared interests a coordinator has to decide on, and objections to answer (one query)."""
    rows = _clearances(led).union(_objections(led), all=True).order_by("since")[:MOST]
    for what, who, host, challenge, ref, first_day, _ in rows:
        said = f"Decide on the interests of {who}" if what == "clear_interests" else f"Answer the objection by {who}"
        yield Waiting(said, host, reverse(f"cycles:{what}", args=[challenge, ref]), first_day)


def _clearances(led: set[int]) -> QuerySet:
    rows = Declaration.objects.filter(
        outcome=Declaration.Outcome.WAITING,
        seat__status=Seat.Status.ACCEPTED,
        seat__challenge__cycle__programme__in=led,
        seat__challenge__state__in=states_of("cycles.clear_interests", Role.COORDINATOR),
    )
    return (
        rows.annotate(since=F("declared_at"))
        .order_by()
        .values_list(
            Value("clear_interests", CharField()),
            "seat__person__name",
            "seat__challenge__host__name",
            "seat__challenge__ref",
            "seat__ref",
            "seat__starts_on",
            "since",
        )
    )


def _objections(led: set[int]) -> QuerySet:
    rows = Objection.objects.filter(
        answered_at=None,
        challenge__cycle__programme__in=led,
        challenge__state__in=states_of("cycles.edit_team", Role.COORDINATOR),
    )
    return (
        rows.annotate(since=F("made_at"))
        .order_by()
        .values_list(
            Value("answer_objection", CharField()),
            "body__name",
            "challenge__host__name",
            "challenge__ref",
            "body__ref",
            "challenge__visit__starts_on",
            "since",
        )
    )


MATTERS = (Matter(_own_seat, states_of("cycles.clear_interests", Role.COORDINATOR), while_paused=True),)
