"""Working on a draft: each change is a step that can be taken back, and nothing outside the draft changes."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from cycles.models import Cycle
from people.models import Body, Person
from people.refusal import Refusal
from planning.asking.weeks import days_in_week
from planning.live import standing
from planning.merging import merge
from planning.models import Draft, Step
from planning.queries.drafts import closed_for, surroundings_of
from planning.queries.facts import facts_of
from planning.saying import days_of, slot_in_words
from planning.sketch import PlannedVisit, Sketch

GONE = "This visit is no longer in the plan. Look again at what stands, then go on."


@transaction.atomic
def begin(
    *,
    cycle: Cycle,
    reason: str,
    sketch: Sketch | None = None,
    base: Sketch | None = None,
    by: Person,
    at: datetime,
) -> Draft:
    """Begin a draft from the plan as it stands, or from a proposal: its sketch, and the plan it was asked from."""
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    today = localdate(at)
    base = base or standing(cycle, today)
    if not base.visits:
        raise Refusal("This cycle has no members to plan for yet. Add the members first.")
    plan = sketch or base
    last = cycle.drafts.aggregate(Max("number"))["number__max"] or 0
    return Draft.objects.create(
        cycle=cycle,
        number=last + 1,
        reason=reason,
        sketch=plan.as_data(),
        base=base.as_data(),
        problem=facts_of(cycle, plan, today),
        surroundings=surroundings_of(cycle, closed_for(cycle, plan)),
        looked_at=at,
        made_by=by,
        made_at=at,
    )


def hold(draft: Draft, version: int | None) -> Draft:
    """Return the fresh row, held; refuse when it is no draft any more, or was changed since the page was drawn."""
    fresh = Draft.objects.select_for_update(of=("self",)).select_related("cycle__programme__region").get(pk=draft.pk)
    if not fresh.is_open:
        raise Refusal(f"{fresh} is {fresh.get_status_display().lower()}, so it no longer changes. Nothing was changed.")
    if version is not None and version != fresh.version:
        step = fresh.steps.select_related("by").order_by("-number").first()
        what = f" The last step is {step.by}’s: {step.sentence}." if step else ""
        raise Refusal(f"The draft has changed since this page was shown.{what} Look, then try again.")
    return fresh


def _take_step(
    draft: Draft, sketch: Sketch, sentence: str, by: Person, at: datetime, *, looked: dict[str, Any] | None = None
) -> Draft:
    """Keep a changed plan with what it was before, and what was `looked` at before where that changes too."""
    number = draft.version + 1
    Step.objects.create(
        draft=draft, number=number, sentence=sentence[:400], before=draft.sketch, looked=looked, by=by, at=at
    )
    draft.sketch, draft.version = sketch.as_data(), draft.version + 1
    draft.save()
    return draft


def _visit(draft: Draft, key: int) -> tuple[Sketch, PlannedVisit]:
    """Return the plan and one visit of it that may change."""
    sketch = Sketch.of(draft.sketch)
    visit = sketch.get(key)
    if visit is None:
        raise Refusal(GONE)
    if visit.fixed:
        raise Refusal(f"The visit to {_host(visit)} has begun, so the plan leaves it as it is.")
    return sketch, visit


def _host(visit: PlannedVisit) -> str:
    return Body.objects.get(pk=visit.host).name


@transaction.atomic
def move(*, draft: Draft, key: int, week: date | None, version: int | None = None, by: Person, at: datetime) -> Draft:
    """Put a visit in another week (its Monday), on the weekday it had; None takes its days away."""
    fresh = hold(draft, version)
    sketch, visit = _visit(fresh, key)
    days: tuple[date | None, date | None] = (None, None)
    if week is not None:
        weekday = visit.starts_on.weekday() if visit.starts_on else 1
        days = days_in_week(week, visit.days, weekday)
        if days[0] < fresh.cycle.starts_on or days[1] > fresh.cycle.ends_on:
            raise Refusal("That week is outside the cycle. Nothing was changed.", "week")
    if days == (visit.starts_on, visit.ends_on):
        raise Refusal("The visit is already in that week. Nothing was changed.", "week")
    moved = replace(visit, starts_on=days[0], ends_on=days[1])
    sentence = f"{_host(visit)}: {days_of(moved)} (was {days_of(visit)})"
    return _take_step(fresh, sketch.put(moved), sentence, by, at)


@transaction.atomic
def seat(
    *,
    draft: Draft,
    key: int,
    number: int,
    person: Person | None,
    version: int | None = None,
    by: Person,
    at: datetime,
) -> Draft:
    """Mean somebody, or nobody, for one place of a team. No message is sent."""
    fresh = hold(draft, version)
    sketch, visit = _visit(fresh, key)
    if not 0 <= number < len(visit.seats):
        raise Refusal(GONE)
    place = visit.seats[number]
    new = person.pk if person else None
    if place.person == new:
        raise Refusal("The place is already so. Nothing was changed.")
    if new is not None and new in visit.people:
        raise Refusal(f"{person} already has a place in this team. Nothing was changed.")
    was = Person.objects.filter(pk=place.person).first()
    change = " in place of ".join(str(one) for one in (person, was) if one)
    sentence = f"{_host(visit)}, {slot_in_words(place.slot)}: {change if person else f'without {was}'}"
    changed = visit.with_person(number, new)
    seats = list(changed.seats)
    seats[number] = replace(seats[number], locked=False)
    return _take_step(fresh, sketch.put(replace(changed, seats=tuple(seats))), sentence, by, at)


@transaction.atomic
def lock(
    *,
    draft: Draft,
    key: int,
    number: int | None = None,
    whole: bool = False,
    locked: bool,
    version: int | None = None,
    by: Person,
    at: datetime,
) -> Draft:
    """Settle a visit's week, one place by its number, or the whole visit, so that proposals leave it; or free it."""
    fresh = hold(draft, version)
    sketch, visit = _visit(fresh, key)
    if visit.starts_on is None and number is None:
        raise Refusal("A visit without days has no week to lock. Give it a week first.")
    if whole:
        seats = tuple(replace(seat, locked=locked and seat.person is not None) for seat in visit.seats)
        changed, what = replace(visit, locked=locked, seats=seats), "the whole visit"
    elif number is None:
        changed, what = replace(visit, locked=locked), "its week"
    else:
        changed, what = _lock_seat(visit, number, locked)
    if changed == visit:
        raise Refusal("It is already so. Nothing was changed.")
    sentence = f"{_host(visit)}: {what} {'locked' if locked else 'open again'}"
    return _take_step(fresh, sketch.put(changed), sentence, by, at)


def _lock_seat(visit: PlannedVisit, number: int, locked: bool) -> tuple[PlannedVisit, str]:
    """Return a visit with one place settled or free, and what that place is called."""
    if not 0 <= number < len(visit.seats):
        raise Refusal(GONE)
    place = visit.seats[number]
    if place.person is None:
        raise Refusal("An empty place cannot be locked. Choose somebody first.")
    seats = list(visit.seats)
    seats[number] = replace(place, locked=locked)
    return replace(visit, seats=tuple(seats)), f"the {slot_in_words(place.slot)}’s place"


@transaction.atomic
def undo(*, draft: Draft, version: int | None = None, by: Person, at: datetime) -> Step:
    """Take the last step back exactly, and return it: after a look again, what was known before it counts again."""
    fresh = hold(draft, version)
    step = fresh.steps.order_by("-number").first()
    if step is None:
        raise Refusal("There is no step left to undo. Nothing was changed.")
    fresh.sketch, fresh.version = step.before, fresh.version + 1
    for name, value in (step.looked or {}).items():
        setattr(fresh, name, datetime.fromisoformat(value) if name == "looked_at" else value)
    fresh.save()
    step.delete()
    return step


@transaction.atomic
def look_again(*, draft: Draft, version: int | None = None, by: Person, at: datetime) -> list[str]:
    """Take in what happened since the draft last looked, and return what it meant for the draft, in sentences.

    The draft's own changes stay. It is a step like any other, unless nothing has happened.
    """
    fresh = hold(draft, version)
    today = localdate(at)
    now = standing(fresh.cycle, today)
    mine = Sketch.of(fresh.sketch)
    hosts = {visit.host for plan in (mine, now) for visit in plan}
    names = dict(Body.objects.filter(pk__in=hosts).values_list("pk", "name"))
    merged, told = merge(mine, Sketch.of(fresh.base), now, names)
    known = {
        "base": now.as_data(),
        "problem": facts_of(fresh.cycle, merged, today),
        "surroundings": surroundings_of(fresh.cycle, closed_for(fresh.cycle, merged)),
    }
    before = {name: getattr(fresh, name) for name in known} | {"looked_at": fresh.looked_at.isoformat()}
    as_kept = json.loads(json.dumps([merged.as_data(), *known.values()]))
    is_same = as_kept == [fresh.sketch, *(before[name] for name in known)]
    for name, value in (known | {"looked_at": at}).items():
        setattr(fresh, name, value)
    if is_same:
        fresh.save()
    else:
        _take_step(fresh, merged, " ".join(("Looked again at what stands.", *told)), by, at, looked=before)
    return told


@transaction.atomic
def drop(*, draft: Draft, by: Person, at: datetime) -> Draft:
    """Give a draft up. It stays in the list, and nothing of the plan changes."""
    fresh = hold(draft, None)
    fresh.status = Draft.Status.DROPPED
    fresh.save()
    return fresh
