"""The models of this floor, one noun a file."""

from .action import Action
from .entry import PlanEntry
from .indicator import BASELINE, MONTHS, Indicator, IndicatorPoint, PublishedValue
from .plan import ActionPlan, PlanVersion
from .response import Response
from .review import ProgressReview, Reopening

__all__ = [
    "BASELINE",
    "MONTHS",
    "Action",
    "ActionPlan",
    "Indicator",
    "IndicatorPoint",
    "PlanEntry",
    "PlanVersion",
    "ProgressReview",
    "PublishedValue",
    "Reopening",
    "Response",
]
