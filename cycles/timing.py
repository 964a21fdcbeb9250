"""What speaks against the weeks of a visit, in sentences, where somebody chooses its days.

The rules (`actions/visit.py`) refuse days that cannot be and ask for a reason for doubtful ones; this says beforehand
which those are, and what no rule can weigh: that a report would be due while nothing may be published.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from people.models import Body

from .days import add_months, in_words
from .models import Challenge, ClosedPeriod, Cycle
from .models.shape import REPORTING

Kind = ClosedPeriod.Kind
FRIDAY = timedelta(days=4)
# On the publication clock a report is public so many months after the last day on site.
REPORT_MONTHS = 3
WHY = {
    Kind.SCHOOL_BREAK: "schools are closed, and staff and families are away",
    Kind.POLL: "councillors do not speak in public for the council, and no report may be published",
    Kind.INSPECTION: "an inspection may come then, and nobody can prepare for two teams at once",
    Kind.BANK_HOLIDAY: "nobody works",
    Kind.OTHER: "closed to visits",
}


@dataclass
class Timing:
    """The closed periods of some hosts between two days, read for whoever places a visit."""

    first: date
    last: date
    periods: list[ClosedPeriod] = field(default_factory=list)
    # Shapes without a report have nothing to publish.
    has_report: bool = True

    @property
    def against(self) -> list[str]:
        """Return each closed period and why it matters, in order of time."""
        return [self._sentence(period) for period in self.periods if self._touches(period, self.first, self.last)]

    @property
    def clear(self) -> list[str]:
        """Return the stretches of whole weeks that nothing speaks against."""
        found: list[list[date]] = []
        for monday in self._mondays():
            if any(self._touches(period, monday, monday + FRIDAY) for period in self.periods):
                continue
            if found and found[-1][1] == monday - timedelta(weeks=1):
                found[-1][1] = monday
            else:
                found.append([monday, monday])
        return [self._stretch(begins, ends) for begins, ends in found]

    def of_days(self, first: date, last: date) -> list[str]:
        """Return what speaks against a visit on these days, the day its report would be due included."""
        said = [self._sentence(period) for period in self.periods if self._touches(period, first, last)]
        due = add_months(last, REPORT_MONTHS)
        said += [
            f"Its report would be due on {in_words(due)}, in a pre-election period ({_who(poll)}, {_days(poll)}): "
            "publish before it begins, or plan to be late."
            for poll in self._polls()
            if self._touches(poll, due, due)
        ]
        return said

    def _mondays(self) -> Iterator[date]:
        monday = self.first + timedelta(days=-self.first.weekday() % 7)
        while monday + FRIDAY <= self.last:
            yield monday
            monday += timedelta(weeks=1)

    def _polls(self) -> list[ClosedPeriod]:
        return [period for period in self.periods if period.kind == Kind.POLL] if self.has_report else []

    @staticmethod
    def _touches(period: ClosedPeriod, first: date, last: date) -> bool:
        return period.starts_on <= last and period.ends_on >= first

    def _sentence(self, period: ClosedPeriod) -> str:
        said = f"{_days(period)}, {period.label} ({_who(period)}): {WHY[Kind(period.kind)]}."
        if period not in self._polls():
            return said
        begins, ends = (add_months(day, -REPORT_MONTHS) for day in (period.starts_on, period.ends_on))
        return f"{said} Reports of visits ending {in_words(begins, ends)} are due in it."

    @staticmethod
    def _stretch(begins: date, ends: date) -> str:
        weeks = (ends - begins).days // 7 + 1
        return f"{in_words(begins, ends + FRIDAY)} ({weeks} week{'s' if weeks > 1 else ''})"


def _who(period: ClosedPeriod) -> str:
    return str(period.body) if period.body else "the whole region"


def _days(period: ClosedPeriod) -> str:
    return in_words(period.starts_on, period.ends_on)


def timing_of(*, cycle: Cycle, bodies: Iterable[Body], today: date, kind: str = "") -> Timing:
    """Return what speaks against weeks from tomorrow to the end of a cycle, for these hosts and their region."""
    last = cycle.ends_on
    region = ClosedPeriod.objects.filter(region=cycle.programme.region_id, body=None)
    periods = region | ClosedPeriod.objects.filter(body__in=list(bodies))
    far = periods.touching(min(today, cycle.starts_on), add_months(last, REPORT_MONTHS))
    rows = list(far.select_related("body").order_by("starts_on", "pk"))
    return Timing(max(today + timedelta(days=1), cycle.starts_on), last, rows, kind in REPORTING if kind else True)


def timing_of_visit(challenge: Challenge, today: date) -> Timing:
    """Return what speaks against weeks for every host of the visit a challenge is on."""
    hosts = Body.objects.filter(host_sides__challenge__visit=challenge.visit_id).distinct()
    return timing_of(cycle=challenge.cycle, bodies=hosts, today=today, kind=challenge.shape.kind)


def timing_of_host(cycle: Cycle, ref: str, today: date) -> Timing:
    """Return what speaks against weeks for a host of a cycle by its address; for the region alone without one."""
    hosts = Body.objects.filter(region=cycle.programme.region_id, ref=ref)
    return timing_of(cycle=cycle, bodies=hosts, today=today)
