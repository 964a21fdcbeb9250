"""Cycle, Agreement, Visit, Challenge, Seat, Meeting, closed weeks, Event."""

from .agreement import Agreement
from .calendar import ClosedPeriod
from .challenge import Challenge, HostBody, Visit
from .cycle import Cycle, CycleMember
from .declaration import Declaration, Objection
from .event import Event
from .framework import Framework, Theme
from .meeting import Meeting, MeetingAction
from .place import ShapePlace
from .readiness import Component, Postponement
from .seat import Seat
from .setting import ProgrammeSetting
from .shape import Shape
from .state import State

__all__ = [
    "Agreement",
    "Challenge",
    "ClosedPeriod",
    "Component",
    "Cycle",
    "CycleMember",
    "Declaration",
    "Event",
    "Framework",
    "HostBody",
    "Meeting",
    "MeetingAction",
    "Objection",
    "Postponement",
    "ProgrammeSetting",
    "Seat",
    "Shape",
    "ShapePlace",
    "State",
    "Theme",
    "Visit",
]
