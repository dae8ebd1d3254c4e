"""The book of rules, written into the model: hard cases hold, weighted ones add to the cost of their tier."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from scheduler.checking.domain import Domain
from scheduler.conference.conference import Conference, Session
from scheduler.model import Amount, Literal, Model
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import distinguishes_rooms, named_rooms, single_session
from scheduler.rules.rule import Case, Rule, Statement


@dataclass(frozen=True)
class Formulation:
    """A model with its rules. `costs`: what each tier comes to, by number of the tier, the first tier first.

    `domains`: what hard statements about single sessions leave to each.
    """

    model: Model
    domains: Mapping[Session, Domain]
    costs: dict[int, Amount]


def statements(problem: Problem) -> list[Statement]:
    """Every case of every rule, those that shrink the choice of one session first."""
    found = [(rule, case) for rule in problem.rules for case in rule.cases(problem.conference)]
    return sorted(found, key=lambda statement: not single_session(statement[0]))


def formulate(problem: Problem) -> Formulation:
    """The whole book in a model of its own."""
    rules = problem.rules
    found = statements(problem)
    model = Model(problem.conference, pooled=doors_are_alike(Problem(problem.conference, _rules_of(found))))
    domains = {session: Domain.open(problem.conference, session) for session in problem.conference.held}
    others: list[Case] = []
    for rule, case in found:
        if rule.weight is not None:
            continue
        left = domains[case.sessions[0]].as_encoded(case) if single_session(rule) and len(case.sessions) == 1 else None
        if left is None:
            others.append(case)
        else:
            domains[left.session] = left
    for session, domain in domains.items():
        model.start_from(session, domain.starts, domain.room_set, must_be_held=domain.must_be_held)
    for case in others:
        case.encode(model, model.true)
        if len(case.sessions) == 1 and (left := domains[case.sessions[0]].as_encoded(case)) is not None:
            domains[left.session] = left
    for decision in model.decisions.values():
        decision.make()  # one that nothing else asks for, and that has no hour or room left, makes the day impossible
    model.strengthen()
    costs: dict[int, list[Amount]] = {rule.tier: [] for rule in rules if rule.weight is not None}
    for rule, case in found:
        if rule.weight is not None:
            costs[rule.tier].append(rule.weight * case.cost(model))
    return Formulation(model, domains, {tier: model.sum(costs[tier]) for tier in sorted(costs)})


def with_assumptions(conference: Conference, found: Iterable[Statement]) -> tuple[Model, list[Literal]]:
    """A model in which each of these statements has a switch of its own, in their order; all else is open."""
    found = list(found)
    model = Model(conference, pooled=doors_are_alike(Problem(conference, _rules_of(found))))
    switches = []
    for _, case in found:
        on = model.new_literal()
        case.encode(model, on)
        switches.append(on)
    return model, switches


def _rules_of(found: Iterable[Statement]) -> Collection[Rule]:
    """Each once, without hashing them: a rule may hold a whole programme."""
    return {id(rule): rule for rule, _ in found}.values()


def doors_are_alike(problem: Problem) -> bool:
    """Whether rooms alike may be folded into one place: nothing tells one door from another."""
    conference = problem.conference
    if any(distinguishes_rooms(rule) for rule in problem.rules) or conference.walking.within:
        return False
    pools: dict[str, list[object]] = {}
    for room in conference.rooms:
        if room.pool:
            alike = room.model_copy(update={"name": room.pool, "short": ""})
            pools.setdefault(room.pool, []).append(alike)
    if any(any(door != doors[0] for door in doors) for doors in pools.values()):
        return False
    members = {name: {room for room in conference.rooms if room.pool == name} for name in pools}
    named = [session.rooms for session in conference.held if session.rooms is not None]
    named += [named_rooms(rule) for rule in problem.rules]
    return not any(doors & set(rooms) not in (set(), doors) for rooms in named for doors in members.values())
