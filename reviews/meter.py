"""The triangulation meter: how many kinds of evidence and source groups a finding rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cycles.policy import Policy

from .models.note import come_from

FIRST = {1: "a first", 2: "a second", 3: "a third"}


@dataclass(frozen=True)
class Strength:
    """What speaks for a finding, counted; what speaks against it beside it."""

    notes_for: int
    notes_against: int
    kinds: int
    groups: int
    least_kinds: int
    least_groups: int
    # (kind, source group) of what speaks for it, each once; empty when only the numbers are left.
    pairs: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def is_supported(self) -> bool:
        """Whether it rests on as many kinds and groups as the programme asks for."""
        return self.kinds >= self.least_kinds and self.groups >= self.least_groups

    @property
    def word(self) -> str:
        """Untested, thin or supported."""
        if not self.notes_for:
            return "Untested"
        return "Supported" if self.is_supported else "Thin"

    @property
    def level(self) -> int:
        """Bars of the meter: 3 supported, 2 thin, 1 untested."""
        return {"Supported": 3, "Thin": 2, "Untested": 1}[self.word]

    @property
    def rests_on(self) -> str:
        """In plain words, what speaks for it: "Heard from carers only", "Heard from carers; read in documents"."""
        parts = list(_together(self.pairs))
        said = "; ".join([*parts[:1], *(part[0].lower() + part[1:] for part in parts[1:])])
        return f"{said} only" if len(self.pairs) == 1 else said

    @property
    def lacks(self) -> str:
        """In plain words, what it needs before it is supported, or nothing."""
        if not self.notes_for:
            return "any note that speaks for it"
        wanted = (("kind of evidence", self.kinds, self.least_kinds), ("source group", self.groups, self.least_groups))
        return ", ".join(_more(what, have, least) for what, have, least in wanted if have < least)


def strength(links: Iterable[tuple[bool, str, str]], policy: Policy) -> Strength:
    """Measure a finding from its links: (speaks for it, kind, source group) of each linked note."""
    links = list(links)
    supporting = [(kind, source) for speaks_for, kind, source in links if speaks_for]
    return Strength(
        notes_for=len(supporting),
        notes_against=len(links) - len(supporting),
        kinds=len({kind for kind, _ in supporting}),
        groups=len({source for _, source in supporting}),
        least_kinds=policy["least_kinds"],
        least_groups=policy["least_groups"],
        pairs=tuple(sorted(set(supporting))),
    )


def _together(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what came in one way from several: "Heard from carers, front-line staff"."""
    ways: dict[str, list[str]] = {}
    for kind, source in pairs:
        way, _, whom = come_from(kind, source).partition(" from ")
        ways.setdefault(way, []).append(whom)
    for way, groups in ways.items():
        yield f"{way} from {', '.join(groups)}" if all(groups) else way


def _more(what: str, have: int, least: int) -> str:
    """Say what is missing: one more by its number, several by how many."""
    if least - have == 1 and least in FIRST:
        return f"{FIRST[least]} {what}"
    return f"{least - have} more {what}s".replace("kind of evidences", "kinds of evidence")


def kept_strength(finding, policy: Policy) -> Strength:  # noqa: ANN001 -- a Finding; models import nothing from here
    """Return the numbers kept with an agreed finding, which outlive its notes."""
    return Strength(
        notes_for=finding.notes_for,
        notes_against=finding.notes_against,
        kinds=finding.kinds,
        groups=finding.groups,
        least_kinds=policy["least_kinds"],
        least_groups=policy["least_groups"],
    )
