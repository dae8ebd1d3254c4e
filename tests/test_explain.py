"""Explanations of random impossible days against brute force: causes impossible, smallest, independent, and all told.

And remedies: each makes the day possible, and no single change that asks less would have.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.answer import Solved
from scheduler.conference import Conference, Session
from scheduler.conflict_trial import Trials
from scheduler.explain import Explained, Possible, explain
from scheduler.explain.causes import Cause, Causes
from scheduler.explain.change import Change, Plan
from scheduler.explain.remedies import Remedies
from scheduler.explain.requirement import Requirement, requirements
from scheduler.explain.telling import sentences
from scheduler.programme import Placement, Programme
from scheduler.rule import Case, Rule
from scheduler.rules import RULES, standard_book
from tests.conferences import conferences, how_many, programmes
from tests.small import day
from tests.statements import statements

SOME_TIMES = (0, 550, 615, 1000)  # when a session can begin of which nothing is said: few, so that all can be listed
few = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    max_examples=15,
)


def wide_choices(conference: Conference, session: Session) -> list[Placement | None]:
    """Dropped (None), or anywhere at all: at each of its hours and some others, in any room and in none."""
    starts = sorted({*conference.starts(session), *SOME_TIMES})
    rooms = [*conference.places(session), None] if session.needs_room else [None]
    return [None, *(Placement(session, start, room) for start in starts for room in rooms)]


def hold_together(conference: Conference, cases: Iterable[Case]) -> bool:
    """Whether some programme keeps all of them, by brute force."""
    cases = list(cases)
    alone = {s: [case for case in cases if case.sessions == (s,)] for s in conference.held}
    together = [case for case in cases if len(case.sessions) != 1]
    musts = {s: [c for c in alone[s] if c.breaches(Programme())] for s in conference.held}
    choices = []
    for session in conference.held:
        # What one session cannot have by itself is left out before all are put together.
        placed = [p for p in wide_choices(conference, session) if p is not None or not musts[session]]
        choices.append([p for p in placed if not p or not any(_alone_broken(c, p) for c in alone[session])])
    for placements in product(*choices):
        programme = Programme(tuple(placement for placement in placements if placement is not None))
        if not any(case.breaches(programme) for case in together) and not any(
            case.breaches(programme) for cases in alone.values() for case in cases
        ):
            return True
    return False


def _alone_broken(case: Case, placement: Placement) -> bool:
    return any(set(b.sessions) == {placement.session} for b in case.breaches(Programme((placement,))))


@st.composite
def impossible_days(draw: st.DrawFn) -> tuple[Conference, list[Rule]]:
    """A small day that the standard book and some hard statements make impossible."""
    conference = draw(conferences(most=120).filter(lambda c: how_many(c) > 0))
    book = [rule for rule in standard_book(conference) if rule.weight is None]
    kinds = draw(st.lists(st.sampled_from(RULES), max_size=2, unique=True))
    book += [draw(statements(kind, conference)).model_copy(update={"weight": None}) for kind in kinds]
    cases = [case for rule in book for case in rule.cases(conference)]
    possible = any(not any(case.breaches(p) for case in cases) for p in programmes(conference))
    assume(not possible)
    return conference, book


def causes_of(conference: Conference, book: list[Rule]) -> Causes:
    trials = Trials(conference, tuple(book), time.monotonic() + 60, SOME_TIMES)
    causes = Causes(trials, requirements(conference, book))
    assert not causes.possible()
    assert list(causes.search()) == causes.found
    assert causes.all_found
    return causes


@few
@given(impossible_days())
def test_each_cause_is_impossible_and_none_of_it_can_be_spared(drawn: tuple[Conference, list[Rule]]) -> None:
    conference, book = drawn
    causes = causes_of(conference, book)
    assert causes.found
    for cause in causes.found:
        assert cause.smallest
        assert not hold_together(conference, cases_of(cause.requirements))
        for spared in cause.requirements:
            rest = [requirement for requirement in cause.requirements if requirement is not spared]
            assert hold_together(conference, cases_of(rest)), str(spared)


@few
@given(impossible_days())
def test_independent_causes_share_nothing_of_their_own_and_without_them_the_day_is_possible(
    drawn: tuple[Conference, list[Rule]],
) -> None:
    conference, book = drawn
    causes = causes_of(conference, book)
    independent = [cause for cause in causes.found if not cause.entangled]
    own = [set(given_up(cause)) for cause in independent]
    assert len(set().union(*own)) == sum(map(len, own))
    left = [requirement for requirement in causes.requirements if requirement not in set().union(*own)]
    assert hold_together(conference, cases_of(left))


def given_up(cause: Cause) -> tuple[Requirement, ...]:
    return cause.own or cause.requirements


def cases_of(some: Iterable[Requirement]) -> list[Case]:
    return [requirement.case for requirement in some]


def possible(plan: Plan) -> bool:
    """Whether some programme keeps all hard rules of the plan, by brute force."""
    cases = [case for rule in plan.rules if rule.weight is None for case in rule.cases(plan.conference)]
    return any(not any(case.breaches(p) for case in cases) for p in programmes(plan.conference))


def made(plan: Plan, changes: Iterable[Change]) -> Plan:
    for change in changes:
        plan = change.made(plan)
    return plan


@few
@given(impossible_days())
def test_every_remedy_makes_the_day_possible_and_no_single_change_that_asks_less_would(
    drawn: tuple[Conference, list[Rule]],
) -> None:
    conference, book = drawn
    plan = Plan(conference, tuple(book))
    causes = causes_of(conference, book)
    search = Remedies(plan, causes.found, lambda p: Trials(p.conference, p.rules, time.monotonic() + 60, ()), most=2)
    remedies = list(search.search())
    for changes in remedies:
        assert possible(made(plan, changes)), str(changes[0])
    single = [changes[0] for changes in remedies if len(changes) == 1]
    most = single[-1].asks if len({change.line for change in single}) == 2 else None
    told = {change.matter for change in single}
    for change in search.candidates(search.crowds[0]):
        if (most is None or change.asks < most) and change.matter not in told:
            after = change.made(plan)
            if how_many(after.conference) <= 3_000:
                assert not possible(after), str(change)


@few
@given(impossible_days())
def test_of_the_changes_for_one_cause_none_that_would_do_is_passed_over(drawn: tuple[Conference, list[Rule]]) -> None:
    conference, book = drawn
    plan = Plan(conference, tuple(book))
    causes = causes_of(conference, book)
    search = Remedies(plan, causes.found, lambda p: Trials(p.conference, p.rules, time.monotonic() + 60, ()))
    crowd = search.crowds[0]
    would_do = [str(change) for change in search.candidates(crowd) if search.hold(change.made(plan), crowd)]
    told = [str(search.mending_of(crowd, place)) for place in range(len(would_do) + 1)]
    assert told == [*would_do, "None"]


def test_where_two_rooms_are_too_small_each_session_can_go_to_the_one_that_is_not() -> None:
    groups = {"Bestuur": {"member": [f"P{k}" for k in range(20)]}}
    rooms = {"Zaal 1": {"capacity": 10}, "Zaal 2": {"capacity": 90}, "Zaal 3": {"capacity": 5}}
    only = {"groups": ["Bestuur"], "rooms": ["Zaal 1"]}
    two = day(sessions={"Opening": only, "Slot": only}, groups=groups, rooms=rooms)
    answer = explain(two, standard_book(two))
    assert isinstance(answer, Explained)
    assert [str(choice[0]) for choice in answer.choices] == [
        f"Let {session} stand in Zaal 2 too." for session in ("Opening", "Slot")
    ]


def test_a_talk_in_rounds_can_begin_when_its_guest_is_there() -> None:
    rounds = ["9:00-10:00", "10:15-11:15", "11:30-12:30"]
    people = {"Anna": {"present": ["10:30-11:30"], "guest": True}}
    one = day(sessions={"Talk": {"speakers": ["Anna"]}}, people=people, rounds=rounds)
    answer = explain(one, standard_book(one))
    assert isinstance(answer, Explained)
    assert [str(remedy.changes[0]) for remedy in answer.remedies][:2] == [
        "Let Talk begin at 10.30, where no round begins.",
        "Let Anna come at 10.15 (15 minutes sooner).",
    ]


def test_seats_are_not_told_of_where_a_date_happens_to_hold_the_number_of_people() -> None:
    people = {"Anna": {"present": ["2/16:30-17:00"]}}
    rooms = {"Zaal 1": {"capacity": 40}, "Zaal 2": {"capacity": 50}}
    two = day(sessions={"Talk": {"speakers": ["Anna"], "expected": 20}}, people=people, rooms=rooms, days=2)
    answer = explain(two, standard_book(two))
    assert isinstance(answer, Explained)
    assert [sentence for cause in answer.causes for sentence in sentences(cause, two) if "seats" in sentence] == []


def test_a_guest_of_the_first_day_comes_on_the_second_too_and_does_not_stay_the_night() -> None:
    two = day(
        sessions={"Talk": {"speakers": ["Anna", "Bob"], "minutes": 60}},
        people={"Anna": {"present": ["1/9:00-12:00"], "guest": True}, "Bob": {"present": ["2/9:00-10:00"]}},
        days=2,
    )
    answer = explain(two, standard_book(two))
    assert isinstance(answer, Explained)
    assert [str(remedy.changes[0]) for remedy in answer.remedies][:2] == [
        "Let Bob be there 2023-02-10 9.00–10.00 too (60 minutes more).",
        "Let Anna be there 2023-02-11 9.00–10.00 too (60 minutes more).",
    ]


@few
@given(impossible_days())
def test_an_explanation_is_of_an_impossible_day_and_its_programmes_pass_the_check(
    drawn: tuple[Conference, list[Rule]],
) -> None:
    conference, book = drawn
    answer = explain(conference, book, limit=20)
    assert isinstance(answer, Explained)
    assert answer.causes
    for remedy in answer.remedies:
        plan = made(Plan(conference, tuple(book)), remedy.changes)
        assert [
            b.sentence for r in plan.rules for c in r.cases(plan.conference) for b in c.breaches(remedy.programme)
        ] == []
        assert isinstance(remedy.solved, Solved)


def test_a_possible_day_has_nothing_to_explain() -> None:
    two = day(sessions={"Europa": {}, "Wonen": {}})
    assert isinstance(explain(two, standard_book(two)), Possible)
