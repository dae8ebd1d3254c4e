"""What cases promise of the sessions and rooms that can change their breaches: held against every rule that there is.

On these promises stands whoever keeps the judgement of a programme up to date: `scheduler.checking.judge`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.alternatives.distance import Differs
from scheduler.questions.explain.requirements import Begins, FewLeftOut, HasRoom
from scheduler.questions.explain.rule_without_cases import RuleWithoutCases
from scheduler.questions.prices.relaxed_rule import RelaxedRule
from scheduler.questions.rehearse.mishaps import RoomShut
from scheduler.questions.repair.drop_rules import FewLose
from scheduler.questions.repair.stay_rules import (
    DiariesStay,
    EachStays,
    FewPeopleAffected,
    HoursStay,
    RoomsStay,
    SessionsStay,
    Staying,
)
from scheduler.questions.why.question import Beside
from scheduler.rules.book import RULES
from scheduler.rules.fair_share import FairShare
from scheduler.rules.protocols import InParts, in_rooms, rooms_matter
from scheduler.rules.rule import Case, Rule
from scheduler.rules.talk_pairs import PairsApart
from tests.rules.test_promises import BESIDE_THE_BOOK, anywhere, drawn, every_rule, published, slow_to_draw
from tests.support.statements import spoken_of, weights
from tests.support.tape import a_few

# The other rules that are not in the book, which speak of more than one session: how one is drawn.
OF_MANY: dict[type[Rule], Callable[[Conference], st.SearchStrategy[Any]]] = {
    DiariesStay: lambda c: st.builds(DiariesStay, published=published(c)),
    FewPeopleAffected: lambda c: st.builds(FewPeopleAffected, published=published(c), most=st.integers(0, 3)),
    SessionsStay: lambda c: st.builds(SessionsStay, published=published(c), apart=a_few(c.held)),
    HoursStay: lambda c: st.builds(HoursStay, published=published(c)),
    RoomsStay: lambda c: st.builds(RoomsStay, published=published(c)),
    FewLose: lambda c: st.builds(FewLose, losing=st.dictionaries(st.sampled_from(c.held), st.integers(0, 3))),
    Beside: lambda c: st.builds(
        Beside, session=st.sampled_from(c.held), other=st.sampled_from(c.held), beside=st.booleans()
    ),
    Differs: lambda c: st.builds(
        Differs,
        others=st.lists(anywhere(c), min_size=1, max_size=2).map(tuple),
        least=st.integers(0, 3),
        people=st.integers(0, 2),
        weight=weights,
    ),
    RoomShut: lambda c: st.builds(
        RoomShut, room=st.sampled_from(c.rooms), shut=st.sampled_from([Span(540, 600), Span(600, 720)])
    ),
}
CASES_OF_OTHERS = {RuleWithoutCases, RelaxedRule}  # they leave out cases of another rule, and have none of their own
FOUNDATIONS = {Staying, EachStays, PairsApart}  # others are built on them
BOOK_AND_BESIDE = [*RULES, *BESIDE_THE_BOOK, *OF_MANY]

every_kind = pytest.mark.parametrize("kind", BOOK_AND_BESIDE, ids=lambda kind: kind.name)


def busy_enough(kind: type[Rule]) -> st.SearchStrategy[Conference]:
    return spoken_of(kind).filter(lambda c: len(c.held) > 1)


def a_statement(kind: type[Rule], conference: Conference) -> st.SearchStrategy[Any]:
    return OF_MANY[kind](conference) if kind in OF_MANY else drawn(kind, conference)


def cases_of(kind: type[Rule], conference: Conference, data: st.DataObject) -> Iterator[Case]:
    rule: Rule = data.draw(a_statement(kind, conference))
    return rule.cases(conference)


def together(conference: Conference, placements: Iterable[Placement | None]) -> Programme:
    """In the order of the file, in which no rule should see a difference."""
    by_session = {placement.session: placement for placement in placements if placement}
    return Programme(tuple(by_session[session] for session in conference.held if session in by_session))


def mixed(conference: Conference, named: Iterable[Session], one: Programme, other: Programme) -> Programme:
    """What is named as in the one, all else as in the other."""
    kept = set(named)
    return together(conference, [(one if session in kept else other).get(session) for session in conference.held])


def in_the_rooms_of(conference: Conference, other: Programme, one: Programme) -> Programme:
    """What stands in the one at its hours, in other rooms: those of the other programme, where it has the session."""
    placements = (other.get(placement.session, placement) for placement in one.values())
    rooms = {placement.session: placement.room for placement in placements}
    return together(conference, [Placement(p.session, p.start, rooms[p.session]) for p in one.values()])


def test_every_rule_is_held_to_its_promises() -> None:
    assert set(every_rule()) == {*BOOK_AND_BESIDE, *CASES_OF_OTHERS, *FOUNDATIONS}


@every_kind
@slow_to_draw
@given(data=st.data())
def test_a_case_names_every_session_and_room_that_can_change_its_breaches(
    kind: type[Rule], data: st.DataObject
) -> None:
    conference = data.draw(busy_enough(kind))
    one, other = data.draw(anywhere(conference)), data.draw(anywhere(conference))
    elsewhere = in_the_rooms_of(conference, other, one)
    for case in cases_of(kind, conference, data):
        breaches = case.breaches(one)
        assert case.breaches(Programme(one.placements[::-1])) == breaches
        if case.depends_on:
            assert set(case.sessions) <= set(case.depends_on)
            assert case.breaches(mixed(conference, case.depends_on, one, other)) == breaches
        if not rooms_matter(case):
            assert case.breaches(elsewhere) == breaches
        if rooms := in_rooms(case):
            inside = tuple(placement for placement in one.values() if placement.room in rooms)
            assert case.breaches(Programme(inside)) == breaches


@given(data=st.data(), conference=busy_enough(FairShare))
@slow_to_draw
def test_so_does_what_explaining_a_day_asks_besides(data: st.DataObject, conference: Conference) -> None:
    one, other = data.draw(anywhere(conference)), data.draw(anywhere(conference))
    session = data.draw(st.sampled_from(conference.held))
    among, most = data.draw(a_few(conference.held, 1)), data.draw(st.integers(0, 2))
    for case in (Begins(conference, session), HasRoom(session), FewLeftOut(among, most)):
        moved = mixed(conference, case.depends_on, one, other)
        assert case.breaches(moved) == case.breaches(one)


@slow_to_draw
@given(data=st.data(), conference=busy_enough(FairShare))
def test_the_numbers_of_the_parts_of_a_case_make_its_breaches(data: st.DataObject, conference: Conference) -> None:
    one, other = data.draw(anywhere(conference)), data.draw(anywhere(conference))
    for case in cases_of(FairShare, conference, data):
        assert isinstance(case, InParts)
        assert case.breaches(one) == case.breaches_of([part.number(one) for part in case.parts])
        for part in case.parts:
            assert part.number(mixed(conference, part.depends_on, one, other)) == part.number(one)
