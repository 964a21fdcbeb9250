"""The most a hidden number can be, given every number that is shown: an exact linear program, in whole numbers.

What is shown and what adds up make equations; nobody can count fewer than none. A simplex over integers with one
common denominator gives the very answer a patient reader with a solver would reach, without rounding.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

UNBOUNDED = None

Equation = tuple[Mapping[int, int], int]


class Polytope:
    """Everything the hidden numbers may be: equations `sum(factor × number) = rest`, no number below nothing."""

    def __init__(self, width: int, equations: Iterable[Equation]) -> None:
        self.width = width
        self.scale = 1
        self.rows: list[list[int]] = []
        self.basis: list[int] = []
        self._fill(list(equations))
        self._meet()

    def most(self, column: int, enough: int) -> Fraction | int | None:
        """Return the most this number can be; `enough` or more ends the search, and UNBOUNDED says there is no most."""
        goal = self._goal(column)
        while goal[-1] < enough * self.scale:
            entering = next((at for at in range(self.width) if goal[at] < 0), None)
            if entering is None:
                return Fraction(goal[-1], self.scale)
            leaving = self._leaving(entering)
            if leaving is None:
                return UNBOUNDED
            goal = self._pivot(leaving, entering, goal)
        return enough

    def reached(self, enough: int) -> set[int]:
        """Return which numbers are that large at the corner the search stands on."""
        pairs = zip(self.basis, self.rows, strict=True)
        return {column for column, row in pairs if row[-1] >= enough * self.scale}

    def _fill(self, equations: list[Equation]) -> None:
        """Write one row an equation, each with a helper number of its own that makes up what is missing."""
        for at, (factors, rest) in enumerate(equations):
            row = [0] * (self.width + len(equations) + 1)
            for column, factor in factors.items():
                row[column] = factor
            row[-1] = rest
            if rest < 0:
                row = [-entry for entry in row]
            row[self.width + at] = 1
            self.rows.append(row)
            self.basis.append(self.width + at)

    def _meet(self) -> None:
        """Find a corner where every equation holds; forget the helper numbers and the rows that say nothing new."""
        goal = [-sum(column) for column in zip(*self.rows, strict=True)] if self.rows else []
        for at in range(self.width, len(goal) - 1):
            goal[at] = 0
        while any(entry < 0 for entry in goal[: self.width]):
            entering = next(at for at in range(self.width) if goal[at] < 0)
            goal = self._pivot(self._leaving(entering), entering, goal)
        for at in reversed(range(len(self.rows))):
            if self.basis[at] >= self.width:
                self._drive_out(at)
        self.rows = [[*row[: self.width], row[-1]] for row in self.rows]

    def _drive_out(self, at: int) -> None:
        row = self.rows[at]
        column = next((place for place in range(self.width) if row[place]), None)
        if column is None:
            del self.rows[at], self.basis[at]
            return
        if row[column] < 0:  # the row's rest is nothing, so its sign may change
            self.rows[at] = [-entry for entry in row]
        self._pivot(at, column, [])

    def _goal(self, column: int) -> list[int]:
        """Return the row that says what would raise this number: every negative entry would."""
        if column in self.basis:
            goal = list(self.rows[self.basis.index(column)])
            goal[column] = 0
        else:
            goal = [0] * (self.width + 1)
            goal[column] = -self.scale
        return goal

    def _leaving(self, entering: int) -> int | None:
        """Return the row that stops this number first; the smallest name decides a tie, so no search goes round."""
        rising = [at for at, row in enumerate(self.rows) if row[entering] > 0]
        return min(
            rising, key=lambda at: (Fraction(self.rows[at][-1], self.rows[at][entering]), self.basis[at]), default=None
        )

    def _pivot(self, leaving: int, entering: int, goal: list[int]) -> list[int]:
        """Let one number in and another out; return the goal as it reads afterwards."""
        pivot_row = self.rows[leaving]
        point = pivot_row[entering]
        self.rows = [
            row if row is pivot_row else _without(row, pivot_row, entering, point, self.scale) for row in self.rows
        ]
        goal = _without(goal, pivot_row, entering, point, self.scale) if goal else goal
        self.basis[leaving] = entering
        self.scale = point
        return goal


def _without(row: list[int], pivot_row: list[int], entering: int, point: int, scale: int) -> list[int]:
    factor = row[entering]
    if not factor:
        return row if point == scale else [entry * point // scale for entry in row]
    return [(entry * point - factor * other) // scale for entry, other in zip(row, pivot_row, strict=True)]
