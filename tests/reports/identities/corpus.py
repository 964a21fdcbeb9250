"""A corpus with identifiers planted where we know them, in two halves: one the engine was tuned on, one not."""

import re
from dataclasses import dataclass

from reports.identities import Known

from . import names, prose
from .sentences import GROUPS, ROLE_SAYS, SAYS, UNIQUE
from .ways import numbers, phone, plain, role_ways, ways_of

HALVES = ("tuned", "held_out")


@dataclass
class Plant:
    """What stands where, and how it was written."""

    start: int
    end: int
    way: str


@dataclass
class Paper:
    """A text with its plants."""

    text: str
    plants: list[Plant]


def roster(rng, half, size=14):
    """Draw people: some with a post of their own, some with one that others hold too."""
    people = rng.sample(getattr(names, half.upper()), size)
    roles = rng.sample(names.UNIQUE_ROLES[half], 6) + [role for role in names.SHARED_ROLES[:4] for _ in (1, 2)]
    known = []
    for (first, last), role in zip(people, roles, strict=True):
        box = re.sub(r"[^a-z.]", "", plain(f"{first}.{last}").lower())
        known.append(
            Known(
                f"{first} {last}", role, f"{box}@{rng.choice(['leeds', 'kirklees', 'northshire'])}.gov.uk", phone(rng)
            )
        )
    return known


def _planted(sentence, rng, one):
    """Yield (piece, whether it is planted) of a sentence with brackets around what singles out."""
    role = one.role if rng.random() < 0.7 else one.role.lower()
    for piece in re.split(r"(\[[^\]]*\])", sentence.replace("{role]", "{role}").format(role=role)):
        yield piece.strip("[]"), piece.startswith("[")


def paper(rng, half, known, *, plants=14, lines=30):
    """Write a paper: ordinary lines with planted ones among them."""
    ordinary = rng.sample([line for line in getattr(prose, half.upper()).split("\n") if line.strip()], lines - 2)
    ordinary += [line for line in getattr(prose, half.upper()).split("\n") if line.strip()][:2]
    pieces = [[(line, "")] for line in ordinary] + [_plant(rng, half, known) for _ in range(plants)]
    rng.shuffle(pieces)
    text, found = "", []
    for line in pieces:
        for piece, way in line:
            if way:
                found.append(Plant(len(text), len(text) + len(piece), way))
            text += piece
        text += rng.choice(["\n", " ", "\n\n"]) if half == "tuned" else "\n"
    return Paper(text, found)


def _plant(rng, half, known):
    """Return one line as (piece, way) pairs; a piece without a way is ordinary."""
    alone = [one for one in known if one.role not in names.SHARED_ROLES]
    kind = rng.random()
    if kind < 0.6:
        ways = {**ways_of(rng, rng.choice(known)), **numbers(rng)}
        way = rng.choice(sorted(ways))
        before, _, after = rng.choice(SAYS[half]).partition("{}")
        return [(before, ""), (rng.choice(ways[way]), way), (after, "")]
    if kind < 0.75:
        before, _, after = rng.choice(ROLE_SAYS[half]).partition("{}")
        return [(before, ""), (role_ways(rng, rng.choice(alone).role), "role"), (after, "")]
    lines = UNIQUE[half] if kind < 0.9 else GROUPS[half]
    way = "unique" if kind < 0.9 else "small_group"
    one = rng.choice(alone)
    parts = [(piece, way if planted else "") for piece, planted in _planted(rng.choice(lines), rng, one)]
    # A post that one person holds is planted wherever it stands.
    return [split for piece, way in parts for split in _with_role(piece, way, one.role)]


def _with_role(piece, way, role):
    if way:
        return [(piece, way)]
    return [
        (part, "role" if part.lower() == role.lower() else "")
        for part in re.split(f"({re.escape(role)})", piece, flags=re.IGNORECASE)
    ]
