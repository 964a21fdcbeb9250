"""What a report is composed of, in few queries: its small parts in one, its recommendations in another."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from cycles.models import Challenge, ProgrammeSetting
from cycles.policy import Policy
from cycles.queries.intervention import intervention_rows
from reports.models import Recommendation, Report


@dataclass(frozen=True)
class Found:
    """The small parts: section texts by key, (number, question) of the lines, hosts, decisions, rounds, the policy."""

    sections: dict[str, str]
    lines: list[tuple[str, str]]
    hosts: list[str]
    decisions: list[str]
    rounds: list[tuple[date, date]]  # of each accuracy round: sent on, last day for comments
    policy: Policy
    # Who watches a host in intervention beside its board: empty when no commissioner does, None out of intervention.
    commissioner: str | None = None


ROUND = ("opened_at", "due_on", "closed_at")


def _pairs(rows: QuerySet, what: str, key: object, text: object) -> QuerySet:
    """Return rows as (what, key, text), so that parts of different tables come from one query."""
    as_text = {"what": Value(what, CharField()), "named": Cast(key, TextField()), "said": Cast(text, TextField())}
    return rows.order_by().annotate(**as_text).values_list("what", "named", "said")


def found_for(report: Report, challenge: Challenge) -> Found:
    """Return the small parts of a report (one query)."""
    none = Value("")
    settings = ProgrammeSetting.objects.filter(programme=challenge.cycle.programme_id).exclude(value__isnull=True)
    wanted = [
        _pairs(settings, "setting", F("key"), F("value")),
        _pairs(challenge.lines.all(), "line", F("number"), F("question")),
        _pairs(challenge.host_bodies.all(), "host", none, F("body__name")),
        _pairs(intervention_rows(challenge), "intervention", none, F("commissioner")),
    ]
    if report.pk is not None:
        wanted.append(_pairs(report.sections.all(), "section", F("key"), F("text")))
        wanted.append(_pairs(report.comments.all(), "comment", none, F("decision")))
        wanted += [_pairs(report.rounds.all(), moment, F("number"), F(moment)) for moment in ROUND]
    found = defaultdict(list)
    for what, key, text in wanted[0].union(*wanted[1:], all=True):
        found[what].append((key, text))
    return Found(
        sections=dict(found["section"]),
        lines=sorted(found["line"], key=lambda line: int(line[0])),
        hosts=[name for _, name in found["host"]],
        decisions=[decision for _, decision in found["comment"]],
        rounds=_rounds(*(dict(found[moment]) for moment in ROUND)),
        policy=Policy({key: json.loads(value) for key, value in found["setting"]}),
        commissioner=found["intervention"][0][1] if found["intervention"] else None,
    )


def _rounds(opened: dict[str, str], due: dict[str, str], closed: dict[str, str]) -> list[tuple[date, date]]:
    """Return the days of each round, from its moments as the database writes them."""
    days = []
    for number in sorted(opened, key=int):
        last = date.fromisoformat(due[number])
        over = _day_of(closed[number]) if closed[number] else last
        days.append((_day_of(opened[number]), min(last, over)))
    return days


def _day_of(text: str) -> date:
    moment = datetime.fromisoformat(text)
    return timezone.localdate(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def recommended(report: Report) -> list[tuple[Recommendation, list[int]]]:
    """Return the recommendations in order, each with the ids of the findings it rests on (one query)."""
    if report.pk is None:
        return []
    rows = Recommendation.objects.filter(report=report).annotate(finding=F("findings")).order_by("number", "finding")
    grouped: dict[int, tuple[Recommendation, list[int]]] = {}
    for row in rows:
        _, findings = grouped.setdefault(row.pk, (row, []))
        if row.finding is not None:
            findings.append(row.finding)
    return list(grouped.values())
