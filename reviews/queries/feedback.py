"""The plan of feedback as the scope page shows it."""

from datetime import date

from django.urls import reverse

from cycles.days import in_words
from cycles.models import Challenge
from reviews.models import PlannedFeedback

COLUMNS = [{"label": "Audience"}, {"label": "Form"}, {"label": "When"}]


def feedback_table(challenge: Challenge, today: date, *, may_plan: bool) -> list[list[dict]]:
    """Return a row for each audience that is planned for, and for whoever may plan also the others (one query)."""
    planned = {row.audience: row for row in challenge.feedbacks.all()}
    return [
        _cells(challenge, audience, planned.get(audience), today, may_plan=may_plan)
        for audience in PlannedFeedback.Audience
        if may_plan or audience in planned
    ]


def _cells(
    challenge: Challenge, audience: str, row: PlannedFeedback | None, today: date, *, may_plan: bool
) -> list[dict]:
    url = reverse("reviews:plan_feedback", args=[challenge.ref, audience]) if may_plan else ""
    name = {"text": PlannedFeedback.Audience(audience).label, "url": url}
    if row is None:
        return [name, {"text": "Not planned yet"}, {"text": "–"}]
    by = f"By {row.get_giver_display().lower()}"
    form = {"text": row.get_form_display(), "sub": f"{by}. {row.note}" if row.note else by}
    return [name, form, _when(row, challenge, today)]


def _when(row: PlannedFeedback, challenge: Challenge, today: date) -> dict:
    planned = in_words(row.due_on)
    if row.given_on:
        return {"text": f"Given on {in_words(row.given_on)}", "sub": f"Planned for {planned}"}
    if row.due_on < challenge.visit.starts_on:
        return {"text": planned, "sub": "Before the visit, which has moved: choose another day"}
    return {"text": planned, "sub": "Late" if row.due_on < today else ""}
