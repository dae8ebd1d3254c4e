"""Where the parts of the local search are put together, by simulated annealing, for a large conference.

Simulated annealing over moves and swaps. Each turn weighs all hours of one session at once and takes one of them by
lot: at first nearly any that is not bad, later only the best. Like the programme that it starts from, what comes out is
a start for the solver and no more: the check judges it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from random import Random

from scheduler.checking.domain import Domain
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.rules.book import turnover, wishes_first
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import people_of, single_session
from scheduler.rules.rule import Case
from scheduler.search.acceptance import SimulatedAnnealing
from scheduler.search.budget import Budget
from scheduler.search.conflict_table import FEW, NEVER, ConflictTable
from scheduler.search.local_search import local_search
from scheduler.search.termination import TurnsWithin

_TURNS = 1000  # for each session that can move
_HOT, _COLD = 0.7, 0.15  # of what the least wish weighs: so much more is taken at first, and in the end hardly ever


def anneal(
    problem: Problem,
    domains: Mapping[Session, Domain],
    start: Programme,
    budget: Budget,
    seed: int = 0,
    *,
    afresh: bool = False,
) -> Programme:
    """The programme with less missed, or as it was. `domains`: what is left to each session.

    `afresh`: whatever it costs, the one that it ends at, which seldom has much in common with the start.
    """
    if budget.limit <= 0 or not wishes_first(problem.rules):
        return start
    table = conflict_table(problem, domains, start)
    scale = table.least_weight
    turns = TurnsWithin(_TURNS * len(table.movable) if scale else 0, budget)
    chance = Random(seed)  # noqa: S311  where to look, not secrecy
    best = local_search(table, SimulatedAnnealing(scale, _HOT, _COLD), turns, chance)
    return table.programme if afresh else best


def conflict_table(problem: Problem, domains: Mapping[Session, Domain], start: Programme) -> ConflictTable:
    """What sessions cost each other, by the wishes that are weighed first and by all that the other rules say."""
    conference, weighed = problem.conference, wishes_first(problem.rules)
    table = ConflictTable(conference, domains, start, turnover(problem.rules))
    for rule in weighed:
        for person in conference.people:
            worth = {s: (rule.weight or 1) * w for s, w in rule.worth(conference, person).items()}
            for one, other in combinations(worth, 2):
                table.add_conflict(one, other, min(worth[one], worth[other]))
            for session, weight in worth.items():
                for duty in conference.duties(person):
                    table.add_conflict(session, duty, weight)
    table.ask(_other_cases(Problem(conference, [rule for rule in problem.rules if rule not in weighed])))
    table.complete()
    return table


def _other_cases(problem: Problem) -> Iterator[tuple[int, Case]]:
    """What is said besides, but for what takes hours and rooms away; with what it costs when it is broken."""
    for rule in problem.rules:
        if single_session(rule) and rule.weight is None:
            continue
        for case in rule.cases(problem.conference):
            quick = len(case.sessions) <= FEW or not people_of(case)
            if case.sessions and quick and not case.breaches(Programme()):
                yield rule.weight or NEVER, case
