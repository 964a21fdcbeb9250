"""What came of a report, out and in: measures with the values that stand, the plan, a progress review's verdicts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cycles.models import Challenge
from followup.models import (
    Action,
    ActionPlan,
    Indicator,
    IndicatorPoint,
    PlanEntry,
    ProgressReview,
    Reopening,
    Response,
)
from people.models import Person
from reports.models import Recommendation
from reviews.models import Finding

MEASURE = ("name", "key", "definition", "unit", "direction", "source", "covers", "owner", "frequency", "eighteen")
POINT = ("months", "period", "source", "definition", "quality", "quality_note", "attribution")
PLAN = ("governance_body", "papers_days", "draft_to", "draft_days")
ACTION = ("number", "title", "what", "office", "measure", "target", "resources", "status", "evidence")


def followed(challenge: Challenge, keys: dict[int, str]) -> dict[str, Any]:
    """Return the properties of a bundle that follow from the report; `keys` name the findings."""
    measures = challenge.indicators.order_by("name").prefetch_related("points")
    plan = ActionPlan.objects.filter(challenge=challenge).first()
    review = ProgressReview.objects.filter(challenge=challenge).select_related("original__cycle").first()
    found = {
        "indicators": [_indicator(measure) for measure in measures],
        "plan": _plan(plan) if plan else None,
        "review": _review(review, keys) if review else None,
    }
    return {name: value for name, value in found.items() if value}


def _said(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return fields of a row, without those that are empty."""
    said = {name: getattr(row, name) for name in names}
    return {name: value for name, value in said.items() if value != "" and value is not False}


def _indicator(measure: Indicator) -> dict[str, Any]:
    points = sorted((one for one in measure.points.all() if not one.superseded_at), key=lambda one: one.months)
    said = [{**_said(one, POINT), "value": f"{one.value.normalize():f}"} for one in points]
    return {**_said(measure, MEASURE), "points": said}


def _plan(plan: ActionPlan) -> dict[str, Any]:
    asked = Recommendation.objects.filter(report__challenge=plan.challenge_id).order_by("number")
    number = {advice.pk: place for place, advice in enumerate(asked, 1)}
    responses = Response.objects.filter(recommendation__in=number).order_by("recommendation__number")
    actions = plan.actions.in_order().select_related("indicator").prefetch_related("recommendations")
    said = _said(plan, PLAN)
    if plan.committee_on:
        said["committee_on"] = f"{plan.committee_on}"
    said["responses"] = [
        {"recommendation": number[row.recommendation_id], **_said(row, ("answer", "reason"))} for row in responses
    ]
    return {**said, "actions": [_action(row, number) for row in actions]}


def _action(action: Action, number: dict[int, int]) -> dict[str, Any]:
    said = _said(action, ACTION) | {
        "starts_on": f"{action.starts_on}",
        "due_on": f"{action.due_on}",
        "recommendations": sorted(number[advice.pk] for advice in action.recommendations.all()),
    }
    return {**said, "indicator": action.indicator.name} if action.indicator else said


def _review(review: ProgressReview, keys: dict[int, str]) -> dict[str, Any]:
    rows = review.reopenings.filter(finding__in=keys).select_related("original").order_by("original__order", "pk")
    return {
        "cycle": review.original.cycle.name,
        "topic": review.original.topic,
        "reopened": [
            {"original": row.original.text, "finding": keys[row.finding_id], "verdict": row.verdict} for row in rows
        ],
    }


def land_indicators(challenge: Challenge, data: dict[str, Any], at: datetime) -> dict[str, Indicator]:
    """Keep the measures and the values that stand; by name. The team has been on site, so every value is frozen."""
    made = {}
    for row in data.get("indicators", []):
        said = {name: row[name] for name in MEASURE if name in row}
        made[row["name"]] = Indicator.objects.create(challenge=challenge, changed_at=at, **said)
        IndicatorPoint.objects.bulk_create(
            IndicatorPoint(
                indicator=made[row["name"]],
                value=Decimal(point["value"]),
                frozen=True,
                recorded_at=at,
                **{name: point[name] for name in POINT if name in point},
            )
            for point in row.get("points", [])
        )
    return made


def land_plan(
    challenge: Challenge,
    said: dict[str, Any] | None,
    advice: dict[int, Recommendation],
    measures: dict[str, Indicator],
    *,
    by: Person | None,
    at: datetime,
) -> None:
    """Keep the host's answers and actions as a draft, nothing of it confirmed, each action with its first entry."""
    if said is None:
        return
    fields = {name: said[name] for name in PLAN if name in said}
    plan = ActionPlan.objects.create(
        challenge=challenge, committee_on=_day(said.get("committee_on")), changed_by=by, changed_at=at, **fields
    )
    Response.objects.bulk_create(
        Response(
            recommendation=advice[row["recommendation"]],
            answer=row["answer"],
            reason=row.get("reason", ""),
            changed_by=by,
            changed_at=at,
        )
        for row in said.get("responses", [])
    )
    for row in said.get("actions", []):
        action = Action.objects.create(
            plan=plan,
            starts_on=_day(row["starts_on"]),
            due_on=_day(row["due_on"]),
            indicator=measures.get(row.get("indicator")),
            changed_by=by,
            changed_at=at,
            **{name: row[name] for name in ACTION if name in row},
        )
        action.recommendations.set(advice[number] for number in row["recommendations"])
        PlanEntry.objects.create(
            plan=plan, action=action, kind=PlanEntry.Kind.IMPORTED, status=action.status, by=by, at=at
        )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def land_review(
    challenge: Challenge,
    rows: list[dict[str, Any]],
    original: Challenge,
    among: tuple[dict[str, Finding], dict[str, Finding]],
    at: datetime,
) -> None:
    """Tie a progress review to the challenge it looks back on; `among` are its findings and the earlier ones."""
    findings, earlier = among
    review = ProgressReview.objects.create(challenge=challenge, original=original, planned_at=at)
    Reopening.objects.bulk_create(
        Reopening(
            review=review, original=earlier[row["original"]], finding=findings[row["finding"]], verdict=row["verdict"]
        )
        for row in rows
    )
