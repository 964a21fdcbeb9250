"""Who is heard: the groups of staff, partners and people a challenge needs, planned against met. Pure.

Numbers are those of the sessions: how many are expected, and how many different people were met. Nobody is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .models.session import Session
from .sources import Source

PEOPLE = frozenset({Source.PEOPLE_WHO_USE_SERVICES, Source.LIVED_EXPERIENCE, Source.CARERS})
GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Front-line staff", frozenset({Source.FRONT_LINE})),
    ("Police", frozenset({Source.PARTNER_POLICE})),
    ("Health", frozenset({Source.PARTNER_HEALTH})),
    ("Schools and colleges", frozenset({Source.PARTNER_SCHOOLS})),
    ("Voluntary and community groups", frozenset({Source.PARTNER_VOLUNTARY})),
    ("Providers", frozenset({Source.PROVIDERS})),
    ("Several partners together", frozenset({Source.PARTNERS})),
    ("People who use services and carers", PEOPLE),
)
# Partners nearly every challenge turns on: a timetable without one of them is told so.
NEEDED = (
    ("the police", Source.PARTNER_POLICE),
    ("health", Source.PARTNER_HEALTH),
    ("voluntary and community groups", Source.PARTNER_VOLUNTARY),
)


@dataclass(frozen=True)
class Heard:
    """One group: its sessions, how many were planned to come, how many different people were met so far."""

    group: str
    sessions: int
    planned: int
    met: int
    uncounted: int

    @property
    def fell_short(self) -> bool:
        """Whether every session was counted and fewer came than were planned."""
        return self.sessions > 0 and not self.uncounted and self.met < self.planned

    @property
    def in_words(self) -> str:
        """What came of it: the number, and what is still to be counted or fell short."""
        if not self.sessions:
            return "No session"
        if self.uncounted == self.sessions:
            return "Not counted yet"
        said = f"{self.met}"
        if self.uncounted:
            return f"{said}, {self.uncounted} to count"
        return f"{said}, {self.planned - self.met} fewer than planned" if self.fell_short else said


def heard(sessions: Iterable[Session]) -> list[Heard]:
    """Return every group with what was planned and what came of it, from the sessions that stand."""
    meeting = [session for session in sessions if session.meets_people]
    found = []
    for group, sources in GROUPS:
        own = [session for session in meeting if session.source in sources]
        counted = [session for session in own if session.met is not None]
        met = sum(session.met - session.already_met for session in counted)
        planned = sum(session.expected for session in own)
        found.append(Heard(group, len(own), planned, met, len(own) - len(counted)))
    return found


def as_table(groups: list[Heard], *, with_met: bool) -> tuple[list[dict], list[list[dict]]]:
    """Return columns and rows for `components/table.html`; who was met is the team's to read."""
    columns = [{"label": "Group"}, {"label": "Sessions", "is_number": True}, {"label": "Planned", "is_number": True}]
    rows = []
    for one in groups:
        cells = [{"text": one.group}, *({"text": number, "is_number": True} for number in (one.sessions, one.planned))]
        rows.append([*cells, {"text": one.in_words}] if with_met else cells)
    return [*columns, {"label": "Met"}] if with_met else columns, rows
