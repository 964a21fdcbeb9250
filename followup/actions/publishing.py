"""Making a plan ready, which freezes its words and has them printed, and publishing it beside the report."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cycles import history
from cycles.models import Challenge
from followup.lacking import before_ready
from followup.models import Action, ActionPlan, PlanEntry, PlanVersion
from followup.printing import document_of_plan
from followup.queries.asked import Asked, actions_of, asked_of, plan_of
from people.models import Person
from people.refusal import Refusal
from reports.actions.clock import meet_step
from reports.actions.editions import ask_for_editions, is_whole
from reports.actions.publishing import refuse_before_election, stand_beside
from reports.document import ReportDocument
from reports.models import ClockStep, Edition, Publication, Report
from reports.models.edition import OF_PLAN
from reports.pdf import unprintable
from reviews.guard import hold

from .entries import held, write

Kind = PlanEntry.Kind
# What the page of the report calls the plan.
CALLED = "What {host} will do: the action plan"
# An office is a post that one person holds, and is meant to be read.
MEANT = ("role", "small_group", "metadata")


@transaction.atomic
def mark_ready(*, challenge: Challenge, despite: str, by: Person, at: datetime) -> PlanVersion:
    """Freeze the plan in words and ask for its files, once it lacks nothing.

    Raises Refusal with what is missing, and with words that look as if they named somebody unless `despite` says why
    they may stay. Pressing twice makes one version.
    """
    fresh = held(challenge, "followup.edit_plan")
    plan = plan_of(fresh)
    actions = actions_of(plan)
    asked = asked_of(fresh, actions)
    if missing := before_ready(plan, asked):
        raise Refusal(f"The plan is not ready yet. {' '.join(missing)}")
    plan.challenge = fresh
    last = plan.versions.order_by("-number").first()
    number = last.number + (1 if last.published_at else 0) if last else 1
    document = document_of_plan(plan, asked, actions, number=number, on=timezone.localdate(at))
    if plan.ready_at and last and last.tree_sha256 == document.sha256():
        return last
    report = Report.objects.select_related("challenge").get(challenge=fresh)
    _refuse_names(report, document, _own_words(plan, asked, actions), despite)
    if strange := unprintable(document):
        raise Refusal(f"The PDF cannot show these characters: {' '.join(strange[:10])}. Take them out, then try again.")
    plan.versions.filter(number=number, published_at=None).delete()
    made = PlanVersion.objects.create(
        plan=plan, number=number, tree=document.to_json(), tree_sha256=document.sha256(), made_at=at
    )
    files = {one.form: one for one in ask_for_editions(report=report, pairs=OF_PLAN, document=document, at=at)}
    made.pdf, made.docx = files[Edition.Form.PDF], files[Edition.Form.DOCX]
    made.save()
    ActionPlan.objects.filter(pk=plan.pk).update(ready_at=at, ready_by=by)
    write(plan, Kind.MADE_READY, words=f"Version {number}{f'. {despite}' if despite else ''}", by=by, at=at)
    history.note_event(challenge=fresh, what="mark_ready", sentence="Action plan made ready", by=by, at=at)
    return made


def _own_words(plan: ActionPlan, asked: list[Asked], actions: list[Action]) -> str:
    """Return what the host has written: the recommendations were looked through with the report."""
    said = [plan.governance_body, *(item.response.reason for item in asked if item.response)]
    for one in actions:
        said += [one.title, one.what, one.office, one.measure, one.target, one.resources, one.evidence]
    return "\n".join(text for text in said if text)


def _refuse_names(report: Report, document: ReportDocument, said: str, despite: str) -> None:
    """Refuse words that may give somebody away, found as in a report, unless somebody says why they may stay."""
    from reports.actions.looking import look_through  # noqa: PLC0415 -- the engine's lists are loaded by those who use them
    from reports.identities.extracting import Text  # noqa: PLC0415 -- see above

    found = look_through(report, document, [("plan", [Text("text", said)])])
    words = sorted({hit.words for hit in found if hit.kind not in MEANT})
    if words and not despite:
        some = ", ".join(f"“{word}”" for word in words[:5])
        raise Refusal(
            f"These words look as if they gave somebody away: {some}. The plan is public, so name offices and not "
            "people. Change them, or say why they may stay.",
            field="despite",
        )


def _on_the_register(challenge: Challenge) -> Publication:
    found = Publication.objects.select_for_update().filter(report__challenge=challenge, withdrawn_at=None).first()
    if found is None:
        raise Refusal("The report is not on the public register, so the plan cannot stand beside it.")
    return found


@transaction.atomic
def publish_plan(*, challenge: Challenge, by: Person, at: datetime) -> PlanVersion:
    """Put the plan that was made ready beside the report, for everybody. The publication clock knows of it by itself.

    Raises Refusal in a pre-election period, without exception, and while a file is not made. Pressing twice
    publishes once.
    """
    fresh = hold(challenge, "followup.publish_plan")
    publication = _on_the_register(fresh)
    refuse_before_election(fresh, at)
    plan = plan_of(fresh)
    version = plan.versions.select_related("pdf", "docx").order_by("-number").first() if plan else None
    if version is None or plan.ready_at is None:
        raise Refusal("The plan is not ready. Mark it as ready first, then publish it.")
    if version.published_at:
        return version
    for edition in (version.pdf, version.docx):
        if edition.status == Edition.Status.FAILED:
            raise Refusal(f"{edition} could not be made: {edition.problem} Mark the plan as ready again.")
        if not edition.is_ready or not is_whole(edition):
            raise Refusal("The files of the plan are still being made. Wait a minute, then publish it.")
    version.published_at, version.published_by = at, by
    version.save()
    stand_beside(
        publication=publication,
        called=CALLED.format(host=fresh.host),
        address=reverse("followup:read_plan", args=[publication.slug]),
    )
    meet_step(challenge=fresh, step=ClockStep.Step.PLAN, by=by, at=at)
    write(plan, Kind.PUBLISHED, words=f"Version {version.number}", by=by, at=at)
    history.note_event(
        challenge=fresh,
        what="publish_plan",
        sentence=f"Action plan published{f', version {version.number}' if version.number > 1 else ''}",
        by=by,
        at=at,
    )
    return version
