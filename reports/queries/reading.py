"""Which words of the report somebody reads: while the facts are checked a host reads the draft it was sent."""

from typing import Any

from cycles.models import State
from cycles.rules import standing
from people.roles import Role
from reports.models import AccuracyRound, Report

HOST = frozenset({Role.HOST_ORGANISER, Role.HOST_SPONSOR})


def reads_as_sent(user: Any, report: Report) -> bool:
    """Say whether somebody reads the draft of the accuracy round instead of the one the team writes on."""
    return report.challenge.state == State.ACCURACY and bool(standing(user, report.challenge).roles & HOST)


def round_read_by(user: Any, report: Report) -> AccuracyRound | None:
    """Return the round whose draft somebody reads, or None for whoever reads the report as it stands (one query)."""
    return report.latest_round() if reads_as_sent(user, report) else None
