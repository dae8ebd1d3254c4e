"""Seats of sessions that overlap without being one round: CP-SAT chooses, from a start that a simple rule gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ortools.sat.python import cp_model

from scheduler.conference.conference import Conference, Person
from scheduler.conference.programme import Placement, clash
from scheduler.search.budget import Budget
from scheduler.solving.seating.parts import SeatChoice, SeatPart
from scheduler.solving.solver import prepared_solver

Seated = Mapping[tuple[Person, Placement], cp_model.IntVar]


def deal_overlaps(part: SeatPart, budget: Budget) -> SeatChoice:
    """The most that the part is found to be worth, and the most that it can be."""
    going = _first(part)
    model = cp_model.CpModel()
    seated = allow(model, part)
    for (person, placement), literal in seated.items():
        model.add_hint(literal, placement in going[person])
    model.maximize(sum(part.worth[person][placement] * literal for (person, placement), literal in seated.items()))
    solver = prepared_solver(budget, budget.left)
    status = solver.solve(model)
    choice = SeatChoice(part, going, sum(map(_most, part.worth.values())))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        choice.going = chosen(part, seated, solver)
    if status != cp_model.UNKNOWN:
        choice.bound = min(choice.bound, round(solver.best_objective_bound))
    _fill(choice)
    return choice


def _most(worth: Mapping[Placement, int]) -> int:
    return sum(worth.values())


def allow(model: cp_model.CpModel, part: SeatPart) -> Seated:
    """A literal for each seat that somebody may have; no session overfull, and nobody in two places."""
    seated = {(person, p): model.new_bool_var("") for person, own in part.worth.items() for p in own}
    for placement in part.placements:
        if (seats := part.seats(placement)) is not None:
            here = [seated[person, placement] for person, own in part.worth.items() if placement in own]
            model.add(sum(here) <= seats)
    conference = part.demand.conference
    for person, own in part.worth.items():
        for together in _exclusive(conference, list(own)):
            model.add_at_most_one(seated[person, placement] for placement in together)
    return seated


def _exclusive(conference: Conference, placements: Sequence[Placement]) -> Iterator[list[Placement]]:
    """Of placements in order of time, sets of which nobody can attend two: all that clash are in one of them."""
    for number, later in enumerate(placements):
        before = [earlier for earlier in placements[:number] if clash(conference, earlier, later)]
        if all(clash(conference, a, b) for n, a in enumerate(before) for b in before[n + 1 :]):
            if before:
                yield [*before, later]
        else:
            yield from ([earlier, later] for earlier in before)


def chosen(part: SeatPart, seated: Seated, solver: cp_model.CpSolver) -> dict[Person, tuple[Placement, ...]]:
    return {
        person: tuple(placement for placement in own if solver.boolean_value(seated[person, placement]))
        for person, own in part.worth.items()
    }


def _first(part: SeatPart) -> dict[Person, tuple[Placement, ...]]:
    """The strongest wishes first, as the lot has people, each where there still is a seat and nothing clashes."""
    place = {person: number for number, person in enumerate(part.people)}
    wishes = [(-value, place[person], p) for person, own in part.worth.items() for p, value in own.items()]
    left = {placement: part.seats(placement) for placement in part.placements}
    going: dict[Person, list[Placement]] = {person: [] for person in part.people}
    for _, number, placement in sorted(wishes, key=lambda wish: wish[:2]):
        person, seats = part.people[number], left[placement]
        if seats != 0 and not any(clash(part.demand.conference, placement, other) for other in going[person]):
            going[person].append(placement)
            left[placement] = None if seats is None else seats - 1
    return {person: _in_order(part, goes) for person, goes in going.items()}


def _fill(choice: SeatChoice) -> None:
    """Give every seat that is left to somebody who gains by it: so it is in what is best, and should be in any plan."""
    part, found = choice.part, True
    while found:
        found = False
        for placement in part.placements:
            for person, own in part.worth.items():
                if placement not in own or placement in choice.going[person]:
                    continue
                seats = part.seats(placement)
                if seats is not None and sum(placement in goes for goes in choice.going.values()) >= seats:
                    break
                if part.demand.gains(person, choice.going[person], placement.session):
                    kept = [p for p in choice.going[person] if not clash(part.demand.conference, p, placement)]
                    choice.going[person] = _in_order(part, [*kept, placement])
                    found = True


def _in_order(part: SeatPart, goes: Sequence[Placement]) -> tuple[Placement, ...]:
    return tuple(placement for placement in part.placements if placement in goes)
