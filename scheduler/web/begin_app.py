"""A desk that has no folder yet: the page to begin with a day, and then the desk of the folder that was chosen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.desk.recent import RecentDays
from scheduler.web.app import STATIC, desk_app
from scheduler.web.begin_pages import BeginPages
from scheduler.web.desk import Desk
from scheduler.web.guard import Guard, Proxy
from scheduler.web.pages import language as languages
from scheduler.web.refusal import REFUSALS
from scheduler.web.render import BEGINS
from scheduler.web.speaking import Speaking
from scheduler.web.who import Doors, Visitor

_BEGIN = "/begin"


class BeginApp:
    """One app for the server, whichever day is open. `home`: the folder that can be looked into for days.

    `first`: the desk that is open from the start; None: the page to begin comes first. `here`: the folder that was
    asked for and has no day yet, in which one can be made. `own`: what who starts it is called.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        hosts: frozenset[str] = frozenset(),
        proxy: Proxy | None = None,
        language: str | None = None,
        home: Path | None = None,
        here: Path | None = None,
        recent: RecentDays | None = None,
        first: Desk | None = None,
        own: str = "",
    ) -> None:
        self.doors = Doors(own=own)
        self._desk = first
        self.recent = recent or RecentDays.of_user()
        self._port, self._hosts, self._proxy, self._language = port, hosts, proxy, language
        pages = BeginPages(home or Path.home(), self.recent, self.open, here)
        routes = [
            Route("/", _to_begin),
            Route(_BEGIN, pages.look),
            Route(f"{_BEGIN}/open", pages.choose, methods=["POST"]),
            Route(f"{_BEGIN}/new", pages.make, methods=["POST"]),
            Route(f"{_BEGIN}/werkmap.xlsx", lambda _: _workbook()),
            Route(f"{_BEGIN}/werkmap-voorbeeld.xlsx", lambda _: _workbook(example=True)),
            Route("/language", languages.choose, methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
        guard = Guard(Starlette(routes=routes, exception_handlers=REFUSALS), self.doors, port, hosts, proxy)
        self._cookie = guard.cookie
        self._begin: ASGIApp = Speaking(guard, language)
        self._running: _RunningApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if self._running is None and self._desk is not None:
            await self._serve(self._desk)
        path = scope.get("path", "")
        if self._desk is not None and (path == _BEGIN or path.startswith(f"{_BEGIN}/")):
            self._let_in(self._desk, Request(scope))
        begins = self._running is None or path == _BEGIN or path.startswith(f"{_BEGIN}/")
        app = self._begin if begins or self._running is None else self._running.app
        await app({**scope, BEGINS: True}, receive, send)

    async def open(self, request: Request, folder: Path) -> None:
        """From now on the desk of that folder is served. Raises ActRefused where it is no folder."""
        desk = await run_in_threadpool(Desk.of, folder, self._language)
        state = await run_in_threadpool(desk.workspace.state)
        desk.language = desk.language or state.day.language
        desk.doors.own = request.scope["visitor"].own
        desk.doors.let_in(request.cookies.get(self._cookie, ""), Visitor())
        self.recent.remember(desk.workspace.folder, state.instance.conference.title if state.instance else "")
        before = self._running
        await self._serve(desk)
        if before is not None:
            await before.stop()

    async def _serve(self, desk: Desk) -> None:
        running = _RunningApp(desk_app(desk, self._port, hosts=self._hosts, proxy=self._proxy))
        await running.start()
        self._running, self._desk = running, desk

    def _let_in(self, desk: Desk, request: Request) -> None:
        """Whoever came in at the desk that is open may ask for the page to begin too, as the same visitor."""
        cookie = request.cookies.get(self._cookie, "")
        known = desk.doors.known(cookie)
        if known is not None:
            self.doors.own = desk.doors.own
            self.doors.let_in(cookie, known)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self._running is not None:
            await self._running.stop()
        await send({"type": "lifespan.shutdown.complete"})


class _RunningApp:
    """An app that is told to start and to stop as a server would."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._asked: asyncio.Queue[Message] = asyncio.Queue()
        self._answers: asyncio.Queue[Message] = asyncio.Queue()
        self._task: asyncio.Task[Any] | None = None

    async def start(self) -> None:
        scope: Scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
        self._task = asyncio.ensure_future(self._run(scope))
        await self._asked.put({"type": "lifespan.startup"})
        await self._answers.get()

    async def _run(self, scope: Scope) -> None:
        await self.app(scope, self._asked.get, self._answers.put)

    async def stop(self) -> None:
        await self._asked.put({"type": "lifespan.shutdown"})
        if self._task is not None:
            await self._task


async def _to_begin(_: Request) -> Response:
    return RedirectResponse(_BEGIN, 303)


def _workbook(*, example: bool = False) -> Response:
    from scheduler.web.pages.workbook import to_fill_in  # noqa: PLC0415  for who asks for one

    return to_fill_in(example=example)
