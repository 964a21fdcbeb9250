"""What is owed of indicators: a baseline before the visit, and a value at each point after publication."""

from django.db.models import Exists, OuterRef, Q

from cycles.kinds import passing
from cycles.models import State
from cycles.owed import DutyKind, entered, months_after, weeks_before
from people.roles import Role

from .models import BASELINE, MONTHS, Indicator

HOST = (Role.HOST_ORGANISER, Role.HOST_SPONSOR)

# A review looks back and measures nothing anew; a day without a follow-up has no points.
FOLLOWED = passing(State.PUBLISHED, State.FOLLOW_UP)


def _measured(months: int) -> Q:
    """Say that no indicator of a challenge lacks its value of a point."""
    return ~Q(Exists(Indicator.objects.filter(challenge=OuterRef("pk")).lacking(months)))


_CHOSEN = Q(Exists(Indicator.objects.filter(challenge=OuterRef("pk"))))


def _point(months: int) -> DutyKind:
    return DutyKind(
        f"indicators_{months}",
        f"Write down the indicators at {months} months",
        "Only what is measured again shows whether anything is different.",
        HOST,
        months_after(months),
        entered(State.PUBLISHED),
        states=(State.PUBLISHED, State.FOLLOW_UP),
        page="followup:indicators",
        done=_measured(months),
        escalates_to=Role.COORDINATOR,
        applies=FOLLOWED,
    )


INDICATORS = (
    DutyKind(
        "baseline",
        "Choose indicators and set their baseline",
        "What is not measured before the visit cannot be compared after it.",
        HOST,
        weeks_before("baseline"),
        states=(State.SCOPING, State.PREPARING),
        page="followup:indicators",
        done=_CHOSEN & _measured(BASELINE),
        escalates_to=Role.COORDINATOR,
        applies=FOLLOWED,
    ),
    *(_point(months) for months in MONTHS),
)
