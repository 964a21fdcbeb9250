"""A challenge as a whole: proposing one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cycles import history
from cycles.days import in_words
from cycles.models import Challenge, Cycle, HostBody, Shape, State, Visit
from people.models import Body, Person
from people.refusal import Refusal

from .visit import because, check, last_day


@transaction.atomic
def create(
    *,
    cycle: Cycle,
    host: Body,
    shape: Shape,
    topic: str,
    starts_on: date,
    other_bodies: Iterable[Body] = (),
    despite: str = "",
    by: Person,
    at: datetime,
) -> Challenge:
    """Propose a challenge: its host side, topic and days on site.

    Doubtful days (a school break, an inspection window) need `despite`, the coordinator's reason.
    """
    fresh = Cycle.objects.select_for_update().get(pk=cycle.pk)
    bodies = [host, *(body for body in other_bodies if body != host)]
    _check_host(fresh, host, topic)
    last = last_day(shape, starts_on)
    _check_exist(bodies, last)
    doubts = check(cycle=fresh, bodies=bodies, first=starts_on, last=last, despite=despite)
    visit = Visit.objects.create(starts_on=starts_on, ends_on=last)
    challenge = Challenge.objects.create(cycle=fresh, shape=shape, host=host, topic=topic, visit=visit)
    HostBody.objects.bulk_create(HostBody(challenge=challenge, body=body) for body in bodies)
    sentence = f"Proposed for {in_words(starts_on, last)}{because(doubts, despite)}"
    history.note_event(
        challenge=challenge, what="create", sentence=sentence[:400], by=by, at=at, to_state=State.PROPOSED
    )
    return challenge


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
