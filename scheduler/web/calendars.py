"""An edition served on this machine alone, so that a subscription can be tried.

Only what `calendars.json` lists is given, and only while it is right: a subscriber that is given an empty or broken
calendar throws away all that it had, one that is told 503 tries again later. A program of calendars has no cookie, so
none is asked for; therefore this is an app of its own, and no part of a desk.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from scheduler.publishing.calendars.listing import IndexUnfit, Listed, ListedFiles
from scheduler.publishing.page_links import FRONT
from scheduler.text.sentence import Sentence
from scheduler.web.server import DeskServer, PortFault, listen

TRIES, PAUSE = 5, 0.05  # a new edition may take the place of the last while we read, where that takes two steps
RETRY_AFTER = 60  # seconds
PATIENCE = 20  # seconds for somebody who says nothing
ONLY_READING = "Calendars can be read here: GET and HEAD."
_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
_TAG = re.compile(r'"[^"]*"')
_HEADERS = {
    "Server": "netday",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Connection": "close",  # also after a request whose body we did not read
}
_SILENT = logging.getLogger("netday.calendars")  # what a library would say of a request may hold a name
_SILENT.setLevel(logging.CRITICAL)
_SILENT.disabled = True


class ServeFault(Exception):
    """The calendars cannot be served; a sentence that says why."""


@dataclass(frozen=True)
class EditionApp:
    """Answers whatever is asked of one edition."""

    edition: ListedFiles

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        kind, answer = await run_in_threadpool(self._answer, Request(scope))
        _log(answer.status_code, kind)
        await answer(scope, receive, send)

    def _answer(self, request: Request) -> tuple[str, Response]:
        """With the kind of the file that was asked for, once that is known."""
        if request.method not in {"GET", "HEAD"}:
            return "-", _say(HTTPStatus.METHOD_NOT_ALLOWED, ONLY_READING, Allow="GET, HEAD")
        host = request.headers.get("host")
        if host is not None and not _HOST.fullmatch(host.strip()):
            # A page elsewhere can give its own name our address, and read what its visitor alone may read.
            return "-", _say(HTTPStatus.MISDIRECTED_REQUEST, "This is served to this machine alone, as 127.0.0.1.")
        try:
            found = self._found(request.scope["raw_path"])
        except IndexUnfit:
            sorry = "The calendars are not available now. Try again in a minute."
            return "-", _say(HTTPStatus.SERVICE_UNAVAILABLE, sorry, **{"Retry-After": str(RETRY_AFTER)})
        if found is None:
            return "-", _say(HTTPStatus.NOT_FOUND, "There is no such calendar.")
        row, data, written = found
        # Within the second in which a file is written it may be written again: such a time is not told yet.
        modified = min(int(written), int(time.time()) - 1)
        tag = f'"{blake2b(data, digest_size=16).hexdigest()}"'
        headers = _HEADERS | {"ETag": tag, "Last-Modified": formatdate(modified, usegmt=True)}
        if _has_it(request, tag, modified):
            return row.kind, Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        whole = headers | {"Content-Type": row.media_type, "Content-Length": str(len(data))}
        return row.kind, Response(b"" if request.method == "HEAD" else data, headers=whole)

    def _found(self, raw: bytes) -> tuple[Listed, bytes, float] | None:
        """What was asked for, with its bytes and when they were written. None: not listed. Raises IndexUnfit."""
        try:
            path = unquote(raw.decode("ascii"), errors="strict").removeprefix("/") or FRONT
        except ValueError:
            return None
        for _ in range(TRIES - 1):
            try:
                return self.edition.read(path)
            except IndexUnfit:
                time.sleep(PAUSE)
        return self.edition.read(path)


def _has_it(request: Request, tag: str, modified: int) -> bool:
    """Whether the one who asks has these bytes already. A tag says more than a time (RFC 9110, 13.2.2)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in _TAG.findall(tags)
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return modified <= parsedate_to_datetime(since).timestamp()
    except (ValueError, OverflowError, OSError):
        return False


def _say(status: HTTPStatus, sentence: str, **headers: str) -> Response:
    return Response(f"{sentence}\n", status, _HEADERS | headers, "text/plain")


def _log(status: int, kind: str) -> None:
    """Write status and kind alone: an address here has somebody's name in it."""
    sys.stderr.write(f"{status} {kind}\n")


class _EditionProtocol(H11Protocol):
    """HTTP as uvicorn has it. What is no request is answered in our words, and who says nothing is let go."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.logger = _SILENT

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._asked = False
        self.loop.call_later(PATIENCE, self._let_go)

    def handle_events(self) -> None:
        super().handle_events()
        self._asked = self.scope is not None

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  the library's own words
        _log(HTTPStatus.BAD_REQUEST, "-")
        super().send_400_response(f"{ONLY_READING}\n")

    def _let_go(self) -> None:
        if not self._asked and not self.transport.is_closing():
            self.transport.close()


class CalendarServer:
    """Serves what an edition lists, on 127.0.0.1 and, where there is one, ::1. `with` starts and stops it."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Listen, and not answer yet.

        `port` 0: any that is free; `self.port` tells which. ServeFault where it is not to be had.
        """
        try:
            self.listening = listen(port)
        except PortFault as fault:
            raise ServeFault(fault.args[0]) from None
        self.port = self.listening.port
        self._up = Event()
        self._server = DeskServer(EditionApp(ListedFiles(folder)), self._up.set, _EditionProtocol, lifespan="off")
        self._thread = Thread(target=self._serve, name="calendars")

    def _serve(self) -> None:
        try:
            asyncio.run(self._server.serve(list(self.listening.sockets)))
        finally:
            self._up.set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._up.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
        self.listening.close()


def serve_calendars(folder: Path, port: int, announce: Callable[[str], None]) -> None:
    """Serve until Ctrl-C. `announce` gets the sentences that tell where. Raises ServeFault."""
    try:
        listed = ListedFiles(folder).index().values()
    except IndexUnfit as unfit:
        raise ServeFault(
            Sentence(
                "{folder} cannot be served: {why}. Publish there first, with {command}.",
                folder=folder,
                why=unfit.args[0],
                command="netday publish",
            )
        ) from None
    shown = next((row.file for row in listed if row.kind == "programme"), next((row.file for row in listed), ""))
    with CalendarServer(folder, port) as server:
        served = Sentence(
            "{folder} is served on this machine alone, as long as this command runs. Ctrl-C ends it.", folder=folder
        )
        address = f"127.0.0.1:{server.port}/{shown}"
        try:
            announce(served)
            announce(Sentence("To subscribe: {address}", address=f"webcal://{address}"))
            announce(Sentence("Where a program asks for an address: {address}", address=f"http://{address}"))
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            announce(Sentence("Stopped."))
