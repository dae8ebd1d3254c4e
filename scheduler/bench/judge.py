"""How fast a programme is judged while it is edited: one move, every place of a session, every swap; and by the check.

Processor time, which other work on the machine changes less than the clock; of several runs the quickest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from scheduler.bench.asked_day import AskedDay
from scheduler.checking.check import Report, check
from scheduler.checking.judge import Judge
from scheduler.conference.conference import Session
from scheduler.conference.programme import Placement
from scheduler.text.wording import count

_MOVES = 100
_SESSIONS = 5  # whose places and swaps are looked at
_RUNS = 3

_T = TypeVar("_T")


@dataclass(frozen=True)
class JudgeMeasured:
    """One act on one day; milliseconds of processor time. `programmes`: how many it is about, so many whole checks."""

    day: str
    act: str
    programmes: int
    judge: float
    check: float

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "day": self.day,
            "act": self.act,
            "judge": _milliseconds(self.judge),
            "whole check": _milliseconds(self.check),
        }


def measure(day: AskedDay) -> Iterator[JudgeMeasured]:
    """Each act in turn; of moves, and of sessions, the mean of several drawn by lot, the same each time."""
    problem, random = day.problem, Random(1)  # noqa: S311  what to move, not secrecy
    movable = [s for s in day.programme if len(set(day.conference.starts(s))) > 1 and day.conference.places(s)]
    if not movable:
        return
    once = _quickest(lambda: None, lambda _: _read(check(problem, day.programme)))
    moves = [_anywhere(day, random.choice(movable), random) for _ in range(_MOVES)]
    sessions = random.sample(movable, min(_SESSIONS, len(movable)))
    places = sum(len(day.conference.starts(s)) * len(day.conference.places(s)) for s in sessions) // len(sessions)
    swaps = len(day.programme) - 1

    def measured(act: str, programmes: int, times: int, done: Callable[[Judge], object]) -> JudgeMeasured:
        judge = _quickest(lambda: Judge(problem, day.programme), done) / times  # a new one, which remembers nothing
        return JudgeMeasured(day.name, act, programmes, judge, once * programmes)

    def of_each(act: Callable[[Judge, Session], object]) -> Callable[[Judge], object]:
        return lambda judge: [act(judge, session) for session in sessions]

    hard = of_each(lambda judge, session: judge.places(session, weighted=False))
    cost = of_each(lambda judge, session: judge.places(session, hard=False))
    number = len(sessions)
    yield measured("one move", 1, _MOVES, lambda judge: _move_all(judge, moves))
    yield measured(f"hard rules of every place ({places:,})", places, number, hard)
    yield measured("cost of every place", places, number, cost)
    yield measured("both of every place", places, number, of_each(Judge.places))
    yield measured(f"{count(swaps, 'swap')}, priced", swaps, number, of_each(Judge.swaps))


def _anywhere(day: AskedDay, session: Session, random: Random) -> Placement:
    starts, rooms = day.conference.starts(session), day.conference.places(session)
    return Placement(session, random.choice(starts), random.choice(rooms))


def _move_all(judge: Judge, moves: Sequence[Placement]) -> None:
    """After each move all is asked that a page shows beside the programme."""
    for placement in moves:
        judge.place(placement.session, placement)
        _ = judge.costs, judge.broken, judge.misses


def _read(report: Report) -> None:
    _ = report.costs, report.broken, report.misses


def _quickest(prepared: Callable[[], _T], act: Callable[[_T], object]) -> float:
    """In milliseconds; what is prepared for each run does not count."""
    found = []
    for _ in range(_RUNS):
        thing = prepared()
        began = time.process_time()
        act(thing)
        found.append(time.process_time() - began)
    return 1000 * min(found)


def _milliseconds(value: float) -> str:
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"
