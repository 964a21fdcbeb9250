"""Who hosted, led, gave and received in a cycle, body by body, with the fair share."""

from collections import defaultdict
from dataclasses import dataclass

from people.models import Body

from .days import working_days_between
from .models import Challenge, Cycle, Seat, State


@dataclass
class Line:
    """One body's part in a cycle."""

    body: Body
    is_member: bool
    hosted: int = 0
    led: int = 0
    given: int = 0
    received: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """What is counted, in the order of the grid."""
        return self.hosted, self.led, self.given, self.received


@dataclass(frozen=True)
class Coverage:
    """Every body's line, and what each member would give if all gave the same."""

    lines: list[Line]
    fair_share: float

    @property
    def total_given(self) -> int:
        """All days given."""
        return sum(line.given for line in self.lines)


def coverage_of(cycle: Cycle) -> Coverage:
    """Return the coverage of a cycle in three queries, whatever its size.

    A day counts for each person of the accepted team and each working day of the visit; cancelled
    challenges count for nobody.
    """
    members = cycle.members.staying().select_related("body").order_by("body__name")
    lines = {member.body_id: Line(member.body, is_member=True) for member in members}
    challenges = Challenge.objects.filter(cycle=cycle).exclude(state=State.CANCELLED).select_related("host")
    hosts = {}
    for challenge in challenges:
        hosts[challenge.pk] = challenge.host
        _line(lines, challenge.host).hosted += 1
    seats = Seat.objects.accepted().filter(challenge__in=list(hosts)).select_related("person__home")
    for seat in seats:
        days = working_days_between(seat.starts_on, seat.ends_on)
        _line(lines, hosts[seat.challenge_id]).received += days
        if seat.person.home:
            home = _line(lines, seat.person.home)
            home.given += days
            home.led += seat.role == Seat.Role.LEAD
    return _sum_up(list(lines.values()))


def _line(lines: dict[int, Line], body: Body) -> Line:
    return lines.setdefault(body.pk, Line(body, is_member=False))


def _sum_up(lines: list[Line]) -> Coverage:
    lines.sort(key=lambda line: (not line.is_member, line.body.name))
    members = sum(line.is_member for line in lines)
    share = sum(line.given for line in lines if line.is_member) / members if members else 0
    return Coverage(lines, round(share, 1))


def as_grid(coverage: Coverage) -> list[dict]:
    """Return the rows for `components/coverage_grid.html`; below half the fair share of days given is low."""
    most = defaultdict(lambda: 1)
    for name in ("hosted", "led", "given", "received"):
        most[name] = max([getattr(line, name) for line in coverage.lines] + [1])
    most["given"] = max(most["given"], coverage.fair_share)
    return [
        {
            "name": line.body.name if line.is_member else f"{line.body.name} (not a member)",
            "cells": [
                {"number": line.hosted, "max": most["hosted"]},
                {"number": line.led, "max": most["led"]},
                _given(line, coverage, most["given"]),
                {"number": line.received, "max": most["received"]},
            ],
        }
        for line in coverage.lines
    ]


def _given(line: Line, coverage: Coverage, most: float) -> dict:
    cell = {"number": line.given, "max": most}
    if line.is_member and coverage.fair_share:
        cell |= {
            "share": coverage.fair_share,
            "share_width": round(most / 40, 3),
            "is_low": line.given < coverage.fair_share / 2,
        }
    return cell
