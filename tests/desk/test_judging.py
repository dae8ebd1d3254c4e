"""A state is judged as the check judges its programme, whichever state was asked about before, and by how many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from scheduler.checking.check import check
from scheduler.desk import DeskState, Place, Refused, TakeOff, WallHour, Workspace
from tests.support.desk_acts import random_act
from tests.support.desk_days import a_folder, a_workspace


def is_judged_right(state: DeskState) -> None:
    whole, judge = check(state.problem, state.placed), state.judge
    assert (judge.costs, judge.cost, judge.broken) == (whole.costs, whole.cost, whole.broken)
    assert (judge.results, judge.misses, judge.keeps_hard_rules) == (whole.results, whole.misses, not whole.broken)
    assert judge.report() == whole
    assert judge.programme is state.programme
    session = state.placed.placements[0].session
    trial = judge.tried(state.placed[session])
    assert trial.costs == whole.costs
    assert len(judge.swaps(session)) == len(state.placed) - 1
    assert judge.places(session)


def some_states(workspace: Workspace, random: Random, number: int) -> list[DeskState]:
    states = [workspace.state()]
    while len(states) < number:
        try:
            states.append(workspace.do(random_act(random, states[-1]), seen=states[-1].version).state)
        except Refused:
            continue
    return states


def test_one_judge_answers_for_the_state_that_is_asked_and_for_no_other(tmp_path: Path) -> None:
    random = Random(4)
    states = some_states(a_workspace(tmp_path), random, 12)
    for state in random.choices(states, k=20):
        if state.placed:
            is_judged_right(state)
    asked = [state for state in random.choices(states, k=60) if state.placed]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(is_judged_right, asked))


def test_a_judge_that_was_moved_by_a_question_judges_its_state_again(tmp_path: Path) -> None:
    state = a_workspace(tmp_path).state()
    cost = state.judge.cost
    with state.judge.alone() as judge:
        judge.place(state.placed.placements[0].session, None)
        assert judge.cost > cost
    assert state.judge.cost == cost


def test_a_question_that_fails_leaves_no_judge_half_moved(tmp_path: Path) -> None:
    state = a_workspace(tmp_path).state()
    cost, session = state.judge.cost, state.placed.placements[0].session

    def fail() -> None:
        with state.judge.alone() as judge:
            judge.place(session, None)
            judge.swap(session, session)

    with pytest.raises(KeyError):
        fail()
    assert state.judge.cost == cost


def test_many_organisers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two desks, four threads: each move is in the journal, and the file is what the last of them says."""
    desks = [Workspace.open(a_folder(tmp_path)), Workspace.open(tmp_path)]
    names = ["Wonen", "Zorg", "Energie", "Europa"]

    def work(number: int) -> int:
        done, desk, seen = 0, desks[number % 2], begin
        for turn in range(6):
            act = Place(names[number], WallHour("10:00" if turn % 2 else "13:15"), f"Zaal {1 + turn % 3}")
            answer = desk.do(act if turn < 5 else TakeOff(names[number]), seen=seen)  # never Stale: it is its own
            done, seen = done + (answer.entry is not None), answer.state.version
        return done

    begin = desks[0].state().version
    with ThreadPoolExecutor(4) as threads:
        done = sum(threads.map(work, range(4)))
    assert [session.name for session in desks[1].state().placed] == ["Opening"]
    assert desks[0].state().version == desks[1].state().version == Workspace.open(tmp_path).state().version
    assert len(desks[0].entries()) == len(desks[1].entries()) == done == 24
