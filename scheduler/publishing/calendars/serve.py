"""An edition served on this machine alone, so that a subscription can be tried.

Only what `calendars.json` lists is given, and only while it is right: a subscriber that is given an empty or broken
calendar throws away all that it had, one that is told 503 tries again later.
"""

from __future__ import annotations

import errno
import re
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate, parsedate_to_datetime
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from scheduler.publishing.calendars.listing import IndexUnfit, Listed, ListedFiles
from scheduler.publishing.page_links import FRONT
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence, paragraph

ADDRESSES = {"127.0.0.1": socket.AF_INET, "::1": socket.AF_INET6}
TRIES, PAUSE = 5, 0.05  # a new edition may take the place of the last while we read, where that takes two steps
RETRY_AFTER = 60  # seconds
_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
_TAG = re.compile(r'"[^"]*"')


class ServeFault(Exception):
    """The calendars cannot be served; a sentence that says why."""


class CalendarServer:
    """Serves what an edition lists, on 127.0.0.1 and, where there is one, ::1. `with` starts and stops it."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Listen, and not answer yet.

        `port` 0: any that is free; `self.port` tells which. ServeFault where it is not to be had.
        """
        edition = ListedFiles(folder)
        try:
            self._servers = [_Server("127.0.0.1", port, edition)]
        except (OSError, OverflowError) as error:
            other = port + 1 if 1024 <= port < 65535 else 8765
            another = Sentence("Name another one, such as {option}.", option=f"--port {other}")
            raise ServeFault(paragraph(_not_to_be_had(error, port), another)) from None
        self.port: int = self._servers[0].server_address[1]
        with suppress(OSError):  # no IPv6 here, or the port is another program's there: we tell 127.0.0.1 alone
            self._servers.append(_Server("::1", self.port, edition))
        self._threads = [threading.Thread(target=server.serve_forever, args=(0.1,)) for server in self._servers]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server, thread in zip(self._servers, self._threads, strict=True):
            server.shutdown()
            thread.join()
            server.server_close()


def serve(folder: Path, port: int, announce: Callable[[str], None]) -> None:
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


def _not_to_be_had(error: OSError | OverflowError, port: int) -> Sentence:
    if isinstance(error, OverflowError):
        return Sentence("Port {port} is no port: they go from 1 to 65535.", port=str(port))
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Sentence("Port {port} is kept for the system.", port=str(port))
    if error.errno == errno.EADDRINUSE:
        return Sentence("Port {port} is in use by another program.", port=str(port))
    return Sentence("Port {port} cannot be had ({why}).", port=str(port), why=os_reason(error))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = sys.platform != "win32"  # there it would let two programs have one port
    daemon_threads = True

    def __init__(self, address: str, port: int, edition: ListedFiles) -> None:
        self.address_family = ADDRESSES[address]
        self.edition = edition
        super().__init__((address, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of somebody who hung up, or sent what is no request: it may hold a name."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 20  # seconds for somebody who says nothing
    kind = "-"  # of the file that was asked for, once that is known

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        host = self.headers.get("Host")
        if host is not None and not _HOST.fullmatch(host.strip()):
            # A page elsewhere can give its own name our address, and read what its visitor alone may read.
            self._say(HTTPStatus.MISDIRECTED_REQUEST, "This is served to this machine alone, as 127.0.0.1.")
            return
        try:
            found = self._found()
        except IndexUnfit:
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, "The calendars are not available now. Try again in a minute.")
            return
        if found is None:
            self._say(HTTPStatus.NOT_FOUND, "There is no such calendar.")
            return
        row, data, written = found
        self.kind = row.kind
        # Within the second in which a file is written it may be written again: such a time is not told yet.
        modified = min(int(written), int(time.time()) - 1)
        tag = f'"{blake2b(data, digest_size=16).hexdigest()}"'
        headers = {"ETag": tag, "Last-Modified": formatdate(modified, usegmt=True)}
        if self._has_it(tag, modified):
            self._send(HTTPStatus.NOT_MODIFIED, headers, None)
        else:
            self._send(HTTPStatus.OK, headers | {"Content-Type": row.media_type}, data)

    def _found(self) -> tuple[Listed, bytes, float] | None:
        """What was asked for, with its bytes and when they were written. None: not listed. Raises IndexUnfit."""
        try:
            path = unquote(urlsplit(self.path).path, errors="strict").removeprefix("/") or FRONT
        except ValueError:
            return None
        for _ in range(TRIES - 1):
            try:
                return self.server.edition.read(path)
            except IndexUnfit:
                time.sleep(PAUSE)
        return self.server.edition.read(path)

    def _has_it(self, tag: str, modified: int) -> bool:
        """Whether the one who asks has these bytes already. A tag says more than a time (RFC 9110, 13.2.2)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or tag in _TAG.findall(tags)
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return modified <= parsedate_to_datetime(since).timestamp()
        except (ValueError, OverflowError, OSError):
            return False

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer requests that the standard library cannot read, and those of methods that there are not here."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        self._say(HTTPStatus(code), "Calendars can be read here: GET and HEAD.")

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = str(RETRY_AFTER)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD"
        self._send(status, headers, f"{sentence}\n".encode())

    def _send(self, status: HTTPStatus, headers: dict[str, str], body: bytes | None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Connection", "close")  # also after a request whose body we did not read
        self.end_headers()
        if body is not None and self.command != "HEAD":
            self.wfile.write(body)

    def version_string(self) -> str:
        return "netday"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002
        """Write status and kind alone: an address here has somebody's name in it."""
        sys.stderr.write(f"{int(code)} {self.kind}\n")

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Write nothing else."""
