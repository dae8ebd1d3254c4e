"""Changes to the rules: a statement given up, or one that asks for less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pydantic.fields import FieldInfo

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
        if number is None or requirement.rule is None:
            continue
        if requirement.rule.waivable:
            sentence = _LOWER.sub(lambda found: found[0].lower(), str(requirement))
            given_up = sentence.removesuffix(".")
            matter = ("case", number, mark(requirement.case))
            made = _given_up(number, requirement)
            yield Change(f"Drop the demand that {given_up}.", GIVEN_UP, matter, made, thing=given_up)
        if number not in asked:
            asked.add(number)
            yield from _less(number, requirement.rule)


def _given_up(number: int, requirement: Requirement) -> Callable[[Plan], Plan]:
    return lambda plan: with_rule(plan, number, without(plan.rules[number], requirement.case))


def _less(number: int, rule: Rule) -> Iterator[Change]:
    """Other numbers for its parameters, where it asks less with them: less time between, fewer cities."""
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        if name in _FRAME or not isinstance(value, int) or isinstance(value, bool):
            continue
        for other in _numbers(value, field):
            if told := rule.asked_less(name, other):
                asks = LESS_ASKED + _points(abs(other - value), field)
                yield Change(told, asks, ("parameter", number, name), _with_number(number, name, other))


def _numbers(value: int, field: FieldInfo) -> Iterator[int]:
    """Nearer ones first; last the smallest that is allowed."""
    least = max((getattr(limit, "ge", 0) for limit in field.metadata), default=0)
    for step in range(5, 61, 5) if _in_minutes(field) else range(1, 6):
        yield from (other for other in (value - step, value + step) if other > least)
    yield least


def _points(difference: int, field: FieldInfo) -> int:
    """For minutes a point for each five, for seats one each, for anything else five each."""
    if _in_minutes(field):
        return per_five(difference)
    return difference if "seats" in (field.description or "") else 5 * difference


def _in_minutes(field: FieldInfo) -> bool:
    return "minutes" in (field.description or "")


def _with_number(number: int, name: str, value: int) -> Callable[[Plan], Plan]:
    def made(plan: Plan) -> Plan:
        rule = plan.rules[number]
        if isinstance(rule, Without):
            return with_rule(plan, number, updated(rule, rule=updated(rule.rule, **{name: value})))
        return with_rule(plan, number, updated(rule, **{name: value}))

    return made
