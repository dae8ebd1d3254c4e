"""What becomes of people.csv on its way through Excel, forms and Word is told, row by row and column by column."""

# ruff: noqa: E501  a fault is told in one line, and reads best so

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scheduler.files import read
from scheduler.files.new_day import write_new_day
from tests.files.test_faults import fault_lines
from tests.files.test_reading import SMALL, given

DAY = SMALL + "groups: [Europa, Wonen, Financiën]\nsessions: [Europa, Wonen, Financiën]\n"
ONE_CELL = (
    "The whole row stands in one cell, between quotes: a table with commas was opened in an Excel that expects another "
    "sign, and saved again. Take the list from before that; in Excel, open it by Data, From Text/CSV."
)


def test_a_row_that_a_dutch_excel_put_into_one_cell_is_a_fault(tmp_path: Path) -> None:
    table = 'name,city,member\nAnna,Delft,Wonen\n"Bram,Ede,Europa; Wonen"\n'
    assert fault_lines(tmp_path, DAY, table) == [f"people.csv:3: Bram,Ede,Europa; Wonen: {ONE_CELL}"]
    every = '"name,city,member"\n"Anna,Delft,Wonen"\n'
    assert fault_lines(tmp_path, DAY, every) == [f"people.csv:1: {ONE_CELL}"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("FinanciÃ«n", "Financiën"), ("AndrÃ©", "André"), ("Zoâ€™n", "Zo’n"), ("Ã‰Ã©n", "Één"), ("ðŸŽ‰x", "🎉x")],
)
def test_text_decoded_twice_is_a_fault_that_says_what_it_was(tmp_path: Path, wrong: str, right: str) -> None:
    day, table = f"{DAY}place: {wrong}\n", f"name;city\n{wrong};Ede\n"
    assert [line.split(": this file")[0] for line in fault_lines(tmp_path, day, table)] == [
        f'day.yaml:8: "{wrong}" should be "{right}"',
        f'people.csv:2: "{wrong}" should be "{right}"',
    ]


def test_capitals_and_dashes_as_people_type_them_are_not_taken_for_that(tmp_path: Path) -> None:
    names = ["NÃO", "“CAFÉ”", "IRMÔ", "Ångström", "Â„x", "FRÅN – TILL"]
    found = given(tmp_path, DAY, "name;member\n" + "".join(f"{name};Wonen\n" for name in names))
    assert len(found.conference.people) == len(names)


def test_rows_that_are_nobody_are_named_and_not_used(tmp_path: Path) -> None:
    table = "naam;lid\nAnna;Wonen\nnaam;lid\nTotaal;12\n25;\nAantal deelnemers: 12;\nToto van Loo;Europa\n"
    found = given(tmp_path, DAY, table)
    assert [person.name for person in found.conference.people] == ["Anna", "Toto van Loo"]
    assert found.remarks[1:] == (
        'people.csv:3: the row is not used, for it repeats the names of the columns: "naam, lid"',
        'people.csv:4: the row is not used, for it is a total: "Totaal, 12"',
        'people.csv:6: the row is not used, for it is a total: "Aantal deelnemers: 12"',
        'people.csv:5: the row is not used, for it has no name: "25"',
        "people.csv: 6 rows read, 2 used.",
    )


def test_very_many_empty_or_nameless_rows_are_told_in_a_line(tmp_path: Path) -> None:
    table = "naam;lid\nAnna;Wonen\n" + ";\n" * 20_000 + ";x\n" * 8 + "Bob;Europa\n"
    assert given(tmp_path, DAY, table).remarks[6:] == (
        "people.csv: 3 more rows are not used, for it has no name: line 20008–20010.",
        "people.csv: 20,010 rows read, 2 used.",
        "people.csv: 20,000 rows are empty: lines 3–20002.",
    )


def test_a_question_of_a_form_is_said_to_hold_groups_and_that_nobody_wishes_anything(tmp_path: Path) -> None:
    table = "Id;Naam;Welke themagroepen bezoekt u?\n1;Anna;Wonen;\n2;Bob;wonen, Europa\n3;Cor;\n"
    assert given(tmp_path, DAY, table.replace("Wonen;", "Wonen")).remarks[1:] == (
        "people.csv: 3 rows read, 3 used.",
        'people.csv: the column "Id" is not used.',
        'people.csv: the column "Welke themagroepen bezoekt u?" is not used. It holds names of groups, like "Wonen": call it "member" or "interested" ("lid", "belangstellend") if people wish to go there.',
        "Nobody wishes to attend anything: of 3 people none is a member of a group that meets, or interested in one.",
    )


def test_a_heading_below_the_first_row_is_pointed_at(tmp_path: Path) -> None:
    assert fault_lines(tmp_path, SMALL, "Deelnemerslijst;2026\n\nNaam;Lid\nAnna;\n") == [
        'people.csv:1: No column is called "name" (or "naam"); the columns are "Deelnemerslijst" and "2026". Line 3 names columns; take out what stands above it.'
    ]


def test_a_curly_quote_of_word_is_a_fault(tmp_path: Path) -> None:
    assert fault_lines(tmp_path, SMALL, "name,city\nAnna,“Zorg, Jeugd”\n") == [
        'people.csv:2: Anna: "“Zorg" begins with a curly quote, as Word types it; use straight quotes: "…".'
    ]


def test_names_that_differ_in_capitals_or_accents_alone_are_remarked(tmp_path: Path) -> None:
    day = "title: T\ndate: 2026-02-10\nrooms: [Zaal A, zaal a]\ngroups: [{name: Wonen, chair: Jan Jansen}]\n"
    found = given(tmp_path, day, "name;city\nJan Jansen;Ede\njan jansen;\nRenée B;ede\nRenee B;Ede\n")
    assert found.remarks[2:] == (
        '"Jan Jansen" and "jan jansen" differ in capitals, accents or signs alone, and count as 2 people. If they are one, write them alike.',
        '"Renée B" and "Renee B" differ in capitals, accents or signs alone, and count as 2 people. If they are one, write them alike.',
        '"Ede" and "ede" differ in capitals, accents or signs alone, and count as 2 organisations. If they are one, write them alike.',
        '"Zaal A" and "zaal a" differ in capitals, accents or signs alone, and count as 2 rooms. If they are one, write them alike.',
    )


def test_a_group_misspelt_where_people_come_as_they_are_named_is_remarked(tmp_path: Path) -> None:
    found = given(tmp_path, "title: T\ndate: 2026-02-10\ngroups: [Wonen]\nsessions: [{title: A, required: wonen}]\n")
    assert found.remarks[1:] == ('"wonen" counts as a person. Is the group "Wonen" meant?',)


def test_the_list_of_a_new_day_opens_in_a_dutch_excel(tmp_path: Path) -> None:
    write_new_day(tmp_path / "day")
    data = (tmp_path / "day" / "people.csv").read_bytes()
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert {len(row) for row in rows} == {6}
    assert '"' not in data.decode()
    assert len(read(tmp_path / "day").remarks) == 2
