"""What becomes of an operation: every case there is."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.names import finder_of, names_somebody
from reviews.sync.deciding import Act, Decision, Door, Held, Known, decide
from reviews.sync.operations import KINDS, Unreadable, read
from tests.soak import examples

SAFE = {"kept", "late", "parked", "removed", "settled", "raised"}
NOTES = [
    None,
    *(
        Held(mine, revision, late, same)
        for mine, revision, late, same in product(
            (True, False), (1, 2), ("", "waiting", "let_in", "left_out"), (True, False)
        )
        if mine or not same
    ),
]
CASES = [
    (kind, seen, Known(door, note, gone, otherwise, fault))
    for kind, seen, door, note, gone, otherwise, fault in product(
        KINDS, (0, 1, 2), Door, NOTES, (True, False), (True, False), ("", "name")
    )
]


def test_no_text_is_ever_lost_and_nothing_of_anybody_else_is_touched():
    assert len(CASES) > 8_000
    for kind, seen, known in CASES:
        became, note = decide(kind, seen, known), known.note
        case = (kind, seen, known, became)
        with_text = kind in ("write", "edit")
        if known.door == Door.NOTHING:
            assert became == Decision("closed", "state"), case
            continue
        if with_text and became.result in ("kept", "late"):
            stored = became.act in (Act.CREATE, Act.CHANGE) or (note is not None and note.mine and note.same)
            assert stored, case
        if with_text:
            assert (became.result == "parked") == (became.act == Act.PARK), case
            assert became.result in SAFE or became.result in ("refused", "closed"), case
        if note and not note.mine:
            assert became.act in (Act.NOTHING, Act.PARK, Act.SETTLE, Act.RAISE), case
            assert became.revision == 0, case
        if kind == "concern" and not known.fault:
            assert became.act == Act.RAISE, case


def test_a_note_is_written_changed_and_removed_only_as_its_author_saw_it():
    for kind, seen, known in CASES:
        became, note = decide(kind, seen, known), known.note
        case = (kind, seen, known, became)
        if became.act in (Act.CHANGE, Act.REMOVE):
            assert note.mine, case
            assert note.revision == seen, case
            assert known.door == Door.WRITE or note.late == "waiting", case
        if became.act == Act.CREATE:
            assert note is None, case
            assert not known.gone, case
            assert (became.result == "late") == (known.door == Door.HAND_IN), case
        if became.act in (Act.CREATE, Act.CHANGE):
            assert not known.fault, case
            assert not known.otherwise, case
        if became.act == Act.CHANGE:
            assert became.revision == note.revision + 1, case


@pytest.mark.parametrize(
    ("kind", "seen", "known", "result", "code"),
    [
        ("write", 0, Known(Door.WRITE), "kept", ""),
        ("write", 0, Known(Door.HAND_IN), "late", ""),
        ("write", 0, Known(Door.WRITE, gone=True), "parked", "deleted"),
        ("write", 0, Known(Door.WRITE, fault="name"), "refused", "name"),
        ("write", 0, Known(Door.WRITE, Held(True)), "parked", "another_body"),
        ("write", 0, Known(Door.WRITE, Held(False)), "parked", "another_body"),
        ("edit", 1, Known(Door.WRITE, Held(True, 1)), "kept", ""),
        ("edit", 1, Known(Door.WRITE, Held(True, 2)), "parked", "older_revision"),
        ("edit", 1, Known(Door.WRITE), "parked", "deleted"),
        ("edit", 1, Known(Door.HAND_IN, Held(True, 1)), "closed", "state"),
        ("edit", 1, Known(Door.HAND_IN, Held(True, 1, "waiting")), "late", ""),
        ("delete", 1, Known(Door.WRITE, Held(True, 2)), "refused", "changed_since"),
        ("delete", 1, Known(Door.WRITE, gone=True), "removed", ""),
        ("settle", 0, Known(Door.HAND_IN), "settled", ""),
    ],
)
def test_the_rules_as_they_are_written_down(kind, seen, known, result, code):
    became = decide(kind, seen, known)
    assert (became.result, became.code) == (result, code)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PARTS = ["id", "note", "kind", "seen", "sha256", "body"]


@examples(200, 20_000)
@given(JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, JSON | st.sampled_from(KINDS))))
def test_whatever_is_sent_is_an_operation_or_said_to_be_none(given_it):
    with pytest.raises(Unreadable):
        read(given_it)


WORDS = st.text("aAmirGce. -é", max_size=16) | st.sampled_from(["Grace", "Amir", "We asked Grace Young.", "young"])


@examples(300, 30_000)
@given(WORDS, st.lists(st.sampled_from(["Amir", "Grace Young", "Jo-Ann Mc Rae", "Al"]), max_size=4))
def test_one_look_for_many_names_finds_what_many_looks_find(text, names):
    assert finder_of(names)(text) == any(names_somebody(text, name) for name in names)
