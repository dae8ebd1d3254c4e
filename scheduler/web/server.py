"""The desk on a port of this machine: taken at once, served until Ctrl-C, and told where it is."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence, paragraph
from scheduler.web.events import end_streams

USUAL = 8780
TRIED = 20  # ports from the usual one on


class PortFault(Exception):
    """No port to be had; a sentence that says why."""


@dataclass(frozen=True)
class Listening:
    """A port that is ours. `sockets`: 127.0.0.1, and ::1 where there is one."""

    sockets: tuple[socket.socket, ...]

    @property
    def port(self) -> int:
        port: int = self.sockets[0].getsockname()[1]
        return port

    def close(self) -> None:
        for each in self.sockets:
            each.close()


def listen(port: int | None, host: str = "127.0.0.1") -> Listening:
    """Take a port. None: the usual one, or the next that is free; 0: any that is free. Raises PortFault."""
    if port is not None:
        return _taken(port, host)
    for tried in range(USUAL, USUAL + TRIED):
        try:
            return _taken(tried, host)
        except PortFault:
            continue
    return _taken(0, host)


def _taken(port: int, host: str) -> Listening:
    try:
        first = _socket(socket.AF_INET6 if ":" in host else socket.AF_INET, host, port)
    except (OSError, OverflowError) as error:
        other = port + 1 if 1024 <= port < 65535 else USUAL
        another = Sentence("Name another one, such as {option}.", option=f"--port {other}")
        raise PortFault(paragraph(not_to_be_had(error, port), another)) from None
    found = [first]
    if host == "127.0.0.1":
        try:
            found.append(_socket(socket.AF_INET6, "::1", first.getsockname()[1]))
        except OSError:  # no IPv6 here, or the port is another program's there: 127.0.0.1 alone then
            return Listening((first,))
    return Listening(tuple(found))


def _socket(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, which would let two programs have one port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6:
            taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        taken.bind((host, port))
        taken.listen(128)
    except BaseException:
        taken.close()
        raise
    return taken


def not_to_be_had(error: OSError | OverflowError, port: int) -> Sentence:
    """Why a port is not ours."""
    if isinstance(error, OverflowError):
        return Sentence("Port {port} is no port: they go from 1 to 65535.", port=str(port))
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Sentence("Port {port} is kept for the system.", port=str(port))
    if error.errno == errno.EADDRINUSE:
        return Sentence("Port {port} is in use by another program.", port=str(port))
    return Sentence("Port {port} cannot be had ({why}).", port=str(port), why=os_reason(error))


class DeskServer(uvicorn.Server):
    """One that says when it answers. `protocol`: of its connections, "auto" for the library's own."""

    def __init__(
        self,
        app: ASGIApp,
        started: Callable[[], None] = lambda: None,
        protocol: type[asyncio.Protocol] | Literal["auto"] = "auto",
        lifespan: Literal["on", "off"] = "on",
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,  # its lines have addresses in them, and these have names
                access_log=False,
                http=protocol,
                lifespan=lifespan,
                ws="none",
                server_header=False,
                date_header=True,
                proxy_headers=False,  # the guard asks the proxy's header itself, of those that it trusts
                timeout_graceful_shutdown=1,
                timeout_keep_alive=30,
            )
        )
        self._tell = started

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        end_streams()
        await super().shutdown(sockets)

    async def main_loop(self) -> None:
        await self.on_tick(0)  # so that the first answer has its date too
        self._tell()
        await super().main_loop()


def serve(app: ASGIApp, listening: Listening, started: Callable[[], None] = lambda: None) -> None:
    """Serve until Ctrl-C. `started` is called when the first page can be asked for."""
    try:
        DeskServer(app, started).run(sockets=list(listening.sockets))
    except KeyboardInterrupt:
        return
    finally:
        listening.close()
