"""Rarer shapes of a programme in a table, each read as whoever laid it means it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from scheduler.files import Faults, read
from scheduler.files.grids import GridProgramme, day_of_grid, programme_for, read_grid
from tests.support.word_tables import Row, add_table, word

FRIDAY = "vrijdag 10 februari 2023"
HEAD: Row = ("Tijd", "Zaal 1", "Zaal 2")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read_rows(tmp_path: Path, *rows: Row) -> GridProgramme:
    return read_grid(word(tmp_path / "p.docx", "Netwerkdag", FRIDAY, list(rows)))


def lines(grid: GridProgramme) -> list[str]:
    return [
        f"{s.start // 60}.{s.start % 60:02}-{s.end // 60}.{s.end % 60:02} {s.title} | {', '.join(s.rooms)}"
        for s in grid.sessions
    ]


def test_several_sessions_stand_in_one_cell(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        ("10.00-12.00", "10.00 – 10.45 Europa\nVoorzitter: Jan Jansen\n11.00 – 11.45 Wonen"),
        ("13.00-14.00", "Zorg (Zaal 2)\nEnergie, Foyer\nPlein in de Kerkzaal"),
        ("14.00", "Slot\nLocatie: Grote zaal"),
    )
    assert lines(grid) == [
        "10.00-10.45 Europa | ",
        "11.00-11.45 Wonen | ",
        "13.00-14.00 Zorg | Zaal 2",
        "13.00-14.00 Energie | Foyer",
        "13.00-14.00 Plein | Kerkzaal",
        "14.00-15.00 Slot | Grote zaal",
    ]


def test_what_a_cell_says_besides(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        HEAD,
        ("10.00-11.00", "Europa (online)", "Workshop bouwen (hybride)\ndoor Anna Smit"),
        (
            "11.00-12.00",
            "Sociale pijler\nonder leiding van Bob de Wit",
            "Zorg (vz. : Carla Klaas)\nU krijgt koffie.",
        ),
        ("12.00-13.00", "Voorzitter: Jan Jansen", "10.30-11.00"),
    )
    (europe, building, pillar, care) = grid.sessions
    assert (europe.title, europe.online) == ("Europa", True)
    assert (building.title, building.notes) == ("Workshop bouwen", ("hybride",))
    assert [person.name for person in building.people["speakers"]] == ["Anna Smit"]
    assert (pillar.group, pillar.is_pillar) == ("Sociale", True)
    assert ([person.name for person in care.people["chairs"]], care.notes) == (
        ["Carla Klaas"],
        ("U krijgt koffie.",),
    )
    assert 'p.docx, table 1, row 4: "Voorzitter: Jan Jansen" has no title; it is not read.' in grid.remarks
    text = day_of_grid(grid).files["day.yaml"]
    assert "soort: workshop" in text
    assert "online: ja" in text


def test_begin_and_end_in_columns_of_their_own_and_a_row_that_is_one_cell(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        ("Van", "Tot", "Zaal 1", "Zaal 2"),
        ("10.00", "10.45", "Europa", "Wonen"),
        ("11.00", "12.00", "Zorg", "Energie"),
    )
    assert lines(grid)[::3] == ["10.00-10.45 Europa | Zaal 1", "11.00-12.00 Energie | Zaal 2"]
    grid = read_rows(
        tmp_path,
        (("Stadhuis", 3),),
        HEAD,
        ("10.00-11.00", "Europa", "Wonen"),
        (("11.00 – 11.30 Koffie", 3),),
        (("Middagprogramma", 3),),
        ("12.00-13.00", "Zorg", "Energie"),
        ("hele dag", ("Informatiemarkt", 2)),
    )
    assert [(s.start, s.end, s.title) for s in grid.sessions if s.for_all] == [
        (660, 690, "Koffie"),
        (600, 780, "Informatiemarkt"),
    ]
    assert [str(remark).partition(": ")[2] for remark in grid.remarks] == [
        '"Stadhuis" has no hour; it is not read.',
        '"Middagprogramma" has no hour; it is not read.',
    ]


def test_headings_come_again_and_a_cell_goes_on_in_the_next_row(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        HEAD,
        ("10.00-11.00", "Europa", "Wonen"),
        ("", "Voorzitter: Jan Jansen", ""),
        ("Tijd", "Zaal 3", "Zaal 4"),
        ("11.00-12.00", "Zorg", "Energie"),
    )
    assert lines(grid) == [
        "10.00-11.00 Europa | Zaal 1",
        "10.00-11.00 Wonen | Zaal 2",
        "11.00-12.00 Zorg | Zaal 3",
        "11.00-12.00 Energie | Zaal 4",
    ]
    assert [person.name for person in grid.sessions[0].people["chairs"]] == ["Jan Jansen"]


def test_the_same_text_in_all_rooms_is_one_session_for_all(tmp_path: Path) -> None:
    grid = read_rows(tmp_path, HEAD, ("10.00-11.00", "Gesprek", "Gesprek"), ("11.00-12.00", "Europa", "Zorg"))
    assert [(session.title, session.for_all) for session in grid.sessions] == [
        ("Gesprek", True),
        ("Europa", False),
        ("Zorg", False),
    ]
    assert list(grid.remarks) == [
        'p.docx, table 1, row 2: "Gesprek" stands in 2 cells at once; it is taken over once, for all.'
    ]


def test_what_word_holds_beside_the_text_is_named(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(FRIDAY)
    table = add_table(document, [HEAD, ("10.00-11.00", "Europa", "Wonen"), ("11.00-12.00", "Zorg", "Energie")])
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="3"/>'))
    box = f"<w:pict {W}><w:txbxContent><w:p><w:r><w:t>Let op</w:t></w:r></w:p></w:txbxContent></w:pict>"
    run = document.add_paragraph().add_run()
    run._r.append(parse_xml(box))
    document.save(str(tmp_path / "plain.docx"))
    with ZipFile(tmp_path / "plain.docx") as plain, ZipFile(tmp_path / "p.docx", "w") as noted:
        for name in plain.namelist():
            noted.writestr(name, plain.read(name))
        noted.writestr("word/comments.xml", f'<w:comments {W}><w:comment w:id="1"/></w:comments>')
    grid = read_grid(tmp_path / "p.docx")
    assert [session.title for session in grid.sessions] == ["Europa", "Wonen"]
    assert [str(remark) for remark in grid.remarks][:3] == [
        (
            "p.docx: it holds tracked changes that nobody has accepted yet. What is added counts, what is struck out "
            "does not."
        ),
        'p.docx: "Let op" stands in a text box and is not read.',
        "p.docx: 1 comment in its margin is not read.",
    ]


def test_a_list_with_semicolons_and_a_sheet_that_is_called_by_its_day(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(
        f"{FRIDAY}\nTijd;Zaal 1;Zaal 2\n10.00-11.00;Europa;Wonen\n11.00-12.00;Zorg;\n", "utf-8"
    )
    assert lines(read_grid(tmp_path / "p.csv"))[1:] == ["10.00-11.00 Wonen | Zaal 2", "11.00-12.00 Zorg | Zaal 1"]
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEAD, ("10.00-11.00", "Europa", "Wonen"), ("11.00-12.00", "Zorg", "Energie")):
        sheet.append(list(row))
    sheet.title = FRIDAY
    sheet.merge_cells("B2:C2")
    book.save(tmp_path / "p.xlsx")
    grid = read_grid(tmp_path / "p.xlsx")
    assert [(session.title, session.for_all) for session in grid.sessions] == [
        ("Europa", True),
        ("Zorg", False),
        ("Energie", False),
    ]


DAYS = """\
title: Netwerkdagen
language: nl
days:
  - {date: 2023-02-09, rounds: [10:00–11:00]}
  - {date: 2023-02-10, rounds: [10:00–11:00]}
rooms:
  - {name: Zaal 1, capacity: 10}
  - {name: Zaal 2, capacity: 20}
  - Zaal 3
  - {name: Samen, consists_of: [Zaal 1, Zaal 3]}
groups: [Europa, Wonen, Zorg, Energie]
sessions: [Europa, Wonen, Zorg, {group: Energie, held: no}]
"""


def test_onto_two_days_and_rooms_together(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAYS, "utf-8")
    instance = read(tmp_path / "day.yaml")
    head: Row = ("Tijd", "Zaal 1", "Zaal 3", "Zaal 2")
    first: list[Row] = [head, ("10.00-11.00", ("Europa", 2), "Energie"), ("11.00-12.00", "Europa", "", "")]
    second: list[Row] = [head, ("10.00-11.00", "Zorg", ("Wonen", 2))]
    found = programme_for(read_grid(word(tmp_path / "p.docx", "donderdag", first, "vrijdag", second)), instance)
    assert found.text.split("\n")[2:] == [
        "  Europa: 2023-02-09 10:00 Samen",
        "  Wonen: 2023-02-10 10:00 Zaal 2",
        "  Zorg: 2023-02-10 10:00 Zaal 1",
        "",
    ]
    remarks = [str(remark) for remark in found.remarks]
    for sentence in (
        "p.docx, table 1, row 2: Energie does not take place by the day file; it is left out.",
        'p.docx, table 1, row 3: "Europa" stands in the file more often than in the day; it is left out.',
        "p.docx, table 2, row 2: Wonen stands over Zaal 3 and Zaal 2; Zaal 2 is taken, the largest.",
    ):
        assert sentence in remarks
    by_order = programme_for(read_grid(word(tmp_path / "p.docx", "Dag 1", first, "Dag 2", second)), instance)
    assert by_order.text == found.text
    with pytest.raises(Faults, match='"zaterdag 11 februari" is no day of the day file'):
        programme_for(read_grid(word(tmp_path / "p.docx", "zaterdag 11 februari", first)), instance)
    with pytest.raises(Faults, match="The day file has 2023-02-09 and 2023-02-10"):
        programme_for(read_grid(word(tmp_path / "p.docx", first)), instance)


def test_another_date_is_taken_for_that_of_the_day_and_said(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("title: Dag\ndate: 2023-02-10\nrooms: [A]\nsessions: [Europa, Wonen]\n", "utf-8")
    grid = read_grid(
        word(tmp_path / "p.docx", "10 maart 2022", [("Tijd", "A", "B"), ("10.00-11.00", "Europa", "Zorg")])
    )
    found = programme_for(grid, read(tmp_path / "day.yaml"))
    assert 'p.docx says "10 maart 2022"; it is taken for 2023-02-10, the date of the day.' in found.remarks
    assert 'Of the day, "Wonen" stands nowhere in p.docx, so the programme lacks it.' in found.remarks
