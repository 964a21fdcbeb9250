"""The publication clock: what is to be public 3, 5, 10 and 12 months after the last day on site, and whether it was."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Subquery
from django.utils import timezone

from cycles.days import add_months
from cycles.gathering import modules
from cycles.kinds import passing
from cycles.models import Challenge, Shape, State
from reports.models import ClockStep

# From the day the team left; a clock of a cancelled challenge stops.
TICKING = (
    State.DRAFTING,
    State.ACCURACY,
    State.FINAL,
    State.WITHHELD,
    State.PUBLISHED,
    State.FOLLOW_UP,
    State.CLOSED,
)


class Tick(NamedTuple):
    """One step of a challenge's clock."""

    step: int
    label: str
    due: date
    met_on: date | None
    reason: str
    is_late: bool

    @property
    def status(self) -> str:
        """How it stands, in words."""
        if self.met_on:
            return f"{'Late, on' if self.is_late else 'Met on'} {self.met_on:%-d %B %Y}"
        return "Late" if self.is_late else "Not due yet"


def with_clock() -> QuerySet[Challenge]:
    """Return the challenges whose clock everybody may see, the latest visit first, with what was stated."""
    ticking = [kind for kind in Shape.Kind if passing(State.PUBLISHED, State.FOLLOW_UP)(kind)]
    rows = Challenge.objects.with_public_topic().filter(state__in=TICKING, shape__kind__in=ticking)
    rows = with_what_met_it(rows).select_related("host", "visit", "report__publication").prefetch_related("clock_steps")
    return rows.defer("report__signed_tree", "report__counts").order_by("-visit__ends_on", "host__name", "pk")


def with_what_met_it(rows: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Annotate when each step was met by itself."""
    met = {f"met_{step}": Subquery(events.values("at")[:1]) for step, events in meeting_events().items()}
    return rows.annotate(**met)


def meeting_events() -> dict[int, QuerySet]:
    """Return, by step, the events that meet it by themselves: what upper floors offer as `CLOCK_MET`."""
    return {step: found for module in modules("offers") for step, found in getattr(module, "CLOCK_MET", {}).items()}


def clock_of(challenge: Challenge, today: date) -> list[Tick]:
    """Return the four steps of a challenge; it comes with its visit, publication and what was stated."""
    stated = {said.step: said for said in challenge.clock_steps.all()}
    publication = getattr(getattr(challenge, "report", None), "publication", None)
    return [_tick(step, challenge, stated.get(step.value), publication, today) for step in ClockStep.Step]


def _tick(step: ClockStep.Step, challenge: Challenge, said: ClockStep | None, publication: object, today: date) -> Tick:
    due = add_months(challenge.visit.ends_on, step.value)
    itself = getattr(challenge, f"met_{step.value}", None)
    met_on = said.met_on if said else None
    if met_on is None and itself:
        met_on = timezone.localdate(itself)
    if step == ClockStep.Step.REPORT:  # the register itself knows
        met_on = timezone.localdate(publication.published_at) if publication else None
    is_late = (met_on or today) > due
    return Tick(step.value, step.label, due, met_on, said.reason if said and is_late else "", is_late)
