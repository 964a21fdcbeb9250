"""What a coordinator does about one duty: nudge, delegate, extend, mark as not needed, and take each back."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils.timezone import localdate

from cycles import duties, history
from cycles.days import in_words
from cycles.holding import Holders
from cycles.models import Challenge, Cycle, HostBody
from notices import actions as notices
from notices.models import Duty, Holder, Message
from people import roles
from people.models import Person
from people.refusal import Refusal
from people.roles import Role

OF_HOST = (Role.HOST_ORGANISER, Role.HOST_SPONSOR)


def challenge_of(duty: Duty) -> Challenge | None:
    """Return the challenge a duty is about; None for one of a cycle."""
    return Challenge.objects.with_host().filter(ref=duty.about).first()


def who_may(duty: Duty, day: date) -> QuerySet[Person]:
    """Return those who could do it instead: on the same side, and allowed to open its page now."""
    permission = resolve(duty.path).func.view_class.permission
    challenge = challenge_of(duty)
    hosts = duty.owner in OF_HOST
    fitting = [role for role in Role if (role in OF_HOST) == hosts or role == Role.COORDINATOR]
    state = challenge.code if challenge else None
    fitting = [role for role in fitting if roles.decide(permission, frozenset({role}), state=state, own=True)]
    holders = Holders([challenge.pk] if challenge else (), [duty.programme_id], day)
    bodies = HostBody.objects.filter(challenge=challenge).values_list("body", flat=True) if challenge else ()
    place = {"programme": duty.programme_id, "challenge": challenge and challenge.pk, "bodies": list(bodies)}
    return Person.objects.filter(pk__in={person for role in fitting for person in holders.of(role, **place)})


def _claim(duty: Duty, version: int) -> Duty:
    """Return the fresh row, held, if nobody changed it since `version` was read and it is still owed."""
    fresh = Duty.objects.select_for_update().get(pk=duty.pk)
    if fresh.version != version:
        raise Refusal(
            f"Somebody else changed this duty meanwhile: it is now due on {in_words(fresh.due_on)}"
            f"{', and marked as not needed' if fresh.not_needed_reason else ''}. "
            "What you typed is kept below. Save again if it should still be changed."
        )
    if fresh.done_at:
        raise Refusal("This duty is done already. Nothing was changed.")
    fresh.version += 1
    return fresh


def _written(duty: Duty, what: str, sentence: str, by: Person, at: datetime) -> Duty:
    """Write the row, its rungs and holders, and what the timeline of its challenge says."""
    duty.late_on = duty.escalate_on = duty.remind_on = None  # the next line finds them anew
    duty.save()
    challenge = challenge_of(duty)
    if challenge is not None:
        duties.keep_in_step([challenge.pk], at)
        history.note_event(challenge=challenge, what=what, sentence=sentence[:400], by=by, at=at)
    else:
        duties.keep_cycles_in_step(Cycle.objects.filter(ref=duty.about).values_list("pk", flat=True), at)
    duty.refresh_from_db()
    return duty


@transaction.atomic
def nudge(*, duty: Duty, by: Person, at: datetime) -> list[Person]:
    """Remind those a duty waits for, in one's own name, at most once a day; return whom."""
    fresh = Duty.objects.select_for_update().get(pk=duty.pk)
    if not Duty.objects.open().filter(pk=fresh.pk).exists():
        raise Refusal("Nobody owes this any more: it is done, paused or not needed. Nobody was reminded.")
    people = list(Person.objects.filter(duties_held__duty=fresh, duties_held__rung=Holder.Rung.OWNER).order_by("name"))
    if not people:
        raise Refusal("This waits for nobody yet, so nobody can be reminded. Delegate it to somebody.")
    about = f"{fresh.ref}/{localdate(at):%Y%m%d}"
    if Message.objects.filter(kind="nudge", about=about).exists():
        raise Refusal("They have been reminded today already. Nobody was reminded again.")
    place = fresh.programme
    for person in people:
        body = render_to_string(
            "emails/nudge.txt", {"recipient": person, "duty": fresh, "by": by, "origin": "{origin}"}
        )
        subject = f"{fresh.place}: {fresh.what}"[:200]
        notices.queue(recipient=person, kind="nudge", about=about, subject=subject, body=body, at=at, programme=place)
    return people


@transaction.atomic
def extend(*, duty: Duty, version: int, due_on: date, reason: str, by: Person, at: datetime) -> Duty:
    """Give a duty a later day, with a reason that team and host can read."""
    fresh = _claim(duty, version)
    if due_on <= fresh.set_on:
        raise Refusal(f"The new day must be later than {in_words(fresh.set_on)}.", "due_on")
    fresh.due_on, fresh.extended_reason, fresh.extended_by = due_on, reason, by
    return _written(fresh, "extend_duty", f"{fresh.what}: due on {in_words(due_on)} instead. {reason}", by, at)


@transaction.atomic
def delegate(*, duty: Duty, version: int, person: Person, by: Person, at: datetime) -> Duty:
    """Let somebody else do it in place of those it waits for."""
    fresh = _claim(duty, version)
    if not who_may(fresh, localdate(at)).filter(pk=person.pk).exists():
        raise Refusal(f"{person} cannot do this: they have no part in it. Choose somebody else.", "person")
    fresh.delegate = person
    return _written(fresh, "delegate_duty", f"{fresh.what}: waits for {person} now", by, at)


@transaction.atomic
def mark_not_needed(*, duty: Duty, version: int, reason: str, by: Person, at: datetime) -> Duty:
    """End a duty that is not needed here, with a reason that team and host can read."""
    fresh = _claim(duty, version)
    fresh.not_needed_reason = reason
    return _written(fresh, "drop_duty", f"{fresh.what}: not needed. {reason}", by, at)


@transaction.atomic
def undo(*, duty: Duty, version: int, what: str, by: Person, at: datetime) -> Duty:
    """Take back an extension ("extend"), a delegation ("delegate"), or that it is not needed ("not-needed")."""
    fresh = _claim(duty, version)
    if what == "extend":
        fresh.due_on, fresh.extended_reason, fresh.extended_by = fresh.set_on, "", None
        said = f"due on {in_words(fresh.set_on)} as before"
    elif what == "delegate":
        fresh.delegate, said = None, "waits again for those it waited for before"
    else:
        fresh.not_needed_reason, said = "", "needed after all"
    return _written(fresh, "restore_duty", f"{fresh.what}: {said}", by, at)
