"""Sample requests about notes, hypotheses, findings and concerns."""

import uuid

from cycles.models import State


def of(world, **more):
    return {"ref": world.challenge.ref, **more}


def page():
    return lambda world: {"kwargs": of(world), "post": None}


def note(world, **more):
    return {
        "note_id": str(uuid.uuid4()),
        "text": "Letters go out late.",
        "kind": "read",
        "source": "documents",
        "leans": "development",
        "line": "",
        **more,
    }


def finding(world):
    return {"kind": "strength", "text": "Workers know families well.", "so_what": "", "version": 0}


def view(world):
    ref = world.line.ref
    return {f"leans_{ref}": "mixed", f"confidence_{ref}": "sure", f"text_{ref}": "Two say so.", f"seen_{ref}": 1}


def audit(**more):
    said = {"sample": "B7", "service_area": "Transitions", "age_band": "11-15", "agreement": "same"}
    return {**said, "prompt_0": "The plan was reviewed in time.", **more}


def about_audit(world, post, **more):
    return {"kwargs": of(world, audit=world.audit.pk), "post": post, **more}


def about_late_note(post):
    """There is one in the worlds that have come as far as the accuracy round."""

    def sample(world):
        note = getattr(world, "late_note", None)
        states = list(State)[list(State).index(State.ACCURACY) :] if note else []
        return {"kwargs": of(world, note=note.pk if note else ""), "post": post, "states": states}

    return sample


def about_finding(post, **more):
    return lambda world: {"kwargs": of(world, finding=world.draft_finding.ref), "post": post(world), **more}


def about_hypothesis(post):
    return lambda world: {"kwargs": of(world, hypothesis=world.hypothesis.pk), "post": post(world)}


SAMPLES = {
    "reviews:open_capture": lambda world: {"kwargs": {}, "post": None},
    "reviews:capture_worker": lambda world: {"kwargs": {}, "post": None},
    "reviews:capture_manifest": lambda world: {"kwargs": {}, "post": None},
    "reviews:notes": lambda world: {"kwargs": of(world), "post": {"q": "CANARYNOTE"}},
    "reviews:end_of_day": page(),
    "reviews:write_note": lambda world: {"kwargs": of(world), "post": note(world)},
    "reviews:hand_in_late_note": lambda world: {"kwargs": of(world), "post": note(world)},
    "reviews:late_notes": page(),
    "reviews:read_decisions": lambda world: {"kwargs": of(world), "post": {}},
    "reviews:let_in_late_note": about_late_note({"version": 1}),
    "reviews:leave_out_late_note": about_late_note({"version": 1, "reason": "It is in the report."}),
    "reviews:edit_note": lambda world: {
        "kwargs": of(world, note=world.note.pk),
        "post": note(world, version=1),
        "only": "petra",
    },
    "reviews:star_note": lambda world: {"kwargs": of(world, note=world.note.pk), "post": {"star": "yes"}},
    "reviews:delete_note": lambda world: {"kwargs": of(world, note=world.note.pk), "post": {}, "only": "petra"},
    "reviews:emerging_views": page(),
    "reviews:write_views": lambda world: {"kwargs": of(world), "post": view(world)},
    "reviews:case_audits": page(),
    "reviews:write_case_audit": lambda world: {"kwargs": of(world), "post": audit()},
    "reviews:edit_case_audit": lambda world: about_audit(world, audit(version=1), only="petra"),
    "reviews:delete_case_audit": lambda world: about_audit(world, {}, only="petra"),
    "reviews:note_from_audit": lambda world: about_audit(
        world, {"note_id": str(uuid.uuid4()), "text": "Plans are read.", "leans": "strength"}
    ),
    "reviews:hypotheses": page(),
    "reviews:raise_hypothesis": lambda world: {"kwargs": of(world), "post": {"text": "Nobody owns the plan."}},
    "reviews:argue": about_hypothesis(lambda world: {f"note-{world.note.pk}": "for"}),
    "reviews:settle": about_hypothesis(lambda world: {"status": "dropped", "seen": "open"}),
    "reviews:flag": lambda world: {
        "kwargs": of(world, what="hypothesis", thing=world.hypothesis.pk),
        "post": {"text": "Only one view so far."},
    },
    "reviews:answer_flag": lambda world: {
        "kwargs": of(world, flag=world.flag.pk),
        "post": {"text": "Two audits say the same."},
    },
    "reviews:findings": page(),
    "reviews:draft_finding": lambda world: {"kwargs": of(world), "post": finding(world)},
    "reviews:finding": about_finding(lambda world: None),
    "reviews:move_finding": about_finding(lambda world: {"up": "no such ref"}),
    "reviews:edit_finding": about_finding(finding),
    "reviews:link_evidence": about_finding(lambda world: {f"note-{world.note.pk}": "for"}),
    "reviews:agree_finding": about_finding(lambda world: {"thin_reason": ""}),
    "reviews:drop_finding": about_finding(lambda world: {"reason": "Said twice."}),
    "reviews:restore_finding": about_finding(lambda world: {}),
    "reviews:concerns": page(),
    "reviews:raise_concern": lambda world: {
        "kwargs": of(world),
        "post": {
            "concern_id": str(uuid.uuid4()),
            "text": "A door is left unlocked.",
            "told_whom": "The duty manager",
            "told_at": "14:30",
            "sure": "on",
        },
    },
    "reviews:concern": lambda world: {"kwargs": of(world, concern=world.concern.pk), "post": None, "own": "petra"},
    "reviews:acknowledge_concern": lambda world: {
        "kwargs": of(world, concern=world.concern.pk),
        "post": {},
    },
    "reviews:close_concern": lambda world: {
        "kwargs": of(world, concern=world.concern.pk),
        "post": {"outcome": "The lock was mended."},
    },
    "reviews:promise": page(),
    "reviews:destruction": page(),
    "reviews:hold_notes": lambda world: {"kwargs": of(world), "post": {"do": "set", "reason": "A request."}},
    "reviews:destroy_early": lambda world: {
        "kwargs": of(world),
        "post": {"do": "ask", "what": ["notes"], "reason": "A leak is feared."},
    },
}
