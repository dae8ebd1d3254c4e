"""A model of which most is held as it is: what is left, as a model of its own that has no more than that.

A part of a large model can be solved in a moment, but not with the whole model around it: to fix variables and leave it
to the solver to clear them away takes longer than to solve what remains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from scheduler.model.logic import value_of, variable_of

_UNBOUNDED = 1 << 60  # of a linear constraint: nothing is added to it
_WIDE = 60  # variables; a constraint of more is kept, but frees none of them


class UnknownConstraint(NotImplementedError):
    """The model has a constraint of a kind that no part can have: of intervals, or a product."""


@dataclass(frozen=True)
class _PlainConstraint:
    """`kind`: the name of its field. `factors` and `domain`: of a linear one, whose variables are the `literals`."""

    kind: str
    enforced: Sequence[int]
    literals: Sequence[int]
    factors: Sequence[int] = ()
    domain: Sequence[int] = ()


@dataclass(frozen=True)
class PartialModel:
    """A model of what is left. `variables`: which of the whole each is. `cost`: of the present values, in this part."""

    model: cp_model.CpModel
    variables: Sequence[int]
    cost: int

    @property
    def costs_something(self) -> bool:
        """Whether there is anything to make better."""
        return bool(len(self.model.proto.objective.vars))

    def begin_at(self, values: Sequence[int]) -> None:
        """These are hinted, and nothing else. `values`: of every variable of the whole."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        self.model.proto.solution_hint.vars.extend(range(len(self.variables)))
        self.model.proto.solution_hint.values.extend([values[one] for one in self.variables])


class WholeModel:
    """The constraints of a model, read once. `decided`: the variables of which all others follow.

    `impossible`: some constraint is broken whatever is decided, which no part of the model may have in it.
    Raises UnknownConstraint where it has others than clauses, choices and sums.
    """

    def __init__(self, proto: Any, decided: Collection[int]) -> None:
        self.decided = frozenset(decided)
        self.size = len(proto.variables)
        self._domains = [list(variable.domain) for variable in proto.variables]
        self._constraints = [_read(constraint) for constraint in proto.constraints]
        self._variables = [sorted({variable_of(v) for v in (*c.enforced, *c.literals)}) for c in self._constraints]
        self._of: list[list[int]] = [[] for _ in self._domains]
        for number, variables in enumerate(self._variables):
            for variable in variables:
                self._of[variable].append(number)
        constants = [domain[0] for domain in self._domains]
        self.impossible = any(
            all(map(self.is_constant, variables)) and not _holds(constraint, constants)
            for constraint, variables in zip(self._constraints, self._variables, strict=True)
        )
        self._offset = int(proto.objective.offset)
        self._costs: dict[int, int] = {}
        for literal, cost in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
            variable = variable_of(literal)
            self._costs[variable] = self._costs.get(variable, 0) + (cost if literal >= 0 else -cost)
            self._offset += 0 if literal >= 0 else cost

    def deciding(self, decided: Collection[int]) -> WholeModel:
        """The same constraints, where these are decided."""
        other = copy(self)
        other.decided = frozenset(decided)
        return other

    def cost(self, values: Sequence[int]) -> int:
        varying: int = sum(cost * values[variable] for variable, cost in self._costs.items())
        return self._offset + varying

    @property
    def floor(self) -> int:
        """What it costs when everything is the cheapest it can be by itself."""
        return self._offset + self._lowest(self._costs)

    def price(self, variable: int) -> int:
        """How much more it costs when a literal is true than when it is not; 0: no more."""
        return max(0, self._costs.get(variable, 0))

    def _lowest(self, variables: Iterable[int]) -> int:
        domains = ((self._costs[one], self._domains[one]) for one in variables)
        lowest: int = sum(min(cost * domain[0], cost * domain[-1]) for cost, domain in domains)
        return lowest

    @property
    def nothing(self) -> list[int]:
        """Values of a day in which nothing is decided: 0, but for what is always so."""
        return [domain[0] if domain[0] == domain[-1] else 0 for domain in self._domains]

    def holds(self, values: Sequence[int], changed: Iterable[int]) -> bool:
        """Whether these values keep all constraints on the variables that have changed."""
        touched = {index for variable in changed for index in self._of[variable]}
        return all(_holds(self._constraints[index], values) for index in touched)

    def is_constant(self, variable: int) -> bool:
        return bool(self._domains[variable][0] == self._domains[variable][-1])

    def costly(self, values: Sequence[int]) -> list[int]:
        """The variables that cost more than they could."""
        found = []
        for variable, cost in self._costs.items():
            domain = self._domains[variable]
            if cost and values[variable] != (domain[0] if cost > 0 else domain[-1]):
                found.append(variable)
        return found

    def decided_near(self, variable: int) -> set[int]:
        """What is decided that the variable follows from, as directly as can be."""
        seen, edge = {variable}, [variable]
        while edge:
            if found := self.decided.intersection(edge):
                return set(found)
            beside = {
                v for one in edge for c in self._of[one] if len(self._variables[c]) <= _WIDE for v in self._variables[c]
            }
            edge = list(beside - seen)
            seen.update(edge)
        return set()

    def without(self, variables: Collection[int]) -> PartialModel:
        """What says nothing of these: a relaxation, for every constraint that does is left out.

        It costs what the whole does, where that which is left out costs as little as it can.
        """
        gone = frozenset(variables)
        number: dict[int, int] = {}
        for variable in range(len(self._domains)):
            if variable not in gone:
                number[variable] = len(number)
        kept = [c for c, some in zip(self._constraints, self._variables, strict=True) if gone.isdisjoint(some)]
        return self._written(number, kept, ())

    def part(self, free: Iterable[int], values: Sequence[int]) -> PartialModel:
        """What is left when of what is decided all but these keep their values."""
        number: dict[int, int] = {}
        queue, constraints = list(free), dict[int, None]()
        known = set(queue)
        while queue:
            variable = queue.pop()
            number[variable] = len(number)
            for index in self._of[variable]:
                if index in constraints:
                    continue
                constraints[index] = None
                if len(self._variables[index]) <= _WIDE:
                    more = [v for v in self._variables[index] if v not in known and v not in self.decided]
                    known.update(more)
                    queue += more
        return self._written(number, [self._constraints[index] for index in constraints], values)

    def follows(self, part: PartialModel) -> bool:
        """Whether what is neither decided nor in the part plays no role for it, and costs as little as it can at 0."""
        inside = set(part.variables)
        for variable in range(self.size):
            if variable in inside or variable in self.decided or self.is_constant(variable):
                continue
            cost, domain = self._costs.get(variable, 0), self._domains[variable]
            if cost and (domain[0] if cost > 0 else domain[-1]):
                return False
            if any(not inside.isdisjoint(self._variables[index]) for index in self._of[variable]):
                return False
        return True

    def _written(
        self, number: dict[int, int], constraints: Iterable[_PlainConstraint], values: Sequence[int]
    ) -> PartialModel:
        model = cp_model.CpModel()
        proto = model.proto
        for variable in number:
            proto.variables.add().domain.extend(self._domains[variable])
        writer = _ConstraintWriter(proto, number, values)
        for constraint in constraints:
            writer.write(constraint)
        costs = [(variable, cost) for variable in number if (cost := self._costs.get(variable, 0))]
        proto.objective.vars.extend([number[variable] for variable, _ in costs])
        proto.objective.coeffs.extend([cost for _, cost in costs])
        if not values:
            others = [variable for variable in self._costs if variable not in number]
            proto.objective.offset = self._offset + self._lowest(others)
            return PartialModel(model, tuple(number), 0)
        part = PartialModel(model, tuple(number), sum(cost * values[variable] for variable, cost in costs))
        part.begin_at(values)
        return part


def _holds(constraint: _PlainConstraint, values: Sequence[int]) -> bool:
    if not all(value_of(literal, values) for literal in constraint.enforced):
        return True
    if constraint.kind == "linear":
        total = sum(
            factor * value_of(v, values) for v, factor in zip(constraint.literals, constraint.factors, strict=True)
        )
        return any(
            low <= total <= high for low, high in zip(constraint.domain[::2], constraint.domain[1::2], strict=True)
        )
    true = sum(value_of(literal, values) for literal in constraint.literals)
    return {
        "bool_or": true > 0,
        "bool_and": true == len(constraint.literals),
        "at_most_one": true <= 1,
        "exactly_one": true == 1,
    }[constraint.kind]


def _read(constraint: Any) -> _PlainConstraint:
    enforced = list(constraint.enforcement_literal)
    for kind in ("bool_or", "bool_and", "at_most_one", "exactly_one"):
        if getattr(constraint, f"has_{kind}")():
            return _PlainConstraint(kind, enforced, list(getattr(constraint, kind).literals))
    if not constraint.has_linear():
        raise UnknownConstraint
    linear = constraint.linear
    return _PlainConstraint("linear", enforced, list(linear.vars), list(linear.coeffs), list(linear.domain))


class _ConstraintWriter:
    """Constraints with what is held put in. `number`: of each variable that is left."""

    def __init__(self, proto: Any, number: dict[int, int], values: Sequence[int]) -> None:
        self.proto, self.number, self.values = proto, number, values

    def _literal(self, literal: int) -> int | bool:
        """The literal of what is left, or whether it is true."""
        variable = variable_of(literal)
        if variable in self.number:
            return self.number[variable] if literal >= 0 else -self.number[variable] - 1
        return bool(self.values[variable]) == (literal >= 0)

    def write(self, constraint: _PlainConstraint) -> None:
        enforced = [self._literal(literal) for literal in constraint.enforced]
        if any(literal is False for literal in enforced):
            return
        on = [literal for literal in enforced if literal is not True]
        if constraint.kind == "linear":
            self._write_linear(constraint, on)
            return
        every = [self._literal(literal) for literal in constraint.literals]
        literals = [literal for literal in every if literal is not True and literal is not False]
        true = sum(literal is True for literal in every)
        if constraint.kind == "bool_or":
            if not true:
                self._or([*literals, *_negated(on)])
        elif constraint.kind == "bool_and":
            if true + len(literals) < len(every):
                self._or(_negated(on))
            else:
                self._and(on, literals)
        elif true > 1 or (not literals and not true and constraint.kind == "exactly_one"):
            self._or(_negated(on))
        elif true:
            self._and(on, _negated(literals))
        elif len(literals) > 1 or (literals and constraint.kind == "exactly_one"):
            added = self.proto.constraints.add()
            added.enforcement_literal.extend(on)
            getattr(added, constraint.kind).literals.extend(literals)

    def _or(self, literals: Sequence[int]) -> None:
        self.proto.constraints.add().bool_or.literals.extend(literals)

    def _and(self, on: Sequence[int], literals: Sequence[int]) -> None:
        if literals:
            added = self.proto.constraints.add()
            added.enforcement_literal.extend(on)
            added.bool_and.literals.extend(literals)

    def _write_linear(self, constraint: _PlainConstraint, on: Sequence[int]) -> None:
        variables, factors, held = [], [], 0
        for literal, factor in zip(constraint.literals, constraint.factors, strict=True):
            variable = variable_of(literal)
            if variable in self.number:
                variables.append(self.number[variable] if literal >= 0 else -self.number[variable] - 1)
                factors.append(factor)
            else:
                held += factor * value_of(literal, self.values)
        domain = [bound if abs(bound) > _UNBOUNDED else bound - held for bound in constraint.domain]
        if not variables:
            if not any(low <= 0 <= high for low, high in zip(domain[::2], domain[1::2], strict=True)):
                self._or(_negated(on))
            return
        added = self.proto.constraints.add()
        added.enforcement_literal.extend(on)
        added.linear.vars.extend(variables)
        added.linear.coeffs.extend(factors)
        added.linear.domain.extend(domain)


def _negated(literals: Iterable[int]) -> list[int]:
    return [-literal - 1 for literal in literals]
