"""The repair itself: the programme nearest to the one that has gone out, after the day has changed.

In this order: the hard rules; the fewest people affected; the fewest sessions moved; the smallest shift, in minutes
and then in rooms; then what the day itself wishes, tier by tier. Each step is proven or bounded, within the best of
those before it. Where no programme holds every session, the fewest of them are dropped first of all, and of as few
those that the fewest people were to go to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.checking.check import check
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Session
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.difference import Difference, diaries, difference
from scheduler.questions.repair.answers import DROPPED, STEPS, CannotHoldAll, Repaired, Step
from scheduler.questions.repair.drop_rules import leaves_to_drop, left_out
from scheduler.questions.repair.frozen import KeepUnmoved, asked_for, asked_name
from scheduler.questions.repair.reasons import fatal, possible_without, reasons
from scheduler.questions.repair.stay_rules import as_published, staying
from scheduler.rules.book import droppable_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.progress import Progress
from scheduler.solving.answers import Conflict, Disagreement, Impossible, Solved, Undecided
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve

COST = "cost"  # what is being made small once the steps are
_LARGE = 10_000  # hours at which sessions can begin, all together


def repair(
    problem: Problem,
    published: Edition,
    *,
    keep: Collection[str] = (),
    now: Minute | None = None,
    drop: bool = False,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Repaired | CannotHoldAll | Undecided:
    """The conference's programme that is nearest to the one that was published.

    `keep`: names of sessions, rooms, groups and people, see `KeepNamed`. `now`: what began before it stays as it was.
    `drop`: with leave to drop sessions, the fewest there can be, where not all can be held.
    Raises Disagreement when the solver, the check and the difference do not count the same.
    """
    budget = Budget(limit, stop or Stop())
    asked = asked_for(published, keep, now)
    return _Repairing(problem, published, asked, budget, workers, seed, progress).run(drop=drop)


@dataclass
class _Repairing:
    problem: Problem
    published: Edition
    asked: tuple[Rule, ...]  # hard, besides those of the day
    budget: Budget
    workers: int
    seed: int
    progress: Callable[[Progress], None]

    def run(self, *, drop: bool) -> Repaired | CannotHoldAll | Undecided:
        answer = self._dropping(self.budget.left) if drop else self._nearest(self.problem.rules, None, self.budget.left)
        if isinstance(answer, Undecided) and not (drop or self.budget.stop.asked) and fatal(self.problem):
            # Which is seen at a glance where no search shows it.
            answer = Impossible(Conflict((), smallest=False), self.budget.elapsed)
        if not isinstance(answer, Impossible):
            return answer
        instead: Repaired | Impossible | Undecided = answer
        rest = self.budget.allot(self.budget.share(shares.NO_REPAIR))
        if not drop:
            instead = self._dropping(rest.share(shares.DROPPING), least=1)
        rules = self.problem.rules
        if isinstance(instead, Impossible):  # so that whether sessions are held is no part of why
            rules, _ = droppable_book(self.problem)
        why = reasons(Problem(self.problem.conference, rules), rest.share(shares.REASONS), rest.stop, self.asked)
        possible, ways = possible_without(self.problem, self.asked, why, rest.left, rest.stop)
        without = tuple(tuple(asked_name(rule) for rule in way) for way in ways)
        return CannotHoldAll(why, instead, self.budget.elapsed, possible, without)

    def _dropping(self, seconds: float, least: int = 0) -> Repaired | Impossible | Undecided:
        """The nearest programme with the fewest sessions dropped; that these are at least so many is known."""
        others, _ = droppable_book(self.problem)
        budget = self.budget.allot(seconds)
        answer: Repaired | Impossible | Undecided | None = None
        published = {session.name for session in self.published.programme}
        planned = {name: diary.keys() for name, diary in diaries(self.published).items()}
        for may_drop in leaves_to_drop(self.problem, published, planned):
            answer = self._nearest(others, may_drop, budget.left, (least,))
            if not isinstance(answer, Impossible):
                return answer
        return answer or self._nearest(self.problem.rules, None, budget.left)

    def _nearest(
        self,
        rules: tuple[Rule, ...],
        may_drop: tuple[Rule, ...] | None,
        seconds: float,
        lower_bounds: tuple[int, ...] = (),
    ) -> Repaired | Impossible | Undecided:
        """The nearest programme that keeps these rules.

        `may_drop`: what may be dropped, as rules of the first two tiers; None: nothing.
        """
        names = [*(() if may_drop is None else DROPPED), *STEPS]
        apart = () if may_drop is None else droppable_book(self.problem)[1]
        first = len(names) - len(STEPS) + 1
        wishes = staying(self.published, first, apart)
        postponed = [rule.model_copy(update={"tier": rule.tier + len(names)}) for rule in rules]
        hard = [*(may_drop or ()), *wishes, *self.asked, *(rule for rule in postponed if rule.weight is None)]
        wished = [rule for rule in postponed if rule.weight is not None]
        start_from = as_published(self.published, self.problem.conference)
        large = sum(len(self.problem.conference.starts(session)) for session in self.problem.conference.held) > _LARGE
        budget = self.budget.allot(seconds)
        canonical = not wished or large
        answer = self._solved(
            hard,
            names,
            start_from,
            lower_bounds,
            budget.share(shares.STEPS) if wished else seconds,
            canonical=canonical,
        )
        if isinstance(answer, (Impossible, Undecided)):
            return answer
        if not wished or self.budget.stop.asked:
            optimal = answer.optimal and not wished
            return self._repaired(answer, rules, names, optimal=optimal, dropping=may_drop is not None)
        if large:  # to write all wishes of a large day down would take longer than there is time
            hard.append(KeepUnmoved(published=self.published, found=answer.programme))
        known = proven(answer)
        best = self._solved([*hard, *wished], names, answer.programme, known, budget.left, canonical=True)
        if isinstance(best, Solved) and _steps(best, names) <= _steps(answer, names):
            bounds = {tier: max(best.bounds[tier], answer.bounds.get(tier, 0)) for tier in best.bounds}
            if large:
                bounds |= {tier: 0 for tier in bounds if tier > len(names)}
            answer = replace(best, bounds=bounds, optimal=best.optimal and not large)
        else:
            answer = replace(answer, optimal=False)
        return self._repaired(answer, rules, names, optimal=answer.optimal, dropping=may_drop is not None)

    def _solved(
        self,
        rules: list[Rule],
        names: list[str],
        start_from: Programme,
        lower_bounds: tuple[int, ...],
        seconds: float,
        *,
        canonical: bool,
    ) -> Solved | Impossible | Undecided:
        options = SolveOptions(
            limit=max(0.01, seconds),
            workers=self.workers,
            seed=self.seed,
            start_from=start_from,
            lower_bounds=lower_bounds,
            canonical=canonical,
            explain=False,
        )
        return solve(
            Problem(self.problem.conference, rules),
            options,
            progress=lambda progress: self.progress(in_words(progress, [*names, COST], self.budget.elapsed)),
            stop=self.budget.stop,
        )

    def _repaired(
        self, answer: Solved, rules: tuple[Rule, ...], names: list[str], *, optimal: bool, dropping: bool
    ) -> Repaired:
        costs = answer.report.costs
        steps = {name: Step(costs[tier], answer.bounds[tier]) for tier, name in enumerate(names, 1)}
        dropped = left_out(self.problem, answer.programme) if dropping else ()
        programme, compared = compare(
            self.published, Edition(self.problem.conference, answer.programme), steps, dropped
        )
        report = check(Problem(self.problem.conference, rules), programme)
        bounds = {tier: answer.bounds.get(tier + len(names), 0) for tier in report.costs}
        elapsed, stopped = self.budget.elapsed, self.budget.stop.asked
        return Repaired(programme, report, compared, steps, bounds, optimal, elapsed, stopped, dropped)


def _steps(answer: Solved, names: list[str]) -> list[int]:
    return [answer.report.costs[tier] for tier, _ in enumerate(names, 1)]


def proven(answer: Solved) -> tuple[int, ...]:
    """By tier, the least that is possible: of those that are proven, and of the one after them."""
    found: list[int] = []
    for tier, cost in answer.report.costs.items():
        found.append(answer.bounds[tier])
        if cost != found[-1]:
            break
    return tuple(found)


def in_words(progress: Progress, names: Sequence[str], elapsed: float) -> Progress:
    """The same since the repair began, with what is being made small. `names`: of what each tier is about."""
    words = [(DROPPED | STEPS).get(name, name) for name in names]
    return replace(progress, elapsed=elapsed, words=words[min(progress.tier or 1, len(words)) - 1])


def compare(
    published: Edition, new: Edition, steps: Mapping[str, Step], dropped: Collection[Session] = ()
) -> tuple[Programme, Difference]:
    """The new programme as the next edition, and what it changes. Raises Disagreement where that is not these steps."""
    compared = difference(published, new, guess_names=False)
    _agree(compared, steps, dropped)
    return replace(new.programme, revision=published.programme.revision + bool(compared.changes)), compared


def _agree(compared: Difference, steps: Mapping[str, Step], dropped: Collection[Session]) -> None:
    """The difference is made without the rules of the repair, and must come to the same."""
    held = {session.name for session in compared.new.conference.held} - {session.name for session in dropped}
    moved = [c for c in compared.changes if c.old and c.old.session.name in held and (c.moved or not c.new)]
    counted = {"people": len(compared.affected), "moved": len(moved), "dropped": len(dropped)}
    for name, step in steps.items():
        number = counted.get(name, step.amount)
        if step.amount != number:
            counts = f"counts {step.amount} {(DROPPED | STEPS)[name]} where the difference counts {number}."
            raise Disagreement(f"The repair {counts}")
