"""In which language a page speaks: as its reader chose, else as the desk was started, else as the browser asks."""

from __future__ import annotations

from http.cookies import SimpleCookie

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES, speaking

COOKIE = "netday-language"


class Speaking:
    """Middleware: whatever answers a request speaks the reader's language. `usual`: where the reader chose none."""

    def __init__(self, app: ASGIApp, usual: str | None = None) -> None:
        self.app, self.usual = app, usual

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with speaking(Language.of(language_for(Headers(scope=scope), self.usual))):
            await self.app(scope, receive, send)


def language_for(headers: Headers, usual: str | None) -> str:
    cookies: SimpleCookie = SimpleCookie()
    cookies.load(headers.get("cookie", ""))
    chosen = cookies[COOKIE].value if COOKIE in cookies else None
    for code in (chosen, usual, *_asked(headers.get("accept-language", ""))):
        if code in LANGUAGES:
            return code
    return "nl"


def _asked(header: str) -> list[str]:
    """The languages of a browser, the one it wants most first."""
    found = []
    for part in header.split(",")[:20]:
        name, _, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), name.strip().partition("-")[0].casefold()))
        except ValueError:
            continue
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]
