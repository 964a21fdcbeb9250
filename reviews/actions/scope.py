"""What the challenge is about, agreed by host and lead, and the lines of enquiry."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge, Event, Seat, State
from people.models import Person
from people.refusal import Refusal
from reviews.guard import Stale, hold, refuse_stale
from reviews.models import LineOfEnquiry

FIELDS = {
    "topic": "the topic",
    "purpose": "the purpose",
    "question": "the overarching question",
    "in_scope": "what is in scope",
    "out_of_scope": "what is out of scope",
    "sensitivities": "the sensitivities",
    "urgent_contact": "the contact for urgent concerns",
}


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _refuse_second_editor(fresh: Challenge, seen: int) -> None:
    """Each saved scope is one event and one version: the newest events say what was missed."""
    missed = fresh.version - seen
    if missed <= 0:
        return
    events = Event.objects.filter(challenge=fresh, what="edit_scope").select_related("by").order_by("-pk")[:missed]
    said = [
        f"{event.by or 'Somebody'} changed {event.sentence.removeprefix('Scope: changed ')} "
        f"at {timezone.localtime(event.at):%H:%M on %-d %B}"
        for event in reversed(events)
    ]
    raise Stale(
        f"{'; then '.join(said)}, while you were writing. What you typed is still below: look at the scope page "
        "for their words, then change yours, or save again to put yours in place of theirs.",
        fresh.version,
    )


@transaction.atomic
def edit_scope(*, challenge: Challenge, seen: int, by: Person, at: datetime, **answers: str) -> Challenge:
    """Change what the challenge is about. `seen` is the version the editor started from."""
    fresh = hold(challenge, "reviews.edit_scope")
    _refuse_second_editor(fresh, seen)
    changed = [name for name in FIELDS if name in answers and getattr(fresh, name) != answers[name]]
    if not changed:
        return fresh
    _check_topic(fresh, answers.get("topic", fresh.topic))
    for name in changed:
        setattr(fresh, name, answers[name])
    fresh.version += 1
    fresh.save(update_fields=[*changed, "version"])
    words = _listed([FIELDS[name] for name in changed])
    history.note_event(challenge=fresh, what="edit_scope", sentence=f"Scope: changed {words}", by=by, at=at)
    return fresh


def _check_topic(challenge: Challenge, topic: str) -> None:
    same = Challenge.objects.filter(cycle=challenge.cycle, host=challenge.host, topic=topic).exclude(pk=challenge.pk)
    if same.exists():
        raise Refusal(f"{challenge.host} already has a challenge on “{topic}” in this cycle.", "topic")


def _check_reviewer(challenge: Challenge, reviewer: Seat | None) -> None:
    if reviewer and (reviewer.challenge_id != challenge.pk or reviewer.status != Seat.Status.ACCEPTED):
        raise Refusal("Choose somebody who has accepted a seat in this team.", "reviewer")


@transaction.atomic
def add_line(
    *,
    challenge: Challenge,
    question: str,
    prompts: str = "",
    minutes: int | None = None,
    reviewer: Seat | None = None,
    by: Person,
    at: datetime,
) -> LineOfEnquiry:
    """Add a line of enquiry at the end. Refuses more than the shape takes."""
    fresh = hold(challenge, "reviews.edit_scope")
    _check_reviewer(fresh, reviewer)
    count, most = fresh.lines.count(), fresh.shape.max_lines
    if count >= most:
        raise Refusal(
            f"A {fresh.shape.name.lower()} has at most {most} lines of enquiry, so that each can be tested. "
            "Remove one, or join two, before you add another."
        )
    line = LineOfEnquiry.objects.create(
        challenge=fresh,
        number=count + 1,
        question=question,
        prompts=prompts,
        minutes=minutes,
        reviewer=reviewer,
        changed_by=by,
        changed_at=at,
    )
    sentence = f"Added line of enquiry {line.number}"
    history.note_event(challenge=fresh, what="add_line", sentence=sentence, by=by, at=at)
    return line


@transaction.atomic
def edit_line(
    *,
    line: LineOfEnquiry,
    question: str,
    prompts: str,
    minutes: int | None = None,
    reviewer: Seat | None,
    seen: int,
    by: Person,
    at: datetime,
) -> LineOfEnquiry:
    """Change a line of enquiry. `seen` is the version the editor started from."""
    challenge = hold(line.challenge, "reviews.edit_scope")
    fresh = _still_there(challenge, line)
    _check_reviewer(challenge, reviewer)
    refuse_stale(fresh, seen, {"question": question, "prompts": prompts, "minutes": minutes})
    fresh.question, fresh.prompts, fresh.minutes, fresh.reviewer = question, prompts, minutes, reviewer
    fresh.version += 1
    fresh.changed_by, fresh.changed_at = by, at
    fresh.save()
    sentence = f"Changed line of enquiry {fresh.number}"
    history.note_event(challenge=challenge, what="edit_line", sentence=sentence, by=by, at=at)
    return fresh


def _still_there(challenge: Challenge, line: LineOfEnquiry) -> LineOfEnquiry:
    fresh = challenge.lines.select_related("changed_by").filter(pk=line.pk).first()
    if fresh is None:
        raise Refusal("Somebody has removed this line of enquiry. Add it again if it is still wanted.")
    return fresh


@transaction.atomic
def remove_line(*, line: LineOfEnquiry, by: Person, at: datetime) -> None:
    """Take a line of enquiry out; the others close up. What was linked to it stays, without a line."""
    challenge = hold(line.challenge, "reviews.edit_scope")
    fresh = _still_there(challenge, line)
    least = challenge.shape.min_lines
    if challenge.state == State.PREPARING and challenge.lines.count() <= least:
        raise Refusal(
            f"A {challenge.shape.name.lower()} needs at least {least} lines of enquiry. "
            "Add another first, or change the words of this one."
        )
    gone = fresh.number
    fresh.delete()
    for later in challenge.lines.filter(number__gt=gone).order_by("number"):
        LineOfEnquiry.objects.filter(pk=later.pk).update(number=later.number - 1)
    sentence = f"Removed line of enquiry {gone}"
    history.note_event(challenge=challenge, what="remove_line", sentence=sentence, by=by, at=at)


@transaction.atomic
def move_line(*, line: LineOfEnquiry, up: bool, by: Person, at: datetime) -> None:
    """Change places with the line before (`up`) or after. At either end nothing happens."""
    challenge = hold(line.challenge, "reviews.edit_scope")
    fresh = _still_there(challenge, line)
    other = challenge.lines.filter(number=fresh.number + (-1 if up else 1)).first()
    if other is None:
        return
    # Numbers are unique at every moment: one of the two waits at 0.
    LineOfEnquiry.objects.filter(pk=fresh.pk).update(number=0)
    LineOfEnquiry.objects.filter(pk=other.pk).update(number=fresh.number)
    LineOfEnquiry.objects.filter(pk=fresh.pk).update(number=other.number)
    sentence = f"Line of enquiry {fresh.number} is now {other.number}"
    history.note_event(challenge=challenge, what="move_line", sentence=sentence, by=by, at=at)
