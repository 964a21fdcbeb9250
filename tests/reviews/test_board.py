"""The board and the meter: both sides stand side by side, and what is lacking is said in plain words."""

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reviews.actions import hypotheses
from reviews.meter import strength
from reviews.models import EvidenceNote, HypothesisNote
from tests.access.evidence import sealed
from tests.access.full import full_world
from tests.world import NOW

pytestmark = pytest.mark.breaks_rules  # the full world is put down by hand
POLICY = {"least_kinds": 2, "least_groups": 2}


@pytest.fixture
def world(db, clock):
    world = full_world(State.ON_SITE)
    world.lines = list(world.challenge.lines.order_by("number"))
    return world


def board(world, signed_in, key="petra"):
    return signed_in(getattr(world, key)).get(reverse("reviews:hypotheses", args=[world.challenge.ref]))


def linked(world, text, speaks_for=True, **facts):
    kept = {"kind": "read", "source": "documents", "leans": "context", "day": NOW.date(), "author": world.amir}
    note = sealed(EvidenceNote, text, world.vault, challenge=world.challenge, **{**kept, **facts})
    HypothesisNote.objects.create(hypothesis=world.hypothesis, note=note, speaks_for=speaks_for)
    return note


@pytest.mark.parametrize(
    ("links", "rests_on", "lacks"),
    [
        ([], "", "any note that speaks for it"),
        ([(False, "heard", "staff")], "", "any note that speaks for it"),
        (
            [(True, "heard", "front_line"), (True, "heard", "front_line")],
            "Heard from front-line staff only",
            "a second kind of evidence, a second source group",
        ),
        (
            [(True, "heard", "carers"), (True, "heard", "staff")],
            "Heard from parents and carers, staff and councillors",
            "a second kind of evidence",
        ),
        ([(True, "data", "data"), (True, "read", "documents")], "Data; read in documents", ""),
    ],
)
def test_the_meter_speaks_in_plain_words(links, rests_on, lacks):
    found = strength(links, POLICY)
    assert (found.rests_on, found.lacks) == (rests_on, lacks)
    assert strength(links, {"least_kinds": 4, "least_groups": 2}).lacks.count("more kinds of evidence") == (
        found.notes_for > 0
    )


def test_both_sides_stand_beside_what_is_still_to_test(world, signed_in):
    linked(world, "It says otherwise.", speaks_for=False, follow_up=True, follow_up_source="carers")
    ((line, (theory,)),) = board(world, signed_in).context["board"]
    assert line == world.line
    assert [note.text for note in theory.notes_for] == ["CANARYNOTE"]
    assert [note.text for note in theory.notes_against] == ["It says otherwise."]
    assert theory.follow_up == ["parents and carers"]
    text = board(world, signed_in).text
    assert "Heard from front-line staff only." in text
    assert "Lacks a second kind of evidence, a second source group." in text
    assert "To follow up with parents and carers." in text
    assert text.index("CANARYNOTE") < text.index("It says otherwise.") < text.index("CANARYFLAG")
    assert "Amir" not in text
    assert "Amir" in board(world, signed_in, "tom").text


def test_the_observers_flag_stands_in_the_way_until_it_is_answered(world, signed_in):
    with pytest.raises(Refusal, match="Answer the flag before you call it supported"):
        hypotheses.settle(hypothesis=world.hypothesis, status="supported", seen="open", by=world.tom, at=NOW)
    assert "Flagged as untested" in board(world, signed_in).text
    hypotheses.answer_flag(flag=world.flag, text="Two audits agree.", by=world.tom, at=NOW)
    hypotheses.settle(hypothesis=world.hypothesis, status="supported", seen="open", by=world.tom, at=NOW)
    assert "Two audits agree." in board(world, signed_in).text


def test_a_finding_and_the_leads_page_show_what_contradicts_it(world, signed_in):
    world.draft_finding.links.filter(note=world.other_note).update(speaks_for=False)
    client, args = signed_in(world.tom), [world.challenge.ref, world.draft_finding.ref]
    for name in ("finding", "agree_finding"):
        text = client.get(reverse(f"reviews:{name}", args=args)).text
        assert "Against: 1" in text
        assert "CANARYNOTE too" in text
        assert "Lacks a second kind of evidence, a second source group." in text
    listed = client.get(reverse("reviews:findings", args=args[:1])).text
    assert "Lacks a second kind of evidence, a second source group." in listed


def test_notes_stand_in_no_order_of_writing(world, signed_in):
    made = [linked(world, f"Point {n}") for n in range(12)]
    ((_, (theory,)),) = board(world, signed_in).context["board"]
    stood = [note.text for note in theory.notes_for if note.text.startswith("Point")]
    assert stood == [f"Point {made.index(note)}" for note in sorted(made, key=lambda note: note.pk)]


def test_theories_and_the_list_of_notes_stand_in_no_order_of_writing_either(world, signed_in):
    theories = [
        hypotheses.raise_hypothesis(
            challenge=world.challenge, text=f"Theory {n}", line=world.lines[1], by=world.petra, at=NOW
        )
        for n in range(8)
    ]
    ((_, _), (_, shown)) = board(world, signed_in).context["board"]
    assert [theory.row for theory in shown] == sorted(theories, key=lambda theory: theory.pk)
    made = [linked(world, f"Point {n}") for n in range(8)]
    listed = signed_in(world.petra).get(reverse("reviews:notes", args=[world.challenge.ref])).context["notes"]
    assert [note.row for note in listed if note.row in made] == sorted(made, key=lambda note: note.pk)


def test_the_board_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries):
    client, address = signed_in(world.tom), reverse("reviews:hypotheses", args=[world.challenge.ref])
    for many in (0, 12):
        for number in range(many):
            theory = hypotheses.raise_hypothesis(
                challenge=world.challenge, text=f"Theory {number}", line=world.line, by=world.tom, at=NOW
            )
            HypothesisNote.objects.create(hypothesis=theory, note=linked(world, f"{number}"), speaks_for=True)
            hypotheses.flag(challenge=world.challenge, thing=theory, text="Why?", by=world.olu, at=NOW)
        with django_assert_num_queries(10):
            client.get(address)
