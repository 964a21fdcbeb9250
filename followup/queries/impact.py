"""What was found, promised, done and moved: of one challenge, and of a region with small numbers left out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cycles.models import Challenge
from cycles.models.state import OPEN_REPORT
from cycles.policy import policy_of
from followup.models import MONTHS, Action, Indicator, IndicatorPoint, Response
from people.models import Programme
from reports.models import Recommendation
from reviews.models import Finding

BETTER, SAME, WORSE, OTHER = (
    "moved in the direction called better",
    "stayed",
    "moved in the other direction",
    "moved, with no direction called better",
)
WAYS = (BETTER, SAME, WORSE, OTHER)


@dataclass(frozen=True)
class Found:
    """Under one heading of the report: how many strengths and areas for development."""

    heading: str
    strengths: int
    areas: int


def found_in(challenge: Challenge) -> list[Found]:
    """Count the findings of a challenge by heading, in the order of the report (one query)."""
    counted: dict[str, Counter] = {}
    for finding in challenge.findings.agreed().in_order().select_related("theme", "line"):
        counted.setdefault(finding.heading, Counter())[finding.kind] += 1
    kinds = Finding.Kind
    return [Found(heading, count[kinds.STRENGTH], count[kinds.DEVELOPMENT]) for heading, count in counted.items()]


def answers_in(challenge: Challenge) -> list[tuple[int, str]]:
    """Count the recommendations of a report by the host's answer (one query)."""
    rows = Recommendation.objects.filter(report__challenge=challenge).values_list("response__answer", flat=True)
    count = Counter(rows)
    names = [*Response.Answer.choices, (None, "Not answered yet")]
    return [(count[value], label.lower()) for value, label in names if count[value]]


def promised_in(challenge: Challenge) -> list[Action]:
    """Return the actions of a challenge's plan in order (one query)."""
    return list(Action.objects.filter(plan__challenge=challenge).in_order())


def way(indicator: Indicator, start: IndicatorPoint, now: IndicatorPoint) -> str:
    """Say in which direction a value went, by what the indicator itself calls better."""
    if now.value == start.value:
        return SAME
    if indicator.direction == Indicator.Direction.NEITHER:
        return OTHER
    up = now.value > start.value
    return BETTER if up == (indicator.direction == Indicator.Direction.UP) else WORSE


@dataclass(frozen=True)
class Row:
    """One line of the region's table: how many of what, or why it is left out."""

    label: str
    parts: tuple[tuple[str, int], ...]
    total: int
    hosts: int
    least: int

    @property
    def is_shown(self) -> bool:
        """Whether enough hosts stand behind the line."""
        return self.total == 0 or self.hosts >= self.least

    @property
    def has_parts(self) -> bool:
        """Whether the line may be divided: no part so small that a host could be told from it."""
        return self.is_shown and all(many == 0 or many >= self.least for _, many in self.parts)

    @property
    def words(self) -> str:
        """The line in words; a part left out would be found by subtraction, so then all are."""
        if not self.is_shown:
            return f"Left out: fewer than {self.least} hosts"
        if not self.has_parts:
            return f"{self.total}; how they divide is left out, because a part is smaller than {self.least}"
        parts = ", ".join(f"{many} {label}" for label, many in self.parts if many)
        return f"{self.total}{f': {parts}' if parts else ''}"


def left_out(groups: Iterable[tuple[str, list[Row]]]) -> int:
    """Return how many hosts a number needs where none is shown for want of them; else 0."""
    rows = [row for _heading, rows in groups for row in rows if row.total]
    return rows[0].least if rows and not any(row.is_shown for row in rows) else 0


def region_rows(programme: Programme) -> list[tuple[str, list[Row]]]:
    """Return the region's lines under found, promised, done and moved (seven queries)."""
    least = policy_of(programme)["smallest_group"]
    published = Challenge.objects.filter(cycle__programme=programme, state__in=OPEN_REPORT)
    return [
        ("What was found", [_findings(published, least)]),
        ("What was promised", [_answers(published, least)]),
        ("What was done", [_actions(published, least)]),
        ("What moved", list(_movements(published, least))),
    ]


def _row(label: str, hosts_of: Iterable[tuple[str, int]], names: Iterable[tuple[str, str]], least: int) -> Row:
    """Count (value, host) pairs by value."""
    pairs = list(hosts_of)
    count = Counter(value for value, _ in pairs)
    parts = tuple((name, count[value]) for value, name in names)
    return Row(label, parts, len(pairs), len({host for _, host in pairs}), least)


def _findings(published: Iterable[Challenge], least: int) -> Row:
    rows = Finding.objects.agreed().filter(challenge__in=published).values_list("kind", "challenge__host")
    names = ((Finding.Kind.STRENGTH, "strengths"), (Finding.Kind.DEVELOPMENT, "areas for development"))
    return _row("Findings of published reports", rows, names, least)


def _answers(published: Iterable[Challenge], least: int) -> Row:
    rows = Recommendation.objects.filter(report__challenge__in=published)
    pairs = rows.values_list("response__answer", "report__challenge__host")
    names = [(value, label.lower()) for value, label in Response.Answer.choices]
    return _row("Recommendations", pairs, [*names, (None, "with no response yet")], least)


def _actions(published: Iterable[Challenge], least: int) -> Row:
    rows = Action.objects.filter(plan__challenge__in=published)
    names = [(value, label[:1].lower() + label[1:]) for value, label in Action.Status.choices]
    return _row("Actions", rows.values_list("status", "plan__challenge__host"), names, least)


def _movements(published: Iterable[Challenge], least: int) -> Iterable[Row]:
    points = IndicatorPoint.objects.current().filter(indicator__challenge__in=published)
    by_indicator: dict[Indicator, dict[int, IndicatorPoint]] = defaultdict(dict)
    for point in points.select_related("indicator__challenge"):
        by_indicator[point.indicator][point.months] = point
    for months in MONTHS:
        pairs = [
            (way(indicator, found[0], found[months]), indicator.challenge.host_id)
            for indicator, found in by_indicator.items()
            if 0 in found and months in found
        ]
        if pairs:
            yield _row(f"Indicators at {months} months", pairs, [(one, one) for one in WAYS], least)


def others_of_host(challenge: Challenge, visible: Iterable[Challenge]) -> list[Challenge]:
    """Return the host's other challenges somebody may open, newest first (one query)."""
    rows = visible.filter(Q(host=challenge.host_id)).exclude(pk=challenge.pk)
    return list(rows.with_host().order_by("-visit__starts_on", "pk")[:10])
