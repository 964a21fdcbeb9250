"""A published report with its plan, brought by the real actions as far as a test needs it."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from followup.actions.planning import add_action, edit_plan
from followup.actions.publishing import mark_ready, publish_plan
from followup.actions.responding import respond
from people.refusal import Refusal
from reports.actions import drafting
from tests.reports import scene

THEN = scene.LATER + timedelta(days=20)
SAID = {
    "title": "Plan earlier",
    "what": "Begin the plan at fourteen.",
    "office": "Head of Service",
    "owner": None,
    "starts_on": date(2027, 5, 1),
    "due_on": date(2027, 10, 1),
    "measure": "Plans are begun by the fifteenth birthday.",
    "indicator": None,
    "target": "Nine in ten by March 2028.",
    "resources": "",
}
WATCHED = {
    "governance_body": "Children’s Scrutiny Committee",
    "committee_on": date(2027, 6, 15),
    "papers_days": 8,
    "draft_to": "",
    "draft_days": 20,
}


def refused(what, /, **named):
    """Return the sentence an action refuses with."""
    with pytest.raises(Refusal) as found:
        what(**named)
    return found.value.sentence


def published(world, recommendations=2):
    """Publish a report with so many recommendations."""
    known = drafting.recommend

    def several(**named):
        made = known(**named)
        for number in range(2, recommendations + 1):
            known(**{**named, "text": f"Recommendation number {number}."})
        return made

    drafting.recommend = several
    try:
        scene.publish(world)
    finally:
        drafting.recommend = known
    world.advice = list(world.report.recommendations.order_by("number"))
    return world


def answer(world, number=1, answer="accepted", reason="", version=0):
    """Let the sponsor answer one recommendation."""
    return respond(
        challenge=world.challenge,
        recommendation=world.advice[number - 1],
        answer=answer,
        reason=reason,
        version=version,
        by=world.carys,
        at=THEN,
    )


def watch(world, **said):
    """Say who watches over the plan."""
    return edit_plan(challenge=world.challenge, version=0, by=world.carys, at=THEN, **{**WATCHED, **said})


def act(world, *numbers, **said):
    """Add an action that answers some recommendations, the first unless told otherwise."""
    answered = [world.advice[number - 1] for number in numbers or (1,)]
    return add_action(challenge=world.challenge, recommendations=answered, by=world.ben, at=THEN, **{**SAID, **said})


def planned(world):
    """A plan that lacks nothing."""
    published(world)
    answer(world, 1)
    answer(world, 2, "not_accepted", "It is done already.")
    watch(world)
    world.action = act(world, 1)
    return world


def store(version):
    """Have the files of a version there with bytes of no meaning."""
    for edition in (version.pdf, version.docx):
        content = f"{edition.form} of {edition.tree_sha256}".encode()
        edition.sha256, edition.size = hashlib.sha256(content).hexdigest(), len(content)
        edition.status, edition.progress, edition.made_at = "ready", 100, THEN
        edition.storage.save(edition.stored_name, ContentFile(content))
        edition.save()
    return version


def ready(world):
    """A plan that is ready, its files stored with bytes of no meaning."""
    planned(world)
    version = mark_ready(challenge=world.challenge, despite="", by=world.ben, at=THEN)
    store(version)
    return world


def plan_published(world):
    """A plan everybody reads."""
    ready(world)
    publish_plan(challenge=world.challenge, by=world.carys, at=THEN)
    return world
