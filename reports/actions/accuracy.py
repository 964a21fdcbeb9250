"""The accuracy round: the host corrects facts line by line, each comment is decided with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.days import add_working_days
from cycles.models import Challenge, State
from cycles.policy import policy_of
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reports.compose import compose
from reports.models import AccuracyComment
from reviews.guard import refuse_stale

from .drafting import report_of


def host_people(challenge: Challenge) -> list[Person]:
    """Return the sponsors and organisers of every host body, each once."""
    bodies = challenge.host_bodies.values("body")
    held = (
        Membership.objects.filter(
            programme=challenge.cycle.programme,
            body__in=bodies,
            role__in=[Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER],
        )
        .in_force()
        .select_related("person")
    )
    return list({membership.person_id: membership.person for membership in held}.values())


@transaction.atomic
def send_to_host(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Open the accuracy round for as many working days as the programme gives.

    Raises Refusal when there is nothing to check yet.
    """
    report = report_of(history.lock(challenge))
    if not challenge.findings.filter(status="agreed").exists():
        raise Refusal("There is no agreed finding in the report yet. Agree the findings, then send it to the host.")
    fresh = history.advance(challenge=challenge, move="send_to_host", by=by, at=at)
    days = policy_of(fresh.cycle.programme)["accuracy_days"]
    report.sent_at = at
    report.comments_due_on = add_working_days(timezone.localdate(at), days)
    report.save()
    for person in host_people(fresh):
        queue(
            recipient=person,
            kind="send_to_host",
            about=f"{fresh.ref}:{report.comments_due_on}",
            subject=f"Please check the facts: draft report on {fresh.topic}",
            body=(
                f"The draft report of the peer challenge on {fresh.topic} is ready for you to check facts until "
                f"{report.comments_due_on:%-d %B %Y}.\n\n{{origin}}/challenges/{fresh.ref}/report/\n"
            ),
            at=at,
        )
    return fresh


@transaction.atomic
def return_to_drafting(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Take the draft back; comments made so far stay."""
    return history.advance(challenge=challenge, move="return_to_drafting", by=by, at=at)


@transaction.atomic
def comment(
    *, challenge: Challenge, anchor: str, kind: str, text: str, proof: str, by: Person, at: datetime
) -> AccuracyComment:
    """Keep a host's comment on one line of the draft, with the words it was made on.

    Raises Refusal after the last day, outside the round, or on a line that is no longer there.
    """
    fresh = history.lock(challenge)
    report = report_of(fresh)
    if fresh.state != State.ACCURACY:
        raise Refusal("The accuracy check is over. Your comment was not sent; the team can still be asked by mail.")
    if report.comments_due_on and timezone.localdate(at) > report.comments_due_on:
        raise Refusal(
            f"The last day for comments was {report.comments_due_on:%-d %B}. Ask the challenge manager for more time."
        )
    words = compose(report).words_at(anchor)
    if not words:
        raise Refusal("This line has gone from the draft. Your comment was not sent; choose the line again.")
    said = {"anchor": anchor, "quoted": words, "kind": kind, "text": text, "proof": proof}
    # Pressing twice sends once.
    twin = report.comments.filter(made_by=by, decision="", **said).first()
    return twin or AccuracyComment.objects.create(report=report, made_by=by, made_at=at, **said)


@transaction.atomic
def decide_comment(
    *, comment: AccuracyComment, decision: str, reason: str, version: int, by: Person, at: datetime
) -> AccuracyComment:
    """Accept or decline a comment with a reason. A decision can be changed until the report is signed.

    `version` is the one the decider saw; whoever decides second is refused as Stale.
    """
    challenge = history.lock(comment.report.challenge)
    if challenge.state != State.ACCURACY:
        raise Refusal("The accuracy check is over, so this decision can no longer be changed.")
    fresh = AccuracyComment.objects.select_related("decided_by").get(pk=comment.pk)
    refuse_stale(fresh, version, {"decision": decision, "reason": reason})
    fresh.decision, fresh.reason, fresh.decided_by, fresh.decided_at = decision, reason, by, at
    fresh.version = version + 1
    fresh.save()
    return fresh
