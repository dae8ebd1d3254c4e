"""The price list of a day's demands: what would be saved if one of them were dropped, the dearest first.

Each price is a solve without that demand. What can be told without solving is not solved: dropping more never saves
less, so that demands which save nothing together save nothing each; a weighted demand saves at least what it costs in
the best programme, and a single case no more than the whole statement it belongs to.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.answer import Impossible, Solved, Undecided
from scheduler.answer_price import Costs, Price, costs_of, minus, price_of
from scheduler.check import check
from scheduler.conference import Conference
from scheduler.explain import Standing
from scheduler.prices.spared import Spared
from scheduler.programme import Programme
from scheduler.rule import Case, Rule
from scheduler.solve import Stop, Timed, solve

__all__ = ["Item", "Prices", "prices"]

_FOR_THE_DAY = 0.3  # of the time
_FOR_STATEMENTS = 0.7  # of what is then left; the rest is for their cases
_QUICK, _TOGETHER = 0.4, 0.6  # of that for a list of demands: a short try each; and of what is then left, in groups
_ENOUGH = 4.0  # seconds for each, and no short try is needed
_MANY = 40  # cases of one statement; beyond, they are not priced one by one


@dataclass(frozen=True, eq=False)
class Item:
    """A demand: a whole statement of the book, or one case of it. `number`: of the rule in the book, from 0.

    `saves`: how much less the day costs at best when it is dropped. `own`: of that, what it costs itself in the best
    programme; the rest is what the others gain.
    """

    rule: Rule
    number: int
    cases: tuple[Case, ...]
    numbers: frozenset[int]
    own: Costs
    saves: Price
    whole: bool = True


@dataclass(frozen=True)
class Prices:
    """`items`: the statements, the dearest first; `single`: by number of the statement, those of its cases that save.

    `now`: what the programme costs; `day`: what the day costs at best, from which the prices are reckoned.
    """

    conference: Conference
    now: Costs
    day: Price
    items: tuple[Item, ...]
    single: dict[int, tuple[Item, ...]]
    elapsed: float
    stopped: bool = False


def prices(
    conference: Conference,
    rules: Iterable[Rule],
    programme: Programme,
    *,
    only: Callable[[Rule], bool] = lambda _: True,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Standing], None] = lambda _: None,
    stop: Stop | None = None,
) -> Prices:
    """What dropping each demand saves. The programme keeps all hard rules. `only`: the statements to be priced."""
    return _Pricing(conference, tuple(rules), programme, only, limit, seed, tell, stop or Stop()).run()


@dataclass
class _Pricing(Timed):
    conference: Conference
    rules: tuple[Rule, ...]
    programme: Programme
    only: Callable[[Rule], bool]
    limit: float
    seed: int
    tell: Callable[[Standing], None]
    stop: Stop
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        report = check(self.conference, self.rules, self.programme)
        self.order = sorted({rule.tier for rule in self.rules if rule.weight is not None})
        self.now = costs_of(report, len(self.order))
        self.best, self.day = report, Price((0,) * len(self.now), self.now)

    @property
    def over(self) -> bool:
        return self.stop.asked or self.left < 0.05

    def run(self) -> Prices:
        self._find_best()
        statements = [self._statement(number) for number, rule in enumerate(self.rules) if self.only(rule)]
        items = [item for item in statements if item.cases]
        until = self.elapsed + _FOR_STATEMENTS * self.left
        items = self._priced(items, until)
        dear = [item for item in items if item.rule.waivable and any(item.saves.most) and 1 < len(item.cases) <= _MANY]
        single: dict[int, tuple[Item, ...]] = {}
        for place, item in enumerate(sorted(dear, key=_dearest)):
            if self.over:
                break
            share = self.left / (len(dear) - place)
            cases = self._priced([self._case(item, n) for n in range(len(item.cases))], self.elapsed + share)
            single[item.number] = tuple(sorted((case for case in cases if any(case.saves.most)), key=_dearest))
        return Prices(
            self.conference,
            self.now,
            self.day,
            tuple(sorted(items, key=_dearest)),
            single,
            self.elapsed,
            self.stop.asked,
        )

    def _find_best(self) -> None:
        self.tell(Standing(self.elapsed, "what the day can cost"))
        answer = self._solve(self.rules, _FOR_THE_DAY * self.left, self.programme)
        if isinstance(answer, Solved):
            price = price_of(answer, len(self.order))
            if price.most < self.now:
                self.best = check(self.conference, self.rules, answer.programme)
            self.day = Price(price.least, min(price.most, self.now))

    # -- demands, with what is known of them at once ------------------------------------------------------------------

    def _statement(self, number: int) -> Item:
        rule = self.rules[number]
        cases = tuple(rule.cases(self.conference))
        return self._item(rule, number, cases, frozenset(range(len(cases))), None)

    def _case(self, whole: Item, number: int) -> Item:
        return self._item(whole.rule, whole.number, (whole.cases[number],), frozenset({number}), whole.saves.most)

    def _item(
        self, rule: Rule, number: int, cases: tuple[Case, ...], numbers: frozenset[int], at_most: Costs | None
    ) -> Item:
        own = self._own(rule, cases)
        # With the best programme that is known the day would cost so much less, whatever the least is.
        least = max((0,) * len(own), minus(own, minus(self.day.most, self.day.least)))
        most = self.day.most if at_most is None else at_most
        return Item(rule, number, cases, numbers, own, Price(least, max(least, most)), whole=at_most is None)

    def _own(self, rule: Rule, cases: Sequence[Case]) -> Costs:
        if rule.weight is None:
            return (0,) * len(self.now)
        cost = rule.weight * sum(case.amount(self.best.programme) for case in cases)
        return tuple(cost if tier == rule.tier else 0 for tier in self.order)

    # -- pricing ----------------------------------------------------------------------------------------------------

    def _priced(self, items: list[Item], until: float) -> list[Item]:
        """With their prices, as far as time allows; those that may be dear first.

        Each gets a short try by itself; then those of which nothing is known to be saved are tried together, in halves
        when that does not settle it; last what is open gets what is left.
        """
        known = {item: item.saves for item in sorted(items, key=_promising)}
        left = max(0.0, until - self.elapsed)
        quick = self.elapsed + (_QUICK * left if left < _ENOUGH * len(items) else left)
        self._each([item for item in known if not known[item].proven], known, quick)
        idle = [item for item in known if not known[item].proven and not any(known[item].least)]
        self._together([idle], known, self.elapsed + _TOGETHER * max(0.0, until - self.elapsed))
        self._each([item for item in known if not known[item].proven], known, until)
        return [_with(item, known[item]) for item in items]

    def _each(self, items: Sequence[Item], known: dict[Item, Price], until: float) -> None:
        for place, item in enumerate(items):
            if not self.over and self.elapsed < until:
                self._say([item], len(items) - place - 1)
                saves = self._saves([item], (until - self.elapsed) / (len(items) - place))
                known[item] = saves.within(known[item])

    def _together(self, waiting: list[list[Item]], known: dict[Item, Price], until: float) -> None:
        """Of things that save nothing together, none saves anything."""
        while waiting and not self.over and self.elapsed < until:
            group, waiting = waiting[0], waiting[1:]
            if len(group) < 2:
                continue  # by itself it has been tried
            self._say(group, sum(map(len, waiting)))
            saves = self._saves(group, (until - self.elapsed) / (1 + len(waiting)))
            for item in group:
                known[item] = Price(known[item].least, min(known[item].most, saves.most))
            if any(saves.most):
                half = len(group) // 2
                waiting = [group[:half], group[half:], *waiting]

    def _saves(self, group: Sequence[Item], seconds: float) -> Price:
        """What dropping all of these together saves."""
        nothing = Price((0,) * len(self.now), self.day.most)
        answer = self._solve(self._without(group), seconds, self.best.programme)
        if not isinstance(answer, Solved):
            return nothing
        return (self.day - self._cost_without(group, answer)).within(nothing)

    def _without(self, group: Sequence[Item]) -> tuple[Rule, ...]:
        spared: dict[int, set[int]] = {}
        for item in group:
            spared.setdefault(item.number, set()).update(item.numbers)
        return tuple(
            Spared.of_rule(rule, frozenset(spared[number])) if number in spared else rule
            for number, rule in enumerate(self.rules)
        )

    def _cost_without(self, group: Sequence[Item], answer: Solved) -> Price:
        """In the tiers of the day, what it costs when these are dropped: at most what the best so far then costs."""
        price = price_of(answer, len(self.order))
        own = tuple(sum(costs) for costs in zip(*(item.own for item in group), strict=True))
        return Price(price.least, min(price.most, minus(costs_of(self.best, len(self.order)), own)))

    def _solve(self, rules: Iterable[Rule], seconds: float, near: Programme) -> Solved | Impossible | Undecided:
        return solve(
            self.conference,
            rules,
            limit=max(0.05, min(seconds, self.left)),
            seed=self.seed,
            stop=self.stop,
            near=near,
            bare=True,
        )

    def _say(self, group: Sequence[Item], left: int) -> None:
        what = group[0].rule.name if len(group) == 1 else f"{len(group)} demands of {group[0].rule.name}"
        self.tell(Standing(self.elapsed, f"without {what}; {left} more to do"))


def _dearest(item: Item) -> tuple[Costs, Costs, int]:
    return tuple(-x for x in item.saves.most), tuple(-x for x in item.saves.least), item.number


def _promising(item: Item) -> tuple[Costs, int, int]:
    """Weighted demands by what they cost themselves; then hard ones, those that can be given up first."""
    return tuple(-x for x in item.own), not item.rule.waivable, item.number


def _with(item: Item, saves: Price) -> Item:
    return Item(item.rule, item.number, item.cases, item.numbers, item.own, saves, item.whole)
