"""What waits for somebody in their challenges: two queries, whatever the challenges and the floors that ask.

A floor that has something to ask writes `MATTERS` in its `queries`. Home gathers them all, so that the
challenges are fetched once and everything that lies in them is counted at once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from people import roles
from people.roles import Role
from people.rules import ROLE_OF, memberships_of, programmes_where
from people.waiting import Waiting

from .models import Challenge, HostBody, Postponement, ProgrammeSetting, Seat
from .models.seat import ASKED
from .models.state import UNDER_WAY
from .rules import ROLE_OF_SEAT

MOST = 150


@dataclass(frozen=True)
class Tally:
    """Rows to count in each challenge: where the challenge is found from them, and the day that counts, if any."""

    rows: QuerySet
    challenge: str = "challenge"
    day: str = ""

    def named(self, name: str, challenges: list[int]) -> QuerySet:
        """Return (challenge, name, how many, the earliest day) of each challenge that has such rows."""
        earliest = Min(self.day) if self.day else Cast(Value(None), DateField())
        return (
            self.rows.filter(**{f"{self.challenge}__in": challenges})
            .order_by()
            .values(found_in=F(self.challenge))
            .annotate(what=Value(name, CharField()), how_many=Count("pk", distinct=True), earliest=earliest)
            .values_list("found_in", "what", "how_many", "earliest")
        )


@dataclass
class Mine:
    """An open challenge, what somebody is in it, and what was counted there."""

    challenge: Challenge
    roles: frozenset[Role]
    today: date
    counted: dict[str, tuple[int, date | None]] = field(default_factory=dict)

    def may(self, permission: str) -> bool:
        """Say whether they hold a permission here; the same table decides as for the page itself."""
        challenge = self.challenge
        case_data = challenge.my_status != Seat.Status.ACCEPTED or challenge.my_case_data
        return roles.decide(permission, self.roles, state=challenge.code, own=True, case_data=case_data) is not None

    def count(self, name: str) -> int:
        """Return how many rows of a tally lie here."""
        return self.counted.get(name, (0, None))[0]

    def earliest(self, name: str) -> date | None:
        """Return the earliest day of a tally here."""
        return self.counted.get(name, (0, None))[1]


def _nothing(_user: Any, _today: date) -> dict[str, Tally]:
    return {}


@dataclass(frozen=True)
class Matter:
    """Something a challenge may ask of people: in which states, of whom, what is counted for it, and its lines.

    Nothing is counted in a challenge where somebody holds none of the permissions; without any
    permission it is asked of everybody who has a part.
    """

    lines: Callable[[Mine], Iterable[Waiting]]
    states: Sequence[str] = UNDER_WAY
    permissions: tuple[str, ...] = ()
    counts: Callable[[Any, date], dict[str, Tally]] = _nothing
    while_paused: bool = False

    def arises(self, mine: Mine) -> bool:
        """Say whether it may arise in a challenge for this person."""
        if mine.challenge.state not in self.states or (mine.challenge.is_paused and not self.while_paused):
            return False
        return not self.permissions or any(map(mine.may, self.permissions))


def about_challenges(user: Any, today: date, matters: Iterable[Matter]) -> list[Waiting]:
    """Return what somebody's open challenges ask of them, matter by matter (two queries)."""
    if getattr(user, "person_id", None) is None:
        return []
    places = [Mine(challenge, _roles(user, challenge), today) for challenge in _challenges(user)]
    found = [(matter, [mine for mine in places if matter.arises(mine)]) for matter in matters]
    _count(found, user, today)
    return [line for matter, asked in found for mine in asked for line in matter.lines(mine)]


def _challenges(user: Any) -> QuerySet[Challenge]:
    """Return the open challenges somebody plans, sits in, is asked to sit in, or hosts, with how they stand there."""
    hosting = {
        _host_mark(body): Exists(HostBody.objects.filter(challenge=OuterRef("pk"), body=body))
        for body in {m.body_id for m in memberships_of(user) if m.body_id}
    }
    seat = FilteredRelation("seats", condition=Q(seats__person=user.person_id, seats__status__in=ASKED))
    weeks = ProgrammeSetting.objects.filter(programme=OuterRef("cycle__programme"), key="publish_weeks")
    part = Q(cycle__programme__in=programmes_where(user, "cycles.plan")) | Q(my_seat__isnull=False)
    for mark in hosting:
        part |= Q(**{mark: True})
    return (
        Challenge.objects.with_host()
        .filter(state__in=UNDER_WAY)
        .annotate(
            my_seat=seat,
            my_role=F("my_seat__role"),
            my_status=F("my_seat__status"),
            my_ref=F("my_seat__ref"),
            my_first_day=F("my_seat__starts_on"),
            my_case_data=F("my_seat__case_data"),
            my_declaration=F("my_seat__declaration__pk"),
            is_paused=Exists(Postponement.objects.filter(challenge=OuterRef("pk"), resumed_at=None)),
            publish_weeks=Subquery(weeks.values("value")[:1]),
            **hosting,
        )
        .filter(part)
        .order_by("visit__starts_on", "pk")[:MOST]
    )


def _host_mark(body: int) -> str:
    return f"is_hosted_by_{body}"


def _roles(user: Any, challenge: Challenge) -> frozenset[Role]:
    """Return the roles somebody holds in one of the challenges, as `rules.standing` would, without a query."""
    held = {
        ROLE_OF[m.role]
        for m in memberships_of(user)
        if m.programme_id in (None, challenge.cycle.programme_id)
        and (m.body_id is None or getattr(challenge, _host_mark(m.body_id)))
    }
    if challenge.my_status == Seat.Status.ACCEPTED:
        held.add(ROLE_OF_SEAT[challenge.my_role])
    return frozenset(held)


def _count(found: list[tuple[Matter, list[Mine]]], user: Any, today: date) -> None:
    """Count everything that is asked for in one query, and write it into the places."""
    wanted = [
        tally.named(name, [mine.challenge.pk for mine in asked])
        for matter, asked in found
        if asked
        for name, tally in matter.counts(user, today).items()
    ]
    if not wanted:
        return
    places = {mine.challenge.pk: mine for _, asked in found for mine in asked}
    for challenge, name, how_many, earliest in wanted[0].union(*wanted[1:], all=True):
        places[challenge].counted[name] = (how_many, earliest)
