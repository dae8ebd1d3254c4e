"""A search at work: its progress on stderr as one line, as JSON or not at all, and what Ctrl-C does to it."""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from types import FrameType
from typing import Any, TextIO, TypeVar

from scheduler.search.progress import Progress
from scheduler.text.sentence import Decimal, Phrase, Sentence, spoken

_Answer = TypeVar("_Answer")
FIRST = Sentence("looking for a first programme")


class ProgressDisplay:
    """Shows nothing, except what is said when the search is stopped."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr

    def tell(self, progress: Progress) -> None:
        """Something has changed. Called from the search's own threads."""

    def draw(self, elapsed: float) -> None:
        """Called some times a second."""

    def clear(self) -> None:
        """Leave nothing behind."""

    def say(self, sentence: str) -> None:
        self.clear()
        print(spoken(sentence), file=self.stream, flush=True)


class ProgressLine(ProgressDisplay):
    """One line that is drawn over itself, and gone at the end. `first`: what it says before it is told anything."""

    def __init__(self, columns: int, stream: TextIO | None = None, first: str = FIRST) -> None:
        super().__init__(stream)
        self.columns = columns
        self._latest = Progress(0, first)
        self._drawn = 0

    def tell(self, progress: Progress) -> None:
        self._latest = progress

    def draw(self, elapsed: float) -> None:
        text = self.text(elapsed)[: self.columns - 1]
        self.stream.write(f"\r{text:<{self._drawn}}")
        self.stream.flush()
        self._drawn = len(text)

    def text(self, elapsed: float) -> str:
        return progress_text(self._latest, elapsed)

    def clear(self) -> None:
        if self._drawn:
            self.stream.write(f"\r{'':<{self._drawn}}\r")
            self.stream.flush()
            self._drawn = 0


class JsonLines(ProgressDisplay):
    """An object a line, each time that something has changed."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream)
        self._here = copy_context()  # with its language, of which the search's own threads know nothing

    def tell(self, progress: Progress) -> None:
        payload: dict[str, Any] = {
            "elapsed": round(progress.elapsed, 3),
            "tier": progress.tier,
            "best": progress.best,
            "bound": progress.bound,
            "gap": gap(progress.best, progress.bound),
        }
        if progress.words:
            payload["doing"] = self._here.copy().run(spoken, progress.words)
        self.stream.write(json.dumps(payload) + "\n")
        self.stream.flush()

    def say(self, sentence: str) -> None:
        self.stream.write(json.dumps({"said": spoken(sentence)}) + "\n")
        self.stream.flush()


def gap(best: int | None, bound: int | None) -> float | None:
    """How far the best may be from the least possible, as a share of the best; None while either is unknown."""
    if best is None or bound is None:
        return None
    return round((best - bound) / best, 4) if best else 0.0


def progress_text(progress: Progress, elapsed: float) -> str:
    """`12 s  best so far 114, at least 111 (gap 2.6 %)`; where nothing is known of a cost, `12 s  2 causes so far`."""
    clock = f"{elapsed:.0f} s"
    if progress.best is None and progress.bound is None:
        return f"{clock}  {spoken(progress.words if progress.tier is None else FIRST)}"
    words: str = progress.words
    if not words and progress.tier and progress.tier > 1:
        words = Sentence("tier {tier}", tier=progress.tier)
    standing = _standing(progress)
    return f"{clock}  {spoken(Sentence('{what}: {standing}', what=words, standing=standing) if words else standing)}"


def _standing(progress: Progress) -> Phrase:
    if progress.best is None:
        return Sentence("no programme yet; at least {least}", least=progress.bound)
    share = gap(progress.best, progress.bound)
    if share is None:
        return Sentence("best so far {best}", best=progress.best)
    return Sentence(
        "best so far {best}, at least {least} (gap {gap} %)",
        best=progress.best,
        least=progress.bound,
        gap=Decimal(100 * share),
    )


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

    # Leaving does not wait for it; it speaks the language of whoever asked.
    thread = threading.Thread(target=copy_context().run, args=(run,), daemon=True)
    began = time.monotonic()
    try:
        with _ctrl_c(stop) as heard:
            thread.start()
            answered = False
            while not done.wait(0.2):
                if heard and not answered:
                    display.say(Sentence("Stopping, with the best so far. Once more to leave at once."))
                    answered = True
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
