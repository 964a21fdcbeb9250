"""What waits for somebody about a challenge's life: places to fill, components to record, moves that are due."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from cycles import gathering
from cycles.constraints import COUNTED
from cycles.kinds import components_of
from cycles.models import Component, Seat, State
from cycles.moves import LIVES
from cycles.waiting import Matter, Mine, Tally
from people.waiting import Waiting

# Hosts see the names ten weeks before; what the region promised is asked for in the last three.
TEAM_DUE = timedelta(weeks=10)
READY_DUE = timedelta(weeks=3)


def _team(_user: Any, _today: date) -> dict[str, Tally]:
    held = Seat.objects.holding()
    return {"taken": Tally(held.filter(role__in=COUNTED)), "leads": Tally(held.filter(role=Seat.Role.LEAD))}


def _places(mine: Mine) -> Iterator[Waiting]:
    """Places of the team still empty."""
    challenge, has_lead = mine.challenge, mine.count("leads")
    free = challenge.shape.team_size - mine.count("taken")
    if free <= 0 and has_lead:
        return
    what = f"Fill {free} place{'s' if free > 1 else ''}" if has_lead else "Find a lead challenger"
    url = reverse("cycles:candidates", args=[challenge.ref])
    yield Waiting(f"{what} in the team", str(challenge.host), url, challenge.visit.starts_on - TEAM_DUE)


def _recorded(_user: Any, _today: date) -> dict[str, Tally]:
    return {"recorded": Tally(Component.objects.all())}


def _components(mine: Mine) -> Iterator[Waiting]:
    """Components missing in the last weeks before the visit."""
    challenge = mine.challenge
    missing = len(components_of(challenge.shape.kind)) - mine.count("recorded")
    if missing and challenge.visit.starts_on - READY_DUE <= mine.today:
        yield Waiting(
            f"Record what is ready: {missing} of {len(components_of(challenge.shape.kind))} parts missing",
            str(challenge.host),
            reverse("cycles:readiness", args=[challenge.ref]),
            challenge.visit.starts_on,
        )


def _moves(mine: Mine) -> Iterator[Waiting]:
    """Moves whose day has come."""
    challenge, visit = mine.challenge, mine.challenge.visit
    name, day = ("go_on_site", visit.starts_on) if challenge.state == State.PREPARING else ("leave_site", visit.ends_on)
    is_due = day <= mine.today if name == "go_on_site" else day < mine.today
    step = LIVES[challenge.shape.kind].moves[name]
    if is_due and mine.may(step.permission):
        url = gathering.page_of(step, challenge) or reverse("cycles:challenge", args=[challenge.ref])
        yield Waiting(step.label, str(challenge.host), url, day)


MATTERS = (
    Matter(_places, (State.PROPOSED, State.SCOPING, State.PREPARING), ("cycles.edit_team",), _team),
    Matter(_components, (State.PREPARING,), ("cycles.record_components",), _recorded),
    Matter(_moves, (State.PREPARING, State.ON_SITE)),
)
