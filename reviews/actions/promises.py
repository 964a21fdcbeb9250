"""Legal holds, notice before, and the nightly run: what is kept is destroyed on the day that was promised."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from cycles import history
from cycles.models import Challenge, Seat
from cycles.policy import policy_of
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.keeping import NOTES, in_words, kind_of, kinds
from reviews.models import Destruction, DestructionNotice, LegalHold
from reviews.tombs import buried

from .clearing import RULE_OF_KINDS, clear, due_for, standing_of, still_kept
from .destruction import ENDED, RULE, destroy_notes, due_on, left_of

log = logging.getLogger(__name__)


def offices_of(challenge: Challenge) -> list[Person]:
    """Return the lead, the coordinators and the information officers, each once."""
    leads = challenge.seats.accepted().filter(role=Seat.Role.LEAD).select_related("person")
    offices = Membership.objects.filter(
        programme=challenge.cycle.programme_id,
        role__in=[Membership.Role.COORDINATOR, Membership.Role.INFORMATION_OFFICER],
    ).in_force()
    found = [*(seat.person for seat in leads), *(m.person for m in offices.select_related("person"))]
    return list({person.pk: person for person in found}.values())


def open_for(challenge: Challenge) -> list[str]:
    """Return what of a challenge is still kept: the notes, and the kinds beside them, by name (two queries)."""
    notes = [] if Destruction.objects.filter(challenge=challenge).exists() else [NOTES]
    return [*notes, *(kept.name for kept in still_kept(challenge))]


def held(challenge: Challenge) -> LegalHold | None:
    """Return the legal hold that stands, if there is one."""
    return LegalHold.objects.filter(challenge=challenge, lifted_at=None).select_related("set_by").first()


@transaction.atomic
def set_hold(*, challenge: Challenge, reason: str, by: Person, at: datetime) -> LegalHold:
    """Stop every destruction of what is kept of a challenge until the hold is lifted."""
    fresh = hold(challenge, "reviews.hold_notes")
    if not open_for(fresh):
        raise Refusal("It is too late: all of it is destroyed already. Nothing was changed.")
    if held(fresh):
        raise Refusal("There is a legal hold already. Nothing was changed.")
    return LegalHold.objects.create(challenge=fresh, reason=reason, set_by=by, set_at=at)


@transaction.atomic
def lift_hold(*, challenge: Challenge, reason: str, by: Person, at: datetime) -> LegalHold:
    """Let the programme's rule hold again. What is overdue goes after another notice."""
    standing = held(hold(challenge, "reviews.hold_notes"))
    if standing is None:
        raise Refusal("There is no legal hold any more. Nothing was changed.")
    standing.lifted_by, standing.lifted_at, standing.lifted_reason = by, at, reason
    standing.save()
    DestructionNotice.objects.filter(challenge=challenge).delete()
    return standing


@transaction.atomic
def give_notice(
    *, challenge: Challenge, due: date, at: datetime, what: Iterable[str] = (NOTES,)
) -> list[DestructionNotice]:
    """Tell lead, coordinator and information officer what is about to go. Once for each thing and day."""
    fresh = history.lock(challenge)
    today = timezone.localdate(at)
    found = [
        DestructionNotice.objects.get_or_create(challenge=fresh, what=name, due_on=due, defaults={"given_on": today})
        for name in what
    ]
    day = max(due, today + timedelta(days=1))
    if new := [notice.what for notice, is_new in found if is_new]:
        _tell_of(fresh, new, day, at)
    return [notice for notice, _ in found]


def _tell_of(challenge: Challenge, what: list[str], day: date, at: datetime) -> None:
    """Queue the notice of a day."""
    said = in_words(what)
    for person in offices_of(challenge):
        queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="destruction_notice",
            about=f"{challenge.ref}:{day}:{'+'.join(what)}",
            subject=f"{'Notes' if NOTES in what else 'Papers'} will be destroyed on {day:%-d %B %Y}: "
            f"peer challenge of {challenge.host}",
            body=f"What is kept of this challenge will be destroyed in the night to {day:%-d %B %Y}, as was promised: "
            f"{said}. Findings and the report stay. An information officer can stop it with a legal hold.\n\n"
            f"{{origin}}/challenges/{challenge.ref}/destruction/\n",
            at=at,
        )


def keep_promises(*, at: datetime) -> Counter:
    """Do what is due tonight, each thing by itself: finish, destroy, give notice. Safe to run twice.

    What fails is logged by its challenge's ref and tried again the next night. Counts what was done, thing by thing.
    """
    done: Counter = Counter()
    for challenge in Challenge.objects.with_host().filter(pk__in=_to_look_at()).order_by("pk"):
        done.update(_keep_promises_of(challenge, at))
    return done


def _to_look_at() -> set[int]:
    """Return the challenges that have ended or whose destruction has begun, and those whose key is known to be gone."""
    begun = Destruction.objects.values_list("challenge", flat=True)
    finished = Count("clearances", filter=Q(clearances__finished_at__isnull=False))
    ended = Challenge.objects.filter(state__in=ENDED).annotate(finished=finished)
    ended = ended.exclude(destruction__finished_at__isnull=False, finished=len(kinds()))
    gone = Challenge.objects.filter(ref__in=list(buried()))
    return {*begun, *_keys(ended), *_keys(gone)}


def _keys(rows: Iterable) -> Iterable[int]:
    return rows.values_list("pk", flat=True)


def _keep_promises_of(challenge: Challenge, at: datetime) -> list[str]:
    done = {what: _try_to_keep(challenge, what, at) for what in (NOTES, *(kept.name for kept in kinds()))}
    gone = [what for what, said in done.items() if said in ("destroyed", "finished")]
    if gone:
        tell_destroyed(challenge=challenge, what=gone, at=at)
    days = defaultdict(list)
    for what, said in done.items():
        if said == "told":
            days[_due(challenge, what)].append(what)
    for due, told in days.items():
        give_notice(challenge=challenge, due=due, what=told, at=at)
    return list(done.values())


def _try_to_keep(challenge: Challenge, what: str, at: datetime) -> str:
    try:
        return _keep_promise(challenge, what, at)
    except Refusal as refusal:
        log.info("%s of challenge %s stay: %s", what, challenge.ref, refusal.sentence)
        return "refused"
    except Exception:
        log.exception("%s of challenge %s could not be destroyed", what, challenge.ref)
        return "failed"


def _due(challenge: Challenge, what: str) -> date | None:
    return due_on(challenge) if what == NOTES else due_for(challenge, kind_of(what))


def _destroy(challenge: Challenge, what: str, at: datetime) -> None:
    if what == NOTES:
        destroy_notes(challenge=challenge, rule=RULE, by=None, at=at)
    else:
        clear(challenge=challenge, kept=kind_of(what), rule=RULE_OF_KINDS, by=None, at=at)


def _begun(challenge: Challenge, what: str) -> tuple[bool, bool]:
    """Say whether the destruction of something has begun, and whether it is over and nothing has come back."""
    if what == NOTES:
        record, left = Destruction.objects.filter(challenge=challenge).first(), left_of(challenge)
        begun = record is not None or challenge.ref in set(buried())
    else:
        record, left = standing_of(challenge).get(what), kind_of(what).left_of(challenge)
        begun = record is not None
    return begun, bool(record and record.finished_at and not left)


def _keep_promise(challenge: Challenge, what: str, at: datetime) -> str:
    """Finish or destroy one thing if it is time; "told" asks for a notice."""
    begun, is_over = _begun(challenge, what)
    if is_over:
        return "kept"
    if begun:
        _destroy(challenge, what, at)
        return "finished"
    today, due = timezone.localdate(at), _due(challenge, what)
    if due is None or held(challenge):
        return "waiting"
    notice = DestructionNotice.objects.filter(challenge=challenge, what=what, due_on=due).first()
    if notice and due <= today and notice.given_on < today:
        _destroy(challenge, what, at)
        return "destroyed"
    days = policy_of(challenge.cycle.programme_id)["destruction_notice_days"]
    return "told" if notice is None and today >= due - timedelta(days=days) else "waiting"


@transaction.atomic
def tell_destroyed(*, challenge: Challenge, at: datetime, what: Iterable[str] = (NOTES,)) -> None:
    """Tell lead, coordinator and information officer where the certificate is. Once."""
    names = list(what)
    of_notes = NOTES in names
    for person in offices_of(challenge):
        queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="notes_destroyed" if of_notes else "papers_destroyed",
            about=challenge.ref if of_notes else f"{challenge.ref}:{'+'.join(names)}",
            subject=f"{'Notes' if of_notes else 'Papers'} destroyed: peer challenge of {challenge.host}",
            body=f"Destroyed of this challenge: {in_words(names)}. The certificate:\n\n"
            f"{{origin}}/challenges/{challenge.ref}/destruction/\n",
            at=at,
        )
