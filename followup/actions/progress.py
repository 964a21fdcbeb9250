"""How far an action is, with evidence of effect; the lead comments, and confirms that it is closed."""

from datetime import datetime

from django.db import transaction

from cycles import duties
from cycles.models import Challenge
from followup.models import Action, PlanEntry
from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold, refuse_stale

from .entries import begun, held, said_just_now, write

Kind, Status = PlanEntry.Kind, Action.Status
CLOSABLE = (Status.EFFECTIVE, Status.STOPPED)


@transaction.atomic
def update_action(
    *, action: Action, status: str, words: str, evidence: str, version: int, by: Person, at: datetime
) -> Action:
    """Say how far an action is. Every update is kept.

    An effect needs evidence, and stopping a reason. Raises Stale when somebody else said something since `version`.
    """
    challenge = hold(action.challenge, "followup.update_action")
    fresh = Action.objects.select_related("plan", "changed_by").get(pk=action.pk)
    if said_just_now(fresh.plan, Kind.UPDATED, by=by, action_id=fresh.pk, status=status, words=words):
        return fresh
    if fresh.closed_at:
        raise Refusal("The lead challenger has confirmed that this action is closed. Nothing was changed.")
    if status == Status.EFFECTIVE and not evidence:
        raise Refusal(
            "Say what has changed for people, and how you know. What was done is not yet an effect.", field="evidence"
        )
    refuse_stale(fresh, version, {"status": status, "evidence": evidence})
    before = [["evidence", fresh.evidence]] if fresh.evidence and fresh.evidence != evidence else []
    fresh.status, fresh.evidence = status, evidence
    fresh.version, fresh.changed_by, fresh.changed_at = version + 1, by, at
    fresh.save()
    write(
        fresh.plan,
        Kind.UPDATED,
        action=fresh,
        status=status,
        words=words,
        evidence=evidence,
        before=before,
        by=by,
        at=at,
    )
    duties.follow(challenge.pk, at)
    return fresh


@transaction.atomic
def confirm_action(*, action: Action, decision: str, words: str, by: Person, at: datetime) -> Action:
    """The lead's word on an action: a comment, closed, not yet with what is missing, or left with the host's own body.

    Closing has no way back.
    """
    challenge = hold(action.challenge, "followup.confirm_action")
    fresh = Action.objects.select_related("plan").get(pk=action.pk)
    if said_just_now(fresh.plan, decision, by=by, action_id=fresh.pk, words=words):
        return fresh
    if decision != Kind.CONFIRMED and not words:
        raise Refusal("Write what you have to say about it.", field="words")
    if decision in (Kind.CONFIRMED, Kind.SENT_BACK) and (fresh.status not in CLOSABLE or fresh.closed_at):
        raise Refusal(
            "This action is closed already, or its owner does not say yet that its effect is shown or that it was "
            "stopped. You can write a comment."
        )
    if decision == Kind.CONFIRMED:
        fresh.closed_at, fresh.closed_by = at, by
    elif decision == Kind.SENT_BACK:
        fresh.status = Status.DONE if fresh.status == Status.EFFECTIVE else Status.UNDER_WAY
    if decision in (Kind.CONFIRMED, Kind.SENT_BACK):
        fresh.version, fresh.changed_by, fresh.changed_at = fresh.version + 1, by, at
        fresh.save()
    write(fresh.plan, decision, action=fresh, status=fresh.status, words=words, by=by, at=at)
    duties.follow(challenge.pk, at)
    return fresh


@transaction.atomic
def comment_plan(*, challenge: Challenge, words: str, by: Person, at: datetime) -> PlanEntry | None:
    """The lead's comment on the plan as a whole. Pressing twice says it once."""
    plan = begun(held(challenge, "followup.confirm_action"))
    if said_just_now(plan, Kind.COMMENTED, by=by, action_id=None, words=words):
        return None
    return write(plan, Kind.COMMENTED, words=words, by=by, at=at)
