"""Legal holds, notice before, and the nightly run: notes are destroyed on the day that was promised."""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge, Seat
from cycles.policy import policy_of
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import Destruction, DestructionNotice, LegalHold
from reviews.tombs import buried

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


def held(challenge: Challenge) -> LegalHold | None:
    """Return the legal hold that stands, if there is one."""
    return LegalHold.objects.filter(challenge=challenge, lifted_at=None).select_related("set_by").first()


@transaction.atomic
def set_hold(*, challenge: Challenge, reason: str, by: Person, at: datetime) -> LegalHold:
    """Stop every destruction of a challenge's notes until the hold is lifted."""
    fresh = hold(challenge, "reviews.hold_notes")
    if Destruction.objects.filter(challenge=fresh).exists():
        raise Refusal("It is too late: the notes of this challenge are destroyed. Nothing was changed.")
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
def give_notice(*, challenge: Challenge, due: date, at: datetime) -> DestructionNotice:
    """Tell lead, coordinator and information officer that the notes are about to go. Once for each day."""
    fresh = history.lock(challenge)
    today = timezone.localdate(at)
    notice, new = DestructionNotice.objects.get_or_create(challenge=fresh, due_on=due, defaults={"given_on": today})
    day = max(due, today + timedelta(days=1))
    for person in offices_of(fresh) if new else ():
        queue(
            recipient=person,
            programme=fresh.cycle.programme,
            kind="destruction_notice",
            about=f"{fresh.ref}:{day}",
            subject=f"Notes will be destroyed on {day:%-d %B %Y}: peer challenge of {fresh.host}",
            body=f"The team’s notes of this challenge will be destroyed in the night to {day:%-d %B %Y}, as was "
            "promised to those who spoke. Findings and the report stay. An information officer can stop it with a "
            "legal hold.\n\n"
            f"{{origin}}/challenges/{fresh.ref}/destruction/\n",
            at=at,
        )
    return notice


def keep_promises(*, at: datetime) -> Counter:
    """Do what is due tonight, each challenge by itself: finish, destroy, give notice. Safe to run twice.

    What fails is logged by its ref and tried again the next night.
    """
    done: Counter = Counter()
    for challenge in Challenge.objects.with_host().filter(pk__in=_to_look_at()).order_by("pk"):
        try:
            done[_keep_promise(challenge, at)] += 1
        except Refusal as refusal:
            log.info("notes of challenge %s stay: %s", challenge.ref, refusal.sentence)
        except Exception:
            log.exception("notes of challenge %s could not be destroyed", challenge.ref)
            done["failed"] += 1
    return done


def _to_look_at() -> set[int]:
    """Return the challenges that have ended or whose destruction has begun, and those whose key is known to be gone."""
    begun = Destruction.objects.values_list("challenge", flat=True)
    ended = Challenge.objects.filter(state__in=ENDED).exclude(destruction__finished_at__isnull=False)
    gone = Challenge.objects.filter(ref__in=list(buried()))
    return {*begun, *_keys(ended), *_keys(gone)}


def _keys(rows: Iterable) -> Iterable[int]:
    return rows.values_list("pk", flat=True)


def _keep_promise(challenge: Challenge, at: datetime) -> str:
    today, record = timezone.localdate(at), Destruction.objects.filter(challenge=challenge).first()
    if record and record.finished_at and not left_of(challenge):
        return "kept"
    if record or challenge.ref in set(buried()):
        destroy_notes(challenge=challenge, rule=RULE, by=None, at=at)
        tell_destroyed(challenge=challenge, at=at)
        return "finished"
    due = due_on(challenge)
    if due is None or held(challenge):
        return "waiting"
    notice = DestructionNotice.objects.filter(challenge=challenge, due_on=due).first()
    if notice and due <= today and notice.given_on < today:
        destroy_notes(challenge=challenge, rule=RULE, by=None, at=at)
        tell_destroyed(challenge=challenge, at=at)
        return "destroyed"
    days = policy_of(challenge.cycle.programme_id)["destruction_notice_days"]
    if notice is None and today >= due - timedelta(days=days):
        give_notice(challenge=challenge, due=due, at=at)
        return "told"
    return "waiting"


@transaction.atomic
def tell_destroyed(*, challenge: Challenge, at: datetime) -> None:
    """Tell lead, coordinator and information officer where the certificate is. Once."""
    for person in offices_of(challenge):
        queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="notes_destroyed",
            about=challenge.ref,
            subject=f"Notes destroyed: peer challenge of {challenge.host}",
            body="The team’s notes of this challenge, their key, and what was kept of devices are destroyed. "
            f"The certificate:\n\n{{origin}}/challenges/{challenge.ref}/destruction/\n",
            at=at,
        )
