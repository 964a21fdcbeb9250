"""Duties as home and the wall show them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from notices.models import Duty, Holder
from people.waiting import Waiting

from . import meeting

MOST = 200


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return the duties that wait for somebody, those that came to them, and what meetings asked (one query)."""
    rows = _held(user, today).union(meeting.asked_of(user), all=True).order_by("due", "place", "what", "rung")[:MOST]
    lines: dict[str, Waiting] = {}
    for row in rows:
        lines.setdefault(row[1], meeting.line(row) if row[0] == meeting.ASKED else _line(row))
    return list(lines.values())


def _held(user: Any, today: date) -> QuerySet:
    """Return the open duties of somebody in the columns of `meeting.asked_of`."""
    mine = Q(rung=Holder.Rung.OWNER) | Q(duty__escalate_on__lte=today)
    owing = Holder.objects.filter(duty=OuterRef("duty"), rung=Holder.Rung.OWNER).order_by("person__name")
    return (
        Holder.objects.filter(mine, person=user.person_id, duty__in=Duty.objects.open())
        .order_by()
        .annotate(
            origin=Value("duty", CharField()),
            ref=F("duty__ref"),
            what=F("duty__what"),
            place=F("duty__place"),
            path=F("duty__path"),
            due=F("duty__due_on"),
            why=F("duty__why"),
            chief=F("duty__escalates_to"),
            owed_by=Coalesce(Subquery(owing.values("person__name")[:1]), Value("")),
        )
        .values_list("origin", "ref", "what", "place", "path", "due", "why", "chief", "owed_by", "rung")
    )


def _line(row: tuple) -> Waiting:
    _, ref, what, place, path, due, why, chief, owed_by, rung = row
    if rung == Holder.Rung.ESCALATION:
        what = f"Chase up: {what[:1].lower()}{what[1:]}"
        why = f"It came to you because it stayed undone. It waits for {owed_by or 'nobody yet'}."
    path = Duty(ref=ref, path=path, escalates_to=chief).path_for(rung)
    return Waiting(what, place, path, due, why=why, more_url=reverse("cycles:duty", args=[ref]), is_duty=True)


def on_wall(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Fetch whom each duty waits for."""
    owing = Holder.objects.filter(rung=Holder.Rung.OWNER).select_related("person__home").order_by("person__name")
    return rows.prefetch_related(Prefetch("holders", owing, to_attr="owing"))


def listed(rows: QuerySet[Duty], by: str) -> QuerySet:
    """Return what the wall lists, in order: duties by day or challenge, else one row for each person who owes one."""
    if by == "challenge":
        return on_wall(rows).order_by("place", "about", "due_on", "pk")
    if by in ("person", "authority"):
        first = ["person__home__name"] if by == "authority" else []
        held = Holder.objects.filter(rung=Holder.Rung.OWNER, duty__in=rows).select_related("duty", "person__home")
        return held.order_by(*first, "person__name", "person", "duty__due_on", "pk")
    return on_wall(rows).order_by("due_on", "place", "pk")


def grouped(shown: Iterable[Duty | Holder], by: str, today: date) -> Iterator[tuple[str, list[dict]]]:
    """Yield the headings of a page of the wall, each with its lines."""
    for heading, rows in groupby(shown, key=lambda row: _heading(row, by, today)):
        yield heading, [_on_wall(row, by, today) for row in rows]


def _heading(row: Duty | Holder, by: str, today: date) -> str:
    if by == "challenge":
        return row.place
    if by == "person":
        return row.person.name
    if by == "authority":
        return str(row.person.home or "No authority")
    return "Late" if row.due_on < today else "From today on"


def _on_wall(row: Duty | Holder, by: str, today: date) -> dict:
    duty = row.duty if isinstance(row, Holder) else row
    people = row.person.name if isinstance(row, Holder) else ", ".join(held.person.name for held in row.owing)
    badge, tone = standing(duty, today)
    who = "" if by == "person" else f" · {people or 'Waits for nobody yet'}"
    return {
        "what": duty.what,
        "about": f"{duty.place}{who}",
        "url": reverse("cycles:duty", args=[duty.ref]),
        "due": duty.due_on,
        "is_over": bool(duty.done_at or duty.not_needed_reason or duty.paused),
        "badge": badge,
        "tone": tone,
    }


def standing(duty: Duty, today: date) -> tuple[str, str]:
    """Return how a duty stands in a word, and how that word looks; nothing when it simply waits."""
    if duty.done_at:
        return "Done", "good"
    if duty.not_needed_reason:
        return "Not needed", ""
    if duty.paused:
        return "Paused", "warn"
    if duty.escalate_on and duty.escalate_on <= today:
        return "Gone to the next role", "bad"
    return ("Extended", "new") if duty.extended_reason else ("", "")
