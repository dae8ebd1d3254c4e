"""How much is missed of made-up conferences that many attend, as time goes by: netday, and two peers beside it.

The peers have the same time in the same run: the plainest annealing in pure Python, and CP-SAT alone with the whole
model. Each is measured in a process of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context

from scheduler.bench.attending import Attending
from scheduler.bench.memory import megabytes, memory
from scheduler.bench.plain_annealing import plainly_annealed
from scheduler.checking.check import check
from scheduler.checking.single_session import domains
from scheduler.conference.programme import Programme
from scheduler.rules.problem import Problem
from scheduler.search.budget import Budget
from scheduler.search.progress import Progress
from scheduler.solving.answers import Solved
from scheduler.solving.formulate import formulate
from scheduler.solving.in_parts import model_size
from scheduler.solving.minimize import SearchLimits, minimize
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve

CONFERENCES: Mapping[str, Attending] = {
    "60 talks": Attending(60, 12, 6, 400, 6),
    "60 talks, full": Attending(60, 12, 6, 400, 6, full=True),
    "300 talks": Attending(300, 30, 12, 3000, 8),
    "300 talks, full": Attending(300, 30, 12, 3000, 8, full=True),
    "1,000 talks": Attending(1000, 30, 40, 20000, 10),
    "1,000 talks, full": Attending(1000, 30, 40, 20000, 10, full=True),
}
PEERS = ("netday", "annealing", "CP-SAT")
MOMENTS = (10, 60, 120, 300, 600)  # seconds at which the cost is noted
_TOO_LARGE = 1_000_000  # conditions; the model of more takes gigabytes
Found = Callable[[int], None]


@dataclass
class AttendanceMeasured:
    """One conference, searched once. `costs`: what the best programme cost, with when it was there, in seconds.

    `bound`: no programme costs less; None: nothing is known. `processor`: seconds of all cores together. `peak`:
    megabytes; None where this system does not tell them.
    """

    conference: str
    by: str
    costs: list[tuple[float, int]] = field(default_factory=list)
    bound: int | None = None
    total: float = 0.0
    processor: float = 0.0
    peak: float | None = None

    def at(self, moment: float) -> int | None:
        """What the best cost by then."""
        return min((cost for when, cost in self.costs if when <= moment), default=None)

    def row(self, limit: float) -> dict[str, str]:
        """The table's cells by their headings."""
        moments = [moment for moment in MOMENTS if moment < limit]
        cells = {
            "conference": self.conference,
            "by": self.by,
            "first": f"{self.costs[0][0]:.1f} s" if self.costs else "–",
        }
        for moment in moments:
            cells[f"{moment} s"] = _points(self.at(moment))
        return {
            **cells,
            "at the end": _points(self.at(float("inf"))),
            "at least": _points(self.bound),
            "after": f"{self.total:.1f} s",
            "processor": f"{self.processor:.1f} s",
            "at most": megabytes(self.peak),
        }


def _points(cost: int | None) -> str:
    return "–" if cost is None else f"{cost:,}"


def measure(
    only: str, limit: float, seed: int = 1, peers: Sequence[str] = PEERS, workers: int = WORKERS
) -> Iterator[AttendanceMeasured]:
    """Each conference with these letters in its name, by each of these peers, as soon as it is measured."""
    for name, size in CONFERENCES.items():
        if only in name:
            for by in peers:
                if by != "annealing" or not size.full:  # it minds no rooms, hours and walks
                    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                        yield process.submit(measured, name, replace(size, seed=seed), by, limit, workers).result()


def measured(name: str, size: Attending, by: str, limit: float, workers: int) -> AttendanceMeasured:
    """One conference, searched in this process."""
    problem = size.problem()
    measured = AttendanceMeasured(name, by)
    began, worked = time.monotonic(), time.process_time()

    def found(cost: int) -> None:
        measured.costs.append((time.monotonic() - began, cost))

    searches = {"netday": _netday, "annealing": _annealing, "CP-SAT": _cp_sat}
    measured.bound = searches[by](problem, limit, workers, found)
    measured.total, measured.processor = time.monotonic() - began, time.process_time() - worked
    measured.peak = memory("VmHWM")
    return measured


def _netday(problem: Problem, limit: float, workers: int, found: Found) -> int | None:
    def watch(progress: Progress) -> None:
        if progress.best is not None:
            found(progress.best)

    answer = solve(problem, SolveOptions(limit=limit, workers=workers), progress=watch)
    if not isinstance(answer, Solved):
        return None
    found(answer.report.cost)
    return answer.bound


def _annealing(problem: Problem, limit: float, workers: int, found: Found) -> None:  # noqa: ARG001  it has one
    def judge(programme: Programme) -> None:
        report = check(problem, programme)
        if report.good:
            found(report.cost)

    plainly_annealed(problem.conference, limit, judge)


def _cp_sat(problem: Problem, limit: float, workers: int, found: Found) -> int | None:
    """None: too large a model, or no time is left for the search."""
    if model_size(problem, domains(problem)) > _TOO_LARGE:
        return None
    budget = Budget(limit)
    formulation = formulate(problem)
    if not budget.left or not formulation.costs:
        return None

    def tell(best: int | None, bound: int | None) -> None:  # noqa: ARG001  the bound comes with the answer
        if best is not None:
            found(best)

    limits = SearchLimits(budget.allot(budget.left), workers, 0, tell)
    return minimize(formulation.model, formulation.costs[1], limits).bound
