"""Evidence notes: one point each, sealed, never doubled, never silently overwritten."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from cycles.models import Challenge, Seat, State
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reviews.guard import Stale, hold
from reviews.models import EvidenceNote, LineOfEnquiry, Receipt, Session
from reviews.names import has_contact, names_somebody
from reviews.sources import safe_source
from reviews.vault import vault_of, writing_vault

from .resting import Settled, settle_what_rests_on

# What a note says beside its words.
FACTS = ("kind", "leans", "feeling", "verbatim", "quote_checked", "follow_up")


def sizes_of(challenge: Challenge) -> dict[str, int]:
    """Return the host's number of people by source group."""
    return dict(challenge.group_sizes.values_list("source", "size"))


class SentBefore(Refusal):
    """The form's id already belongs to another note."""


def refuse_names(challenge: Challenge, text: str, field: str = "text") -> None:
    """Refuse what obviously points at somebody: the team's names, e-mail addresses, telephone numbers."""
    if has_contact(text):
        raise Refusal("Take the e-mail address or telephone number out: notes never say who said it.", field=field)
    names = Seat.objects.filter(challenge=challenge).values_list("person__name", flat=True)
    if any(names_somebody(text, name) for name in names):
        raise Refusal("Take the name out: notes never say who said it.", field=field)


def _settle(note: EvidenceNote, facts: dict, session: Session | None, line: LineOfEnquiry | None, day: date) -> None:
    """Put facts on a note, under a source group that gives nobody away."""
    challenge = note.challenge
    smallest = policy_of(challenge.cycle.programme)["smallest_group"]
    sizes = sizes_of(challenge)
    for name in FACTS:
        setattr(note, name, facts[name])
    note.source = safe_source(facts["source"], sizes, smallest)
    wanted = facts["follow_up_source"] if facts["follow_up"] else ""
    note.follow_up_source = safe_source(wanted, sizes, smallest) if wanted else ""
    note.session = session if challenge.state == State.ON_SITE else None
    note.line = line
    note.day = session.day if session else day


@transaction.atomic
def write_note(
    *,
    challenge: Challenge,
    note_id: UUID,
    text: str,
    session: Session | None,
    line: LineOfEnquiry | None,
    by: Person,
    at: datetime,
    **facts: object,
) -> EvidenceNote:
    """Keep one note under the id its form was given.

    The same id with the same words is the same note: pressing twice keeps one. The same id with
    other words, or of somebody else, is refused and what is kept stays as it is.
    """
    fresh = hold(challenge, "reviews.write_note")
    return _keep(fresh, note_id, text, session, line, by, at, facts)


@transaction.atomic
def hand_in_late_note(
    *,
    challenge: Challenge,
    note_id: UUID,
    text: str,
    line: LineOfEnquiry | None,
    by: Person,
    at: datetime,
    **facts: object,
) -> EvidenceNote:
    """Keep a note that comes after drafting, for the lead to decide on.

    It belongs to no session, carries today's day, and is no evidence until it is let in.
    """
    fresh = hold(challenge, "reviews.hand_in_late_note")
    return _keep(fresh, note_id, text, None, line, by, at, facts, late=EvidenceNote.Late.WAITING)


def _keep(  # noqa: PLR0917 -- the two doors above name every argument
    challenge: Challenge,
    note_id: UUID,
    text: str,
    session: Session | None,
    line: LineOfEnquiry | None,
    by: Person,
    at: datetime,
    facts: dict,
    late: str = "",
) -> EvidenceNote:
    vault = writing_vault(challenge)
    known = EvidenceNote.objects.filter(pk=note_id).first()
    if known is not None:
        if known.challenge_id != challenge.pk or known.author_id != by.pk or known.text(vault) != text:
            raise SentBefore(
                "This form was sent before with other words, and those are safe. What you typed now is still below: "
                "save it again to keep it as a note of its own."
            )
        return _settle_again(known, challenge, facts, session, line, by, at)
    refuse_names(challenge, text)
    note = EvidenceNote(pk=note_id, challenge=challenge, author=by, late=late)
    _settle(note, facts, session, line, timezone.localdate(at))
    note.seal(vault, text)
    note.save(force_insert=True)
    return note


def _settle_again(  # noqa: PLR0917 -- as `_keep`, which calls it
    note: EvidenceNote,
    challenge: Challenge,
    facts: dict,
    session: Session | None,
    line: LineOfEnquiry | None,
    by: Person,
    at: datetime,
) -> EvidenceNote:
    """Take the choices of the same words sent again: going back to correct one must not lose it."""
    before = _choices(note)
    note.challenge = challenge
    _settle(note, facts, session, line, note.day)
    if _choices(note) == before:
        return note
    if note.revision != 1:
        raise Refusal("You have changed this note since. Nothing was changed now: open the note and change it there.")
    if note.decided_by_id:
        raise Refusal("The lead has decided on this late note since. Nothing was changed.")
    note.revision += 1
    note.save()
    settle_what_rests_on(notes=[note], by=by, at=at)
    return note


def _choices(note: EvidenceNote) -> list:
    return [getattr(note, name) for name in (*FACTS, "source", "follow_up_source", "session_id", "line_id")]


@transaction.atomic
def edit_note(
    *,
    note: EvidenceNote,
    text: str,
    seen: int,
    line: LineOfEnquiry | None,
    by: Person,
    at: datetime,
    **facts: object,
) -> EvidenceNote:
    """Change one's own note. `seen` is the revision the author started from.

    Of another kind or from another group, what rests on it is measured anew.

    Raises Stale when another of the author's devices was quicker; both texts stay.
    """
    challenge = hold(note.challenge, "reviews.write_note")
    fresh = EvidenceNote.objects.select_related("session").filter(pk=note.pk, author=by).first()
    if fresh is None:
        raise Refusal("This note has been deleted. What you typed is still here: copy it into a new note.")
    vault = vault_of(challenge)
    if fresh.revision != seen:
        raise Stale(
            f"You changed this note elsewhere in the meantime. Kept now is: “{fresh.text(vault)}”. What you typed is "
            "still below: change it, or save again to put it in place of that.",
            fresh.revision,
        )
    refuse_names(challenge, text)
    fresh.challenge = challenge
    weighed = (fresh.kind, fresh.source)
    _settle(fresh, facts, fresh.session, line, fresh.day)
    fresh.seal(vault, text)
    fresh.revision += 1
    fresh.save()
    if weighed != (fresh.kind, fresh.source):
        settle_what_rests_on(notes=[fresh], by=by, at=at)
    return fresh


@transaction.atomic
def delete_note(*, note: EvidenceNote, by: Person, at: datetime) -> Settled:
    """Delete one's own note; say what could not stand without it. Deleting it twice is no error."""
    challenge = hold(note.challenge, "reviews.write_note")
    rows = EvidenceNote.objects.filter(pk=note.pk, author=by, challenge=challenge)
    settled = settle_what_rests_on(notes=rows, by=by, at=at, are_going=True)
    if rows.delete()[0]:
        forget(note.pk, challenge, by)
    return settled


def forget(note: UUID, challenge: Challenge, by: Person) -> None:
    """Keep that there was such a note: a device that still has it must not bring it back."""
    Receipt.objects.create(
        challenge=challenge, author=by, operation=uuid4(), note=note, kind="delete", result=Receipt.Result.REMOVED
    )
