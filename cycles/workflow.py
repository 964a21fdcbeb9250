"""How a life is written down: a table of moves that guards, draws buttons and prints diagrams."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """One step of a life: its name is also the name of its action, address and template."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    permission: str

    @property
    def slug(self) -> str:
        """The name as it stands in an address."""
        return self.name.replace("_", "-")


class Workflow:
    """All moves of one life."""

    def __init__(self, *moves: Move) -> None:
        self.moves = {move.name: move for move in moves}

    def __iter__(self) -> Iterator[Move]:
        return iter(self.moves.values())

    @property
    def states(self) -> frozenset[str]:
        """Every state this life passes."""
        return frozenset(state for move in self for state in (*move.sources, move.target))

    def open_from(self, state: str) -> list[Move]:
        """Return the moves that may follow a state."""
        return [move for move in self if state in move.sources]

    def find(self, name: str, state: str) -> Move | None:
        """Return the named move if it may follow the state."""
        move = self.moves.get(name)
        return move if move and state in move.sources else None


def move(name: str, sources: str | tuple[str, ...], target: str, label: str, permission: str) -> Move:
    """Write one row of a life."""
    return Move(name, (sources,) if isinstance(sources, str) else sources, target, label, permission)
