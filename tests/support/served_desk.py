"""A desk that is served in a thread of this process, for tests with a real browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from starlette.types import ASGIApp

from scheduler.desk.recent import RecentDays
from scheduler.web.app import desk_app
from scheduler.web.begin_app import BeginApp
from scheduler.web.desk import Desk
from scheduler.web.server import DeskServer, Listening, listen


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
    with _serving(desk_app(desk, listening.port), listening):
        yield ServedDesk(desk, f"http://127.0.0.1:{listening.port}")


@contextmanager
def served_beginning(home: Path) -> Iterator[str]:
    """The page to begin, in the browser's language; `home`: where days are found and made. Gives the way in."""
    listening = listen(0)
    app = BeginApp(listening.port, home=home, recent=RecentDays(home / ".settings/recent.json"))
    with _serving(app, listening):
        yield f"http://127.0.0.1:{listening.port}/enter?key={app.doors.key()}"


@contextmanager
def _serving(app: ASGIApp, listening: Listening) -> Iterator[None]:
    answers = Event()
    server = DeskServer(app, answers.set)
    thread = Thread(target=lambda: asyncio.run(server.serve(list(listening.sockets))))
    thread.start()
    try:
        assert answers.wait(20)
        yield
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
