"""The days on site: which they may be, and moving them with everybody's seats."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from cycles import duties, history
from cycles.days import add_working_days, in_words
from cycles.models import Challenge, ClosedPeriod, Cycle, Seat, State, Visit
from people.models import Absence, Body, Person, Training
from people.refusal import Refusal

BEFORE_VISIT = (State.PROPOSED, State.SCOPING, State.PREPARING)


def last_day(days: int, starts_on: date) -> date:
    """Return the last day on site of a visit of so many days, weekends and bank holidays skipped."""
    return add_working_days(starts_on, days - 1)


def warnings(bodies: Iterable[Body], first: date, last: date) -> list[str]:
    """Return why these days are doubtful for the hosts: each can be overruled with a reason."""
    found = [
        f"{period.body or period.region}: {period.label} ({in_words(period.starts_on, period.ends_on)})"
        for period in ClosedPeriod.objects.for_bodies(bodies)
        .touching(first, last)
        .select_related("body", "region")
        .order_by("starts_on", "pk")
    ]
    if any((first + timedelta(days=n)).weekday() >= 5 for n in range((last - first).days)):
        found.append("the visit runs over a weekend")
    return found


def absences(visit: Visit, first: date, last: date) -> list[str]:
    """Return who of the team is away on some days: doubts as well, since a place can be filled anew."""
    away = Absence.objects.filter(
        person__seats__in=visit.seats.holding(), starts_on__lte=last, ends_on__gte=first
    ).select_related("person")
    return [
        f"{one.person} is away ({in_words(one.starts_on, one.ends_on)})"
        for one in away.order_by("person__name", "starts_on").distinct()
    ]


def check(
    *, cycle: Cycle, bodies: Iterable[Body], first: date, last: date, despite: str, visit: Visit | None = None
) -> list[str]:
    """Refuse days that cannot be, and doubtful days for which nobody gave a reason. Return the doubts.

    `visit` is the one that moves, so that absences of its team are looked at too.
    """
    if first.weekday() >= 5:
        raise Refusal(f"{first:%-d %B %Y} is a {first:%A}. Choose a working day.", "starts_on")
    if first < cycle.starts_on or last > cycle.ends_on:
        raise Refusal(
            f"{in_words(first, last)} is outside the cycle, which runs from "
            f"{in_words(cycle.starts_on, cycle.ends_on)}. Choose other days.",
            "starts_on",
        )
    doubts = warnings(bodies, first, last) + (absences(visit, first, last) if visit else [])
    if doubts and not despite:
        raise Refusal(
            f"{in_words(first, last)} is doubtful: {'; '.join(doubts)}. "
            "Choose other days, or tick “Plan it all the same” and say why.",
            "starts_on",
        )
    return doubts


def because(doubts: list[str], despite: str) -> str:
    """Return the end of a history sentence that says which doubts were overruled and why."""
    return f", despite {'; '.join(doubts)}: {despite}" if doubts else ""


def rebook(*, visit: Visit, first: date, last: date) -> None:
    """Give a visit new days, and every seat that copies them. Call inside a transaction.

    Refuses when somebody of the team would then be on two visits at once, or untrained by then.
    """
    Visit.objects.select_for_update().get(pk=visit.pk)
    seats = visit.seats.holding()
    people = list(Person.objects.select_for_update().filter(seats__in=seats).order_by("pk"))
    _refuse_clashes(visit, people, first, last)
    _refuse_untrained(people, first)
    Visit.objects.filter(pk=visit.pk).update(starts_on=first, ends_on=last)
    try:
        with transaction.atomic():
            visit.seats.update(starts_on=first, ends_on=last)
    except IntegrityError:
        raise Refusal(
            "Somebody of the team has just been booked elsewhere on these days. Nothing was moved.", "starts_on"
        ) from None
    visit.starts_on, visit.ends_on = first, last


def refuse_clashes(visit: Visit) -> None:
    """Refuse when somebody of a visit's team is on another visit on the same days."""
    people = list(Person.objects.filter(seats__in=visit.seats.keeping_days()))
    _refuse_clashes(visit, people, visit.starts_on, visit.ends_on)


def _refuse_clashes(visit: Visit, people: list[Person], first: date, last: date) -> None:
    clashes = (
        Seat.objects.keeping_days()
        .filter(person__in=people, starts_on__lte=last, ends_on__gte=first)
        .exclude(visit=visit)
        .select_related("person", "challenge__host")
        .order_by("person__name")
    )
    if clashes:
        named = "; ".join(
            f"{seat.person} is in the team for {seat.challenge.host} on {in_words(seat.starts_on, seat.ends_on)}"
            for seat in clashes
        )
        raise Refusal(f"These days would double-book people: {named}. Nothing was moved.", "starts_on")


def _refuse_untrained(people: list[Person], first: date) -> None:
    courses = Training.objects.filter(person__in=people)
    trained = {course.person_id for course in courses if course.counts_on(first)}
    lapsed = sorted({person.name for person in people if person.pk not in trained})
    if lapsed:
        raise Refusal(
            f"By {in_words(first, first)} the training of {', '.join(lapsed)} no longer counts. "
            "Record newer training or withdraw them first. Nothing was moved.",
            "starts_on",
        )


@transaction.atomic
def move_visit(*, challenge: Challenge, starts_on: date, despite: str = "", by: Person, at: datetime) -> Challenge:
    """Move the days on site, and with them every challenge and seat of the visit."""
    fresh = history.lock(challenge)
    if fresh.state not in BEFORE_VISIT:
        raise Refusal(
            f"The challenge is now “{fresh.get_state_display().lower()}”, so its visit cannot move. "
            "Nothing was changed."
        )
    if fresh.postponements.filter(resumed_at=None).exists():
        raise Refusal("This challenge is postponed. Resume it with new dates instead. Nothing was changed.")
    first, last = starts_on, last_day(fresh.days, starts_on)
    was = in_words(fresh.visit.starts_on, fresh.visit.ends_on)
    if (first, last) == (fresh.visit.starts_on, fresh.visit.ends_on):
        raise Refusal("The visit is already on these days. Nothing was changed.", "starts_on")
    sharing = list(Challenge.objects.filter(visit=fresh.visit_id).exclude(state=State.CANCELLED))
    if any(each.state not in BEFORE_VISIT for each in sharing):
        raise Refusal("Another challenge of the same visit is already on site or over. Nothing was moved.")
    hosts = list(Body.objects.filter(host_sides__challenge__in=sharing).distinct())
    doubts = check(cycle=fresh.cycle, bodies=hosts, first=first, last=last, despite=despite, visit=fresh.visit)
    rebook(visit=fresh.visit, first=first, last=last)
    sentence = f"Visit moved from {was} to {in_words(first, last)}{because(doubts, despite)}"
    for each in sharing:
        history.note_event(challenge=each, what="move_visit", sentence=sentence[:400], by=by, at=at)
    moved = {each.pk: take_duties_along(challenge=each, by=by, at=at) for each in sharing}
    fresh.duties_moved = moved.get(fresh.pk, [])
    return fresh


def take_duties_along(*, challenge: Challenge, by: Person | None, at: datetime) -> list[duties.Moved]:
    """Move what hangs on the visit, and say on the timeline what moved. Call inside a transaction."""
    moved = duties.keep_in_step([challenge.pk], at)
    for sentence in in_sentences(moved):
        history.note_event(challenge=challenge, what="move_duties", sentence=sentence, by=by, at=at)
    return moved


def in_sentences(moved: Iterable[duties.Moved], most: int = 400) -> list[str]:
    """Return what moved, as few sentences as fit into the timeline."""
    lines: list[str] = []
    for one in moved:
        if lines and len(lines[-1]) + len(f"; {one}") <= most:
            lines[-1] += f"; {one}"
        else:
            lines.append(f"Moved with the visit: {one}"[:most])
    return lines
