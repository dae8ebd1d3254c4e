"""What a day file has for the text of a cell."""

from __future__ import annotations

from scheduler.files.edit.meaning import Value
from scheduler.files.named_links import titled
from scheduler.files.workbook.sheets import Holds, SheetColumn
from scheduler.files.workbook.words import parts, understood


def cell_value(column: SheetColumn, text: str) -> Value | None:
    """What a day file has for a cell; None for an empty one."""
    text = understood(column.holds, text)
    if not text:
        return None
    if column.holds is Holds.WISHES:
        return [_wish(item) for item in parts(text)]
    if column.holds is Holds.LINKS:
        return [{parted[0]: parted[1]} if (parted := titled(item)) else item for item in parts(text)]
    if column.holds.many:
        return parts(text, "," if column.holds in (Holds.HOURS, Holds.SPANS, Holds.DATES) else "")
    if column.holds is Holds.YES and text in ("yes", "no"):
        return text == "yes"
    if column.holds is Holds.NUMBER and text.isdecimal() and text.isascii():
        return int(text)
    return text


def _wish(text: str) -> Value:
    name, sign, strength = (part.strip() for part in text.rpartition(":"))
    return {name: int(strength)} if sign and name and strength.isdecimal() else text
