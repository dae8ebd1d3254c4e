"""How fast days are solved here: build, first programme, proven or the gap that is left."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scheduler.files import Instance, read
from scheduler.search.progress import Progress
from scheduler.solving.answers import Impossible, Solved, Undecided
from scheduler.solving.formulate import formulate
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve


@dataclass(frozen=True)
class DayMeasured:
    """One day, measured once; seconds of wall clock, megabytes. None: not reached."""

    day: str
    sessions: int
    people: int
    read: float
    build: float
    first: float | None
    total: float
    cost: int | None
    bound: int | None
    answer: str

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "day": self.day,
            "sessions": str(self.sessions),
            "people": str(self.people),
            "read": f"{self.read:.2f} s",
            "build": f"{self.build:.2f} s",
            "first programme": "–" if self.first is None else f"{self.first:.2f} s",
            "cost": "–" if self.cost is None else str(self.cost),
            "least possible": "–" if self.bound is None else str(self.bound),
            "answer": self.answer,
            "after": f"{self.total:.2f} s",
        }


def measure(folders: Iterable[Path], limit: float, workers: int = WORKERS) -> Iterator[DayMeasured]:
    """Each day in turn, as soon as it is measured. Raises Faults for a day file that cannot be read."""
    for folder in folders:
        began = time.perf_counter()
        instance = read(folder)
        been_read = time.perf_counter()
        formulate(instance.problem)
        built = time.perf_counter()
        yield _solved(folder.name, instance, been_read - began, built - been_read, limit, workers)


def _solved(name: str, instance: Instance, read_in: float, built_in: float, limit: float, workers: int) -> DayMeasured:
    first: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.best is not None and not first:
            first.append(progress.elapsed)

    conference = instance.conference
    answer = solve(instance.problem, SolveOptions(limit=limit, workers=workers), progress=watch)
    cost, bound, words = outcome(answer)
    return DayMeasured(
        day=name,
        sessions=len(conference.held),
        people=len(conference.people),
        read=read_in,
        build=built_in,
        first=first[0] if first else None,
        total=answer.elapsed,
        cost=cost,
        bound=bound,
        answer=words,
    )


def outcome(answer: Solved | Impossible | Undecided) -> tuple[int | None, int | None, str]:
    """What the best programme costs, the least that any can, and in words how far that is proven."""
    if isinstance(answer, Solved):
        words = "proven best" if answer.optimal else f"gap {answer.gap:.1%}"
        return answer.report.cost, answer.bound, words
    return None, None, "impossible" if isinstance(answer, Impossible) else "undecided"
