"""How tall a minute is, on the screen and on paper, so that texts fit and a day fits a page; as style of its own.

Lengths are in rem, the size of the page's letters: on paper 1 rem is 9 pt, and an A4 page on its side is 60 rem high.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from scheduler.publishing.exports.html.table import Box, Table, TableRow

BAND = 7  # columns that fit on paper side by side
_NARROW, _WIDE, _SCREEN = 7.75, 10.5, 70.0  # a column at its narrowest, of few and of many; all in a large window
_PAPER, _PAGE = 83.0, 46.0  # all columns on A4; what is left of its height under the names of day and rooms
_LEAST, _MOST = 0.085, 0.25  # a minute on the screen
_LEAST_ON_PAPER, _MOST_ON_PAPER = 0.05, 0.13
_HOURS, _MARGINS, _WIDEST = 4.5, 5.0, 84.0  # the column of hours; beside the page; the page at its widest
_PHONE, _TABLET = 48.0, 64.0  # windows: up to here always the list (as in style.css); from here on a grid may scroll
_SHORT = 15  # minutes; moving time and its like take the height of their text
_LINE, _SMALL, _AROUND = 1.2, 1.0, 1.0  # a line of a title, a small line, what is around both

Part = Sequence[TableRow]


@dataclass(frozen=True)
class Measure:
    """The size of a grid: rem for each minute, and for a column at its narrowest.

    `fits`: on paper, no part needs more than a page.
    """

    screen: float
    column: float
    paper: float
    fits: bool


def measure(table: Table, on_paper: Sequence[Table]) -> Measure:
    """The size of a table. `on_paper`: the same table as it is printed, in one or more bands."""
    columns = max(1, len(table.heads))
    narrowest = _NARROW if columns <= BAND else _WIDE
    screen = max(_LEAST, min(_MOST, max(_needed(table, max(narrowest, min(14.0, _SCREEN / columns))))))
    needed = max((median(_needed(band, _column(band))) for band in on_paper), default=_LEAST)
    whole = min((_most_that_fits(band.parts, _column(band)) for band in on_paper), default=_MOST_ON_PAPER)
    if whole >= 0.8 * needed:
        return Measure(screen, narrowest, min(whole, max(needed, _MOST_ON_PAPER)), fits=True)
    parted = min(_most_that_fits([part], _column(band)) for band in on_paper for part in band.parts)
    return Measure(screen, narrowest, max(_LEAST_ON_PAPER, min(parted, needed)), fits=parted >= _LEAST_ON_PAPER)


def style(measures: Iterable[Measure], tables: Sequence[Table], bands: Sequence[Table] = ()) -> str:
    """CSS for the height of a minute and the number of columns of each day, and the height of each row, also on paper.

    A grid that is as wide as the window has no frame that scrolls: people took its lower edge for the end of the day.
    """
    lines = []
    widest = 0.0
    for number, (found, drawn) in enumerate(zip(measures, tables, strict=True), 1):
        lines.append(f".g{number}{{--u:{found.screen:.3f}rem;--n:{len(drawn.heads)};--w:{found.column}rem}}")
        lines.append(f"@media print{{.g{number}{{--u:{found.paper:.3f}rem}}}}")
        widest = max(widest, total := _HOURS + len(drawn.heads) * found.column + _MARGINS)
        if total <= _WIDEST:
            lines.append(
                f"@media screen and (min-width:{total:.2f}rem){{.g{number} .scroll{{overflow:visible;max-height:none}}"
                f".g{number} .scroll::after{{display:none}}.g{number} .grid thead th{{top:var(--bar-high)}}}}"
            )
    if widest > _PHONE:  # in a window in which rooms would be cut off, the list stands in its place
        auto = "body:has(#view-auto:checked)"
        lines.append(
            f"@supports selector(:has(a)){{@media screen and (max-width:{min(widest, _TABLET) - 0.01:.2f}rem)"
            f"{{{auto} .sheet{{display:none}}{auto} .list{{display:block}}}}}}"
        )
    minutes = sorted({row.minutes for drawn in (*tables, *bands) for part in drawn.parts for row in part})
    lines += [f".m{length}{{height:calc({length}*var(--u)*var(--k))}}" for length in minutes]
    return "\n".join(lines)


def _column(band: Table) -> float:
    return _PAPER / max(1, len(band.heads))


def _needed(table: Table, column: float) -> list[float]:
    """So much a minute that the text of a cell fits, for each that lasts long enough to be as high as its minutes."""
    asked = [
        _height(box, column) / minutes
        for part in table.parts
        for _, box, minutes in _boxes(part)
        if (box.entry or box.talks) and minutes >= _SHORT
    ]
    return asked or [_LEAST]


def _most_that_fits(parts: Sequence[Part], column: float) -> float:
    """The largest minute with which these parts stand on one page; 0 when they do not with any."""
    drawn = [[(at, minutes, _height(box, column), box.columns) for at, box, minutes in _boxes(part)] for part in parts]

    def fits(minute: float) -> bool:
        return sum(_tall(part, minute) for part in drawn) <= _PAGE

    return _largest(fits, 1.0) if fits(0.0) else 0.0


def _tall(boxes: Iterable[tuple[int, int, float, int]], minute: float) -> float:
    """How tall a part is: as its fullest column, in which a text may need more than its minutes."""
    columns: dict[int, float] = {}
    for first, minutes, height, width in boxes:
        for column in range(first, first + width):
            columns[column] = columns.get(column, 0.0) + max(minute * minutes, height)
    return max(columns.values(), default=0.0)


def _largest(holds: Callable[[float], bool], most: float) -> float:
    low, high = 0.0, most
    for _ in range(15):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _boxes(part: Part) -> list[tuple[int, Box, int]]:
    """The boxes, each with the column in which it begins and the minutes that it lasts."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(part):
        column = 0
        for box in row.boxes:
            while (number, column) in taken:
                column += 1
            covered = range(number, number + box.rows)
            taken.update((other, column + more) for other in covered for more in range(box.columns))
            found.append((column, box, sum(part[other].minutes for other in covered)))
    return found


def _height(box: Box, column: float) -> float:
    """The height that the text of a box takes; nothing where there is none."""
    width = column * box.columns - _AROUND
    if box.block is not None:
        talks = sum(_lines(f"{talk.session_text.hours[:5]} {talk.title}", width, 0.85) for talk in box.talks)
        names = sum(_lines(talk.speakers, width, 0.75) for talk in box.talks if talk.speakers)
        return _LINE * (_lines(box.block.title, width, 0.9) + talks) + _SMALL * (1 + names) + _AROUND
    if box.entry is None:
        return 0.0
    if box.columns > 1:
        return _LINE * _lines(f"{box.entry.title} {box.entry.session_text.hours}", width, 0.9) + _AROUND * (
            not box.entry.moving
        )
    small = _lines(box.entry.eyebrow, width, 0.75) + 1  # and the hours
    return _LINE * _lines(box.entry.title, width, 0.9) + _SMALL * small + _AROUND


def _lines(text: str, width: float, size: float) -> int:
    return len(textwrap.wrap(text, max(4, int(width / (size * 0.62)))))
