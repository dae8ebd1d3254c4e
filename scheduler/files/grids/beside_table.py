"""What goes on while others meet, as the booklet tells it in a paragraph below the table of a day."""

from __future__ import annotations

import re

from scheduler.files.grids.grid_session import GridSession
from scheduler.files.grids.hours import DayNamed, hours_at_head
from scheduler.files.grids.table import CellLine

_BESIDE = re.compile(
    r"^(?:daarnaast|doorlopend|alongside)\s*:\s*(?P<title>.+?)\s+"
    r"(?P<hours>[0-9]{1,2}[.:][0-9]{2}\s?[–-]\s?[0-9]{1,2}[.:][0-9]{2})(?:,\s*(?P<room>[^.]+))?\.?(?:\s+(?P<note>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


def session_beside(line: CellLine, day: DayNamed | None) -> GridSession | None:
    """The session that the paragraph tells, on the day that stands above it; None for any other paragraph.

    >>> session_beside(CellLine("Daarnaast: Ruimte om te netwerken 10.30–16.00."), None).title
    'Ruimte om te netwerken'
    """
    found = _BESIDE.match(line.text)
    hours = hours_at_head(found["hours"]) if found else None
    if found is None or hours is None or hours.end is None:
        return None
    where = (found["room"] or "").strip()
    return GridSession(
        title=found["title"],
        day=day,
        start=hours.start,
        end=hours.end,
        place=line.place,
        rooms=(where,) if where and where.casefold() != "online" else (),
        beside=True,
        online=where.casefold() == "online",
        notes=(found["note"],) if found["note"] else (),
    )
