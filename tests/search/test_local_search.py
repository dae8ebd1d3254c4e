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
from scheduler.rules.quorum import Quorum
from scheduler.search.acceptance import HillClimbing, SimulatedAnnealing, TabuList
from scheduler.search.annealing import conflict_table
from scheduler.search.budget import Budget, Stop
from scheduler.search.construct import construct_greedily
from scheduler.search.insertion import Insertion
from scheduler.search.local_search import Proposal, local_search
from scheduler.search.moves import Move, moves_to, swap
from scheduler.search.neighbourhood import growing, related
from scheduler.search.termination import TurnsWithin, Until
from tests.support.small import day, placed

HALF = 0.5


class Drawn(Random):
    """Draws the same number each time."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self.number = number

    def random(self) -> float:
        return self.number


def costing(delta: int, *placements: Placement) -> Proposal:
    return Proposal(Move(placements), delta, delta)


def test_hill_climbing_accepts_what_costs_no_more_and_ends_at_no_dearer_programme() -> None:
    conference, _ = large_day(3, 4, 30, people=120)
    problem = Problem(conference, standard_book(conference))
    left = domains(problem)
    start = construct_greedily(conference, left)
    table = conflict_table(problem, left, start)
    found = local_search(table, HillClimbing(), TurnsWithin(2000, Budget(600)), Random(1))
    assert [HillClimbing().accepts(costing(delta), Random(1)) for delta in (-1, 0, 1)] == [True, True, False]
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
    assert annealing.accepts(costing(0), Drawn(1))
    assert annealing.accepts(costing(4), Drawn(chance - 0.001))
    assert not annealing.accepts(costing(4), Drawn(chance + 0.001))


def test_tabu_search_moves_no_session_again_that_it_just_moved_unless_that_is_better_than_all_before() -> None:
    conference = day(sessions={name: {} for name in "ABC"}, rooms={"Zaal 1": {}})
    (room,) = conference.rooms
    a, b, c = (Placement(session, 540, room) for session in conference.sessions)
    tabu = TabuList(tenure=2)

    def accepts(delta: int, *placements: Placement) -> bool:
        return tabu.accepts(costing(delta, *placements), Random(1))

    assert accepts(3, a)  # a dearer one
    assert not accepts(-3, a)
    assert not accepts(-3, a, b)  # changes places with A
    assert accepts(0, b)
    assert accepts(1, c)  # A was moved three moves ago
    assert accepts(-2, a)
    assert not accepts(-2, c)
    assert accepts(-3, c)  # aspiration: one less than at the start


def test_tabu_search_leaves_the_hollow_in_which_hill_climbing_stays() -> None:
    conference, _ = large_day(1, 6, 30, people=200)
    problem = Problem(conference, standard_book(conference))
    left = domains(problem)
    start = construct_greedily(conference, left)
    costs = []
    for acceptance in (HillClimbing(), TabuList(tenure=5)):
        table = conflict_table(problem, left, start)
        found = local_search(table, acceptance, TurnsWithin(2000, Budget(600)), Random(1))
        assert check(problem, found).broken == ()
        costs.append(check(problem, found).cost)
    climbed, tabu = costs
    assert tabu < climbed


def test_a_case_is_asked_before_a_session_moves_that_it_does_not_speak_of_but_depends_on() -> None:
    """Anna leads A, as long as B does not keep her away: where B goes matters to what is said of A."""
    conference = day(
        sessions={"A": {"groups": ["Europa"]}, "B": {"speakers": ["Anna"]}, "C": {}},
        groups={"Europa": {"chair": ["Anna"]}},
        rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}},
    )
    quorum = Quorum(each="group", people=1, weight=5)
    rules = (*standard_book(conference), quorum)
    programme = placed(conference, "A 9:00 Zaal 1; B 10:00 Zaal 2; C 9:00 Zaal 3")
    problem = Problem(conference, rules)
    table = conflict_table(problem, domains(problem), programme)
    (case,) = quorum.cases(conference)
    b = conference.sessions[1]
    assert case.sessions == (conference.sessions[0],)
    assert case in [asked for _, asked in table.cases[table.number[b]]]


def test_a_search_ends_after_its_turns_or_when_it_is_asked_to() -> None:
    assert list(TurnsWithin(512, Budget(inf)).turns())[::256] == [0, HALF]
    assert len(list(TurnsWithin(512, Budget(inf)).turns())) == 512
    assert list(TurnsWithin(512, Budget(inf, Stop(asked=True))).turns()) == []
    assert list(TurnsWithin(512, Budget(1e-9)).turns()) == []
    assert list(TurnsWithin(512, Budget(0)).turns()) == []
    turns = iter([False, False, True])
    assert len(list(Until(lambda: next(turns), TurnsWithin(512, Budget(inf))).turns())) == 2


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
