"""The accuracy round: the host corrects facts line by line, each comment is decided with a reason."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cycles import gathering, history
from cycles.days import in_words
from cycles.models import Challenge, State
from notices.actions import queue
from people.models import Person
from people.refusal import Refusal
from reports.document import from_json
from reports.models import AccuracyComment, AccuracyRound, Report
from reviews.guard import refuse_stale
from reviews.uploads import Accepted

from .drafting import report_of
from .rounds import Ended, close_if_over, close_round, host_people, open_round


@transaction.atomic
def send_to_host(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Open an accuracy round on the draft as it stands.

    Raises Refusal when there is nothing to check yet.
    """
    report = report_of(history.lock(challenge))
    if not challenge.findings.filter(status="agreed").exists():
        raise Refusal("There is no agreed finding in the report yet. Agree the findings, then send it to the host.")
    fresh = history.advance(challenge=challenge, move="send_to_host", by=by, at=at)
    if lacks := gathering.lacking("send_to_host", fresh):
        raise Refusal(f"The draft cannot be sent to the host yet. Still missing: {'; '.join(lacks)}.")
    report.challenge = fresh
    opened = open_round(report, by=by, at=at)
    for person in host_people(fresh):
        queue(
            recipient=person,
            programme=fresh.cycle.programme,
            kind="send_to_host",
            about=f"{fresh.ref}:{opened.due_on}",
            subject=f"Please check the facts: draft report on {fresh.topic}",
            body=(
                f"The draft report of the peer challenge on {fresh.topic} is ready for you to check facts until "
                f"{in_words(opened.due_on)}.\n\n{{origin}}/challenges/{fresh.ref}/report/\n"
            ),
            at=at,
        )
    return fresh


@transaction.atomic
def return_to_drafting(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Take the draft back, which ends its round; comments made so far stay."""
    fresh = history.advance(challenge=challenge, move="return_to_drafting", by=by, at=at)
    last = close_if_over(report_of(fresh), at=at)
    if last and last.closed_at is None:
        close_round(last, Ended.RETURNED, by=by, at=at)
    return fresh


def _open_for(report: Report, seen: int | None, at: datetime) -> AccuracyRound:
    """Return the round a comment may be made in, or say why there is none."""
    found = report.latest_round()
    if report.challenge.state != State.ACCURACY or found is None or found.ended in (Ended.CHECKED, Ended.RETURNED):
        raise Refusal("The accuracy check is over. Your comment was not sent; the team can still be asked by mail.")
    if not found.is_open(timezone.localdate(at)):
        raise Refusal(
            f"The last day for comments was {found.due_on:%-d %B}. Your comment was not sent; copy it and ask the "
            "challenge manager."
        )
    if seen and seen != found.number:
        raise Refusal(
            "The team has sent a newer draft since you opened this page. Your comment was not sent; copy it, read "
            "the newer draft and comment there if it still matters."
        )
    return found


@transaction.atomic
def comment(
    *,
    challenge: Challenge,
    anchor: str,
    kind: str,
    text: str,
    proof: str,
    by: Person,
    at: datetime,
    file: Accepted | None = None,
    seen: int | None = None,
) -> AccuracyComment:
    """Keep a host's comment on one line of the draft it was sent, with the words it was made on.

    `seen` is the number of the round whose draft the host had open. Raises Refusal after the last
    day, outside the round, or on a line that is not in that draft.
    """
    report = report_of(history.lock(challenge))
    found = _open_for(report, seen, at)
    words = from_json(found.tree).words_at(anchor)
    if not words:
        raise Refusal("This line is not in the draft. Your comment was not sent; choose the line again.")
    said = {"anchor": anchor, "quoted": words, "kind": kind, "text": text, "proof": proof}
    # Pressing twice sends once.
    shown = {"proof_sha256": file.sha256 if file else ""}
    twin = found.comments.filter(made_by=by, decision="", **said, **shown).first()
    return twin or _keep(AccuracyComment(report=report, round=found, made_by=by, made_at=at, **said), file)


def _keep(made: AccuracyComment, file: Accepted | None) -> AccuracyComment:
    if file is None:
        made.save()
        return made
    made.proof_name, made.proof_type, made.proof_sha256 = file.name, file.content_type, file.sha256
    # The name on disk tells nothing, as of the host's documents.
    made.proof_file.save(f"proofs/{secrets.token_hex(20)}", file.content, save=False)
    try:
        made.save()
    except Exception:
        made.proof_file.delete(save=False)  # a row that was not kept leaves no bytes behind
        raise
    return made


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
