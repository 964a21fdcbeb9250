"""Sample requests of the reports floor."""

from cycles.models import State
from reports.actions.intruder import QUESTIONS

PUBLISHED = [State.PUBLISHED, State.FOLLOW_UP, State.CLOSED]
SIGNED = [State.FINAL, *PUBLISHED, State.WITHHELD]


def slug(world):
    return {"slug": world.publication.slug if hasattr(world, "publication") else "none"}


def sha256_of(world, form):
    return world.editions[form].sha256 if hasattr(world, "editions") else "0"


def of(world, **more):
    return {"ref": world.challenge.ref, **more}


def page(**more):
    """A page of the challenge that only answers GET."""
    return lambda world: {"kwargs": of(world), "post": None, **more}


def button(**data):
    """A button of the challenge: whether to go on, then doing it."""
    return lambda world: {"kwargs": of(world), "post": data}


def written_recommendation(world):
    return {"text": "Start earlier.", "actor": "host", "timescale": "six", "findings": [world.finding.pk], "version": 0}


SAMPLES = {
    "reports:register": lambda world: {"post": None},
    "reports:feed": lambda world: {"post": None},
    "reports:register_file": lambda world: {"kwargs": {"form": "csv"}, "post": None},
    "reports:sitemap": lambda world: {"post": None},
    "reports:clock": lambda world: {"post": None},
    "reports:clock_calendar": lambda world: {"post": None},
    "reports:edition": lambda world: {
        "kwargs": {**slug(world), "digest": sha256_of(world, "pdf"), "form": "pdf"},
        "post": None,
        "states": PUBLISHED,
    },
    "reports:published": lambda world: {"kwargs": slug(world), "post": None, "states": PUBLISHED},
    "reports:download": lambda world: {"kwargs": slug(world), "post": None, "states": PUBLISHED},
    "reports:draft_presentation": button(opening="Thank you", key_messages="", closing="", version=0),
    "reports:freeze_presentation": button(),
    "reports:view_presentation": button(),
    "reports:report": page(),
    "reports:read_draft": page(),
    "reports:write_section": lambda world: {
        "kwargs": of(world, key="summary"),
        "post": {"text": "Young people are known well.", "version": 0},
    },
    "reports:wordings": lambda world: {"kwargs": of(world, place="background"), "post": {"wording": 0, "version": 0}},
    "reports:what_changed": page(),
    "reports:explain_change": lambda world: {
        "kwargs": of(world, finding=world.finding.ref),
        "post": {"reason": "Said more plainly.", "sha256": "0" * 64},
    },
    "reports:recommend": lambda world: {"kwargs": of(world), "post": written_recommendation(world)},
    "reports:change_recommendation": lambda world: {
        "kwargs": of(world, recommendation=world.recommendation.ref),
        "post": written_recommendation(world),
    },
    "reports:remove_recommendation": lambda world: {
        "kwargs": of(world, recommendation=world.recommendation.ref),
        "post": {},
    },
    "reports:make_draft_pdf": button(),
    "reports:draft_pdf": lambda world: {
        "kwargs": of(world, edition=world.editions["pdf"].ref if hasattr(world, "editions") else "none"),
        "post": None,
        "states": SIGNED,
    },
    "reports:take_editions": page(states=PUBLISHED),
    "reports:send_to_host": button(),
    "reports:return_to_drafting": button(),
    "reports:comments": page(),
    "reports:accuracy_round": lambda world: {"kwargs": of(world, number=1), "post": None},
    "reports:extend_round": button(days=5, reason="A service is moving."),
    "reports:finish_checking": button(),
    "reports:proof": lambda world: {"kwargs": of(world, comment=world.comment.ref), "post": None},
    "reports:comment": lambda world: {
        "kwargs": of(world, anchor="background-1"),
        "post": {"kind": "fact", "text": "There were nine panels, not eight.", "proof": ""},
    },
    "reports:decide_comment": lambda world: {
        "kwargs": of(world, comment=world.comment.ref),
        "post": {"decision": "accepted", "reason": "The minutes say nine."},
    },
    "reports:identity": page(),
    "reports:check_identity": button(),
    "reports:answer_intruder_checklist": lambda world: {
        "kwargs": of(world),
        "post": {key: "no" for key, _ in QUESTIONS},
    },
    "reports:waive_hit": lambda world: {
        "kwargs": of(world, hit=world.hit.ref),
        "post": {"reason": "It is the name of a building."},
    },
    "reports:sign": button(),
    "reports:agree_to_publish": button(),
    "reports:publish": button(),
    "reports:withhold": button(
        reason="An inspection is under way.", review_on_day="1", review_on_month="9", review_on_year="2027"
    ),
    "reports:correct_report": lambda world: {
        "kwargs": of(world),
        "post": {"do": "change", "place": "summary-1.text", "now": "Young people are known."},
        "states": PUBLISHED,
    },
    "reports:publish_correction": button(),
    "reports:holdings": button(),
    "reports:keep_clock": button(step="5", met_on_day="", met_on_month="", met_on_year="", reason="The committee met."),
    "reports:withdraw_publication": lambda world: {
        "kwargs": of(world),
        "post": {"reason": "A table was wrong."},
        "states": PUBLISHED,
    },
}
