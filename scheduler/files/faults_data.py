"""The faults of files as data for other programs: what every command with --json answers when something is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Stamped
from scheduler.checking.answer_names import stamp
from scheduler.files.faults import Fault


class FaultData(TypedDict):
    """One thing that is wrong."""

    file: Annotated[str, Field(description="in which file; empty: it is about no file")]
    line: Annotated[int, Field(ge=0, description="in which line; 0: the file as a whole")]
    where: Annotated[str, Field(description="the way there by keys and names: sessions › Europa › groups")]
    message: Annotated[str, Field(description="what is wrong, and what would be right")]


class FaultsData(Stamped):
    """All that is wrong with the files, or why what was asked cannot be done."""

    faults: Annotated[list[FaultData], Field(description="all of them, by file and line")]


def as_data(faults: Iterable[Fault]) -> FaultsData:
    return {
        "schema": stamp("faults"),
        "faults": [{"file": f.file, "line": f.line, "where": f.where, "message": f.message} for f in faults],
    }
