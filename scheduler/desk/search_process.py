"""A search as a process of its own: what it tells on the way, how it is stopped, and how it ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Any

import scheduler

NETDAY = (sys.executable, "-P", "-m", "scheduler")  # -P: nothing of ours is taken from the folder it runs in
_NICE = 10
_TICK = 0.25  # seconds between two looks at what it tells: whoever watches hears of it four times a second at most
_KEPT = 20  # last lines that were no progress
_PATIENCE = 5  # seconds in which its pipes are read to their end


@dataclass(frozen=True)
class SearchEnd:
    """How it ended. `answer`: what it printed as JSON; None: nothing of the kind. `errors`: what it said of errors."""

    code: int
    answer: Mapping[str, Any] | None = None
    errors: str = ""


@dataclass
class SearchProcess:
    """A command in a process group of its own, niced, that stops when its stdin ends, and so when we are gone.

    `folder`: where it runs. `watch` is called with the last progress, at most four times a second, and `ended` once;
    both from a thread of its own.
    """

    words: Sequence[str]
    folder: Path
    watch: Callable[[Mapping[str, Any]], None]
    ended: Callable[[SearchEnd], None]
    _latest: Mapping[str, Any] | None = None
    _output: bytes = b""
    _errors: deque[str] = field(default_factory=lambda: deque(maxlen=_KEPT))
    _stdin: Lock = field(default_factory=Lock)

    def start(self) -> None:
        """Raises OSError where no process can be had."""
        self._process = subprocess.Popen(  # noqa: S603  our own command, each word of which was looked at
            list(self.words),
            cwd=self.folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **_apart(),
        )
        if sys.platform != "win32":
            with suppress(OSError):  # it has ended, or we may not
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)
        self._threads = [
            Thread(target=self._read_errors, args=(self._process.stderr,), daemon=True),
            Thread(target=self._read_output, args=(self._process.stdout,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self._supervisor = Thread(target=self._supervise, daemon=True)
        self._supervisor.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self) -> None:
        """Ask it to end with the best it has."""
        with self._stdin, suppress(OSError, ValueError):  # it has ended
            if self._process.stdin is not None:
                self._process.stdin.write(b"stop\n")
                self._process.stdin.flush()

    def kill(self) -> None:
        """End it at once, with all that it has started."""
        if self._process.poll() is not None:
            return
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within so many seconds, and that was passed on."""
        self._supervisor.join(seconds)
        return not self._supervisor.is_alive()

    def close(self, patience: float) -> None:
        """End it, and wait until it has ended and that was passed on; after so many seconds by force."""
        self._close_stdin()
        if not self.wait(patience):
            self.kill()
            self.wait(_PATIENCE)

    def _close_stdin(self) -> None:
        with self._stdin, suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _supervise(self) -> None:
        shown: Mapping[str, Any] | None = None
        while True:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_TICK)
                break
            if self._latest is not shown:
                shown = self._latest
                self.watch(shown or {})
        for thread in self._threads:
            thread.join(_PATIENCE)
        self._close_stdin()
        for stream, thread in zip((self._process.stderr, self._process.stdout), self._threads, strict=True):
            if stream is not None and not thread.is_alive():
                stream.close()
        self.ended(SearchEnd(self._process.returncode, _answer(self._output), "\n".join(self._errors)))

    def _read_errors(self, stream: IO[bytes]) -> None:
        for line in stream:
            text = line.decode("utf-8", "replace").rstrip()
            progress = _object(text)
            if progress is not None:
                self._latest = progress
            elif text:
                self._errors.append(text)

    def _read_output(self, stream: IO[bytes]) -> None:
        self._output = stream.read()


def _apart() -> dict[str, Any]:
    """What gives a process a group of its own, so that Ctrl-C at our terminal is ours alone."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"process_group": 0}


def _environment() -> dict[str, str]:
    """Ours, with the same netday to be found first."""
    home = str(Path(scheduler.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))}


def _object(text: str) -> Mapping[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _answer(output: bytes) -> Mapping[str, Any] | None:
    return _object(output.decode("utf-8", "replace"))
