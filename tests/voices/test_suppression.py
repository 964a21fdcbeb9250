"""No hidden number can be shown to be small, by anybody who reads everything shown and owns a solver."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.soak import examples
from tests.voices.auditor import given_away
from voices.suppression import ALL, crossing, safe_table, suppress

SMALL_AND_LARGE = st.one_of(st.integers(0, 6), st.integers(0, 40))


def table(counts):
    """Return counts written as rows, as a crossing."""
    return {(f"a{at}", f"b{place}"): count for at, row in enumerate(counts) for place, count in enumerate(row)}


def rows(width, depth):
    return st.lists(st.lists(SMALL_AND_LARGE, min_size=width, max_size=width), min_size=depth, max_size=depth)


def add(book, name, counts):
    """Add a crossing to a book of tables under a name of its own; return its numbers."""
    values, sums = crossing(counts)
    book[0].update({(name, *key): value for key, value in values.items()})
    book[1].extend(((name, *total), [(name, *part) for part in parts]) for total, parts in sums)
    return values


def add_difference(book, later, earlier, gap):
    """Say that a later number holds an earlier one and some more that nobody shows."""
    book[0][gap] = book[0][later] - book[0][earlier]
    book[1].append((later, [earlier, gap]))
    return gap


def test_small_numbers_and_what_would_give_them_away_are_hidden():
    shown = safe_table(table([[3, 20, 9], [12, 30, 14]]))

    assert shown[("a0", "b0")] is None
    assert shown[(ALL, ALL)] == 88
    row, column = [shown[("a0", "b1")], shown[("a0", "b2")]], [shown[("a1", "b0")]]
    assert None in row
    assert column == [None]
    assert sum(value is None for value in shown.values()) == 4


def test_large_numbers_are_all_shown():
    values, sums = crossing(table([[10, 20], [30, 40]]))
    assert suppress(values, sums).shown == values


def test_unanimous_answers_are_hidden_with_the_nothing_beside_them():
    values, sums = crossing({("yes",): 12, ("no",): 0})
    assert suppress(values, sums).shown == {(ALL,): 12}


def test_a_group_left_out_of_a_second_table_cannot_be_subtracted():
    values = {"everybody": 23, "all but managers": 20, "managers": 3}
    decision = suppress(values, [("everybody", ["all but managers", "managers"])], never=["managers"])
    assert decision.shown == {"everybody": 23}


def test_a_second_look_hides_what_the_first_would_be_subtracted_from():
    values = {"first": 12, "second": 13, "came since": 1}
    decision = suppress(values, [("second", ["first", "came since"])], never=["came since"], shown_before=["first"])
    assert decision.shown == {"first": 12}


def test_hidden_numbers_do_not_say_whether_they_are_small():
    values, sums = crossing(table([[3, 20], [12, 30]]))
    decision = suppress(values, sums)
    assert decision.small == {("a0", "b0")}
    assert decision.guarding == {("a0", "b1"), ("a1", "b0"), ("a1", "b1")}


def test_what_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="does not add up: all"):
        suppress({"all": 5, "one": 3}, [("all", ["one"])])


@examples(sample=25, full=3000)
@given(st.integers(1, 5).flatmap(lambda width: st.integers(1, 6).flatmap(lambda depth: rows(width, depth))))
def test_nothing_small_is_given_away_by_a_table_with_margins(counts):
    values, sums = crossing(table(counts))
    shown = suppress(values, sums).shown
    assert given_away(values, sums, shown, 5) == []


@examples(sample=10, full=2000)
@given(st.lists(SMALL_AND_LARGE, min_size=12, max_size=12), st.sampled_from([3, 5, 10]))
def test_nothing_small_is_given_away_by_two_crossing_questions(counts, minimum):
    cells = {(f"a{at // 6}", f"b{at // 2 % 3}", f"c{at % 2}"): count for at, count in enumerate(counts)}
    values, sums = crossing(cells)
    shown = suppress(values, sums, minimum=minimum).shown
    assert given_away(values, sums, shown, minimum) == []


@examples(sample=12, full=3000)
@given(rows(3, 3), rows(3, 3), rows(3, 3))
def test_nothing_small_is_given_away_by_later_rounds(first, joined, joined_later):
    """Each look counts the people of the look before and some more; what was shown cannot be taken back."""
    book, shown, never = ({}, []), {}, []
    counts = [[0] * 3 for _ in range(3)]
    for look, more in enumerate([first, joined, joined_later]):
        counts = [[sum(pair) for pair in zip(*both, strict=True)] for both in zip(counts, more, strict=True)]
        values = add(book, look, table(counts))
        if look:
            never += [add_difference(book, (look, *key), (look - 1, *key), ("since", look, *key)) for key in values]
        shown = suppress(*book, shown_before=shown, never=never).shown
        assert given_away(*book, shown, 5) == []


@examples(sample=12, full=2000)
@given(rows(3, 2), rows(3, 2))
def test_nothing_small_is_given_away_by_subtracting_groups(of_some, of_others):
    """One table of everybody, one of everybody but some: the two are published, the difference never is."""
    book = ({}, [])
    add(book, "some", table(of_some))
    both = [[sum(pair) for pair in zip(*pairs, strict=True)] for pairs in zip(of_some, of_others, strict=True)]
    for key in add(book, "everybody", table(both)):
        add_difference(book, ("everybody", *key), ("some", *key), ("others", *key))
    never = [key for key in book[0] if key[0] == "others"]

    shown = suppress(*book, never=never).shown

    assert given_away(*book, shown, 5) == []
