"""The best programme of a changed day, and of as good ones the nearest to the one that has gone out.

A repair puts the people first and the day's own wishes last. Here it is the other way round: the wishes, tier by tier,
and then the steps of a repair, in their order; of all programmes, or of those that affect no more than so many people.
Each is proven or bounded, within the best of those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

from scheduler.checking.check import check
from scheduler.conference.clock import Minute
from scheduler.conference.programme import Edition, Programme
from scheduler.questions.difference import diaries
from scheduler.questions.repair.answers import DROPPED, STEPS, CannotHoldAll, Nearest, NotWithin, Repaired, Step
from scheduler.questions.repair.drop_rules import leaves_to_drop, left_out
from scheduler.questions.repair.frozen import asked_for
from scheduler.questions.repair.repairing import COST, compare, in_words, proven, repair
from scheduler.questions.repair.stay_rules import FewPeopleAffected, as_published, staying
from scheduler.rules.book import droppable_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search import shares
from scheduler.search.budget import Budget, Stop
from scheduler.search.progress import Progress
from scheduler.solving.answers import Disagreement, Impossible, Solved, Undecided
from scheduler.solving.columns.pool import ColumnPool
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve


def nearest(
    problem: Problem,
    published: Edition,
    *,
    asked: tuple[Rule, ...] = (),
    start_from: Programme | None = None,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    at_a_glance: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Nearest | Impossible | Undecided:
    """Of the best programmes of the day the one that is nearest to what was published.

    `asked`: hard rules besides those of the day. `start_from`: a programme to begin at; None: what was published.
    `at_a_glance`: only what it costs and how many people it affects is asked, and not why there is none.
    """
    steps = [*STEPS][: 1 if at_a_glance else None]
    search = _CostFirst(problem, published, Budget(limit, stop or Stop()), workers, seed, progress, tuple(steps))
    # First without what was published: to tell each room from another makes the best programme harder to find.
    options = SolveOptions(
        limit=search.budget.share(shares.BEST_OF_ALL),
        workers=workers,
        seed=seed,
        start_from=start_from or as_published(published, problem.conference),
        canonical=False,
        explain=not at_a_glance,
        pool=search.pool,
    )
    rules = Problem(problem.conference, (*problem.rules, *asked))
    best = solve(rules, options, progress=progress, stop=search.budget.stop)
    if not isinstance(best, Solved):
        return replace(best, elapsed=search.budget.elapsed)
    found = search.ordered(problem.rules, asked, best.programme, proven(best))
    if not isinstance(found, _Ordered):
        raise Disagreement("The solver found a best programme and then denied that there is one.")
    programme, compared = compare(published, Edition(problem.conference, found.answer.programme), found.steps)
    report, elapsed = check(problem, programme), search.budget.elapsed
    optimal = all(cost == found.bounds[tier] for tier, cost in report.costs.items())
    solved = Solved(
        programme,
        report,
        found.bounds,
        optimal,
        found.answer.canonical,
        elapsed,
        search.budget.stop.asked,
        best.searched,
    )
    return Nearest(solved, compared, found.steps)


def repair_within(
    problem: Problem,
    published: Edition,
    most: int,
    *,
    keep: Collection[str] = (),
    now: Minute | None = None,
    drop: bool = False,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Repaired | NotWithin | CannotHoldAll | Undecided:
    """The best programme that affects no more than `most` people, and of as good ones the nearest. See `repair`."""
    search = _CostFirst(problem, published, Budget(limit, stop or Stop()), workers, seed, progress)
    near = repair(
        problem,
        published,
        keep=keep,
        now=now,
        drop=drop,
        limit=search.budget.share(shares.NEAREST),
        workers=workers,
        seed=seed,
        progress=progress,
        stop=search.budget.stop,
    )
    if not isinstance(near, Repaired):
        return near
    least = near.steps["people"].least
    if least > most:
        return NotWithin(most, near, least, search.budget.elapsed, search.budget.stop.asked)
    rules, may_drop = _dropping(problem, published, near) if near.dropped else (problem.rules, ())
    asked = (*asked_for(published, keep, now), FewPeopleAffected(published=published, most=most))
    bounds = [near.steps[name].least for name in DROPPED if may_drop]
    found = search.ordered(rules, asked, near.programme, bounds, may_drop)
    elapsed, stopped = search.budget.elapsed, search.budget.stop.asked
    if not isinstance(found, _Ordered):
        least = most + 1 if isinstance(found, Impossible) else least
        return NotWithin(most, near, least, elapsed, stopped)
    dropped = left_out(problem, found.answer.programme) if may_drop else ()
    steps = {**found.dropping, **found.steps}
    programme, compared = compare(published, Edition(problem.conference, found.answer.programme), steps, dropped)
    report = check(Problem(problem.conference, rules), programme)
    optimal = all(cost == found.bounds[tier] for tier, cost in report.costs.items())
    optimal = optimal and all(step.proven for step in steps.values())
    return Repaired(
        programme, report, compared, steps, found.bounds, optimal, elapsed, stopped, dropped, at_most_people=most
    )


def beside_fresh(
    problem: Problem,
    published: Edition,
    repaired: Repaired,
    *,
    keep: Collection[str] = (),
    now: Minute | None = None,
    limit: float = 60,
    workers: int = WORKERS,
    seed: int = 0,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Repaired:
    """The repair, and beside it what the day could have instead, unless it costs nothing or drops something.

    All options as they were for the repair; of `limit` it takes some of what the repair has left.
    """
    left = max(0.0, limit - repaired.elapsed)
    if repaired.dropped or not repaired.report.cost or not left or (stop and stop.asked):
        return repaired

    def tell(standing: Progress) -> None:
        progress(replace(standing, elapsed=repaired.elapsed + standing.elapsed, words="a fresh programme"))

    answer = nearest(
        problem,
        published,
        asked=asked_for(published, keep, now),
        start_from=repaired.programme,
        limit=shares.FRESH.of(left),
        workers=workers,
        seed=seed,
        at_a_glance=True,
        progress=tell,
        stop=stop,
    )
    if not isinstance(answer, Nearest):
        return repaired
    return replace(repaired, fresh=answer, elapsed=repaired.elapsed + answer.solved.elapsed)


def _dropping(problem: Problem, published: Edition, near: Repaired) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules without what holds sessions, and what may be dropped: of the first leave to which this repair keeps."""
    others, _ = droppable_book(problem)
    names = {session.name for session in published.programme}
    planned = {name: diary.keys() for name, diary in diaries(published).items()}
    leaves = leaves_to_drop(problem, names, planned)
    return others, next(
        leave for leave in leaves if not check(Problem(problem.conference, leave), near.programme).broken
    )


@dataclass(frozen=True)
class _CostFirst:
    """Searches with these steps of a repair weighed last."""

    problem: Problem
    published: Edition
    budget: Budget
    workers: int
    seed: int
    progress: Callable[[Progress], None]
    steps: tuple[str, ...] = tuple(STEPS)
    pool: ColumnPool = field(default_factory=ColumnPool)

    def ordered(
        self,
        rules: tuple[Rule, ...],
        asked: tuple[Rule, ...],
        known: Programme,
        lower_bounds: Sequence[int],
        may_drop: tuple[Rule, ...] = (),
    ) -> _Ordered | Impossible | Undecided:
        """The best by the rules' own tiers and then by the steps.

        `known`: where to begin, which is the answer where nothing better is found, if it keeps to all that is asked.
        `lower_bounds`: see SolveOptions. `may_drop`: what may be dropped, as rules of the first two tiers.
        """
        conference = self.problem.conference
        first = [*(DROPPED if may_drop else ())]
        own = [rule.model_copy(update={"tier": rule.tier + len(first)}) for rule in rules]
        tiers = sorted({rule.tier for rule in own if rule.weight is not None})
        last = max(tiers, default=len(first)) + 1
        apart = droppable_book(self.problem)[1] if may_drop else ()
        steps = staying(self.published, last, apart)[: len(self.steps)]
        whole = Problem(conference, (*may_drop, *own, *asked, *steps))
        names = [*first, *([COST] * (last - 1 - len(first))), *self.steps]
        options = SolveOptions(
            limit=max(0.01, self.budget.left),
            workers=self.workers,
            seed=self.seed,
            start_from=known,
            lower_bounds=tuple(lower_bounds),
            canonical=len(self.steps) == len(STEPS),
            explain=False,
            pool=self.pool,
        )
        answer = solve(
            whole,
            options,
            progress=lambda progress: self.progress(in_words(progress, names, self.budget.elapsed)),
            stop=self.budget.stop,
        )
        if isinstance(answer, Impossible):
            return answer
        report = check(whole, known)
        if isinstance(answer, Undecided) and report.broken:
            return answer
        worse = isinstance(answer, Solved) and [*answer.report.costs.values()] > [*report.costs.values()]
        if isinstance(answer, Undecided) or (worse and not report.broken):
            bounds = dict(zip(report.costs, chain(lower_bounds, repeat(0)), strict=False))
            answer = Solved(known, report, bounds, optimal=False, canonical=False, elapsed=self.budget.elapsed)
        return _Ordered(answer, tuple(first), {tier: tier - len(first) for tier in tiers}, last, self.steps)


@dataclass(frozen=True)
class _Ordered:
    """What was found. `own`: the day's own tiers by those that were solved; `last`: that of the first step.

    `first`, `names`: the steps before those tiers and after them.
    """

    answer: Solved
    first: tuple[str, ...]
    own: Mapping[int, int]
    last: int
    names: tuple[str, ...]

    def step(self, tier: int) -> Step:
        return Step(self.answer.report.costs[tier], self.answer.bounds[tier])

    @property
    def steps(self) -> dict[str, Step]:
        return {name: self.step(tier) for tier, name in enumerate(self.names, self.last)}

    @property
    def dropping(self) -> dict[str, Step]:
        return {name: self.step(tier) for tier, name in enumerate(self.first, 1)}

    @property
    def bounds(self) -> dict[int, int]:
        """Of the day's own tiers."""
        return {tier: self.answer.bounds[solved] for solved, tier in self.own.items()}
