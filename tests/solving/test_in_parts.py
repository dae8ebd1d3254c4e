"""A day that is too large for a model is searched without one, and judged and bounded all the same."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from scheduler.bench.attending import Attending
from scheduler.bench.grown import Grown
from scheduler.checking.single_session import domains
from scheduler.rules.problem import Problem
from scheduler.search.progress import Progress
from scheduler.solving import in_parts, solve
from scheduler.solving.answers import Solved
from scheduler.solving.formulate import formulate
from scheduler.solving.in_parts import VAST, may_be_vast, model_size
from scheduler.solving.options import SolveOptions

SMALL = Attending(sessions=24, rounds=8, rooms=3, people=60, wishes=5)
FULL = Attending(sessions=24, rounds=12, rooms=4, people=60, wishes=4, full=True)


def without_a_model(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> tuple[Solved, list[Progress]]:
    """As of a day that is vast; and what was told of it."""
    monkeypatch.setattr(solve, "VAST", 0)
    monkeypatch.setattr(in_parts, "_GLANCE", 0)
    monkeypatch.setattr(in_parts, "MANY", (20, 60))
    heard: list[Progress] = []
    with patch("scheduler.solving.solve.formulate", side_effect=AssertionError("a model was made")):
        answer = solve.solve(problem, SolveOptions(limit=1e6), progress=heard.append)
    assert isinstance(answer, Solved)
    return answer, heard


def test_it_has_a_programme_and_a_bound_and_says_which_part_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, heard = without_a_model(SMALL.problem(), monkeypatch)
    assert answer.report.good
    assert 0 < answer.bound <= answer.report.cost
    assert [progress.words for progress in heard] == [
        "a large day, searched without a model of some 2,400 conditions",
        "exchanging places, attempt 1",
        "exchanging places, attempt 2",
        "exchanging places, attempt 3",
        "proving what it costs at the least",
        *(f"proving what {number} sessions cost at the least" for number in (12, 18, 24)),
    ]
    assert (heard[-1].best, heard[-1].bound) == (answer.report.cost, answer.bound)


def test_the_same_work_gives_the_same_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = without_a_model(FULL.problem(), monkeypatch)
    second, _ = without_a_model(FULL.problem(), monkeypatch)
    assert (first.programme, first.bound) == (second.programme, second.bound)


def test_a_usual_day_is_none_of_them() -> None:
    usual = Grown(groups=3, people=3).problem()
    assert not may_be_vast(usual)
    assert model_size(usual, domains(usual)) < VAST / 20


def test_the_size_is_told_from_the_wishes_and_not_far_from_that_of_the_model() -> None:
    problem = SMALL.problem()
    size = model_size(problem, domains(problem))
    assert size == 60 * 5 * 8
    assert size / 2 < len(formulate(problem).model.cp.proto.constraints) < 2 * size


def test_a_large_model_begins_at_what_the_parts_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "LARGE", 0)
    monkeypatch.setattr(in_parts, "FEW", (20, 60))
    problem = Attending(sessions=6, rounds=3, rooms=3, people=20, wishes=3).problem()
    heard: list[Progress] = []
    answer = solve.solve(problem, progress=heard.append)
    assert isinstance(answer, Solved)
    assert answer.optimal
    assert "exchanging places, attempt 2" in [progress.words for progress in heard]
