"""Finding a time for a meeting: offered from what is known, asked about by link, chosen once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from cycles import emails
from cycles.days import day_in_words
from cycles.history import lock
from cycles.models import Answer, Asked, Challenge, Finder, Meeting, OfferedTime
from cycles.queries.finding import asked_elsewhere, known_among, taken
from cycles.rules import possible
from cycles.times import Wanted, offered
from people.models import Person
from people.refusal import Refusal

from .meeting import schedule_meeting

SIGNER = Signer(salt="cycles.meeting_poll")
OVER = "Meetings of this challenge can no longer be arranged. Nothing was changed."


def link_of(asked: Asked) -> str:
    """Return the address at which one person answers, and nobody else."""
    return reverse("cycles:answer_poll", args=[SIGNER.sign(asked.ref)])


def asked_by(link: str) -> Asked | None:
    """Return whom a link belongs to, or None when nobody signed it."""
    try:
        ref = SIGNER.unsign(link)
    except BadSignature:
        return None
    rows = Asked.objects.select_related("person", "finder__challenge__host", "finder__meeting", "finder__made_by")
    return rows.filter(ref=ref).first()


@transaction.atomic
def find_meeting(
    *,
    challenge: Challenge,
    kind: str,
    minutes: int,
    first: date,
    last: date,
    place: str,
    people: Iterable[Person],
    others: Iterable[tuple[str, str]],
    by: Person,
    at: datetime,
) -> Finder:
    """Offer times at which the fewest cannot come, and ask those whose days are not known.

    `others` are names and addresses of people who are not here yet: the host's and its partners'.
    """
    fresh = lock(challenge)
    if not possible("cycles.edit_meetings", fresh):
        raise Refusal(OVER)
    named = {person.pk: (person, person.name) for person in people}
    # Of the challenge's own people alone: others' days are not to be had for an address. Who looks is not asked.
    known = known_among(named) | ({by.pk} & named.keys())
    for name, email in others:
        person = Person.objects.filter(email__iexact=email).first() or Person.objects.create(name=name, email=email)
        named.setdefault(person.pk, (person, name))
    found = offered(Wanted(minutes, first, last, at), taken(known, fresh, first, last))
    if not found:
        raise Refusal("No time between these days suits anybody whose days are known. Choose other days.", "last")
    finder = Finder.objects.create(
        challenge=fresh, kind=kind, minutes=minutes, first_on=first, last_on=last, place=place, made_by=by, made_at=at
    )
    OfferedTime.objects.bulk_create(
        OfferedTime(finder=finder, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in found
    )
    for person, name in named.values():
        asked = Asked.objects.create(finder=finder, person=person, name=name, is_known=person.pk in known)
        if not asked.is_known:
            emails.meeting_poll(asked, link_of(asked), at)
    return finder


@transaction.atomic
def answer_poll(*, asked: Asked, answers: dict[str, str], at: datetime) -> Asked:
    """Keep what somebody says of each time, by its ref; what they said before is replaced."""
    finder = Finder.objects.select_for_update(of=("self",)).select_related("challenge").get(pk=asked.finder_id)
    if finder.meeting_id or not possible("cycles.edit_meetings", finder.challenge):
        raise Refusal("The time has been chosen meanwhile, so answers can no longer be given.")
    Answer.objects.filter(asked=asked).delete()
    Answer.objects.bulk_create(
        Answer(asked=asked, time=time, said=answers[time.ref]) for time in finder.times.all() if time.ref in answers
    )
    asked.answered_at = at
    asked.save()
    return asked


@transaction.atomic
def choose_time(*, finder: Finder, time: OfferedTime, by: Person, at: datetime) -> Meeting:
    """Make the meeting at one of the times offered and tell everybody. Once, and nobody is booked twice.

    Whoever said that they cannot come is told of it, and is not asked to it.
    """
    challenge = lock(finder.challenge)
    fresh = Finder.objects.select_for_update(of=("self",)).get(pk=finder.pk)
    if fresh.meeting_id:
        raise Refusal(
            f"The meeting has been arranged already, for {day_in_words(fresh.meeting.starts_at)}. Nothing was changed."
        )
    if time.starts_at <= at:
        raise Refusal("This time is over. Choose another.", "time")
    refusing = Answer.objects.filter(time=time, said=Answer.Said.NO).values("asked__person")
    everybody = Person.objects.filter(asked_when__finder=fresh)
    coming = everybody.exclude(pk__in=refusing)
    _refuse_double_booking({by.pk, *coming.values_list("pk", flat=True)}, time)
    meeting = schedule_meeting(
        challenge=challenge,
        kind=fresh.kind,
        starts_at=time.starts_at,
        ends_at=time.ends_at,
        place=fresh.place,
        people=list(coming),
        by=by,
        at=at,
    )
    fresh.meeting = meeting
    fresh.save()
    emails.meeting_without(meeting, everybody.filter(pk__in=refusing).exclude(pk=by.pk), at)
    return meeting


def _refuse_double_booking(people: set[int], time: OfferedTime) -> None:
    """Refuse when somebody is asked to another meeting at this time. Holds their rows, so that nobody slips in."""
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    if found := asked_elsewhere(people, (time.starts_at, time.ends_at)):
        raise Refusal(f"Already asked to another meeting at this time: {found}. Choose another time.", "time")
