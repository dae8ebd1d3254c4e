"""What every request goes through before any page sees it: the host it asks for, who asks, and from which page.

The desk is for this machine. A page elsewhere can give its own name our address (DNS rebinding), so any other `Host` is
refused; it can make a browser post here, so whatever may change something must come from a page of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.text.sentence import Sentence
from scheduler.web.refusal import TOO_MUCH, refusal
from scheduler.web.who import Doors, May, Visitor

OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
MOST_BYTES = 60_000_000  # of a request: a workbook of a large day has some ten million
ENTER = "/enter"
OPEN_TO_ALL = ("/static/",)  # nothing of anybody's day
LANGUAGE = "/language"  # which changes nothing but what one reads
READING = frozenset({"GET", "HEAD"})
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Proxy:
    """A server before ours that knows who asks. `header`: in which it says so; `addresses`: from where it asks us."""

    header: str
    addresses: tuple[str, ...] = ("127.0.0.1", "::1")

    def trusts(self, address: str) -> bool:
        try:
            asking = ip_address(address)
        except ValueError:
            return False
        return any(asking in ip_network(known, strict=False) for known in self.addresses)


@dataclass(frozen=True)
class Guard:
    """Middleware. `hosts`: names by which the desk is asked for besides this machine's own."""

    app: ASGIApp
    doors: Doors
    port: int = 0
    hosts: frozenset[str] = frozenset()
    proxy: Proxy | None = None
    most_bytes: int = MOST_BYTES
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)

    @property
    def cookie(self) -> str:
        """Named with the port, as browsers know no ports, and a machine can have several desks."""
        return f"netday-{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._kept_out(request)
        if answer is not None:
            await answer(scope, receive, self._with_headers(send))
            return
        await self.app(scope, self._counted(receive), self._with_headers(send))

    def _kept_out(self, request: Request) -> Response | None:
        """Why this request goes no further; None: it may."""
        if not self._is_ours(request.headers.get("host", "")):
            return refusal(request, HTTPStatus.MISDIRECTED_REQUEST, Sentence("The desk is not served under this name."))
        if request.method not in READING and not _from_our_page(request.headers):
            return refusal(request, HTTPStatus.FORBIDDEN, Sentence("This was not sent by a page of the desk."))
        if int(_number(request.headers.get("content-length"))) > self.most_bytes:
            return refusal(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_MUCH)
        path = request.url.path
        if path == ENTER and request.method in READING:
            return self._enter(request)
        if path.startswith(OPEN_TO_ALL):
            return None
        visitor = self._visitor(request)
        if visitor is None:
            return refusal(
                request,
                HTTPStatus.UNAUTHORIZED,
                Sentence(
                    "This browser does not know the desk yet. Open the address that {command} shows.",
                    command="netday desk",
                ),
            )
        if visitor.may is May.LOOK and request.method not in READING and path != LANGUAGE:
            return refusal(request, HTTPStatus.FORBIDDEN, Sentence("You can look here, and change nothing."))
        request.scope["visitor"] = visitor if visitor.name else replace(visitor, own=self.doors.own)
        return None

    def _is_ours(self, host: str) -> bool:
        name = host.strip().casefold()
        bare = name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() and not name.endswith("]") else name
        return bare in OWN_HOSTS or bare in self.hosts or name in self.hosts

    def _enter(self, request: Request) -> Response:
        """With a key that is good the browser is known from now on; one that is known already needs none."""
        entered = self.doors.enter(request.query_params.get("key", ""))
        if entered is None:
            if self._visitor(request) is not None:
                return RedirectResponse("/", HTTPStatus.SEE_OTHER)
            return refusal(
                request,
                HTTPStatus.UNAUTHORIZED,
                Sentence("This address was used before. Start {command} again for another one.", command="netday desk"),
            )
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        answer.set_cookie(self.cookie, entered[0], max_age=90 * 86_400, httponly=True, samesite="strict", secure=secure)
        return answer

    def _visitor(self, request: Request) -> Visitor | None:
        if self.proxy is not None:
            address = request.client.host if request.client else ""
            name = request.headers.get(self.proxy.header, "").strip()
            if name and self.proxy.trusts(address):
                return Visitor(name)
        return self.doors.known(request.cookies.get(self.cookie, ""))

    def _counted(self, receive: Receive) -> Receive:
        """A body that tells no length, or a wrong one, is left where it is longer than we take."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most_bytes:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        return counted

    def _with_headers(self, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return with_headers


def _from_our_page(headers: Headers) -> bool:
    """Browsers say from where they send; one that does not say so says at least the page's own address."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].casefold() == headers.get("host", "").casefold()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else 0


def known_hosts(names: Iterable[str]) -> frozenset[str]:
    """Names as they are compared: without capitals."""
    return frozenset(name.strip().casefold() for name in names if name.strip())
