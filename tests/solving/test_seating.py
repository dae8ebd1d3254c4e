"""Seats in rooms that are full: against brute force, and what people would say of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pytest

from scheduler.checking.seats import seat_faults
from scheduler.conference.conference import Conference, Person, Walking
from scheduler.conference.programme import Placement, Programme, clash
from scheduler.conference.seating import SeatDemand, SeatPlan, lost_share, lost_square, waiting_lists
from scheduler.questions.seats import Seating, seats
from scheduler.search.budget import Budget, Stop
from scheduler.solving.seating import assign_seats
from scheduler.solving.seating.overlaps import deal_overlaps
from scheduler.solving.seating.parts import parts_of
from tests.support.small import day, placed

Worth = tuple[int, int, int, int]  # to be as small as can be, one after the other


def worth(demand: SeatDemand, going: dict[Person, tuple[Placement, ...]]) -> Worth:
    """Strength not met, then seats not taken, then what the worst off lose, then the squares of all losses."""
    met = {person: demand.met(person, goes) for person, goes in going.items()}
    lost = [lost_share(met[person], demand.best[person]) for person in going]
    squares = [lost_square(met[person], demand.best[person]) for person in going]
    return -sum(met.values()), -sum(map(len, going.values())), max(lost, default=0), sum(squares)


def ways(demand: SeatDemand, person: Person) -> Iterator[tuple[Placement, ...]]:
    asked = [demand.programme[session] for session in demand.strengths[person]]
    for number in range(len(asked) + 1):
        for goes in combinations(asked, number):
            if not any(clash(demand.conference, a, b) for a, b in combinations(goes, 2)):
                yield goes


def by_brute_force(demand: SeatDemand) -> Worth:
    """The best of all plans there are."""
    plans: list[tuple[dict[Person, tuple[Placement, ...]], dict[str, int]]] = [({}, {})]
    for person in demand.strengths:
        further = []
        for going, taken in plans:
            for goes in ways(demand, person):
                now = dict(taken)
                for placement in goes:
                    now[placement.session.name] = now.get(placement.session.name, 0) + 1
                full = ((demand.seats[p.session], now[p.session.name]) for p in goes)
                if all(seats is None or number <= seats for seats, number in full):
                    further.append(({**going, person: goes}, now))
        plans = further
    return min(worth(demand, going) for going, _ in plans)


def drawn(seed: int) -> tuple[Conference, Programme]:
    """A few sessions, in rounds or one over the other, in rooms too small; some people have duties or leave early."""
    draw = Random(seed)
    rounds, plain, number = draw.random() < 0.5, draw.random() < 0.4, draw.randint(2, 4)
    starts = ["9:00", "10:00"] if rounds else ["9:00", "9:30", "10:00", "10:30"]
    strengths = [None] if plain else [None, 1, 2, 3, 5]
    people = {
        f"P{n}": {
            "wishes": tuple((f"S{m}", draw.choice(strengths)) for m in range(number) if draw.random() < 0.8),
            **({"present": ["9:00-11:00"]} if draw.random() < 0.2 else {}),
        }
        for n in range(draw.randint(2, 4))
    }
    sessions = {
        f"S{n}": {
            "minutes": 60 if rounds else draw.choice([30, 60, 90]),
            **({"speakers": ["P0"]} if draw.random() < 0.2 else {}),
            **({"places": draw.randint(1, 2)} if draw.random() < 0.2 else {}),
        }
        for n in range(number)
    }
    rooms = {f"Z{n}": {"capacity": draw.choice([0, 1, 1, 2, 3, None])} for n in range(number)}
    walking = Walking(within=draw.choice([0, 0, 10]))
    conference = day(sessions=sessions, rooms=rooms, people=people, walking=walking)
    return conference, placed(conference, "; ".join(f"S{n} {draw.choice(starts)} Z{n}" for n in range(number)))


@pytest.mark.parametrize("block", range(10))
def test_a_plan_is_the_best_and_the_fairest_there_is(block: int) -> None:
    for seed in range(12 * block, 12 * (block + 1)):
        conference, programme = drawn(seed)
        answer = seats(conference, programme, equal_voices=seed % 3 == 0, seed=seed)
        demand = answer.plan.demand
        if demand.strengths:
            assert (seed, *worth(demand, dict(answer.plan.going))) == (seed, *by_brute_force(demand))
        assert seat_faults(answer.plan) == []
        assert answer.proven, seed
        assert answer.fair, seed


def plan(conference: Conference, text: str, *, equal_voices: bool = False, seed: int = 0) -> Seating:
    return seats(conference, placed(conference, text), equal_voices=equal_voices, seed=seed)


def seated(answer: Seating) -> dict[str, list[str]]:
    return {session.name: [person.name for person in people] for session, people in answer.plan.seated.items()}


def waiting(answer: Seating) -> dict[str, list[str]]:
    return {session.name: [person.name for person in people] for session, people in answer.plan.waiting.items()}


ONE_SEAT = {"Zaal 1": {"capacity": 1}}
THREE_ROUNDS = "A 9:00 Zaal 1; B 10:00 Zaal 1; C 11:00 Zaal 1"


def three_rounds(**wishes: int | None) -> Conference:
    """Three sessions after each other, which each of these people wishes for as strongly."""
    people = {name: {"wishes": tuple((session, strength) for session in "ABC")} for name, strength in wishes.items()}
    return day(sessions={name: {} for name in "ABC"}, rooms=ONE_SEAT, people=people)


def test_the_stronger_wish_has_the_seat() -> None:
    people: dict[str, dict[str, Any]] = {"Anna": {"wishes": (("A", 1),)}, "Bob": {"wishes": (("A", 5),)}}
    answer = plan(day(sessions={"A": {}}, rooms=ONE_SEAT, people=people), "A 9:00 Zaal 1")
    assert (seated(answer), waiting(answer)) == ({"A": ["Bob"]}, {"A": ["Anna"]})


def test_who_is_equal_takes_turns() -> None:
    answer = plan(three_rounds(Anna=None, Bob=None, Carla=None), THREE_ROUNDS)
    assert sorted(people for (people,) in seated(answer).values()) == ["Anna", "Bob", "Carla"]
    assert [len(people) for people in waiting(answer).values()] == [2, 2, 2]


def test_with_equal_voices_nobody_is_always_last_for_giving_low_numbers() -> None:
    conference = three_rounds(Anna=5, Bob=4)
    assert seated(plan(conference, THREE_ROUNDS)) == {"A": ["Anna"], "B": ["Anna"], "C": ["Anna"]}
    fair = seated(plan(conference, THREE_ROUNDS, equal_voices=True))
    assert {name for (name,) in fair.values()} == {"Anna", "Bob"}


def test_whoever_must_be_there_sits_in_the_room_and_takes_no_place_for_which_one_signs_up() -> None:
    wishes = {name: {"wishes": (("A", None),)} for name in ("Anna", "Bob")}
    in_room = day(sessions={"A": {"speakers": ["Gijs"]}}, rooms={"Zaal 1": {"capacity": 2}}, people=wishes)
    places = day(sessions={"A": {"speakers": ["Gijs"], "places": 1}}, rooms={"Zaal 1": {"capacity": 9}}, people=wishes)
    for conference in (in_room, places):
        assert list(map(len, seated(plan(conference, "A 9:00 Zaal 1")).values())) == [1]


def test_a_session_that_is_second_choice_is_no_reason_to_wait() -> None:
    people: dict[str, dict[str, Any]] = {"Anna": {"wishes": (("A", 5), ("B", 1))}, "Bob": {"wishes": (("B", 2),)}}
    rooms = {**ONE_SEAT, "Zaal 2": {"capacity": 1}}
    answer = plan(day(sessions={"A": {}, "B": {}}, rooms=rooms, people=people), "A 9:00 Zaal 1; B 9:00 Zaal 2")
    assert (seated(answer), waiting(answer)) == ({"A": ["Anna"], "B": ["Bob"]}, {})


def test_whoever_lost_most_waits_first_and_whom_the_day_has_on_its_list_before_all() -> None:
    people: dict[str, dict[str, Any]] = {
        "Anna": {"wishes": (("A", 5), ("B", 1))},
        "Bob": {"wishes": (("A", 2), ("B", 2))},
        "Carla": {"wishes": (("A", 2),)},
        "Dirk": {},
    }
    small = day(sessions={"A": {}, "B": {}}, rooms={"Zaal 1": {"capacity": 1}, "Zaal 2": {}}, people=people)
    (first,) = (session for session in small.sessions if session.name == "A")
    asked = first.model_copy(update={"waiting": (small.people[3],)})
    conference = small.model_copy(update={"sessions": (asked, small.sessions[1])})
    # Bob has half of what he could have, Carla nothing.
    assert waiting(plan(conference, "A 9:00 Zaal 1; B 10:00 Zaal 2")) == {"A": ["Dirk", "Carla", "Bob"]}


def test_the_lot_decides_between_equals_and_another_seed_draws_another() -> None:
    conference = day(
        sessions={"A": {}},
        rooms=ONE_SEAT,
        people={name: {"wishes": (("A", None),)} for name in ("Anna", "Bob", "Carla", "Dirk", "Eva")},
    )
    lists = [waiting(plan(conference, "A 9:00 Zaal 1", seed=seed))["A"] for seed in range(6)]
    assert lists[0] == waiting(plan(conference, "A 9:00 Zaal 1"))["A"]
    assert len({tuple(names) for names in lists}) > 1


def test_without_time_there_is_a_plan_all_the_same_and_it_says_what_is_not_proven() -> None:
    for seed in range(40):
        conference, programme = drawn(seed)
        demand = SeatDemand.of(conference, programme)
        stopped = Stop()
        stopped.set()
        found = assign_seats(demand, Budget(1e-9, stopped))
        answer = SeatPlan.of(demand, found.going, 0)
        assert seat_faults(answer) == []
        assert found.bound >= answer.met
        assert not found.fair or worth(demand, dict(found.going)) == by_brute_force(demand)


def test_what_is_found_by_hand_fills_every_seat_that_somebody_gains_by() -> None:
    conference, programme = drawn(3)
    for part in parts_of(SeatDemand.of(conference, programme), 0):
        assert deal_overlaps(part, Budget(5)).value == deal_overlaps(part, Budget(5)).bound


def test_the_check_of_a_plan_names_what_is_wrong_with_it() -> None:
    people: dict[str, dict[str, Any]] = {
        "Anna": {"wishes": (("A", 1), ("B", 1))},
        "Bob": {"wishes": (("A", 1),), "present": ["13:00-17:00"]},
    }
    conference = day(sessions={"A": {}, "B": {}, "C": {}}, rooms={**ONE_SEAT, "Zaal 2": {}}, people=people)
    good = plan(conference, "A 9:00 Zaal 1; B 9:30 Zaal 2; C 11:00 Zaal 1").plan
    anna, bob = conference.people
    a, b, c = good.demand.programme.placements
    assert seat_faults(good) == []
    both = {anna: (a, b), bob: (a, c)}
    assert list(map(str, seat_faults(replace(good, going=both)))) == [
        "Anna has a seat at A and at B, at the same time.",
        "Bob has a seat at A and cannot be there.",
        "Bob has a seat at C without wishing it.",
        "A has 1 seat, and 2 people have one.",
    ]
    nobody: dict[Person, tuple[Placement, ...]] = {anna: ()}
    assert list(map(str, seat_faults(replace(good, going=nobody, waiting={a.session: (bob, bob)})))) == [
        "Anna should wait for A.",
        "Bob waits for A without need.",
        "Somebody waits twice for A.",
        "A has a seat, and people wait for one.",
        "Anna should wait for B.",
        "B has a seat, and people wait for one.",
    ]
    elsewhere = replace(a, start=a.start + 5)
    assert list(map(str, seat_faults(replace(good, going={anna: (elsewhere,)}))))[:1] == [
        "A does not stand there in the programme."
    ]
    assert waiting_lists(good.demand, nobody, 0) == {a.session: (anna,), b.session: (anna,)}
