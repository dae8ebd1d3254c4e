"""Prices by solving again without a demand, and by what need not be solved.

Kept of each demand is what the day costs without it: at least, by proof, and at most, by a programme. Dropping more
never costs more, so a case costs no less than its statement, and demands that cost nothing together cost nothing each.
A demand that is a weight saves no more than it can cost itself. Each programme that is found tells something of every
demand that alone stands in its way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from scheduler.checking.check import check
from scheduler.conference.programme import Programme
from scheduler.questions.prices.answers import Prices
from scheduler.questions.prices.demand import Demand, PricedDemand
from scheduler.questions.prices.relaxed_rule import RelaxedRule
from scheduler.questions.repair.frozen import FixOthers
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.neighbourhood import lns_neighbourhood
from scheduler.search.progress import Progress
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.price import Costs, Price, costs_of, minus, price_of
from scheduler.solving.resolve import Resolver
from scheduler.text.sentence import Sentence

_MANY = 40  # cases of one statement; beyond, they are not priced one by one


def prices(
    problem: Problem,
    programme: Programme,
    *,
    only: Callable[[Rule], bool] = lambda _: True,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Prices:
    """What dropping each demand saves. The programme keeps all hard rules. `only`: the statements to be priced."""
    pricing = Pricing(problem, Budget(limit, stop or Stop()), seed, programme=programme, only=only, tell=tell)
    items, single = pricing.run()
    return Prices(
        problem.conference,
        pricing.now,
        pricing.day,
        tuple(sorted(items, key=_dearest)),
        {number: tuple(sorted(cases, key=_dearest)) for number, cases in single.items()},
        pricing.budget.elapsed,
        pricing.budget.stop.asked,
    )


def _without_one(demand: Demand, left: int) -> Sentence:
    return Sentence("without {rule}; {left} more to do", rule=demand.rule.key, left=left)


def _dearest(item: PricedDemand) -> tuple[Costs, Costs, int, int]:
    return (
        tuple(-x for x in item.found),
        tuple(-x for x in item.saves.most),
        item.demand.number,
        min(item.demand.numbers),
    )


@dataclass
class Pricing(Resolver):
    """`only`: the statements to be priced."""

    programme: Programme = field(kw_only=True)
    only: Callable[[Rule], bool] = field(kw_only=True)

    def __post_init__(self) -> None:
        report = check(self.problem, self.programme)
        self.tiers = sorted({rule.tier for rule in self.problem.rules if rule.weight is not None})
        self.now = costs_of(report, len(self.tiers))
        self.no_cost: Costs = (0,) * len(self.now)
        self.best, self.day = report, Price(self.no_cost, self.now)
        self.without: dict[Demand, Price] = {}  # what the day costs then

    def run(self) -> tuple[list[PricedDemand], dict[int, list[PricedDemand]]]:
        """The statements, and by number of the statement those of its cases that may save something."""
        self.say(Sentence("what the day can cost"))
        began = self.budget.elapsed
        answer = self._solve(self.problem.rules, self.budget.share(shares.DAY_OF_PRICES))
        if isinstance(answer, Solved):
            self.day = Price(price_of(answer, len(self.tiers)).least, self.day.most)
            self._learn_from(answer.programme)
        self.enough = shares.LIKE_THE_DAY.of(self.budget.elapsed - began if self.day.proven else 0)
        book = [
            (number, rule, tuple(rule.cases(self.problem.conference))) for number, rule in enumerate(self.problem.rules)
        ]
        demands = [
            Demand(rule, number, cases, frozenset(range(len(cases))))
            for number, rule, cases in book
            if cases and self.only(rule)
        ]
        for demand in demands:
            self.add(demand)
        given_up = [demand for demand in demands if demand.can_be_given_up]
        others = [demand for demand in demands if not demand.can_be_given_up]
        rest = self.budget.allot(self.budget.left)
        if not self.day.proven:
            self.around([*given_up, *others], rest.first(shares.AROUND))
        free = [demand for demand in given_up if not any(self._own(demand))]
        self._together([free], rest.first(shares.SEVERAL_AT_ONCE))
        self._each(given_up, rest.first(shares.GIVEN_UP))
        cases = self._cases(given_up) if self.day.proven else []
        self._each(cases, rest.first(shares.CASES))
        self._each(others, rest.first(shares.OTHERS))
        if self.day.proven and not self._open(given_up) and not self._open(cases):
            cases += self._cases(demand for demand in others if any(self.item(demand).found))
        for some in (given_up, cases, others):
            self._each(some, rest)
        single: dict[int, list[PricedDemand]] = {demand.number: [] for demand in cases}
        for item in map(self.item, cases):
            if any(item.saves.most):
                single[item.demand.number].append(item)
        return [self.item(demand) for demand in demands], single

    # -- what is known ------------------------------------------------------------------------------------------------

    def add(self, demand: Demand, least: Costs = ()) -> None:
        """One more to be priced. `least`: what is known to be the least that the day costs without it."""
        itself, place = demand.itself_at_most, len(self.tiers)
        if itself is not None:
            place = self.tiers.index(demand.rule.tier)
            rest = max(0, self.day.least[place] - itself)
            least = max(least or self.no_cost, (*self.day.least[:place], rest, *self.no_cost[place + 1 :]))
        self.without[demand] = Price(least or self.no_cost, minus(self.day.most, self._own(demand)))

    def _own(self, demand: Demand) -> Costs:
        """What the demand costs itself in the best programme that is known."""
        if demand.rule.weight is None:
            return self.no_cost
        cost = demand.rule.weight * sum(case.amount(self.best.programme) for case in demand.cases)
        return tuple(cost * (tier == demand.rule.tier) for tier in self.tiers)

    def item(self, demand: Demand) -> PricedDemand:
        without = self.without[demand]
        saves = (self.day - without).within(Price(self.no_cost, self.day.most))
        found = max(self.no_cost, minus(self.day.most, without.most))
        return PricedDemand(demand, own=self._own(demand), saves=saves, found=found)

    def _settled(self, demand: Demand) -> bool:
        saves = self.day - self.without[demand]
        return saves.proven or saves.most <= self.no_cost

    def _open(self, demands: Iterable[Demand]) -> list[Demand]:
        return [demand for demand in demands if not self._settled(demand)]

    def _learn_from(self, programme: Programme) -> None:
        """Note what a programme costs without each demand that alone stands in its way; and whether it is the best."""
        report = check(self.problem, programme)
        costs = costs_of(report, len(self.tiers))
        # Told apart by identity: the report has an order of its own.
        broken = {id(result.rule) for result in report.results if result.hard and result.amount}
        if not broken and costs < self.day.most:
            self.best, self.day = report, Price(self.day.least, costs)
        for demand, known in self.without.items():
            if broken <= {id(demand.rule)} and (demand.whole or self._breaks_no_more(demand, programme)):
                spared = (demand.rule.weight or 0) * sum(case.amount(programme) for case in demand.cases)
                own = tuple(spared * (tier == demand.rule.tier) for tier in self.tiers) or self.no_cost
                self.without[demand] = Price(known.least, min(known.most, minus(costs, own)))

    def _breaks_no_more(self, demand: Demand, programme: Programme) -> bool:
        """Whether of a hard statement the programme breaks no case but this one."""
        if demand.rule.weight is not None:
            return True
        cases = demand.rule.cases(self.problem.conference)
        return not any(case.amount(programme) for n, case in enumerate(cases) if n not in demand.numbers)

    # -- solving again ------------------------------------------------------------------------------------------------

    def around(self, demands: Sequence[Demand], budget: Budget) -> None:
        """Solve for each in turn, most of the programme held in place: first with the demand and then without.

        So what dropping it gains is not what a longer search alone would have gained. Proves nothing of the whole day.
        """
        chance = Random(self.seed)  # noqa: S311  where to look, not secrecy
        while True:
            for place, demand in enumerate(sorted(demands, key=self._promise)):
                self.say(_without_one(demand, len(demands) - place - 1))
                missed = [case for case in demand.cases if case.amount(self.best.programme)]
                about = [session for case in missed or demand.cases for session in case.sessions]
                free = lns_neighbourhood(self.best.programme, about, chance)
                for group in ([], [demand]):
                    if self.expired or budget.expired:
                        return
                    held = FixOthers(programme=self.best.programme, free=free)
                    answer = self._solve([*self._without(group), held], budget.share(shares.STRETCH))
                    if isinstance(answer, Solved):
                        self._learn_from(answer.programme)

    def _together(self, waiting: list[list[Demand]], budget: Budget) -> None:
        """Drop several at once: when they save nothing together, none saves anything; else each half is tried."""
        while waiting and not (self.expired or budget.expired) and self.day.proven:
            group, waiting = self._open(waiting[0]), waiting[1:]
            if len(group) < 2:
                continue  # it is tried by itself later on
            self.say(Sentence("without any of {number} demands", number=len(group)))
            least = self._solve_without(group, budget.left / (1 + len(waiting)))
            for demand in group:
                self.without[demand] = Price(max(least, self.without[demand].least), self.without[demand].most)
            half = len(group) // 2
            waiting = [group[:half], group[half:], *waiting]

    def _each(self, demands: Sequence[Demand], budget: Budget) -> None:
        """Solve without each by itself, those first that may be dear; the time is shared among those that are left."""
        demands = sorted(self._open(demands), key=self._promise)
        for place, demand in enumerate(demands):
            if self.expired or budget.expired:
                return
            if self._settled(demand):
                continue
            self.say(_without_one(demand, len(demands) - place - 1))
            seconds = max(self.enough, budget.left / (len(demands) - place))
            least = self._solve_without([demand], seconds)
            self.without[demand] = Price(max(least, self.without[demand].least), self.without[demand].most)

    def _promise(self, demand: Demand) -> tuple[Costs, bool, int]:
        """Sorts those first that are known to be dear; then hard ones, of which nothing is known yet."""
        return minus(self.without[demand].most, self.day.most), demand.rule.weight is not None, demand.number

    def _cases(self, statements: Iterable[Demand]) -> list[Demand]:
        """The cases of those statements that may save something, where these are not too many."""
        found = []
        for whole in statements:
            if 1 < len(whole.cases) <= _MANY and any((self.day - self.without[whole]).most):
                for number, case in enumerate(whole.cases):
                    found.append(Demand(whole.rule, whole.number, (case,), frozenset({number}), whole=False))
                    self.add(found[-1], self.without[whole].least)
        return found

    def _solve_without(self, group: Collection[Demand], seconds: float) -> Costs:
        """The least that the day costs without any of these."""
        answer = self._solve(self._without(group), seconds)
        if not isinstance(answer, Solved):
            return self.no_cost
        self._learn_from(answer.programme)
        return price_of(answer, len(self.tiers)).least

    def _without(self, group: Collection[Demand]) -> list[Rule]:
        spared: dict[int, set[int]] = {}
        for demand in group:
            spared.setdefault(demand.number, set()).update(demand.numbers)
        return [
            RelaxedRule.of_rule(rule, frozenset(spared[number])) if number in spared else rule
            for number, rule in enumerate(self.problem.rules)
        ]

    def _solve(self, rules: Iterable[Rule], seconds: float) -> Solved | Impossible | Undecided:
        return self.again(rules, seconds, self.best.programme)
