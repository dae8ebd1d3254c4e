"""Days on which one person sits in many sessions: the encoding by moments and by pairs, held against the check."""

from __future__ import annotations

from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.model import Model
from scheduler.model.logic import FEW
from scheduler.rules import time_to_breathe
from scheduler.rules.rule import Case
from scheduler.rules.time_to_breathe import TimeToBreathe
from tests.support.agreement import fix
from tests.support.small import day

LENGTHS = (30, 45, 60, 90)
RULES = [
    TimeToBreathe(most=most, rest=rest, longest_gap=gap)
    for most, rest, gap in ((180, 15, None), (90, 0, 30), (60, 45, 90), (1440, 15, 60), (120, 30, 0), (45, 15, None))
]


def talks(random: Random, number: int, *, days: int, every: int) -> Conference:
    """Anna is needed at most of them, and is there in the morning and late in the day."""
    sessions = {
        f"Talk {n}": {"minutes": random.choice(LENGTHS)} | ({"speakers": ["Anna"]} if n else {"kind": "plenary"})
        for n in range(number)
    }
    return day(
        sessions=sessions,
        people={"Anna": {"present": ["9:00-12:00", "15:00-17:00", "2/9:00-17:00"]}},
        rooms={"Zaal 1": {}},
        every=every,
        days=days,
    )


def drawn(random: Random, conference: Conference) -> Programme:
    """Any hours at all, also of sessions at the same time, which are in one room; a few are dropped."""
    placed = [
        Placement(session, random.choice(conference.starts(session)), conference.rooms[0])
        for session in conference.held
        if random.random() < 0.9
    ]
    return Programme(tuple(placed))


def allows(conference: Conference, case: Case, programme: Programme, few: int) -> bool:
    model = Model(conference, few=few)
    case.encode(model, model.true)
    fix(model, programme)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return bool(solver.solve(model.cp) == cp_model.OPTIMAL)


@pytest.mark.parametrize("days", [1, 2])
@pytest.mark.parametrize(("in_pairs", "few"), [(True, 1), (False, 1), (False, FEW)])
def test_both_encodings_allow_what_the_check_allows(
    monkeypatch: pytest.MonkeyPatch, few: int, days: int, in_pairs: bool
) -> None:
    monkeypatch.setattr(time_to_breathe, "_in_pairs", lambda *_: in_pairs)
    random = Random(f"{days} {in_pairs} {few}")
    seen: set[bool] = set()
    for rule in RULES:
        for number in (3, 5):
            conference = talks(random, number, days=days, every=15 if number == 3 else 30)
            (case,) = rule.cases(conference)
            for _ in range(3):
                programme = drawn(random, conference)
                kept = not case.breaches(programme)
                assert allows(conference, case, programme, few) == kept, (str(rule), str(programme))
                seen.add(kept)
    assert seen == {True, False}


@pytest.mark.parametrize("gap", [None, 60])
def test_it_takes_as_many_words_as_there_are_sessions_and_moments(gap: int | None) -> None:
    def constraints(number: int) -> int:
        conference = talks(Random(0), number, days=2, every=60)
        model = Model(conference)
        for decision in model.decisions.values():
            decision.make()
        before = len(model.cp.proto.constraints)
        for case in TimeToBreathe(most=120, longest_gap=gap).cases(conference):
            case.encode(model, model.true)
        return len(model.cp.proto.constraints) - before

    some, twice = constraints(20), constraints(40)
    assert some < 2500
    assert twice < 2 * some
