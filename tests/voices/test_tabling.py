"""The results of a whole survey, read by somebody with a solver: all questions, by group, share the replies."""

from hypothesis import given
from hypothesis import strategies as st

from tests.soak import examples
from tests.voices.auditor import given_away
from voices.suppression import ALL
from voices.tabling import REPLIES, shown_of, table_of

QUESTIONS = {"a": ("yes", "no", "No answer"), "b": ("often", "sometimes", "never", "No answer")}
GROUPS = ("front line", "managers", "others")


@st.composite
def boxes(draw):
    """What lies in a box: so many of each group replied, and each answered each question or left it out."""
    counts = {REPLIES: {}}
    for group in GROUPS:
        size = draw(st.one_of(st.integers(0, 7), st.integers(0, 40)))
        counts[REPLIES][group] = {REPLIES: size}
        for question, answers in QUESTIONS.items():
            left, of_group = size, {}
            for answer in answers[:-1]:
                of_group[answer] = draw(st.integers(0, left))
                left -= of_group[answer]
            counts.setdefault(question, {})[group] = {**of_group, answers[-1]: left}
    return counts


@examples(sample=15, full=1000)
@given(boxes())
def test_nothing_small_is_given_away_by_the_results_of_a_survey(counts):
    values, sums = table_of(counts, QUESTIONS, GROUPS)
    result = shown_of(counts, QUESTIONS, GROUPS, minimum=5, least=10, harmless=["No answer", "others"])
    if result["replies"] is None:
        assert result["counts"] == {}
        return
    shown = {
        (question, answer, group)
        for question, answers in result["counts"].items()
        for answer, groups in answers.items()
        for group in groups
    }
    assert (REPLIES, REPLIES, ALL) in shown
    assert given_away(values, sums, shown, 5) == []
