"""How many lines a text takes in a column, and how high rows must be: programs do not find that out for merged cells.

Letters are taken a little wider than they are: others may come in their place.

>>> lines("Slimme duurzame verstedelijking en mobiliteitsvernieuwing", size=10, width=120)
3
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from openpyxl.styles import Font

HIGHEST = 409.0  # points; no row can be higher
MORE = 1.15  # so much more than a page holds can still be printed on it, a little smaller
LEAST = 13.5  # a row with an hour in it
_QUIET = 2.5  # a row in which nothing begins
_LOOSEST, _TIGHTEST = 1.7, 0.6  # points for a minute
_SHORT = 20  # minutes; what is shorter, like moving time, gets what it needs and stretches no other row
_LEADING = 1.24
_SPARE = 1.06
_WIDTHS = {  # of bold Calibri, in hundredths of the size
    letter: width / 100
    for width, letters in {
        26: " ',.Iijl:;",
        33: "()-[]`f{}!Jrt",
        41: "Lcsz",
        47: '"/?FS\\gvxy',
        51: "#$*+0123456789<=>ETYZ^_aek|~",
        55: "BCKPRXbdhnopqu",
        61: "AV",
        66: "DGHNU",
        72: "&OQ%w",
        82: "m",
        90: "M@W",
    }.items()
    for letter in letters
}


@dataclass(frozen=True)
class Need:
    """What stands in `rows` rows from `row` on, counted from 0, takes so many points in height."""

    row: int
    rows: int
    points: float


def lines(text: str, size: float, width: float) -> int:
    """How many lines the text takes in a column of that width in points. A word that is too long is broken."""
    most = max(width / size, 1.2)
    blank = _em(" ")
    count, filled = 1, 0.0
    for word in text.split():
        long = sum(map(_em, word))
        if filled and filled + blank + long > most:
            count, filled = count + 1, 0.0
        filled += long + (blank if filled else 0.0)
        while filled > most:
            count, filled = count + 1, filled - most
    return count


def width(text: str, size: float) -> float:
    """The width of the text in points, on one line."""
    return sum(map(_em, text)) * size


def tall(texts: Sequence[tuple[str, Font]], width: float) -> float:
    """The height in points of lines under each other, each wrapped in that width."""
    sizes = [(text, font.sz or 0.0) for text, font in texts if text]
    return 5 + sum(lines(text, size, width) * size * _LEADING for text, size in sizes)


def heights(minutes: Sequence[int], hours: Sequence[bool], needs: Sequence[Need], room: float) -> list[float]:
    """The height of each row: its minutes in proportion, and more where a text needs it.

    `hours`: whether the row has its hour before it. `room`: so much height there is on a page. A day that fits fills
    it, within reason; one that nearly fits gives up some proportion for it.
    """

    def drawn(each: float) -> list[float]:
        return _at(each, minutes, hours, needs)

    lengths = [sum(minutes[need.row : need.row + need.rows]) for need in needs]
    asked = sorted(need.points / long for need, long in zip(needs, lengths, strict=True) if long >= _SHORT)
    nearly_all = min(max(asked[int(len(asked) * 0.85)] if asked else 0.0, _TIGHTEST), _LOOSEST)
    if sum(drawn(nearly_all)) <= room:
        low, high, most = nearly_all, _LOOSEST, room
    elif sum(drawn(_TIGHTEST)) <= room * MORE:
        low, high, most = _TIGHTEST, nearly_all, room * MORE
    else:
        return drawn(nearly_all)
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(drawn(middle)) <= most else (low, middle)
    return drawn(low)


def _at(each: float, minutes: Sequence[int], hours: Sequence[bool], needs: Sequence[Need]) -> list[float]:
    """The heights with so many points for a minute, where no text needs more."""
    found = [max(LEAST if hour else _QUIET, each * long) for long, hour in zip(minutes, hours, strict=True)]
    for need in sorted(needs, key=lambda need: need.rows):
        mine = range(need.row, need.row + need.rows)
        has = sum(found[row] for row in mine)
        if has < need.points:
            for row in mine:
                found[row] *= need.points / has
    return [round(min(height, HIGHEST), 2) for height in found]


@cache
def _em(letter: str) -> float:
    """The width of a sign, in sizes of the letter."""
    plain = unicodedata.normalize("NFKD", letter)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain] * _SPARE
    if unicodedata.combining(letter):
        return 0.0
    return 1.1 if unicodedata.east_asian_width(letter) in "WF" else 0.75
