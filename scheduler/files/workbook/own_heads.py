"""Headings over two rows in lists of somebody's own, of which the upper has cells for several columns: made one row."""

from __future__ import annotations

from itertools import pairwise

from scheduler.files.workbook.raw import RawSheet
from scheduler.files.workbook.sheets import BY_KEY
from scheduler.files.workbook.words import name_part, role_column

_LOWEST = 10  # rows from the top among which they are looked for
_UNITS = frozenset(("min", "min.", "minuten", "uur", "uren", "aantal", "van", "tot", "t/m", "pers", "pers."))


def with_one_head(sheet: RawSheet) -> RawSheet:
    """The sheet with both rows as one, where its headings stand in two; else as it is."""
    rows = sorted(sheet.rows)[:_LOWEST]
    for high, low in pairwise(rows):
        if low == high + 1 and _are_headings(sheet, high, low):
            sheet.rows[low] = _joined(sheet, high, low)
            del sheet.rows[high]
            break
    return sheet


def _are_headings(sheet: RawSheet, high: int, low: int) -> bool:
    upper, lower = sheet.rows[high], sheet.rows[low]
    if len(upper) < 2 or not lower or any(text.isdecimal() for text in (*upper.values(), *lower.values())):
        return False
    over = {column for column in lower if column not in upper}
    alone = {column for column in upper if column not in lower}
    wide = {first for (row, _), first in sheet.merged.items() if row == high and first[0] == high}
    if wide and over and all((high, column) in sheet.merged for column in over):
        return True
    known = sum(_is_known(text) or _is_unit(text) for text in lower.values())
    return bool(over and alone) and known * 2 > len(lower)


def _joined(sheet: RawSheet, high: int, low: int) -> dict[int, str]:
    upper, lower = sheet.rows[high], sheet.rows[low]
    found: dict[int, str] = {}
    for column in sorted({*upper, *lower}):
        first = sheet.merged.get((high, column), (high, column))
        above, below = sheet.text(high, first[1]) if first[0] == high else "", lower.get(column, "")
        alone = not above or (bool(below) and _is_known(below) and not _is_unit(below))
        found[column] = below if alone else f"{above} {below}".strip()
    return found


def _is_known(text: str) -> bool:
    return bool(name_part(text) or role_column(text) or any(plan.meant(text) for plan in BY_KEY.values()))


def _is_unit(text: str) -> bool:
    """Whether it says nothing without what stands above it."""
    return text.startswith("(") or text.casefold() in _UNITS
