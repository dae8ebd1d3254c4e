"""What is live at the desk, as server-sent events: what others changed, how a search goes on, that it is done."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Event, Thread
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import StreamingResponse

from scheduler.desk.events import DeskEvent
from scheduler.desk.workspace import Workspace
from scheduler.text.sentence import spoken_json, spoken_language

QUIET = 15.0  # seconds after which a comment is sent, so that nothing between us and the browser hangs up
MOST_WAITING = 200  # events for a browser that does not read; then it is let go, and asks again by itself
LOOK = 0.5  # seconds between two looks at the folder, for what others change in it


_RUNNING: WeakKeyDictionary[asyncio.AbstractEventLoop, set[Broadcast]] = WeakKeyDictionary()


def end_streams() -> None:
    """Whoever listens to the server of this loop is let go: it is about to end, and waits for them."""
    for broadcast in _RUNNING.get(asyncio.get_running_loop(), ()):
        broadcast.end()


class Broadcast:
    """Every event of a workspace to every browser. One thread listens, however many browsers there are."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ears: set[asyncio.Queue[DeskEvent | None]] = set()
        self._over = Event()
        self._last: DeskEvent | None = None
        self._texts: dict[str, str] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        thread = Thread(target=self._listen, args=(loop,), name="desk-events", daemon=True)
        thread.start()
        _RUNNING.setdefault(loop, set()).add(self)
        try:
            yield
        finally:
            self.end()
            thread.join(timeout=2)

    def end(self) -> None:
        self._over.set()
        self._hear(None)

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._workspace.listen() as listener:
            while not self._over.is_set():
                event = listener.get(LOOK)
                if event is not None:
                    with suppress(RuntimeError):  # the loop is closed
                        loop.call_soon_threadsafe(self._hear, event)
                elif self._ears:
                    self._workspace.state()  # notices what was changed outside, and tells it

    def _hear(self, event: DeskEvent | None) -> None:
        for ear in list(self._ears):
            try:
                ear.put_nowait(event)
            except asyncio.QueueFull:
                self._ears.discard(ear)

    def _written(self, event: DeskEvent) -> str:
        """As it is sent, in the language of who listens: put in words once, however many do."""
        if self._last is not event:
            self._last, self._texts = event, {}
        language = spoken_language()
        if language not in self._texts:
            data = json.dumps(spoken_json(dict(event.data)), ensure_ascii=False)
            self._texts[language] = f"event: {event.kind}\ndata: {data}\n\n"
        return self._texts[language]

    async def answer(self, request: Request) -> StreamingResponse:
        return StreamingResponse(
            self._stream(request), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def _stream(self, request: Request) -> AsyncIterator[str]:
        ear: asyncio.Queue[DeskEvent | None] = asyncio.Queue(MOST_WAITING)
        if self._over.is_set():
            return
        self._ears.add(ear)
        try:
            yield "retry: 1000\n\n"
            while ear in self._ears and not await request.is_disconnected():
                try:
                    event = await asyncio.wait_for(ear.get(), QUIET)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is None:
                    return
                yield self._written(event)
        finally:
            self._ears.discard(ear)
