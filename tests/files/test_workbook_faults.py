"""What goes wrong in workbooks: each fault at its cell, all at once; and files that are none, with what to do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from scheduler.files import Faults, read, read_programme
from scheduler.files.grids.read_grid import read_grid
from scheduler.files.read_day import Instance
from scheduler.files.workbook.starter import starter_workbook
from scheduler.text.language import Language

STARTER = starter_workbook(dutch=True)
Change = Callable[[Workbook], None]


def changed(path: Path, change: Change) -> Path:
    book = load_workbook(io.BytesIO(STARTER))
    change(book)
    book.save(path)
    return path


def repacked(path: Path, part: str = "", edit: Callable[[bytes], bytes] = bytes, **more: bytes) -> Path:
    """The starter with one part changed and others added."""
    with zipfile.ZipFile(io.BytesIO(STARTER)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, edit(source.read(name)) if name == part else source.read(name))
        for name, data in more.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(Faults) as found:
        read(path)
    return list(map(str, found.value.faults))


def remarked(instance: Instance, beginning: str) -> list[str]:
    return [remark for remark in instance.remarks if remark.startswith(beginning)]


def test_every_fault_names_its_cell_all_at_once(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Dag"]["B3"] = "gisteren"
        book["Zalen"]["B2"] = "veel"
        book["Mensen"]["J3"] = "lidd"
        book["Mensen"]["A5"] = None
        book["Mensen"]["C4"] = "25:00"
        book["Groepen"]["G1"], book["Groepen"]["G2"] = "kleur", "rood"
        book["Onderdelen"]["B6"] = "Wonne"

    assert faults(changed(tmp_path / "dag.xlsx", change)) == [
        'dag.xlsx, Dag!B3: "gisteren" is no date; write it like 2023-02-10.',
        'dag.xlsx, Zalen!B2: Grote zaal: should be a whole number of at least 0; it says "veel".',
        'dag.xlsx, Mensen!J3: Youssef Amrani: "lidd" is no role. Did you mean "lid"?',
        'dag.xlsx, Mensen!C4: Ineke Postma: "25:00" is no time of day; write it like 9:30.',
        'dag.xlsx, Mensen!A5: Something stands in this row, "Beekstad", and no name.',
        'dag.xlsx, Onderdelen!B6: "Wonne" is no group. Did you mean "Wonen"?',
    ]


def test_rows_are_counted_aloud_and_what_is_not_used_is_named(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Groepen"]["G1"], book["Groepen"]["G2"] = "kleur", "rood"
        book["Zalen"]["A5"], book["Zalen"]["B5"] = "Totaal", 64
        book["Dag"]["A20"], book["Dag"]["B20"] = "schoenmaat", "zonnig"
        book.create_sheet("Kladblok")["A1"] = "bellen"
        book["Zalen"].sheet_state = "hidden"

    assert list(read(changed(tmp_path / "dag.xlsx", change)).remarks) == [
        "dag.xlsx: 1 day, 3 rooms, 6 groups, 16 people and 10 sessions.",
        "dag.xlsx: hidden sheets are read like the others: Zalen.",
        'dag.xlsx: the sheet "Kladblok" is not read.',
        'dag.xlsx, Dag!A20: "schoenmaat" means nothing here.',
        "dag.xlsx, Zalen!A5: the row is not used, for it is a total.",
        'dag.xlsx, Groepen!G1: the column "kleur" is not used.',
        "dag.xlsx: 41 rows read, 40 used (Rondes 3, Zalen 4, Groepen 6, Onderdelen 10, Regels 2, Mensen 16).",
        "dag.xlsx, Zalen: 4 rows read, 3 used.",
    ]


def test_dates_hours_and_numbers_count_however_a_spreadsheet_keeps_them(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for cell, value in (
            (book["Dag"]["B3"], 46094),  # 2026-03-13
            (book["Onderdelen"]["D2"], 9.5 / 24),
            (book["Onderdelen"]["D3"], time(10, 0)),
            (book["Onderdelen"]["E2"], "30"),
            (book["Zalen"]["B2"], "40"),
            (book["Mensen"]["F17"], True),
        ):
            cell.number_format = "General"
            cell.value = value

    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(STARTER)
    assert read(changed(tmp_path / "dag.xlsx", change)).conference == read(plain).conference


def test_headings_may_stand_lower_be_called_otherwise_and_come_in_another_order(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Zalen"]
        sheet["A1"], sheet["B1"] = "Zaal", "Capaciteit"
        sheet.insert_rows(1, 2)
        sheet["A1"] = "De zalen van het stadhuis"
        sheet.insert_cols(1)
        book["Zalen"].title = "rooms"

    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(STARTER)
    assert read(changed(tmp_path / "dag.xlsx", change)).conference.rooms == read(plain).conference.rooms


def test_merged_cells_count_for_all_that_they_cover(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Zalen"]["E2"] = "Stadhuis"
        book["Zalen"].merge_cells("E2:E4")

    instance = read(changed(tmp_path / "dag.xlsx", change))
    assert [room.building for room in instance.conference.rooms] == ["Stadhuis"] * 3
    assert remarked(instance, "dag.xlsx, Zalen!E2") == [
        "dag.xlsx, Zalen!E2: the merged cells count for every row and group that they cover."
    ]


def test_a_speaker_under_a_group_speaks_at_its_meeting(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Mensen"]
        heads = [cell.value for cell in sheet[1]]
        sheet.cell(2, heads.index("Zorg") + 1).value = "spreker"

    conference = read(changed(tmp_path / "dag.xlsx", change)).conference
    zorg = next(session for session in conference.sessions if session.title == "Zorg")
    assert [person.name for person in zorg.speakers] == ["Sanne Dekker"]


def test_a_role_under_a_name_that_no_group_has_is_a_fault(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        heads = [cell.value for cell in book["Mensen"][1]]
        book["Mensen"].cell(1, heads.index("Wonen") + 1).value = "Wonnen"

    first, *_ = faults(changed(tmp_path / "dag.xlsx", change))
    assert first == 'dag.xlsx, Mensen!J1: "Wonnen" is no group, and people have roles in it. Did you mean "Wonen"?'


def test_formulas_count_with_their_last_value_which_is_said(tmp_path: Path) -> None:
    def with_formula(data: bytes) -> bytes:
        return re.sub(rb'<c r="B2"[^>]*><v>40</v></c>', b'<c r="B2"><f>20+25</f><v>45</v></c>', data)

    instance = read(repacked(tmp_path / "dag.xlsx", "xl/worksheets/sheet3.xml", with_formula))
    assert instance.conference.rooms[0].capacity == 45
    assert remarked(instance, "dag.xlsx, Zalen!B2") == [
        "dag.xlsx, Zalen!B2: 1 formula is read with the value of when it was last saved."
    ]

    def change(book: Workbook) -> None:
        book["Zalen"]["B2"] = "=20+25"
        book["Zalen"]["B3"] = "#REF!"
        book["Zalen"]["B3"].data_type = "e"

    assert faults(changed(tmp_path / "new.xlsx", change)) == [
        "new.xlsx, Zalen!B2: There is a formula that was never worked out. Open the workbook in Excel, and save it.",
        "new.xlsx, Zalen!B3: The cell shows the error #REF!; put there what it should say.",
    ]


def test_macros_are_left_out_and_said(tmp_path: Path) -> None:
    instance = read(repacked(tmp_path / "dag.xlsm", xl__vbaProject_bin=b"Sub Workbook_Open()"))
    assert remarked(instance, "dag.xlsm: it") == ["dag.xlsm: it has macros; it is read without them."]


def test_a_workbook_that_is_open_elsewhere_is_read_as_it_was_saved(tmp_path: Path) -> None:
    (tmp_path / "dag.xlsx").write_bytes(STARTER)
    (tmp_path / "~$dag.xlsx").write_bytes(b"Piet")
    assert remarked(read(tmp_path), "dag.xlsx seems") == [
        "dag.xlsx seems to be open in a spreadsheet; what is not saved there is not read."
    ]
    assert faults(tmp_path / "~$dag.xlsx")[0].endswith("while dag.xlsx is open. Name dag.xlsx itself.")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NO_WORKBOOKS = {
    "dag.xls": (OLE, "This is a workbook of an old Excel (.xls)."),
    "dag.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "This workbook is locked with a password."),
    "half.xlsx": (STARTER[:5000], "This workbook is damaged and cannot be opened."),
    "text.xlsx": (b"titel: dag", "This is no workbook."),
    "nothing.xlsx": (b"", "There is nothing in this file."),
    "table.xlsx": (
        b"naam;gemeente\n",
        "This is a text (CSV), though its name is that of a workbook. Call it table.csv.",
    ),
    "page.xls": (b"\xef\xbb\xbf<html><table>", "This is a web page, though its name is that of a workbook. In Excel:"),
    "bytes.xlsx": (b"\0\1,\2", "This is no workbook. In Excel:"),
    "dag.numbers": (b"PK\3\4", "This is a table of Numbers (.numbers). In Numbers: File, Export to, Excel."),
}


@pytest.mark.parametrize("name", NO_WORKBOOKS)
def test_what_is_no_workbook_is_said_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, sentence = NO_WORKBOOKS[name]
    (tmp_path / name).write_bytes(data)
    [fault] = faults(tmp_path / name)
    assert fault.startswith(f"{name}: {sentence}")


def test_what_is_packed_as_a_workbook_and_is_none_is_said(tmp_path: Path) -> None:
    ods = tmp_path / "dag.ods"
    with zipfile.ZipFile(ods, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    advice = "In LibreOffice: File, Save as, and choose Excel 2007–365 (.xlsx)."
    assert faults(ods) == [f"dag.ods: This is a table of LibreOffice (.ods). {advice}"]
    anew = "In Excel: File, Save as, and choose Excel Workbook (.xlsx)."
    for inside, sentence in (
        ("word/document.xml", "This is a Word document, whatever its name says; it should end in .docx."),
        (
            "xl/workbook.bin",
            f"This is a binary workbook (.xlsb). {anew}",
        ),
        ("Index/Document.iwa", "This is a table of Numbers (.numbers). In Numbers: File, Export to, Excel."),
    ):
        for name in ("dag.xlsx", "dag.xlsb"):
            with zipfile.ZipFile(tmp_path / name, "w") as packed:
                packed.writestr(inside, "x")
            assert faults(tmp_path / name) == [f"{name}: {sentence}"]
            with pytest.raises(Faults) as imported:
                read_grid(tmp_path / name)
            assert str(imported.value.faults[0]) == f"{name}: {sentence}"
    entities = repacked(tmp_path / "e.xlsx", "xl/workbook.xml", lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data)
    assert faults(entities)[0].startswith("e.xlsx: This workbook has parts that no spreadsheet writes.")
    own = Workbook()
    own.active.title = "Blad1"  # type: ignore[union-attr]  # a new workbook has a sheet
    own.save(tmp_path / "own.xlsx")
    assert faults(tmp_path / "own.xlsx")[0].startswith('own.xlsx: This is no workbook of a day: it has no sheet "Dag"')


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = repacked(tmp_path / "dag.xlsx", xl__worksheets__sheet99_xml=bytes(70_000_000))
    assert faults(bomb)[0].startswith("dag.xlsx: There is far more in this workbook than a day has.")


def test_empty_rows_down_to_the_last_are_passed_over(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d" spans="1:8"><c r="A%d" s="3"/></row>' % (n, n) for n in range(30, 60_030))

    def with_rows(data: bytes) -> bytes:
        return data.replace(b"</sheetData>", rows + b"</sheetData>")

    instance = read(repacked(tmp_path / "dag.xlsx", "xl/worksheets/sheet4.xml", with_rows))
    assert len(instance.conference.groups) == 6


def test_a_dutch_workbook_is_told_dutch_words_alone(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Mensen"]["K4"] = "baas"
        book["Onderdelen"]["C3"] = "plenaer"

    with pytest.raises(Faults) as found:
        read(changed(tmp_path / "dag.xlsx", change))
    assert [fault.message.into(Language.of("nl")) for fault in found.value.faults] == [
        '"baas" is geen rol. De rollen zijn voorzitter, vicevoorzitter, secretaris, lid, belangstellend en spreker.',
        '"plenaer" is geen soort onderdeel. Bedoelde u "plenair"?',
    ]


def test_hidden_columns_are_read_and_said(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        for column in ("B", "C", "Z"):  # nothing stands in the last
            book["Zalen"].column_dimensions[column].hidden = True

    (columns,) = remarked(read(changed(tmp_path / "dag.xlsx", change)), "dag.xlsx, Zalen: 2 hidden")
    assert columns == "dag.xlsx, Zalen: 2 hidden columns are read like the others: B and C."


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Zalen"].row_dimensions[2].hidden = True
        book["Zalen"].row_dimensions[60].hidden = True  # nothing stands there

    (row,) = remarked(read(changed(tmp_path / "dag.xlsx", change)), "dag.xlsx, Zalen: 1 hidden")
    assert row == "dag.xlsx, Zalen: 1 hidden row is read like the others: 2."


def test_a_programme_in_a_table_that_is_no_workbook_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "dag.xlsx").write_bytes(STARTER)
    instance = read(tmp_path)
    (tmp_path / "programme.xls").write_bytes(OLE)
    with pytest.raises(Faults, match="This is a workbook of an old Excel"):
        read_programme(tmp_path / "programme.xls", instance)


@pytest.mark.parametrize(("epoch", "number"), [(CALENDAR_WINDOWS_1900, 46_094), (CALENDAR_MAC_1904, 44_632)])
def test_a_date_that_stands_there_as_a_number_is_that_date_on_a_mac_too(
    epoch: datetime, number: int, tmp_path: Path
) -> None:
    def change(book: Workbook) -> None:
        book.epoch = epoch
        (cell,) = (row[1] for row in book["Dag"].iter_rows() if row[0].value == "datum")
        cell.value, cell.number_format = number, "General"

    assert str(read(changed(tmp_path / "dag.xlsx", change)).conference.days[0].date) == "2026-03-13"


def test_a_column_that_lists_groups_says_who_is_what_there(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Mensen"]
        for cell, text in {
            "P1": "Groepen",
            "P2": "europa, Wonen; Zorg",
            "Q1": "belangstellend",
            "Q3": "Energie",
        }.items():
            sheet[cell] = text

    groups = {group.name: group.roles for group in read(changed(tmp_path / "dag.xlsx", change)).conference.groups}
    assert {name: roles[p].value for name, roles in groups.items() for p in roles if p.name == "Sanne Dekker"} == {
        "Wonen": "chair",
        "Zorg": "member",
        "Energie": "chair",
        "Europa": "member",
        "Financiën": "member",
    }
    assert [
        roles[p].value for p in groups["Energie"] for roles in [groups["Energie"]] if p.name == "Youssef Amrani"
    ] == ["interested"]

    def mistyped(book: Workbook) -> None:
        change(book)
        book["Mensen"]["P4"] = "Wonne; Europa"

    assert faults(changed(tmp_path / "fout.xlsx", mistyped)) == [
        'dag.xlsx, Mensen!P4: Ineke Postma: "Wonne" is no group. Did you mean "Wonen"?'.replace("dag", "fout")
    ]


def test_a_title_twice_is_told_with_the_column_that_tells_them_apart(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["Onderdelen"]["A3"] = book["Onderdelen"]["A2"].value

    (fault,) = faults(changed(tmp_path / "dag.xlsx", change))
    assert fault.startswith('dag.xlsx, Onderdelen!A3: Inloop: Another session is called "Inloop" (Onderdelen!A2); ')
    assert fault.endswith('Its title may stay: put that name in the column "own name".')
