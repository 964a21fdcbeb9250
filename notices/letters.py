"""What a mail says: the words of its rows, its head, its foot, and the HTML that says the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from people.models import Person

from .kinds import DUE, ESCALATED, LATE, RUNGS, SOON, kind_of
from .models import Duty, Holder, Letterhead, Message
from .parts import calendar_part
from .post import Letter

SALT = "notices.stop"
# Only our own addresses become links: what somebody typed into a topic leads nowhere.
LINK = re.compile(re.escape(settings.ORIGIN) + r"/[^\s<>\"”’]*")


@dataclass(frozen=True)
class Piece:
    """A run of words of a paragraph, or a link."""

    text: str
    url: str = ""


def in_words(day: date) -> str:
    """Write a day as people say it."""
    return f"{day:%-d %B %Y}"


def _headline(rung: str, duty: Duty) -> str:
    due = in_words(duty.due_on)
    heads = {SOON: f"Due on {due}", DUE: f"Due on {due}", LATE: f"Late since {due}", ESCALATED: f"Overdue since {due}"}
    return heads[rung]


def _item(rung: str, duty: Duty) -> str:
    lines = [f"{duty.what} ({duty.place})", f"{_headline(rung, duty)}. {duty.why}".strip()]
    if rung == ESCALATED:
        lines.append("You are told because it has stayed undone. It still waits for whoever owes it.")
    holder = Holder.Rung.ESCALATION if rung == ESCALATED else Holder.Rung.OWNER
    return "\n".join([*lines, f"{settings.ORIGIN}{duty.path_for(holder)}"])


def words_of(message: Message) -> tuple[str, str]:
    """Return subject and text of one row; those of a reminder are written from its duty when it leaves."""
    if message.subject or message.duty is None:
        return message.subject or message.label, message.body
    subject = f"{_headline(message.rung, message.duty)}: {message.duty.what}"
    return subject[:200], f"Dear {message.recipient.name},\n\n{_item(message.rung, message.duty)}\n"


def together(messages: Sequence[Message]) -> tuple[str, str]:
    """Return subject and text of the rows of one mail: each duty once, by its last rung, the earliest day first."""
    if len(messages) == 1:
        return words_of(messages[0])
    last: dict[int, Message] = {}
    for message in sorted(messages, key=lambda one: RUNGS.index(one.rung)):
        last[message.duty.pk] = message
    if len(last) == 1:
        return words_of(next(iter(last.values())))
    shown = sorted(last.values(), key=lambda one: (one.due_on, one.duty.pk))
    late = sum(one.rung in (LATE, ESCALATED) for one in shown)
    subject = f"{len(shown)} things wait for you" + (f", {late} of them late" if late else "")
    items = "\n\n".join(_item(one.rung, one.duty) for one in shown)
    return subject, f"Dear {shown[0].recipient.name},\n\n{items}\n"


def stop_token(person: Person, kinds: Sequence[str]) -> str:
    """Return the signed word that lets whoever holds the mail stop such messages, without signing in."""
    return signing.dumps({"person": person.ref, "kinds": list(kinds)}, salt=SALT)


def read_stop_token(token: str) -> tuple[str, list[str]]:
    """Return the person's ref and the kinds; raise BadSignature for anything we did not sign."""
    read = signing.loads(token, salt=SALT)
    return read["person"], read["kinds"]


def pieces(text: str) -> list[list[list[Piece]]]:
    """Cut a text into paragraphs, lines and pieces."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
    return [[list(_of_line(line)) for line in part.splitlines()] for part in paragraphs]


def _of_line(line: str) -> Iterator[Piece]:
    begun = 0
    for found in LINK.finditer(line):
        yield Piece(line[begun : found.start()])
        yield Piece(found[0], found[0])
        begun = found.end()
    yield Piece(line[begun:])


def head_of(message: Message) -> Letterhead | None:
    """Return how messages of this region begin, where it has said so."""
    return getattr(message.programme.region, "letterhead", None) if message.programme else None


def letter_of(messages: Sequence[Message]) -> Letter:
    """Write the mail of some rows to one person."""
    first = messages[0]
    subject, text = together(messages)
    head = head_of(first)
    if head and head.prefix:
        subject = f"[{head.prefix}] {subject}"
    stops = sorted({one.kind for one in messages if kind_of(one.kind).may_be_stopped})
    stop_url = f"{settings.ORIGIN}{reverse('notices:stop', args=[stop_token(first.recipient, stops)])}" if stops else ""
    foot = {
        "programme": str(first.programme or settings.SERVICE_NAME),
        "preferences_url": f"{settings.ORIGIN}{reverse('notices:preferences')}",
        "stop_url": stop_url,
    }
    return Letter(
        mail=first.mail,
        to=first.recipient.email,
        subject=" ".join(subject.split()),
        text=text.rstrip() + "\n\n" + render_to_string("emails/foot.txt", foot),
        html=render_to_string("emails/letter.html", {"subject": subject, "paragraphs": pieces(text), **foot}),
        sender=head.sender if head else "",
        reply_to=head.reply_to if head else "",
        stop_url=stop_url,
        calendar=calendar_part(first, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        again=any(one.tries > 1 for one in messages),
    )


def next_summary(at: datetime) -> datetime:
    """Return when the next weekly summary may leave: Monday at eight, or now on a Monday."""
    local = timezone.localtime(at)
    if local.weekday() == 0:
        return at
    monday = local.date() + timezone.timedelta(days=7 - local.weekday())
    return timezone.make_aware(datetime.combine(monday, datetime.min.time().replace(hour=8)))
