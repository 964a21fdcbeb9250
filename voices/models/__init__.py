"""The models of this floor, one noun a file."""

from .commitment import Commitment, CommitmentsPage
from .method import MethodPlan
from .point import EarlyPoint, PointAnswer
from .survey import Box, Question, Round, Said, Survey

__all__ = [
    "Box",
    "Commitment",
    "CommitmentsPage",
    "EarlyPoint",
    "MethodPlan",
    "PointAnswer",
    "Question",
    "Round",
    "Said",
    "Survey",
]
