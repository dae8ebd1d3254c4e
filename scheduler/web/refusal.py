"""What is answered where there is no page to show: a page of its own for who reads, its sentence alone for a script."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from python_multipart.exceptions import FormParserError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from scheduler.text.sentence import Phrase, Sentence, spoken, spoken_language
from scheduler.web.render import environment, wants_part

NO_PAGE = Sentence("The desk has no such page.")
UNREADABLE = Sentence("What was asked cannot be read.")
TOO_MUCH = Sentence("This is more than the desk takes at once.")
OUR_FAULT = Sentence(
    "Something went wrong in netday itself. The files of the day are whole. Try it again; if it happens again, send us "
    "what the terminal shows."
)
_OF_STATUS: Mapping[int, Phrase] = {
    HTTPStatus.BAD_REQUEST: UNREADABLE,
    HTTPStatus.NOT_FOUND: NO_PAGE,
    HTTPStatus.METHOD_NOT_ALLOWED: NO_PAGE,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TOO_MUCH,
}


def refusal(request: Request, status: int, sentence: Phrase) -> Response:
    """Nothing of the day is in it, as who reads it may be a stranger."""
    words = spoken(sentence)
    if wants_part(request) or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{words}\n", status)
    template = environment().get_template("refusal.html.jinja")
    known = "visitor" in request.scope
    return HTMLResponse(template.render(language=spoken_language(), sentence=words, known=known), status)


def _answered(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    return refusal(request, status, _OF_STATUS.get(status, OUR_FAULT if status >= 500 else UNREADABLE))


def _no_form(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette gives it
    return refusal(request, HTTPStatus.BAD_REQUEST, UNREADABLE)


REFUSALS: Mapping[Any, Any] = {HTTPException: _answered, FormParserError: _no_form, Exception: _answered}
