"""The programme in a terminal: a grid for each day where it fits, else bands of rooms or a list by time.

Nothing is said by colour alone, so that plain text says the same. The console decides whether there are colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from rich.text import Text

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Programme
from scheduler.console.canvas import Canvas
from scheduler.console.hanging import hanging
from scheduler.console.lists import entry
from scheduler.console.styles import FAINT, Styles, day_name, heading
from scheduler.console.talks import block_list, talk_lines
from scheduler.publishing.exports.grid import Cell, Grid, absent, for_everyone, grids
from scheduler.text.sentence import Phrase, Sentence, plural, spoken
from scheduler.text.wording import listing
from scheduler.text.wrap import longest_word, width, wrap

_NARROWEST = 11  # columns for the words of a session; below that, words break too often to be read
_WIDEST = 34
_ROOMY = 26  # from so many columns on, those who lead a session are named


def programme_lines(conference: Conference, programme: Programme, columns: int) -> Iterator[Text]:
    """The whole programme, day by day, for a terminal of so many columns."""
    styles = Styles(conference)
    for number, grid in enumerate(grids(conference, programme, by_starts=True)):
        if number:
            yield Text()
        yield from heading(day_name(grid.day.date), columns)
        for placement in grid.alongside:
            yield from entry(styles, placement, columns)
        if not grid.cells:
            yield Text(spoken(Sentence("No sessions.")))
            continue
        bands = _bands(grid, columns)
        if not bands:
            yield from _why_a_list(grid, columns)
            for of_talks, cells in groupby(grid.cells, key=lambda cell: bool(cell.talks)):
                if of_talks:
                    yield from block_list(conference, cells, columns)
                else:
                    for cell in cells:
                        yield from entry(styles, cell.placement, columns)
        roomy = True
        for place, band in enumerate(bands):
            if place:
                yield Text()
            drawing = _Drawing(conference, styles, grid.only(band), columns)
            roomy = roomy and drawing.roomy
            yield from drawing.lines()
        if bands and not roomy:
            yield Text()
            yield from block_list(conference, grid.cells, columns)
    yield from notes(conference, programme, columns)


def notes(conference: Conference, programme: Programme, columns: int) -> Iterator[Text]:
    """The sessions that are not in the grid, each with its note."""
    for number, (session, note) in enumerate(absent(conference, programme)):
        if not number:
            yield Text()
        yield from map(Text, hanging(Sentence("{session}: {note}", session=session.title, note=note), columns, "", 2))


@dataclass(frozen=True)
class GridLine:
    """A line in a cell, in one style."""

    text: str
    style: str = ""


def _in_a_cell(styles: Styles, cell: Cell, columns: int, hours: str, *, talks: bool) -> list[GridLine]:
    """What stands in a cell of so many columns. `hours`: said when the row does not say them. `talks`: of a block."""
    placement, session = cell.placement, cell.placement.session
    style = styles.style(session)
    lines = [GridLine(hours, FAINT)] if hours else []
    across = cell.columns > 1 and placement.room is not None
    title = f"{session.title} ({placement.room})" if across else session.title
    lines += [GridLine(line, f"bold {style}" if session.kind.is_meeting else style) for line in _fitted(title, columns)]
    if pillars := _pillars(styles, session):
        lines += [GridLine(line, style) for line in _fitted(pillars, columns)]
    leaders = dict.fromkeys((*styles.conference.leaders(session), *session.speakers))
    if columns >= _ROOMY and leaders and not for_everyone(session):
        lines += [GridLine(line, FAINT) for line in wrap(", ".join(map(str, leaders)), columns)]
    for talk in cell.talks if talks else ():
        lines += [GridLine(line) for line in talk_lines(styles.conference, talk, columns)]
    return lines


def _pillars(styles: Styles, session: Session) -> str:
    pillars = styles.pillars(session)
    return f"({', '.join(pillars)})" if pillars else ""


def _fitted(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns; of one more, up to the line of the box, where that keeps a word whole."""
    return wrap(text, columns + any(width(word) == columns + 1 for word in text.split()))


def _bands(grid: Grid, columns: int) -> list[range]:
    """The runs of columns to be drawn below each other; empty when a list by time reads better."""
    for_a_room = _NARROWEST + 3
    at_once = (columns - _hours_width(columns) - 4) // for_a_room
    number = len(grid.columns)
    if at_once < 1 or (number > at_once and (at_once < 3 or None in grid.columns)):
        return []
    bands = -(-number // at_once)
    sizes = [number // bands + (band < number % bands) for band in range(bands)]
    return [range(sum(sizes[:band]), sum(sizes[: band + 1])) for band in range(bands)]


def _why_a_list(grid: Grid, columns: int) -> Iterator[Text]:
    """Why there is no grid here, and in what terminal there would be."""
    needed = next(wider for wider in count(columns) if _bands(grid, wider))
    several = {room for room, often in Counter(grid.columns).items() if room and often > 1}
    number = len(grid.columns)
    if None in grid.columns:
        alone = [cell.placement.session.title for cell in grid.cells if grid.columns[cell.column] is None]
        sentence: Phrase = plural(
            len(alone),
            "As a list: a grid of {columns} columns ({sessions} has no room) is {needed} wide, "
            "and this terminal {wide}.",
            "As a list: a grid of {columns} columns ({sessions} have no room) is {needed} wide, "
            "and this terminal {wide}.",
            columns=number,
            sessions=listing([*alone[:2], *[Sentence("others")] * (len(alone) > 2)]),
            needed=needed,
            wide=columns,
        )
    elif several:
        sentence = Sentence(
            "As a list: a grid of {columns} columns (in {rooms} several take place at once) is {needed} wide, "
            "and this terminal {wide}.",
            columns=number,
            rooms=listing(sorted(room.name for room in several)),
            needed=needed,
            wide=columns,
        )
    else:
        sentence = Sentence(
            "As a list: a grid of {columns} columns is {needed} wide, and this terminal {wide}.",
            columns=number,
            needed=needed,
            wide=columns,
        )
    yield from (Text(line, style=FAINT) for line in hanging(sentence, columns))


def _hours_width(columns: int) -> int:
    return 11 if columns >= 110 else 6


class _Drawing:
    """One band of one grid on a sheet of characters."""

    def __init__(self, conference: Conference, styles: Styles, grid: Grid, columns: int) -> None:
        self.conference, self.styles, self.grid = conference, styles, grid
        self.hours_width = _hours_width(columns)
        self.widths = self._widths(columns - self.hours_width - 4)
        self.roomy = all(self.widths[cell.column] >= _ROOMY for cell in grid.cells if cell.talks)  # for its talks
        edges = [0, self.hours_width + 3]
        for size in self.widths:
            edges.append(edges[-1] + size + 3)
        self.edges = edges  # where the lines between the columns stand; the first is left of the hours
        self.cells = {cell: self._cell_lines(cell) for cell in grid.cells}
        self.rules = self._rules()
        self.heights = self._heights()

    def lines(self) -> Iterator[Text]:
        canvas = Canvas(line_style=FAINT)
        right = self.edges[-1]
        headings = [self._heading(column) for column in range(len(self.widths))]
        top = 0
        if any(headings):
            tallest = max(map(len, headings))
            for column, lines in enumerate(headings):
                canvas.box(0, self.edges[column + 1], tallest + 1, self.edges[column + 2])
                for row, line in enumerate(lines):
                    canvas.write(1 + row, self.edges[column + 1] + 2, line, "bold")
            canvas.box(0, 0, tallest + 1, self.edges[1])
            top = tallest + 1
        tops = self._tops(top)
        canvas.box(top, 0, tops[-1], right)
        taken = {slot for cell in self.cells for slot in cell.slots}
        for row in range(len(self.grid.rows)):
            if row in self.rules:
                continue
            canvas.box(tops[row], 0, tops[row + 1], self.edges[1])
            for number, line in enumerate(self._hours(row)[: max(1, self.heights[row])]):
                canvas.write(tops[row] + 1 + number, 2, line)
            for column in range(len(self.widths)):
                if (row, column) not in taken:
                    canvas.box(tops[row], self.edges[column + 1], tops[row + 1], self.edges[column + 2])
        rules = []
        for cell, cell_lines in self.cells.items():
            if cell.row in self.rules:
                rules.append(cell)
                continue
            left, right = self.edges[cell.column + 1], self.edges[cell.column + cell.columns + 1]
            canvas.box(tops[cell.row], left, tops[cell.row + cell.rows], right)
            for number, words in enumerate(cell_lines):
                canvas.write(tops[cell.row] + 1 + number, left + 2, words.text, words.style)
        for cell in rules:
            self._rule(canvas, tops[cell.row], cell)
        return iter(list(canvas.lines()))

    def _rule(self, canvas: Canvas, row: int, cell: Cell) -> None:
        """Moving time: a row of its own would cost more room than it says, so it stands between two rows."""
        start = spoken(self.conference.clock.hour(cell.placement.start))
        canvas.box(row, 0, row, self.edges[-1])
        canvas.write(row, 1, f" {start} ", FAINT)
        title = cell.placement.session.title
        canvas.write(row, self.edges[1] + 1, f" {title} ", FAINT)

    def _rules(self) -> set[int]:
        """The rows of moving time that can be drawn as a line: over all columns, on one line, and not two in a row."""
        rules: set[int] = set()
        for cell in self.cells:
            whole = cell.columns == len(self.widths) and cell.rows == 1
            fits = width(cell.placement.session.title) + 4 <= self.edges[-1] - self.edges[1]
            if cell.placement.session.kind is Kind.MOVING and whole and fits and cell.row - 1 not in rules:
                rules.add(cell.row)
        return rules - {len(self.grid.rows) - 1, 0}

    def _widths(self, columns: int) -> list[int]:
        """Columns of text for each room: first what its longest word needs, then what titles like."""
        number = len(self.grid.columns)
        for_text = columns - 3 * number
        least = [_NARROWEST] * number
        words, titles = list(least), list(least)
        for cell in self.grid.cells:
            if cell.columns == 1:
                session = cell.placement.session
                texts = (session.title, _pillars(self.styles, session), *(talk.session.title for talk in cell.talks))
                words[cell.column] = max(words[cell.column], min(_WIDEST, max(map(longest_word, texts))))
                wished = max(_ROOMY if cell.talks else 0, *map(width, texts))
                titles[cell.column] = max(titles[cell.column], min(_WIDEST, wished))
        for column, room in enumerate(self.grid.columns):
            if room:
                words[column] = max(words[column], min(_WIDEST, longest_word(room.short or room.name)))
        wanted = [max(pair) for pair in zip(words, titles, strict=True)]
        alike = [max(size, min(max(wanted), _ROOMY)) for size in wanted]
        for goal in (words, wanted, alike):
            self._grow(least, goal, for_text)
        widest = [cell for cell in self.grid.cells if cell.columns == number]
        needed = max((min(60, width(cell.placement.session.title) + 14) for cell in widest), default=0)
        needed = min(needed - 3 * (number - 1), for_text)
        while sum(least) < needed:
            least[least.index(min(least))] += 1
        return least

    def _grow(self, sizes: list[int], goal: Sequence[int], most: int) -> None:
        """Widen the narrowest of those that want more, one by one, while there is room."""
        while sum(sizes) < most:
            short = [column for column, size in enumerate(sizes) if size < goal[column]]
            if not short:
                return
            sizes[min(short, key=lambda column: sizes[column])] += 1

    def _heading(self, column: int) -> list[str]:
        room = self.grid.columns[column]
        if room is None:
            return []
        name = room.name if longest_word(room.name) <= self.widths[column] else room.short or room.name
        return wrap(name, self.widths[column])

    def _cell_lines(self, cell: Cell) -> list[GridLine]:
        inner = self.edges[cell.column + cell.columns + 1] - self.edges[cell.column + 1] - 3
        row = self._common_end(cell.row)
        hours = "" if row == cell.placement.end else self._span(cell.placement.span)
        return _in_a_cell(self.styles, cell, inner, hours, talks=self.roomy)

    def _span(self, span: Span) -> str:
        return f"{self._hour(span.start)}–{self._hour(span.end)}"

    def _hour(self, minute: Minute) -> str:
        return spoken(self.conference.clock.hour(minute))

    def _common_end(self, row: int) -> int | None:
        """When most of what begins in this row ends; None when no end is that of most."""
        ends = Counter(cell.placement.end for cell in self.grid.cells if cell.row == row)
        if not ends:
            return None
        end, often = max(ends.items(), key=lambda pair: (pair[1], pair[0]))
        return end if 2 * often > sum(ends.values()) else None

    def _hours(self, row: int) -> list[str]:
        start, end = self.grid.rows[row].start, self._common_end(row)
        if not any(cell.row == row for cell in self.grid.cells):
            return []
        if end is None:
            return [f"{self._hour(start):>5}"]
        if self.hours_width > 6:
            return [f"{self._hour(start):>5}–{self._hour(end)}"]
        return [f"{self._hour(start):>5}–", f"{self._hour(end):>5}"]

    def _heights(self) -> list[int]:
        """Lines for each row: what its sessions need; the last row of a long session takes what is still wanting."""
        heights = [0 if row in self.rules else max(1, len(self._hours(row))) for row in range(len(self.grid.rows))]
        for cell in sorted(self.cells, key=lambda cell: cell.rows):
            if cell.row in self.rules:
                continue
            rows = range(cell.row, cell.row + cell.rows)
            between = sum(1 for row in rows[1:] if row - 1 not in self.rules)
            wanting = len(self.cells[cell]) - sum(heights[row] for row in rows) - between
            heights[rows[-1]] += max(0, wanting)
        return heights

    def _tops(self, top: int) -> list[int]:
        """The row of characters on which each row of the grid begins, and at last that on which the grid ends."""
        tops = [top]
        for row, height in enumerate(self.heights):
            tops.append(tops[-1] + (0 if row in self.rules else height + 1))
        return tops
