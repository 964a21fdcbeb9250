"""What this floor offers to the pages and moves of a challenge. See `cycles/gathering.py`."""

from collections.abc import Iterator

from cycles.gathering import Part, Tab
from cycles.grouping import Doing, Planning
from cycles.kinds import is_health_check
from cycles.models import Challenge

from .held import held, texts
from .models import MethodPlan

PARTS = [
    Part("Points before the visit", "voices:points", "voices.read_points", Doing.PREPARE),
    Part("Surveys", "voices:surveys", "voices.view_survey_results", Doing.PREPARE),
    Part("Commitments", "voices:commitments", "voices.keep_commitments", Doing.OUTCOME),
]

CYCLE_TABS = [
    Tab("Surveys", "voices:cycle_surveys", "voices.survey_cycle", 70, Planning.LEARNING),
]

LEAFLET_PAGE = ("voices:hand_in_point", "voices.hand_in_point")


def method_planned(challenge: Challenge) -> Iterator[str]:
    """A staff health check is agreed before anybody is asked."""
    if is_health_check(challenge.shape.kind) and not MethodPlan.objects.filter(challenge=challenge).exists():
        yield "the method plan"


def promised_something(challenge: Challenge) -> Iterator[str]:
    """A staff health check is fed back with what the employer will do."""
    if is_health_check(challenge.shape.kind) and not challenge.commitments.exists():
        yield "at least one commitment to staff"


CONDITIONS = {
    "start_preparing": (method_planned,),
    "conclude": (promised_something,),
}

HELD = (held,)
HELD_TEXTS = (texts,)
