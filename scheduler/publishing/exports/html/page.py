"""The page put together: template, style and script become one file that asks nothing of anybody else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from scheduler.publishing.exports.addresses import safe
from scheduler.publishing.exports.breaking import breakable
from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.grid import Grid
from scheduler.publishing.exports.html.contents import MANY, TONES, Contents, Moment, PageEntry, contents
from scheduler.publishing.exports.html.house_css import house_css
from scheduler.publishing.exports.html.linking import CalendarLink, beside, linked, offers
from scheduler.publishing.exports.html.measure import BAND, Measure, measure, style
from scheduler.publishing.exports.html.table import Table, bands, table
from scheduler.publishing.exports.html.words import caption, words
from scheduler.text import sanitize

_WITHIN = "data:text/calendar"


@dataclass(frozen=True)
class PageHead:
    """What stands over a column, or over several that are called the same. `short`: where that is another name."""

    name: str
    short: str = ""
    columns: int = 1


@dataclass(frozen=True)
class PageDay:
    """One day on the page. `bands`: the grid in parts that fit on paper, none where the whole of it fits."""

    number: int
    name: str
    short: str
    caption: str
    table: Table
    heads: tuple[PageHead, ...]
    bands: tuple[tuple[Table, tuple[PageHead, ...]], ...]
    measure: Measure
    alongside: tuple[PageEntry, ...]
    starts: tuple[tuple[Moment, list[PageEntry]], ...]
    with_text: tuple[PageEntry, ...]


def write(
    document: Document,
    *,
    people: bool = False,
    calendars: Sequence[CalendarLink] = (),
    sessions: Mapping[str, str] | None = None,
    forms: Mapping[str, str] | None = None,
) -> bytes:
    """The programme as one HTML file in UTF-8; the same document gives the same bytes.

    `people`: one can ask for anybody's own day, and the calendars of people are offered. `sessions`: each session's own
    calendar by its name, a file beside the page or an address that begins with data:. `forms`: other files of this
    edition beside the page, like {"PDF": "programme.pdf"}. Raises ValueError for a path that is not beside the page.
    """
    files = {name: path if path.startswith(_WITHIN) else beside(path) for name, path in (sessions or {}).items()}
    found = contents(document, people=people, files=files)
    text = words(document.language, sessions=len(found.placed))
    days = _days(document, found, text)
    groups = [choice.name for choice in found.choices.groups]
    entries = {entry.session_text.session: entry for entry in (*found.placed, *found.absent)}
    css = "\n".join(filter(None, (_data("style.css"), house_css(document.conference.house_style), _heights(days))))
    script = _data("script.js")
    page = _template().render(
        document=document,
        lang=document.language.code,
        zone=document.conference.clock.zone,
        website=safe(document.website),
        logo=document.conference.house_style.logo,
        words=text,
        days=days,
        tones=TONES,
        many=MANY,
        contents=found,
        changes=[(session_text and entries[session_text.session], what) for session_text, what in document.changes],
        letter=[linked(paragraph) for paragraph in document.letter],
        calendars=(offered := offers(calendars, document.website, document.title, groups=groups, people=people)),
        filtering=" ".join(found.choices.fields),
        subscribing=any(offer.address for offer in offered),
        breakable=breakable,
        forms={name: beside(path) for name, path in (forms or {}).items()},
        policy=_policy(css, script),
        style=Markup(css),  # noqa: S704  ours: no text of the day file stands in it
        script=Markup(script),  # noqa: S704
    )
    return page.encode()


def _days(document: Document, found: Contents, text: Mapping[str, str]) -> list[PageDay]:
    clock = document.conference.clock
    entries = {entry.session_text.session: entry for entry in found.placed}
    days = []
    for number, day_page in enumerate(document.day_pages, 1):
        whole = table(day_page.grid, clock, entries, document.blocks)
        parted = bands(day_page.grid, BAND) if len(day_page.grid.columns) > BAND else []
        banded = [(table(part, clock, entries, document.blocks), _heads(part, text)) for part in parted]
        standing = (placement for cell in day_page.grid.cells for placement in cell.talks or (cell.placement,))
        placements = (*standing, *day_page.grid.alongside)
        sessions = {placement.session for placement in placements}
        mine = [entry for entry in found.placed if entry.session_text.session in sessions]
        days.append(
            PageDay(
                number=number,
                name=day_page.name,
                short=document.language.day(day_page.date, year=False),
                caption=caption(document.language, day_page.name),
                table=whole,
                heads=_heads(day_page.grid, text),
                bands=tuple(banded),
                measure=measure(whole, [part for part, _ in banded] or [whole]),
                alongside=tuple(entries[placement.session] for placement in day_page.grid.alongside),
                starts=tuple(found.starting(mine)),
                with_text=tuple(entry for entry in mine if entry.has_text),
            )
        )
    return days


def _heights(days: Sequence[PageDay]) -> str:
    drawn = [day.table for day in days]
    return style([day.measure for day in days], drawn, [table for day in days for table, _ in day.bands])


def _heads(grid: Grid, text: Mapping[str, str]) -> tuple[PageHead, ...]:
    """Columns without a room that are called the same, side by side, share their head."""
    found: list[PageHead] = []
    for number, room in enumerate(grid.columns):
        if room:
            short = room.short if room.short != room.name else ""
            found.append(PageHead(sanitize.line(room.name, None) or text["room"], short))
            continue
        name = text["online" if grid.is_online(number) else "no_room"]
        alike = found and found[-1].name == name and not grid.columns[number - 1]
        columns = found.pop().columns + 1 if alike else 1
        found.append(PageHead(name, columns=columns))
    return tuple(found)


def _policy(css: str, script: str) -> str:
    """What a browser may do with the page: apply this style and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _cleaned(value: object) -> object:
    """The value, cleaned: every text that the template puts on the page goes through here, and is then escaped."""
    return sanitize.text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _data(name: str) -> str:
    """The file's text without a blank line at its end, for the Nu checker trims a style before it takes the hash."""
    return (files("scheduler.publishing.exports.html") / name).read_text("utf-8").replace("\r\n", "\n").strip()


@cache
def _template() -> Template:
    environment = Environment(
        loader=DictLoader({"page": _data("page.html.jinja")}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page")
