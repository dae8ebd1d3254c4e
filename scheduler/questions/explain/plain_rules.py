"""A rule without some cases, said as plain statements of the rule: what a day file can say.

An organiser leaves a session out of a list, or a pair of groups out of those that are kept apart, or writes `except`.
The first of such ways that gives up these cases and no others is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from scheduler.conference.conference import Conference, Group, Person, Session
from scheduler.questions.explain.edits import updated
from scheduler.questions.explain.requirements import people_in
from scheduler.questions.explain.rule_without_cases import CaseKey, RuleWithoutCases, case_key
from scheduler.rules.protocols import people_of
from scheduler.rules.rule import Case, Rule, Scope

_MOST_WAYS = 60


def plain_statements(rule: Rule, conference: Conference) -> tuple[Rule, ...] | None:
    """Statements that say what the rule without these cases says; None where none of the known ways does."""
    if not isinstance(rule, RuleWithoutCases):
        return (rule,)
    whole = updated(rule.rule, weight=rule.weight, tier=rule.tier)
    spared = [case for case in whole.cases(conference) if case_key(case) in rule.spared]
    wanted = sorted(map(_words, rule.cases(conference)))
    ways: list[tuple[Rule, ...]] = [(whole,)]
    for case in spared:
        ways = [(*kept, *new) for way in ways for kept, new in _one_less(way, case, conference)][:_MOST_WAYS]
    for way in ways:
        if sorted(_words(case) for each in way for case in each.cases(conference)) == wanted:
            return way
    return None


def _words(case: Case) -> str:
    key: CaseKey = case_key(case)
    return f"{sorted(key.sessions)} {sorted(key.people)} {key.words} {case}"


def _one_less(
    way: Sequence[Rule], case: Case, conference: Conference
) -> Iterator[tuple[tuple[Rule, ...], tuple[Rule, ...]]]:
    """The statements of which none says this case: those that never did, and what comes for those that do."""
    key = case_key(case)
    saying = [rule for rule in way if key in map(case_key, rule.cases(conference))]
    kept = tuple(rule for rule in way if rule not in saying)
    if len(saying) != 1:
        if not saying:
            yield kept, ()
        return
    (rule,) = saying
    if sum(1 for _ in rule.cases(conference)) == 1:
        yield kept, ()
    for instead in _ways(rule, case, conference):
        if key not in [case_key(c) for each in instead for c in each.cases(conference)]:
            yield kept, instead


def _ways(rule: Rule, case: Case, conference: Conference) -> Iterator[tuple[Rule, ...]]:
    people = tuple(dict.fromkeys(people_in((*vars(case).values(), people_of(case)))))
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if isinstance(value, Scope) and name not in ("only", "excluding"):
            yield from ((updated(rule, **{name: scope}),) for scope in _less_scope(value, case, conference))
        if isinstance(value, tuple) and value and isinstance(value[0], Session):
            for session in case.sessions:
                left = tuple(other for other in value if other != session)
                if left and len(left) < len(value):
                    yield (updated(rule, **{name: left}),)
        if isinstance(value, tuple) and len(value) > 2 and isinstance(value[0], Group):
            concerned = [group for session in case.sessions for group in session.groups if group in value]
            for one, other in combinations(dict.fromkeys(concerned), 2):
                yield tuple(
                    updated(rule, **{name: pair}) for pair in combinations(value, 2) if set(pair) != {one, other}
                )
                yield _cut(rule, name, value, one, other)
        if isinstance(value, int) and not isinstance(value, bool) and name in ("people", "cities"):
            other_key = "cities" if name == "people" else "people"
            if getattr(rule, other_key, None) is not None:
                yield (updated(rule, **{name: None}),)
    yield from _excepting(rule, case.sessions, people)


def _cut(rule: Rule, name: str, value: tuple[Group, ...], one: Group, other: Group) -> tuple[Rule, ...]:
    """Two statements, each with one of the pair: all other pairs are still told."""
    return tuple(updated(rule, **{name: tuple(g for g in value if g != left)}) for left in (one, other))


def _less_scope(scope: Scope, case: Case, conference: Conference) -> Iterator[Scope]:
    """The scope as a list of sessions, without one of the case's."""
    named = tuple(session for session in conference.held if scope.names(session))
    for session in case.sessions:
        left = tuple(other for other in named if other != session)
        if session in named and left:
            if scope.sessions and session in scope.sessions:
                yield updated(scope, sessions=tuple(other for other in scope.sessions if other != session))
            yield Scope(sessions=left)


def _excepting(rule: Rule, sessions: Sequence[Session], people: Sequence[Person]) -> Iterator[tuple[Rule, ...]]:
    scope = rule.excluding
    for session in sessions:
        yield (updated(rule, excluding=updated(scope, sessions=(*scope.sessions, session))),)
    if sessions:
        yield (updated(rule, excluding=updated(scope, sessions=(*scope.sessions, *sessions))),)
    for person in people:
        yield (updated(rule, excluding=updated(scope, people=(*scope.people, person))),)
    if len(people) > 1:
        yield (updated(rule, excluding=updated(scope, people=(*scope.people, *people))),)
