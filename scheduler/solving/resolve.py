"""A day solved again and again, with this demand or without that one, until the time for a question is up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.conference.programme import Programme
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.search.budget import Stop, Timed
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.solve import solve

_MOMENT = 0.05  # seconds, in which nothing can be solved


class Resolver(Timed):
    """What the questions about a day have in common that take many solves."""

    problem: Problem
    seed: int
    stop: Stop

    @property
    def over(self) -> bool:
        return self.stop.asked or self.left < _MOMENT

    def again(
        self,
        rules: Iterable[Rule],
        seconds: float,
        near: Programme | None,
        known: Sequence[int] = (),
        *,
        bare: bool = True,
    ) -> Solved | Impossible | Undecided:
        """Solved within so many seconds and the time that is left. `near`, `known`, `bare`: see `solve`."""
        return solve(
            Problem(self.problem.conference, rules),
            limit=max(_MOMENT, min(seconds, self.left)),
            seed=self.seed,
            stop=self.stop,
            near=near,
            known=known,
            bare=bare,
        )
