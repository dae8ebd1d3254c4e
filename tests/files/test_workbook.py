"""A day as a workbook: all that a day file says is in it, and a workbook that nobody changed changes nothing."""

from __future__ import annotations

import copy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from scheduler.files import Faults, read
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.faults import FaultList
from scheduler.files.workbook.differences import sentences
from scheduler.files.workbook.meanings import COLUMNS
from scheduler.files.workbook.read import read_workbook
from scheduler.files.workbook.sheets import SHEETS, unplaced_keys
from scheduler.files.workbook.splice import apart, spliced
from scheduler.files.workbook.taken_in import take_in
from tests.support.house import HOME
from tests.support.random_days import random_day
from tests.support.workbooks_of_days import (
    ODD,
    WRITTEN,
    changed,
    files_of,
    folder_of,
    instance_of,
    tables_of,
    workbook_of,
    workbook_of_day,
)

INSTANCES = sorted(path.parent for path in (HOME / "instances").rglob("day.yaml"))


def test_each_key_of_a_day_file_is_in_a_sheet_or_listed_as_staying() -> None:
    assert list(unplaced_keys()) == []


def test_each_column_is_explained_in_both_languages() -> None:
    assert {(plan.key, column.key) for plan in SHEETS for column in plan.columns} == set(COLUMNS)
    assert [place for place, texts in COLUMNS.items() if not all(texts)] == []


def test_a_heading_in_either_language_means_its_column_and_no_other() -> None:
    for plan in SHEETS:
        for column in plan.columns:
            for word in (column.english, column.dutch):
                assert plan.meant(word) == column, (plan.key, word)


@pytest.mark.parametrize("day", INSTANCES, ids=lambda day: day.name)
def test_a_workbook_that_nobody_changed_says_the_same_day_and_changes_no_byte(day: Path, tmp_path: Path) -> None:
    book = workbook_of_day(day, tmp_path / "dag.xlsx")
    assert apart(read(book), read(day)) == ""
    taken = take_in(book, day)
    assert (taken.differences, taken.changed) == ((), {})


@pytest.mark.parametrize("name", WRITTEN)
def test_a_day_of_any_style_stands_in_a_workbook_as_it_is(name: str, tmp_path: Path) -> None:
    files = files_of(name)
    book = workbook_of(files, tmp_path / "dag.xlsx")
    assert apart(read(book), files.read()) == ""
    after = read_workbook(book, FaultList())
    assert list(sentences(tables_of(files), after, "nl")) == []
    assert spliced(tables_of(files), after, read(book)).data == files.data


@given(st.integers(0, 2**32))
def test_a_day_at_random_stands_in_a_workbook_as_it_is_and_no_byte_of_it_changes(seed: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in random_day(Random(seed)).items():
            (folder / file).write_bytes(text.encode())
        try:
            day = read(folder)
        except Faults:
            return
        book = workbook_of_day(folder, folder / "dag.xlsx")
        assert apart(read(book), day) == ""
        taken = take_in(book, folder)
        assert (taken.differences, taken.changed) == ((), {})


@given(st.sampled_from(sorted(WRITTEN)), st.integers(0, 2**32))
def test_what_is_changed_in_a_workbook_is_what_the_files_then_say(name: str, seed: int) -> None:
    before = tables_of(files_of(name))
    after = changed(before, Random(seed))
    try:
        wanted = instance_of(after)
    except Faults:
        return
    files = spliced(before, after, wanted)
    assert apart(files.read(), wanted) == ""
    again = tables_of(files)
    assert spliced(again, after, wanted).data == files.data  # and nothing is left to be written
    assert (list(sentences(before, after, "nl")) == []) == (files.data == files_of(name).data)


def test_a_meeting_that_was_its_groups_by_its_title_stays_so_under_another(tmp_path: Path) -> None:
    days = (
        ("title: Dag\ndate: 2026-03-13\nrounds: [10:00–11:00]\ngroups: [Zorg]\nsessions:\n  - title: Zorg\n", "group"),
        (
            "titel: Dag\ndatum: 2026-03-13\nrondes: [10:00–11:00]\ngroepen: [Zorg]\nonderdelen:\n  - titel: Zorg\n",
            "groep",
        ),
    )
    for number, (text, key) in enumerate(days):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "day.yaml").write_text(text, "utf-8")
        files = DayFiles.of(folder / "day.yaml")
        before = tables_of(files)
        after = copy.deepcopy(before)
        after.rows["sessions"][0].cells["title"] = "Iets anders"
        data = spliced(before, after, instance_of(after)).data["day.yaml"]
        assert f"titel: Iets anders\n    {key}: Zorg" in data.decode().replace("title:", "titel:")


def test_only_what_is_meant_changes_in_the_text(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Zalen"]["B3"] = 60
        book["Onderdelen"]["E2"] = "45"
        book["Mensen"]["C3"] = "9.30"

    folder = folder_of("odd", tmp_path / "dag")
    taken = take_in(workbook_of(files_of("odd"), tmp_path / "dag.xlsx", change), folder)
    assert taken.differences == (
        'Zalen!B3: Zaal 2, plaatsen: "40" → "60"',
        'Mensen!C3: Bob Kok, aankomst: nothing → "9.30"',
        'Onderdelen!E2: Gesprek met de staatssecretaris, minuten: nothing → "45"',
    )
    assert taken.write() == [folder / "day.yaml"]
    meant = ODD.replace("capacity: 40", "capacity: 60").replace(
        "wishes: {Europa: 5}}", "wishes: {Europa: 5}, arrives: 9.30}"
    )
    assert (folder / "day.yaml").read_text("utf-8") == meant.replace(
        "speaker: Eva Mol\n", "speaker: Eva Mol\n    minutes: 45\n"
    )


def test_what_is_typed_otherwise_and_means_the_same_changes_nothing(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Rondes"]["B2"] = "10.00 - 11.00"
        book["Onderdelen"]["D2"] = "10.00"
        book["Dag"]["B3"] = "2023-02-10"

    folder = folder_of("odd", tmp_path / "dag")
    assert take_in(workbook_of(files_of("odd"), tmp_path / "dag.xlsx", change), folder).changed == {}


def test_a_workbook_makes_a_folder_of_its_own(tmp_path: Path) -> None:
    for name in WRITTEN:
        book = workbook_of(files_of(name), tmp_path / f"{name}.xlsx")
        folder = tmp_path / "new" / name
        take_in(book, folder).write()
        assert apart(read(folder), read(book)) == ""
        assert take_in(book, folder).changed == {}


def test_what_the_files_cannot_say_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "dag").mkdir()
    (tmp_path / "dag" / "day.yaml").write_bytes("title: Café\ndate: 2023-02-10\n".encode("cp1252"))
    files = DayFiles.of(tmp_path / "dag")

    def change(book: Workbook) -> None:
        book["Dag"]["B2"] = "日本"

    book = workbook_of(files, tmp_path / "dag.xlsx", change)
    with pytest.raises(EditRefused, match="Windows-1252"):
        take_in(book, tmp_path / "dag")


def test_sheets_and_columns_that_were_taken_out_leave_the_files_as_they_are(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        del book["Regels"]
        del book["Looptijden"]
        book["Zalen"].delete_cols(2)  # the seats
        book["Mensen"].delete_cols(11)  # a group
        book["Zalen"]["A5"] = "Zaal Vier"

    folder = folder_of("odd", tmp_path / "dag")
    taken = take_in(workbook_of(files_of("odd"), tmp_path / "dag.xlsx", change), folder)
    assert [remark for remark in taken.remarks if "stays" in remark] == [
        "The sheet Zalen has no column plaatsen; what the files say of it stays.",
        "The sheet Mensen has no column Wonen; what the files say of it stays.",
        "There is no sheet Regels; what the files say of it stays.",
    ]
    assert taken.differences == ('Zalen!A5: Zaal Vier, naam: "Zaal 4" → "Zaal Vier"',)
    assert taken.changed == {folder / "day.yaml": ODD.replace("- Zaal 4", "- Zaal Vier").encode()}
