"""Destroying what was said in confidence: the key first, because without it every copy is unreadable."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cycles import history
from cycles.days import add_months
from cycles.models import Challenge, Event, State
from cycles.policy import policy_of
from notices.models import Message
from people.models import Person
from people.refusal import Refusal
from reviews.models import Destruction, Device, LegalHold, Receipt
from reviews.models.sealed import Sealed
from reviews.tombs import bury, is_buried, said_at
from reviews.vault import destroy_key, key_path

ENDED = (
    State.FINAL,
    State.PUBLISHED,
    State.FOLLOW_UP,
    State.CLOSED,
    State.WITHHELD,
    State.CANCELLED,
)
RULE = "the programme’s time for keeping notes has ended"


def _name(model: type[models.Model]) -> str:
    return model._meta.get_field("challenge").remote_field.related_name  # noqa: SLF001 -- Django's public door


# Every table whose words are sealed, whoever adds one, and what is kept of the devices, by their names at a challenge.
MODELS = {_name(model): model for model in (*Sealed.__subclasses__(), Receipt, Device)}
SEALED = tuple(MODELS)


class NotGone(Exception):  # noqa: N818 -- it says what was found
    """Something is still there after a destruction; it is begun again the next night."""


def due_on(challenge: Challenge) -> date | None:
    """Return the day the notes are to be destroyed by the programme's rule, or None before it is known."""
    return day_for(challenge, "keep_notes_months")


def day_for(challenge: Challenge, months: str) -> date | None:
    """Return the day that many months after the report was final or the day without one was over."""
    return days_of(challenge, {months: months})[months]


def days_of(challenge: Challenge, months: dict[str, str]) -> dict[str, date | None]:
    """Return the days of several questions of the programme, by name (two queries)."""
    ends = models.Q(to_state__in=[State.FINAL, State.CANCELLED]) | models.Q(what="conclude")
    moves = Event.objects.filter(ends, challenge=challenge)
    last = moves.order_by("at").last()
    if last is None:
        return dict.fromkeys(months)
    day, policy = timezone.localdate(last.at), policy_of(challenge.cycle.programme_id)
    if last.to_state == State.CANCELLED:
        return dict.fromkeys(months, day + timedelta(days=policy["keep_cancelled_days"]))
    return {name: add_months(day, policy[question]) for name, question in months.items()}


def refuse_while_held(challenge: Challenge) -> None:
    """Refuse to destroy while a legal hold stands."""
    if LegalHold.objects.filter(challenge=challenge, lifted_at=None).exists():
        raise Refusal("The information officer has set a legal hold: nothing is destroyed until it is lifted.")


def refuse_while_needed(challenge: Challenge) -> None:
    """Refuse while the report is still to be written from the notes."""
    if challenge.state not in ENDED:
        raise Refusal("The notes are still needed: the report is not final and the challenge is not cancelled.")


def _refuse_too_soon(challenge: Challenge, early: bool, at: datetime) -> None:
    """Refuse while the notes are needed or held, and before their day unless they are to go early."""
    refuse_while_needed(challenge)
    refuse_while_held(challenge)
    due = due_on(challenge)
    if early or (due and due <= timezone.localdate(at)):
        return
    if due is None:
        raise Refusal("The day of the programme’s rule is not known: no move to final or cancelled is on record.")
    raise Refusal(f"By the programme’s rule the notes are kept until {due:%-d %B %Y}.")


def destroy_notes(
    *, challenge: Challenge, rule: str, by: Person | None, at: datetime, early: bool = False
) -> Destruction:
    """Destroy key, rows and waiting mails; keep that it happened, when, by which rule, with counts and the key's hash.

    Safe to die at any line and to run again: the record is begun first, the key goes before the
    rows, and the record is finished last. The record is begun under the challenge's lock and
    nothing is written after it, so a note handed in meanwhile is either refused or destroyed too.
    What came back with an older backup goes again. Findings, their numbers and activity counts stay.
    """
    record = begin(challenge=challenge, rule=rule, early=early, by=by, at=at)
    if record.finished_at and is_buried(challenge) and not left_of(challenge):
        return record
    bury(challenge, {"rule": record.rule, "begun_at": record.begun_at.isoformat(), **_numbers(record)})
    destroy_key(challenge)
    _destroy_rows(challenge, record, at)
    record.refresh_from_db()
    return record


def _numbers(record: Destruction) -> dict:
    return {"counts": record.counts, "key_sha256": record.key_sha256}


@transaction.atomic
def begin(*, challenge: Challenge, rule: str, early: bool, by: Person | None, at: datetime) -> Destruction:
    """Write down what is about to go; a record already begun is taken up again.

    A database from before a destruction has no record: it is written again from what lies in KEY_DIR.
    """
    fresh = history.lock(challenge)
    begun = Destruction.objects.filter(challenge=fresh).first()
    if begun:
        return begun
    if was := said_at(fresh):
        return Destruction.objects.create(
            challenge=fresh,
            rule=was["rule"],
            begun_at=parse_datetime(was["begun_at"]),
            counts=was["counts"],
            key_sha256=was["key_sha256"],
        )
    _refuse_too_soon(fresh, early, at)
    path = key_path(fresh)
    return Destruction.objects.create(
        challenge=fresh,
        rule=rule,
        begun_at=at,
        by=by,
        counts={name: getattr(fresh, name).count() for name in SEALED},
        key_sha256=hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "",
    )


@transaction.atomic
def _destroy_rows(challenge: Challenge, record: Destruction, at: datetime) -> None:
    """Remove the rows, look whether anything is left, and finish the record: all of it or nothing."""
    fresh = history.lock(challenge)
    _mails(fresh).delete()
    for name in reversed(SEALED):
        getattr(fresh, name).all().delete()
    if left := left_of(fresh):
        raise NotGone(", ".join(sorted(left)))
    found = {"key": 0, "mails": 0, **dict.fromkeys(SEALED, 0)}
    Destruction.objects.filter(pk=record.pk).update(verified=found)
    Destruction.objects.filter(pk=record.pk, finished_at=None).update(finished_at=at)


def _mails(challenge: Challenge) -> models.QuerySet[Message]:
    """Return the messages about what is destroyed: they carry ids only, and those go too."""
    concerns = [str(pk) for pk in challenge.concerns.values_list("pk", flat=True)]
    return Message.objects.filter(kind="urgent_concern", about__in=concerns)


def left_of(challenge: Challenge) -> dict[str, int]:
    """Return what of a challenge's confidential texts is still there, by name: nothing once they are destroyed."""
    left = {name: getattr(challenge, name).count() for name in SEALED}
    left["key"] = int(key_path(challenge).exists())
    left["mails"] = _mails(challenge).count()
    return {name: count for name, count in left.items() if count}
