"""The one door to the solver's library (HiGHS): rows and columns in, values and prices out.

Nothing else imports it, and nothing that serves pages imports this.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

ENDLESS = highspy.kHighsInf
Vector = NDArray[np.float64]
DUAL, PRIMAL = 1, 4
FINISHED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a solve. `bound` is proved; without `feasible` there are no values."""

    feasible: bool
    finished: bool
    cost: float
    bound: float
    values: Vector
    prices: Vector


class Engine:
    """A linear program that grows; columns may be whole numbers."""

    def __init__(self, seed: int = 0) -> None:
        self._highs = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", seed)):
            self._highs.setOptionValue(option, value)
        self.rows = self.columns = self._rows_solved = 0
        self._whole: list[int] = []
        self._costs: list[float] = []

    def add_row(self, low: float, high: float, terms: Mapping[int, float] | None = None) -> int:
        """Add a row over columns that are there, and return its number."""
        where, values = _arrays(terms or {})
        self._highs.addRow(low, high, len(where), where, values)
        self.rows += 1
        return self.rows - 1

    def add_column(
        self, cost: float, terms: Mapping[int, float] | None = None, high: float = ENDLESS, whole: bool = False
    ) -> int:
        """Add a column from nought up over rows that are there, and return its number."""
        where, values = _arrays(terms or {})
        self._highs.addCol(cost, 0.0, high, len(where), where, values)
        self._costs.append(cost)
        self.columns += 1
        if whole:
            self._whole.append(self.columns - 1)
        return self.columns - 1

    def count(self, prices: Mapping[int, float] | None) -> None:
        """Let only some columns cost something, or, with None, each what it was added with."""
        costs = self._costs if prices is None else [prices.get(column, 0.0) for column in range(self.columns)]
        self._highs.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), np.array(costs, float))

    def hold(self, columns: Mapping[int, tuple[float, float]]) -> None:
        """Keep columns between bounds, from now on."""
        where, bounds = (
            np.fromiter(columns.keys(), np.int32, len(columns)),
            np.array([*columns.values()], float).reshape(-1, 2),
        )
        self._highs.changeColsBounds(len(where), where, bounds[:, 0].copy(), bounds[:, 1].copy())

    def whole(self, columns: Collection[int], yes: bool = True) -> None:
        """Let columns be whole numbers, or any."""
        kind = (highspy.HighsVarType.kInteger if yes else highspy.HighsVarType.kContinuous).value
        where = np.fromiter(columns, np.int32, len(columns))
        self._highs.changeColsIntegrality(len(where), where, np.full(len(where), kind, np.uint8))

    def solve(
        self,
        seconds: float = ENDLESS,
        start: Mapping[int, float] | None = None,
        stop: Callable[[float], bool] | None = None,
        any_will_do: bool = False,
    ) -> Answer:
        """Solve for some seconds, from values known of some columns; with `any_will_do` to the first answer.

        `stop` is asked now and then, with the proved bound, whether to leave off.
        Costs are whole numbers wherever there are whole columns, so a gap below one is none.
        """
        highs = self._highs
        if self._whole:
            self.whole(self._whole)
            self._whole = []
        highs.setOptionValue("time_limit", min(1e20, highs.getRunTime() + seconds))
        highs.setOptionValue("mip_max_improving_sols", 1 if any_will_do else highspy.kHighsIInf)
        highs.setOptionValue("mip_abs_gap", 0.99)
        highs.setOptionValue("mip_rel_gap", 0.0)
        # After new rows the last answer is near for the dual method, after new columns for the primal one.
        highs.setOptionValue("simplex_strategy", DUAL if self.rows > self._rows_solved else PRIMAL)
        self._rows_solved = self.rows
        self._listen(stop)
        self._run(start)
        if self._went_wrong():
            highs.setOptionValue("presolve", "off")
            highs.clearSolver()
            self._run(start)
            highs.setOptionValue("presolve", "choose")
        return self._answer()

    def blamed(self) -> set[int]:
        """Return rows of a linear program that cannot hold together: those of its proof (Farkas). None: no proof."""
        highs = self._highs
        highs.clearSolver()
        highs.setOptionValue("presolve", "off")
        highs.setOptionValue("simplex_strategy", DUAL)
        highs.run()
        _, proved, proof = highs.getDualRay()
        highs.setOptionValue("presolve", "choose")
        highs.clearSolver()
        weights = np.abs(np.array(proof if proved else [0.0]))
        return set(np.flatnonzero(weights > max(weights.max(), 1.0) * 1e-7).tolist())

    def _run(self, start: Mapping[int, float] | None) -> None:
        if start is not None:
            where, values = _arrays(start)
            self._highs.setSolution(len(where), where, values)
        self._highs.run()

    def _went_wrong(self) -> bool:
        """Say whether an answer cannot be: the library's presolve now and then loses a row and finds it broken
        in the end. It then gives up, or calls a known answer the best though its own bound is lower."""
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        apart = info.mip_node_count >= 0 and info.objective_function_value - info.mip_dual_bound > 1
        return status == highspy.HighsModelStatus.kSolveError or (status == highspy.HighsModelStatus.kOptimal and apart)

    def _listen(self, stop: Callable[[float], bool] | None) -> None:
        if stop is None:
            return

        def asked(event: highspy.highs.HighsCallbackEvent) -> None:
            if stop(event.data_out.mip_dual_bound):
                event.interrupt()

        self._highs.cbMipInterrupt += asked

    def _answer(self) -> Answer:
        highs, info = self._highs, self._highs.getInfo()
        status, solution = highs.getModelStatus(), highs.getSolution()
        feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        finished = status in FINISHED
        whole = info.mip_node_count >= 0
        return Answer(
            feasible=feasible,
            finished=finished,
            cost=info.objective_function_value if feasible else ENDLESS,
            bound=info.mip_dual_bound if whole else info.objective_function_value,
            values=np.array(solution.col_value) if feasible else np.zeros(0),
            prices=np.array(solution.row_dual) if solution.dual_valid else np.zeros(0),
        )


def _arrays(terms: Mapping[int, float]) -> tuple[NDArray[np.int32], Vector]:
    return np.fromiter(terms.keys(), np.int32, len(terms)), np.fromiter(terms.values(), np.float64, len(terms))
