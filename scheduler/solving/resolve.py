"""A day solved again and again, with this demand or without that one, until the time for a question is up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search.budget import Budget
from scheduler.search.progress import Progress
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.columns.pool import ColumnPool
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve

_MOMENT = 0.05  # seconds, in which nothing can be solved


@dataclass
class Resolver:
    """What the questions about a day have in common that take many solves. `tell`: hears how far it has come."""

    problem: Problem
    budget: Budget
    seed: int = 0
    tell: Callable[[Progress], None] = field(default=lambda _: None, kw_only=True)
    pool: ColumnPool = field(default_factory=ColumnPool, kw_only=True)

    @property
    def conference(self) -> Conference:
        return self.problem.conference

    @property
    def expired(self) -> bool:
        """Whether nothing more can be solved in what is left, or somebody asked to stop."""
        return self.budget.stop.asked or self.budget.left < _MOMENT

    def say(self, words: str) -> None:
        self.tell(Progress(self.budget.elapsed, words))

    def again(
        self,
        rules: Iterable[Rule],
        seconds: float,
        start_from: Programme | None,
        lower_bounds: Sequence[int] = (),
        *,
        canonical: bool = False,
    ) -> Solved | Impossible | Undecided:
        """Solved within so many seconds and the time that is left. For the others see `SolveOptions`."""
        options = SolveOptions(
            limit=max(_MOMENT, min(seconds, self.budget.left)),
            seed=self.seed,
            start_from=start_from,
            lower_bounds=lower_bounds,
            canonical=canonical,
            explain=canonical,
            pool=self.pool,
        )
        return solve(Problem(self.conference, rules), options, stop=self.budget.stop)
