"""A desk of its own process on this machine, and who asks it over HTTP as its page does."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from socket import SHUT_RDWR
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

import scheduler
from scheduler.bench.memory import memory

_ADDRESS = re.compile(r"http://\S+/enter\?\S+")
_VERSION = re.compile(r'data-version="([^"]*)"')
_BUTTON = re.compile(r'<button [^>]*data-session="([^"]*)" data-start=[^>]*>')
_PAGE = {"x-fragment": "1", "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
_STALE = 412
_PATIENCE = 10  # seconds in which it ends
_TRIES = 5  # so often a move that others were before is asked again


@dataclass(frozen=True)
class DeskProcess:
    """`began`: on the clock, when it was started."""

    process: subprocess.Popen[bytes]
    port: int
    cookie: str
    began: float

    def cpu(self) -> float | None:
        """Seconds of processor time so far; None where this system does not tell it."""
        try:
            text = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8")
        except OSError:
            return None
        user, system = text.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float | None:
        """Megabytes now; None where this system does not tell it."""
        return memory("VmRSS", str(self.process.pid))


@contextmanager
def started_desk(folder: Path, settings: Path) -> Iterator[DeskProcess]:
    """`netday desk` on that folder, let in by its own address; it ends with `with`. `settings`: of its user.

    Its modules are compiled once, as pip does for who installs it, and stay so, also where Python is told to keep none.
    """
    home = str(Path(scheduler.__file__).parents[1])
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH")]))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-P", "-m", "scheduler", "desk", str(folder), "--port", "0", "--no-browser"],
        env={**environment, "PYTHONPATH": path, "NETDAY_SETTINGS": str(settings)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )
    try:
        address = urlsplit(_address(process))
        connection = HTTPConnection("127.0.0.1", address.port or 0, timeout=60)
        connection.request("GET", f"{address.path}?{address.query}")
        cookie = (connection.getresponse().getheader("set-cookie") or "").partition(";")[0]
        connection.close()
        yield DeskProcess(process, address.port or 0, cookie, began)
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _address(process: subprocess.Popen[bytes]) -> str:
    for line in process.stdout or ():
        if found := _ADDRESS.search(line.decode()):
            return found[0]
    raise RuntimeError("netday desk did not say at which address it is.")


@dataclass(frozen=True)
class AskedMove:
    """One answer to a page. `seconds`: until it was read whole, with each time that it had to be asked again."""

    seconds: float
    status: int
    again: int = 0

    @property
    def refused(self) -> bool:
        return self.status != 200


class DeskVisitor:
    """One browser: it knows the grid that it was shown last."""

    def __init__(self, desk: DeskProcess) -> None:
        self._connection, self._port = HTTPConnection("127.0.0.1", desk.port, timeout=60), desk.port
        self._events: HTTPConnection | None = None
        self._headers = {**_PAGE, "cookie": desk.cookie}
        self.version = ""
        self.heard = 0  # changes of which it was told

    def close(self) -> None:
        self._connection.close()
        if self._events is not None and self._events.sock is not None:
            with suppress(OSError):
                self._events.sock.shutdown(SHUT_RDWR)
            self._events.close()

    def listen(self) -> None:
        """As a page does, of what others do: until `close`."""
        self._events = HTTPConnection("127.0.0.1", self._port, timeout=60)
        self._events.request("GET", "/events", headers={"cookie": self._headers["cookie"]})
        Thread(target=self._hear, args=(self._events.getresponse(),), daemon=True).start()

    def _hear(self, stream: HTTPResponse) -> None:
        with suppress(OSError, ValueError, HTTPException, AttributeError):  # it is closed
            while line := stream.readline():
                self.heard += line.startswith(b"event: changed")

    def look(self) -> str:
        """The whole first page."""
        status, text = self._ask("GET", "/", headers={"cookie": self._headers["cookie"]})
        if status != 200:
            raise RuntimeError(f"netday desk showed no page: {status}")
        self._see(text)
        return text

    def places(self, session: str, part: str) -> list[Mapping[str, Any]]:
        """What every place would be for a session that is picked up."""
        query = urlencode({"session": session, "part": part})
        status, text = self._ask("GET", f"/board/places?{query}", headers=self._headers)
        if status != 200:
            raise RuntimeError(f"netday desk showed no places of {session}: {text}")
        found: list[Mapping[str, Any]] = json.loads(text)["offers"]
        return found

    def do(self, act: Mapping[str, object]) -> AskedMove:
        return self._send("/board/do", {"act": json.dumps(act)})

    def undo(self) -> AskedMove:
        return self._send("/board/undo", {})

    def _send(self, address: str, fields: Mapping[str, str]) -> AskedMove:
        """Until the new grid is there. Where others were before, it is asked again, of the grid as they left it."""
        began = time.perf_counter()
        status = 0
        for again in range(_TRIES):
            body = urlencode({"version": self.version, **fields})
            status, text = self._ask("POST", address, body, self._headers)
            self._see(text)
            if status != _STALE:
                return AskedMove(time.perf_counter() - began, status, again)
        return AskedMove(time.perf_counter() - began, status, _TRIES)

    def _ask(self, method: str, address: str, body: str | None = None, headers: Any = None) -> tuple[int, str]:
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode()

    def _see(self, text: str) -> None:
        if found := _VERSION.search(text):
            self.version = found[1]


def movable_sessions(page: str) -> list[str]:
    """Those in the grid that do not stand where they must."""
    found = [button for button in _BUTTON.finditer(page) if "data-fixed" not in button[0]]
    return list(dict.fromkeys(html.unescape(button[1]) for button in found))
