"""What cases say of others in one sentence: every case is told once, and no sentence says more than its cases."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.grouped_cases import cases_together, clause
from scheduler.conference.conference import Conference, Session
from scheduler.rules.book import RULES
from scheduler.rules.groups_apart import Apart
from scheduler.rules.in_order import Before, InOrder
from scheduler.rules.rule import Case, Scope
from tests.support.conferences import conferences
from tests.support.small import day
from tests.support.statements import statements

NAMES = ("A", "B", "C", "D", "E")


def five() -> tuple[Conference, dict[str, Session]]:
    conference = day(sessions={name: {} for name in NAMES})
    return conference, {session.name: session for session in conference.sessions}


def before(*pairs: str) -> list[str]:
    conference, named = five()
    rule = InOrder(first=Scope(sessions=()), then=Scope(sessions=()))
    return told_of(Before(conference, named[pair[0]], named[pair[1]], rule) for pair in pairs)


def apart(*pairs: str) -> list[str]:
    conference, named = five()
    return told_of(Apart(conference, named[pair[0]], named[pair[1]]) for pair in pairs)


def told_of(cases: object) -> list[str]:
    return [words for words, _ in cases_together((None, case) for case in cases)]  # type: ignore[attr-defined]


def test_one_before_many_many_before_one_and_many_before_many_are_each_one_sentence() -> None:
    assert before("AB") == ["A is before B"]
    assert before("AB", "AC", "AD") == ["A is before each of B, C and D"]
    assert before("AD", "BD") == ["Each of A and B is before D"]
    assert before("AC", "AD", "BC", "BD") == ["Each of A and B is before each of C and D"]
    assert before("AB", "BC", "CA") == ["A is before B", "B is before C", "C is before A"]
    assert before("AB", "AC", "DB") == ["A is before each of B and C", "D is before B"]


def test_all_pairs_are_one_list_and_one_against_others_is_so_told() -> None:
    assert apart("AB", "AC", "BC") == ["A, B and C do not coincide"]
    assert apart("AB", "AC") == ["A and each of B and C do not coincide"]
    assert apart("AB", "AC", "BC", "DE") == ["A, B and C do not coincide", "D and E do not coincide"]
    assert apart(*map("".join, combinations(NAMES, 2))) == ["A, B, C, D and E do not coincide"]


@given(st.sets(st.sampled_from(list(combinations(NAMES, 2)))))
def test_a_sentence_of_sessions_kept_apart_names_the_pairs_of_its_cases_and_no_other(
    pairs: set[tuple[str, str]],
) -> None:
    conference, named = five()
    cases = [Apart(conference, named[one], named[other]) for one, other in sorted(pairs)]
    for words, some in cases_together((None, case) for case in cases):
        if " each of " in words:
            (one,), others = (names_in(part) for part in words.split(" and each of "))
            meant = {frozenset(pair) for pair in product((one,), others)}
        else:
            meant = {frozenset(pair) for pair in combinations(names_in(words), 2)}
        assert meant == {frozenset(session.name for session in case.sessions) for case in some}


def names_in(words: str) -> list[str]:
    return [letter for letter in words if letter in NAMES]


@settings(suppress_health_check=list(HealthCheck))
@given(conferences().filter(lambda c: bool(c.held and c.groups)), st.data())
def test_every_case_of_every_rule_is_told_once_and_one_alone_by_its_own_sentence(
    conference: Conference, data: st.DataObject
) -> None:
    rules = [data.draw(statements(kind, conference)) for kind in RULES]
    cases: list[tuple[str, Case]] = [(rule.name, case) for rule in rules for case in rule.cases(conference)]
    found = [case for _, some in cases_together(cases) for case in some]
    assert sorted(map(id, found)) == sorted(id(case) for _, case in cases)
    for _, case in cases:
        (alone,) = cases_together([("", case)])
        assert alone == (clause(case), (case,))
