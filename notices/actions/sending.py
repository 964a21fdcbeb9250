"""Sending: claim what may leave, hand it to the post, write down what came of it.

A claim is committed before the post is asked and is given up after LEASE. A worker that dies in
between leaves rows that another sends again under the same Message-ID; nothing is sent twice
otherwise, however many workers there are.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from notices.kinds import REMINDERS
from notices.letters import letter_of, words_of
from notices.models import Delivery, Message
from notices.post import Office, RefusedError, UnreachableError
from notices.quiet import resting_at
from people.models.ref import new_ref

# Few enough that a slow mail server cannot make a claim grow old.
BATCH = 20
MOST_REFUSALS = 12
TURN = 82_021  # names the lock below among PostgreSQL's advisory locks
WITH = ("recipient__message_preference", "programme__region__letterhead", "duty")


class Outcome(StrEnum):
    """What came of one mail."""

    SENT = "sent"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    DROPPED = "dropped"


def take_turns() -> None:
    """Let one after another claim or change what waits, for the few milliseconds that takes.

    Two workers at once would each take a part of what goes to one person. SQLite's writers take
    turns anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


@transaction.atomic
def drop_needless(*, at: datetime) -> int:
    """Drop the reminders that nobody needs any more; return how many."""
    take_turns()
    return Message.objects.needless().free(at).update(dropped_at=at, held_at=None, claim="", claimed_at=None)


@transaction.atomic
def claim(*, at: datetime, most: int = BATCH) -> list[list[Message]]:
    """Take some of what may leave; return it mail by mail.

    Reminders for one person and programme go together. What was begun before goes as it was begun.
    """
    take_turns()
    day = timezone.localdate(at)
    ready = Message.objects.ready(at, day, resting_at(at))
    first = list(ready.order_by("queued_at", "pk").values("mail", "recipient", "programme", "kind", "pk")[:most])
    if not first:
        return []
    rows = list(ready.filter(_whole_mails(first)).select_related(*WITH).order_by("queued_at", "pk"))
    mails = defaultdict(list)
    for row in rows:
        mails[row.mail or _mate(row)].append(row)
    token = new_ref()
    for together in mails.values():
        for row in together:
            row.mail, row.tries = together[0].mail or together[0].ref, row.tries + 1
            row.claim, row.claimed_at = token, at
    Message.objects.bulk_update(rows, ["mail", "claim", "claimed_at", "tries"])
    tried = Delivery.What.TRIED
    Delivery.objects.bulk_create(Delivery(mail=mail[0].mail, at=at, what=tried) for mail in mails.values())
    return list(mails.values())


def _mate(row: Message) -> object:
    """Name what a row goes together with: other reminders of its reader, but for what somebody has written."""
    merges = row.kind in REMINDERS and row.duty_id and not row.subject
    return (row.recipient_id, row.programme_id) if merges else row.pk


def _whole_mails(first: list[dict]) -> Q:
    """Choose all rows of the mails that these rows belong to."""
    begun = {row["mail"] for row in first if row["mail"]}
    readers = {row["recipient"] for row in first if row["kind"] in REMINDERS}
    fresh = Q(recipient__in=readers, kind__in=REMINDERS, mail="", subject="")
    return Q(pk__in=[row["pk"] for row in first]) | Q(mail__in=begun) | fresh


def send_batch(*, office: Office, at: datetime) -> list[Outcome]:
    """Send one batch; return what came of each mail, nothing when nothing may leave."""
    outcomes = []
    for mail in claim(at=at):
        if Outcome.UNREACHABLE in outcomes:  # nobody answers: the rest waits without being tried
            outcome = Outcome.UNREACHABLE
            _write_down(mail, outcome, "", at)
        else:
            outcome = _send(mail, office, at)
        outcomes.append(outcome)
    return outcomes


def _send(mail: list[Message], office: Office, at: datetime) -> Outcome:
    stopped = getattr(mail[0].recipient, "message_preference", None)
    wanted = [row for row in mail if row.kind not in (stopped.stopped if stopped else ())]
    outcome, code = Outcome.DROPPED, ""
    if wanted:
        try:
            outcome, code = Outcome.SENT, office.post(letter_of(wanted))
        except UnreachableError as away:
            outcome, code = Outcome.UNREACHABLE, str(away)
        except RefusedError as refused:
            outcome, code = Outcome.REFUSED, f"{refused.code}{' for good' if refused.for_good else ''}"
    unwanted = [row for row in mail if row not in wanted]
    if wanted and unwanted:
        _write_down(unwanted, Outcome.DROPPED, "", at)
    _write_down(wanted or unwanted, outcome, code, at)
    return outcome


LOGGED = {
    Outcome.SENT: Delivery.What.TAKEN,
    Outcome.REFUSED: Delivery.What.REFUSED,
    Outcome.UNREACHABLE: Delivery.What.UNREACHABLE,
}


@transaction.atomic
def _write_down(mail: list[Message], outcome: Outcome, code: str, at: datetime) -> None:
    """Write down what came of a mail, unless another worker has taken it over meanwhile."""
    name, token = mail[0].mail, mail[0].claim
    rows = list(Message.objects.select_for_update().filter(pk__in=[row.pk for row in mail], claim=token).order_by("pk"))
    texts = {row.pk: words_of(row) for row in mail if outcome is Outcome.SENT}
    ended = _ended(outcome, code, name, at, tries=mail[0].tries)
    for row in rows:
        row.claim, row.claimed_at = "", None
        for field, value in ended.items():
            setattr(row, field, value)
        if row.pk in texts:
            row.subject, row.body = texts[row.pk]
    fields = ["claim", "claimed_at", "sent_at", "given_up_at", "dropped_at", "not_before", "subject", "body"]
    Message.objects.bulk_update(rows, fields)
    if outcome in LOGGED:
        Delivery.objects.create(mail=name, at=at, what=LOGGED[outcome], detail=code[:80])


def _ended(outcome: Outcome, code: str, mail: str, at: datetime, *, tries: int) -> dict:
    """Return what changes in the rows of a mail."""
    if outcome is Outcome.SENT:
        return {"sent_at": at}
    if outcome is Outcome.DROPPED:
        return {"dropped_at": at}
    if outcome is Outcome.UNREACHABLE:
        return {"not_before": at + timedelta(minutes=min(2**tries, 15))}
    refusals = Delivery.objects.filter(mail=mail, what=Delivery.What.REFUSED).count() + 1
    if code.endswith("for good") or refusals >= MOST_REFUSALS:
        return {"given_up_at": at}
    return {"not_before": at + timedelta(minutes=min(2**refusals, 240))}
