"""What an import would do: which rows are new, which change what, and what is wrong."""

from dataclasses import dataclass, field
from typing import Any

from .columns import Fault

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass
class Planned:
    """What becomes of one row. `things` are unsaved, by their kind; `changed` the fields that differ."""

    row: int
    name: str
    things: dict[str, Any]
    fate: str = SAME
    changed: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """What the dry run found."""

    faults: list[Fault] = field(default_factory=list)
    rows: list[Planned] = field(default_factory=list)

    def of(self, fate: str) -> list[Planned]:
        """Return the rows of one fate."""
        return [row for row in self.rows if row.fate == fate]

    @property
    def touched(self) -> list[Planned]:
        """The rows that are new or change something."""
        return [row for row in self.rows if row.fate != SAME]

    @property
    def sentence(self) -> str:
        """Say in one line what would happen, or has."""
        new, changed, same = (len(self.of(fate)) for fate in (NEW, CHANGED, SAME))
        return f"{new} new, {changed} changed, {same} as they were"

    @property
    def does_nothing(self) -> bool:
        """Whether everything is here already, just like that."""
        return not self.touched


def set_fields(thing: Any, values: dict[str, Any]) -> list[str]:
    """Set what differs on a thing and return the names of the fields that did."""
    changed = []
    for name, value in values.items():
        if _comparable(getattr(thing, name)) != _comparable(value):
            setattr(thing, name, value)
            changed.append(name)
    return changed


def _comparable(value: Any) -> Any:
    """Return a value so that only what a person would call a change counts as one."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value
