"""Pages and parts of pages: a template, the words of the reader's language, and what every page shows."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from scheduler.text.sentence import LANGUAGES, Sentence, plural, spoken, spoken_language
from scheduler.web.who import May, Visitor

FRAGMENT = "x-fragment"  # a request of the script, which wants a part of a page
BEGINS = "netday.begins"  # in the scope of a request, where another day can be chosen
TABS: tuple[tuple[str, Sentence], ...] = (
    ("/gegevens", Sentence("Data")),
    ("/", Sentence("Timetable")),
    ("/maken", Sentence("Make the programme")),
    ("/vragen", Sentence("Questions")),
    ("/vergelijken", Sentence("Compare")),
    ("/publiceren", Sentence("Publish")),
)


@cache
def environment() -> Environment:
    """`_`: a sentence in the reader's language; `_n`: the one of two that suits a number; `say`: a phrase, in it."""
    templates = Environment(
        loader=PackageLoader("scheduler.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["_"] = lambda template, /, **values: spoken(Sentence(template, **values))
    templates.globals["_n"] = lambda number, one, many, /, **values: spoken(plural(number, one, many, **values))
    templates.globals["static"] = static_address
    templates.filters["say"] = spoken
    return templates


@cache
def static_address(name: str) -> str:
    """Where a file of the desk is, with what changes when it does."""
    data = files("scheduler.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={blake2b(data, digest_size=6).hexdigest()}"


def visitor(request: Request) -> Visitor:
    """Who asks; whoever came through the guard."""
    found: Visitor = request.scope["visitor"]
    return found


def wants_part(request: Request) -> bool:
    """Whether the script asks, which puts a part of a page in its place, rather than a browser for a whole one."""
    return request.headers.get(FRAGMENT) == "1"


def text_of(request: Request, template: str, /, **values: Any) -> str:
    """A template of the desk, filled. Every one may use what all pages share."""
    shared = {
        "language": spoken_language(),
        "languages": LANGUAGES,
        "path": request.url.path,
        "may_edit": visitor(request).may is May.EDIT,
        "visitor": visitor(request),
        "begins": request.scope.get(BEGINS, False) and not visitor(request).name,
        "tabs": [(address, spoken(name)) for address, name in TABS],
    }
    return environment().get_template(template).render(**shared | values)


def page(request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(text_of(request, template, **values), status)
