"""From the bound to the proof: all columns that a programme of some cost can have, and the cheapest mix of them.

By the prices of the bound a programme costs the bound, and how far each of its columns is above the cheapest of its
round. So of a programme that costs little more than the bound few columns come into question, and all can be listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from scheduler.model import Amount, Literal, Model
from scheduler.solving.columns.bound import ColumnBound, pricers
from scheduler.solving.columns.master import SCALE, RoundColumn


@dataclass(frozen=True)
class ListedColumns:
    """By round, every column that a programme of no more than `cost` can have, and how far each is above the least."""

    bound: ColumnBound
    cost: int
    columns: Sequence[Sequence[tuple[int, RoundColumn]]]

    @property
    def number(self) -> int:
        return sum(map(len, self.columns))

    @property
    def possible(self) -> bool:
        """Whether every round has one."""
        return all(self.columns)


def listed(bound: ColumnBound, cost: int, *, most: int, work: int) -> ListedColumns | None:
    """None: there are more than `most` in some round, or finding them takes more work."""
    if bound.prices is None:
        return None
    gap = cost * SCALE - bound.exactly
    columns = []
    for round_, pricer in enumerate(pricers(bound, bound.prices)):
        least = bound.reduced[round_]
        priced = pricer.all_below(least + gap + 1, work, most)
        if priced is None:
            return None
        columns.append([(c - least, bound.master.column(round_, sessions)) for c, sessions in priced.found])
    return ListedColumns(bound, cost, columns)


def _choice(cp: cp_model.CpModel, found: ListedColumns, cost: Amount) -> Mapping[tuple[int, int], list[Literal]]:
    """One column of each round, which cost no more than `cost`; by session and round, the columns that have it."""
    readings = found.bound.readings
    whole: list[Amount] = []
    reduced: list[Amount] = []
    shares: dict[tuple[int, int], list[Amount]] = {}
    having: dict[tuple[int, int], list[Literal]] = {}
    for round_, columns in enumerate(found.columns):
        chosen = [cp.new_bool_var("") for _ in columns]
        for literal, (more, column) in zip(chosen, columns, strict=True):
            whole.append(column.cost * literal)
            reduced.append(more * literal)
            for one in column.sessions:
                having.setdefault((one, round_), []).append(literal)
            for which, share, amount in column.shares:
                shares.setdefault((which, share), []).append(amount * literal)
        cp.add_exactly_one(chosen)
    for which, worst in enumerate(readings.worst):
        over = cp.new_int_var(0, found.cost // worst.weight, "")
        whole.append(worst.weight * over)
        for number, counted in enumerate(worst.shares):
            least = counted.base - worst.most
            if (which, number) in shares or least > 0:
                cp.add(cp_model.LinearExpr.sum(shares.get((which, number), [])) + least <= over)
    cp.add(cp_model.LinearExpr.sum(whole) + readings.cost.base <= cost)
    cp.add(cp_model.LinearExpr.sum(reduced) <= found.cost * SCALE - found.bound.exactly)
    return having


def hold_to(model: Model, found: ListedColumns, cost: Amount) -> None:
    """Let the model have no other columns, which no programme has that costs no more than they are listed for."""
    having = _choice(model.cp, found, cost)
    for round_, (start, members) in enumerate(
        zip(found.bound.readings.day.starts, found.bound.readings.can_be, strict=True)
    ):
        for one in sorted(members):
            here = model[found.bound.readings.sessions[one]].starts_at(start)
            model.cp.add(cp_model.LinearExpr.sum(having.get((one, round_), [])) == here)


@dataclass(frozen=True)
class Mix:
    """The cheapest mix of columns, by round. `cost` None: none found; `proven`: and none, or none cheaper, is there."""

    cost: int | None
    columns: tuple[tuple[int, ...], ...]
    proven: bool


def cheapest_mix(found: ListedColumns, solver: cp_model.CpSolver) -> Mix:
    """One column of each round, each session once, as cheap as can be."""
    if not found.possible:
        return Mix(None, (), proven=True)
    readings = found.bound.readings
    cp = cp_model.CpModel()
    cost = cp.new_int_var(0, found.cost, "")
    having = _choice(cp, found, cost)
    for one in range(len(readings.sessions)):
        once = [literal for round_ in range(len(found.columns)) for literal in having.get((one, round_), ())]
        if one in readings.must:
            cp.add_exactly_one(once)
        else:
            cp.add_at_most_one(once)
    for here, beside in readings.apart:
        for literal in having.get(here, ()):
            for other in having.get(beside, ()):
                cp.add_at_most_one([literal, other])
    _in_one_order(cp, found, having)
    cp.minimize(cost)
    status = solver.solve(cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Mix(None, (), proven=status == cp_model.INFEASIBLE)
    value = solver.boolean_value
    columns = tuple(
        tuple(one for one in range(len(readings.sessions)) if any(map(value, having.get((one, round_), ()))))
        for round_ in range(len(found.columns))
    )
    return Mix(round(solver.objective_value), columns, proven=status == cp_model.OPTIMAL)


def _in_one_order(cp: cp_model.CpModel, found: ListedColumns, having: Mapping[tuple[int, int], list[Literal]]) -> None:
    """Of rounds that nothing tells apart, the one with the first session comes first, and so on.

    A session stands in the second of them only where one before it in the file stands in the first.
    """
    sessions = range(len(found.bound.readings.sessions))
    for alike in found.bound.readings.rounds_alike():
        for before, after in pairwise(alike):
            earlier: list[Literal] = []
            for one in sessions:
                if here := having.get((one, after)):
                    cp.add(cp_model.LinearExpr.sum(here) <= cp_model.LinearExpr.sum(earlier))
                earlier = [*earlier, *having.get((one, before), ())]
