"""Addresses that pages had before, which somebody may have kept: they lead to those of now."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.web.desk import Desk
from scheduler.web.routing import PageRoute

_MOVED = {
    "/search/answer": "/maken/antwoord",
    "/search": "/maken",
    "/proposal": "/voorstel",
    "/history": "/geschiedenis",
}


def routes(_: Desk) -> Iterable[PageRoute]:
    for old in _MOVED:
        yield PageRoute(old, _to_the_new, ("GET", "POST"))
        yield PageRoute(f"{old}/{{rest:path}}", _to_the_new, ("GET", "POST"))


def _to_the_new(request: Request) -> Response:
    path = request.url.path
    old = next(old for old in _MOVED if path == old or path.startswith(f"{old}/"))
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{_MOVED[old]}{path.removeprefix(old)}{query}", 308)  # with whatever was posted
