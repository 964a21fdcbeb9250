"""What is planted is found, and hardly anything else, in words the engine was not tuned on too."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.identities import Known, Search
from tests.soak import examples, times

from . import corpus, scoring

pytestmark = pytest.mark.plain
SEARCH = Search(
    [
        Known("Zofia O'Neill-Kamińska", "Director of Children's Services", "zofia.oneill@x.gov.uk", "0113 496 0123"),
        Known("Will May", "Team Manager"),
        Known("Grace"),
    ],
    quotes=["we were told to close the cases before the inspector came"],
)


@pytest.mark.parametrize("half", ["tuned", "held_out"])
@pytest.mark.fault
def test_planted_identifiers_are_found_and_prose_is_left_alone(half, record_property):
    score = scoring.score(half, seed=11, papers=times(8, 400))
    record_property(
        "sum",
        f"{half}: {len(score.missed)} of {sum(score.planted.values())} missed",
    )
    assert score.recall(*scoring.DIRECT) >= 0.995, score.missed
    assert score.recall("misspelt") >= 0.95, score.missed
    assert score.recall("role", "unique", "small_group") >= 0.85, score.missed
    assert score.alarms_a_thousand <= 5, score.alarms


ODD = st.text(alphabet="aeZzOo'’-.,@ \n\t0479ﬁéÉ\u0301\u00ad\u200bİßſ中()[]|/&:;!?£", max_size=80)
LIKELY = st.sampled_from(
    [
        "Zofia",
        "O’Neill",
        "Kaminska",
        "Director of Children's Services",
        "DCS",
        "she",
        "the only manager",
        "zofia dot oneill at x dot gov dot uk",
        "+44 113",
        "496 0123",
        "LS1 4AP",
        "two of the three parents",
        "we were told to close the cases before",
        "in post since 2019",
        "Will",
        "May",
        "Grace",
        "-\n",
    ]
)


@examples(40, 20_000)
@given(st.lists(st.one_of(ODD, LIKELY, st.text(max_size=20)), max_size=12))
def test_any_text_is_read_and_every_hit_is_of_it(pieces):
    text = " ".join(pieces)
    hits = SEARCH.find(text)
    assert hits == SEARCH.find(text) == sorted(hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.text


@examples(20, 5_000)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_roster_is_taken(cells):
    known = [Known(cell, cell, cell, cell) for cell in cells]
    Search(known).find(" ".join(cells) + " Young people met J. Smith.")


def test_a_corpus_is_the_same_each_time():
    known = corpus.roster(random.Random(3), "tuned")
    assert corpus.paper(random.Random(4), "tuned", known) == corpus.paper(random.Random(4), "tuned", known)
