"""What a page answers: an address, the function that answers there, and to which methods."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Answering = Callable[[Request], Response | Awaitable[Response]]


@dataclass(frozen=True)
class PageRoute:
    """One address. A function that is no coroutine runs in a thread of its own, so it may take its time."""

    path: str
    answering: Answering
    methods: tuple[str, ...] = ("GET",)

    @property
    def route(self) -> Route:
        return Route(self.path, self.answering, methods=list(self.methods))
