"""What the booklet says and where it stands in the grids, as plain values: PDF and Word only set it.

A grid that is too wide for a page is divided into bands of rooms; the template divides one that is too long.
"""

from __future__ import annotations

from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.conference import Day, Kind
from scheduler.conference.house_style import HouseStyle
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.addresses import followable
from scheduler.publishing.exports.document import DayPage, Document, SessionText
from scheduler.publishing.exports.grid import Cell, Grid, bands
from scheduler.publishing.exports.qr import BORDER, qr_code
from scheduler.publishing.page_links import page_address
from scheduler.text.contrast import READABLE, contrast, letters_on
from scheduler.text.language import Language
from scheduler.text.sanitize import url

_MOST_COLUMNS = 8  # on a page of A4 on its side: 33 mm for each room
_WITHOUT_TEXT = (Kind.MOVING,)  # stands in the grid, and needs no explanation

Values = dict[str, Any]


def booklet(document: Document, *, alone: bool = False) -> Values:
    """The values of the booklet but for the pages of people. `alone`: only what these pages need of it."""
    language = document.language
    head: Values = {
        "language": language.code,
        "title": document.title,
        "dates": document.dates,
        "place": document.place,
        "page": page_address(document.website),
        "code": _code(document),
        "words": _words(language),
        "house": house_values(document.conference.house_style),
        "alone": alone,
        "letter": [],
        "changes": [],
        "pillars": list(document.pillars),
        "days": [],
        "texts": [],
        "absent": [],
        "dense": False,
    }
    if alone:
        return head
    written = GridSheets(document)
    texts = [session_text for session_text in document.placed if session_text.session.kind not in _WITHOUT_TEXT]
    several = len(document.day_pages) > 1

    def day_of(session_text: SessionText) -> Day | None:
        return document.conference.day_of(session_text.placement.start) if session_text.placement else None

    return head | {
        "letter": list(document.letter),
        "changes": [_change(session_text, what) for session_text, what in document.changes],
        "days": [
            written.day(day_page) for day_page in document.day_pages if day_page.grid.cells or day_page.grid.alongside
        ],
        "texts": [
            {"day": day_page.name if several else "", "texts": [_text(session_text) for session_text in of_day]}
            for day_page in document.day_pages
            if (of_day := [session_text for session_text in texts if day_of(session_text) == day_page.grid.day])
        ],
        "absent": [_text(session_text) for session_text in document.absent],
        "dense": len(texts) > 120,
    }


def safe_link(given: str) -> str:
    """The link as it can be followed; empty for what is none, such as `javascript:`."""
    try:
        return url(given) if given else ""
    except ValueError:
        return ""


def house_values(style: HouseStyle) -> Values:
    """Its colours, letters in the first where these can be read on paper, and the logo as Typst takes it."""
    first, second = style.pair
    logo = style.logo
    return {
        "first": first,
        "second": second,
        "on_first": letters_on(first) if first else "",
        "letters": first if first and contrast(first, "#ffffff") >= READABLE else "",
        "says": "",
        "logo": {"kind": "jpg" if logo.kind == "jpeg" else logo.kind, "text": logo.text, "bytes": list(logo.content)}
        if logo
        else None,
    }


def _words(language: Language) -> Values:
    say = language.say
    return {
        "telephone": say("On your telephone, with the latest changes:"),
        "page": say("page {page} of {pages}", page="{page}", pages="{pages}"),
        "contents": say("In this booklet"),
        "changes": say("What has changed"),
        "changed": say("changed"),
        "programme": say("Programme"),
        "programme_of": say("Programme of {day}", day="{day}"),
        "texts": say("About the sessions"),
        "absent": say("Not in the programme"),
        "alongside": say("Alongside"),
        "continued": say("continued"),
        "continues": say("continues"),
        "time": say("Time"),
        "session": say("Session"),
        "room": say("Room"),
        "follow": say("See also"),
        "papers": say("Papers"),
        "missed": say("What you miss"),
        "waiting": say("On the waiting list"),
        "nothing": say("Nothing of your own."),
        "missing": say("□ stands for a character that this booklet cannot print."),
    }


def _code(document: Document) -> Values | None:
    """The address of the page as a code to point a telephone at; None where there is no address."""
    code = qr_code(page_address(document.website))
    if code is None:
        return None
    return {
        "svg": code.svg,
        "squares": code.squares,
        "border": BORDER,
        "alternative": document.language.say("QR code: {address}", address=code.address),
    }


def _change(session_text: SessionText | None, what: str) -> Values:
    """One change. `anchor` "": the session has no text to lead to. Of what is gone `what` says all."""
    has_text = session_text is not None and session_text.session.kind not in _WITHOUT_TEXT
    return {
        "anchor": session_text.anchor if session_text and has_text else "",
        "title": session_text.title if session_text else "",
        "what": what,
    }


def _text(session_text: SessionText) -> Values:
    return {
        "anchor": session_text.anchor,
        "title": session_text.title,
        "hours": session_text.hours,
        "room": session_text.room,
        "kind": session_text.kind
        if session_text.session.kind.is_meeting and session_text.kind.casefold() != session_text.title.casefold()
        else "",
        "pillars": list(session_text.pillars),
        "colour": session_text.colour,
        "led": [list(pair) for pair in session_text.led],
        "link": safe_link(session_text.link),
        "links": [list(pair) for pair in followable(session_text.links)],
        "papers": [list(pair) for pair in followable(session_text.papers)],
        "places": session_text.places,
        "note": session_text.note,
        "news": session_text.news,
        "paragraphs": list(session_text.paragraphs),
    }


class GridSheets:
    """Grids as plain values, for whatever draws them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._session_texts = {session_text.session.name: session_text for session_text in document.placed}

    def day(self, day_page: DayPage) -> Values:
        return {
            "name": day_page.name,
            "short": self._document.language.day(day_page.date, year=False),
            "alongside": [self._beside(placement) for placement in day_page.grid.alongside],
            "bands": [self._band(grid) for grid in bands(day_page.grid, _MOST_COLUMNS)],
        }

    def _beside(self, placement: Placement) -> Values:
        session_text = self._session_texts[placement.session.name]
        return {
            "anchor": session_text.anchor,
            "title": session_text.title,
            "hours": session_text.hours,
            "room": session_text.room,
            "note": session_text.note,
        }

    def _band(self, grid: Grid) -> Values:
        clock = self._document.conference.clock
        return {
            "columns": [self._column(grid, number) for number in range(len(grid.columns))],
            "rows": [
                {"start": clock.hour(row.start), "end": clock.hour(row.end)} | _length(grid, row) for row in grid.rows
            ],
            "cells": [self._cell(grid, cell) for cell in grid.cells],
        }

    def _column(self, grid: Grid, number: int) -> Values:
        room = grid.columns[number]
        if room is not None:
            named = room.short and room.short != room.name
            return {"name": room.name, "short": room.short if named else "", "room": True}
        say = self._document.language.say
        name = say("Online") if grid.is_online(number) else say("Without a room")
        return {"name": name, "short": "", "room": False}

    def _cell(self, grid: Grid, cell: Cell) -> Values:
        session_text = self._document.shown(cell)
        own_room = cell.columns == 1 and grid.columns[cell.column] == cell.placement.room
        return {
            "row": cell.row,
            "rows": cell.rows,
            "column": cell.column,
            "columns": cell.columns,
            "anchor": "" if cell.talks or cell.placement.session.kind in _WITHOUT_TEXT else session_text.anchor,
            "title": self._in_the_grid(session_text, spread=cell.columns == len(grid.columns)),
            "hours": session_text.hours,
            "room": "" if own_room else session_text.room,
            "pillars": [name for name in session_text.pillars if name.casefold() not in session_text.title.casefold()],
            "colour": session_text.colour,
            "speakers": self._speakers(session_text),
            "look": _cell_style(session_text),
            "changed": bool(session_text.news),
            "talks": [self._talk(talk) for talk in self._document.talks(cell)],
        }

    def _talk(self, talk: SessionText) -> Values:
        """A talk in the cell of its track."""
        start = self._document.conference.clock.hour(talk.placement.start) if talk.placement else ""
        return {
            "anchor": talk.anchor,
            "start": start,
            "title": talk.title,
            "speakers": self._speakers(talk),
            "changed": bool(talk.news),
        }

    @staticmethod
    def _in_the_grid(session_text: SessionText, *, spread: bool) -> str:
        """The cell as the template takes it.

        Moving time bears no hours of its own where it takes a row; beside meetings the row is not its own.
        """
        return (
            session_text.title
            if spread or _cell_style(session_text) != "moving"
            else f"{session_text.hours} {session_text.title}"
        )

    def _speakers(self, session_text: SessionText) -> str:
        return self._document.language.listing(person.name for person in dict.fromkeys(session_text.session.speakers))


def _cell_style(session_text: SessionText) -> str:
    """How a cell looks: `meeting`, `plenary` (what everybody is expected at), `pause` or `moving`."""
    kind = session_text.session.kind
    if kind is Kind.MOVING:
        return "moving"
    return "plenary" if kind.for_everyone else "meeting" if kind.is_meeting else "pause"


def _length(grid: Grid, row: Span) -> Values:
    """The minutes of a row; an hour in which nothing takes place needs no room for an hour."""
    used = any(grid.rows[number] == row for cell in grid.cells for number in range(cell.row, cell.row + cell.rows))
    return {"minutes": row.minutes if used else min(row.minutes, 30)}
