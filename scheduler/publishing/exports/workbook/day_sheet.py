"""A day as a sheet: rooms across, time down, in proportion; beside it what goes on all the while, below it notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from openpyxl.cell import Cell as Field
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.conference.clock import Span
from scheduler.conference.programme import Placement
from scheduler.publishing.attendee_text import AttendeeText
from scheduler.publishing.exports.document import DayPage, Document, SessionText
from scheduler.publishing.exports.grid import Cell, Grid
from scheduler.publishing.exports.workbook import styles
from scheduler.publishing.exports.workbook.cells import cell_at, fitting, merge, of_day, put, put_lines
from scheduler.publishing.exports.workbook.heights import HIGHEST, Need, heights, tall
from scheduler.publishing.exports.workbook.page import A3, A4, POINTS, Page, lay_out
from scheduler.publishing.exports.workbook.styles import BOLD, CHANGED, PLAIN, SMALL
from scheduler.text import sanitize
from scheduler.text.language import Language

WIDEST = 12  # columns on one page
_HEAD, _FIRST = 3, 4  # the rows of the names of rooms, and of the first hour
_TIMES = 8.0  # the width of the column of hours
_SMALLER = 1.2  # on paper the letters are so much smaller, and so they can be read on a screen
_GAP = 8.0  # points between what stands at the foot
_NARROWEST, _BROADEST = 22.0, 60.0

Lines = list[tuple[str, Font]]


@dataclass
class DaySheet:
    sheet: Worksheet
    document: Document
    day_page: DayPage
    list_name: str
    beside: list[list[Placement]] = field(init=False)
    session_texts: Mapping[str, SessionText] = field(init=False)

    def __post_init__(self) -> None:
        self.session_texts = {session_text.session.name: session_text for session_text in self.document.placed}
        self.beside = _lanes(self.grid.alongside) if self.grid.rows else []

    @property
    def language(self) -> Language:
        return self.document.language

    @property
    def grid(self) -> Grid:
        return self.day_page.grid

    @property
    def rooms(self) -> int:
        return len(self.grid.columns)

    @property
    def last(self) -> int:
        """The last column; the hours stand in the first."""
        return max(1 + self.rooms + len(self.beside), 2)

    @property
    def paper_size(self) -> Page:
        return A4 if self.last <= 7 else A3

    @property
    def bands(self) -> list[range]:
        """The columns of rooms as they go on pages, about as many on each."""
        number = -(-self.rooms // WIDEST) or 1
        bounds = [self.rooms * band // number for band in range(number + 1)]
        return [range(first, last) for first, last in pairwise(bounds)]

    @property
    def column(self) -> float:
        """The width of a room."""
        across = self.last - 1 if len(self.bands) == 1 else len(self.bands[-1])
        available = self.paper_size.width * _SMALLER / POINTS - _TIMES
        return round(min(max(available / across, _NARROWEST), _BROADEST), 1)

    def draw(self) -> None:
        self._columns()
        self._head()
        foot = _FIRST + max(len(self.grid.rows), 1)
        end = self._foot(foot)
        others = [row for row in range(1, end + 1) if not _FIRST <= row < foot]
        self._grid(sum(self.sheet.row_dimensions[row].height or 0 for row in others))
        lay_out(
            self.sheet,
            self.document,
            size=self.paper_size,
            last=(end - 1, self.last),  # the way to the list leads nowhere on paper
            heads=_HEAD,
            bands=[1 + band.stop for band in self.bands],
            breaks=[*(_FIRST + row for row in self._apart()), *range(foot, end)],
        )
        self.sheet.freeze_panes = f"B{_FIRST}"
        # By such a name screen readers know in which cells the hours and the rooms stand that belong to a cell.
        region = f"TitleRegion1.A{_HEAD}.{get_column_letter(self.last)}{foot - 1}.1"
        title = self.sheet.title.replace("'", "''")
        self.sheet.defined_names.add(DefinedName(region, attr_text=f"'{title}'!$A${_HEAD}"))

    def _columns(self) -> None:
        self.sheet.column_dimensions["A"].width = _TIMES
        for number in range(2, self.last + 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = self.column

    def _head(self) -> None:
        document, say = self.document, self.language.say
        where = " · ".join(part for part in (self.day_page.name, document.place) if part.strip())
        for row, text, style, size in ((1, document.title, "title", 16), (2, where, "subtitle", 11)):
            put(merge(self.sheet, row, 1, row, self.last, f"netday {style}"), text, f"netday {style}")
            letters = [(sanitize.line(text), Font(sz=size, b=size == 16))]
            self._height(row, tall(letters, self._text_width(min(self.rooms, WIDEST)) + _TIMES * POINTS) + 3)
        heads = [self._name(number) for number in range(self.rooms)] or [""] * (self.last - 1 - len(self.beside))
        heads += [say("All the while")] * len(self.beside)
        for number, head in enumerate([say("Time"), *heads], 1):
            put(cell_at(self.sheet, _HEAD, number), head, "netday room")
        self._height(_HEAD, max(tall([(head, BOLD)], self._text_width(1)) for head in heads) + 6)

    def _name(self, column: int) -> str:
        room, say = self.grid.columns[column], self.language.say
        if room:
            name = sanitize.line(room.name, None) or say("Room")
            return f"{name} ({room.short})" if room.short not in ("", room.name) else name
        return say("Online") if self.grid.is_online(column) else say("Without a room")

    def _grid(self, others: float) -> None:
        rows = self.grid.rows
        if not rows:
            nothing = merge(self.sheet, _FIRST, 1, _FIRST, self.last, "netday note")
            put(nothing, self.language.say("Nothing takes place on this day."), "netday note")
            return
        taken = {slot for cell in self.grid.cells for slot in cell.slots}
        begins = {cell.row for cell in self.grid.cells}
        for number, row in enumerate(rows):
            hour = cell_at(self.sheet, _FIRST + number, 1)
            put(
                hour,
                of_day(self.document.conference.clock, row.start) if number in begins else None,
                f"netday {'hour' if number in begins else 'no hour'}",
            )
            for column in range(self.last - 1):
                if (number, column) not in taken:
                    self.sheet.cell(_FIRST + number, 2 + column).style = "netday empty"
        needs = [self._session(cell, part) for cell in self.grid.cells for part in self._parts(cell)]
        needs += [self._alongside(lane, p) for lane, placements in enumerate(self.beside) for p in placements]
        found = heights(
            [row.minutes for row in rows], [n in begins for n in range(len(rows))], needs, self._room - others
        )
        for number, height in enumerate(found):
            self._height(_FIRST + number, height)

    def _parts(self, cell: Cell) -> Iterator[range]:
        """The columns that a cell covers, page by page, so that what is for all rooms can be read on every page."""
        for band in self.bands:
            first, last = max(cell.column, band.start), min(cell.column + cell.columns, band.stop)
            if first < last:
                yield range(first, last)

    def _session(self, cell: Cell, part: range) -> Need:
        session_text = self.document.shown(cell)
        style = styles.tone(session_text)
        top, left = _FIRST + cell.row, 2 + part.start
        into = merge(self.sheet, top, left, top + cell.rows - 1, 1 + part.stop, style)
        lines = self._block_lines(cell) if cell.talks else self._cell_lines(session_text, over_rooms=cell.columns > 1)
        put_lines(into, lines, style)
        return Need(cell.row, cell.rows, tall(lines, self._text_width(len(part))))

    def _alongside(self, lane: int, placement: Placement) -> Need:
        """Draw an open space as near to its hours as the rows come; the hours stand with it."""
        session_text = self.session_texts[placement.session.name]
        rows = [n for n, row in enumerate(self.grid.rows) if row.overlaps(placement.span)] or [0]
        column = 2 + self.rooms + lane
        style = styles.tone(session_text)
        into = merge(self.sheet, _FIRST + rows[0], column, _FIRST + rows[-1], column, style)
        lines = self._cell_lines(session_text, over_rooms=False)
        put_lines(into, lines, style)
        return Need(rows[0], len(rows), tall(lines, self._text_width(1)))

    def _block_lines(self, cell: Cell) -> Lines:
        """The track and its hours, then its talks in order, each with its hour and who presents it."""
        block, clock = self.document.shown(cell), self.document.conference.clock
        lines: Lines = [(sanitize.line(block.title), BOLD), (block.hours, SMALL)]
        for talk in self.document.talks(cell):
            hour = clock.hour(talk.placement.start) if talk.placement else ""
            who = ", ".join(sanitize.line(person.name) for person in talk.session.speakers)
            lines.append((f"{hour} {sanitize.line(talk.title)}", PLAIN))
            lines += [(who, SMALL), (talk.news, CHANGED)]
        return [(fitting(line, 1_000), letters) for line, letters in lines if sanitize.line(line)]

    def _cell_lines(self, session_text: SessionText, *, over_rooms: bool) -> Lines:
        """What stands in the cell of a session. Over several rooms, its own room as well."""
        title = sanitize.line(session_text.title, 500) or sanitize.line(session_text.session.name) or session_text.kind
        room = session_text.room if over_rooms and session_text.placement and session_text.placement.room else ""
        if session_text.common:
            letters = SMALL if styles.tone(session_text) == "netday moving" else BOLD
            short = " · ".join(part for part in (title, session_text.hours, room) if part)
            lines = (
                [(short, letters)] if over_rooms or letters is SMALL else [(title, BOLD), (session_text.hours, PLAIN)]
            )
        else:
            above = " · ".join(session_text.pillars) or session_text.kind
            lines = [
                (above, SMALL),
                (title, BOLD),
                (" · ".join(part for part in (session_text.hours, room) if part), PLAIN),
            ]
        lines.append((session_text.news, CHANGED))
        return [(fitting(line, 1_000), letters) for line, letters in lines if sanitize.line(line)]

    def _foot(self, row: int) -> int:
        """Draw what stands under the grid; returns the last row."""
        for column in range(1, self.last + 1):
            self.sheet.cell(row, column).style = "netday under"
        self._height(row, _GAP)
        for heading, notes in self._notes():
            self._line(row + 1, heading, "netday heading")
            for row, line in enumerate(notes, row + 2):  # noqa: B020, PLR1704  goes on counting from there
                self._line(row, line, "netday note")
            row += 1
            self._height(row, _GAP)
        say = self.language.say
        way = self._line(
            row + 1, say("The same as a list, to sort and to filter: {sheet}.", sheet=self.list_name), "netday way"
        )
        way.hyperlink = Hyperlink(ref=way.coordinate, location=f"'{self.list_name}'!A1")
        return row + 1

    def _line(self, row: int, text: str, style: str) -> Field:
        into = merge(self.sheet, row, 1, row, self.last, style)
        put(into, text, style)
        self._height(row, tall([(fitting(text), BOLD)], self._text_width(min(self.rooms, WIDEST))))
        return into

    def _notes(self) -> Iterator[tuple[str, list[str]]]:
        document, say = self.document, self.language.say
        attendee_text = AttendeeText(document.conference, self.language)
        if not self.grid.rows and self.grid.alongside:
            open_spaces = [self.session_texts[placement.session.name] for placement in self.grid.alongside]
            yield say("All the while"), [f"{session_text.title}, {session_text.hours}" for session_text in open_spaces]
        not_here = [
            session_text
            for session_text in document.absent
            if attendee_text.note_day(session_text.session) == self.day_page.date
        ]
        if not_here:
            yield say("Do not meet"), [f"{session_text.title}: {session_text.note}" for session_text in not_here]
        if document.changes and self.day_page == document.day_pages[0]:
            yield (
                say("What has changed"),
                [f"{session_text.title}: {what}" if session_text else what for session_text, what in document.changes],
            )

    def _apart(self) -> list[int]:
        """Rows before which a page can end, since nothing goes on from the row above."""
        goes_on = {row for cell in self.grid.cells for row in range(cell.row + 1, cell.row + cell.rows)}
        return [row for row in range(1, len(self.grid.rows)) if row not in goes_on]

    def _text_width(self, columns: int) -> float:
        """The width of so many columns in points, without what is around the text."""
        return max(columns, 1) * self.column * POINTS - 18

    @property
    def _room(self) -> float:
        """The height of a page, of the sheet as it is when its width fits."""
        across = self.last - 1 if len(self.bands) == 1 else len(self.bands[-1])
        return self.paper_size.height * max((_TIMES + self.column * across) * POINTS / self.paper_size.width, 1)

    def _height(self, row: int, points: float) -> None:
        self.sheet.row_dimensions[row].height = round(min(points, HIGHEST), 2)


def _lanes(placements: tuple[Placement, ...]) -> list[list[Placement]]:
    """The placements in columns, so that none overlaps another in its own."""
    lanes: list[list[Placement]] = []
    for placement in placements:
        free = next((lane for lane in lanes if not Span(lane[-1].start, lane[-1].end).overlaps(placement.span)), None)
        if free is None:
            lanes.append([placement])
        else:
            free.append(placement)
    return lanes
