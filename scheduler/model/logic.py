"""The words of logic in which rules and other words speak: literals, amounts, and what holds when a switch is on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from ortools.sat.python import cp_model

# Up to so many starts, each start of a session has a literal of its own, which gives short clauses and a good bound for
# days in rounds; beyond, the start is a number and literals are made when asked for.
FEW = 40
_OFTEN = 500  # words, after which whoever waits is heard
Literal: TypeAlias = cp_model.BoolVarT  # a CP-SAT Boolean or its negation
Amount: TypeAlias = cp_model.LinearExpr | int  # over CP-SAT variables, or a plain number


def variable_of(literal: int) -> int:
    """The number of the variable of which this is the literal, or the negation, by number."""
    return literal if literal >= 0 else -literal - 1


def value_of(literal: int, values: Sequence[int]) -> int:
    """What it is, 0 or 1, where the variables have these values."""
    return values[literal] if literal >= 0 else 1 - values[variable_of(literal)]


class _CpModel(cp_model.CpModel):
    """Without the names that its methods had before: to make those takes longer than many a model."""

    def _add_pre_pep8_methods(self) -> None:
        """None are made."""


class Logic:
    """A CP-SAT model with a literal that is always true.

    `interrupt`: is called now and then while the model grows, and may raise what ends that.
    """

    def __init__(self, few: int = FEW, interrupt: Callable[[], None] = lambda: None) -> None:
        self.few, self._interrupt, self._words = few, interrupt, 0
        self.cp: cp_model.CpModel = _CpModel()
        self.true: Literal = self.cp.new_constant(1)
        self._true_index, self._false_index = self.true.index, (~self.true).index  # asked for very often
        self._disjunctions: dict[frozenset[int], Literal] = {}  # by the literals' numbers, so that each is made once

    def _grow(self) -> None:
        self._words += 1
        if not self._words % _OFTEN:
            self._interrupt()

    def new_literal(self) -> Literal:
        self._grow()
        return self.cp.new_bool_var("")

    def new_number(self, least: int, most: int) -> Amount:
        return self.cp.new_int_var(least, most, "")

    def is_true(self, literal: Literal) -> bool:
        return bool(literal.index == self._true_index)

    def is_false(self, literal: Literal) -> bool:
        return bool(literal.index == self._false_index)

    def imply(self, on: Literal, then: Literal) -> None:
        """Whenever `on` is true, so is the other."""
        self.imply_any(on, [then])

    def imply_any(self, on: Literal, literals: Iterable[Literal]) -> None:
        """Whenever `on` is true, one of these is; none of them given: `on` must be false."""
        self._grow()
        clause = [literal for literal in literals if not self.is_false(literal)]
        if not any(self.is_true(literal) for literal in clause):
            self.cp.add_bool_or([*clause, ~on])

    def forbid(self, *literals: Literal) -> None:
        """Not all of these at once."""
        self.imply_any(self.true, [~literal for literal in literals])

    def at_most(self, amount: Amount, limit: Amount, on: Literal) -> None:
        """Whenever `on` is true, the amount is no more than the limit."""
        bound = self.cp.add(amount <= limit) if not isinstance(amount, int) or not isinstance(limit, int) else None
        if bound is None:
            if amount > limit:
                self.imply_any(on, [])
        elif not self.is_true(on):
            bound.only_enforce_if(on)

    def excess(self, amounts: Iterable[Amount], limit: int, most: int) -> Amount:
        """How far the greatest amount is above the limit: never below that or 0; a minimum brings it down to it.

        `most`: the greatest excess that is possible at all.
        """
        if most <= 0:
            return 0
        number = self.new_number(0, most)
        for amount in amounts:
            self.cp.add(number >= amount - limit)
        return number

    def any_of(self, literals: Collection[Literal]) -> Literal:
        """True exactly when one of them is."""
        literals = [literal for literal in literals if not self.is_false(literal)]
        if any(self.is_true(literal) for literal in literals):
            return self.true
        if len(literals) < 2:
            return literals[0] if literals else ~self.true
        key = frozenset(literal.index for literal in literals)
        if key not in self._disjunctions:
            one = self._disjunctions[key] = self.new_literal()
            self.cp.add_bool_or([*literals, ~one])
            for literal in literals:
                self.cp.add_implication(literal, one)
        return self._disjunctions[key]

    def sum(self, amounts: Iterable[Amount]) -> Amount:
        """Their sum; a plain number when none of them varies."""
        amounts = list(amounts)
        if all(isinstance(amount, int) for amount in amounts):
            return sum(amounts)
        return cp_model.LinearExpr.sum(amounts)

    def expression(self, amount: Amount) -> cp_model.LinearExpr:
        """The same as what can be compared into a constraint, also where nothing in it varies."""
        return cp_model.LinearExpr.sum([amount, 0 * self.true])

    def counted(self, literals: Collection[Literal]) -> Sequence[Literal]:
        """The first is true when one of them is, the second when two are, and so on."""
        possible = [literal for literal in literals if not self.is_false(literal)]
        if len(possible) < 2:
            return possible
        steps = [self.new_literal() for _ in possible]
        for fewer, more in pairwise(steps):
            self.imply(more, fewer)
        self.cp.add(self.sum(steps) == self.sum(possible))
        return steps

    def all_of(self, literals: Collection[Literal]) -> Literal:
        """True exactly when all of them are."""
        return ~self.any_of([~literal for literal in literals])
