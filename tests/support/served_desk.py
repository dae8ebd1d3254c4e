"""A desk that is served in a thread of this process, for tests with a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from scheduler.web.server import DeskServer, listen


@dataclass(frozen=True)
class ServedDesk:
    """`home`: the address of its first page."""

    desk: Desk
    home: str

    @property
    def entrance(self) -> str:
        """An address by which a new browser comes in; of one use."""
        return f"{self.home}/enter?key={self.desk.doors.key()}"


@contextmanager
def served(desk: Desk) -> Iterator[ServedDesk]:
    """It answers from the start of `with` to its end."""
    listening = listen(0)
    answers = Event()
    server = DeskServer(desk_app(desk, listening.port), answers.set)
    thread = Thread(target=lambda: asyncio.run(server.serve(list(listening.sockets))))
    thread.start()
    try:
        assert answers.wait(20)
        yield ServedDesk(desk, f"http://127.0.0.1:{listening.port}")
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
