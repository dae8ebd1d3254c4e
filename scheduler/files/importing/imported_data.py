"""A day begun from a published schedule, as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Remarks, Stamped
from scheduler.checking.answer_names import stamp
from scheduler.files.importing.relax import ImportedDay


class CountedTables(TypedDict):
    """What stands in a document, workbook or text of which a programme was read."""

    tables: Annotated[int, Field(ge=1, description="that are programmes")]
    rows: Annotated[int, Field(ge=1, description="of these tables")]
    cells: Annotated[int, Field(ge=1, description="of these, in which something stands")]
    rounds: Annotated[int, Field(ge=0, description="of the day file")]


class ImportedData(Stamped):
    """What was read of a published schedule or of a programme in a table, and what was made of it."""

    read: Annotated[int, Field(ge=0, description="events in the schedule, sessions in the table")]
    used: Annotated[int, Field(ge=0, description="of these, how many became sessions, or are in the programme")]
    days: Annotated[int, Field(ge=1, description="of the new day file")]
    rooms: Annotated[int, Field(ge=0, description="of the new day file")]
    people: Annotated[int, Field(ge=0, description="of the new day file")]
    remarks: Remarks
    broken: Annotated[list[str], Field(description="what the schedule breaks of rules that are on, in sentences")]
    written: Annotated[list[str], Field(description="the files")]
    counted: NotRequired[Annotated[CountedTables, Field(description="only of a programme in a table")]]


def as_data(imported: ImportedDay, written: Iterable[Path]) -> ImportedData:
    return {
        "schema": stamp("import"),
        "read": imported.read,
        "used": imported.used,
        "days": imported.days,
        "rooms": imported.rooms,
        "people": imported.persons,
        "remarks": list(imported.remarks),
        "broken": list(imported.broken),
        "written": [str(path) for path in written],
    }
