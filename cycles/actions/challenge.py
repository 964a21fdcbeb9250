"""A challenge as a whole: proposing one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cycles import history
from cycles.days import in_words
from cycles.models import Challenge, Cycle, HostBody, Shape, State, Visit
from cycles.queries.intervention import days_offered
from people.models import Body, Person
from people.refusal import Refusal

from .visit import BEFORE_VISIT, because, check, last_day


@transaction.atomic
def create(
    *,
    cycle: Cycle,
    host: Body,
    shape: Shape,
    topic: str,
    starts_on: date,
    other_bodies: Iterable[Body] = (),
    beside: Challenge | None = None,
    extra_days: int = 0,
    despite: str = "",
    by: Person,
    at: datetime,
) -> Challenge:
    """Propose a challenge: its host side, topic and days on site.

    `beside` is a challenge whose visit it shares: the same days, the same people may sit in both.
    `extra_days` make the visit longer than its shape, as far as that is offered to an authority in intervention.
    Doubtful days (a school break, an inspection window) need `despite`, the coordinator's reason.
    """
    fresh = Cycle.objects.select_for_update().get(pk=cycle.pk)
    bodies = [host, *(body for body in other_bodies if body != host)]
    _check_host(fresh, host, topic)
    _check_offered(fresh, host, extra_days)
    last = last_day(shape.days + extra_days, starts_on)
    _check_exist(bodies, last)
    doubts = check(cycle=fresh, bodies=bodies, first=starts_on, last=last, despite=despite)
    visit = _shared(beside, shape, starts_on, last) or Visit.objects.create(starts_on=starts_on, ends_on=last)
    challenge = Challenge.objects.create(
        cycle=fresh, shape=shape, host=host, topic=topic, visit=visit, extra_days=extra_days
    )
    HostBody.objects.bulk_create(HostBody(challenge=challenge, body=body) for body in bodies)
    sentence = f"Proposed for {in_words(starts_on, last)}{because(doubts, despite)}"
    history.note_event(
        challenge=challenge, what="create", sentence=sentence[:400], by=by, at=at, to_state=State.PROPOSED
    )
    return challenge


def _check_offered(cycle: Cycle, host: Body, extra_days: int) -> None:
    """Refuse more days than are offered to a host that is in intervention."""
    if extra_days > days_offered(cycle).get(host.pk, 0):
        raise Refusal(f"No visit that long is offered to {host}. The members of the cycle say what is.", "longer")


def _shared(beside: Challenge | None, shape: Shape, first: date, last: date) -> Visit | None:
    """Return the visit of another challenge, if it is on these days, of the same kind and still to come."""
    if beside is None:
        return None
    fresh = history.lock(beside)
    if fresh.state not in BEFORE_VISIT:
        raise Refusal(f"The challenge of {fresh.host} is already on site or over. Choose another.", "beside")
    if fresh.shape.kind != shape.kind:
        raise Refusal(f"{fresh.host} has another kind of challenge. Choose the same shape to share its day.", "beside")
    if (fresh.visit.starts_on, fresh.visit.ends_on) != (first, last):
        days = in_words(fresh.visit.starts_on, fresh.visit.ends_on)
        raise Refusal(f"The visit of {fresh.host} is on {days}. Enter the same first day to share it.", "starts_on")
    return fresh.visit


def _check_host(cycle: Cycle, host: Body, topic: str) -> None:
    if not cycle.members.staying().filter(body=host).exists():
        raise Refusal(f"{host} is not a member of {cycle}. Add it to the cycle first.", "host")
    same = Challenge.objects.filter(cycle=cycle, host=host, topic__iexact=topic).first()
    if same:
        raise Refusal(f"{host} already has a challenge on “{same.topic}” in this cycle.", "topic")


def _check_exist(bodies: list[Body], day: date) -> None:
    for body in bodies:
        if (body.valid_to and body.valid_to < day) or (body.valid_from and body.valid_from > day):
            raise Refusal(f"{body} does not exist on {day:%-d %B %Y}. Choose other days or another body.", "host")
