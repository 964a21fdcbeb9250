"""What the host may read of the promise: who has access to what was said, since when, and when it is destroyed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cycles.models import Challenge, Event, Seat, State
from cycles.policy import policy_of

# How long those who sit in the team may read notes (`people/roles.py`: reviews.read_notes).
READING = (State.PREPARING, State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL)
OWN_ALONE = (Seat.Role.SHADOW,)
# Who came and went, and the moves that change what is known or who may read it.
LOGGED = {
    "accept": "",
    "withdraw": "",
    "stand_down": "",
    "start_preparing": "The team may write notes from here on.",
    "go_on_site": "From here on a note knows the session it was written in.",
    "leave_site": "Which session a note came from was erased. Its day, its kind and its source group stay.",
    "sign": "The time the notes are kept began.",
    "publish": "The team no longer reads the notes.",
    "withhold": "Only the lead challenger reads the notes from here on.",
    "cancel": "Nobody reads the notes any more, and the time they are kept began.",
}

PROMISED = (
    "smallest_group",
    "keep_notes_months",
    "keep_cancelled_days",
    "keep_documents_months",
    "keep_proofs_months",
    "keep_drafts_months",
    "keep_words_months",
)


@dataclass(frozen=True)
class Reader:
    """Somebody in the team, and what of the notes they may read."""

    name: str
    role: str
    since: datetime | None
    reads: str


def readers(challenge: Challenge) -> list[Reader]:
    """Return who may read notes at present; nobody before they are written or after their time (one query)."""
    if challenge.state == State.WITHHELD:
        seats = challenge.seats.accepted().filter(role=Seat.Role.LEAD)
    elif challenge.state in READING:
        seats = challenge.seats.accepted()
    else:
        return []
    return [_reader(seat) for seat in seats.select_related("person").order_by("person__name")]


def _reader(seat: Seat) -> Reader:
    reads = "Own notes only" if seat.role in OWN_ALONE else "The team’s notes"
    if reads != "Own notes only" and not seat.case_data:
        reads += ", but no case audits"
    return Reader(seat.person.name, seat.get_role_display(), seat.answered_at, reads)


def happened(challenge: Challenge) -> QuerySet[Event]:
    """Return what changed who may read, oldest first."""
    return challenge.events.filter(what__in=LOGGED).order_by("at", "pk")


def promised(challenge: Challenge) -> dict[str, int]:
    """Return the programme's numbers the promise is made of: the smallest group, months and days of keeping."""
    policy = policy_of(challenge.cycle.programme_id)
    return {name: policy[name] for name in PROMISED}
