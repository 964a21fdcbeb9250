"""One question of the policy."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Question:
    """One setting: `choices` for a choice, `least` and `most` for a number, `look` for a "colour" or a "logo"."""

    key: str
    asks: str
    default: Any
    reason: str
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""
    group: str = "Challenges and reports"
    look: str = ""

    def in_words(self, value: Any) -> str:
        """Write an answer as people read it."""
        if self.look == "logo":
            return value["alt"] if value else "No logo"
        return dict(self.choices).get(value) or f"{value} {self._unit_of(value)}".strip()

    def _unit_of(self, value: Any) -> str:
        return self.unit.removesuffix("s") if value == 1 else self.unit

    @property
    def default_in_words(self) -> str:
        """The default as people read it."""
        return self.in_words(self.default)
