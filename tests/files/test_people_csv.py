"""people.csv as people have it, and who is there when."""

# ruff: noqa: E501  a fault is told in one line, and a table of them reads best one a line

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Role
from tests.files.test_faults import fault_lines
from tests.files.test_reading import SMALL, given

GROUPS = SMALL + "groups: [Europa, 'Wonen, welzijn en zorg', Sociaal]\n"


def seats(day: Conference) -> list[tuple[str, str, str]]:
    return [(group.name, seat.person.name, seat.role.value) for group in day.groups for seat in group.seats]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding_of_excel_gives_the_same_people(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows = [
        ["Naam", "Gemeente", "Voorzitter", "Lid"],
        ["René Tuijn ", "Zaanstad", "", '"Europa|Wonen, welzijn en zorg"'],
        ["Anja Prins", "Apeldoorn", "Sociaal", ""],
    ]
    table = "\r\n".join(delimiter.join(row) for row in rows)
    day = given(tmp_path, GROUPS, table.encode(encoding)).conference
    assert [(p.name, p.organisation) for p in day.people] == [("René Tuijn", "Zaanstad"), ("Anja Prins", "Apeldoorn")]
    assert seats(day) == [
        ("Europa", "René Tuijn", "member"),
        ("Wonen, welzijn en zorg", "René Tuijn", "member"),
        ("Sociaal", "Anja Prins", "chair"),
    ]


def test_a_column_may_bear_the_name_of_a_group(tmp_path: Path) -> None:
    table = 'name,Europa,"Wonen, welzijn en zorg",sociaal\nAnna,x,Voorzitter,nee\nBob,belangstellend,,vice-chair\n'
    assert seats(given(tmp_path, GROUPS, table).conference) == [
        ("Europa", "Anna", "member"),
        ("Europa", "Bob", "interested"),
        ("Wonen, welzijn en zorg", "Anna", "chair"),
        ("Sociaal", "Bob", "vice-chair"),
    ]


def test_a_role_that_is_misspelt_is_a_fault(tmp_path: Path) -> None:
    assert fault_lines(tmp_path, GROUPS, "name,Europa\nAnna,voorziter\n") == [
        'people.csv:2: Anna › Europa: "voorziter" is no role. Did you mean "voorzitter"?'
    ]


def test_rows_are_counted_and_those_not_used_are_named(tmp_path: Path) -> None:
    table = "name;city;telefoon;leed\nAnna;Delft;06;Europa\n;;;\n;Ede;;\nBob;Ede;;\n"
    assert given(tmp_path, GROUPS, table).remarks[1:] == (
        'people.csv:4: the row is not used, for it has no name: "Ede"',
        "people.csv: 4 rows read, 2 used.",
        "people.csv: 1 row is empty: line 3.",
        'people.csv: the column "telefoon" is not used.',
        'people.csv: the column "leed" is not used. Did you mean "leden"?',
    )


def test_a_quoted_line_break_keeps_the_lines_below_right(tmp_path: Path) -> None:
    table = 'name,member\n"Anna\nvan Dijk",Europa\nBob,Erop\n'
    assert fault_lines(tmp_path, GROUPS, table) == [
        'people.csv:4: Bob › member: "Erop" is no group. Did you mean "Europa"?'
    ]


def test_the_same_person_twice_is_merged_and_said_aloud(tmp_path: Path) -> None:
    found = given(tmp_path, GROUPS, "name,city,member\nAnna,Delft,Europa\nBob,,\nAnna,Delft,Sociaal\n")
    assert [person.name for person in found.conference.people] == ["Anna", "Bob"]
    assert seats(found.conference) == [("Europa", "Anna", "member"), ("Sociaal", "Anna", "member")]
    assert found.remarks[1:] == (
        "people.csv: 3 rows read, 3 used.",
        "Anna is listed 2 times and merged (people.csv:2 and people.csv:4).",
    )


def test_two_people_of_one_name_are_kept_apart_by_their_organisation(tmp_path: Path) -> None:
    table = "name,city\nJan Jansen,Delft\nJan Jansen,Ede\n"
    found = given(tmp_path, GROUPS + "sessions: [{title: A, speaker: Jan Jansen (Ede)}]\n", table)
    assert [person.name for person in found.conference.people] == ["Jan Jansen (Delft)", "Jan Jansen (Ede)"]
    assert [person.organisation for person in found.conference.sessions[0].speakers] == ["Ede"]
    assert found.remarks[2:] == (
        "2 people are called Jan Jansen; they are kept apart as Jan Jansen (Delft) and Jan Jansen (Ede).",
    )
    assert fault_lines(tmp_path, GROUPS + "sessions: [{title: A, speaker: Jan Jansen}]\n", table) == [
        'day.yaml:7: sessions › A › speaker: "Jan Jansen" can be "Jan Jansen (Delft)" or "Jan Jansen (Ede)"; write which.'
    ]


def test_guests_are_no_members_of_the_network(tmp_path: Path) -> None:
    day = given(tmp_path, SMALL + "guests: [{name: Visscher, available: 10:00–11:00}]\n", "name\nAnna\n").conference
    assert [(p.name, p.guest, p.present) for p in day.people] == [
        ("Anna", False, None),
        ("Visscher", True, (Span(600, 660),)),
    ]


def test_the_csv_may_be_called_otherwise_and_must_then_be_there(tmp_path: Path) -> None:
    (tmp_path / "namen.csv").write_text("naam\nAnna\n", encoding="utf-8")
    day = given(tmp_path, SMALL + "people: namen.csv\n").conference
    assert [person.name for person in day.people] == ["Anna"]
    assert fault_lines(tmp_path, SMALL + "people: nomen.csv\n") == [
        'day.yaml:6: people: There is no file "nomen.csv" beside day.yaml.'
    ]


TABLES = {
    "empty": ("", "people.csv: The file is empty; its first line should name the columns."),
    "no name": ("wie,lid\nAnna,Europa\n", 'people.csv:1: No column is called "name" (or "naam"); the columns are "wie" and "lid".'),
    "an open quote": ('name,lid\nAnna,"Europa\nBob,\n', "people.csv:2: A quote is opened in this row and not closed."),
    "a cell too long": ("name\n" + "A" * 131_073 + "\n", "people.csv:2: A cell of this row has more than 131,072 letters; perhaps a quote is opened in it and not closed."),
    "a quote inside": ('name,lid\n"An"na,x\n', 'people.csv:2: A quote stands within a quoted cell; write it twice ("").'),
    "a cell too many": ("name,city\nAnna,Delft,Ede\n", 'people.csv:2: Anna: "Ede" stands beyond the last column. Is a cell to its left cut in two? Put that between quotes.'),
    "two names": ("name,naam\nAnna,Bob\n", 'people.csv:1: The columns "name" and "naam" mean the same; keep one of them.'),
    "an Excel file": ("PK\x03\x04\0\0", 'people.csv:1: This is an Office file. Save it as "CSV UTF-8" or as plain text in UTF-8.'),
    "no later": ("name,arrives,leaves\nAnna,12:00,11:00\n", "people.csv:2: Anna › leaves: leaves at 11.00, but arrives at 12.00: that is no later."),
    "a zone": ("name,time zone\nAnna,Europe/Parijs\n", 'people.csv:2: Anna › time zone: "Europe/Parijs" is no time zone. Did you mean "Europe/Paris"?'),
}  # fmt: skip


@pytest.mark.parametrize(("table", "fault"), TABLES.values(), ids=TABLES.keys())
def test_what_is_wrong_with_a_table_is_told(tmp_path: Path, table: str, fault: str) -> None:
    assert fault_lines(tmp_path, GROUPS, table) == [fault]


def test_a_fault_in_many_rows_is_told_once(tmp_path: Path) -> None:
    table = "name,member\n" + "".join(f"Persoon {n},Erop\n" for n in range(200))
    assert fault_lines(tmp_path, GROUPS, table) == [
        'people.csv:2: Persoon 0 › member: "Erop" is no group. Did you mean "Europa"? The same on 199 more lines, to 201.'
    ]


TWO_DAYS = "title: T\ndays: [2022-09-22, 2022-09-23]\n"
FIRST, SECOND = Span(0, 1440), Span(1440, 2880)
PRESENCE = {
    "nothing": ("{}", None),
    "an hour of every day": ("{arrives: 10:00}", (Span(600, 1440), Span(2040, 2880))),
    "the second day alone": ("{arrives: 2022-09-23 10:00}", (Span(2040, 2880),)),
    "leaves on the first day": ("{leaves: 2022-09-22 16:00}", (Span(0, 960),)),
    "arrives on the first, leaves on the second": (
        "{arrives: 2022-09-22 11:00, leaves: 2022-09-23 12:00}",
        (Span(660, 2160),),
    ),
    "both days": (
        "{arrives: [2022-09-22 11:00, 2022-09-23 9:00], leaves: 16:00}",
        (Span(660, 960), Span(1980, 2400)),
    ),
    "windows": ("{available: [2022-09-22 15:00–15:45]}", (Span(900, 945),)),
    "windows from arriving on": ("{available: 9:00–12:00, arrives: 10:00}", (Span(600, 720), Span(2040, 2160))),
    "another zone": ("{available: 2022-09-22 9:00–12:00, time_zone: America/New_York}", (Span(900, 1080),)),
}


@pytest.mark.parametrize(("told_of_them", "present"), PRESENCE.values(), ids=PRESENCE.keys())
def test_people_are_there_from_arriving_to_leaving(
    tmp_path: Path, told_of_them: str, present: tuple[Span, ...] | None
) -> None:
    day = given(tmp_path, TWO_DAYS + "people: [" + told_of_them.replace("{", "{name: Anna, ") + "]\n").conference
    assert day.people[0].present == present


def test_a_secretary_is_a_role_address_or_one_of_the_people(tmp_path: Path) -> None:
    day = given(
        tmp_path,
        SMALL + "people: [Anna]\ngroups: [{name: A, secretary: a@g40.example}, {name: B, secretary: Anna}]\n",
    ).conference
    assert [(g.secretaries, [seat.role for seat in g.seats]) for g in day.groups] == [
        (("a@g40.example",), []),
        (("Anna",), [Role.SECRETARY]),
    ]
