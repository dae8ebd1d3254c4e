"""The most that one person can attend, by every choice there is: the check and the model's word both come to that.

On days in rounds the model takes a way of its own (`People._by_moment`), which chooses nothing; on others it chooses.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduler.conference.attendance import attended
from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Person, Session, Walking
from scheduler.conference.programme import Placement, Programme
from scheduler.model import Model
from scheduler.model.logic import FEW
from tests.support.agreement import fix
from tests.support.conferences import choices
from tests.support.plain_words import best_day
from tests.support.small import day

patient = settings(suppress_health_check=[HealthCheck.too_slow])
Worth = Mapping[Session, int]


@st.composite
def days_of_one(draw: st.DrawFn, *, in_rounds: bool) -> tuple[Conference, Person, Worth]:
    """A day, a person with wishes of different weights and some duties, there all day or in one or two stretches.

    In rounds, mostly with time to walk between two; now and then a session is longer than its round, or not in one.
    """
    between = draw(st.sampled_from([0, 10, 30]))
    length = draw(st.sampled_from([30, 60]))
    count = draw(st.integers(2, 4))
    rounds = [Span(540 + n * (length + between), 540 + n * (length + between) + length) for n in range(count)]
    starts = [[hour.start for hour in rounds], list(range(540, 660, 10))]
    lengths = [length, length, length, length - 10] if in_rounds else [10, 20, 30, 60]
    odd = draw(st.sampled_from([False, False, True])) or not in_rounds

    def facts(kind: str) -> dict[str, Any]:
        facts: dict[str, Any] = {"minutes": draw(st.sampled_from([*lengths, 2 * length] if odd else lengths))}
        if odd and (draw(st.booleans()) or not in_rounds):
            facts["starts"] = [
                f"{m // 60}:{m % 60:02}"
                for m in sorted(draw(st.sets(st.sampled_from(starts[not in_rounds]), min_size=1, max_size=6)))
            ]
        if draw(st.integers(0, 3)) == 0:
            facts["needs_room"] = False
        return {**facts, "required": ["Anna"]} if kind == "duty" else facts

    kinds = draw(st.permutations(["wish"] * draw(st.integers(1, 5)) + ["duty"] * draw(st.integers(0, 2))))
    hours = [f"{s.start // 60}:{s.start % 60:02}-{s.end // 60}:{s.end % 60:02}" for s in rounds]
    edges = st.lists(st.integers(54, 84).map(lambda tens: 10 * tens), min_size=2, max_size=4, unique=True).map(sorted)
    stretches = draw(st.none() | edges)
    anna = {}
    if stretches:
        pairs = zip(stretches[::2], stretches[1::2], strict=False)
        anna["present"] = [f"{a // 60}:{a % 60:02}-{b // 60}:{b % 60:02}" for a, b in pairs]
    conference = day(
        sessions={f"{kind} {number}": facts(kind) for number, kind in enumerate(kinds, 1)},
        people={"Anna": anna},
        rooms={"Zaal 1": {"building": "Stadhuis"}, "Zaal 2": {"building": "Patronaat"}, "Teams": {"online": True}},
        rounds=hours,
        walking=Walking(
            within=draw(st.sampled_from([0, 10])),
            between={frozenset(("Stadhuis", "Patronaat")): draw(st.sampled_from([5, 10, 30]))},
        ),
    )
    (person,) = conference.people
    weights = st.sampled_from([1, 1, 2, 3, 5, 6])
    return conference, person, {s: draw(weights) for s in conference.sessions if s.name.startswith("wish")}


def a_programme(conference: Conference, chance: random.Random) -> Programme:
    found = [chance.choice(choices(conference, session)) for session in conference.sessions if chance.random() > 0.1]
    return Programme(tuple(placement for placement in found if placement))


def most(model: Model, person: Person, worth: Worth, programme: Programme) -> int:
    """What the model's word comes to in this programme."""
    amount = model.most_worth(person, worth)
    fix(model, programme)
    model.cp.maximize(amount)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model.cp) == cp_model.OPTIMAL
    return round(solver.objective_value)


@patient
@given(drawn=days_of_one(in_rounds=True), seed=st.integers(0, 9999), few=st.sampled_from([FEW, FEW, 1]))
def test_on_a_day_in_rounds_the_model_comes_to_the_best_of_all_choices(
    drawn: tuple[Conference, Person, Worth], seed: int, few: int
) -> None:
    conference, anna, worth = drawn
    chance = random.Random(seed)
    event(f"without choosing: {Model(conference, few=few).people._by_moment(anna, worth) is not None}")
    for _ in range(10):
        programme = a_programme(conference, chance)
        assert most(Model(conference, few=few), anna, worth, programme) == best_day(conference, programme, anna, worth)


@patient
@given(drawn=days_of_one(in_rounds=False), seed=st.integers(0, 9999))
def test_on_a_day_without_rounds_too(drawn: tuple[Conference, Person, Worth], seed: int) -> None:
    conference, anna, worth = drawn
    chance = random.Random(seed)
    for _ in range(5):
        programme = a_programme(conference, chance)
        assert most(Model(conference), anna, worth, programme) == best_day(conference, programme, anna, worth)


@patient
@given(
    drawn=days_of_one(in_rounds=False) | days_of_one(in_rounds=True),
    seed=st.integers(0, 9999),
)
def test_the_check_finds_the_best_of_all_choices(drawn: tuple[Conference, Person, Worth], seed: int) -> None:
    conference, anna, worth = drawn
    chance = random.Random(seed)
    for _ in range(40):
        programme = a_programme(conference, chance)
        chosen = attended(conference, anna, worth, programme)
        assert sum(worth[placement.session] for placement in chosen) == best_day(conference, programme, anna, worth)


def test_the_model_chooses_nothing_where_two_sessions_clash_exactly_when_they_are_in_one_round() -> None:
    facts: dict[str, dict[str, Any]] = {name: {} for name in ("Europa", "Wonen", "MKB")}
    for hours, chosen in ((["9:00-10:00", "10:10-11:10"], False), (["9:00-10:00", "10:05-11:05"], True)):
        two = day(sessions=facts, people={"Anna": {}}, rounds=hours, walking=Walking(within=10))
        worth = dict(zip(two.sessions, (1, 2, 3), strict=True))
        assert (Model(two).people._by_moment(two.people[0], worth) is None) == chosen


HALLS: dict[str, dict[str, Any]] = {
    "Zaal": {"building": "Stadhuis"},
    "Kerk": {"building": "Patronaat"},
    "Teams": {"online": True},
}


def test_a_short_online_session_between_two_halls_makes_the_walk_no_shorter() -> None:
    hopping = day(
        sessions={"Europa": {}, "Bel": {"minutes": 10, "online": True}, "Wonen": {}},
        people={"Anna": {}},
        rooms=HALLS,
        every=10,
        walking=Walking(between={frozenset(("Stadhuis", "Patronaat")): 20}),
    )
    europa, bel, wonen = hopping.sessions
    (anna,) = hopping.people
    worth = dict.fromkeys(hopping.sessions, 1)

    def attends(start: int) -> list[str]:
        places = ((europa, 540, "Zaal"), (bel, 600, "Teams"), (wonen, start, "Kerk"))
        programme = Programme(tuple(Placement(session, at, hopping.room(room)) for session, at, room in places))
        return [placement.session.name for placement in attended(hopping, anna, worth, programme)]

    assert attends(610) == ["Europa", "Bel"]  # 10.00 to 10.10 is not 20 minutes
    assert attends(620) == ["Europa", "Bel", "Wonen"]
