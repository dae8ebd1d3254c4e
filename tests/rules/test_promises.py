"""What rules promise of their cases, so that a large day can be looked through: held against every rule of the book.

And against the rules that a repair, a question or a trial has besides: no day file names those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pkgutil import walk_packages
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import scheduler
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.questions.repair.drop_rules import FewDropped
from scheduler.questions.repair.frozen import FixOthers, KeepNamed, KeepPast, KeepUnmoved
from scheduler.questions.why.question import StandsAsAsked
from scheduler.rules.book import RULES
from scheduler.rules.protocols import equivalence_key, helped_by, in_rooms
from scheduler.rules.rule import Case, Rule
from scheduler.rules.time_to_breathe import TimeToBreathe
from tests.support.small import day, placed
from tests.support.statements import spoken_of, statements
from tests.support.tape import Tape, a_few, taped

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def broken(case: Case, session: Session, start: int, room: Room | None) -> int:
    return len(case.breaches(Programme((Placement(session, start, room),))))


def promises(kind: type[Rule], name: str) -> bool:
    """Whether all statements of that rule promise it."""
    return getattr(kind, name, False) is True


def everywhere(conference: Conference, session: Session) -> list[tuple[int, Room | None]]:
    return list(product(conference.starts(session), conference.places(session)))


def every_rule() -> Iterator[type[Rule]]:
    """All that netday has, whoever imports it."""
    for module in walk_packages(scheduler.__path__, "scheduler."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found = list(Rule.__subclasses__())
    for known in found:
        found += [new for new in known.__subclasses__() if new not in found]
    return (known for known in found if known.__module__.startswith("scheduler."))


def anywhere(conference: Conference) -> st.SearchStrategy[Programme]:
    """Every session dropped or put somewhere, whatever the rules say of it."""
    each = [[Placement(session, *where) for where in everywhere(conference, session)] for session in conference.held]

    def somewhere(tape: Tape) -> Programme:
        return Programme(tuple(tape.among(*some) for some in each if some and tape.either))

    return taped(somewhere)


def published(conference: Conference) -> st.SearchStrategy[Edition]:
    return anywhere(conference).map(lambda programme: Edition(conference, programme))


def hours(conference: Conference) -> list[int]:
    return sorted({start for session in conference.held for start in conference.starts(session)}) or [600]


def names(conference: Conference) -> list[str]:
    things = (conference.sessions, conference.rooms, conference.groups, conference.people)
    return [thing.name for kind in things for thing in kind]


# The narrowing rules that are not in the book: how one is drawn.
BESIDE_THE_BOOK: dict[type[Rule], Callable[[Conference], st.SearchStrategy[Any]]] = {
    KeepNamed: lambda c: st.builds(KeepNamed, published=published(c), names=a_few(names(c), 1)),
    KeepPast: lambda c: st.builds(KeepPast, published=published(c), now=st.sampled_from(hours(c))),
    KeepUnmoved: lambda c: st.builds(KeepUnmoved, published=published(c), found=anywhere(c)),
    FixOthers: lambda c: st.builds(
        FixOthers, programme=anywhere(c), free=a_few([session.name for session in c.held]).map(frozenset)
    ),
    FewDropped: lambda c: st.builds(FewDropped, held=a_few(c.held)),
    StandsAsAsked: lambda c: st.builds(
        StandsAsAsked, session=st.sampled_from(c.held), at=a_few(hours(c)), rooms=a_few(c.rooms), not_at=a_few(hours(c))
    ),
}


every_rule_of_the_book = pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)


def drawn(kind: type[Rule], conference: Conference) -> st.SearchStrategy[Any]:
    return BESIDE_THE_BOOK[kind](conference) if kind in BESIDE_THE_BOOK else statements(kind, conference)


def test_every_rule_that_narrows_is_held_to_it() -> None:
    narrowing = {kind for kind in every_rule() if promises(kind, "single_session")}
    assert narrowing == {kind for kind in RULES if promises(kind, "single_session")} | set(BESIDE_THE_BOOK)


@pytest.mark.parametrize(
    "kind",
    [*(kind for kind in RULES if promises(kind, "single_session")), *BESIDE_THE_BOOK],
    ids=lambda kind: kind.name,
)
@slow_to_draw
@given(data=st.data())
def test_what_a_narrowing_rule_says_of_the_hour_it_says_in_every_room(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(spoken_of(kind))
    for case in data.draw(drawn(kind, conference)).cases(conference):
        (session,) = case.sessions
        broken_at = {where: broken(case, session, *where) for where in everywhere(conference, session)}
        for (start, room), (other_start, other_room) in product(broken_at, broken_at):
            both = broken_at[start, other_room] + broken_at[other_start, room]
            assert broken_at[start, room] + broken_at[other_start, other_room] == both


@pytest.mark.parametrize(
    "kind", [kind for kind in RULES if promises(kind, "single_session")], ids=lambda kind: kind.name
)
@slow_to_draw
@given(data=st.data())
def test_cases_that_say_they_are_alike_are_broken_at_the_same_hours_and_in_the_same_rooms(
    kind: type[Rule], data: st.DataObject
) -> None:
    conference = data.draw(spoken_of(kind))
    by_key: dict[object, dict[tuple[int, Room | None], int]] = {}
    for case in data.draw(statements(kind, conference)).cases(conference):
        if (key := equivalence_key(case)) is not None:
            (session,) = case.sessions
            where = everywhere(conference, session)
            here = {place: broken(case, session, *place) for place in where}
            assert by_key.setdefault((tuple(where), key), here) == here


@pytest.mark.parametrize("kind", [kind for kind in RULES if promises(kind, "needs_two")], ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data())
def test_a_rule_that_takes_two_sessions_is_broken_by_none_alone(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(spoken_of(kind))
    for case in data.draw(statements(kind, conference)).cases(conference):
        for session in conference.held:
            for where in everywhere(conference, session):
                breaches = case.breaches(Programme((Placement(session, *where),)))
                assert not any(set(breach.sessions) == {session} for breach in breaches)


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data())
def test_a_case_that_speaks_of_rooms_is_broken_in_no_other(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(spoken_of(kind))
    for case in data.draw(statements(kind, conference)).cases(conference):
        for session in conference.held if in_rooms(case) else ():
            for start, room in everywhere(conference, session):
                assert room in in_rooms(case) or not broken(case, session, start, room)


@every_rule_of_the_book
@slow_to_draw
@given(data=st.data())
def test_a_case_that_is_kept_is_broken_by_leaving_out_none_but_those_that_help_it(
    kind: type[Rule], data: st.DataObject
) -> None:
    conference = data.draw(spoken_of(kind).filter(lambda c: len(c.held) > 1))
    for case in data.draw(statements(kind, conference)).cases(conference):
        programme = data.draw(anywhere(conference))
        if case.breaches(Programme()) or case.breaches(programme):
            continue  # that demands that something is held, or is broken anyway
        for session in programme:
            if session not in helped_by(case):
                assert not case.breaches(programme.moved(dropped=[session])), (str(case), session.name)


def test_who_waits_no_longer_than_so_long_is_helped_by_the_session_between() -> None:
    anna = {"speakers": ["Anna"]}
    conference = day(sessions={"A": anna, "B": anna, "C": anna})
    (case,) = TimeToBreathe(most=600, longest_gap=60).cases(conference)
    programme = placed(conference, "A 9:00 Zaal 1; B 11:00 Zaal 1; C 13:00 Zaal 1")
    between = conference.sessions[1]
    assert not case.breaches(programme)
    assert case.breaches(programme.moved(dropped=[between]))
    assert between in helped_by(case)
