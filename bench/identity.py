"""The identity engine against papers with planted identifiers: recall by class, false alarms, words a second."""

import random
import time

from tests.reports.identities import corpus, scoring

from .row import Row

PAPERS = 60
GOALS = (("direct identifiers", scoring.DIRECT, 0.995), ("misspelt names", ("misspelt",), 0.95))
QUASI = ("role", "unique", "small_group")


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many papers each half has."""
    for half in corpus.HALVES:
        score = scoring.score(half, seed=29, papers=sample or PAPERS)
        for name, ways, goal in (*GOALS, ("what singles somebody out", QUASI, 0.85)):
            yield _row(half, name, ways, score, goal)
        for way in sorted(score.planted):
            yield _row(half, f"  {way}", (way,), score, 0.85 if way in QUASI else 0.95)
        yield Row(
            f"{half}: papers with a direct identifier missed",
            str(score.leaking),
            str(score.papers),
            score.leaking / score.papers,
            most=0.01,
        )
        yield Row(
            f"{half}: false alarms a thousand words",
            str(len(score.alarms)),
            f"{score.words:,} words",
            score.alarms_a_thousand,
            most=5,
        )
    yield _speed()


def _row(half, name, ways, score, goal):
    planted, found = (sum(count[way] for way in ways) for count in (score.planted, score.found))
    return Row(f"{half}: {name}, found of planted", str(found), str(planted), found / max(1, planted), least=goal)


def _speed():
    from reports.identities import Search

    rng = random.Random(5)
    known = corpus.roster(rng, "tuned")
    text = "\n".join(corpus.paper(rng, "tuned", known, lines=28).text for _ in range(40))
    words, search = len(text.split()), Search(known)
    search.find("Read the lists of words.")
    begun = time.process_time()
    search.find(text)
    rate = words / (time.process_time() - begun)
    return Row("words a second of processor time", f"{rate:,.0f}", "5,000", rate / 5000, least=1.0)
