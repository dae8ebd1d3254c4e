"""The parts of a local search do what they say, and each can be exchanged for another of its kind."""

from __future__ import annotations

from math import exp, inf
from random import Random

from scheduler.bench.made_up import large_day
from scheduler.checking.check import check
from scheduler.checking.single_session import domains
from scheduler.conference.conference import Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import standard_book
from scheduler.rules.problem import Problem
from scheduler.search.acceptance import HillClimbing, SimulatedAnnealing
from scheduler.search.annealing import conflict_table
from scheduler.search.budget import Budget, Stop
from scheduler.search.construct import construct_greedily
from scheduler.search.insertion import Insertion
from scheduler.search.local_search import local_search
from scheduler.search.moves import moves_to, swap
from scheduler.search.neighbourhood import growing, related
from scheduler.search.termination import TurnsWithin
from tests.support.small import day, placed

HALF = 0.5


class Drawn(Random):
    """Draws the same number each time."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self.number = number

    def random(self) -> float:
        return self.number


def test_hill_climbing_accepts_what_costs_no_more_and_ends_at_no_dearer_programme() -> None:
    conference, _ = large_day(3, 4, 30, people=120)
    problem = Problem(conference, standard_book(conference))
    left = domains(problem)
    start = construct_greedily(conference, left)
    table = conflict_table(problem, left, start)
    found = local_search(table, HillClimbing(), TurnsWithin(2000, Budget(600)), Random(1))
    assert [HillClimbing().accepts(delta, Random(1)) for delta in (-1, 0, 1)] == [True, True, False]
    assert check(problem, found).broken == ()
    assert check(problem, found).cost < check(problem, start).cost


def test_annealing_accepts_by_the_metropolis_rule_at_a_temperature_that_falls_evenly() -> None:
    annealing = SimulatedAnnealing(10, hot=0.8, cold=0.2)
    annealing.update(0)
    assert annealing.temperature == 8  # 10 x 0.8
    assert annealing.weights[:2] == [1, exp(-1 / 8)]
    assert len(annealing.weights) == 20 * 8 + 1
    annealing.update(HALF)
    assert annealing.temperature == 4  # halfway from 8 to 2, by factors: 8 x (2 / 8) ** 0.5
    chance = exp(-4 / 4)
    assert annealing.accepts(0, Drawn(1))
    assert annealing.accepts(4, Drawn(chance - 0.001))
    assert not annealing.accepts(4, Drawn(chance + 0.001))


def test_a_search_ends_after_its_turns_or_when_it_is_asked_to() -> None:
    assert list(TurnsWithin(512, Budget(inf)).turns())[::256] == [0, HALF]
    assert len(list(TurnsWithin(512, Budget(inf)).turns())) == 512
    assert list(TurnsWithin(512, Budget(inf, Stop(asked=True))).turns()) == []
    assert list(TurnsWithin(512, Budget(1e-9)).turns()) == []


def test_a_session_goes_into_a_free_room_or_changes_places_with_the_one_that_is_in_its_way() -> None:
    conference = day(sessions={name: {} for name in "ABC"}, rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}})
    programme = placed(conference, "A 9:00 Zaal 1; B 10:00 Zaal 1; C 10:00 Zaal 2")
    a, b, c = conference.sessions
    rooms = {room.name: room for room in conference.rooms}
    moves = [move.placements for move in moves_to(programme, a, programme[b].start, conference.rooms)]
    assert moves == [
        (Placement(a, 600, rooms["Zaal 3"]),),
        (Placement(a, 600, rooms["Zaal 1"]), Placement(b, 540, rooms["Zaal 1"])),
        (Placement(a, 600, rooms["Zaal 2"]), Placement(c, 540, rooms["Zaal 1"])),
    ]
    swapped = swap(programme[a], programme[c]).applied(programme)
    assert swapped == placed(conference, "A 10:00 Zaal 2; B 10:00 Zaal 1; C 9:00 Zaal 1")


def test_an_insertion_takes_back_what_leaves_no_place_for_the_next() -> None:
    """A and B fit in one room, which B can only have at nine: A has to give that up."""
    conference = day(sessions={name: {} for name in "AB"}, rooms={"Zaal 1": {}})
    a, b = conference.sessions
    (room,) = conference.rooms
    hours = {a: (540, 600), b: (540,)}

    def places(session: Session) -> list[Placement]:
        return [Placement(session, hour, room) for hour in hours[session]]

    def inserted(tries: int) -> dict[str, int] | None:
        found = Insertion(places, lambda *_: True, tries).inserted(Programme(), [a, b])
        return None if found is None else {session.name: placement.start for session, placement in found.items()}

    # A at nine, A at ten, B at nine: three are looked at, for where A stands at nine B has no place that is free.
    assert inserted(3) == {"A": 600, "B": 540}
    assert inserted(2) is None


def test_what_is_on_at_the_same_time_or_takes_the_same_people_is_related() -> None:
    conference = day(
        sessions={"A": {"speakers": ["Eva"]}, "B": {}, "C": {"speakers": ["Eva"]}, "D": {}}, people={"Eva": {}}
    )
    programme = placed(conference, "A 9:00 Zaal 1; B 9:00 Zaal 2; C 11:00 Zaal 1; D 12:00 Zaal 1")
    a, b, c, _ = conference.sessions
    assert related(conference, programme, [a]) == {a, b, c}
    sizes = growing(conference, programme, [b])
    assert [next(sizes), next(sizes), next(sizes)] == [{b}, {a, b}, {a, b, c}]
