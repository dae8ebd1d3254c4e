"""A programme in a table as a day, or as the programme of a day that there is; and files that are none."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from scheduler.checking.check import check
from scheduler.files import Faults, Instance, read, read_programme
from scheduler.files.grids import KnownProgramme, day_of_grid, programme_for, read_grid
from scheduler.files.new_day import write_files
from tests.support.printed_grid import heading, printed, rows
from tests.support.word_tables import Row, word

HEAD: Row = ("Tijd", "Zaal 1", "Zaal 2", "Zaal 3")
DAY = """\
title: Netwerkdag
language: nl
date: 2023-02-10
rounds: [10:00–11:00, 11:15–12:15]
rooms: [{name: Statenzaal, short: Zaal 1, capacity: 60}, {name: Zaal 2, capacity: 40}, Zaal 3]
groups: [Europa, "Wonen, welzijn en zorg", Woningmarkt]
sessions:
  - {title: Inloop, kind: walk-in, at: 9:30, minutes: 30}
  - {name: Wissel 1, title: Verplaatsing, kind: moving time, at: 11:00, minutes: 15}
  - {name: Wissel 2, title: Verplaatsing, kind: moving time, at: 12:15, minutes: 5}
  - group: Europa
  - group: Wonen, welzijn en zorg
  - group: Woningmarkt
  - {title: Slotgesprek met de minister, kind: plenary, at: 12:20, minutes: 30, room: Statenzaal}
"""


def begun(tmp_path: Path, *blocks: str | list[Row], dates: tuple[date, ...] = ()) -> tuple[Path, Instance]:
    """The day that the document becomes, in a folder."""
    folder = tmp_path / "dag"
    write_files(folder, day_of_grid(read_grid(word(tmp_path / "p.docx", *blocks)), dates).files)
    return folder, read(folder)


def known(tmp_path: Path, *table: Row, day: str = DAY) -> tuple[Instance, KnownProgramme]:
    day = day.replace("group: Wonen, welzijn en zorg", 'group: "Wonen, welzijn en zorg"')
    (tmp_path / "day.yaml").write_text(day, "utf-8")
    instance = read(tmp_path / "day.yaml")
    return instance, programme_for(read_grid(word(tmp_path / "p.docx", list(table))), instance)


def test_a_dutch_programme_becomes_a_dutch_day_to_which_it_fits(tmp_path: Path) -> None:
    folder, instance = begun(
        tmp_path,
        "Netwerkdag Gouda",
        "Locatie: Stadhuis, Gouda",
        "vrijdag 10 februari 2023",
        [
            HEAD,
            ("9.30", ("Inloop", 3)),
            ("10.00 – 11.00", "TG Fysiek: Wonen\nVoorzitter: Anna Smit (Delft)", "Zorg, Jeugd en Onderwijs", ""),
            ("11.15 – 12.15", ("Grote klus*", 2), "Energie (Bob de Wit)"),
            ("12.15 – 13.00", ("Gesprek met de minister", 3)),
        ],
        "* Met de hele pijler.",
    )
    assert (folder / "day.yaml").read_text("utf-8") == (
        "# Begonnen met netday import, van p.docx.\n\n"
        'titel: Netwerkdag Gouda\ntaal: nl\nplaats: "Stadhuis, Gouda"\ndatum: 2023-02-10\n'
        "openingstijden: 9:30–13:00\n\n"
        "rondes:\n  - {naam: Ronde 1, tijd: 10:00–11:00}\n  - {naam: Ronde 2, tijd: 11:15–12:15}\n\n"
        "zalen:\n  - Zaal 1\n  - Zaal 2\n  - Zaal 3\n"
        "  - {naam: Zaal 1 + Zaal 2, bestaat_uit: [Zaal 1, Zaal 2]}\n\n"
        "groepen:\n  - {naam: Fysiek, soort: pijler}\n  - {naam: Wonen, voorzitters: Anna Smit, pijler: Fysiek}\n\n"
        "onderdelen:\n"
        "  - {titel: Inloop, soort: inloop, om: 9:30, duur: 30}\n"
        "  - {groep: Wonen, duur: 60}\n"
        '  - {titel: "Zorg, Jeugd en Onderwijs", soort: overleg, duur: 60}\n'
        "  - titel: Grote klus\n    soort: overleg\n    duur: 60\n    zaal: Zaal 1 + Zaal 2\n"
        "    opmerking: Met de hele pijler.\n"
        "  - {titel: Energie, soort: lezing, duur: 60, sprekers: Bob de Wit}\n"
        "  - {titel: Gesprek met de minister, soort: plenair, om: 12:15, duur: 45, zalen: geen}\n\n"
        "# Elk onderdeel staat het liefst waar het stond. Haal weg wat elders mag staan.\n"
        "regels:\n  liefst:\n"
        "    - {onderdelen: Wonen, om: 10:00, gewicht: 2}\n"
        "    - {onderdelen: Wonen, zaal: Zaal 1, gewicht: 2}\n"
        '    - {onderdelen: "Zorg, Jeugd en Onderwijs", om: 10:00, gewicht: 2}\n'
        '    - {onderdelen: "Zorg, Jeugd en Onderwijs", zaal: Zaal 2, gewicht: 2}\n'
        "    - {onderdelen: Grote klus, om: 11:15, gewicht: 2}\n"
        "    - {onderdelen: Grote klus, zaal: Zaal 1 + Zaal 2, gewicht: 2}\n"
        "    - {onderdelen: Energie, om: 11:15, gewicht: 2}\n"
        "    - {onderdelen: Energie, zaal: Zaal 3, gewicht: 2}\n"
    )
    assert (folder / "people.csv").read_text("utf-8-sig") == "naam;organisatie\nAnna Smit;Delft\nBob de Wit;\n"
    programme, remarks = read_programme(folder / "programme.yaml", instance)
    report = check(instance.problem, programme)
    assert ([str(breach.sentence) for breach in report.broken], report.cost, list(remarks)) == ([], 0, [])
    assert len(programme.placements) == 6


def test_the_check_says_at_once_who_is_in_two_places(tmp_path: Path) -> None:
    folder, instance = begun(
        tmp_path,
        "Friday 10 February 2023",
        [
            ("Time", "Room 1", "Room 2"),
            ("10.00 – 11.00", "Europe\nChair: Anna Smit", "Housing\nSpeaker: Anna Smit"),
        ],
    )
    programme, _ = read_programme(folder / "programme.yaml", instance)
    broken = [str(breach.sentence) for breach in check(instance.problem, programme).broken]
    assert "Anna Smit must be at Europe (10:00–11:00) and at Housing (10:00–11:00)." in broken
    assert (folder / "day.yaml").read_text("utf-8").startswith("# Begun by netday import from p.docx.\n\ntitle: p\n")


def test_two_days_and_a_date_without_a_year(tmp_path: Path) -> None:
    table: list[Row] = [HEAD, ("10.00-11.00", "Europa", "Wonen", "")]
    blocks = ("donderdag 9 februari", table, "vrijdag 10 februari", table)
    with pytest.raises(Faults) as wrong:
        begun(tmp_path, *blocks)
    assert [str(fault) for fault in wrong.value.faults] == [
        'p.docx, table 1, row 2: "donderdag 9 februari" has no year. Say which date it is: --dates 2023-02-09.',
        'p.docx, table 2, row 2: "vrijdag 10 februari" has no year. Say which date it is: --dates 2023-02-10.',
    ]
    folder, instance = begun(tmp_path, *blocks, dates=(date(2023, 2, 9),))
    assert [str(day.date) for day in instance.conference.days] == ["2023-02-09", "2023-02-10"]
    assert "  Europa 2: 2023-02-10 10:00 Zaal 1\n" in (folder / "programme.yaml").read_text("utf-8")
    read_programme(folder / "programme.yaml", instance)
    with pytest.raises(ValueError, match="The programme has 2 days, and there are 3 dates"):
        begun(tmp_path, *blocks, dates=(date(2023, 2, 9), date(2023, 2, 10), date(2023, 2, 11)))
    with pytest.raises(Faults, match='"vrijdag 9 februari 2023" is no date: it is a Thursday'):
        begun(tmp_path, "vrijdag 9 februari 2023", table)
    with pytest.raises(Faults, match="No date stands above this"):
        begun(tmp_path, "Netwerkdag", table)


def test_an_address_goes_with_whom_it_is_of_and_a_table_of_thousands_of_cells_is_no_programme(tmp_path: Path) -> None:
    folder, _ = begun(
        tmp_path,
        "vrijdag 10 februari 2023",
        [
            HEAD,
            ("10.00", "Europa\nSecretaris: Anna Smit, anna@delft.example", "Wonen\nSpreker: Jan Jansen (Oss)", ""),
        ],
    )
    assert (folder / "people.csv").read_text("utf-8-sig") == (
        "naam;organisatie;email\nAnna Smit;;anna@delft.example\nJan Jansen;Oss;\n"
    )
    (tmp_path / "much.txt").write_text("10.00\tEuropa\n" * 5_001, "utf-8")
    with pytest.raises(Faults, match="There are far more cells in it than a programme has"):
        read_grid(tmp_path / "much.txt")


def test_a_table_in_which_nothing_takes_place_is_no_programme(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="The table has hours, and nothing that takes place at them"):
        begun(tmp_path, "vrijdag 10 februari 2023", [HEAD, ("10.00", "", "", ""), ("11.00", "-", "-", "(Zaal 9)")])


def test_the_printed_grid_of_haarlem_is_its_printed_programme(tmp_path: Path) -> None:
    instance, programme = printed()
    grid = read_grid(word(tmp_path / "programma.docx", *heading(), rows(instance, programme)))
    found = programme_for(grid, instance)
    (tmp_path / "programme.yaml").write_text(found.text, "utf-8")
    assert read_programme(tmp_path / "programme.yaml", instance)[0].placements == programme.placements
    assert (found.placed, found.unknown) == (27, 0)
    assert list(found.remarks) == [
        (
            "programma.docx, table 1, row 5: Ruimte om te netwerken lasts 60 minutes there, and 330 minutes in the day "
            "file; that counts."
        )
    ]


def test_titles_and_rooms_are_known_as_people_write_them(tmp_path: Path) -> None:
    _, found = known(
        tmp_path,
        ("Tijd", "Plenair / Zaal 1", "ZAAL 2", "Zaal 9"),
        ("9.30", ("Inloop", 3)),
        ("10.00-11.00", "Themagroep Europa", "TG Sociaal: Wonen, Welzijn & Zorg", "Iets anders"),
        ("11.00-11.15", ("Verplaatsing", 3)),
        ("11.15-12.15", "", "", "Woning markt"),
        ("12.20-12.50", ("Slot gesprek minister", 3)),
    )
    assert found.text == (
        "# Overgenomen met netday import, van p.docx.\n"
        "programma:\n"
        "  Inloop: 9:30\n"
        "  Europa: 10:00 Statenzaal\n"
        '  "Wonen, welzijn en zorg": 10:00 Zaal 2\n'
        "  Wissel 1: 11:00\n"
        '  Woningmarkt: 11:15 # in het bestand: "Woning markt"\n'
        '  Slotgesprek met de minister: 12:20 Statenzaal # in het bestand: "Slot gesprek minister"\n'
    )
    assert list(found.remarks) == [
        "p.docx: no title stands above it; the day is called p.",
        'p.docx, table 1, row 3: "Iets anders" is no session of the day; it is left out.',
        'p.docx, table 1, row 5: Woningmarkt stands in "Zaal 9", no room of the day; it has no room now.',
        'Of the day, "Wissel 2" stands nowhere in p.docx, so the programme lacks it.',
        'p.docx, table 1, row 5: "Woning markt" is taken for Woningmarkt.',
        'p.docx, table 1, row 6: "Slot gesprek minister" is taken for Slotgesprek met de minister.',
    ]


OLE = b"\xd0\xcf\x11\xe0" + bytes(600)
SAVE = "In Word: File, Save As, and choose Word Document (.docx)."
DAMAGED = "This document is damaged and cannot be opened. Open it in Word, and save it anew."


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (OLE, f"This is a document of an old Word (.doc). {SAVE}"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "This document is locked with a password. In Word: File, Info"),
        (b"{\\rtf1 Hallo}", f"This is a document in RTF. {SAVE}"),
        (b"%PDF-1.7", "This is a PDF. Import the document of which it was made"),
        (b"<html></html>", f"This is no Word document. {SAVE}"),
        (b"PK\x03\x04 and no more", DAMAGED),
        (zipped(mimetype=b"odt"), f"This is a document of LibreOffice (.odt). {SAVE}"),
        (zipped(xl__workbook_xml=b"<x/>"), "This is a workbook of Excel, not a document."),
        (zipped(other=b""), f"This is no Word document. {SAVE}"),
        (zipped(word__document_xml=b"<w"), DAMAGED),
        (zipped(word__document_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), DAMAGED),
        (zipped(word__document_xml=b"<x>" + b" " * 16_000_000), "There is far more in this document than a programme"),
        (zipped(word__document_xml=b"<x><body/></x>"), "There is no table in it."),
    ],
)
def test_what_is_no_programme_in_word_is_called_what_it_is(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "p.docx").write_bytes(data)
    with pytest.raises(Faults) as wrong:
        read_grid(tmp_path / "p.docx")
    assert str(wrong.value).startswith(f"p.docx: {message}")


def test_what_word_keeps_and_files_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "~$p.docx").write_bytes(b"x")
    with pytest.raises(Faults, match="This is what Word keeps while p"):
        read_grid(tmp_path / "~$p.docx")
    with pytest.raises(Faults, match="There is no such file"):
        read_grid(tmp_path / "none.docx")


def test_macros_are_not_read(tmp_path: Path) -> None:
    word(tmp_path / "p.docx", "vrijdag 10 februari 2023", [HEAD, ("10.00-11.00", "Europa", "Wonen", "")])
    with ZipFile(tmp_path / "p.docx", "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    (tmp_path / "p.docx").rename(tmp_path / "p.docm")
    assert read_grid(tmp_path / "p.docm").remarks[0] == "p.docm: it has macros; it is read without them."


def test_a_workbook_of_a_day_and_one_that_export_wrote_are_no_programmes(tmp_path: Path) -> None:
    for name, heads, message in (
        ("Dag", ["titel"], "This is the workbook of a day, not a programme."),
        ("Lijst", ["Dag", "Begin", "Titel"], "netday export wrote this workbook"),
        ("Leeg", ["Naam"], "There is no table in it."),
    ):
        book = Workbook()
        book.worksheets[0].title = name
        book.worksheets[0].append(heads)
        for other in ("Zalen", "Groepen"):
            book.create_sheet(other)
        book.save(tmp_path / "p.xlsx")
        with pytest.raises(Faults) as wrong:
            read_grid(tmp_path / "p.xlsx")
        assert str(wrong.value).startswith(f"p.xlsx: {message}")
