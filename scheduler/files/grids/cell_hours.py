"""Hours that a cell has itself against those of the row in which it is: they differ where a cell was moved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from scheduler.conference.clock import Clock
from scheduler.files.faults import quoted
from scheduler.files.grids.cell_text import CellSession
from scheduler.files.grids.layout import GridEntry
from scheduler.text.sentence import NOTHING, Phrase, Sentence


def at_its_row(
    entry: GridEntry, found: CellSession, begins: Collection[int], language: str
) -> tuple[CellSession, Phrase]:
    """The session at the hours that count, and what is to be said of it.

    Whoever cuts a cell and pastes it elsewhere takes its hours along: where they are those of another row (`begins`:
    of all rows), the row counts in which it is now. Other hours count as they are, for somebody typed them.
    """
    hours, start = found.hours, entry.start
    if hours is None or start is None or start < 0 or not found.title:
        return found, NOTHING
    later = min((begin for begin in begins if begin > start), default=hours.start + 1)
    if start <= hours.start < (later if entry.end is None else entry.end):
        return found, NOTHING
    hour = Clock(date.min, language=language).hour
    values = {
        "title": quoted(found.title),
        "hours": f"{hour(hours.start)}–{hour(hours.end)}" if hours.end is not None else hour(hours.start),
        "hour": hour(start),
    }
    if hours.start not in begins:
        return found, Sentence(
            "{title} says {hours}, and is in the row of {hour}. The hours in the cell count.", **values
        )
    end = None if hours.end is None else start + hours.end - hours.start
    return (
        replace(found, hours=replace(hours, start=start, end=end)),
        Sentence("{title} says {hours}, and is in the row of {hour}. It is moved to {hour}.", **values),
    )
