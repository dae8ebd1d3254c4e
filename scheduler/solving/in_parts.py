"""A large day in rounds, solved without its model: found by parts of `search`, and judged by the check.

The model of a thousand sessions that 20,000 people wish to attend takes minutes and gigabytes to write, and no search
in it finds anything better than what is found without. So its size is reckoned first, from what wishes there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.checking.check import Report, check
from scheduler.checking.domain import Domain
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.rules.book import wishes_first
from scheduler.rules.problem import Problem
from scheduler.search import shares
from scheduler.search.budget import Budget, TimeUp
from scheduler.search.conflict_table import NEVER
from scheduler.search.place_costs import PlaceCosts, place_costs
from scheduler.search.progress import Progress
from scheduler.search.restarts import FEW, MANY, restarts
from scheduler.search.round_places import round_places
from scheduler.solving.columns.contested import ContestedBound, rounds_of, wished_sets
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

VAST = 200_000  # wishes times hours at which each can be; a whole model has about as many constraints
_GLANCE = 50_000  # people times sessions


def may_be_vast(problem: Problem) -> bool:
    """Whether wishes are weighed first, and its size is worth reckoning: of few people and sessions it never is."""
    conference = problem.conference
    return len(conference.people) * len(conference.held) >= _GLANCE and bool(wishes_first(problem.rules))


def model_size(problem: Problem, domains: Mapping[Session, Domain]) -> int:
    """About how many constraints the whole model would have: one for each wish of a person and hour of its session."""
    hours = {session: len(domain.starts) for session, domain in domains.items()}
    conference = problem.conference
    return sum(
        hours.get(session, 0)
        for rule in wishes_first(problem.rules)
        for person in conference.people
        for session in rule.worth(conference, person)
    )


@dataclass
class SearchInParts:
    """`tier`: the first in which anything is weighed. `bound`: of that tier. `longest`: nothing else is tried after it.

    `best`: the best programme, `report` what the check says of it.
    """

    problem: Problem
    domains: Mapping[Session, Domain]
    tier: int
    budget: Budget
    progress: Callable[[Progress], None]
    seed: int = 0
    longest: bool = True
    best: Programme | None = None
    report: Report | None = None
    bound: int = 0

    @property
    def costs(self) -> tuple[int, ...]:
        """Of the best, by tier."""
        return tuple(self.report.costs.values()) if self.report is not None else ()

    def run(self, start: Programme | None) -> Programme | None:
        """The best programme that keeps the hard rules; None: none was found, or the day is not in rounds."""
        try:
            places = round_places(self.problem, self.domains)
            table = place_costs(self.problem, places, self.budget.require) if places is not None else None
        except TimeUp:
            return None
        if table is None:
            return None
        known = self._exchanged(table, start)
        if self.best is not None:
            self._bounded(table, known)
        return self.best

    def _exchanged(self, table: PlaceCosts, start: Programme | None) -> list[Programme]:
        """Where the restarts ended that were better than those before."""
        least: int | None = None
        found: list[Programme] = []
        budget = self.budget.shortened(self.budget.share(shares.EXCHANGES))
        for restart in restarts(table, budget, start, self.seed, MANY if self.longest else FEW):
            if restart.cost < NEVER and (least is None or restart.cost < least):  # others are known to break a rule
                least = restart.cost
                found.append(restart.programme)
                self._judge(restart.programme)
            self._say(Sentence("exchanging places, attempt {number}", number=restart.number + 1))
        return found

    def _judge(self, programme: Programme) -> None:
        report = check(self.problem, programme)
        if report.good and (self.best is None or tuple(report.costs.values()) < self.costs):
            self.best, self.report = programme, report

    def _bounded(self, table: PlaceCosts, known: Sequence[Programme]) -> None:
        """What people miss at the least of the sessions that draw most of them from another."""
        self._say(Sentence("proving what it costs at the least"))
        budget = self.budget.shortened(self.budget.share(shares.BOUND_OF_WISHES))
        bound = ContestedBound(wished_sets(self.problem, self.domains, table), lambda: budget.expired)
        for least in bound.grow([rounds_of(table, programme) for programme in known]):
            self.bound = least
            self._say(Sentence("proving what {sessions} cost at the least", sessions=count(bound.sessions, "session")))

    def _say(self, words: Phrase) -> None:
        best = self.costs[0] if self.costs else None
        self.progress(Progress(self.budget.elapsed, words, tier=self.tier, best=best, bound=self.bound))
