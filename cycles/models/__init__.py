"""Cycle, Agreement, Visit, Challenge, Seat, Meeting and the search for its time, closed weeks, Event."""

from .agreement import Agreement
from .calendar import ClosedPeriod
from .challenge import Challenge, HostBody, Visit
from .cycle import Cycle, CycleMember
from .declaration import Declaration, Objection
from .event import Event
from .finder import Answer, Asked, Finder, OfferedTime
from .framework import Framework, Theme
from .intervention import Intervention
from .meeting import Meeting, MeetingAction
from .place import ShapePlace
from .readiness import Component, Postponement
from .seat import Seat
from .setting import ProgrammeSetting
from .shape import Shape
from .state import State

__all__ = [
    "Agreement",
    "Answer",
    "Asked",
    "Challenge",
    "ClosedPeriod",
    "Component",
    "Cycle",
    "CycleMember",
    "Declaration",
    "Event",
    "Finder",
    "Framework",
    "HostBody",
    "Intervention",
    "Meeting",
    "MeetingAction",
    "Objection",
    "OfferedTime",
    "Postponement",
    "ProgrammeSetting",
    "Seat",
    "Shape",
    "ShapePlace",
    "State",
    "Theme",
    "Visit",
]
