"""A programme in a table of Word, Excel or text: every way in which secretaries lay one is read as they mean it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from scheduler.files import Faults
from scheduler.files.grids import GridProgramme, read_grid
from tests.support.word_tables import Row, add_table, word

FRIDAY = "vrijdag 10 februari 2023"
HEAD: Row = ("Tijd", "Zaal 1", "Zaal 2")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def hour(minutes: int) -> str:
    return f"{minutes // 60}.{minutes % 60:02}"


def lines(grid: GridProgramme) -> list[str]:
    """Each session: hours, title, and where it is."""
    return [
        f"{hour(s.start)}-{hour(s.end)} {s.title} | {'allen' if s.for_all else ', '.join(s.rooms)}"
        for s in grid.sessions
    ]


def read_rows(tmp_path: Path, *rows: Row, above: str = FRIDAY) -> GridProgramme:
    return read_grid(word(tmp_path / "programma.docx", "Netwerkdag", above, list(rows)))


def pasted(tmp_path: Path, text: str, name: str = "programma.txt") -> GridProgramme:
    (tmp_path / name).write_text(text, "utf-8")
    return read_grid(tmp_path / name)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("09.30 – 10.00", "9.30-10.00"),
        ("9.30-10.00 uur", "9.30-10.00"),
        ("9u30", "9.30-10.30"),
        ("09:30\n10:00", "9.30-10.00"),
        ("9.30 tot 10 uur", "9.30-10.00"),
        ("van 9.30 tot 10.00 uur", "9.30-10.00"),
        ("Ronde 1 (9.30 - 10.15)", "9.30-10.15"),
        ("9:30 am – 1:00 pm", "9.30-13.00"),
        ("9-10 uur", "9.00-10.00"),
        ("22.30 – 01.00", "22.30-25.00"),
    ],
)
def test_hours_are_read_as_people_write_them(tmp_path: Path, written: str, read_as: str) -> None:
    grid = read_rows(tmp_path, HEAD, (written, "Europa", "Wonen"))
    assert lines(grid) == [f"{read_as} Europa | Zaal 1", f"{read_as} Wonen | Zaal 2"]


def test_merged_cells_are_for_all_or_last_longer(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        HEAD,
        ("9.30", ("Inloop", 2)),
        ("10.00 – 11.00", ("Europa", 1, 2), "Wonen"),
        ("11.15 – 12.15", None, "Zorg"),
        ("12.15", ("Gesprek met de minister", 2)),
        ("13.15 – 14.00", "Borrel", ""),
    )
    assert lines(grid) == [
        "9.30-10.00 Inloop | allen",
        "10.00-12.15 Europa | Zaal 1",
        "10.00-11.00 Wonen | Zaal 2",
        "11.15-12.15 Zorg | Zaal 2",
        "12.15-13.15 Gesprek met de minister | allen",
        "13.15-14.00 Borrel | allen",
    ]
    assert (grid.counts.tables, grid.counts.rows, grid.counts.cells) == (1, 6, 14)


def test_a_cell_over_some_rooms_is_in_those(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path, ("Tijd", "A", "B", "C"), ("10.00-11.00", ("Europa", 2), "Wonen"), ("11.00-12.00", "Zorg")
    )
    assert [session.rooms for session in grid.sessions] == [("A", "B"), ("C",), ("A",)]


def test_rooms_may_go_down_and_hours_across(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        ("", "9.30 – 10.30", "10.45 – 11.45", "12.00 – 13.00"),
        ("Statenzaal", "Europa", "Wonen", ("Lunch", 1, 2)),
        ("Raadzaal", ("Zorg", 2), None),
    )
    assert sorted(lines(grid)) == [
        "10.45-11.45 Wonen | Statenzaal",
        "12.00-13.00 Lunch | allen",
        "9.30-10.30 Europa | Statenzaal",
        "9.30-11.45 Zorg | Raadzaal",
    ]


def test_hours_may_stand_in_the_cells_and_tracks_above_them(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        (("Donderdag 9 februari 2023", 2),),
        ("Spoor A", "Spoor B"),
        ("10.00-11.00\nEuropa\n(Statenzaal)", "10.00-10.45 Wonen (Raadzaal)"),
        (("11.00-11.30 Koffie", 2),),
        (("Vrijdag 10 februari 2023", 2),),
        ("10.00 – 11.00 Zorg (Statenzaal)", ""),
        above="Programma",
    )
    assert lines(grid) == [
        "10.00-11.00 Europa | Statenzaal",
        "10.00-10.45 Wonen | Raadzaal",
        "11.00-11.30 Koffie | allen",
        "10.00-11.00 Zorg | Statenzaal",
    ]
    assert ([session.track for session in grid.sessions], grid.tracks) == (
        ["Spoor A", "Spoor B", "", "Spoor A"],
        ("Spoor A", "Spoor B"),
    )
    assert [day.day for day in grid.days if day] == [9, 10]


def test_a_list_has_its_columns_by_their_headings(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        ("Tijd", "Programma", "Zaal", "Spreker", "Toelichting"),
        ("9.30", "Inloop", "Foyer", "", ""),
        ("10.00", "Opening", "Grote zaal", "burgemeester Jos Wienen", ""),
        ("10.30", "Woningmarkt", "Zaal 2", "Karin Schrederhof, Delft", "Alleen voor leden"),
        ("", "Europa", "Zaal 3", "", ""),
        ("11.30", "Einde", "", "", ""),
    )
    assert lines(grid) == [
        "9.30-10.00 Inloop | allen",
        "10.00-10.30 Opening | Grote zaal",
        "10.30-11.30 Woningmarkt | Zaal 2",
        "10.30-11.30 Europa | Zaal 3",
    ]
    speakers = grid.sessions[2].people["speakers"]
    assert [(person.name, person.organisation) for person in speakers] == [("Karin Schrederhof", "Delft")]
    assert grid.sessions[2].notes == ("Alleen voor leden",)
    assert list(grid.remarks) == [
        "programma.docx, table 1, row 5: This row has no hour; it is read with the row above.",
        'programma.docx, table 1, row 6: "Einde" is where the day ends, and no session.',
    ]


def test_several_days_stand_each_above_their_table(tmp_path: Path) -> None:
    grid = read_grid(
        word(
            tmp_path / "p.docx",
            "Netwerkdagen Gouda",
            "Locatie: Stadhuis, Markt 1, Gouda",
            "Donderdag 9 februari 2023",
            [HEAD, ("10.00-11.00", "Europa", "Wonen")],
            "Vrijdag 10 februari",
            [HEAD, ("10.00-11.00", "Europa", "-")],
            "Tot ziens in Gouda.",
        )
    )
    assert [(session.title, session.day and session.day.day) for session in grid.sessions] == [
        ("Europa", 9),
        ("Wonen", 9),
        ("Europa", 10),
    ]
    assert (grid.title, grid.place, grid.year) == ("Netwerkdagen Gouda", "Stadhuis, Markt 1, Gouda", 2023)
    assert list(grid.remarks) == [
        'p.docx, below table 2: "Tot ziens in Gouda." is not read.',
        'p.docx, table 2, row 2: "Europa" stands in the programme 2 times; each counts as a session of its own.',
    ]


def test_who_leads_and_speaks_and_a_room_stand_below_the_title(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        HEAD,
        (
            "10.00-11.00",
            (
                "#TG Fysiek: Woningmarkt\nVoorzitter: Karin Schrederhof (Delft)\nSpreker: Gido ten Dolle en Anna Smit\n"
                "Statenzaal"
            ),
            "Europa (Jeroen Diepemaat)*",
        ),
        ("11.00-12.00", "Pijlerbijeenkomst\nSociaal", "Gesprek (deze sessie duurt tot 11.45 uur)"),
    )
    (housing, europe, pillar, talk) = grid.sessions
    assert (housing.title, housing.group, housing.pillar, housing.rooms) == (
        "Woningmarkt",
        "Woningmarkt",
        "Fysiek",
        ("Statenzaal",),
    )
    assert {role: [person.name for person in people] for role, people in housing.people.items()} == {
        "chairs": ["Karin Schrederhof"],
        "speakers": ["Gido ten Dolle", "Anna Smit"],
    }
    assert (europe.title, [person.name for person in europe.people["speakers"]]) == ("Europa", ["Jeroen Diepemaat"])
    assert (pillar.title, pillar.group, pillar.is_pillar) == ("Pijlerbijeenkomst Sociaal", "Sociaal", True)
    assert (hour(talk.end), talk.notes) == ("11.45", ("deze sessie duurt tot 11.45 uur",))
    assert list(grid.remarks) == ["programma.docx, table 1, row 2: no remark belongs to the mark *."]


def test_remarks_below_and_texts_about_sessions_belong_to_them(tmp_path: Path) -> None:
    grid = read_grid(
        word(
            tmp_path / "p.docx",
            "Beste allen,",
            FRIDAY,
            [HEAD, ("10.00-11.00", "Europa*", "Wonen")],
            "* Deze sessie duurt tot 10.45 uur.",
            "** Nergens bij",
            "Themagroep Wonen",
            "We spreken over huizen.",
            "#Toelichting bij de borrel",
            "Die is er niet.",
        )
    )
    assert (grid.sessions[0].notes, hour(grid.sessions[0].end)) == (("Deze sessie duurt tot 10.45 uur.",), "10.45")
    assert grid.sessions[1].description == "We spreken over huizen."
    assert list(grid.remarks) == [
        'p.docx, above the first table: "Beste allen," is not read.',
        'p.docx, below table 1: "** Nergens bij" is not read.',
        'p.docx, below table 1: "Toelichting bij de borrel" is not read.',
        'p.docx, below table 1: "Die is er niet." is not read.',
        "p.docx: no title stands above it; the day is called p.",
    ]


def test_one_hour_over_two_rows_is_one_round(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        HEAD,
        (("Ronde 1\n10.00-11.00", 1, 2), "Europa", "Wonen"),
        (None, "Voorzitter: Jan Jansen", "Voorzitter: Anna Smit"),
        ("11.00-12.00", "Zorg", "Energie"),
    )
    assert [[person.name for person in s.people.get("chairs", ())] for s in grid.sessions] == [
        ["Jan Jansen"],
        ["Anna Smit"],
        [],
        [],
    ]


def test_what_nobody_accepted_counts_as_word_shows_it(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(f"Netwerkdag, {FRIDAY}")
    table = add_table(document, [HEAD, ("10.00-11.00", "", "Wonen"), ("11.00-12.00", "Zorg", "Energie")])
    cell = table.cell(1, 1).paragraphs[0]._p
    cell.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>Europa</w:delText></w:r></w:del>'))
    cell.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>Finan</w:t></w:r><w:r><w:t>ciën</w:t></w:r></w:ins>'))
    table.cell(2, 1).paragraphs[0].runs[0].font.strike = True
    table.cell(2, 2).paragraphs[0].add_run("Geheim").font.hidden = True
    table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "Voorzitter: Jan Jansen"
    document.sections[0].header.paragraphs[0].text = "Concept"
    document.save(str(tmp_path / "p.docx"))
    grid = read_grid(tmp_path / "p.docx")
    assert [session.title for session in grid.sessions] == ["Financiën", "Wonen", "Energie"]
    assert [person.name for person in grid.sessions[2].people["chairs"]] == ["Jan Jansen"]
    assert list(grid.remarks) == [
        (
            "p.docx: it holds tracked changes that nobody has accepted yet. What is added counts, what is struck out "
            "does not."
        ),
        'p.docx: "Geheim" is hidden text and is not read.',
        'p.docx: "Concept" stands at the head or foot of the page and is not read.',
        'p.docx, table 1, row 3: "Zorg" is struck out; it is left out.',
    ]


def test_a_table_around_everything_is_a_frame_and_tabs_lay_a_table_too(tmp_path: Path) -> None:
    document = Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = FRIDAY
    inner = frame.add_table(2, 3)
    for row, texts in enumerate((HEAD, ("10.00-11.00", "Europa", "Wonen"))):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = str(text)
    document.save(str(tmp_path / "p.docx"))
    wanted = ["10.00-11.00 Europa | Zaal 1", "10.00-11.00 Wonen | Zaal 2"]
    assert lines(read_grid(tmp_path / "p.docx")) == wanted
    tabs = word(tmp_path / "tabs.docx", FRIDAY, "Tijd\tZaal 1\tZaal 2", "10.00-11.00\tEuropa\tWonen")
    assert lines(read_grid(tabs)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        'Tijd\tZaal 1\tZaal 2\n9.30\tInloop\n10.00-11.00\t"Europa\nVoorzitter: Jan Jansen"\tWonen\n',
        (
            "| Tijd | Zaal 1 | Zaal 2 |\n| --- | --- | --- |\n| 9.30 | Inloop | |\n"
            "| 10.00–11.00 | **Europa**<br>Voorzitter: Jan Jansen | Wonen |\n"
        ),
        (
            "Tijd           Zaal 1                 Zaal 2\n9.30           Inloop met koffie en meer dan dat\n"
            "10.00 – 11.00  Europa                 Wonen\n               Voorzitter: Jan Jansen\n"
        ),
        (
            "┌───┬───┐\n│ Tijd │ Zaal 1 │ Zaal 2 │\n├───┼───┤\n│ 9.30 │ Inloop │ │\n│ 10.00–11.00 │ Europa │ Wonen │\n"
            "│ │ Voorzitter: Jan Jansen │ │\n└───┴───┘\n"
        ),
    ],
)
def test_a_grid_is_read_from_text_however_it_is_divided(tmp_path: Path, text: str) -> None:
    grid = pasted(tmp_path, f"# Netwerkdag\n\n{FRIDAY}\n\n{text}\nTot dan!\n")
    assert [line.partition(" met")[0].removesuffix(" | allen") for line in lines(grid)] == [
        "9.30-10.00 Inloop",
        "10.00-11.00 Europa | Zaal 1",
        "10.00-11.00 Wonen | Zaal 2",
    ]
    assert [person.name for person in grid.sessions[1].people["chairs"]] == ["Jan Jansen"]
    (remark,) = grid.remarks
    assert remark.startswith("programma.txt:")
    assert remark.endswith(': "Tot dan!" is not read.')


@pytest.mark.parametrize(
    ("cell", "line", "message"),
    [
        ('"Wonen\n(Jan Jansen)"', 4, '"25:00" is no time of day; write it like 9:30'),
        ('5" scherm', 3, '"25:00" is no time of day; write it like 9:30'),
        ('"Wonen', 2, "A quote is opened in this row and not closed."),
        (
            "W" * 131_073,
            2,
            "A cell of this row has more than 131,072 letters; perhaps a quote is opened in it and not closed.",
        ),
    ],
)
@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_fault_below_quotes_names_the_line_of_the_file(
    tmp_path: Path, cell: str, line: int, message: str, sign: str
) -> None:
    rows = f'"Tijd";Zaal 1;Zaal 2\n9:00-10:00;{cell};Zorg\n11:00-25:00;Europa;Energie\n'
    with pytest.raises(Faults) as found:
        pasted(tmp_path, rows.replace(";", sign), "programma.csv")
    assert list(map(str, found.value.faults)) == [f"programma.csv:{line}: {message}"]


def test_hyphens_that_nobody_sees_are_not_read(tmp_path: Path) -> None:
    text = "Netwerk\u00addag\n{FRIDAY}\n\n| Tijd | Zaal 1 |\n| --- | --- |\n| 9.30\u2060-10.00 | Woning\u00admarkt |\n"
    assert lines(pasted(tmp_path, text.replace("{FRIDAY}", FRIDAY))) == ["9.30-10.00 Woningmarkt | Zaal 1"]


def test_lines_that_begin_with_hours_are_a_programme(tmp_path: Path) -> None:
    grid = pasted(
        tmp_path,
        f"Netwerkdag\n{FRIDAY}\n\n10.00 - 11.15uur  Themagroep Veiligheid\nSecretaris: Anna Smit, a@b.example\n\n"
        "10.00-11.00 uur Themagroep Wonen\n11.30 — 12.15 uur Het gesprek\n",
    )
    assert lines(grid) == ["10.00-11.15 Veiligheid | ", "10.00-11.00 Wonen | ", "11.30-12.15 Het gesprek | "]
    assert grid.remarks == ()


def test_a_grid_in_excel_has_its_hours_as_numbers_and_its_day_on_the_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Programma"
    rows: list[list[Any]] = [
        ["Netwerkdag Gouda"],
        [date(2023, 2, 10)],
        ["Tijd", "Zaal 1", "Zaal 2"],
        [time(9, 30), "Inloop"],
        [10 / 24, "Europa\nVoorzitter: Jan Jansen", "Wonen"],
        ["11.00-12.00", "Koffie"],
        ["* Neem uw badge mee"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("B6:C6")
    book.create_sheet("Bellen")["A1"] = "De cateraar"
    book.save(tmp_path / "rooster.xlsx")
    grid = read_grid(tmp_path / "rooster.xlsx")
    assert lines(grid) == [
        "9.30-10.00 Inloop | allen",
        "10.00-11.00 Europa | Zaal 1",
        "10.00-11.00 Wonen | Zaal 2",
        "11.00-12.00 Koffie | allen",
    ]
    assert (grid.title, [day.day for day in grid.days if day]) == ("Netwerkdag Gouda", [10])
    assert list(grid.remarks) == [
        'rooster.xlsx, Programma!A7: "* Neem uw badge mee" is not read.',
        'rooster.xlsx, Bellen!A1: "De cateraar" is not read.',
    ]


def test_hours_that_are_none_are_told_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(Faults) as wrong:
        read_rows(
            tmp_path,
            HEAD,
            ("half tien", "Europa", "Wonen"),
            ("11.00-10.00", "Zorg", "Energie"),
            ("12.00-13.00", "13.00-12.30 Zorg", "Lunch"),
        )
    assert [str(fault) for fault in wrong.value.faults] == [
        'programma.docx, table 1, row 2: "half tien" is no time of day; write 9:30 or 21:30.',
        'programma.docx, table 1, row 3: "11.00-10.00" ends before it begins.',
    ]


def test_a_break_in_one_room_beside_which_something_goes_on_is_not_for_all(tmp_path: Path) -> None:
    grid = read_rows(tmp_path, HEAD, ("10.00-11.00", ("Europa", 1, 2), "Wonen"), ("11.00-11.30", None, "Pauze"))
    assert [(s.title, s.for_all, s.beside) for s in grid.sessions] == [
        ("Europa", False, False),
        ("Wonen", False, False),
        ("Pauze", False, True),
    ]


def test_a_column_a_day_and_a_column_of_days_before_the_hours(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path,
        ("Tijd", "Donderdag 9 februari 2023", "Vrijdag 10 februari 2023"),
        ("10.00-11.00", "Europa", "Wonen"),
        ("11.00-12.00", ("Lunch", 2)),
    )
    assert [(s.title, s.day and s.day.day) for s in grid.sessions] == [
        ("Europa", 9),
        ("Wonen", 10),
        ("Lunch", 9),
        ("Lunch", 10),
    ]
    grid = read_rows(
        tmp_path,
        ("Dag", "Tijd", "Zaal 1", "Zaal 2"),
        (("Donderdag 9 februari 2023", 1, 2), "10.00-11.00", "Europa", "Wonen"),
        (None, "11.00-12.00", ("Lunch", 2)),
        ("Vrijdag 10 februari 2023", "10.00-11.00", "Zorg", ""),
        ("Let op", "11.00-12.00", "Energie", ""),
    )
    assert [(s.title, s.day and s.day.day) for s in grid.sessions] == [
        ("Europa", 9),
        ("Wonen", 9),
        ("Lunch", 9),
        ("Zorg", 10),
        ("Energie", 10),
    ]
    assert list(grid.remarks) == ['programma.docx, table 1, row 5: "Let op" stands before the hours; it is not read.']


def test_a_footnote_of_word_belongs_to_its_session_and_parts_of_the_day_are_headings(tmp_path: Path) -> None:
    word(
        tmp_path / "plain.docx",
        "Netwerkdag",
        FRIDAY,
        [HEAD, (("Ochtend", 3),), ("10.00-11.00", "Europa", "Wonen"), ("Lezing", "", "")],
    )
    note = (
        f'<w:footnotes {W}><w:footnote w:id="7"><w:p><w:r><w:t>Met tolk.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    with ZipFile(tmp_path / "plain.docx") as plain, ZipFile(tmp_path / "p.docx", "w") as noted:
        for name in plain.namelist():
            mark = b'<w:t>Europa</w:t><w:footnoteReference w:id="7"/>'
            noted.writestr(name, plain.read(name).replace(b"<w:t>Europa</w:t>", mark))
        noted.writestr("word/footnotes.xml", note)
    grid = read_grid(tmp_path / "p.docx")
    assert [(session.title, session.notes) for session in grid.sessions] == [("Europa", ("Met tolk.",)), ("Wonen", ())]
    assert list(grid.remarks) == [
        'p.docx, table 1, row 2: "Ochtend" has no hour; it is not read.',
        'p.docx, table 1, row 4: "Lezing" has no hour; it is not read.',
    ]


def test_seats_stand_in_a_heading(tmp_path: Path) -> None:
    grid = read_rows(
        tmp_path, ("Tijd", "Zaal 1 (60 pers.)", "Zaal 2\nmax. 40 personen"), ("10.00-11.00", "Europa", "Zorg")
    )
    assert grid.rooms == {"Zaal 1": 60, "Zaal 2": 40}


def test_words_where_hours_belong_are_named(tmp_path: Path) -> None:
    rows = [("", "Zaal 1", "Zaal 2"), ("'s ochtends", "Europa", "Wonen"), ("na de lunch", "Zorg", "Energie")]
    file = tmp_path / "programma.txt"
    file.write_text("\n".join("\t".join(row) for row in rows), "utf-8")
    with pytest.raises(Faults) as found:
        read_grid(file)
    (fault,) = found.value.faults
    assert str(fault.message).endswith(
        """In the first column stand "'s ochtends" and "na de lunch": put there from when to when each is."""
    )
