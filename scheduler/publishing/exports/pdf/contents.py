"""What the booklet says and where it stands in the grids, as plain values: the template only sets it.

A grid that is too wide for a page is divided into bands of rooms; the template divides one that is too long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.conference import Day, Kind
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.document import DayPage, Document, SessionText
from scheduler.publishing.exports.grid import Cell, Grid
from scheduler.text.language import Language
from scheduler.text.sanitize import url

_MOST_COLUMNS = 8  # on a page of A4 on its side: 33 mm for each room
_WITHOUT_TEXT = (Kind.MOVING,)  # stands in the grid, and needs no explanation

Values = dict[str, Any]


def booklet(paper: Document, *, alone: bool = False) -> Values:
    """All but the pages of people. `alone`: only what these pages need of it."""
    language = paper.language
    head: Values = {
        "language": language.code,
        "title": paper.title,
        "dates": paper.dates,
        "place": paper.place,
        "website": safe_link(paper.website),
        "words": _words(language),
        "alone": alone,
        "letter": [],
        "changes": [],
        "pillars": list(paper.pillars),
        "days": [],
        "texts": [],
        "absent": [],
        "dense": False,
    }
    if alone:
        return head
    written = _Sheets(paper)
    texts = [talk for talk in paper.placed if talk.session.kind not in _WITHOUT_TEXT]
    several = len(paper.sheets) > 1

    def day_of(talk: SessionText) -> Day | None:
        return paper.conference.day_of(talk.placement.start) if talk.placement else None

    return head | {
        "letter": list(paper.letter),
        "changes": [_change(talk, what) for talk, what in paper.changes],
        "days": [written.day(sheet) for sheet in paper.sheets if sheet.grid.cells or sheet.grid.alongside],
        "texts": [
            {"day": sheet.name if several else "", "talks": [_text(talk) for talk in of_day]}
            for sheet in paper.sheets
            if (of_day := [talk for talk in texts if day_of(talk) == sheet.grid.day])
        ],
        "absent": [_text(talk) for talk in paper.absent],
        "dense": len(texts) > 120,
    }


def safe_link(given: str) -> str:
    """The link as it can be followed; empty for what is none, such as `javascript:`."""
    try:
        return url(given) if given else ""
    except ValueError:
        return ""


def _words(language: Language) -> Values:
    say = language.say
    return {
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
        "missed": say("What you miss"),
        "nothing": say("Nothing of your own."),
        "missing": say("□ stands for a character that this booklet cannot print."),
    }


def _change(talk: SessionText | None, what: str) -> Values:
    """`anchor` "": it has no text to lead to. Of what is gone `what` says all."""
    told = talk is not None and talk.session.kind not in _WITHOUT_TEXT
    return {"anchor": talk.anchor if talk and told else "", "title": talk.title if talk else "", "what": what}


def _text(talk: SessionText) -> Values:
    return {
        "anchor": talk.anchor,
        "title": talk.title,
        "hours": talk.hours,
        "room": talk.room,
        "kind": talk.kind if talk.session.kind.is_meeting and talk.kind.casefold() != talk.title.casefold() else "",
        "pillars": list(talk.pillars),
        "colour": talk.colour,
        "led": [list(pair) for pair in talk.led],
        "link": safe_link(talk.link),
        "note": talk.note,
        "news": talk.news,
        "paragraphs": list(talk.paragraphs),
    }


class _Sheets:
    """Grids as the template takes them."""

    def __init__(self, paper: Document) -> None:
        self._paper = paper
        self._talks = {talk.session.name: talk for talk in paper.placed}

    def day(self, sheet: DayPage) -> Values:
        return {
            "name": sheet.name,
            "short": self._paper.language.day(sheet.date, year=False),
            "alongside": [self._beside(placement) for placement in sheet.grid.alongside],
            "bands": [self._band(grid) for grid in _bands(sheet.grid)],
        }

    def _beside(self, placement: Placement) -> Values:
        talk = self._talks[placement.session.name]
        return {"anchor": talk.anchor, "title": talk.title, "hours": talk.hours, "room": talk.room, "note": talk.note}

    def _band(self, grid: Grid) -> Values:
        clock = self._paper.conference.clock
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
        say = self._paper.language.say
        name = say("Online") if grid.is_online(number) else say("Without a room")
        return {"name": name, "short": "", "room": False}

    def _cell(self, grid: Grid, cell: Cell) -> Values:
        talk = self._talks[cell.placement.session.name]
        own_room = cell.columns == 1 and grid.columns[cell.column] == cell.placement.room
        return {
            "row": cell.row,
            "rows": cell.rows,
            "column": cell.column,
            "columns": cell.columns,
            "anchor": "" if cell.placement.session.kind in _WITHOUT_TEXT else talk.anchor,
            "title": self._in_the_grid(talk, spread=cell.columns == len(grid.columns)),
            "hours": talk.hours,
            "room": "" if own_room else talk.room,
            "pillars": [name for name in talk.pillars if name.casefold() not in talk.title.casefold()],
            "colour": talk.colour,
            "speakers": self._speakers(talk),
            "look": _look(talk),
            "changed": bool(talk.news),
        }

    @staticmethod
    def _in_the_grid(talk: SessionText, *, spread: bool) -> str:
        """Moving time bears no hours of its own where it takes a row; beside meetings the row is not its own."""
        return talk.title if spread or _look(talk) != "moving" else f"{talk.hours} {talk.title}"

    def _speakers(self, talk: SessionText) -> str:
        return self._paper.language.listing(person.name for person in dict.fromkeys(talk.session.speakers))


def _look(talk: SessionText) -> str:
    """`meeting`, `plenary` (what everybody is expected at), `pause` or `moving`."""
    kind = talk.session.kind
    if kind is Kind.MOVING:
        return "moving"
    return "plenary" if kind.for_everyone else "meeting" if kind.is_meeting else "pause"


def _length(grid: Grid, row: Span) -> Values:
    """Its minutes; an hour in which nothing takes place needs no room for an hour."""
    used = any(grid.rows[number] == row for cell in grid.cells for number in range(cell.row, cell.row + cell.rows))
    return {"minutes": row.minutes if used else min(row.minutes, 30)}


def _bands(grid: Grid) -> Iterator[Grid]:
    """The grid in parts of about as many columns, each with the rows that its own cells need."""
    number = max(1, ceil(len(grid.columns) / _MOST_COLUMNS))
    bounds = [round(part * len(grid.columns) / number) for part in range(number + 1)]
    for first, last in pairwise(bounds):
        yield _with_its_own_rows(grid.only(range(first, last)))


def _with_its_own_rows(grid: Grid) -> Grid:
    starts = sorted({cell.row for cell in grid.cells} | {cell.row + cell.rows for cell in grid.cells})
    place = {row: number for number, row in enumerate(starts)}
    rows = tuple(Span(grid.rows[first].start, grid.rows[last - 1].end) for first, last in pairwise(starts))
    cells = tuple(
        replace(cell, row=place[cell.row], rows=place[cell.row + cell.rows] - place[cell.row]) for cell in grid.cells
    )
    return replace(grid, rows=rows, cells=cells)
