"""Where the search for a large conference begins: a programme that is made without a solver."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.bench.made_up import large_day
from scheduler.checking.check import check
from scheduler.checking.single_session import domains
from scheduler.conference.programme import Programme
from scheduler.rules.book import standard_book
from scheduler.rules.in_order import InOrder
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule, Scope
from scheduler.search.budget import Stop
from scheduler.search.construct import LARGE, construct, construct_greedily
from scheduler.search.progress import Progress
from scheduler.search.shares import TimeShare
from scheduler.solving import solve as solving
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.formulate import formulate
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.support.small import day


def constructed(sessions: int) -> tuple[Programme, int, int]:
    """The programme by hand, what it costs, and what the planted one costs."""
    conference, planted = large_day(3, sessions // 15 + 2, sessions, people=4 * sessions)
    rules = standard_book(conference)
    programme = construct_greedily(conference, domains(Problem(conference, rules)))
    assert set(programme) == set(conference.held)
    assert check(Problem(conference, rules), programme).broken == ()
    return programme, check(Problem(conference, rules), programme).cost, check(Problem(conference, rules), planted).cost


@pytest.mark.parametrize("sessions", [30, 60, 150])
def test_by_hand_a_conference_has_a_programme_that_draws_few_people_from_what_they_wish(sessions: int) -> None:
    _, cost, planted = constructed(sessions)
    assert cost < planted / 2


def test_by_hand_the_same_conference_has_the_same_programme() -> None:
    assert constructed(30) == constructed(30)


def test_by_hand_people_are_there_and_rooms_open_and_free() -> None:
    led = {"speakers": ["Eva"]}
    talks: dict[str, dict[str, Any]] = {"Lunch": {"kind": "break", "needs_room": False}, "A": led, "B": led}
    people, closed = {"Eva": {"present": ["9:00-12:00"]}}, {"Zaal 1": {"closed": ["9:00-10:00"]}}
    conference = day(sessions=talks, people=people, rooms=closed)
    rules = standard_book(conference)
    programme = construct_greedily(conference, domains(Problem(conference, rules)))
    assert (len(programme), check(Problem(conference, rules), programme).broken) == (3, ())


def test_what_stands_in_the_way_is_moved_and_all_else_stays() -> None:
    """An order is nothing that is looked at by hand."""
    conference, _ = large_day(1, 4, 12, people=48)
    usual = standard_book(conference)
    meetings = [p for p in construct_greedily(conference, domains(Problem(conference, usual))).in_time_order if p.room]
    early, late = meetings[1], meetings[-1]  # after the plenary
    rules = (*usual, InOrder(first=Scope(sessions=(late.session,)), then=Scope(sessions=(early.session,))))

    def search(more: tuple[Rule, ...], start: Programme, _: TimeShare) -> Programme | None:
        answer = solve(Problem(conference, more), SolveOptions(start_from=start, canonical=False, explain=False))
        return answer.programme if isinstance(answer, Solved) else None

    found = construct(Problem(conference, rules), domains(Problem(conference, rules)), search)
    assert found is not None
    assert check(Problem(conference, rules), found).broken == ()
    assert {p.session for p in meetings if found[p.session] != p} <= {early.session, late.session}


def test_a_large_conference_has_its_programme_by_hand_before_the_search() -> None:
    conference, _ = large_day(3, 6, 60, people=240)
    rules = standard_book(conference)
    model = formulate(Problem(conference, rules)).model
    assert len(model.cp.proto.variables) > LARGE
    reports: list[Progress] = []
    stop = Stop()

    def at_once(progress: Progress) -> None:
        if progress.best is not None:
            reports.append(progress)
            stop.set()

    answer = solve(Problem(conference, rules), progress=at_once, stop=stop)
    programme = construct_greedily(conference, domains(Problem(conference, rules)))
    cost = check(Problem(conference, rules), programme).cost
    assert isinstance(answer, Solved)
    assert (answer.programme, answer.optimal, reports[0].best, reports[0].bound) == (programme, False, cost, None)


def interrupted(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> tuple[Solved | Undecided, list[str]]:
    """The answer when the search is ended as soon as it says that it is being prepared; and what it said."""
    monkeypatch.setattr(solving, "_A_WHILE", 0)
    stop, heard = Stop(), list[str]()

    def at_once(progress: Progress) -> None:
        heard.append(progress.words)
        stop.set()

    answer = solve(problem, progress=at_once, stop=stop)
    assert isinstance(answer, Solved | Undecided)
    return answer, heard


def test_while_the_model_is_made_a_search_ends_with_what_was_made_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    conference, _ = large_day(1, 4, 24, people=48)
    problem = Problem(conference, standard_book(conference))
    answer, heard = interrupted(problem, monkeypatch)
    assert isinstance(answer, Solved)
    assert answer.programme == construct_greedily(conference, domains(problem))
    assert (answer.searched, answer.optimal, answer.stopped) == (False, False, True)
    assert [words.startswith("preparing the search: demand ") for words in heard] == [True]


def test_while_the_model_is_made_and_nothing_was_made_by_hand_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    conference, _ = large_day(1, 4, 24, people=48)
    early, *_, late = (session for session in conference.held if session.kind.is_meeting)
    order = InOrder(first=Scope(sessions=(late,)), then=Scope(sessions=(early,)))
    other = InOrder(first=Scope(sessions=(early,)), then=Scope(sessions=(late,)))
    answer, _ = interrupted(Problem(conference, (*standard_book(conference), order, other)), monkeypatch)
    assert isinstance(answer, Undecided)
    assert (answer.prepared, answer.stopped) == (False, True)


def test_the_time_counts_while_the_model_is_made() -> None:
    conference, _ = large_day(1, 4, 24, people=48)
    answer = solve(Problem(conference, standard_book(conference)), SolveOptions(limit=0))
    assert isinstance(answer, Undecided)
    assert not answer.prepared


def test_what_numbers_show_to_be_impossible_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three talks and room for two: no statements are looked for that clash, since counting has told it."""
    monkeypatch.setattr(solving, "LARGE", 0)
    monkeypatch.setattr(solving, "conflict", None)
    conference = day(sessions={"A": {}, "B": {}, "C": {}}, rooms={"Zaal 1": {}}, rounds=["10:00-11:00", "11:00-12:00"])
    answer = solve(Problem(conference, standard_book(conference)))
    assert isinstance(answer, Impossible)
    assert answer.conflict.statements == ()


def test_the_fixed_rule_ends_when_a_step_of_it_is_too_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_STEP", 0.0)
    conference = day(sessions={"A": {}, "B": {}, "C": {}}, rounds=["10:00-11:00", "11:00-12:00"])
    answer = solve(Problem(conference, standard_book(conference)))
    assert isinstance(answer, Solved)
    assert (answer.optimal, answer.canonical) == (True, False)
