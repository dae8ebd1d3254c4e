"""The list in a workbook that `export` wrote is read back as a programme, with what somebody moved in it."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.files import Faults, Instance, read, read_programme
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.workbook import write
from scheduler.text.language import Language
from tests.support.house import HOME


def exported(day: Path, path: Path, language: str = "nl") -> Instance:
    instance = read(day)
    programme, _ = read_programme(day / "printed.yaml", instance)
    path.write_bytes(write(document(instance.conference, programme, Language.of(language))))
    return instance


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["haarlem-2023", "digital-2020"])
def test_what_was_exported_is_read_as_the_same_programme(name: str, language: str, tmp_path: Path) -> None:
    day = HOME / "instances" / name
    instance = exported(day, tmp_path / "programme.xlsx", language)
    programme, remarks = read_programme(tmp_path / "programme.xlsx", instance)
    assert programme.placements == read_programme(day / "printed.yaml", instance)[0].placements
    assert remarks[0].startswith("programme.xlsx: of the list")


def test_what_was_moved_in_the_list_is_moved_in_the_programme(tmp_path: Path) -> None:
    file = tmp_path / "programme.xlsx"
    instance = exported(HOME / "instances" / "haarlem-2023", file)
    book = load_workbook(file)
    row = next(row for row in book["Lijst"].iter_rows() if row[5].value == "Europa")
    row[1].value, row[2].value, row[4].value = time(13, 55), "14.55", "Gravenzaal"
    book.save(file)
    programme, _ = read_programme(file, instance)
    placement = next(p for p in programme.placements if p.session.name == "Europa")
    assert (placement.start, placement.room and placement.room.name) == (13 * 60 + 55, "Gravenzaal")


def test_a_fault_in_the_list_names_its_cell(tmp_path: Path) -> None:
    file = tmp_path / "programme.xlsx"
    instance = exported(HOME / "instances" / "haarlem-2023", file)
    book = load_workbook(file)
    book["Lijst"]["B2"], book["Lijst"]["F3"] = "straks", "Plenaire strat"
    book.save(file)
    with pytest.raises(Faults) as found:
        read_programme(file, instance)
    assert [str(fault).partition(": ")[0] for fault in found.value.faults] == [
        "programme.xlsx, Lijst!B2",
        "programme.xlsx, Lijst!F3",
    ]


def test_a_workbook_without_such_a_list_is_no_programme(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "iets.xlsx")
    with pytest.raises(Faults, match="This workbook lists no programme"):
        read_programme(tmp_path / "iets.xlsx", read(HOME / "instances" / "starter"))
