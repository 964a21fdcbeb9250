"""Which numbers of a table may be shown, so that no small number can be worked out from all that is.

Pure Python. A caller gives every number and how numbers add up; back come those that may be shown. What is hidden is
hidden alike: a reader cannot tell a small number from one hidden to guard it. `docs/surveys.md` has the reasoning.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from .bounds import UNBOUNDED, Polytope

Key = Hashable
Sum = tuple[Key, Sequence[Key]]

MINIMUM = 5
ALL = "all"  # the place of a margin in the key of a crossing: ("agree", ALL) is everybody who agreed


@dataclass(frozen=True)
class Decision:
    """What may be shown; what is hidden because it is small, and what only to guard it."""

    values: Mapping[Key, int]
    small: frozenset[Key]
    guarding: frozenset[Key]

    @property
    def hidden(self) -> frozenset[Key]:
        """Return everything that stays hidden."""
        return self.small | self.guarding

    @property
    def shown(self) -> dict[Key, int]:
        """Return every number that may be shown."""
        hidden = self.hidden
        return {key: value for key, value in self.values.items() if key not in hidden}


def suppress(
    values: Mapping[Key, int],
    sums: Iterable[Sum],
    *,
    minimum: int = MINIMUM,
    shown_before: Collection[Key] = (),
    never: Collection[Key] = (),
) -> Decision:
    """Decide which of these numbers may be shown.

    `sums` says how they add up: `(total, parts)`. Tables overlap where they share a key. `shown_before` was published
    and cannot be taken back. `never` names what nobody means to show but must not be worked out either, such as the
    people by whom a second table is larger than a first.
    """
    sums = list(sums)
    if wrong := [total for total, parts in sums if values[total] != sum(values[part] for part in parts)]:
        raise ValueError(f"does not add up: {wrong[0]}")
    table = _Table(dict(values), [(total, tuple(parts)) for total, parts in sums], minimum, frozenset(shown_before))
    small = {key for key, value in values.items() if value < minimum and key not in table.fixed}
    table.hidden = small | set(never)
    while (exposed := table.exposed()) is not None and (guard := table.guard_for(exposed)) is not None:
        table.hidden.add(guard)
    return Decision(values, frozenset(small | set(never)), frozenset(table.hidden - small - set(never)))


def crossing(counts: Mapping[tuple[Hashable, ...], int]) -> tuple[dict[Key, int], list[Sum]]:
    """Return a table of counts by two or more questions with every margin, and how it all adds up."""
    width = len(next(iter(counts), ()))
    answers = [sorted({key[at] for key in counts}, key=str) for at in range(width)]
    values: dict[Key, int] = {}
    for key in product(*([*each, ALL] for each in answers)):
        values[key] = sum(count for cell, count in counts.items() if _within(cell, key))
    sums = [
        (key, [(*key[:at], answer, *key[at + 1 :]) for answer in answers[at]])
        for key in values
        for at in range(width)
        if key[at] == ALL
    ]
    return values, sums


def safe_table(counts: Mapping[tuple[Hashable, ...], int], *, minimum: int = MINIMUM) -> dict[Key, int | None]:
    """Return a table by two or more questions with its margins (`ALL`), None where a number stays hidden."""
    values, sums = crossing(counts)
    shown = suppress(values, sums, minimum=minimum).shown
    return {key: shown.get(key) for key in values}


def _within(cell: tuple[Hashable, ...], key: tuple[Hashable, ...]) -> bool:
    return all(wanted in (ALL, place) for place, wanted in zip(cell, key, strict=True))


class _Table:
    """The numbers while it is being decided which are hidden."""

    def __init__(self, values: dict[Key, int], sums: list[Sum], minimum: int, fixed: frozenset[Key]) -> None:
        self.values, self.sums, self.minimum, self.fixed = values, sums, minimum, fixed
        self.hidden: set[Key] = set()
        self.safe: set[frozenset[Key]] = set()  # groups of hidden numbers already found to give nothing away
        self.lost: set[Key] = set()  # what earlier tables gave away already: nothing new could guard it
        self.within: dict[Key, list[int]] = defaultdict(list)
        for at, (total, parts) in enumerate(sums):
            for key in (total, *parts):
                self.within[key].append(at)
        self.totals = {total for total, _ in sums}

    def exposed(self) -> Key | None:
        """Return a hidden number that can be shown to be below the minimum, or None."""
        return next(chain(self._plainly_exposed(), self._exposed_by_arithmetic()), None)

    def guard_for(self, exposed: Key) -> Key | None:
        """Return the number to hide next so that this one is guarded; None when nothing is left to hide.

        The first choice stands in a sum that gives the number away by itself; among them one whose own sums hold
        hidden numbers already, because it closes a ring; then a part before a total, and the smallest that suffices.
        """
        if (guard := self._nearest(self.within[exposed], alone=True)) is not None:
            return guard
        group = self._group(exposed)
        touched = {at for key in group for at in self.within[key]}
        guard = self._nearest(touched, alone=False)
        if guard is None:
            self.lost.add(exposed)
            exposed = self.exposed()
            return None if exposed is None else self.guard_for(exposed)
        return guard

    def _nearest(self, among: Iterable[int], *, alone: bool) -> Key | None:
        sums = [at for at in among if not alone or self._rest_is_small(at)]
        candidates = {key for at in sums for key in (self.sums[at][0], *self.sums[at][1]) if self._may_hide(key)}
        return min(candidates, key=self._cost, default=None)

    def _may_hide(self, key: Key) -> bool:
        return key not in self.hidden and key not in self.fixed

    def _cost(self, key: Key) -> tuple:
        touched = sum(1 for at in self.within[key] if any(self._hidden_of(at)))
        return (key in self.totals, -touched, self.values[key], str(key))

    def _hidden_of(self, at: int) -> list[Key]:
        total, parts = self.sums[at]
        return [key for key in (total, *parts) if key in self.hidden]

    def _rest_is_small(self, at: int) -> bool:
        """Whether this sum alone bounds a hidden number of it below the minimum."""
        total = self.sums[at][0]
        hidden = self._hidden_of(at)
        if not hidden or (total in self.hidden and len(hidden) > 1):
            return False
        return sum(self.values[key] for key in hidden) < self.minimum

    def _plainly_exposed(self) -> Iterable[Key]:
        for at in range(len(self.sums)):
            if self._rest_is_small(at):
                yield from (key for key in self._hidden_of(at) if key not in self.lost)

    def _exposed_by_arithmetic(self) -> Iterable[Key]:
        asked: set[Key] = set()
        for key in sorted(self.hidden, key=str):
            if key in asked:
                continue
            group = self._group(key)
            asked |= group
            if frozenset(group) not in self.safe:
                yield from self._exposed_in(sorted(group, key=str))
                self.safe.add(frozenset(group))

    def _group(self, start: Key) -> set[Key]:
        """Return the hidden numbers that sums tie to this one, one to the next."""
        group, waiting = {start}, [start]
        while waiting:
            for at in self.within[waiting.pop()]:
                fresh = [key for key in self._hidden_of(at) if key not in group]
                group.update(fresh)
                waiting.extend(fresh)
        return group

    def _exposed_in(self, group: list[Key]) -> Iterable[Key]:
        polytope = Polytope(len(group), self._equations(group))
        reached: set[int] = set()
        for column, key in enumerate(group):
            if key in self.lost or self.values[key] >= self.minimum:
                continue  # its own value is possible, so nobody can prove it small
            reached |= polytope.reached(self.minimum)
            if column in reached:
                continue
            most = polytope.most(column, self.minimum)
            if most is not UNBOUNDED and most < self.minimum:
                yield key

    def _equations(self, group: list[Key]) -> list[tuple[dict[int, int], int]]:
        column = {key: at for at, key in enumerate(group)}
        equations = []
        for at in sorted({at for key in group for at in self.within[key]}):
            total, parts = self.sums[at]
            factors: dict[int, int] = defaultdict(int)
            rest = 0
            for key, sign in chain([(total, 1)], ((part, -1) for part in parts)):
                if key in column:
                    factors[column[key]] += sign
                else:
                    rest -= sign * self.values[key]
            equations.append((dict(factors), rest))
        return equations
