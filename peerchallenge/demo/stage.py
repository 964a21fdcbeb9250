"""What the loading of the demo carries along: the clock, the content, and the rows made so far."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cycles.models import Challenge, Cycle, Seat, Shape, Theme
from cycles.policy import Policy, policy_of
from people.models import Body, Person, Programme, Region
from reviews.models import EvidenceNote, Finding, Hypothesis, LineOfEnquiry, Session
from reviews.vault import Vault, vault_of

from .clock import Clock
from .content import Content


@dataclass
class Stage:
    """The whole region while it is being loaded; every mapping is by the content's own keys."""

    clock: Clock
    content: Content
    region: Region = None
    programmes: dict[str, Programme] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    themes: dict[tuple[str, str], Theme] = field(default_factory=dict)
    cycle: Cycle = None
    next_cycle: Cycle = None
    shape: Shape = None
    large_shape: Shape = None
    scenes: list["Scene"] = field(default_factory=list)
    shaped: dict[str, Challenge] = field(default_factory=dict)  # one of each shape that walked its own life

    @cached_property
    def policy(self) -> Policy:
        """The programme's answers: the demo's are the defaults."""
        return policy_of(self.cycle.programme)


@dataclass
class Scene:
    """One challenge while it is being loaded, as far as its life has come."""

    stage: Stage
    words: dict[str, Any]
    life: list[tuple[str, int]]  # the states it has been in and the day each began
    challenge: Challenge = None
    seats: dict[str, Seat] = field(default_factory=dict)
    lines: dict[int, LineOfEnquiry] = field(default_factory=dict)
    sessions: dict[int, Session] = field(default_factory=dict)
    notes: dict[int, EvidenceNote] = field(default_factory=dict)
    hypotheses: dict[int, Hypothesis] = field(default_factory=dict)
    findings: dict[int, Finding] = field(default_factory=dict)
    _vault: Vault = None

    @property
    def clock(self) -> Clock:
        return self.stage.clock

    @property
    def state(self) -> str:
        return self.life[-1][0]

    @property
    def key(self) -> str:
        return self.words["key"]

    def been(self, *states: str) -> bool:
        """Say whether it has been in one of these states."""
        return any(state in states for state, _ in self.life)

    def began(self, state: str) -> int:
        """Return the day on which a state began."""
        return dict(self.life)[state]

    def person(self, key: str | None) -> Person | None:
        """Return one of the content's people."""
        return self.stage.people[key] if key else None

    def seated(self, role: str) -> Person | None:
        """Return who holds a role in the team."""
        return next(
            (seat.person for seat in self.seats.values() if seat.role == role and seat.status == "accepted"), None
        )

    @property
    def lead(self) -> Person:
        return self.seated("lead")

    @property
    def manager(self) -> Person:
        """The challenge manager, or the lead of a team that has none."""
        return self.seated("manager") or self.lead

    @property
    def coordinator(self) -> Person:
        return self.stage.people["rana"]

    @property
    def sponsor(self) -> Person:
        return self.person(self.words["sponsor"])

    @property
    def organiser(self) -> Person:
        return self.person(self.words["organiser"])

    def visit_day(self, number: int) -> int:
        """Return the content's day of a day of the visit: 1 is the first on site."""
        return self.words["dates"]["visit_from"] + number - 1

    @property
    def vault(self) -> Vault:
        """The challenge's vault, its key made when the first text is sealed."""
        if self._vault is None:
            self._vault = vault_of(self.challenge, make=True)
        return self._vault


def counted(stage: Stage) -> Counter:
    """Count what was loaded, in words."""
    counts = Counter({"people": len(stage.people), "challenges": len(stage.scenes)})
    for scene in stage.scenes:
        counts["sessions"] += len(scene.sessions)
        counts["notes"] += len(scene.notes)
        counts["findings"] += len(scene.findings)
    return counts
