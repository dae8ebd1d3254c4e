"""The conferences of CSPLib, each solved by one call in a process of its own, and valued by the library's terms."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scheduler.bench.csplib_value import cost, read_problem, read_solution, terms
from scheduler.bench.days import outcome
from scheduler.bench.memory import megabytes, memory
from scheduler.files import Instance, read
from scheduler.files.csplib import day_of_instance, is_instance, names_beside, read_instance
from scheduler.publishing.exports.csplib import write
from scheduler.publishing.exports.document import document
from scheduler.search.progress import Progress
from scheduler.solving.answers import Solved
from scheduler.solving.options import WORKERS, SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.language import Language

MARKS = (10, 60, 120, 300)  # seconds after which the best value so far is noted


@dataclass(frozen=True)
class CsplibMeasured:
    """One instance, measured once. `values`: by seconds, what the best programme cost then, if any.

    `value`: what the library counts of the last programme, by the valuer that knows no rule; `terms`: of what it is
    made, with their weights. `cost`: what our check counts of it, which should be the same.
    `first`: seconds until the first programme. `processor`: seconds of all cores together, reading among them.
    """

    instance: str
    values: Mapping[int, int]
    value: int | None
    cost: int | None
    terms: Mapping[str, int]
    bound: int | None
    first: float | None
    total: float
    processor: float
    peak: float | None
    answer: str

    def row(self) -> dict[str, str]:
        """The table's cells by their headings; a search that ends sooner has its last value from then on."""
        values = {f"{mark} s": _number(self.values.get(mark)) for mark in MARKS}
        return {
            "instance": self.instance,
            **values,
            "value": _number(self.value) if self.value == self.cost else f"{_number(self.value)} ({self.cost})",
            "at least": _number(self.bound),
            "answer": self.answer,
            "first": "–" if self.first is None else f"{self.first:.1f} s",
            "after": f"{self.total:.1f} s",
            "processor": f"{self.processor:.1f} s",
            "at most": megabytes(self.peak),
            "terms": ", ".join(f"{name} {counted:,}" for name, counted in self.terms.items() if counted) or "none",
        }

    def as_data(self) -> dict[str, Any]:
        """The same for other programs."""
        return {
            "instance": self.instance,
            "values": {str(mark): value for mark, value in self.values.items()},
            "value": self.value,
            "cost": self.cost,
            "terms": dict(self.terms),
            "bound": self.bound,
            "first": None if self.first is None else round(self.first, 2),
            "total": round(self.total, 2),
            "processor": round(self.processor, 2),
            "peak": self.peak,
            "answer": self.answer,
        }


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def workbooks(folder: Path, only: str = "") -> list[Path]:
    """The instances in a folder, in order of name: workbooks with the sheets of the library."""
    from openpyxl import load_workbook  # noqa: PLC0415  for who measures them

    found = []
    for file in sorted(folder.glob("*.xlsx")):
        if only in file.stem and not file.name.startswith("~$"):
            book = load_workbook(file, read_only=True)
            found += [file] if is_instance(book.sheetnames) else []
            book.close()
    return found


def measure(files: Sequence[Path], limit: float, workers: int = WORKERS) -> Iterator[CsplibMeasured]:
    """Each instance as soon as it is measured."""
    for file in files:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            yield process.submit(measured, file, limit, workers).result()


def measured(file: Path, limit: float, workers: int = WORKERS) -> CsplibMeasured:
    """One instance, measured in this process: read, solved once, and valued."""
    began = time.process_time()
    with TemporaryDirectory() as folder:
        for name, text in day_of_instance(read_instance(file)).files.items():
            Path(folder, name).write_text(text, "utf-8")
        instance = read(folder)
        noted: list[tuple[float, int]] = []

        def watch(progress: Progress) -> None:
            if progress.best is not None and (not noted or progress.best < noted[-1][1]):
                noted.append((progress.elapsed, progress.best))

        answer = solve(instance.problem, SolveOptions(limit=limit, workers=workers), progress=watch)
        processor = time.process_time() - began
        found, bound, words = outcome(answer)
        counted = _counted(file, instance, answer) if isinstance(answer, Solved) else {}
    if found is not None:
        noted.append((answer.elapsed, found))
    return CsplibMeasured(
        instance=file.stem,
        values={
            mark: min(before)
            for mark in MARKS
            if mark <= limit and (before := [best for elapsed, best in noted if elapsed <= mark])
        },
        value=None if found is None else sum(counted.values()),
        cost=found,
        terms=counted,
        bound=bound,
        first=noted[0][0] if noted else None,
        total=answer.elapsed,
        processor=processor,
        peak=memory("VmHWM"),
        answer=words,
    )


def _counted(file: Path, instance: Instance, answer: Solved) -> dict[str, int]:
    """What the library counts of it, term by term with its weight: by the two workbooks alone."""
    problem = read_problem(file)
    paper = document(instance.conference, answer.programme, Language.of("en"))
    solution = read_solution(io.BytesIO(write(paper, names_beside(instance.folder))), problem)
    return {term: cost(problem, {term: number}) for term, number in terms(problem, solution).items()}
