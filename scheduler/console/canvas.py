"""A sheet of characters to draw the grid on: boxes that share their lines, and words in them, each with a style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from rich.text import Text

from scheduler.text.letters import letters
from scheduler.text.wrap import width

# By whether a line goes up, down, left and right from the point.
_JOINTS = dict(
    zip(
        [(u, d, le, r) for u in (0, 1) for d in (0, 1) for le in (0, 1) for r in (0, 1)],
        " ╶╴─╷┌┐┬╵└┘┴│├┤┼",
        strict=True,
    )
)


@dataclass
class Canvas:
    """Grows as it is written on; rows and columns count from 0."""

    line_style: str = ""
    _characters: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    _lines: dict[tuple[int, int], set[str]] = field(default_factory=dict)

    def box(self, top: int, left: int, bottom: int, right: int) -> None:
        """The outline of a box; its corners are points of the sheet, and neighbours share a line."""
        for column in range(left, right):
            for row in (top, bottom):
                self._lines.setdefault((row, column), set()).add("right")
                self._lines.setdefault((row, column + 1), set()).add("left")
        for row in range(top, bottom):
            for column in (left, right):
                self._lines.setdefault((row, column), set()).add("down")
                self._lines.setdefault((row + 1, column), set()).add("up")

    def write(self, row: int, column: int, text: str, style: str = "") -> None:
        """Over whatever stands there, lines too."""
        for letter in letters(text):
            if size := width(letter):
                self._characters[row, column] = (letter, style)
                for more in range(1, size):
                    self._characters[row, column + more] = ("", style)
                column += size
            elif (before := self._characters.get((row, column - 1))) is not None:  # what has no width of its own
                self._characters[row, column - 1] = (before[0] + letter, before[1])

    def lines(self) -> Iterable[Text]:
        """From top to bottom, without blanks at the end."""
        ends: dict[int, int] = {}
        for row, column in (*self._characters, *self._lines):
            ends[row] = max(ends.get(row, -1), column)
        for row in range(max(ends, default=-1) + 1):
            signs = [self._sign(row, column) for column in range(ends.get(row, -1) + 1)]
            line = Text()
            for style, run in groupby(signs, key=lambda sign: sign[1]):
                line.append("".join(character for character, _ in run), style=style or None)
            line.rstrip()
            yield line

    def _sign(self, row: int, column: int) -> tuple[str, str]:
        if (row, column) in self._characters:
            return self._characters[row, column]
        ways = self._lines.get((row, column))
        if ways is None:
            return " ", ""
        up, down, left, right = (int(way in ways) for way in ("up", "down", "left", "right"))
        return _JOINTS[up, down, left, right], self.line_style
