"""What happens at the desk, told to all who listen: a page that is open, wherever it is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Lock
from types import TracebackType
from typing import Any, Self

_MOST = 200  # events that wait for one who listens; who is further behind looks at the whole again


@dataclass(frozen=True)
class DeskEvent:
    """`kind`: "changed" (the day or the programme), "search" (how far one is) or "done" (one has ended)."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


class Listener:
    """One who listens, from `with` to its end."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._waiting: Queue[DeskEvent] = Queue(_MOST)

    def __enter__(self) -> Self:
        self._events.add(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._events.remove(self)

    def get(self, timeout: float | None = None) -> DeskEvent | None:
        """The next event; None: there was none for so many seconds. Without `timeout` it waits for one."""
        try:
            return self._waiting.get(timeout=timeout)
        except Empty:
            return None

    def hear(self, event: DeskEvent) -> None:
        """Called from any thread, and never waits: of one who does not keep up, the oldest events go."""
        while True:
            try:
                self._waiting.put_nowait(event)
            except Full:
                with suppress(Empty):
                    self._waiting.get_nowait()
            else:
                return


class Events:
    def __init__(self) -> None:
        self._lock = Lock()
        self._listeners: list[Listener] = []

    def listen(self) -> Listener:
        return Listener(self)

    def add(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.append(listener)

    def remove(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.remove(listener)

    def tell(self, event: DeskEvent) -> None:
        """To all who listen now."""
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            listener.hear(event)
