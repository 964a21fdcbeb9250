"""What stands beside and below the board: the chosen visit with its reasons, and what the draft costs."""

from dataclasses import dataclass
from datetime import date

from people.models import Person

from .judging import Judged
from .lines import Line
from .saying import days_of
from .verdicts import Given, Reason
from .words import named_place, signed


@dataclass(frozen=True)
class PlaceOf:
    """One place of the chosen visit's team, with who is meant to take it."""

    number: int
    name: str
    locked: bool
    person: Person | None
    answer: str
    is_new: bool
    was: str


class Panel:
    """The chosen visit: its days, its places, what it breaks, why it stands as it does."""

    def __init__(self, judged: Judged, line: Line, answers: dict[int, str]) -> None:
        self.judged, self.line = judged, line
        self._answers = answers

    @property
    def was(self) -> str:
        """The days it had before, where it had others."""
        return days_of(self.line.was) if self.line.is_moved else ""

    @property
    def back(self) -> date | None:
        """The Monday that would put it back, if it moved."""
        return self.line.was.week if self.line.is_moved else None

    @property
    def places(self) -> list[PlaceOf]:
        """Every place in the order of the team."""
        comes = self.line.change.comes if self.line.change else ()
        before = self.line.was.seats if self.line.was else ()
        found = []
        for number, seat in enumerate(self.line.visit.seats):
            was = before[number].person if number < len(before) else None
            found.append(
                PlaceOf(
                    number=number,
                    name=named_place(seat),
                    locked=seat.locked,
                    person=self.judged.people.get(seat.person),
                    answer=self._answers.get(seat.person, ""),
                    is_new=seat.person in comes,
                    was=self.judged.name(was) if was is not None and was != seat.person else "",
                )
            )
        return found

    @property
    def filled(self) -> str:
        """How many places somebody takes."""
        visit = self.line.visit
        return f"{len(visit.seats) - visit.empty} of {len(visit.seats)}"

    @property
    def reasons(self) -> list[Reason]:
        """Why week and team stand as they do, each with its points."""
        return self.judged.reasons(self.line.key)

    @property
    def cost(self) -> int:
        """What week and team cost, in points."""
        return sum(reason.points for reason in self.reasons)


class Sums:
    """What a draft costs part by part against what stands, and how it shares the places out."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged
        self.cost, self.base_cost = judged.cost, judged.base_cost
        self.breaches = judged.breaches

    @property
    def change(self) -> str:
        """How the cost differs from that of the plan as it stands, in words."""
        more = self.cost - self.base_cost
        return f"{abs(more)} {'more' if more > 0 else 'less'} than" if more else "the same as"

    @property
    def parts(self) -> list[dict]:
        """The parts of the cost, the dearest first, each with a bar."""
        most = max((max(part.points, part.was) for part in self._judged.parts), default=0) or 1
        return [
            {
                "label": part.label,
                "points": part.points,
                "share": round(part.points / most * 100, 1),
                "change": signed(part.more) if part.more else "",
            }
            for part in self._judged.parts
        ]

    @property
    def given(self) -> list[dict]:
        """The places each authority gives, with a bar and a line where its fair share lies."""
        rows = self._judged.given
        longest = 1 + max((max(row.places, row.least) for row in rows), default=0)
        return [_given(row, longest) for row in rows]

    @property
    def outside(self) -> str:
        """Who gives more or less than their share, in words."""
        rows = self._judged.given
        over = ", ".join(row.name for row in rows if row.places > row.most)
        under = ", ".join(row.name for row in rows if row.places < row.least)
        said = [f"Above its share: {over}." if over else "", f"Below: {under}." if under else ""]
        return " ".join(filter(None, said)) or "Everybody gives a fair share."


def _given(row: Given, longest: int) -> dict:
    """Return the bar of one authority; one that may give any number, such as a lender from outside, has no line."""
    fair = {0: f"{row.least}", 1: f"{row.least} or {row.most}"}.get(row.most - row.least, f"{row.least} to {row.most}")
    even = (row.least + row.most) / 2 / longest * 100
    return {
        "label": row.name,
        "number": row.places,
        "share": round(row.places / longest * 100, 1),
        "even": round(even, 1) if even <= 100 else None,
        "is_over": row.places > row.most,
        "is_under": row.places < row.least,
        "fair": fair,
    }
