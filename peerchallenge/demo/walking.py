"""Walking a challenge of the demo through its life by the actions that anybody would take."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from cycles.actions import challenge as challenges
from cycles.actions import life
from cycles.actions.readiness import record_component
from cycles.kinds import components_of
from cycles.models import Challenge, Cycle, Declaration, Seat, Shape
from people.models import Person
from reviews.actions.findings import agree_finding, draft_finding
from reviews.actions.scope import add_line, edit_scope
from voices.actions.method import plan_method

from .life import HOURS
from .stage import Stage

AGREED = "agreed with the host"
THIN = "Seen in every record that was read on the day."


@dataclass
class Walk:
    """One challenge on its way: what is written of it, and who takes each step."""

    stage: Stage
    words: dict[str, Any]
    challenge: Challenge = None

    @cached_property
    def lead(self) -> Person:
        return self.stage.people[self.words["team"][0][0]]

    @property
    def rana(self) -> Person:
        return self.stage.people["rana"]

    @property
    def sponsor(self) -> Person:
        if "sponsor" in self.words:
            return self.stage.people[self.words["sponsor"]]
        return next(scene.sponsor for scene in self.stage.scenes if scene.key == self.words["host"])

    def at(self, day: int, hour: str = "10:00") -> datetime:
        """Return a moment of one of the content's days."""
        return self.stage.clock.moment(day, hour)

    def by(self, person: Person, day: int) -> dict[str, Any]:
        """Return who does something and when, as every action asks."""
        return {"by": person, "at": self.at(day)}

    def propose(self, cycle: Cycle, shape: Shape, beside: Challenge | None = None) -> None:
        """Plan it on its day, or on the day of another."""
        said = self.words
        self.challenge = challenges.create(
            cycle=cycle,
            host=self.stage.bodies[said["host"]],
            shape=shape,
            topic=said["topic"],
            starts_on=self.stage.clock.day(said["visit"]),
            beside=beside,
            other_bodies=[self.stage.bodies[key] for key in said.get("other_bodies", ())],
            despite=AGREED,
            **self.by(self.rana, said["proposed"]),
        )

    def prepare(self) -> None:
        """Seat the team, agree the scope, and record every component its kind asks for."""
        said, scoping = self.words, self.words["scoping"]
        self.take("start_scoping", scoping)
        self._seat(scoping)
        facts = {name: said[name] for name in ("purpose", "question") if name in said}
        edit_scope(challenge=self.challenge, seen=0, **facts, **self.by(self.lead, scoping + 2))
        for question in said["lines"]:
            add_line(challenge=self.challenge, question=question, **self.by(self.lead, scoping + 2))
        if "plan" in said:
            self._plan_method(scoping + 3)
        self.take("start_preparing", said["preparing"])
        for key in components_of(self.challenge.shape.kind):
            record_component(challenge=self.challenge, key=key, **self.by(self.rana, said["visit"] - 3))

    def visit(self) -> None:
        """Go on site and leave again."""
        self.take("go_on_site", self.words["visit"])
        self.take("leave_site", self.words["visit"] + self.challenge.days - 1)

    def take(self, move: str, day: int) -> None:
        """Take a move of its life on a day."""
        by = self.lead if move == "leave_site" else self.rana
        at = self.at(day, HOURS[move])
        self.challenge = getattr(life, move)(challenge=self.challenge, by=by, at=at)

    def say(self, row: list[str], day: int) -> None:
        """Draft a finding and agree it."""
        kind, text, so_what = row
        line = self.challenge.lines.order_by("number").first()
        said = {"kind": kind, "text": text, "so_what": so_what, "line": line, "theme": None}
        finding = draft_finding(challenge=self.challenge, **said, **self.by(self.lead, day))
        agree_finding(finding=finding, thin_reason=THIN, seen=finding.version, **self.by(self.lead, day))

    def _seat(self, day: int) -> None:
        """Let everybody of the team have been asked, have accepted, and have declared that nothing ties them."""
        visit, asked = self.challenge.visit, self.at(day)
        seats = Seat.objects.bulk_create(
            Seat(
                challenge=self.challenge,
                person=self.stage.people[key],
                role=role,
                peer=peer,
                case_data=peer == Seat.Peer.OFFICER,
                status=Seat.Status.ACCEPTED,
                visit=visit,
                starts_on=visit.starts_on,
                ends_on=visit.ends_on,
                invited_at=asked,
                answered_at=self.at(day + 1),
            )
            for key, role, peer in self.words["team"]
        )
        clear = Declaration.Outcome.CLEAR
        Declaration.objects.bulk_create(
            Declaration(seat=seat, outcome=clear, declared_at=self.at(day + 2)) for seat in seats
        )

    def _plan_method(self, day: int) -> None:
        plan = {**self.words["plan"], "fed_back_on": self.stage.clock.day(self.words["plan"]["fed_back_on"])}
        plan_method(challenge=self.challenge, seen=0, facts=plan, **self.by(self.sponsor, day))
