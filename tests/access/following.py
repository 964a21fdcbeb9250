"""The action plan, in the world with one of everything in it."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cycles.models import State
from followup.models import Action, ActionPlan, PlanEntry, PlanVersion, Response
from reports.document import Paragraph, ReportDocument, Section
from reports.models import Edition
from tests.world import NOW

FOLLOWED = (State.PUBLISHED, State.FOLLOW_UP, State.CLOSED, State.WITHHELD)


def put_plan(world, state):
    """The host's answer, its plan and one action that Ben keeps up to date, once the report is signed."""
    if state not in FOLLOWED:
        return
    advice = world.recommendation
    Response.objects.create(
        recommendation=advice,
        answer="in_part",
        reason="CANARYANSWER",
        version=1,
        changed_by=world.carys,
        changed_at=NOW,
    )
    world.plan = ActionPlan.objects.create(
        challenge=world.challenge, governance_body="CANARYGOVERNANCE", committee_on=date(2027, 6, 1), version=1
    )
    world.action = Action.objects.create(
        plan=world.plan,
        number=1,
        title="CANARYACTION",
        what="Start planning at fourteen.",
        office="Head of Service",
        owner=world.ben,
        starts_on=date(2027, 3, 1),
        due_on=date(2027, 9, 1),
        measure="Plans are begun in time.",
        target="Nine in ten by March 2028.",
        version=1,
    )
    world.action.recommendations.add(advice)
    PlanEntry.objects.create(
        plan=world.plan, action=world.action, kind="commented", words="CANARYLEAD", by=world.tom, at=NOW
    )
    if state != State.WITHHELD:
        _published(world)


def _published(world):
    """A published version, with files whose bytes are what their hashes say."""
    said = Section("plan-about", "About this plan", (Paragraph("plan-about-1", "What will be done."),))
    document = ReportDocument("Action plan", "Transitions", (), (said,), draft=False, kind="Action plan")
    world.plan_editions = {}
    for form in ("pdf", "docx"):
        content = f"the plan as {form}".encode()
        digest = hashlib.sha256(content).hexdigest()
        storages["editions"].save(f"{digest}.{form}", ContentFile(content))
        world.plan_editions[form] = Edition.objects.create(
            report=world.report,
            what="plan",
            form=form,
            tree=document.to_json(),
            tree_sha256=document.sha256(),
            status="ready",
            progress=100,
            sha256=digest,
            size=len(content),
            asked_at=NOW,
            made_at=NOW,
        )
    PlanVersion.objects.create(
        plan=world.plan,
        number=1,
        tree=document.to_json(),
        tree_sha256=document.sha256(),
        made_at=NOW,
        published_at=NOW,
        published_by=world.carys,
        **world.plan_editions,
    )
