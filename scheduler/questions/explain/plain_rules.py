"""A rule without some cases, said as plain statements of the rule: what a day file can say.

An organiser leaves a session out of a list, or a pair of groups out of those that are kept apart, or writes `except`.
The first of such ways that gives up these cases and no others is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from scheduler.conference.conference import Conference, Group, Person, Session
from scheduler.questions.explain.edits import updated
from scheduler.questions.explain.requirements import people_in
from scheduler.questions.explain.rule_without_cases import CaseKey, RuleWithoutCases, case_key
from scheduler.rules.protocols import people_of
from scheduler.rules.rule import Case, Rule, Scope

_MOST_WAYS = 60
_FRAME = ("weight", "tier", "only", "excluding")
_MOST_STATEMENTS = 20  # that come in the place of one


def plain_statements(rule: Rule, conference: Conference) -> tuple[Rule, ...] | None:
    """Statements that say what the rule without these cases says; None where none of the known ways does."""
    if not isinstance(rule, RuleWithoutCases):
        return (rule,)
    whole = updated(rule.rule, weight=rule.weight, tier=rule.tier)
    spared = [case for case in whole.cases(conference) if case_key(case) in rule.spared]
    left = list(rule.cases(conference))
    wanted = _all_words(left, weighted=rule.weight is not None)
    ways: list[tuple[Rule, ...]] = [(whole,)]
    for case in spared:
        ways = [(*kept, *new) for way in ways for kept, new in _one_less(way, case, conference)][:_MOST_WAYS]
    for way in ways:
        cases = [case for each in way for case in each.cases(conference)]
        if _all_words(cases, weighted=rule.weight is not None) == wanted:
            return way
    return _one_by_one(whole, left, conference)


def _all_words(cases: Iterable[Case], *, weighted: bool) -> list[str]:
    """What they say. What is hard may be said twice."""
    words = map(_words, cases)
    return sorted(words if weighted else set(words))


def _words(case: Case) -> str:
    key: CaseKey = case_key(case)
    besides = sorted(session.name for session in case.depends_on)
    return f"{sorted(key.sessions)} {besides} {sorted(key.people)} {key.words} {case}"


def _one_by_one(whole: Rule, left: Sequence[Case], conference: Conference) -> tuple[Rule, ...] | None:
    """A statement for each session, or for each set of them where the rule has `each`; None where that says another.

    Whose sessions a set is, is all that is no longer said.
    """
    each = getattr(whole, "each", None) is not None
    if not 0 < len(left) <= _MOST_STATEMENTS or not (each or all(len(case.sessions) == 1 for case in left)):
        return None
    found = [_about_these(whole, case, conference) for case in left]
    return None if None in found else tuple(filter(None, found))


def _about_these(whole: Rule, case: Case, conference: Conference) -> Rule | None:
    only = Scope(sessions=case.sessions)
    group = getattr(case, "group", None)
    these = Scope(sessions=case.sessions, people=whole.only.people)
    ways: list[Rule] = []
    if group is not None and "group" in type(whole).model_fields:
        way = updated(whole, each=None, group=group, only=these)
        ways = [way, updated(way, people=None), updated(way, cities=None)]
    elif len(case.sessions) == 1:
        others = tuple(session for session in conference.held if session not in case.depends_on)
        besides = updated(whole.excluding, sessions=(*whole.excluding.sessions, *others))
        ways = [updated(whole, only=these), updated(whole, only=these, excluding=besides)]
    for way in ways:
        if list(map(_words, way.cases(conference))) == [_words(case)]:
            return way
    if getattr(whole, "each", None) is None:
        return None
    if "sessions" in type(whole).model_fields:
        ways = [updated(whole, each=None, sessions=case.sessions)]
    else:
        ways = [updated(whole, each=None, only=only), updated(whole, only=only)]
    for way in ways:
        if [(type(c), c.sessions) for c in way.cases(conference)] == [(type(case), case.sessions)]:
            return way
    return None


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
    named = [person for person in conference.people if person.name in case_key(case).words]
    people = tuple(dict.fromkeys((*people_in((*vars(case).values(), people_of(case))), *named)))
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
                these = updated(rule.only, sessions=case.sessions)
                others = updated(rule.excluding, sessions=(*rule.excluding.sessions, *case.sessions))
                yield updated(rule, excluding=others), updated(rule, only=these, **{name: None})
    if {"first", "then", "between"} <= type(rule).model_fields.keys():
        yield from _parts_of_an_order(rule, case, conference)
    yield from _excepting(rule, case.sessions, people)
    every = dict.fromkeys(session for each in rule.cases(conference) for session in each.sessions)
    left = tuple(session for session in every if session not in case.sessions)
    if left:
        yield (updated(rule, only=Scope(sessions=left, people=rule.only.people)),)


def _parts_of_an_order(rule: Any, case: Case, conference: Conference) -> Iterator[tuple[Rule, ...]]:
    """The hours and the order of an `in_order` each by itself, without that session or without that pair."""
    first, then = ([s for s in conference.held if scope.names(s)] for scope in (rule.first, rule.then))
    order = updated(rule, between=())
    usual = type(rule).model_fields.items()
    hours = updated(
        rule, **{name: field.get_default() for name, field in usual if name not in {*_FRAME, "first", "between"}}
    )
    one, other = case.sessions[0], case.sessions[-1]
    firsts = Scope(sessions=tuple(session for session in first if session != one))
    if len(case.sessions) == 1:
        parts = [(order, bool(then)), (updated(hours, first=firsts), bool(firsts.sessions))]
    else:
        afters = Scope(sessions=tuple(session for session in then if session not in {one, other}))
        parts = [
            (hours, bool(rule.between)),
            (updated(order, first=firsts), bool(firsts.sessions)),
            (updated(order, first=Scope(sessions=(one,)), then=afters), bool(afters.sessions)),
        ]
    yield tuple(part for part, says in parts if says)


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
    if len(sessions) > 1:  # what is about all of them stands in none of these
        yield tuple(
            updated(rule, excluding=updated(scope, sessions=(*scope.sessions, session))) for session in sessions
        )
    tracks: dict[str, list[Session]] = {}
    for session in sessions:
        tracks.setdefault(session.track.name if session.track else "", []).append(session)
    if len(tracks) > 1:  # what is about two tracks stands in neither of these
        yield tuple(updated(rule, excluding=updated(scope, sessions=(*scope.sessions, *t))) for t in tracks.values())
    for person in people:
        yield (updated(rule, excluding=updated(scope, people=(*scope.people, person))),)
    if len(people) > 1:
        yield (updated(rule, excluding=updated(scope, people=(*scope.people, *people))),)
