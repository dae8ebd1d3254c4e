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
from scheduler.web.pages import (
    board,
    compare,
    data,
    data_text,
    dropped,
    history,
    invitations,
    language,
    proposal,
    publishing,
    questions,
    search,
    workbook,
)
from scheduler.web.refusal import REFUSALS
from scheduler.web.speaking import Speaking

STATIC = Path(__file__).parent / "static"
PAGES = (
    board.routes,
    data_text.routes,  # before those of any sheet
    dropped.routes,
    workbook.routes,
    data.routes,
    history.routes,
    invitations.routes,
    language.routes,
    proposal.routes,
    publishing.routes,
    questions.routes,
    compare.routes,
    search.routes,
)


def desk_app(desk: Desk, port: int = 0, *, hosts: frozenset[str] = frozenset(), proxy: Proxy | None = None) -> ASGIApp:
    """What a server serves. `hosts`: names by which it is asked for besides this machine's own."""
    broadcast = Broadcast(desk.workspace)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with broadcast.running():
            yield
        await run_in_threadpool(desk.searches.close)

    routes = [
        *(answer.route for page in PAGES for answer in page(desk)),
        Route("/events", broadcast.answer),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers=REFUSALS)
    return Speaking(Guard(app, desk.doors, port, hosts, proxy), desk.language)
