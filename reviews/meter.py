"""The triangulation meter: how many kinds of evidence and source groups a finding rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from cycles.policy import Policy


@dataclass(frozen=True)
class Strength:
    """What speaks for a finding, counted; what speaks against it beside it."""

    notes_for: int
    notes_against: int
    kinds: int
    groups: int
    least_kinds: int
    least_groups: int

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
    )


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
