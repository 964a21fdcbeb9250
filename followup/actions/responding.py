"""Answering a recommendation: accepted, in part, or not, the last two with a reason."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from followup.models import PlanEntry, Response
from people.models import Person
from people.refusal import Refusal
from reports.models import Recommendation
from reviews.guard import refuse_stale

from .entries import begun, held, put_back_to_draft, replaced, write

Answer = Response.Answer


@transaction.atomic
def respond(
    *,
    challenge: Challenge,
    recommendation: Recommendation,
    answer: str,
    reason: str,
    version: int,
    by: Person,
    at: datetime,
) -> Response:
    """Say what the host makes of a recommendation. Its words stay the team's.

    Raises Refusal where a reason is missing, and Stale when somebody else answered since `version`.
    """
    fresh = held(challenge, "followup.edit_plan")
    if answer != Answer.ACCEPTED and not reason:
        raise Refusal("Say why it is not accepted, or not all of it. The reason is public.", field="reason")
    said = {"answer": answer, "reason": reason}
    row = Response.objects.select_related("changed_by").filter(recommendation=recommendation).first()
    row = row or Response(recommendation=recommendation)
    if row.version and not replaced(row, said):
        return row  # pressed twice, or both said the same
    refuse_stale(row, version, said)
    before = replaced(row, said) if row.pk else []
    row.answer, row.reason, row.version, row.changed_by, row.changed_at = answer, reason, version + 1, by, at
    row.save()
    plan = begun(fresh)
    put_back_to_draft(plan)
    write(
        plan,
        PlanEntry.Kind.RESPONDED,
        recommendation=recommendation,
        words=f"{row.get_answer_display()}{f': {reason}' if reason else ''}",
        before=before,
        by=by,
        at=at,
    )
    return row
