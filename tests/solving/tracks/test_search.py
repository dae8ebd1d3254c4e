"""A day of tracks that is searched a few tracks at a time has the best programme of brute force, and its proof."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.checking.check import check
from scheduler.conference.conference import Conference, Session
from scheduler.model import Model
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.rules.similar_tracks_apart import SimilarTracksApart
from scheduler.rules.talks_in_order import TalksInOrder
from scheduler.rules.track_keeps_its_room import TrackKeepsItsRoom
from scheduler.rules.track_not_parallel import TrackNotParallel
from scheduler.solving.answers import Impossible, Solved
from scheduler.solving.formulate import formulate
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.solving.tracks.neighbourhood import UnknownConstraint, WholeModel
from tests.solving.tracks.test_packed import BASIS, days_of_talks, unhurried
from tests.support.conferences import programmes
from tests.support.small import day
from tests.support.statements import OF_TALKS, statements

WEIGHED = (
    TrackKeepsItsRoom(weight=2),
    TrackNotParallel(weight=3),
    SimilarTracksApart(weight=1),
    TalksInOrder(weight=1),
)
TRACKS = {"Water": {"similar": (("Klimaat", 2),)}, "Klimaat": {"similar": (("Water", 2),)}}


def talks(number: int) -> Conference:
    """So many talks of each of two tracks, in two rounds of two slots and two rooms."""
    sessions = {
        f"{track} {turn}": {"track": track, "order": turn if turn == number else None}
        for track in TRACKS
        for turn in range(1, number + 1)
    }
    rooms: dict[str, dict[str, object]] = {"Zaal 1": {}, "Zaal 2": {}}
    return day(sessions=sessions, tracks=TRACKS, rooms=rooms, rounds=["9:00-10:00", "10:00-11:00"], slots=2)


@settings(suppress_health_check=unhurried, max_examples=10)
@given(data=st.data())
def test_a_day_that_is_searched_by_tracks_has_its_best_programme(data: st.DataObject) -> None:
    conference = data.draw(days_of_talks)
    kinds = st.sampled_from([kind for kind in RULES if kind.name in OF_TALKS])
    book: list[Rule] = list(BASIS)
    for turn, kind in enumerate(data.draw(st.lists(kinds, min_size=1, max_size=3))):
        book.append(
            data.draw(statements(kind, conference)).model_copy(update={"weight": 1 + turn, "tier": 1 + turn // 2})
        )
    problem = Problem(conference, tuple(book))
    reports = [report for programme in programmes(conference) if not (report := check(problem, programme)).broken]
    with patch("scheduler.solving.solve._MANY_TALKS", -1):
        answer = solve(problem, SolveOptions(workers=2, explain=False, canonical=False))
    if not reports:
        assert isinstance(answer, Impossible)
        return
    assert isinstance(answer, Solved)
    assert answer.optimal
    assert [*answer.report.costs.values()] == min([*report.costs.values()] for report in reports)


def test_what_is_solved_anew_is_the_model_with_all_else_held() -> None:
    """A part costs what the whole does, less what is held, and what it comes to keeps every constraint."""
    problem = Problem(talks(3), (*standard_book(talks(3)), *WEIGHED))
    with patch("scheduler.solving.solve._MANY_TALKS", -1):
        answer = solve(problem, SolveOptions(canonical=False))
    assert isinstance(answer, Solved)
    assert answer.optimal
    assert answer.report.cost == 4  # each track has both of its rounds in one room, beside the other


def test_the_fixed_rule_takes_the_first_of_the_best_programmes_of_a_small_day_of_tracks() -> None:
    problem = Problem(talks(2), (*standard_book(talks(2)), TrackNotParallel(weight=1), SimilarTracksApart(weight=1)))
    answers = [solve(problem, SolveOptions(seed=seed)) for seed in (0, 1)]
    assert all(isinstance(answer, Solved) and answer.canonical for answer in answers)
    assert len({answer.programme for answer in answers if isinstance(answer, Solved)}) == 1


def test_a_constraint_of_a_kind_that_is_not_known_is_no_part() -> None:
    model = Model(talks(2))
    number = model.cp.new_int_var(0, 2, "")
    model.cp.add_multiplication_equality(number, [number, number])
    with pytest.raises(NotImplementedError):
        WholeModel(model.cp.proto, set())


def test_talks_are_decided_one_by_one_where_a_room_may_have_two_tracks() -> None:
    conference = talks(2)
    assert formulate(Problem(conference, standard_book(conference))).model.packed is not None
    book = [rule for rule in standard_book(conference) if rule.name != "one_track_per_block"]
    assert formulate(Problem(conference, tuple(book))).model.packed is None


def test_talks_beside_sessions_on_a_grid_are_solved_though_they_are_no_model_in_parts() -> None:
    small = talks(2)
    hours = tuple(range(720, 980, 5))
    beside = [Session(name=f"Avond {number}", minutes=40, starts=hours) for number in range(3)]
    whole = small.model_copy(update={"sessions": (*small.sessions, *beside)})
    problem = Problem(whole, (*standard_book(whole), *WEIGHED))
    model = formulate(problem).model
    assert model.packed is not None
    with pytest.raises(UnknownConstraint):
        WholeModel(model.cp.proto, set())
    with patch("scheduler.solving.solve._MANY_TALKS", -1):
        answer = solve(problem, SolveOptions(canonical=False))
    assert isinstance(answer, Solved)
    assert (answer.optimal, answer.report.cost) == (True, solved(Problem(small, problem.rules)).report.cost)


def test_a_large_day_of_tracks_with_a_talk_that_has_no_hour_is_impossible() -> None:
    small = talks(3)
    nowhere = small.sessions[0].model_copy(update={"starts": ()})
    without = small.model_copy(update={"sessions": (nowhere, *small.sessions[1:])})
    with patch("scheduler.solving.solve._MANY_TALKS", -1):
        answer = solve(Problem(without, (*standard_book(without), *WEIGHED)), SolveOptions(canonical=False))
    assert isinstance(answer, Impossible)


def solved(problem: Problem) -> Solved:
    answer = solve(problem, SolveOptions(canonical=False))
    assert isinstance(answer, Solved)
    return answer
