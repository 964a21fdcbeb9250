"""Sample requests of pages that only some shapes have: outcomes of a day, and the questionnaire of many hosts."""

from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.models import HostQuestion, Outcome, Questionnaire
from tests.world import NOW


def of(world, **more):
    return {"ref": world.challenge.ref, **more}


def outcome(world):
    """Something offered on the day, marked so that nobody else reads it."""
    made = Outcome.objects.get_or_create(
        challenge=world.challenge, kind="offer", text="CANARYOUTCOME", owner=world.host, due_on=NOW.date()
    )[0]
    return of(world, outcome=made.ref)


def question(world):
    """A question to every host of the visit."""
    kept = Questionnaire.objects.get_or_create(
        visit=world.challenge.visit, defaults={"changed_by": world.rana, "changed_at": NOW}
    )[0]
    return of(
        world, question=HostQuestion.objects.get_or_create(questionnaire=kept, number=1, text="Who decides?")[0].ref
    )


def answers_file(world):
    """The questionnaire, filled in."""
    question(world)
    rows = b"Number,Question,Answer,Version\r\n1,Who decides?,The panel,0\r\n"
    return {"file": SimpleUploadedFile("answers.csv", rows, content_type="text/csv")}


SAMPLES = {
    "reviews:outcomes": lambda world: {"kwargs": of(world), "post": None},
    "reviews:add_outcome": lambda world: {
        "kwargs": of(world),
        "post": {
            "kind": "ask",
            "text": "Lend us a data analyst",
            "owner": world.host.ref,
            "due_on_day": "1",
            "due_on_month": "6",
            "due_on_year": "2027",
        },
    },
    "reviews:edit_outcome": lambda world: {
        "kwargs": outcome(world),
        "post": {
            "kind": "offer",
            "text": "CANARYOUTCOME again",
            "owner": world.host.ref,
            "due_on_day": "1",
            "due_on_month": "6",
            "due_on_year": "2027",
            "is_done": "no",
            "version": 1,
        },
    },
    "reviews:remove_outcome": lambda world: {"kwargs": outcome(world), "post": {}},
    "reviews:finish_outcome": lambda world: {"kwargs": outcome(world), "post": {}},
    "reviews:take_answers": lambda world: {"kwargs": of(world, form="csv"), "post": None},
    "reviews:take_own_answers": lambda world: {"kwargs": of(world, form="csv"), "post": None},
    "reviews:import_answers": lambda world: {"kwargs": of(world), "post": answers_file(world)},
    "reviews:questionnaire": lambda world: {"kwargs": of(world), "post": None},
    "reviews:edit_questionnaire": lambda world: {
        "kwargs": of(world),
        "post": {"questions": "Who decides?\nWho listens?", "analysis": "", "version": 0},
    },
    "reviews:compare_answers": lambda world: {"kwargs": question(world), "post": None},
    "reviews:answer_question": lambda world: {
        "kwargs": question(world),
        "post": {"text": "The panel decides", "version": 0},
    },
}
