"""How fast the desk is: how soon it is there, how long an organiser waits for each act, and twenty at once.

Asked over HTTP of a process of its own, as a browser would ask it; what the browser draws does not count. Seconds on
the clock grow with whatever else the machine does, the processor time of the server hardly.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Any

from scheduler.bench.asked_day import AskedDay
from scheduler.bench.day_folder import copy_folder, write_folder
from scheduler.bench.desk_process import AskedMove, DeskProcess, DeskVisitor, movable_sessions, started_desk
from scheduler.bench.memory import megabytes
from scheduler.text.wording import count

CLIENTS, SECONDS = 20, 15
MOVES = 20  # by one alone
_IDLE = 0.5  # seconds after the first page, in which it ends what it began
_SETTLED = 0.05  # seconds after an answer, in which the server ends what it does besides
_LARGE = 60  # sessions; the goals of such a day are those of 150
_MANY = 300  # free places; the page asks for more of them in parts
_IN_PARTS = {"hard": "where it can be", "priced": "prices of places", "swaps": "prices of swaps"}
_AT_ONCE = {"all": "prices of places and swaps"}


@dataclass(frozen=True)
class DeskMeasured:
    """One act on one day. `times`: milliseconds of each time that it was asked, on the clock; `cpu`: the server's mean.

    None: there is none, or this system does not tell it. `refused`: so many were; `again`: others were before them.
    `memory`: megabytes, when it is that which is measured.
    """

    day: str
    act: str
    times: Sequence[float]
    cpu: float | None
    goal: str = ""
    refused: int = 0
    again: int = 0
    memory: float | None = None

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        ordered = sorted(self.times)
        several = len(ordered) > 1
        return {
            "day": self.day,
            "act": self.act,
            "median": _milliseconds(median(ordered)) if ordered else "–",
            "95 %": _milliseconds(ordered[-(-len(ordered) * 95 // 100) - 1]) if several else "–",
            "worst": _milliseconds(ordered[-1]) if several else "–",
            "server": megabytes(self.memory) if self.memory is not None else _milliseconds(self.cpu),
            "asked again": str(self.again),
            "refused": str(self.refused),
            "goal": self.goal or "–",
        }


@dataclass(frozen=True)
class DeskBench:
    """`source`: the folder of the day, which is copied; None: it is made up. What is measured is gone afterwards."""

    day: AskedDay
    source: Path | None = None
    clients: int = CLIENTS
    seconds: int = SECONDS

    def measure(self) -> Iterator[DeskMeasured]:
        """Each act in turn; the same sessions and places each time."""
        with TemporaryDirectory(ignore_cleanup_errors=True) as home:
            folder = Path(home, "day")
            folder.mkdir()
            if self.source is None:
                write_folder(self.day, folder)
            else:
                copy_folder(self.day, self.source, folder)
            settings = Path(home, "settings")
            with started_desk(folder, settings) as desk:  # the first time since it was installed, which is not measured
                first = DeskVisitor(desk)
                first.look()
                first.close()
            with started_desk(folder, settings) as desk:
                yield from _Measuring(self, desk).acts()


class _Measuring:
    def __init__(self, bench: DeskBench, desk: DeskProcess) -> None:
        self.bench, self.desk = bench, desk
        self.random = Random(1)  # noqa: S311  what to move, not secrecy
        self.visitor = DeskVisitor(desk)
        self.moves: list[Mapping[str, object]] = []  # that can be asked for, whoever has moved what
        self.found: dict[str, list[tuple[float, float | None, AskedMove]]] = {}

    def acts(self) -> Iterator[DeskMeasured]:
        page = self.visitor.look()
        wall, cpu = time.perf_counter() - self.desk.began, self.desk.cpu()
        start = DeskMeasured(
            self.bench.day.name, "start, first page", [1000 * wall], _thousand(cpu), "server < 1,000 ms"
        )
        yield start
        time.sleep(_IDLE)
        yield DeskMeasured(self.bench.day.name, "memory, idle", [], None, "< 150 MB", memory=self.desk.memory())
        sessions = movable_sessions(page)
        if not sessions:
            return
        parts = _IN_PARTS if page.count('class="place"') > _MANY else _AT_ONCE
        for _ in range(MOVES):
            self._by_one(self.random.choice(sessions), parts)
        large = len(self.bench.day.programme) > _LARGE
        goal = "< 150 ms" if large else "< 100 ms, server < 30 ms"
        for act, asked in self.found.items():
            yield self._measured(act, asked, goal if act in {"move", "swap", "undo"} else "")
        self.visitor.close()
        if self.moves:
            yield self._by_many()

    def _by_one(self, session: str, parts: Mapping[str, str]) -> None:
        """Somebody picks it up, moves it, swaps it and takes both back, so that the next finds what this one found."""
        offers: list[Mapping[str, Any]] = []
        for part, act in parts.items():
            offers += self._asked(f"pick up: {act}", partial(self.visitor.places, session, part))
        free = [offer for offer in offers if not offer["here"] and offer["other"] is None]
        others = [offer["other"] for offer in offers if offer["other"] is not None]
        if free:
            offer = self.random.choice(free)
            move = {"act": "place", "session": session, "start": offer["start"], "room": offer["room"] or None}
            self.moves.append(move)
            self._asked("move", lambda: self.visitor.do(move))
            self._asked("undo", self.visitor.undo)
        if others:
            swap = {"act": "swap", "one": session, "other": self.random.choice(others)}
            self._asked("swap", lambda: self.visitor.do(swap))
            self._asked("undo", self.visitor.undo)

    def _asked(self, act: str, asking: Callable[[], Any]) -> Any:
        before, began = self.desk.cpu(), time.perf_counter()
        answer = asking()
        wall = time.perf_counter() - began
        time.sleep(_SETTLED)
        move = answer if isinstance(answer, AskedMove) else AskedMove(wall, 200)
        self.found.setdefault(act, []).append((wall, _since(before, self.desk.cpu()), move))
        return answer

    def _measured(self, act: str, asked: Sequence[tuple[float, float | None, AskedMove]], goal: str) -> DeskMeasured:
        spent = [cpu for _, cpu, _ in asked if cpu is not None]
        return DeskMeasured(
            self.bench.day.name,
            act,
            [1000 * wall for wall, _, _ in asked],
            1000 * mean(spent) if spent else None,
            goal,
            sum(move.refused for _, _, move in asked),
            sum(move.again for _, _, move in asked),
        )

    def _by_many(self) -> DeskMeasured:
        """All of them at once, each a move a second, whoever has moved the same session before."""
        clients = self.bench.clients
        before, began = self.desk.cpu(), time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            asked = [move for moves in pool.map(self._client, range(clients), [began] * clients) for move in moves]
        spent = _since(before, self.desk.cpu())
        return DeskMeasured(
            self.bench.day.name,
            f"{count(clients, 'client')}, {count(len(asked), 'move')}",
            [1000 * move.seconds for move in asked],
            None if spent is None else 1000 * spent / len(asked),
            "95 % < 300 ms, none refused",
            sum(move.refused for move in asked),
            sum(move.again for move in asked),
        )

    def _client(self, number: int, began: float) -> list[AskedMove]:
        random, visitor = Random(number), DeskVisitor(self.desk)  # noqa: S311  what to move, not secrecy
        visitor.look()
        visitor.listen()
        asked = []
        for second in range(self.bench.seconds):
            time.sleep(max(0, began + 1 + second + number / self.bench.clients - time.perf_counter()))
            asked.append(visitor.do(random.choice(self.moves)))
        visitor.close()
        return asked


def _since(before: float | None, now: float | None) -> float | None:
    return None if before is None or now is None else now - before


def _thousand(seconds: float | None) -> float | None:
    return None if seconds is None else 1000 * seconds


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} ms"
