"""Explanations of random impossible days against brute force: causes impossible, smallest, independent, and all told.

And remedies: each makes the day possible, and no single change of the whole catalogue that asks less would have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference
from scheduler.questions.explain import Cause, Explained, Possible, explain
from scheduler.questions.explain.cause_text import sentences
from scheduler.questions.explain.causes import Causes
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.remedies import Remedies
from scheduler.questions.explain.repairs import RepairSearch
from scheduler.questions.explain.requirements import Requirement, requirements
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case, Rule
from scheduler.rules.session_in_its_window import SessionInItsWindow
from scheduler.rules.talk_in_good_rooms import TalkInGoodRooms
from scheduler.rules.track_in_consecutive_rounds import TrackInConsecutiveRounds
from scheduler.search.budget import Budget
from scheduler.solving.answers import Solved
from scheduler.solving.feasibility import Feasibility
from scheduler.text.language import Language
from scheduler.text.sentence import speaking, spoken
from tests.support.both_languages import says_the_same
from tests.support.explained_days import (
    Drawn,
    days_made_impossible_by,
    every_change,
    helps,
    hold_together,
    impossible_days,
    some_times,
    with_changes,
)
from tests.support.small import day

# Brute force over every change takes a second or two a day, so the usual run draws few; `make test-deep` draws many.
DRAWN = min(400, settings().max_examples)
drawn_often = settings(suppress_health_check=list(HealthCheck), max_examples=max(12, DRAWN // 2))
at_times = settings(drawn_often, max_examples=max(6, DRAWN // 4))
now_and_then = settings(drawn_often, max_examples=max(1, DRAWN // 20))


def causes_of(drawn: Drawn) -> Causes:
    conference, book = drawn
    trials = Feasibility(Problem(conference, tuple(book)), Budget(60), some_times(conference))
    causes = Causes(trials, requirements(Problem(conference, book)))
    assert not causes.possible()
    assert list(causes.search()) == causes.found
    assert causes.all_found
    return causes


def holds_of_causes(drawn: Drawn) -> None:
    """Each cause is impossible, none of it can be spared, and without the independent ones the day is possible."""
    conference, _ = drawn
    causes = causes_of(drawn)
    assert causes.found
    for cause in causes.found:
        assert cause.smallest
        assert not hold_together(conference, cases_of(cause.requirements))
        for spared in cause.requirements:
            rest = [requirement for requirement in cause.requirements if requirement is not spared]
            assert hold_together(conference, cases_of(rest)), str(spared)
    in_both_languages([one for cause in causes.found for one in sentences(cause, conference)], conference)
    own = [set(cause.own or cause.requirements) for cause in causes.found if not cause.entangled]
    assert len(set().union(*own)) == sum(map(len, own))
    left = [requirement for requirement in causes.requirements if requirement not in set().union(*own)]
    assert hold_together(conference, cases_of(left))


def in_both_languages(texts: Sequence[str], conference: Conference) -> None:
    """What an explanation tells is the same in Dutch, with no English in it."""
    with speaking(Language.of("nl")):
        dutch = [spoken(one) for one in texts]
    for one, other in zip(dutch, texts, strict=True):
        says_the_same(one, other, conference)


def cases_of(some: Iterable[Requirement]) -> list[Case]:
    return [requirement.case for requirement in some]


@drawn_often
@given(impossible_days())
def test_each_cause_is_impossible_smallest_and_independent_and_none_is_left(drawn: Drawn) -> None:
    holds_of_causes(drawn)


def repairs_of(problem: Problem, causes: Sequence[Cause]) -> RepairSearch:
    return RepairSearch(problem, causes, lambda p: Feasibility(p, Budget(60), ()))


def searched(drawn: Drawn, most: int) -> tuple[Problem, Remedies, list[tuple[Change, ...]]]:
    problem = Problem(drawn[0], tuple(drawn[1]))
    causes = causes_of(drawn).found
    search = Remedies(repairs_of(problem, causes), most=most)
    remedies = list(search.search())
    assert search.complete
    return problem, search, remedies


def holds_of_remedies(drawn: Drawn, most: int) -> None:
    """Each makes the day possible; no change of the whole catalogue that asks less does; a line has all its changes."""
    problem, search, remedies = searched(drawn, most)
    for changes in remedies:
        assert helps(problem, changes) is not False, list(map(str, changes))
    in_both_languages([change.sentence for changes in remedies for change in changes], problem.conference)
    single = [changes[0] for changes in remedies if len(changes) == 1]
    lines = {change.group for change in single}
    until = single[-1].asks if len(lines) >= most else None
    least: dict[object, int] = {}
    for change in single:
        least[change.matter] = min(change.asks, least.get(change.matter, change.asks))
    sized = {str(change) for change in search.repairs.candidates(search.repairs.conflicts[0])}
    for change in every_change(problem):
        if str(change).startswith(("Open ", "Add ")) and str(change) not in sized:
            continue  # a room is opened or added for one session of the cause or for the day, not for other lengths
        wanted = change.group in lines or until is None or change.asks < until
        if wanted and change.asks < least.get(change.matter, change.asks + 1):
            assert not helps(problem, [change]), str(change)
    holds_of_sets(search, remedies)


def holds_of_sets(search: Remedies, remedies: list[tuple[Change, ...]]) -> None:
    """Where one change is needed for each cause: those that ask least first, but for one that does for several."""
    for choice in search.choices:
        after_first = [change.asks for change in choice[1:]]
        assert after_first == sorted(after_first)
    if search.choices:
        assert set(remedies[-1]) <= {change for choice in search.choices for change in choice}


@at_times
@given(impossible_days(), st.sampled_from([1, 2, 2, 6]))
def test_every_remedy_makes_the_day_possible_and_no_single_change_that_asks_less_would(drawn: Drawn, most: int) -> None:
    holds_of_remedies(drawn, most)


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
def test_the_causes_of_a_day_that_one_rule_makes_impossible_are_so(kind: type[Rule]) -> None:
    @now_and_then
    @given(days_made_impossible_by(kind))
    def so(drawn: Drawn) -> None:
        holds_of_causes(drawn)

    so()


@at_times
@given(st.sampled_from(RULES).flatmap(days_made_impossible_by), st.sampled_from([1, 2, 6]))
def test_the_remedies_for_a_day_that_one_rule_makes_impossible_are_so(drawn: Drawn, most: int) -> None:
    holds_of_remedies(drawn, most)


@at_times
@given(impossible_days())
def test_of_the_changes_for_one_cause_none_that_would_do_is_passed_over(drawn: Drawn) -> None:
    problem = Problem(drawn[0], tuple(drawn[1]))
    causes = causes_of(drawn).found
    repairs = repairs_of(problem, causes)
    first = repairs.conflicts[0]
    would_do = [str(c) for c in repairs.candidates(first) if repairs.can_be_held(c.apply(problem), first)]
    found = [str(repairs.repair(first, place)) for place in range(len(would_do) + 1)]
    assert found == [*would_do, "None"]


def test_where_two_rooms_are_too_small_each_session_can_go_to_the_one_that_is_not() -> None:
    groups = {"Bestuur": {"member": [f"P{k}" for k in range(20)]}}
    rooms = {"Zaal 1": {"capacity": 10}, "Zaal 2": {"capacity": 90}, "Zaal 3": {"capacity": 5}}
    only = {"groups": ["Bestuur"], "rooms": ["Zaal 1"]}
    two = day(sessions={"Opening": only, "Slot": only}, groups=groups, rooms=rooms)
    answer = explain(Problem(two, standard_book(two)))
    assert isinstance(answer, Explained)
    assert [str(choice[0]) for choice in answer.choices] == [
        f"Let {session} stand in Zaal 2 too." for session in ("Opening", "Slot")
    ]


def test_a_talk_in_rounds_can_begin_when_its_guest_is_there() -> None:
    rounds = ["9:00-10:00", "10:15-11:15", "11:30-12:30"]
    people = {"Anna": {"present": ["10:30-11:30"], "guest": True}}
    one = day(sessions={"Talk": {"speakers": ["Anna"]}}, people=people, rounds=rounds)
    answer = explain(Problem(one, standard_book(one)))
    assert isinstance(answer, Explained)
    assert [str(remedy.changes[0]) for remedy in answer.remedies][:2] == [
        "Let Talk begin at 10.30, when no round begins.",
        "Let Anna come at 10.15 (15 minutes sooner).",
    ]


def test_seats_are_not_told_of_where_a_date_happens_to_hold_the_number_of_people() -> None:
    people = {"Anna": {"present": ["2/16:30-17:00"]}}
    rooms = {"Zaal 1": {"capacity": 40}, "Zaal 2": {"capacity": 50}}
    two = day(sessions={"Talk": {"speakers": ["Anna"], "expected": 20}}, people=people, rooms=rooms, days=2)
    answer = explain(Problem(two, standard_book(two)))
    assert isinstance(answer, Explained)
    assert [sentence for cause in answer.causes for sentence in sentences(cause, two) if "seats" in sentence] == []


def test_a_guest_of_the_first_day_comes_on_the_second_too_and_does_not_stay_the_night() -> None:
    two = day(
        sessions={"Talk": {"speakers": ["Anna", "Bob"], "minutes": 60}},
        people={"Anna": {"present": ["1/9:00-12:00"], "guest": True}, "Bob": {"present": ["2/9:00-10:00"]}},
        days=2,
    )
    answer = explain(Problem(two, standard_book(two)))
    assert isinstance(answer, Explained)
    assert [str(remedy.changes[0]) for remedy in answer.remedies][:2] == [
        "Let Bob be there on Fri 10 February from 9.00 to 10.00 too (60 minutes more).",
        "Let Anna be there on Sat 11 February from 9.00 to 10.00 too (60 minutes more).",
    ]


@now_and_then
@given(impossible_days())
def test_an_explanation_is_of_an_impossible_day_and_its_programmes_pass_the_check(drawn: Drawn) -> None:
    conference, book = drawn
    answer = explain(Problem(conference, book), limit=20)
    assert isinstance(answer, Explained)
    assert answer.causes
    for remedy in answer.remedies:
        problem = with_changes(Problem(conference, tuple(book)), remedy.changes)
        assert [
            b.sentence for r in problem.rules for c in r.cases(problem.conference) for b in c.breaches(remedy.programme)
        ] == []
        assert isinstance(remedy.solved, Solved)


def test_a_possible_day_has_nothing_to_explain() -> None:
    two = day(sessions={"Europa": {}, "Wonen": {}})
    assert isinstance(explain(Problem(two, standard_book(two))), Possible)


def test_a_track_with_a_gap_is_explained_where_nothing_else_tells_its_rooms_apart() -> None:
    rounds = ["9:00-9:30", "10:00-10:30", "11:00-11:30"]
    talks = {"Dijken": {"track": "Water", "starts": ["9:00"]}, "Pompen": {"track": "Water", "starts": ["11:00"]}}
    small = day(sessions=talks, tracks={"Water": {}}, rounds=rounds, slots=1, rooms={"Zaal 1": {}, "Zaal 2": {}})
    rules = (EverySessionHeld(), SessionInItsWindow(), TrackInConsecutiveRounds())
    answer = explain(Problem(small, rules))
    assert isinstance(answer, Explained)
    assert "The rounds of Water follow one another." in map(str, answer.causes[0].requirements)


def test_a_talk_of_which_nobody_says_that_it_needs_a_room_may_stand_in_none_that_suits_it_less() -> None:
    talks = {"Dijken": {"track": "Water", "rooms_rather_not": {"Zaal 1": 1}}}
    small = day(sessions=talks, tracks={"Water": {}}, rounds=["9:00-9:30"], slots=1, rooms={"Zaal 1": {}})
    answer = explain(Problem(small, (EverySessionHeld(), TalkInGoodRooms(weight=None))))
    assert isinstance(answer, Explained)
    assert "Dijken needs a room." in map(str, answer.causes[0].requirements)
