"""A search at work: its progress on stderr as one line, as JSON or not at all, and what Ctrl-C and stdin do to it."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from types import FrameType
from typing import Any, TextIO, TypeVar

from scheduler.search.progress import Progress, gap
from scheduler.text.sentence import Sentence, spoken

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
    """An object a line, each time that something has changed. `words`: says what was found, so that it can be shown."""

    def __init__(self, stream: TextIO | None = None, words: Callable[[object], str] | None = None) -> None:
        super().__init__(stream)
        self.words = words
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
        if progress.found and self.words:
            payload["found"] = [self._here.copy().run(spoken, self.words(one)) for one in progress.found]
        self.stream.write(json.dumps(payload) + "\n")
        self.stream.flush()

    def say(self, sentence: str) -> None:
        self.stream.write(json.dumps({"said": spoken(sentence)}) + "\n")
        self.stream.flush()


def progress_text(progress: Progress, elapsed: float) -> str:
    """`12 s  best so far 114, at least 111 (gap 2.6 %)`; where nothing is known of a cost, `12 s  2 causes so far`."""
    clock = f"{elapsed:.0f} s"
    if progress.best is None and progress.bound is None:
        return f"{clock}  {spoken(progress.words if progress.tier is None else FIRST)}"
    words: str = progress.words
    if not words and progress.tier and progress.tier > 1:
        words = Sentence("tier {tier}", tier=progress.tier)
    standing = progress.standing
    return f"{clock}  {spoken(Sentence('{what}: {standing}', what=words, standing=standing) if words else standing)}"


def interruptible(
    search: Callable[[], _Answer], stop: Callable[[], None], display: ProgressDisplay, *, stdin: bool = False
) -> _Answer:
    """The answer of the search, which runs in a thread of its own so that Ctrl-C is heard at once.

    Once: `stop` is called and the search ends with the best it has. Twice: KeyboardInterrupt is raised. What the search
    raises is raised here. Called from the main thread, for only there can Ctrl-C be heard. `stdin`: the end of stdin
    and a line `stop` there do what Ctrl-C does once, also where no signal can be sent.
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
    asked = threading.Event()
    if stdin:
        threading.Thread(target=_stopped_on_stdin, args=(stop, asked), daemon=True).start()
    try:
        with _ctrl_c(stop) as heard:
            thread.start()
            answered = False
            while not done.wait(0.2):
                if heard and not answered:
                    display.say(Sentence("Stopping, with the best so far. Once more to leave at once."))
                    answered = True
                if asked.is_set() and not answered:
                    display.say(Sentence("Stopping, with the best so far."))
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


def _stopped_on_stdin(stop: Callable[[], None], asked: threading.Event) -> None:
    """Waits for a line `stop` on stdin, or for its end: whoever began the search ends it so, also by dying."""
    for line in _lines():
        if line.strip() == b"stop":
            break
    asked.set()
    stop()


def _lines() -> Iterator[bytes]:
    """Each line of stdin as soon as it comes, read past its buffer, whose lock nobody may hold when a process ends."""
    try:
        descriptor = sys.stdin.fileno()
    except (AttributeError, ValueError, OSError):  # closed before we began, or no stream of the process
        with suppress(EOFError):  # how some streams that are no file say that they are at their end
            yield from (line.encode() for line in sys.stdin or ())
        return
    rest = b""
    with suppress(OSError):
        while data := os.read(descriptor, 1024):
            *lines, rest = (rest + data).split(b"\n")
            yield from lines
    yield rest
