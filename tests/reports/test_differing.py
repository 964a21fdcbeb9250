"""What differs between two texts is shown without losing a letter of either; two people's changes go together."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reports.differing import ADDED, REMOVED, joined, words_that_differ
from tests.soak import examples

words = st.lists(st.sampled_from(["the", "team", "found", "six", "five.", "\n", "\n\n", " ", "- late"]), max_size=30)
texts = st.one_of(words.map(" ".join), st.text(max_size=60))


@examples(120, 5000)
@given(texts, texts)
def test_the_pieces_join_back_to_both_texts(old, new):
    pieces = words_that_differ(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == new
    assert all(piece.text for piece in pieces)


@examples(80, 3000)
@given(texts, texts)
def test_what_one_of_two_left_alone_the_other_decides(base, changed):
    base, changed = base.replace("\r", ""), changed.replace("\r", "")
    assert joined(base, base, changed).rstrip("\n") == changed.rstrip("\n")
    assert joined(base, changed, base).rstrip("\n") == changed.rstrip("\n")


def test_one_changed_word_is_one_removed_and_one_added():
    said = [
        tuple(piece) for piece in words_that_differ("There are five panels.\n\nGood.", "There are six panels.\n\nGood.")
    ]
    assert said == [
        ("same", "There are "),
        ("removed", "five"),
        ("added", "six"),
        ("same", " panels.\n\nGood."),
    ]


def test_changes_of_two_people_to_different_paragraphs_go_together():
    base = "One.\n\nTwo.\n\nThree."
    assert (
        joined(base, "One!\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree, and four.") == "One!\n\nTwo.\n\nThree, and four."
    )
    # The same paragraph changed by both: neither is lost.
    assert joined(base, "One.\n\nTwo A.\n\nThree.", "One.\n\nTwo B.\n\nThree.") == "One.\n\nTwo A.\nTwo B.\n\nThree."


def test_changes_that_only_touch_go_together_and_two_additions_in_one_place_both_stay():
    assert joined("One.", "One!", "One.\n\nTwo.") == "One!\n\nTwo."
    assert joined("One.", "One.\nTwo.", "One.\nThree.") == "One.\nTwo.\nThree."
    assert joined("One.", "One!", "One.\r\n\r\nTwo.") == "One!\n\nTwo."
    assert joined("", "Hers.", "His.") == "Hers.\nHis."
    assert joined("One.\nTwo.", "", "One.\nTwo!") == "One.\nTwo!"


@examples(80, 3000)
@given(words, words, words)
def test_no_line_that_somebody_added_is_lost(base, theirs, mine):
    base, theirs, mine = ("".join(f"{line}\n" for line in lines) for lines in (base, theirs, mine))
    found = joined(base, theirs, mine).splitlines()
    for text in (theirs, mine):
        assert {line for line in text.splitlines() if line not in base.splitlines()} <= set(found)


def test_texts_that_share_next_to_nothing_are_compared_in_a_moment():
    began = time.perf_counter()
    longest = 20_000 // 4
    words_that_differ("a b " * longest, "b a " * longest)
    words_that_differ(
        " ".join(f"w{n * 7919 % 97}" for n in range(5000)), " ".join(f"w{n * 104729 % 89}" for n in range(5000))
    )
    assert time.perf_counter() - began < 5
