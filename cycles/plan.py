"""The plan of a cycle: each challenge with the dates that follow from its visit, and what needs attention."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from people.models import Region

from .days import add_months, in_words, short_days
from .models import Challenge, State

IMPACT_MONTHS = (3, 6, 12)
BEFORE_VISIT = (State.PROPOSED, State.SCOPING, State.PREPARING)
WRITING = (State.DRAFTING, State.ACCURACY, State.FINAL)


@dataclass(frozen=True)
class Place:
    """One challenge in the plan, with the dates that follow from its visit."""

    challenge: Challenge
    public_on: date
    today: date
    full: bool  # whether the reader may know more than the stage

    @property
    def visit(self) -> str:
        """The days on site in words."""
        return in_words(self.challenge.visit.starts_on, self.challenge.visit.ends_on)

    @property
    def state(self) -> str:
        """The state, or for those outside what stage it is at."""
        if self.challenge.pauses:
            return "Postponed"
        return self.challenge.get_state_display() if self.full else self.challenge.stage

    @property
    def is_public(self) -> bool:
        """Whether the report is out."""
        return self.challenge.published_at is not None

    @property
    def impact_points(self) -> list[date]:
        """The days on which effect is looked at."""
        return [add_months(self.public_on, months) for months in IMPACT_MONTHS]

    @property
    def unfilled(self) -> int:
        """How many places of the team are still free before the visit."""
        if not self.full or self.challenge.state not in BEFORE_VISIT:
            return 0
        return max(self.challenge.shape.team_size - self.challenge.filled, 0)

    @property
    def is_late(self) -> bool:
        """Whether the visit or the publication is overdue."""
        state = self.challenge.state
        if not self.full or self.challenge.pauses:
            return False
        if state in BEFORE_VISIT:
            return self.challenge.visit.starts_on < self.today
        return state in WRITING and self.public_on < self.today

    @property
    def warnings(self) -> list[dict]:
        """What needs attention, as a kind of mark with its words."""
        found = []
        if free := self.unfilled:
            found.append({"kind": "unfilled", "text": f"{free} place{'s' if free > 1 else ''} not filled"})
        if self.is_late:
            what = "Visit" if self.challenge.state in BEFORE_VISIT else "Report"
            found.append({"kind": "late", "text": f"{what} overdue"})
        return found

    @property
    def url(self) -> str:
        """The challenge's page."""
        return reverse("cycles:challenge", args=[self.challenge.ref])


def places(challenges: Iterable[Challenge], publish_weeks: int, *, today: date, full: bool) -> list[Place]:
    """Return the plan's rows: the report is public when it was, or when the programme's rule says."""
    return [
        Place(
            challenge,
            localdate(challenge.published_at)
            if challenge.published_at
            else challenge.visit.ends_on + timedelta(weeks=publish_weeks),
            today,
            full,
        )
        for challenge in challenges
    ]


def months_of(rows: Iterable[Place]) -> list[dict]:
    """Return the plan as a list by month, for `components/board_list.html`."""
    months: dict[str, list[dict]] = {}
    for place in sorted(rows, key=lambda place: place.challenge.visit.starts_on):
        visit = place.challenge.visit
        months.setdefault(f"{visit.starts_on:%B %Y}", []).append(
            {
                "dates": short_days(visit.starts_on, visit.ends_on),
                "week": f"week {visit.starts_on.isocalendar().week}",
                "host": place.challenge.host,
                "topic": place.challenge.topic,
                "url": place.url,
                "state_label": place.state,
                "warnings": place.warnings,
            }
        )
    return [{"label": label, "rows": found} for label, found in months.items()]


def public_regions() -> QuerySet[Region]:
    """Return the regions with a released plan."""
    return Region.objects.filter(programmes__cycles__released_at__isnull=False).distinct().order_by("name")


def public_visits(today: date, *, past: bool = False) -> QuerySet[Challenge]:
    """Return what anybody may know: the visits of released plans that stand, to come or over."""
    return Challenge.objects.announced().on_calendar(today, past=past)
