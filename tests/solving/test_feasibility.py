"""A trial says what brute force says, whichever of the demands are given up and whatever was tried before it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.domain import KnownDomains
from scheduler.model import Model
from scheduler.questions.explain.requirements import Requirement, requirements
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.problem import Problem
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.search.budget import Budget
from scheduler.solving.feasibility import Feasibility
from scheduler.solving.rooms_alike import rooms_alike
from tests.support.explained_days import Drawn, every_change, hold_together, impossible_days, some_times, with_changes
from tests.support.small import day

drawn_often = settings(suppress_health_check=list(HealthCheck))

THREE_ROOMS = day(
    sessions={"Europa": {"expected": 30}, "Wonen": {"expected": 40}},
    rooms={
        "Zaal 1": {"capacity": 40},
        "Zaal 2": {"capacity": 60, "closed": ["16:00-17:00"]},
        "Zaal 3": {"capacity": 35},
    },
    hours="9:00-12:00",
    every=60,
)


@drawn_often
@given(impossible_days(), st.data())
def test_some_of_the_demands_can_hold_together_exactly_when_a_trial_finds_a_programme(
    drawn: Drawn, data: st.DataObject
) -> None:
    conference, book = drawn
    given_up = data.draw(st.sets(st.sampled_from([*map(str, requirements(Problem(conference, book)))])))
    kept = [r.case for r in requirements(Problem(conference, book)) if str(r) not in given_up]
    trials = Feasibility(Problem(conference, tuple(book)), Budget(60), some_times(conference))
    found = trials.programme(kept, conference.held)
    assert (found is not None) == hold_together(conference, kept)
    assert found is None or not any(case.breaches(found) for case in kept)


@drawn_often
@given(impossible_days(), st.data())
def test_what_was_worked_out_for_one_day_serves_for_another_only_where_that_is_alike(
    drawn: Drawn, data: st.DataObject
) -> None:
    conference, book = drawn
    plan, shared = Problem(conference, tuple(book)), KnownDomains()
    changes = data.draw(st.lists(st.sampled_from(every_change(plan)), max_size=4, unique_by=id))
    for days in ([], *([change] for change in changes), []):
        changed = with_changes(plan, days)
        cases = [r.case for r in requirements(changed)]
        answers = []
        for known in (shared, KnownDomains()):
            trials = Feasibility(changed, Budget(60), (), known=known)
            answers.append(trials.programme(cases, changed.conference.held) is not None)
        assert answers[0] == answers[1], [*map(str, days)]


def _lots(*given_up: str) -> list[list[str]]:
    """The rooms that are not told apart, when what has one of these words in it is given up."""
    rules = (RoomIsOpen(), OneSessionPerRoom(), RoomSeatsEveryone())
    kept: list[Requirement] = [
        r for r in requirements(Problem(THREE_ROOMS, rules)) if not any(word in str(r) for word in given_up)
    ]
    trials = Feasibility(Problem(THREE_ROOMS, rules), Budget(60), ())
    model = Model(THREE_ROOMS)
    left = trials.domains([r.case for r in kept if len(r.sessions) == 1], THREE_ROOMS.held)
    for session, domain in left.items():
        model.start_from(session, domain.starts, domain.room_set, must_be_held=domain.must_be_held)
    return [[room.name for room in lot] for lot in rooms_alike(model, [r.case for r in kept if len(r.sessions) != 1])]


def test_rooms_that_differ_only_in_what_does_not_matter_are_one_place() -> None:
    assert _lots() == [["Zaal 1", "Zaal 2"], ["Zaal 3"]]


def test_rooms_of_which_not_the_same_is_said_are_told_apart() -> None:
    assert _lots("Zaal 2 holds one session") == [["Zaal 1"], ["Zaal 2"], ["Zaal 3"]]
    assert _lots("Wonen needs a room that seats") == [["Zaal 1", "Zaal 2", "Zaal 3"]]
