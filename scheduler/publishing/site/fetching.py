"""One file asked of a web server: within a time, up to a size, and no further than the host that was named.

Where the web leads on is data, and so is a certificate that nobody trusts; only where nobody answers at all, we raise.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from scheduler.text import sanitize
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

LARGEST = 20_000_000  # octets; no calendar or page of ours is near it
_HOPS = 5
_PIECE = 65_536


class Unreachable(Exception):
    """Nobody answers at that address; a sentence that says why."""


@dataclass(frozen=True)
class Answer:
    """What the server gave. `url`: where it was found in the end, on the same host.

    `headers`: names in small letters. `body`: as it was before it was packed. `elsewhere`: the address on another host
    to which it leads, which was not followed. `endless`: it leads on and on. `large`: there is more than was read.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    elsewhere: str = ""
    endless: bool = False
    large: bool = False
    silence: Phrase | None = None  # why there is no answer, where others came

    @property
    def found(self) -> bool:
        return self.status == http.client.OK and not self.elsewhere and not self.endless

    @property
    def media_type(self) -> str:
        """`text/calendar`, without what stands behind it."""
        return self.headers.get("content-type", "").partition(";")[0].strip().casefold()

    @property
    def charset(self) -> str:
        """`utf-8`; empty where the server says none."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().casefold() == "charset":
                return value.strip().strip('"').casefold()
        return ""


@dataclass
class Fetcher:
    """Asks one server. `timeout`: seconds for each answer, all of it. `mistrust`: why its certificate is not trusted.

    Goes on all the same where it is not, so that the rest can be told too: nothing is sent that anybody may not read.
    """

    timeout: float = 15
    mistrust: Phrase | None = None
    _openers: dict[tuple[str, bool, bool], OpenerDirector] = field(default_factory=dict)

    def get(self, url: str, **headers: str) -> Answer:
        """What stands there. Follows what leads on within the same host. Raises Unreachable.

        In a thread of its own, for neither the look for a name nor a server that gives a letter a minute heeds a time.
        """
        found: list[Answer | Exception] = []

        def ask() -> None:
            try:
                found.append(self._get(url, headers))
            except Exception as error:  # noqa: BLE001  to be raised where it is waited for
                found.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self.timeout + 1)
        if not found:
            raise Unreachable(self._why_not(url, TimeoutError()))
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    def _get(self, url: str, headers: Mapping[str, str]) -> Answer:
        host = urlsplit(url).hostname
        deadline = time.monotonic() + self.timeout
        for _ in range(_HOPS):
            answer = self._once(url, headers, deadline)
            to = answer.headers.get("location", "")
            if not 300 <= answer.status < 400 or answer.status == http.client.NOT_MODIFIED or not to:
                return answer
            url = urljoin(url, sanitize.line(to, None))
            if urlsplit(url).hostname != host or urlsplit(url).scheme not in ("http", "https"):
                return Answer(answer.url, answer.status, answer.headers, elsewhere=url)
        return Answer(url, answer.status, answer.headers, endless=True)

    def _once(self, url: str, headers: Mapping[str, str], deadline: float) -> Answer:
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(url, headers={"User-Agent": "netday", "Accept-Encoding": "identity", **asked})  # noqa: S310
        left = max(0.1, deadline - time.monotonic())
        try:
            with self._opener(url).open(request, timeout=left) as response:
                body, large = _body(response, deadline)
                known = {name.casefold(): value for name, value in response.headers.items()}
                return Answer(url, response.status, known, _unpacked(body, known), large=large)
        except (OSError, http.client.HTTPException, ValueError) as error:
            why = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
            if isinstance(why, ssl.SSLCertVerificationError) and self.mistrust is None:
                self.mistrust = _mistrusted(why)
                return self._once(url, headers, deadline)
            raise Unreachable(self._why_not(url, why)) from None

    def _opener(self, url: str) -> OpenerDirector:
        """No other schemes, no cookies, no name and password; a proxy where the machine has one."""
        parts = urlsplit(url)
        key = (parts.scheme, is_near(parts.hostname or ""), self.mistrust is None)
        if key not in self._openers:
            opener = self._openers[key] = OpenerDirector()
            opener.add_handler(ProxyHandler({} if key[1] else None))
            opener.add_handler(HTTPHandler() if parts.scheme == "http" else HTTPSHandler(context=self._context()))
        return self._openers[key]

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.mistrust is not None:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _why_not(self, url: str, error: Exception) -> Sentence:
        host = urlsplit(url).netloc
        if isinstance(error, socket.gaierror):
            return Sentence("{host} is not known on the internet. Look whether it is spelt right.", host=host)
        if isinstance(error, TimeoutError):
            return Sentence(
                "{host} did not answer within {seconds}. Try again, or ask who keeps the server.",
                host=host,
                seconds=count(round(self.timeout), "second"),
            )
        if isinstance(error, ConnectionRefusedError):
            return Sentence("At {host} no web server answers. Ask who keeps it whether it runs.", host=host)
        if isinstance(error, ssl.SSLError):
            return Sentence(
                "{host} cannot be spoken to over https ({why}). Ask who keeps the server to set up https.",
                host=host,
                why=error.reason or str(error),
            )
        return Sentence(
            "What {host} answers cannot be read ({why}). Is it a web server?", host=host, why=sanitize.line(str(error))
        )


def is_near(host: str) -> bool:
    """Whether it is this machine itself, which no proxy and no https is between."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _body(response: http.client.HTTPResponse, deadline: float) -> tuple[bytes, bool]:
    """The body up to the largest that is read, and whether there is more. TimeoutError where it takes too long."""
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        if time.monotonic() > deadline:
            raise TimeoutError
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            return b"".join(pieces)[:LARGEST], True
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces), False


def _unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Of a server that packs what nobody asked to be packed, the body itself, up to the largest."""
    if headers.get("content-encoding", "").casefold() not in ("gzip", "x-gzip"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, LARGEST)
    except zlib.error:
        return body


def _mistrusted(error: ssl.SSLCertVerificationError) -> Phrase:
    """Why nobody trusts the certificate, as far as its reader tells."""
    reason = error.verify_message
    if "self-signed" in reason or "self signed" in reason:
        return Sentence("it vouches for itself")
    if "expired" in reason:
        return Sentence("it is out of date")
    if "match" in reason:
        return Sentence("it is of another host")
    return Sentence("nobody who is known vouches for it")
