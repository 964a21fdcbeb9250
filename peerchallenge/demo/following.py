"""Loading what came of it: the host's answers, its plan and actions, what was said of them, the published plan."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from cycles.models import Event, State
from followup.actions.entries import write
from followup.actions.publishing import CALLED
from followup.models import Action, ActionPlan, PlanEntry, PlanVersion, Response
from followup.printing import document_of_plan
from followup.queries.asked import actions_of, asked_of
from reports.actions.clock import meet_step
from reports.actions.publishing import stand_beside
from reports.models import ClockStep, Edition, Recommendation
from reports.models.edition import OF_PLAN

from .stage import Scene

Kind = PlanEntry.Kind


def load_following(scene: Scene) -> None:
    """Make what followed from the signed report as far as the life of the challenge has come."""
    words = scene.words.get("plan")
    if not words or not scene.been(State.FINAL) or scene.state == State.CANCELLED:
        return
    said = sorted((one for one in _happened(words) if scene.clock.reached(one[0])), key=lambda one: one[0])
    if not said:
        return
    plan = ActionPlan.objects.create(
        challenge=scene.challenge,
        governance_body=words.get("governance_body", ""),
        committee_on=scene.clock.day(words["committee"]) if "committee" in words else None,
        draft_to=words.get("draft_to", ""),
        version=1,
    )
    plan.challenge = scene.challenge
    for day, tell, row in said:
        tell(scene, plan, row, scene.clock.moment(day, "11:00"))


def _happened(words: dict[str, Any]) -> Iterator[tuple[int, Any, dict]]:
    """Yield (day, what makes it, its words) of everything that has happened by now."""
    for row in words["responses"]:
        yield row["on"], _respond, row
    for row in words["actions"]:
        yield row["on"], _add, row
        for key, tell in (("updates", _update), ("comments", _comment)):
            for said in row.get(key, []):
                yield said["on"], tell, {**said, "title": row["title"]}
        for key, tell in (("confirmed", _confirm), ("handed_on", _hand_on)):
            if key in row:
                yield row[key]["on"], tell, {**row[key], "title": row["title"]}
    for row in words.get("comments", []):
        yield row["on"], _comment, row
    if "published" in words:
        yield words["published"], _publish, words


def _advice(plan: ActionPlan, numbers: list[int]) -> list[Recommendation]:
    return list(Recommendation.objects.filter(report__challenge=plan.challenge, number__in=numbers))


def _action(plan: ActionPlan, row: dict[str, Any]) -> Action | None:
    """Return the action something is said of; nothing when it is said of the whole plan."""
    return plan.actions.filter(title=row["title"]).first() if "title" in row else None


def _respond(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    (advice,) = _advice(plan, [row["n"]])
    said = Response.objects.create(
        recommendation=advice,
        answer=row["answer"],
        reason=row["reason"],
        version=1,
        changed_by=scene.sponsor,
        changed_at=at,
    )
    words = f"{said.get_answer_display()}{f': {said.reason}' if said.reason else ''}"
    write(plan, Kind.RESPONDED, recommendation=advice, words=words, by=scene.sponsor, at=at)


def _add(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    action = Action.objects.create(
        plan=plan,
        number=plan.actions.count() + 1,
        **{name: row[name] for name in ("title", "what", "office", "measure", "target", "resources")},
        owner=scene.person(row.get("owner")),
        indicator=scene.challenge.indicators.filter(name=row.get("indicator", "")).first(),
        starts_on=scene.clock.day(row["starts"]),
        due_on=scene.clock.day(row["due"]),
        version=1,
        changed_by=scene.organiser,
        changed_at=at,
    )
    action.recommendations.set(_advice(plan, row["answers"]))
    write(plan, Kind.ADDED, action=action, words=action.title, status=action.status, by=scene.organiser, at=at)


def _update(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    action = _action(plan, row)
    before = [["evidence", action.evidence]] if action.evidence and action.evidence != row["evidence"] else []
    action.status, action.evidence = row["status"], row["evidence"]
    action.version, action.changed_by, action.changed_at = action.version + 1, action.owner or scene.organiser, at
    action.save()
    said = {name: row[name] for name in ("status", "words", "evidence")}
    write(plan, Kind.UPDATED, action=action, before=before, by=action.changed_by, at=at, **said)


def _comment(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    _say(Kind.COMMENTED, scene, plan, row, at)


def _hand_on(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    _say(Kind.HANDED_ON, scene, plan, row, at)


def _say(kind: str, scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    action = _action(plan, row)
    write(plan, kind, action=action, status=action.status if action else "", words=row["words"], by=scene.lead, at=at)


def _confirm(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    action = _action(plan, row)
    action.closed_at, action.closed_by, action.version = at, scene.lead, action.version + 1
    action.changed_at, action.changed_by = at, scene.lead
    action.save()
    _say(Kind.CONFIRMED, scene, plan, row, at)


def _publish(scene: Scene, plan: ActionPlan, row: dict[str, Any], at: datetime) -> None:
    """Freeze the plan as it stood and put it beside the report; its files wait for a worker."""
    actions, report = actions_of(plan), scene.challenge.report
    on = scene.clock.day(row["ready"])
    document = document_of_plan(plan, asked_of(scene.challenge, actions), actions, number=1, on=on)
    tree = {"tree": document.to_json(), "tree_sha256": document.sha256()}
    made = Edition.objects.bulk_create(
        Edition(report=report, what=what, form=form, asked_at=at, **tree) for what, form in OF_PLAN
    )
    files = {edition.form: edition for edition in made}
    PlanVersion.objects.create(
        plan=plan, number=1, made_at=at, published_at=at, published_by=scene.sponsor, **tree, **files
    )
    ActionPlan.objects.filter(pk=plan.pk).update(ready_at=at, ready_by=scene.organiser)
    address = reverse("followup:read_plan", args=[report.publication.slug])
    stand_beside(publication=report.publication, called=CALLED.format(host=scene.challenge.host), address=address)
    if not ClockStep.objects.filter(challenge=scene.challenge, step=ClockStep.Step.PLAN).exists():
        meet_step(challenge=scene.challenge, step=ClockStep.Step.PLAN, by=scene.sponsor, at=at)
    for kind, person in ((Kind.MADE_READY, scene.organiser), (Kind.PUBLISHED, scene.sponsor)):
        write(plan, kind, words="Version 1", by=person, at=at)
    Event.objects.create(
        challenge=scene.challenge, what="publish_plan", sentence="Action plan published", by=scene.sponsor, at=at
    )
