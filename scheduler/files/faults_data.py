"""The faults of files as data for other programs: what every command with --json answers when something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Stamped
from scheduler.checking.answer_names import stamp
from scheduler.files.cell_place import CellPlace
from scheduler.files.faults import Fault


class FaultData(TypedDict):
    """One thing that is wrong."""

    file: Annotated[str, Field(description="in which file; empty: it is about no file")]
    line: Annotated[int, Field(ge=0, description="in which line, or row of a sheet; 0: the file as a whole")]
    cell: Annotated[str, Field(description="of a workbook the sheet and cell: Zalen!B3; else empty")]
    where: Annotated[str, Field(description="the way there by keys and names: sessions › Europa › groups")]
    message: Annotated[str, Field(description="what is wrong, and what would be right")]


class FaultsData(Stamped):
    """All that is wrong with the files, or why what was asked cannot be done."""

    faults: Annotated[list[FaultData], Field(description="all of them, by file and line")]


def as_data(faults: Iterable[Fault]) -> FaultsData:
    return {
        "schema": stamp("faults"),
        "faults": [_one(fault) for fault in faults],
    }


def _one(fault: Fault) -> FaultData:
    line, cell = fault.line, ""
    if isinstance(line, CellPlace):
        line, cell = line.row, str(line)
    return {"file": fault.file, "line": line, "cell": cell, "where": fault.where, "message": fault.message}
