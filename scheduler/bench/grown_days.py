"""How far days of Haarlem's shape are solved and proven here as they grow, each in a process of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from scheduler.bench.days import outcome
from scheduler.bench.grown import Grown
from scheduler.bench.memory import megabytes, memory
from scheduler.search.progress import Progress
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve

DAYS: Mapping[str, Grown] = {
    "Haarlem's size": Grown(),
    "groups x1.5": Grown(groups=1.5),
    "groups x2": Grown(groups=2),
    "groups x3": Grown(groups=3),
    "groups x3, people x3": Grown(groups=3, people=3),
    "people x5": Grown(people=5),
    "people x20": Grown(people=20),
    "rounds x2": Grown(groups=2, rounds=2, wishes=2),
    "rounds x3": Grown(groups=3, rounds=3, wishes=2),
    "walking": Grown(walk=8),
    "a 5-minute grid": Grown(step=5),
    "a grid to the rim": Grown(step=5, groups=19 / 14, rooms=5),
}


@dataclass(frozen=True)
class GrownMeasured:
    """One day, measured once. `cost` None: no programme; `first`: seconds until the first, and `total` until the end.

    `processor`: seconds of all cores together. `peak`: megabytes; None where this system does not tell them.
    """

    day: str
    sessions: int
    people: int
    cost: int | None
    bound: int | None
    first: float | None
    total: float
    processor: float
    peak: float | None
    answer: str

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "day": self.day,
            "sessions": str(self.sessions),
            "people": f"{self.people:,}",
            "cost": "–" if self.cost is None else f"{self.cost:,}",
            "at least": "–" if self.bound is None else f"{self.bound:,}",
            "answer": self.answer,
            "first": "–" if self.first is None else f"{self.first:.1f} s",
            "after": f"{self.total:.1f} s",
            "processor": f"{self.processor:.1f} s",
            "at most": megabytes(self.peak),
        }


def measure(only: str, limit: float, seed: int = 1, workers: int = WORKERS) -> Iterator[GrownMeasured]:
    """Each day with these letters in its name, as soon as it is measured."""
    for name, size in DAYS.items():
        if only in name:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                yield process.submit(measured, name, replace(size, seed=seed), limit, workers).result()


def measured(name: str, size: Grown, limit: float, workers: int) -> GrownMeasured:
    """One day, measured in this process."""
    problem = size.problem()
    found: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.best is not None and not found:
            found.append(progress.elapsed)

    began = time.process_time()
    answer = solve(problem, SolveOptions(limit=limit, workers=workers), progress=watch)
    processor = time.process_time() - began
    cost, bound, words = outcome(answer)
    return GrownMeasured(
        day=name,
        sessions=len(problem.conference.held),
        people=len(problem.conference.people),
        cost=cost,
        bound=bound,
        first=found[0] if found else None,
        total=answer.elapsed,
        processor=processor,
        peak=memory("VmHWM"),
        answer=words,
    )
