"""A search at work: its progress on stderr as one line, as JSON or not at all, and what Ctrl-C does to it."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol, TextIO, TypeVar

_Answer = TypeVar("_Answer")


class Standing(Protocol):
    """Where a search stands: seconds, and for the tier at hand the best cost and the least possible."""

    @property
    def elapsed(self) -> float: ...
    @property
    def tier(self) -> int: ...
    @property
    def best(self) -> int | None: ...
    @property
    def bound(self) -> int | None: ...


class ProgressDisplay:
    """Shows nothing, except what is said when the search is stopped."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr

    def tell(self, standing: Standing) -> None:
        """Something has changed. Called from the search's own threads."""

    def draw(self, elapsed: float) -> None:
        """Called some times a second."""

    def clear(self) -> None:
        """Leave nothing behind."""

    def say(self, sentence: str) -> None:
        self.clear()
        print(sentence, file=self.stream, flush=True)


class ProgressLine(ProgressDisplay):
    """One line that is drawn over itself, and gone at the end."""

    def __init__(self, columns: int, stream: TextIO | None = None) -> None:
        super().__init__(stream)
        self.columns = columns
        self._latest: Standing | None = None
        self._drawn = 0

    def tell(self, standing: Standing) -> None:
        self._latest = standing

    def draw(self, elapsed: float) -> None:
        text = self.text(elapsed)[: self.columns - 1]
        self.stream.write(f"\r{text:<{self._drawn}}")
        self.stream.flush()
        self._drawn = len(text)

    def text(self, elapsed: float) -> str:
        return standing_text(self._latest, elapsed)

    def clear(self) -> None:
        if self._drawn:
            self.stream.write(f"\r{'':<{self._drawn}}\r")
            self.stream.flush()
            self._drawn = 0


class JsonLines(ProgressDisplay):
    """An object a line, each time that something has changed."""

    def tell(self, standing: Standing) -> None:
        told: dict[str, Any] = {
            "elapsed": round(standing.elapsed, 3),
            "tier": standing.tier,
            "best": standing.best,
            "bound": standing.bound,
            "gap": gap(standing.best, standing.bound),
        }
        self.stream.write(json.dumps(told) + "\n")
        self.stream.flush()

    def say(self, sentence: str) -> None:
        self.stream.write(json.dumps({"said": sentence}) + "\n")
        self.stream.flush()


def gap(best: int | None, bound: int | None) -> float | None:
    """How far the best may be from the least possible, as a share of the best; None while either is unknown."""
    if best is None or bound is None:
        return None
    return round((best - bound) / best, 4) if best else 0.0


def standing_text(standing: Standing | None, elapsed: float) -> str:
    """`12 s  best so far 114, at least 111 (gap 2.6 %)`."""
    clock = f"{elapsed:.0f} s"
    if standing is None or (standing.best is None and standing.bound is None):
        return f"{clock}  looking for a first programme"
    what = getattr(standing, "what", f"tier {standing.tier}" if standing.tier > 1 else "")
    order = f"{what}: " if what else ""
    if standing.best is None:
        return f"{clock}  {order}no programme yet; at least {standing.bound:,}"
    share = gap(standing.best, standing.bound)
    least = "" if share is None else f", at least {standing.bound:,} (gap {100 * share:.1f} %)"
    return f"{clock}  {order}best so far {standing.best:,}{least}"


def interruptible(search: Callable[[], _Answer], stop: Callable[[], None], display: ProgressDisplay) -> _Answer:
    """The answer of the search, which runs in a thread of its own so that Ctrl-C is heard at once.

    Once: `stop` is called and the search ends with the best it has. Twice: KeyboardInterrupt is raised. What the search
    raises is raised here. Called from the main thread, for only there can Ctrl-C be heard.
    """
    answers: list[_Answer] = []
    failures: list[BaseException] = []
    done = threading.Event()  # not the thread's own join: an interrupted one believes that the thread has ended

    def run() -> None:
        try:
            answers.append(search())
        except BaseException as failure:  # noqa: BLE001  whatever it is, it is raised again below
            failures.append(failure)
        finally:
            done.set()

    thread = threading.Thread(target=run, daemon=True)  # so that leaving does not wait for it
    began = time.monotonic()
    try:
        with _ctrl_c(stop) as heard:
            thread.start()
            told = False
            while not done.wait(0.2):
                if heard and not told:
                    display.say("Stopping, with the best so far. Once more to leave at once.")
                    told = True
                display.draw(time.monotonic() - began)
    finally:
        display.clear()
    if failures:
        raise failures[0]
    return answers[0]


@contextmanager
def _ctrl_c(stop: Callable[[], None]) -> Iterator[list[int]]:
    """Meanwhile the first Ctrl-C calls `stop` and is noted; the second raises KeyboardInterrupt.

    A handler, not `except KeyboardInterrupt` around the waiting: the exception can come between any two steps, also
    where nothing catches it, and the best programme so far would be lost.
    """
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the shape of a handler
        heard.append(number)
        if len(heard) > 1:
            raise KeyboardInterrupt
        stop()

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)
