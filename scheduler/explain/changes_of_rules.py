"""Changes to the rules: a statement given up, or one that asks for less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from scheduler.explain.change import Change, Plan, Without, mark, updated, with_rule, without
from scheduler.explain.changes_of_time import per_five
from scheduler.explain.requirement import Requirement
from scheduler.rule import Rule

GIVEN_UP, LESS_ASKED = 25, 20
_FRAME = {"weight", "tier"}
_LOWER = re.compile(r"^(At|No|Nothing|The|Each|Nobody|One)\b")


def of_rules(plan: Plan, requirements: Iterable[Requirement]) -> Iterator[Change]:
    """Of the rules from which these requirements come."""
    numbers = {id(rule): number for number, rule in enumerate(plan.rules)}
    asked: set[int] = set()
    for requirement in requirements:
        number = numbers.get(id(requirement.rule))
        if number is None or requirement.rule is None or requirement.must:
            continue
        if requirement.rule.waivable:
            sentence = _LOWER.sub(lambda found: found[0].lower(), str(requirement))
            given_up = sentence.removesuffix(".")
            matter = ("case", number, mark(requirement.case))
            made = _given_up(number, requirement)
            yield Change(f"Give up that {given_up}.", GIVEN_UP, matter, made, thing=given_up)
        if number not in asked:
            asked.add(number)
            yield from _less(number, requirement.rule)


def _given_up(number: int, requirement: Requirement) -> Callable[[Plan], Plan]:
    return lambda plan: with_rule(plan, number, without(plan.rules[number], requirement.case))


def _less(number: int, rule: Rule) -> Iterator[Change]:
    """Other numbers for its parameters: less time between, fewer cities, more in parallel."""
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        if name in _FRAME or not isinstance(value, int) or isinstance(value, bool):
            continue
        in_minutes = "minute" in (field.description or "")
        for step in range(5, 61, 5) if in_minutes else range(1, 6):
            for other in (value - step, value + step):
                if other >= 0 and _allowed(rule, name, other):
                    told = f"In {rule.name}, let {field.alias or name} be {other} instead of {value}."
                    asks = LESS_ASKED + (per_five(step) if in_minutes else 5 * step)
                    yield Change(told, asks, ("parameter", number, name), _with_number(number, name, other))


def _allowed(rule: Rule, name: str, value: int) -> bool:
    limits = [getattr(limit, "ge", 0) for limit in type(rule).model_fields[name].metadata]
    return all(value >= limit for limit in limits)


def _with_number(number: int, name: str, value: int) -> Callable[[Plan], Plan]:
    def made(plan: Plan) -> Plan:
        rule = plan.rules[number]
        if isinstance(rule, Without):
            return with_rule(plan, number, updated(rule, rule=updated(rule.rule, **{name: value})))
        return with_rule(plan, number, updated(rule, **{name: value}))

    return made
