"""What an engine found of what was planted, and what it found beside it."""

import random
from collections import Counter
from dataclasses import dataclass, field

from reports.identities import Search

from .corpus import paper, roster

DIRECT = (
    "full",
    "surname",
    "initials",
    "lower",
    "accents",
    "possessive",
    "turned",
    "short",
    "broken",
    "email",
    "hidden_email",
    "phone",
    "postcode",
    "nhs_number",
    "ni_number",
)


@dataclass
class Score:
    """What was found of what was planted, and what was found beside it."""

    planted: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    words: int = 0
    papers: int = 0
    leaking: int = 0

    def recall(self, *ways):
        """Return the share found of some ways of writing."""
        planted = sum(self.planted[way] for way in ways)
        return sum(self.found[way] for way in ways) / planted if planted else 1.0

    @property
    def alarms_a_thousand(self):
        return 1000 * len(self.alarms) / self.words


def score(half, *, seed=1, papers=20, lines=28):
    """Write papers of one half, search them, and compare."""
    rng, result = random.Random(seed), Score()
    for _ in range(papers):
        known = roster(rng, half)
        written = paper(rng, half, known, lines=lines)
        add(result, written, Search(known).find(written.text))
    return result


def add(result, written, hits):
    """Count one paper into a score."""
    result.papers += 1
    result.words += len(written.text.split())
    leaks = False
    for plant in written.plants:
        result.planted[plant.way] += 1
        if any(hit.start < plant.end and plant.start < hit.end for hit in hits):
            result.found[plant.way] += 1
        else:
            result.missed.append((plant.way, written.text[max(0, plant.start - 40) : plant.end + 30]))
            leaks = leaks or plant.way in DIRECT
    result.leaking += leaks
    for hit in hits:
        if not any(hit.start < plant.end and plant.start < hit.end for plant in written.plants):
            result.alarms.append((hit.kind, hit.text, written.text[max(0, hit.start - 30) : hit.end + 30]))
