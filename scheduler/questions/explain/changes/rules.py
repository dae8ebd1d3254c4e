"""Changes to the rules: a statement given up, or one that asks for less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import chain

from pydantic.fields import FieldInfo

from scheduler.conference.clock import Span, joined
from scheduler.questions.explain.change import Change, per_five
from scheduler.questions.explain.changes.time import with_span
from scheduler.questions.explain.edits import updated, with_rule
from scheduler.questions.explain.requirements import Requirement
from scheduler.questions.explain.rule_without_cases import RuleWithoutCases, case_key, without
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import partial_relaxations, relaxed_text, waivable, with_hours_text
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing, within

GIVEN_UP, LESS_ASKED, ONLY_A_WISH = 25, 20, 65
_MOST_WIDER = 6  # hours of a rule, on each day
_FRAME = {"weight", "tier"}


def of_rules(problem: Problem, requirements: Iterable[Requirement]) -> Iterator[Change]:
    """Changes to the rules from which these requirements come."""
    numbers = {id(rule): number for number, rule in enumerate(problem.rules)}
    asked: set[int] = set()
    for requirement in requirements:
        number = numbers.get(id(requirement.rule))
        if number is None or requirement.rule is None:
            continue
        if waivable(requirement.rule):
            matter = ("case", number, case_key(requirement.case))
            apply = _given_up(number, requirement)
            sentence = Sentence("Drop the demand that {demand}.", demand=within(str(requirement)))
            yield Change(sentence, GIVEN_UP, matter, apply, target="demand", dropped=requirement.case)
        if number not in asked:
            asked.add(number)
            yield from _wider(problem, number, requirement.rule)
            yield from _less(number, requirement.rule)
            yield from _in_part(problem, number, requirement.rule, requirement)
            yield from _a_wish(problem, number, requirement)


def _given_up(number: int, requirement: Requirement) -> Callable[[Problem], Problem]:
    return lambda problem: with_rule(problem, number, without(problem.rules[number], requirement.case))


def _less(number: int, rule: Rule) -> Iterator[Change]:
    """Other numbers for its parameters, where it asks less with them: less time between, fewer cities."""
    for name, field in type(rule).model_fields.items():
        value = getattr(rule, name)
        if name in _FRAME or not isinstance(value, int) or isinstance(value, bool):
            continue
        for other in _numbers(value, field):
            if sentence := relaxed_text(rule, name, other):
                asks = LESS_ASKED + _points(abs(other - value), field)
                yield Change(
                    sentence, asks, ("parameter", number, name), partial(_with_rule_fields, number, {name: other})
                )


def _in_part(problem: Problem, number: int, rule: Rule, requirement: Requirement) -> Iterator[Change]:
    """The same rule, which says one thing less."""
    for sentence, fields in partial_relaxations(rule, problem.conference):
        values = sentence.values if isinstance(sentence, Sentence) else {}
        target = next((name for name, value in values.items() if value in requirement.sessions), "")
        apply = partial(_with_rule_fields, number, fields)
        yield Change(sentence, LESS_ASKED, ("part", number, *fields), apply, target=target)


def _wider(problem: Problem, number: int, rule: Rule) -> Iterator[Change]:
    """Longer hours within which its sessions may lie: on each day those that add least."""
    conference = problem.conference
    between: tuple[Span, ...] = getattr(rule, "between", ())
    if not between:
        return
    about = {case.sessions[0]: None for case in rule.cases(conference) if len(case.sessions) == 1}
    found: dict[date, set[tuple[Span, ...]]] = {}
    for span in (session.span(start) for session in about for start in conference.starts(session)):
        hours = with_span(conference, between, span)
        if hours != joined(between):
            found.setdefault(conference.day_of(span.start).date, set()).add(hours)
    nearest = (sorted(each, key=lambda hours: (_minutes(hours), hours))[:_MOST_WIDER] for each in found.values())
    for hours in chain.from_iterable(nearest):
        more = _minutes(hours) - _minutes(between)
        words = listing(map(conference.clock.span, hours), "or")
        wider = with_hours_text(rule, words, count(more, "minute"))
        apply = partial(_with_rule_fields, number, {"between": hours})
        yield Change(wider, LESS_ASKED + per_five(more), ("hours of a rule", number), apply)


def _minutes(spans: Iterable[Span]) -> int:
    return sum(span.minutes for span in joined(spans))


def _a_wish(problem: Problem, number: int, requirement: Requirement) -> Iterator[Change]:
    """All that it says, where it says more than one thing."""
    rule = problem.rules[number]
    if waivable(rule) and (cases := sum(1 for _ in rule.cases(problem.conference))) > 1:
        sentence = Sentence(
            "Let {rule} be only a wish: that {demand}, and {others} more like it.",
            rule=rule.key,
            demand=within(str(requirement)),
            others=cases - 1,
        )
        apply = partial(_with_rule_fields, number, {"weight": 1})
        yield Change(sentence, ONLY_A_WISH, ("wish", number), apply)


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


def _with_rule_fields(number: int, fields: Mapping[str, object], problem: Problem) -> Problem:
    rule = problem.rules[number]
    if isinstance(rule, RuleWithoutCases):
        return with_rule(problem, number, updated(rule, **_frame(fields), rule=updated(rule.rule, **fields)))
    return with_rule(problem, number, updated(rule, **fields))


def _frame(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name in _FRAME}
