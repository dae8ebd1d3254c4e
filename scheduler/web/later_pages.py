"""The pages that nobody sees first: what they stand on is read when one is asked for, so that a desk is soon there."""

from __future__ import annotations

from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.routing import Router
from starlette.types import Receive, Scope, Send

from scheduler.web.desk import Desk


class LaterPages:
    """All of them, of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._router: Router | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._router is None:
            router = await run_in_threadpool(self.read)
        else:
            router = self._router
        await router(scope, receive, send)

    def read(self) -> Router:
        """Read now, unless that was done."""
        with self._lock:
            if self._router is None:
                from scheduler.web.pages.all_pages import PAGES  # noqa: PLC0415  that is the point

                self._router = Router([answer.route for page in PAGES for answer in page(self._desk)])
            return self._router
