"""Meetings about a challenge: arranged, minuted, and what they asked of people."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from cycles import emails
from cycles.days import day_in_words
from cycles.history import lock, note_event
from cycles.models import Challenge, Component, Meeting, MeetingAction
from cycles.queries.people import meant_for
from cycles.rules import possible
from people.models import Person
from people.refusal import Refusal

from . import readiness


def _open(challenge: Challenge) -> Challenge:
    fresh = lock(challenge)
    if not possible("cycles.edit_meetings", fresh):
        raise Refusal(
            f"Meetings can no longer be changed: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    return fresh


def _unchanged(meeting: Meeting, version: int) -> Meeting:
    """Return the fresh meeting, if nobody changed it since `version` was read."""
    challenge = _open(meeting.challenge)
    fresh = Meeting.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=meeting.pk)
    fresh.challenge = challenge
    if fresh.version != version:
        when = localtime(fresh.changed_at)
        raise Refusal(
            f"{fresh.changed_by} changed this meeting on {day_in_words(when)} at {when:%H:%M}, after you opened it. "
            "Your text is kept below and not yet saved: compare it with what is there now, then save again."
        )
    return fresh


def _keep(meeting: Meeting, by: Person, at: datetime) -> Meeting:
    if meeting.cancelled_at:
        raise Refusal("This meeting was cancelled. Arrange another. Nothing was changed.")
    meeting.version += 1
    meeting.changed_by, meeting.changed_at = by, at
    meeting.save()
    _completes(meeting, by, at)
    return meeting


def _completes(meeting: Meeting, by: Person, at: datetime) -> None:
    """A planning meeting held, or a feedback meeting booked, is a component the region promised."""
    note = f"{meeting.get_kind_display()} of {day_in_words(meeting.starts_at)}"
    key = None
    if meeting.kind == Meeting.Kind.PLANNING and meeting.held:
        key = Component.Key.PLANNING_MEETING
    elif meeting.kind == Meeting.Kind.FEEDBACK:
        key = Component.Key.FEEDBACK_BOOKED
    if key:
        readiness.complete(challenge=meeting.challenge, key=key, note=note, by=by, at=at)


def _ask(meeting: Meeting, people: Iterable[Person], by: Person) -> None:
    """Write down who is asked, their rows held: whoever books them elsewhere at this moment waits, and sees it."""
    asked = {by.pk, *(person.pk for person in people)}
    meeting.people.set(Person.objects.select_for_update().filter(pk__in=asked).order_by("pk"))


@transaction.atomic
def schedule_meeting(
    *,
    challenge: Challenge,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    people: Iterable[Person] | None = None,
    by: Person,
    at: datetime,
) -> Meeting:
    """Arrange a meeting of team and host and tell those it is for: `people`, or whom its kind is meant for."""
    fresh = _open(challenge)
    meeting = Meeting(challenge=fresh, kind=kind, starts_at=starts_at, ends_at=ends_at, place=place)
    _keep(meeting, by, at)
    _ask(meeting, meant_for(fresh, kind) if people is None else people, by)
    emails.meeting(meeting, "arranged", at)
    sentence = f"{meeting.get_kind_display()} arranged for {day_in_words(starts_at)}"
    note_event(challenge=fresh, what="schedule_meeting", sentence=sentence, by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting: Meeting,
    version: int,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    by: Person,
    at: datetime,
) -> Meeting:
    """Change when, where or what a meeting is."""
    fresh = _unchanged(meeting, version)
    before = (fresh.kind, fresh.starts_at, fresh.ends_at, fresh.place)
    fresh.kind, fresh.starts_at, fresh.ends_at, fresh.place = now = (kind, starts_at, ends_at, place)
    _keep(fresh, by, at)
    if now != before:
        if not fresh.people.exists():
            _ask(fresh, meant_for(fresh.challenge, kind), by)
        emails.meeting(fresh, "changed", at)
    return fresh


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Call a meeting off and tell everybody who was asked to it. There is no way back."""
    _open(meeting.challenge)
    fresh = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    fresh.challenge = meeting.challenge
    if fresh.held:
        raise Refusal("This meeting took place, so it cannot be cancelled. Nothing was changed.")
    _keep(fresh, by, at)
    fresh.cancelled_at = at
    fresh.save()
    sentence = f"{fresh.get_kind_display()} of {day_in_words(fresh.starts_at)} cancelled"
    note_event(challenge=fresh.challenge, what="cancel_meeting", sentence=sentence, by=by, at=at)
    booked = fresh.challenge.meetings.filter(kind=Meeting.Kind.FEEDBACK, cancelled_at=None)
    if fresh.kind == Meeting.Kind.FEEDBACK and not booked.exists():
        readiness.uncomplete(challenge=fresh.challenge, key=Component.Key.FEEDBACK_BOOKED, by=by, at=at)
    emails.meeting(fresh, "cancelled", at)
    return fresh


@transaction.atomic
def minute_meeting(*, meeting: Meeting, version: int, minutes: str, held: bool, by: Person, at: datetime) -> Meeting:
    """Write a meeting's minutes and whether it took place."""
    fresh = _unchanged(meeting, version)
    if held and fresh.starts_at > at:
        raise Refusal("This meeting has not started yet, so it cannot have taken place.", "held")
    fresh.minutes, fresh.held = minutes, held
    return _keep(fresh, by, at)


@transaction.atomic
def add_action(
    *, meeting: Meeting, text: str, owner: Person | None, due_on: date | None, by: Person, at: datetime
) -> MeetingAction:
    """Write down what a meeting asked somebody to do."""
    _open(meeting.challenge)
    return MeetingAction.objects.create(meeting=meeting, text=text, owner=owner, due_on=due_on)


@transaction.atomic
def finish_action(*, action: MeetingAction, done: bool, by: Person, at: datetime) -> MeetingAction:
    """Mark what was asked as done, or as not done after all."""
    _open(action.meeting.challenge)
    fresh = MeetingAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    fresh.done_on = localtime(at).date() if done else None
    fresh.save()
    return fresh
