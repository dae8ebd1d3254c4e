"""On a day of many sessions, numbers that show it to be impossible are a cause, with the demands that they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import read
from scheduler.questions.explain import capacity_proof, explaining
from scheduler.questions.explain.answers import Explained
from scheduler.questions.explain.capacity_proof import counted_cause
from scheduler.questions.explain.cause_text import headline
from scheduler.questions.explain.explaining import explain
from scheduler.questions.explain.requirements import requirements
from scheduler.search.budget import Budget

FOLDER = Path(__file__).parents[2] / "instances" / "impossible"
LONG = 1e6


def test_the_cause_has_the_sessions_that_were_counted_and_the_rules_without_which_they_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(capacity_proof, "LARGE", 6)
    problem = read(FOLDER / "too-many-sessions").problem
    cause = counted_cause(problem, requirements(problem), Budget(LONG))
    assert cause is not None
    assert (len(cause.sessions), cause.smallest) == (7, False)
    assert headline(cause, problem.conference).startswith("7 sessions need a room, and there are 6 places for them")
    rules = {requirement.rule.name for requirement in cause.requirements if requirement.rule}
    assert rules == {"every_session_held", "one_session_per_room"}


def test_of_fewer_sessions_the_cause_is_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = read(FOLDER / "too-many-sessions").problem
    assert counted_cause(problem, requirements(problem), Budget(LONG)) is None
    monkeypatch.setattr(capacity_proof, "LARGE", 1)
    possible = read(FOLDER.parent / "starter").problem
    assert counted_cause(possible, requirements(possible), Budget(LONG)) is None


def test_a_large_day_is_explained_by_it_before_anything_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity_proof, "LARGE", 6)
    monkeypatch.setattr(explaining, "LARGE", 6)
    answer = explain(read(FOLDER / "too-many-sessions").problem, limit=0.5, costs=False)
    assert isinstance(answer, Explained)
    assert [len(cause.sessions) for cause in answer.causes] == [7]
    assert answer.seen == ()
