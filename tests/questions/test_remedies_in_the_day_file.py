"""A remedy is a sentence, and an organiser edits the day file by it: the file then says what the remedy meant.

The edit is made from the words of the sentence alone. Every kind of change that there is takes part, those that make
the day possible and some that do not: the edited file is possible exactly where the change is said to help.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scheduler.files import read
from scheduler.questions.explain.causes import Causes
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.repairs import RepairSearch
from scheduler.questions.explain.requirements import requirements
from scheduler.rules.problem import Problem
from scheduler.search.budget import Budget
from scheduler.solving.answers import Solved
from scheduler.solving.feasibility import Feasibility, any_time
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.questions.test_remedy_table import everything
from tests.support.edited_days import File, edited
from tests.support.explained_days import every_change
from tests.support.impossible_files import impossible_files

Kind = tuple[Hashable, ...]
FILES = impossible_files()
MOST_HELPING, MOST_OTHERS = 3, 1  # changes of one kind that are written in the file of one story
MOST_TRIED = 10  # changes of one kind of which it is asked whether they help


def problem_of(file: File) -> Problem:
    with TemporaryDirectory() as folder:
        (Path(folder) / "day.yaml").write_text(json.dumps(file, ensure_ascii=False), "utf-8")  # which is YAML, too
        instance = read(Path(folder))
    return instance.problem


def trials(problem: Problem) -> Feasibility:
    return Feasibility(problem, Budget(60), any_time(problem.conference, 30))


def kind_of(change: Change, problem: Problem) -> Kind:
    """What sort of change it is; of a rule also which rule and key."""
    assert isinstance(change.matter, tuple)
    first, *rest = change.matter
    words = str(change).split(maxsplit=1)[0]
    if first in ("case", "parameter", "part", "hours of a rule", "wish"):
        return first, problem.rules[rest[0]].name, words, *(rest[1:] if first in ("parameter", "part") else ())
    return (str(first).split()[0], words)


@cache
def tried(story: str) -> list[tuple[str, Kind, bool]]:
    """Changes for the first cause, some of each kind: the sentence, and whether it makes the day possible."""
    problem = problem_of(FILES[story])
    causes = Causes(trials(problem), requirements(problem))
    assert not causes.possible()
    list(causes.search())
    repairs = RepairSearch(problem, causes.found, trials)
    seen: dict[object, int] = {}
    found = []
    for change in repairs.candidates(repairs.conflicts[0]):
        kind = kind_of(change, problem)
        helping, others = seen.get((kind, True), 0), seen.get((kind, False), 0)
        if (helping >= MOST_HELPING and others >= MOST_OTHERS) or helping + others >= MOST_TRIED:
            continue  # enough of its kind, whether it helps or not
        helps = repairs.remaining_conflict((change,)) is None
        seen[kind, helps] = seen.get((kind, helps), 0) + 1
        if seen[kind, helps] <= (MOST_HELPING if helps else MOST_OTHERS):
            found.append((str(change), kind, helps))
    return found


@pytest.mark.parametrize("story", FILES)
def test_the_day_file_that_is_edited_by_a_remedy_says_what_it_meant(story: str) -> None:
    wrong = {}
    for sentence, _, helps in tried(story):
        after = problem_of(edited(FILES[story], sentence))
        solved = isinstance(solve(after, SolveOptions(limit=20, canonical=False, explain=False)), Solved)
        if solved != helps:
            wrong[sentence] = helps
    assert wrong == {}


def test_every_kind_of_change_is_a_remedy_in_one_of_the_stories() -> None:
    problem = everything()
    helped = {kind for story in FILES for _, kind, helps in tried(story) if helps}
    assert sorted({kind_of(change, problem) for change in every_change(problem)} - helped, key=str) == []
