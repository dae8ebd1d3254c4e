"""Which language the reader wants."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.text.sentence import LANGUAGES
from scheduler.web.desk import Desk
from scheduler.web.routing import PageRoute
from scheduler.web.speaking import COOKIE


def routes(_: Desk) -> Iterable[PageRoute]:
    yield PageRoute("/language", choose, ("POST",))


async def choose(request: Request) -> Response:
    """Remembered in the browser, and the same page again."""
    form = await request.form()
    back = str(form.get("back", "/"))
    ours = back.startswith("/") and not back.startswith("//") and "\\" not in back
    answer = RedirectResponse(back if ours else "/", 303)
    if form.get("language") in LANGUAGES:
        answer.set_cookie(COOKIE, str(form["language"]), max_age=365 * 86_400, httponly=True, samesite="lax")
    return answer
