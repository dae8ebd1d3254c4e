"""`netday import` of a programme in a table: what it counts aloud and writes, in both languages, and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler.commands import import_grid
from scheduler.commands.main import main
from scheduler.files.grids import read_grid
from tests.support.printed_grid import HAARLEM, heading, printed, rows
from tests.support.word_tables import Row, word

TABLE: list[Row] = [
    ("Tijd", "Zaal 1", "Zaal 2"),
    ("9.30", ("Inloop", 2)),
    ("10.00 – 11.00", "Europa\nVoorzitter: Anna Smit", "Wonen\nVoorzitter: Anna Smit"),
    ("11.00", ("Borrel", 2)),
]


def netday(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"COLUMNS": "80"})


@pytest.fixture
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETDAY_LANGUAGE", raising=False)
    word(tmp_path / "programma.docx", "Netwerkdag Gouda", "vrijdag 10 februari 2023", TABLE)
    return Path("programma.docx")


def test_it_counts_aloud_in_the_language_of_the_programme_and_says_who_is_in_two_places(programme: Path) -> None:
    done = netday("import", programme, "--to", "dag")
    assert (done.exit_code, done.stdout.splitlines(), done.stderr.splitlines()) == (
        0,
        [
            "programma.docx: 1 tabel, 4 rijen en 10 cellen gelezen.",
            "Dat geeft 1 dag, 2 zalen, 1 ronde, 1 deelnemer en 4 onderdelen.",
            "Opgeslagen: dag/day.yaml, dag/people.csv en dag/programme.yaml.",
            "  netday check dag dag/programme.yaml",
            "  netday solve dag -o dag/programme.json",
        ],
        [
            'programma.docx, tabel 1, rij 4: "Borrel" heeft geen eindtijd; er zijn 60 minuten aangehouden.',
            "Anna Smit moet bij Europa (10.00–11.00) en bij Wonen (10.00–11.00) zijn.",
            "Niemand kan Europa (10.00–11.00) leiden: Anna Smit moet bij Wonen (10.00–11.00) zijn.",
            "Niemand kan Wonen (10.00–11.00) leiden: Anna Smit moet bij Europa (10.00–11.00) zijn.",
        ],
    )
    assert netday("check", "dag", "dag/programme.yaml").exit_code == 1
    again = netday("import", programme, "--to", "dag")
    assert (again.exit_code, again.stderr) == (
        2,
        "dag is niet leeg, dus er is niets geschreven. Noem een map die nieuw of leeg is.\n",
    )


def test_it_tells_the_same_as_json(programme: Path) -> None:
    answer = json.loads(netday("import", programme, "--to", "dag", "--language", "en", "--json").stdout)
    assert [answer[key] for key in ("read", "used", "days", "rooms", "people")] == [4, 4, 1, 2, 1]
    assert answer["counted"] == {"tables": 1, "rows": 4, "cells": 10, "rounds": 1}
    assert len(answer["broken"]) == 3
    onto = json.loads(netday("import", programme, "--for", "dag", "-o", "p.yaml", "--language", "en", "--json").stdout)
    assert (onto["used"], onto["written"], onto["remarks"]) == (4, ["p.yaml"], [])


def test_for_a_day_that_there_is_only_the_programme_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    word(tmp_path / "programma.docx", *heading(), rows(*printed()))
    done = netday("import", "programma.docx", "--for", HAARLEM, "-o", "p.yaml", "--language", "en")
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        [
            "programma.docx: 1 table, 14 rows and 46 cells read.",
            "27 of 27 sessions are in the programme of Bestuurlijke netwerkdag Haarlem.",
            "Written: p.yaml.",
            f"  netday check {HAARLEM} p.yaml",
        ],
    )
    own, of_paper = (netday("check", HAARLEM, file, "--json") for file in ("p.yaml", HAARLEM / "printed.yaml"))
    assert json.loads(own.stdout) == json.loads(of_paper.stdout)
    again = netday("import", "programma.docx", "--for", HAARLEM, "-o", "p.yaml", "--language", "en")
    assert "p.yaml is there already, so it is left as it is. Choose another name." in again.stderr
    word(tmp_path / "ander.docx", TABLE)
    none = netday("import", "ander.docx", "--for", HAARLEM, "-o", "q.yaml", "--language", "en")
    assert none.exit_code == 0  # Inloop and Borrel are sessions of that day
    assert '"Wonen" is taken for Wonen, welzijn en zorg.' in none.stderr


def test_what_is_asked_wrongly_is_said(programme: Path) -> None:
    netday("import", programme, "--to", "dag")
    for arguments, sentence in (
        ((), "Say what it becomes: --to with a new folder for a day, or --for with a day that you have."),
        (("--to", "x", "--for", "dag"), "Say what it becomes"),
        (("--for", "dag"), "--for writes a programme of that day: name it with -o"),
        (("--to", "x", "-o", "p.yaml"), "-o names the programme of --for"),
        (("--for", "dag", "-o", "p.yaml", "--dates", "2023-02-10"), "--dates is for --to"),
    ):
        done = netday("import", programme, *arguments, "--language", "en")
        assert (done.exit_code, sentence in done.stderr) == (2, True)
    done = netday("import", "dag/day.yaml", "--for", "dag", "-o", "p.yaml", "--language", "en")
    assert "day.yaml is no document, workbook or text with a table" in done.stderr
    word(Path("niets.docx"), [("Tijd", "A", "B"), ("10.00-11.00", "Zus", "Zo")])
    done = netday("import", "niets.docx", "--for", "dag", "-o", "p.yaml", "--language", "en")
    assert (done.exit_code, Path("p.yaml").exists()) == (2, False)
    assert "Nothing in niets.docx is a session of this day, so nothing was written." in done.stderr


def test_faults_are_told_in_the_language_of_the_programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETDAY_LANGUAGE", raising=False)
    table: list[Row] = [("Tijd", "Zaal 1", "Zaal 2"), ("half tien", "Europa", "Wonen"), ("11.00", "Zorg", "Energie")]
    word(tmp_path / "p.docx", "10 februari 2023", table)
    done = netday("import", "p.docx", "--to", "dag")
    assert (done.exit_code, done.stderr) == (
        2,
        'p.docx, tabel 1, rij 2: "half tien" is geen tijd; schrijf 9.30 of 21.30.\n',
    )
    assert not (tmp_path / "dag").exists()


def test_whatever_is_lost_is_named(programme: Path) -> None:
    assert [str(remark) for remark in read_grid(programme).remarks] == [
        'programma.docx, table 1, row 4: "Borrel" has no end; 60 minutes are taken.'
    ]


def test_at_a_terminal_titles_that_are_merely_near_are_asked(programme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is said is taken; without one the likeliest is, aloud."""
    netday("import", programme, "--to", "dag")
    near: list[Row] = [TABLE[0], TABLE[1], ("10.00 – 11.00", "Europe", "Wonne"), ("11.00", ("Receptie", 2))]
    word(Path("ander.docx"), "Netwerkdag Gouda", "vrijdag 10 februari 2023", near)
    call = ["import", "ander.docx", "--for", "dag", "--language", "en", "-o"]
    aloud = CliRunner().invoke(main, [*call, "aloud.yaml"])
    assert '"Wonne" is taken for Wonen.' in " ".join(aloud.stderr.split())
    monkeypatch.setattr(import_grid, "at_a_terminal", lambda: True)
    done = CliRunner().invoke(main, [*call, "asked.yaml"], input="J\nnee\npaars\nborrel\n")
    assert done.exit_code == 0, done.output
    asked = " ".join(done.output.split())
    assert 'table 1, row 3: "Europe" is no session of the day. Is it "Europa"?' in asked
    assert '"paars" is no session of the day that has no place yet' in asked
    assert "is taken for" not in asked
    written = Path("asked.yaml").read_text("utf-8")
    assert ("Europa" in written, "Wonen" in written, "Borrel" in written) == (True, False, True)
