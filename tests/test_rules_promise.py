"""What rules promise of their cases, so that a large day can be looked through: held against every rule of the book."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference import Conference, Room, Session
from scheduler.programme import Placement, Programme
from scheduler.rule import Case, Rule
from scheduler.rules import RULES
from tests.conferences import conferences
from tests.statements import statements

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def broken(case: Case, session: Session, start: int, room: Room | None) -> int:
    return len(case.breaches(Programme((Placement(session, start, room),))))


def everywhere(conference: Conference, session: Session) -> list[tuple[int, Room | None]]:
    return list(product(conference.starts(session), conference.places(session)))


@pytest.mark.parametrize("kind", [kind for kind in RULES if kind.narrows], ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_what_a_narrowing_rule_says_of_the_hour_it_says_in_every_room(
    kind: type[Rule], data: st.DataObject, conference: Conference
) -> None:
    for case in data.draw(statements(kind, conference)).cases(conference):
        (session,) = case.sessions
        told = {where: broken(case, session, *where) for where in everywhere(conference, session)}
        for (start, room), (other_start, other_room) in product(told, told):
            both = told[start, other_room] + told[other_start, room]
            assert told[start, room] + told[other_start, other_room] == both


@pytest.mark.parametrize("kind", [kind for kind in RULES if kind.narrows], ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_cases_that_say_they_are_alike_are_broken_at_the_same_hours_and_in_the_same_rooms(
    kind: type[Rule], data: st.DataObject, conference: Conference
) -> None:
    told: dict[object, dict[tuple[int, Room | None], int]] = {}
    for case in data.draw(statements(kind, conference)).cases(conference):
        if case.likeness is not None:
            (session,) = case.sessions
            where = everywhere(conference, session)
            here = {place: broken(case, session, *place) for place in where}
            assert told.setdefault((tuple(where), case.likeness), here) == here


@pytest.mark.parametrize("kind", [kind for kind in RULES if kind.takes_two], ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_a_rule_that_takes_two_sessions_is_broken_by_none_alone(
    kind: type[Rule], data: st.DataObject, conference: Conference
) -> None:
    for case in data.draw(statements(kind, conference)).cases(conference):
        for session in conference.held:
            for where in everywhere(conference, session):
                breaches = case.breaches(Programme((Placement(session, *where),)))
                assert not any(set(breach.sessions) == {session} for breach in breaches)


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data(), conference=conferences().filter(lambda c: c.held))
def test_a_case_that_speaks_of_rooms_is_broken_in_no_other(
    kind: type[Rule], data: st.DataObject, conference: Conference
) -> None:
    for case in data.draw(statements(kind, conference)).cases(conference):
        for session in conference.held if case.in_rooms else ():
            for start, room in everywhere(conference, session):
                assert room in case.in_rooms or not broken(case, session, start, room)
