"""Conference and rules into the best programme, with what is proven of it. The answer is a value, also when it is no.

Tier after tier is made as good as it can be within the best of those before it. Of several best programmes a fixed rule
takes one: the sessions in the order of the file, each at its earliest start, then in its first room. So a search that
ends by itself gives the same programme on every machine, however many workers found it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from scheduler.checking.check import Report, check
from scheduler.checking.domain import Domain
from scheduler.checking.findings import findings
from scheduler.checking.single_session import domains as single_domains
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.model import Amount, Model
from scheduler.model.packed import PackedBlocks
from scheduler.rules.book import wishes_first
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search import shares
from scheduler.search.annealing import anneal
from scheduler.search.budget import Budget, Stop, TimeUp
from scheduler.search.construct import LARGE, construct, construct_greedily
from scheduler.search.progress import Progress
from scheduler.search.shares import TimeShare
from scheduler.search.warm_start import from_preferences, nothing_better
from scheduler.solving.answers import Conflict, Disagreement, Impossible, Solved, Undecided
from scheduler.solving.columns.rounds import DayInRounds, day_in_rounds
from scheduler.solving.columns.shortcut import ByColumns
from scheduler.solving.columns.thirds import Thirds
from scheduler.solving.conflict import conflict
from scheduler.solving.formulate import Formulation, formulate, unpacked
from scheduler.solving.in_parts import VAST, SearchInParts, may_be_vast, model_size
from scheduler.solving.minimize import SearchLimits, SearchResult, evaluate_hint, minimize
from scheduler.solving.options import AS_USUAL, SolveOptions
from scheduler.solving.tracks.neighbourhood import UnknownConstraint
from scheduler.solving.tracks.search import minimize_tracks
from scheduler.text.sentence import Phrase, Sentence

_A_WHILE = 0.5  # seconds, after which whoever waits is told how far the model is
_STEP = 4.0  # of CP-SAT's own measure of work, twice what a step of the fixed rule takes on any day that was measured
_MANY_TALKS = 8000  # variables; a smaller model of tracks is as soon solved as a whole
_FEW_PLACES = 800  # hours and rooms of all sessions together
_LARGEST = 1 << 40  # the objective of one step of the fixed rule stays below this, far from overflow


def solve(
    problem: Problem,
    options: SolveOptions = AS_USUAL,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Stop | None = None,
) -> Solved | Impossible | Undecided:
    """The best programme within `options.limit` seconds. Raises Disagreement when solver and check differ on it.

    `progress`: is told of every better programme and every better bound. `stop`: ends the search from another thread.
    """
    return _Search(problem, options, progress, Budget(options.limit, stop or Stop())).run()


@dataclass
class _Search:
    """`start_from`: where to start, which is a better programme as soon as one is found without the solver."""

    problem: Problem
    options: SolveOptions
    progress: Callable[[Progress], None]
    budget: Budget
    start_from: Programme | None = field(init=False)
    in_rounds: DayInRounds | None = None
    values: Sequence[int] = ()  # of the model's variables, where the tier before ended
    reached: dict[int, int] = field(default_factory=dict)  # by tier, the cost that the solver counts
    bounds: dict[int, int] = field(default_factory=dict)  # by tier, the least cost that is possible
    counted: bool | None = None  # whether numbers show that there is no programme; None: not asked yet
    least: int = 0  # what is known of the first tier before the solver searches

    def __post_init__(self) -> None:
        self.start_from = self.options.start_from

    def run(self) -> Solved | Impossible | Undecided:
        imported = self.options.canonical and self.start_from is None
        first = from_preferences(self.problem, self._first) if imported else None
        if first is not None:
            if nothing_better(self.problem, first):
                self.bounds = {rule.tier: 0 for rule in self.problem.rules if rule.weight is not None}
                return self._judged(first, optimal=True, canonical=True)
            self.start_from = first
        if self.options.canonical and (parts := self._in_parts()) is not None:
            return parts
        try:
            formulation = self._formulated()
        except TimeUp:
            return self._by_hand(first)
        if len(formulation.model.cp.proto.variables) > LARGE and formulation.model.packed is None:
            better: Programme | None = None
            if self.start_from is None and self._counted_out():
                return self._impossible()
            if self.options.canonical and (better := self._begun_in_parts(formulation.domains)) is not None:
                self.start_from = first = better
            elif self.start_from is None:
                self.start_from = first = construct(self.problem, formulation.domains, self._first)
                self._tell_of(first)
            if (
                better is None
                and self.start_from is not None
                and (better := self._settled(formulation.domains, self.start_from)) is not None
            ):
                self.start_from = first = better
                self._tell_of(first)
        if self.start_from is not None:
            formulation.model.start_near(self.start_from)
        of_tracks = bool(self.problem.conference.talks)
        self.in_rounds = day_in_rounds(self.problem) if formulation.costs and not of_tracks else None
        tiers = formulation.costs or {1: 0}
        self.bounds = dict.fromkeys(tiers, 0)
        programme: Programme | None = None
        for tier in tiers:
            if self.budget.stop.asked:
                break
            status, found = self._tier(formulation.model, tier, tiers[tier], last=tier == max(tiers))
            if status == cp_model.INFEASIBLE:
                if programme is not None:
                    raise Disagreement("The solver found a programme and then denied that there is one.")
                return self._impossible()
            if found is None:
                break
            programme = found
        if programme is None:
            programme = first
        if programme is None:
            return Undecided(self.budget.elapsed, self.budget.stop.asked)
        optimal = self.reached == self.bounds
        canonical = False
        if optimal and self.options.canonical:
            programme, canonical = self._canonical(formulation, programme)
        return self._judged(programme, optimal=optimal, canonical=canonical)

    def _in_parts(self) -> Solved | Impossible | None:
        """Of a day that is too large for a model; None: it is not, or the parts found nothing."""
        if not may_be_vast(self.problem):
            return None
        domains = single_domains(self.problem)
        size = model_size(self.problem, domains)
        if size < VAST:
            return None
        words = Sentence("a large day, searched without a model of some {size} conditions", size=size)
        self.progress(Progress(self.budget.elapsed, words))
        parts = self._parts(domains)
        programme = parts.run(self.start_from)
        if programme is None:
            return self._impossible() if self._counted_out() else None
        tiers = self._tiers
        self.bounds = dict.fromkeys(tiers, 0) | {tiers[0]: parts.bound}
        optimal = parts.costs == tuple(self.bounds.values())
        return self._judged(programme, optimal=optimal, canonical=False, report=parts.report)

    def _begun_in_parts(self, domains: Mapping[Session, Domain]) -> Programme | None:
        """Where the search of a large model begins, on a day in rounds; and what is known of its cost."""
        if not wishes_first(self.problem.rules):
            return None
        in_rounds = day_in_rounds(self.problem)
        by_columns = in_rounds is not None and Thirds.can_be(len(in_rounds.movable))
        share = shares.BEFORE_COLUMNS if by_columns else shares.ANNEALING
        parts = self._parts(domains, self.budget.shortened(self.budget.share(share)))
        programme = parts.run(self.start_from)
        self.least = parts.bound
        return programme

    def _parts(self, domains: Mapping[Session, Domain], budget: Budget | None = None) -> SearchInParts:
        given = (self.problem, domains, self._tiers[0], budget or self.budget, self.progress, self.options.seed)
        return SearchInParts(*given, longest=budget is None)

    @property
    def _tiers(self) -> list[int]:
        return sorted({rule.tier for rule in self.problem.rules if rule.weight is not None})

    def _formulated(self) -> Formulation:
        """The model. Whoever waits for it hears how far that is. Raises TimeUp."""
        time = self.budget.first(shares.BUILDING)
        heard = 0.0

        def watch(words: Phrase) -> None:
            nonlocal heard
            time.require()
            if self.budget.elapsed > heard + _A_WHILE:
                heard = self.budget.elapsed
                self.progress(Progress(heard, Sentence("preparing the search: {how_far}", how_far=words)))

        formulation = formulate(self.problem, watch)
        if heard:
            self.progress(Progress(self.budget.elapsed, tier=1))
        return formulation

    def _by_hand(self, first: Programme | None) -> Solved | Undecided:
        """A programme that keeps the hard rules and was made without the solver, for there is no time for a model.

        A moment is too short for that, too.
        """
        programme = first
        if programme is None and self.budget.elapsed > _A_WHILE:
            programme = construct_greedily(self.problem.conference, single_domains(self.problem))
        if programme is None or check(self.problem, programme).broken:
            return Undecided(self.budget.elapsed, self.budget.stop.asked, prepared=False)
        self.bounds = {rule.tier: 0 for rule in self.problem.rules if rule.weight is not None}
        return self._judged(programme, optimal=False, canonical=False, searched=False)

    def _settled(self, domains: Mapping[Session, Domain], start: Programme) -> Programme | None:
        """One made better by hand, that keeps the hard rules and costs less than the start, should that keep them too.

        None: there is nothing better, or sessions would have to be moved out of the way first.
        """
        before = check(self.problem, start)
        if any(breach.sessions for breach in before.broken):
            return None
        given = (
            self.problem,
            domains,
            start,
            self.budget.allot(self.budget.share(shares.ANNEALING)),
            self.options.seed,
        )
        found = anneal(*given, afresh=bool(before.broken))  # such as that it must differ from the start
        after = check(self.problem, found)
        cheaper = before.broken or [*after.costs.values()] < [*before.costs.values()]
        return found if cheaper and not after.broken else None

    def _tell_of(self, first: Programme | None) -> None:
        """What a programme costs that was made before the search, in the first tier."""
        costs = check(self.problem, first).costs if first is not None else {}
        for tier, cost in [*costs.items()][:1]:
            self.progress(Progress(self.budget.elapsed, tier=tier, best=cost))

    def _first(self, rules: tuple[Rule, ...], start: Programme, share: TimeShare) -> Programme | None:
        """A programme by more rules than those of the day, so that it is found sooner."""
        limit, workers = self.budget.share(share), self.options.workers
        options = SolveOptions(limit=limit, workers=workers, start_from=start, canonical=False, explain=False)
        answer = solve(Problem(self.problem.conference, rules), options, stop=self.budget.stop)
        return answer.programme if isinstance(answer, Solved) else None

    def _tier(self, model: Model, tier: int, cost: Amount, *, last: bool) -> tuple[Any, Programme | None]:
        """Make one tier as good as can be, and hold on to that for the tiers after it."""
        least = self._known_least()
        model.cp.minimize(cost)
        seconds = self.budget.left if last else self.budget.share(shares.EARLIER_TIER)
        run = self._minimum(model, cost, seconds, tier, least, again=self.options.canonical or not last)
        if run.status == cp_model.INFEASIBLE:
            return run.status, None
        self.bounds[tier] = max(least, run.bound)
        if run.status == cp_model.UNKNOWN:
            return run.status, None
        self.reached[tier] = run.cost
        self.values = run.solver.response_proto.solution
        model.start_at(run.solver)
        model.at_most(cost, run.cost, model.true)
        return run.status, model.programme(run.solver.value)

    def _minimum(
        self, model: Model, cost: Amount, seconds: float, tier: int | None, least: int = 0, *, again: bool = True
    ) -> SearchResult:
        """`tier` None: a step of the fixed rule, of which no progress is told. `again`: the model is searched again."""

        def tell(best: int | None, bound: int | None) -> None:
            self.progress(Progress(self.budget.elapsed, tier=tier or 1, best=best, bound=bound))

        budget, watched = self.budget.allot(seconds), None if tier is None else tell
        work = _STEP if tier is None else None
        limits = SearchLimits(budget, self.options.workers, self.options.seed, watched, least, self._counted_out, work)
        hints = self.start_from is not None and not self.reached
        if tier is not None and model.packed is not None and len(model.cp.proto.variables) > _MANY_TALKS:
            with suppress(UnknownConstraint):  # sessions beside the talks can have some
                return self._by_tracks(model, model.packed, limits, hints=hints)
        shortcut = None
        if tier is not None and self.in_rounds is not None:
            shortcut = ByColumns(self.problem, self.in_rounds, model, cost, tier, limits, again, self.options.pool)
        return minimize(model, cost, limits, hints=hints, shortcut=shortcut)

    def _by_tracks(self, model: Model, packed: PackedBlocks, limits: SearchLimits, *, hints: bool) -> SearchResult:
        hinted = evaluate_hint(model, limits) if hints else None
        values = hinted.solver.response_proto.solution if hinted else self.values
        return minimize_tracks(model, packed, limits, hinted=values)

    def _known_least(self) -> int:
        """What is known to be the least of the tier at hand; 0 when nothing is known."""
        known, place = tuple(self.options.lower_bounds), len(self.reached)
        least = 0 if self.reached else self.least
        if place >= len(known) or tuple(self.reached.values()) != known[:place]:
            return least
        return max(least, known[place])

    def _counted_out(self) -> bool:
        """Whether numbers alone show that there is no programme, as `check` finds of a day before it is solved."""
        if self.counted is None:
            self.counted = self.options.explain and any(finding.fatal for finding in findings(self.problem))
        return self.counted

    def _impossible(self) -> Impossible:
        if not self.options.explain or self.counted:
            return Impossible(Conflict((), smallest=False), self.budget.elapsed)
        found = conflict(self.problem, self.budget.allot(self.budget.share(shares.CONFLICT)))
        return Impossible(found, self.budget.elapsed)

    def _canonical(self, formulation: Formulation, programme: Programme) -> tuple[Programme, bool]:
        """The first of all best programmes by the fixed rule, and whether that could be shown in time."""
        model = formulation.model
        if model.packed is not None:
            found = self._one_by_one(formulation, programme)
            if found is None:
                return programme, False
            model = found.model
        for ranks in (model.ranks_of_starts(), model.ranks_of_places()):
            for chunk in _chunks(ranks):
                if not self.budget.left or self.budget.stop.asked:
                    return programme, False
                objective: Amount = 0
                for rank, size in chunk:
                    objective = objective * size + rank
                model.cp.minimize(objective)
                run = self._minimum(model, objective, self.budget.left, None)
                if run.status == cp_model.INFEASIBLE:
                    raise Disagreement("The solver found a best programme and then denied that there is one.")
                if run.status == cp_model.UNKNOWN:
                    return programme, False
                programme = model.programme(run.solver.value)
                if not run.ended:
                    return programme, False
                model.start_at(run.solver)
                for rank, _ in chunk:
                    model.cp.add(rank == round(run.solver.value(rank)))
        return programme, True

    def _one_by_one(self, packed: Formulation, programme: Programme) -> Formulation | None:
        """The same with hour and room of each talk, by which the fixed rule goes; None where that is too much."""
        if sum(len(domain) for domain in packed.domains.values()) > _FEW_PLACES:
            return None
        found = unpacked(self.problem)
        for tier, cost in found.costs.items():
            found.model.at_most(cost, self.reached.get(tier, 0), found.model.true)
        found.model.start_near(programme)
        return found

    def _judged(
        self,
        programme: Programme,
        *,
        optimal: bool,
        canonical: bool,
        searched: bool = True,
        report: Report | None = None,
    ) -> Solved:
        """The programme with the check's report, or Disagreement. The check's costs are what is reported.

        `report`: what the check has said of it already.
        """
        report = report or check(self.problem, programme)
        if report.broken:
            raise Disagreement(f"The solver let through what the check refuses: {report.broken[0].sentence}")
        as_solved = True  # whether the tiers before cost what the solver reckoned with
        for tier, cost in report.costs.items():
            counted = self.reached.get(tier)
            if counted is not None and as_solved and (cost > counted or (optimal and cost < counted)):
                raise Disagreement(f"The solver counts a cost of {counted} where the check counts {cost}.")
            if as_solved and cost < self.bounds[tier]:
                proof = f"The solver proved that no programme costs less than {self.bounds[tier]}"
                raise Disagreement(f"{proof}; the check counts {cost} for this one.")
            as_solved = as_solved and cost == counted
        elapsed, stopped = self.budget.elapsed, self.budget.stop.asked
        return Solved(programme, report, self.bounds, optimal, canonical, elapsed, stopped, searched)


def _chunks(ranks: Iterable[tuple[Amount, int]]) -> Iterable[list[tuple[Amount, int]]]:
    """Ranks with their number of values, in runs whose combinations can be counted in one number."""
    chunk: list[tuple[Amount, int]] = []
    values = 1
    for rank, size in ranks:
        if size < 2:
            continue
        if values * size > _LARGEST and chunk:
            yield chunk
            chunk, values = [], 1
        chunk.append((rank, size))
        values *= size
    if chunk:
        yield chunk
