"""The linear programme over columns: each session once, each round once, and what binds rounds together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from scheduler.solving.columns.readings import Readings

SCALE = 1 << 12  # prices are whole numbers of this part of a point, so that a bound is reckoned without rounding


@dataclass(frozen=True)
class RoundColumn:
    """Sessions that stand in one round together, and what they cost in it beside the fixed ones."""

    round: int
    sessions: tuple[int, ...]
    cost: int
    shares: tuple[tuple[int, int, int], ...]  # of which of the worst, which share, how much is added to it


@dataclass(frozen=True)
class RowPrices:
    """What the linear programme gives for each of its rows, in parts of a point.

    `sessions`: for having it once. `apart`: what each (session, round) costs besides. `shares`: of each of the worst,
    for each share that has one. `lacking`: a session that must be held is left out, at least in part.
    """

    sessions: tuple[int, ...]
    rounds: tuple[int, ...]
    shares: tuple[Mapping[int, int], ...]
    apart: tuple[int, ...]
    lacking: bool


class Master:
    """Grows column by column."""

    def __init__(self, readings: Readings, dear: int) -> None:
        """`dear`: more than any session is worth, for leaving one out that must be held."""
        self.readings = readings
        self.columns: list[RoundColumn] = []
        self._by_one: dict[
            tuple[int, int], list[tuple[int, int]]
        ] = {}  # shares, by the round and sessions they hang on
        self._by_two: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for which, worst in enumerate(readings.worst):
            for number, share in enumerate(worst.shares):
                for round_ in range(share.rounds):
                    for one in share.sessions(round_):
                        self._by_one.setdefault((round_, one), []).append((which, number))
                    for one in share.sessions_in_two(round_):
                        self._by_two.setdefault((round_, one), []).append((which, number))
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._lp = pywraplp.Solver.CreateSolver("GLOP")
        infinity = self._lp.infinity()
        self._once = []
        self._lacking = []
        for number in range(len(readings.sessions)):
            must = number in readings.must
            self._once.append(self._lp.Constraint(1 if must else 0, 1))
            lacking = self._lp.NumVar(0, 1, "")
            self._once[-1].SetCoefficient(lacking, 1)
            self._lp.Objective().SetCoefficient(lacking, dear if must else 0)
            if must:
                self._lacking.append(lacking)
        self._rounds = [self._lp.Constraint(0, 1) for _ in readings.rooms]
        self._variables: list[pywraplp.Variable] = []
        self._shares: list[list[pywraplp.Constraint]] = []
        for worst in readings.worst:
            above = self._lp.NumVar(0, infinity, "")
            self._lp.Objective().SetCoefficient(above, worst.weight)
            rows = [self._lp.Constraint(-infinity, worst.most - share.base) for share in worst.shares]
            for row in rows:
                row.SetCoefficient(above, -1)
            self._shares.append(rows)
        self._apart = [self._lp.Constraint(-infinity, 1) for _ in readings.apart]
        self._lp.Objective().SetMinimization()

    def add(self, round_: int, sessions: Iterable[int]) -> bool:
        """Take in a column; False: it is there already."""
        key = round_, tuple(sorted(sessions))
        if key in self._known:
            return False
        self._known.add(key)
        column = self.column(*key)
        self.columns.append(column)
        variable = self._lp.NumVar(0, 1, "")
        self._variables.append(variable)
        self._lp.Objective().SetCoefficient(variable, column.cost)
        self._rounds[round_].SetCoefficient(variable, 1)
        for one in column.sessions:
            self._once[one].SetCoefficient(variable, 1)
        for which, share, amount in column.shares:
            self._shares[which][share].SetCoefficient(variable, amount)
        for row, (here, beside) in zip(self._apart, self.readings.apart, strict=True):
            times = sum(place[1] == round_ and place[0] in column.sessions for place in (here, beside))
            if times:
                row.SetCoefficient(variable, times)
        return True

    def column(self, round_: int, sessions: tuple[int, ...]) -> RoundColumn:
        readings = self.readings
        concerned = {share for one in sessions for share in self._by_one.get((round_, one), ())}
        in_two = Counter(share for one in sessions for share in self._by_two.get((round_, one), ()))
        concerned.update(share for share, number in in_two.items() if number > 1)
        shares = tuple(
            (which, number, amount)
            for which, number in sorted(concerned)
            if (amount := readings.worst[which].shares[number].of(round_, sessions))
        )
        return RoundColumn(round_, sessions, readings.cost.of(round_, sessions), shares)

    def solve(self) -> RowPrices | None:
        """None: the linear programme could not be solved."""
        if self._lp.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        apart = tuple(_whole(-row.dual_value(), least=0) for row in self._apart)
        sessions = tuple(
            _whole(row.dual_value(), most=None if number in self.readings.must else 0)
            for number, row in enumerate(self._once)
        )
        return RowPrices(
            sessions=sessions,
            rounds=tuple(_whole(row.dual_value(), most=0) for row in self._rounds),
            shares=tuple(self._prices_of_shares(which) for which in range(len(self._shares))),
            apart=apart,
            lacking=any(variable.solution_value() > 1e-6 for variable in self._lacking),
        )

    def _prices_of_shares(self, which: int) -> Mapping[int, int]:
        """Together no more than what a unit of the worst costs."""
        left = self.readings.worst[which].weight * SCALE
        found = {}
        for number, row in enumerate(self._shares[which]):
            if (price := min(left, _whole(-row.dual_value(), least=0))) > 0:
                found[number] = price
                left -= price
        return found

    def used(self) -> list[tuple[float, int]]:
        """How much of each column the last solution uses, the most used first, by its number; whole ones as 1.0."""
        found = [(round(variable.solution_value(), 6), number) for number, variable in enumerate(self._variables)]
        return sorted(((value, number) for value, number in found if value > 0), key=lambda use: (-use[0], use[1]))

    def nearest(self, most: int) -> list[RoundColumn]:
        """No more than so many columns: those that cost least beyond what prices give for them."""
        if self._lp.Solve() != pywraplp.Solver.OPTIMAL:
            return self.columns[:most]
        beyond = [(round(variable.reduced_cost(), 6), number) for number, variable in enumerate(self._variables)]
        return [self.columns[number] for _, number in sorted(beyond)[:most]]

    def settle(self, number: int) -> None:
        """Let the solutions from now on have this column."""
        self._variables[number].SetLb(1)

    def release(self, numbers: Iterable[int]) -> None:
        """Let them have it no longer."""
        for number in numbers:
            self._variables[number].SetLb(0)


def _whole(price: float, *, least: int | None = None, most: int | None = None) -> int:
    found = round(price * SCALE)
    if least is not None:
        found = max(least, found)
    return found if most is None else min(most, found)
