"""The book of rules, written into the model: hard cases hold, weighted ones add to the cost of their tier."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from scheduler.checking.domain import Domain
from scheduler.conference.conference import Conference, Session
from scheduler.model import Amount, Literal, Model
from scheduler.model.packed import CannotPack
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import distinguishes_rooms, named_rooms, single_session
from scheduler.rules.rule import Rule, Statement
from scheduler.text.sentence import Phrase, Sentence

_OFTEN = 100  # demands, after which whoever watches hears of it


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


def formulate(problem: Problem, watch: Callable[[Phrase], None] = lambda _: None) -> Formulation:
    """The whole book in a model of its own.

    `watch`: hears now and then how far that has come, in words; what it raises ends it.
    """
    found = statements(problem)
    if problem.conference.talks:
        try:
            return _written(problem, found, watch, packed=True)
        except CannotPack:
            pass
    return _written(problem, found, watch, packed=False)


def unpacked(problem: Problem, watch: Callable[[Phrase], None] = lambda _: None) -> Formulation:
    """The same, with talks decided one by one as other sessions are."""
    return _written(problem, statements(problem), watch, packed=False)


def _written(problem: Problem, found: list[Statement], watch: Callable[[Phrase], None], *, packed: bool) -> Formulation:
    rules = problem.rules
    done = _Done(watch, len(found))
    pooled = not packed and doors_are_alike(Problem(problem.conference, _rules_of(found)))
    model = Model(problem.conference, pooled=pooled, packed=packed, interrupt=done.report)
    domains = {session: Domain.open(problem.conference, session) for session in problem.conference.held}
    others: list[Statement] = []
    for rule, case in found:
        if rule.weight is not None:
            continue
        left = domains[case.sessions[0]].as_encoded(case) if single_session(rule) and len(case.sessions) == 1 else None
        if left is None:
            others.append((rule, case))
        else:
            domains[left.session] = left
    for session, domain in domains.items():
        model.start_from(session, domain.starts, domain.room_set, must_be_held=domain.must_be_held)
    done.number = len(found) - len(others) - sum(rule.weight is not None for rule, _ in found)
    for rule, case in others:
        done.next(rule)
        case.encode(model, model.true)
        if len(case.sessions) == 1 and (left := domains[case.sessions[0]].as_encoded(case)) is not None:
            domains[left.session] = left
    for decision in model.decisions.values():
        decision.make()  # one that nothing else asks for, and that has no hour or room left, makes the day impossible
    model.strengthen()
    costs: dict[int, list[Amount]] = {rule.tier: [] for rule in rules if rule.weight is not None}
    for rule, case in found:
        if rule.weight is not None:
            done.next(rule)
            costs[rule.tier].append(rule.weight * case.cost(model))
    model.finish()
    return Formulation(model, domains, {tier: model.sum(costs[tier]) for tier in sorted(costs)})


class _Done:
    """How many demands are in the model, told to whoever watches."""

    def __init__(self, watch: Callable[[Phrase], None], demands: int) -> None:
        self.watch, self.demands, self.number, self.rule = watch, demands, 0, ""

    def next(self, rule: Rule) -> None:
        self.number, self.rule = self.number + 1, rule.name
        if not self.number % _OFTEN:
            self.report()

    def report(self) -> None:
        self.watch(Sentence("demand {number} of {all} ({rule})", number=self.number, all=self.demands, rule=self.rule))


def with_assumptions(
    conference: Conference, found: Iterable[Statement], interrupt: Callable[[], None] = lambda: None
) -> tuple[Model, list[Literal]]:
    """A model in which each of these statements has a switch of its own, in their order; all else is open.

    `interrupt`: is called now and then while the model grows, and may raise what ends that.
    """
    found = list(found)
    model = Model(conference, pooled=doors_are_alike(Problem(conference, _rules_of(found))), interrupt=interrupt)
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
    if any(room.pool and len(conference.joined_rooms(room)) > 1 for room in conference.rooms):
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
