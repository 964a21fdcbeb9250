"""Sample requests of surveys, answers, points before the visit, method plans and commitments."""

from tests.access.samples.reviews_papers import act, page

DAY = {"closes_on_day": "1", "closes_on_month": "3", "closes_on_year": "2027"}
DUE = {"due_day": "1", "due_month": "9", "due_year": "2027"}
BEFORE = ["scoping", "preparing", "on_site"]


def of_survey(world, post=None):
    return {"kwargs": {"survey": world.survey.ref}, "post": post}


def answered(world):
    said = {"once": "o" * 24, world.survey.questions.get(number=1).ref: "Agree"}
    return {"kwargs": {"link": world.round.link}, "post": said}


SAMPLES = {
    "voices:surveys": page,
    "voices:make_survey": lambda world: act(world, {"kind": "health_check", "title": "Another"}),
    "voices:cycle_surveys": lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": {"kind": "host", "title": "H"}},
    "voices:survey": of_survey,
    "voices:edit_survey": lambda world: of_survey(
        world, {"title": "T", "intro": "I", "questions": "Why? | agree", "version": 0}
    ),
    "voices:open_round": lambda world: of_survey(world, {"name": "2028", "way": "link", "asked": 20, **DAY}),
    "voices:codes": of_survey,
    "voices:close_round": lambda world: of_survey(world, {}),
    "voices:words": lambda world: of_survey(world, {}),
    "voices:enter_code": lambda world: {"kwargs": {}, "post": {"code": world.round.link}},
    "voices:answer_survey": answered,
    "voices:hand_in_point": lambda world: {**act(world, {"text": "Look at transport"}), "states": BEFORE},
    "voices:points": page,
    "voices:decide_point": lambda world: act(world, {"status": "in_scope"}, point=world.point.pk),
    "voices:take_off_answer": lambda world: act(world, answer=world.point_answer.ref),
    "voices:plan_method": act,
    "voices:commitments": page,
    "voices:make_commitment": lambda world: act(world, {"said": "Tired", "will_do": "Hire", **DUE}),
    "voices:edit_commitment": lambda world: act(
        world,
        {"said": "Tired", "will_do": "Hire", "status": "open", "version": 0, **DUE},
        commitment=world.commitment.ref,
    ),
    "voices:read_commitments": lambda world: {"kwargs": {"link": world.challenge.commitments_page.link}, "post": None},
}
