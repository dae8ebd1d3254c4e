"""The app: every page of the desk behind one guard, in the reader's language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from scheduler.web.desk import Desk
from scheduler.web.events import Broadcast
from scheduler.web.guard import Guard, Proxy
from scheduler.web.later_pages import LaterPages
from scheduler.web.pages import board
from scheduler.web.refusal import REFUSALS
from scheduler.web.speaking import Speaking

STATIC = Path(__file__).parent / "static"


def desk_app(desk: Desk, port: int = 0, *, hosts: frozenset[str] = frozenset(), proxy: Proxy | None = None) -> ASGIApp:
    """What a server serves. `hosts`: names by which it is asked for besides this machine's own."""
    broadcast = Broadcast(desk.workspace)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with broadcast.running():
            yield
        await run_in_threadpool(desk.close)

    routes = [
        *(answer.route for answer in board.routes(desk)),
        Route("/events", broadcast.answer),
        Mount("/static", StaticFiles(directory=STATIC)),
        Mount("/", LaterPages(desk)),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=REFUSALS)
    return Speaking(Guard(app, desk.doors, port, hosts, proxy), desk.language)
