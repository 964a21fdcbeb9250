"""Rows of the pages that only some shapes have: outcomes of a day, and a questionnaire's answers side by side."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from cycles.days import in_words
from cycles.models import Challenge, Seat
from people.models import Body
from reviews.models import HostAnswer, HostQuestion, Outcome, Questionnaire

COLUMNS = [{"label": label} for label in ("What", "Whose", "By", "Done")]


def owners(challenge: Challenge, besides: Body | None = None) -> QuerySet[Body]:
    """Return the bodies that may ask, offer or do something: all hosts of the visit, and the team's own.

    `besides` has something already, and may have left the team since.
    """
    hosts = Body.objects.filter(host_sides__challenge__visit=challenge.visit_id)
    homes = Body.objects.filter(people__seats__visit=challenge.visit_id, people__seats__status="accepted")
    kept = Q(pk=besides.pk) if besides else Q()
    return Body.objects.filter(Q(pk__in=hosts) | Q(pk__in=homes) | kept).order_by("name")


def the_day(challenge: Challenge) -> str:
    """Say when it was and who led and observed, for whoever reads the page on paper."""
    seats = challenge.seats.accepted().filter(role__in=[Seat.Role.LEAD, Seat.Role.OBSERVER]).select_related("person")
    names: dict[str, list[str]] = {}
    for seat in seats.order_by("person__name"):
        names.setdefault(seat.role, []).append(seat.person.name)
    said = [
        f"{verb} by {' and '.join(names[role])}"
        for role, verb in ((Seat.Role.LEAD, "led"), (Seat.Role.OBSERVER, "observed"))
        if role in names
    ]
    day = in_words(challenge.visit.starts_on, challenge.visit.ends_on)
    return ", ".join([day, *said]) + "."


def outcomes_by_kind(challenge: Challenge, may_keep: bool, today: date) -> list[dict[str, Any]]:
    """Return a table for each kind: asks, offers, next steps; what is late is said to be."""
    found: dict[str, list] = {kind: [] for kind in Outcome.Kind.values}
    for row in challenge.outcomes.select_related("owner").order_by("due_on", "pk"):
        found[row.kind].append(_row(challenge, row, may_keep, today))
    return [{"label": f"{Outcome.Kind(kind).label}s", "kind": kind, "rows": rows} for kind, rows in found.items()]


def _row(challenge: Challenge, row: Outcome, may_keep: bool, today: date) -> list[dict[str, Any]]:
    what = {"text": row.text}
    done = {"text": f"{row.done_on:%-d %b %Y}"} if row.is_done else {"text": "Not yet"}
    if may_keep:
        what["url"] = reverse("reviews:edit_outcome", args=[challenge.ref, row.ref])
    if may_keep and not row.is_done:
        url = reverse("reviews:finish_outcome", args=[challenge.ref, row.ref])
        done["act"] = {"url": url, "label": "Mark as done", "about": row.text}
    late = "" if row.is_done or row.due_on >= today else "Late"
    return [what, {"text": str(row.owner)}, {"text": f"{row.due_on:%-d %b %Y}", "sub": late}, done]


def questionnaire_of(challenge: Challenge) -> Questionnaire | None:
    """Return the questionnaire of a challenge's visit."""
    return Questionnaire.objects.filter(visit=challenge.visit_id).first()


def questions_of(challenge: Challenge) -> QuerySet[HostQuestion]:
    """Return the questions put to a challenge's host, in order."""
    return HostQuestion.objects.filter(questionnaire__visit=challenge.visit_id).order_by("number")


def hosts_of(challenge: Challenge) -> QuerySet[Challenge]:
    """Return the challenges that share a visit, by the name of their host."""
    rows = Challenge.objects.filter(visit=challenge.visit_id).exclude(state="cancelled")
    return rows.select_related("host").order_by("host__name", "pk")


def answers_side_by_side(challenge: Challenge, question: HostQuestion) -> list[list[dict[str, str]]]:
    """Return what each host of the visit answered to a question, by host (two queries)."""
    said = dict(HostAnswer.objects.filter(question=question).values_list("challenge", "text"))
    return [[{"text": str(row.host)}, {"text": said.get(row.pk) or "No answer yet"}] for row in hosts_of(challenge)]


def still_to_answer(challenge: Challenge) -> list[list[dict[str, Any]]]:
    """Return for each host of a visit how many questions it answered, and which it did not (three queries)."""
    numbers = dict(questions_of(challenge).values_list("pk", "number"))
    answered: dict[int, set[int]] = {}
    for host, question in HostAnswer.objects.filter(question__in=numbers).values_list("challenge", "question"):
        answered.setdefault(host, set()).add(numbers[question])
    return [
        [
            {"text": str(row.host)},
            {"text": f"{len(answered.get(row.pk, ()))} of {len(numbers)}", "is_number": True},
            {"text": in_runs(sorted({*numbers.values()} - answered.get(row.pk, set()))) or "Nothing"},
        ]
        for row in hosts_of(challenge)
    ]


def in_runs(numbers: Sequence[int]) -> str:
    """Write numbers in a row shortly: "3, 7 to 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
