"""Sample requests of the action plan."""

from reports.models import Edition
from tests.access.following import FOLLOWED
from tests.access.samples.reports import PUBLISHED, of, slug

ACTION = {
    "title": "Plan earlier",
    "what": "Begin at fourteen.",
    "office": "Head of Service",
    "owner_email": "",
    "starts_on_day": "1",
    "starts_on_month": "3",
    "starts_on_year": "2027",
    "due_on_day": "1",
    "due_on_month": "9",
    "due_on_year": "2027",
    "version": 1,
}


def action(world):
    return world.action.ref if hasattr(world, "action") else "none"


def edition(world):
    return world.plan_editions["docx"] if hasattr(world, "plan_editions") else Edition(ref="none", sha256="0")


def written(world):
    return {**ACTION, "recommendations": [world.recommendation.pk]}


def on_action(post):
    """A page of Ben's action."""
    return lambda world: {
        "kwargs": of(world, action=action(world)),
        "post": post(world) if callable(post) else post,
        "states": FOLLOWED,
    }


UPDATED = {"status": "under_way", "words": "Begun.", "evidence": "", "version": 1}
SAMPLES = {
    "followup:plan": lambda world: {"kwargs": of(world), "post": None},
    "followup:edit_plan": lambda world: {
        "kwargs": of(world),
        "post": {"governance_body": "Scrutiny", "papers_days": 8, "draft_days": 20, "version": 1},
    },
    "followup:comment_plan": lambda world: {"kwargs": of(world), "post": {"words": "Well begun."}},
    "followup:mark_ready": lambda world: {"kwargs": of(world), "post": {"despite": ""}},
    "followup:publish_plan": lambda world: {"kwargs": of(world), "post": {}},
    "followup:plan_file": lambda world: {
        "kwargs": of(world, edition=edition(world).ref),
        "post": None,
        "states": PUBLISHED,
    },
    "followup:read_plan": lambda world: {"kwargs": slug(world), "post": None, "states": PUBLISHED},
    "followup:plan_edition": lambda world: {
        "kwargs": {**slug(world), "digest": edition(world).sha256, "form": "docx"},
        "post": None,
        "states": PUBLISHED,
    },
    "followup:respond": lambda world: {
        "kwargs": of(world, recommendation=world.recommendation.ref),
        "post": {"answer": "accepted", "reason": "", "version": 1},
    },
    "followup:add_action": lambda world: {"kwargs": of(world), "post": written(world)},
    "followup:import_actions": lambda world: {"kwargs": of(world), "post": {}},
    "followup:export_actions": lambda world: {"kwargs": of(world, format="csv"), "post": None},
    "followup:action": on_action(None),
    "followup:change_action": on_action(written),
    "followup:update_action": lambda world: {**on_action(UPDATED)(world), "own": "ben"},
    "followup:confirm_action": on_action({"decision": "commented", "words": "Good."}),
}
