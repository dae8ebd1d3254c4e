"""Judges a programme: what is broken, what each wish costs, who misses what. Knows no solver.

Every programme that leaves the house has passed here, and the cost that is reported is always the one counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.conference.attendance import attended, worth
from scheduler.conference.conference import Conference, Group, Person, Session
from scheduler.conference.programme import Programme
from scheduler.rules.book import RULES, owed_first
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Breach, Case, Rule

_OWED = 10_000  # more than all else that anybody wishes on a day


@dataclass(frozen=True)
class Judgement:
    """One case of one rule, held against the programme. `amount` 0: it is kept."""

    rule: Rule
    case: Case
    amount: int
    breaches: tuple[Breach, ...]


@dataclass(frozen=True)
class RuleResult:
    """One statement of the book, held against the programme."""

    rule: Rule
    cases: int
    judgements: tuple[Judgement, ...]  # the cases that are not kept

    @property
    def hard(self) -> bool:
        return self.rule.weight is None

    @property
    def breaches(self) -> tuple[Breach, ...]:
        return tuple(breach for judgement in self.judgements for breach in judgement.breaches)

    @property
    def amount(self) -> int:
        return sum(judgement.amount for judgement in self.judgements)

    @property
    def often(self) -> int:
        """How often it is not kept: a statement that counts once is not kept once, in however many ways."""
        return sum(min(len(judgement.breaches), judgement.amount) for judgement in self.judgements)

    @property
    def cost(self) -> int:
        """Weight times amount; 0 for a hard rule, which has no price."""
        return (self.rule.weight or 0) * self.amount


@dataclass(frozen=True)
class Misses:
    """The wished meetings that one person cannot attend, out of how many."""

    person: Person
    sessions: tuple[Session, ...]
    wished: int


@dataclass(frozen=True)
class Turnout:
    """Of the people who wish to attend a group's meetings: how many can, over all its meetings."""

    group: Group
    can: int
    wish: int


@dataclass(frozen=True)
class Report:
    """What the check has to say of one programme.

    `owed`: the meetings to which people go first, since they are owed them from earlier days, and how much.
    """

    conference: Conference
    programme: Programme
    results: tuple[RuleResult, ...]
    owed: Mapping[Person, Mapping[Session, int]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """What it comes to; all of it would fill screens."""
        return f"Report(good={self.good}, broken={len(self.broken)}, cost={self.cost}, missed={self.missed})"

    @property
    def good(self) -> bool:
        """Whether the programme keeps all hard rules, so that it can go out."""
        return not self.broken

    @property
    def broken(self) -> tuple[Breach, ...]:
        """The breaches of hard rules; empty for a programme that can go out."""
        return tuple(breach for result in self.results if result.hard for breach in result.breaches)

    @property
    def costs(self) -> Mapping[int, int]:
        """What the weighted rules cost, by tier, the first tier first."""
        tiers = sorted({result.rule.tier for result in self.results if not result.hard})
        return {tier: sum(r.cost for r in self.results if not r.hard and r.rule.tier == tier) for tier in tiers}

    @property
    def cost(self) -> int:
        """The sum over all tiers; programmes are compared by `costs`, tier by tier."""
        return sum(self.costs.values())

    @cached_property
    def misses(self) -> tuple[Misses, ...]:
        """Everyone who misses a wished meeting, the worst off first, then in the order of the file."""
        conference = self.conference
        everyone = []
        for person in conference.people:
            wishes = conference.wishes(person)
            lost = tuple(session for session in wishes if session not in self.attending[person])
            if lost:
                everyone.append(Misses(person, lost, len(wishes)))
        return tuple(sorted(everyone, key=lambda misses: -len(misses.sessions)))

    @property
    def missed(self) -> int:
        """How many wished meetings are missed, over all people."""
        return sum(len(misses.sessions) for misses in self.misses)

    @cached_property
    def turnouts(self) -> tuple[Turnout, ...]:
        """Per group that meets: how many of those who wish to be there can; the worst first."""
        counts: dict[Group, tuple[int, int]] = {}
        for person in self.conference.people:
            for session in self.conference.wishes(person):
                for group in session.groups:
                    if person in group.roles or session in self.conference.stated(person):
                        can, wish = counts.get(group, (0, 0))
                        counts[group] = (can + (session in self.attending[person]), wish + 1)
        return tuple(
            sorted(
                (Turnout(group, can, wish) for group, (can, wish) in counts.items()),
                key=lambda t: (t.can / t.wish, t.group.name),
            )
        )

    @cached_property
    def attending(self) -> Mapping[Person, set[Session]]:
        """The wished meetings that each person can attend."""
        conference = self.conference
        return {
            person: {
                placement.session
                for placement in attended(
                    conference, person, worth_with_owed(conference, person, self.owed), self.programme
                )
            }
            for person in conference.people
        }


def worth_with_owed(
    conference: Conference, person: Person, owed: Mapping[Person, Mapping[Session, int]]
) -> Mapping[Session, int]:
    """How much each meeting that the person wishes to attend weighs when two coincide. `owed`: as for `Report`."""
    theirs = owed.get(person, {})
    return {session: value + _OWED * theirs.get(session, 0) for session, value in worth(conference, person).items()}


def check(problem: Problem, programme: Programme) -> Report:
    """Holds every case of every rule against the programme."""
    results = []
    for rule in problem.rules:
        cases = 0
        broken = []
        for case in rule.cases(problem.conference):
            cases += 1
            if breaches := case.breaches(programme):
                broken.append(Judgement(rule, case, case.counted(breaches), tuple(breaches)))
        results.append(RuleResult(rule, cases, tuple(broken)))
    owed = owed_first(problem.conference, problem.rules)
    return Report(problem.conference, programme, in_order_of_the_book(results), owed)


def in_order_of_the_book(results: Iterable[RuleResult]) -> tuple[RuleResult, ...]:
    """What the book has first comes first; statements of one rule stay as they are."""
    order = {kind: position for position, kind in enumerate(RULES)}
    return tuple(sorted(results, key=lambda result: order.get(type(result.rule), 0)))
