"""The judge says of a programme what the check says of it, whatever has moved: held against every rule of the book."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.check import check
from scheduler.checking.judge import Judge, Trial
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.plenary_stands_alone import PlenaryStandsAlone
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Breach, Rule
from scheduler.rules.wishes_attended import WishesAttended
from tests.rules.test_depends_on import OF_MANY, a_statement
from tests.support.conferences import choices, conferences
from tests.support.small import day, placed
from tests.support.statements import spoken_of, statement
from tests.support.tape import taped

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


def is_busy(conference: Conference) -> bool:
    return len(conference.held) > 1 and all(len(choices(conference, session)) > 1 for session in conference.held)


busy_enough = conferences().filter(is_busy)


def talks_or_not(kind: type[Rule]) -> st.SearchStrategy[Conference]:
    return spoken_of(kind).filter(is_busy)


def somewhere(conference: Conference, session: Session) -> st.SearchStrategy[Placement | None]:
    return st.sampled_from(choices(conference, session))


def anything(conference: Conference) -> st.SearchStrategy[Programme]:
    """Every session dropped or put somewhere, whatever the rules say of it."""
    each = [choices(conference, session) for session in conference.held]
    return taped(lambda tape: Programme(tuple(p for p in (tape.among(*some) for some in each) if p)))


def books(conference: Conference, kind: type[Rule]) -> st.SearchStrategy[tuple[Rule, ...]]:
    """One or two statements of the rule, beside a statement or two of others."""
    others = taped(lambda tape: [statement(tape, tape.among(*RULES), conference) for _ in range(tape.below(3))])
    some: st.SearchStrategy[Any] = st.tuples(a_statement(kind, conference), others)
    return some.map(lambda both: (both[0], *both[1]))


def holds(judge: Judge, problem: Problem) -> None:
    """All that can be asked of the judge is what the check says of its programme."""
    whole = check(problem, judge.programme)
    report = judge.report()
    assert report == whole
    assert (report.misses, report.turnouts) == (whole.misses, whole.turnouts)
    assert (judge.costs, judge.cost) == (whole.costs, whole.cost)
    assert (judge.broken, judge.keeps_hard_rules) == (whole.broken, not whole.broken)
    assert (judge.results, judge.misses) == (whole.results, whole.misses)


def moved(data: st.DataObject, judge: Judge, conference: Conference) -> None:
    """One random act: a session moves, comes in, is dropped, or changes places; or the last act is taken back."""
    session = data.draw(st.sampled_from(conference.held))
    others = [other for other in judge.programme if other != session]
    if session in judge.programme and others and data.draw(st.booleans()):
        judge.swap(session, data.draw(st.sampled_from(others)))
    else:
        judge.place(session, data.draw(somewhere(conference, session)))


@pytest.mark.parametrize("kind", [*RULES, *OF_MANY], ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data())
def test_after_every_move_the_judge_says_what_the_check_says(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(talks_or_not(kind))
    problem = Problem(conference, data.draw(books(conference, kind)))
    judge = Judge(problem, data.draw(anything(conference)))
    holds(judge, problem)
    before = [judge.report()]
    for _ in range(data.draw(st.integers(1, 4))):
        moved(data, judge, conference)
        holds(judge, problem)
        before.append(judge.report())
    while len(before) > 1:
        before.pop()
        judge.undo()
        holds(judge, problem)
        assert judge.report() == before[-1]


def broken_by(problem: Problem, programme: Programme, sessions: tuple[Session, ...]) -> list[Breach]:
    """What is broken in it, case by case, and is not when these sessions are out of it. By the check alone."""
    without = programme.moved(dropped=sessions)
    return [
        breach
        for rule in problem.rules
        if rule.weight is None
        for case in rule.cases(problem.conference)
        for breach in case.breaches(programme)
        if breach not in case.breaches(without)
    ]


def as_the_check_has_it(problem: Problem, programme: Programme, trial: Trial) -> None:
    changed = programme.moved(*trial.placements)
    sessions = tuple(placement.session for placement in trial.placements)
    assert (trial.costs, trial.cost) == (check(problem, changed).costs, check(problem, changed).cost)
    assert list(trial.broken) == broken_by(problem, changed, sessions)


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data())
def test_what_every_place_and_every_swap_would_be_is_what_the_check_says_of_it(
    kind: type[Rule], data: st.DataObject
) -> None:
    conference = data.draw(talks_or_not(kind))
    problem = Problem(conference, data.draw(books(conference, kind)))
    judge = Judge(problem, data.draw(anything(conference)))
    session = data.draw(st.sampled_from(conference.held))
    moved(data, judge, conference)
    now = judge.programme
    everywhere = judge.places(session)
    assert [trial.placements for trial in everywhere] == [(place,) for place in choices(conference, session) if place]
    swaps = judge.swaps(session) if session in now else []
    for trial in (*everywhere[:12], *swaps):
        as_the_check_has_it(problem, now, trial)
    for trial in everywhere[:3]:
        assert judge.tried(*trial.placements) == trial
    hard, weighted = judge.places(session, weighted=False), judge.places(session, hard=False)
    assert [(trial.broken, trial.costs) for trial in hard] == [(trial.broken, judge.costs) for trial in everywhere]
    assert [(trial.broken, trial.costs) for trial in weighted] == [((), trial.costs) for trial in everywhere]
    holds(judge, problem)
    assert judge.programme is now


MORNING = day(
    sessions={"Opening": {"kind": "plenary"}, "Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
    groups={"Europa": {"member": ["Anna"]}, "Wonen": {"member": ["Anna"], "interested": ["Bob"]}},
    hours="9:00-12:00",
    every=60,
)
OPENING, EUROPA, WONEN = MORNING.sessions
RULES_OF_IT = (EverySessionHeld(), OneSessionPerRoom(), PlenaryStandsAlone(), WishesAttended(weight=3))


def test_a_place_is_told_with_what_it_breaks_and_what_the_day_then_costs() -> None:
    start = placed(MORNING, "Opening 9:00 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:00 Zaal 2")
    judge = Judge(Problem(MORNING, RULES_OF_IT), start)
    found = {
        (trial.placements[0].start, str(trial.placements[0].room)): ([b.sentence for b in trial.broken], trial.cost)
        for trial in judge.places(WONEN)
    }
    beside = "Wonen (9.00–10.00) runs in parallel with Opening (9.00–10.00), which is for everyone."
    taken = "Zaal 1 has {} and Wonen ({}) at the same time."
    assert found == {
        (540, "Zaal 1"): ([taken.format("Opening (9.00–10.00)", "9.00–10.00"), beside], 0),
        (540, "Zaal 2"): ([beside], 0),
        (600, "Zaal 1"): ([taken.format("Europa (10.00–11.00)", "10.00–11.00")], 6),  # Anna misses one: 3 x member 2
        (600, "Zaal 2"): ([], 6),
        (660, "Zaal 1"): ([], 0),
        (660, "Zaal 2"): ([], 0),
    }


def test_a_swap_is_told_before_anything_moves() -> None:
    start = placed(MORNING, "Opening 9:00 Zaal 1; Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2")
    judge = Judge(Problem(MORNING, RULES_OF_IT), start)
    with_opening, with_europa = judge.swaps(WONEN)
    assert [breach.sentence for breach in with_opening.broken] == [
        "Europa (10.00–11.00) runs in parallel with Opening (10.00–11.00), which is for everyone."
    ]
    assert (with_europa.broken, with_europa.costs, judge.costs) == ((), {1: 6}, {1: 6})
    assert judge.programme == start


def test_what_is_dropped_comes_back_by_undo() -> None:
    start = placed(MORNING, "Opening 9:00 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:00 Zaal 2")
    judge = Judge(Problem(MORNING, RULES_OF_IT), start)
    judge.place(OPENING, None)
    assert [breach.sentence for breach in judge.broken] == ["Opening is dropped."]
    judge.undo()
    assert (judge.broken, judge.programme) == ((), start)
    with pytest.raises(IndexError):
        judge.undo()


def test_a_session_is_not_put_where_another_is_meant_to_stand() -> None:
    judge = Judge(Problem(MORNING, standard_book(MORNING)), Programme())
    with pytest.raises(ValueError, match="Europa cannot be put where Wonen is meant to stand"):
        judge.place(EUROPA, Placement(WONEN, 600))
