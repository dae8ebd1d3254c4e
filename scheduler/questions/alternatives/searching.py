"""Really different programmes of nearly the same cost: the best, then others one after the other.

Each next one begins at least so many sessions at another hour than every one before it, which concern at least so many
people, and costs as little as such a programme can; of those that cost the same it is the one that differs most, in
sessions. When it would cost more than is allowed, there is no other: that is proven by the least such a programme can
cost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduler.checking.check import check
from scheduler.checking.single_session import movable
from scheduler.conference.programme import Programme
from scheduler.questions.alternatives.answers import Alternative, Alternatives, Within
from scheduler.questions.alternatives.distance import Differs, concerned, distance, people_apart
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.progress import Progress
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.price import Costs, Price, costs_of, price_of
from scheduler.solving.resolve import Resolver
from scheduler.text.sentence import Sentence

_SHARE = 3  # of the sessions that can move, one in so many has to, when nothing else is asked
_TEN_PERCENT = Within()


def alternatives(
    problem: Problem,
    *,
    number: int = 3,
    differ: int | None = None,
    concern: int | None = None,
    within: Within = _TEN_PERCENT,
    limit: float = 60,
    seed: int = 0,
    tell: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Alternatives | Impossible | Undecided:
    """The best programme and up to `number` others.

    `differ` None: a third of the sessions that can move. `concern` None: as large a share of the people who have to do
    with these as `differ` is of the sessions.
    """
    can_move = movable(problem)
    if differ is None:
        differ = max(1, len(can_move) // _SHARE)
    if concern is None:
        theirs = concerned(problem.conference).items()
        people = sum(number for sessions, number in theirs if not sessions.isdisjoint(can_move))
        concern = people * min(differ, len(can_move)) // max(1, len(can_move))
    search = _AlternativeSearch(
        problem,
        Budget(limit, stop or Stop()),
        seed,
        number=number,
        differ=differ,
        concern=concern,
        within=within,
        tell=tell,
    )
    return search.run()


@dataclass(kw_only=True)
class _AlternativeSearch(Resolver):
    number: int
    differ: int
    concern: int
    within: Within

    def run(self) -> Alternatives | Impossible | Undecided:
        self.say(Sentence("the best programme"))
        answer = self.again(self.problem.rules, self.budget.share(shares.BEST), None, canonical=True)
        if isinstance(answer, Undecided) and not self.budget.stop.asked:  # a first programme is worth all the time
            answer = self.again(self.problem.rules, self.budget.left, None)
        if not isinstance(answer, Solved):
            return replace(answer, elapsed=self.budget.elapsed)
        self.tiers = len(answer.report.costs)
        best = Alternative(answer.programme, answer.report, price_of(answer, self.tiers), 0, 0)
        allowed = self.within.limit(best.price.most)
        others: list[Alternative] = []
        no_more: bool | None = None
        again = False
        while len(others) < self.number and no_more is None:
            left = self.number - len(others)
            self.say(Sentence("alternative {number} of {all}", number=len(others) + 1, all=self.number))
            began = self.budget.elapsed
            no_more = self._next(best, others, allowed, self.budget.left if again else self.budget.left / left)
            if no_more is False and self.budget.left > self.budget.elapsed - began and not self.budget.stop.asked:
                # On a large day it is a matter of luck and of time: one that is found is better than three not found.
                self.seed, again, no_more = self.seed + 1, True, None
        return Alternatives(
            self.problem.conference,
            best,
            tuple(others),
            self.differ,
            self.concern,
            self.within,
            allowed,
            no_more,
            self.budget.elapsed,
            self.budget.stop.asked,
        )

    def _next(self, best: Alternative, others: list[Alternative], allowed: Costs, seconds: float) -> bool | None:
        """Adds one more; else whether it was shown that there is none."""
        if self.expired:
            return False
        known = tuple(one.programme for one in (best, *others))
        last = max((rule.tier for rule in self.problem.rules), default=0) + 1
        floor = others[-1].price.least if others else best.price.least
        far = Differs(others=known, least=self.differ)
        answer, far = self._far(far, (), shares.COST_OF_ANOTHER.of(seconds), floor, known[-1])
        if isinstance(answer, Impossible):
            return True
        if isinstance(answer, Undecided):
            return False
        price = price_of(answer, self.tiers)
        if price.least > allowed:
            return True
        if price.most > allowed:
            return False
        if price.proven and not self.budget.stop.asked:
            wish = Differs(others=known, weight=1, tier=last)
            farthest, _ = self._far(
                far, (wish,), shares.FARTHEST.of(seconds), price.least, answer.programme, canonical=True
            )
            answer = farthest if isinstance(farthest, Solved) else answer
        report = check(self.problem, answer.programme)
        nearest = min(distance(self.problem.conference, answer.programme, other) for other in known)
        people = self._people(answer.programme, known)
        costs = Price(price.least, costs_of(report, self.tiers))
        others.append(Alternative(answer.programme, report, costs, nearest, people))
        return None

    def _far(
        self,
        far: Differs,
        wishes: tuple[Rule, ...],
        seconds: float,
        least: Costs,
        near: Programme,
        *,
        canonical: bool = False,
    ) -> tuple[Solved | Impossible | Undecided, Differs]:
        """Far enough from the others, and by which rule that was found. `wishes`: of the last tier.

        People are written down only where it turns out that sessions alone do not make it far enough: that makes the
        search half as long again, and most programmes that are far in sessions are far in people. Without them nothing
        costs more, so that what is proven then holds with them; but not the other way round.
        """
        budget = self.budget.allot(seconds)
        answer = self.again((*self.problem.rules, *wishes, far), seconds, near, least, canonical=canonical)
        if not isinstance(answer, Solved) or self._people(answer.programme, far.others) >= self.concern:
            return answer, far
        far = far.model_copy(update={"people": self.concern})
        least = price_of(answer, self.tiers).least
        seconds = max(budget.left, seconds / 2)
        return self.again((*self.problem.rules, *wishes, far), seconds, near, least, canonical=canonical), far

    def _people(self, programme: Programme, known: tuple[Programme, ...]) -> int:
        """From the nearest, in people."""
        return min(people_apart(self.problem.conference, programme, other) for other in known)
