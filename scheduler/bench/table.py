"""A table of figures as text: rows under their headings."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence


def table(rows: Sequence[dict[str, str]], *, left: Sequence[str] = (), columns: int | None = None) -> str:
    """In columns as wide as they need to be; the first column to the left, and those that are named.

    `columns`: how wide it may be; the last column is then folded. None: as wide as it is.
    """
    heads = list(rows[0])
    lines = [heads, *([row[head] for head in heads] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    if columns is not None:
        widths[-1] = min(widths[-1], max(20, columns - sum(widths[:-1]) - 2 * (len(heads) - 1)))

    def row_text(cells: Sequence[str]) -> str:
        sides = [str.ljust if column == 0 or head in left else str.rjust for column, head in enumerate(heads)]
        return "  ".join(side(cell, width) for side, cell, width in zip(sides, cells, widths, strict=True)).rstrip()

    folded = [(line, textwrap.wrap(line[-1], widths[-1]) or [""]) for line in lines]
    empty = [""] * (len(heads) - 1)
    return "\n".join(
        row_text([*(empty if number else line[:-1]), part])
        for line, parts in folded
        for number, part in enumerate(parts)
    )
