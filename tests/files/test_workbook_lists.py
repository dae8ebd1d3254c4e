"""Lists that people have, pasted whole on the sheets: what goes without saying is filled in, and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.conference.conference import Kind, Role
from scheduler.files import Faults, read
from scheduler.files.read_day import Instance
from scheduler.files.workbook.starter import starter_workbook
from scheduler.files.workbook.taken_in import take_in
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.workbooks_of_days import workbook_of_day

Rows = Sequence[Sequence[str | int | None]]

LISTS: Mapping[str, Rows] = {
    "Dag": [("titel", "Netwerkdag"), ("datum", "2027-03-12"), ("openingstijden", "9.00-17.00"), ("taal", "nl")],
    "Rondes": [("naam", "tijd"), ("Ronde 1", "10.00-11.00"), ("Ronde 2", "11.15-12.15")],
    "Zalen": [("zaal", "plaatsen"), ("Raadzaal", 100), ("Zaal 2", 40)],
    "Groepen": [
        ("groep", "voorzitter", "vicevoorzitter", "secretariaat", "pijler"),
        ("Sociaal", "Anna Smit", "Bob Kok, Tim Bos", "sociaal@g40.example", None),
        ("Fysiek", "Bob Kok en Tim Bos", None, None, None),
        ("Zorg, Jeugd", None, None, None, "Sociaal, Fysiek"),
        ("Algemeen Bestuur", "Tim Bos", None, None, None),
    ],
    "Mensen": [
        ("naam", "gemeente", "groepen"),
        ("Anna Smit", "Ede", "Zorg, Jeugd, Sociaal"),
        ("Bob Kok", "Delft", "Fysiek"),
        ("Tim Bos", "Zwolle", "Algemeen Bestuur, Zorg, Jeugd"),
    ],
    "Onderdelen": [
        ("titel", "groep", "tijd", "duur", "ronde", "zaal", "spreker", "ontvangst door"),
        ("Inloop", None, "9.00", 30, None, None, None, None),
        ("Plenaire start", None, "9.30", 25, None, "Raadzaal", "Anna Smit, Bob Kok", None),
        ("Verplaatsing", None, "9.55", 5, None, None, None, None),
        ("Verplaatsing", None, "11.00", 5, None, None, None, None),
        (
            None,
            "Zorg, Jeugd",
            None,
            None,
            "Ronde 1, Ronde 2",
            None,
            "Eva de Wit (ministerie van BZK) en Jan Blom",
            None,
        ),
        ("Lunch met het bestuur", "Algemeen Bestuur", "12.30", 60, None, "Raadzaal", None, "Tim Bos"),
        ("Gesprek met Eva de Wit", None, None, 45, None, None, "Eva de Wit", "Tim Bos & Bob Kok"),
    ],
}


def book(path: Path, **other: Rows) -> Path:
    made_of = Workbook()
    for name, rows in {**LISTS, **other}.items():
        sheet = made_of.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made_of.save(path)
    return path


@pytest.fixture
def day(tmp_path: Path) -> Instance:
    return read(book(tmp_path / "dag.xlsx"))


def changed(sheet: str, row: int, column: int, text: str) -> dict[str, Rows]:
    rows = [list(cells) for cells in LISTS[sheet]]
    rows[row - 1][column - 1] = text
    return {sheet: rows}


def test_who_leads_a_group_may_stand_with_the_group(day: Instance) -> None:
    seats = {(group.name, seat.person.name, seat.role) for group in day.conference.groups for seat in group.seats}
    assert seats == {
        ("Sociaal", "Anna Smit", Role.CHAIR),
        ("Sociaal", "Bob Kok", Role.VICE_CHAIR),
        ("Sociaal", "Tim Bos", Role.VICE_CHAIR),
        ("Sociaal", "Anna Smit", Role.MEMBER),
        ("Fysiek", "Bob Kok", Role.CHAIR),
        ("Fysiek", "Tim Bos", Role.CHAIR),
        ("Fysiek", "Bob Kok", Role.MEMBER),
        ("Zorg, Jeugd", "Anna Smit", Role.MEMBER),
        ("Zorg, Jeugd", "Tim Bos", Role.MEMBER),
        ("Algemeen Bestuur", "Tim Bos", Role.CHAIR),
        ("Algemeen Bestuur", "Tim Bos", Role.MEMBER),
    }


def test_kinds_are_taken_from_titles_where_no_column_has_them_and_said(day: Instance) -> None:
    kinds = {session.name: session.kind for session in day.conference.sessions}
    assert kinds == {
        "Inloop": Kind.WALK_IN,
        "Plenaire start": Kind.PLENARY,
        "Verplaatsing": Kind.MOVING,
        "Verplaatsing 2": Kind.MOVING,
        "Zorg, Jeugd": Kind.THEME,
        "Lunch met het bestuur": Kind.BOARD_LUNCH,
        "Gesprek met Eva de Wit": Kind.GUEST_TALK,
    }
    assert [(group.name, group.kind) for group in day.conference.groups] == [
        ("Sociaal", "pillar"),
        ("Fysiek", "pillar"),
        ("Zorg, Jeugd", "theme group"),
        ("Algemeen Bestuur", "board"),
    ]
    spoken = [remark.into(Language.of("nl")) for remark in day.remarks]
    assert 'dag.xlsx, Groepen!A2: bij "Sociaal" en "Fysiek" staat geen soort; aangenomen: pijler.' in spoken
    assert 'dag.xlsx, Onderdelen!A4: bij "Verplaatsing" staat geen soort; aangenomen: wisseltijd.' in spoken


def test_a_kind_that_could_have_been_said_is_not_guessed(tmp_path: Path) -> None:
    rows = [(*row, "soort" if number == 0 else None) for number, row in enumerate(LISTS["Onderdelen"][:2])]
    found = read(book(tmp_path / "dag.xlsx", Onderdelen=rows)).conference
    assert [session.kind for session in found.sessions] == [Kind.MEETING]


def test_speakers_whom_nobody_knows_come_as_guests_and_are_said(day: Instance) -> None:
    guests = {person.name: person.organisation for person in day.conference.people if person.guest}
    assert guests == {"Eva de Wit": "ministerie van BZK", "Jan Blom": ""}
    (meeting,) = (session for session in day.conference.sessions if session.name == "Zorg, Jeugd")
    assert [person.name for person in meeting.speakers] == ["Eva de Wit", "Jan Blom"]
    (remark,) = (one for one in day.remarks if "guests" in one)
    assert remark.startswith(
        "dag.xlsx, Onderdelen!G6: 2 speakers are nobody on the sheet of people, and come as guests:"
    )
    assert remark.endswith(": Eva de Wit and Jan Blom.")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (changed("Onderdelen", 3, 7, "Ana Smit"), '"Ana Smit" is no person. Did you mean "Anna Smit"?'),
        (changed("Onderdelen", 3, 7, "spreker volgt"), '"spreker volgt" is no person.'),
        (changed("Groepen", 2, 2, "Ana Smit"), '"Ana Smit" is no person. Did you mean "Anna Smit"?'),
        (changed("Groepen", 2, 2, "Eva van Dam"), '"Eva van Dam" is no person.'),
    ],
)
def test_a_name_that_is_misspelt_stays_a_fault_at_its_cell(change: dict[str, Rows], fault: str, tmp_path: Path) -> None:
    with pytest.raises(Faults) as found:
        read(book(tmp_path / "dag.xlsx", **change))
    assert any(fault in str(each) and "!" in str(each) for each in found.value.faults)


def test_lists_say_nothing_of_the_roles_for_which_they_have_no_column(tmp_path: Path) -> None:
    folder, path = tmp_path / "dag", book(tmp_path / "dag.xlsx")
    for file, data in take_in(path, folder).changed.items():
        folder.mkdir(exist_ok=True)
        file.write_bytes(data)
    others = {"Mensen": [row[:2] for row in LISTS["Mensen"]], **changed("Groepen", 3, 2, "Bob Kok")}
    found = take_in(book(tmp_path / "later.xlsx", **others), folder)
    assert [line.partition(": ")[2] for line in found.differences] == ["Tim Bos, Fysiek: voorzitter → nothing"]
    assert "No column of the workbook says who is lid; what the files say of it stays." in found.remarks


@pytest.mark.parametrize(("state", "weight"), [("aan", None), ("hard", None), ("5", 5)])
def test_a_rule_that_is_on_may_have_more_to_its_right(state: str, weight: int | None, tmp_path: Path) -> None:
    rows: Rows = [("regel", "stand", "groepen", "verder"), ("quorum", state, "Algemeen Bestuur", "steden: 2")]
    rules = read(book(tmp_path / "dag.xlsx", Regels=rows)).rules
    (quorum,) = (rule.model_dump() for rule in rules if rule.name == "quorum")
    assert (quorum["cities"], quorum["weight"]) == (2, weight)


def test_a_rule_that_is_off_has_nothing_to_its_right_which_is_said_as_it_was_typed(tmp_path: Path) -> None:
    rows: Rows = [("regel", "stand", "groepen", "verder"), ("quorum", "uit", "Algemeen Bestuur", "steden: 2")]
    with pytest.raises(Faults) as found:
        read(book(tmp_path / "dag.xlsx", Regels=rows))
    assert [fault.message.into(Language.of("nl")) for fault in found.value.faults] == [
        'Bij "uit" hoort rechts niets te staan; maak een van de twee leeg.'
    ]


def test_a_workbook_of_a_whole_day_makes_the_list_of_people_that_an_empty_day_has_not(tmp_path: Path) -> None:
    folder = tmp_path / "dag"
    folder.mkdir()
    (folder / "day.yaml").write_text("title: Leeg\ndate: 2023-02-10\nlanguage: nl\n", "utf-8")
    book = workbook_of_day(HOME / "instances/haarlem-2023", tmp_path / "dag.xlsx")
    taken = take_in(book, folder)
    assert taken.before[folder / "people.csv"] is None
    assert taken.write() == [folder / "day.yaml", folder / "people.csv"]
    assert len(read(folder).conference.people) == len(read(book).conference.people)


def test_lists_are_read_under_the_headings_that_people_give_them(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Zalen": [("Zaalnaam", "Max. personen"), ("Raadzaal", 100), ("Zaal 2", 40)],
        "Groepen": [("Naam groep", "Voorzitter(s)", "Plv. voorzitter"), ("Wonen", "Jan de Boer", "Tim Bos")],
        "Mensen": [
            (
                "Voornaam",
                "Tussenvoegsel",
                "Achternaam",
                "Gemeente/organisatie",
                "E-mailadres",
                "Themagroep",
                "Interesse",
            ),
            ("Jan", "de", "Boer", "Ede", "j@ede.example", None, None),
            ("Tim", None, "Bos", "Zwolle", None, "Wonen", None),
            ("Anna", None, "Smit", "Delft", None, None, "Wonen"),
        ],
        "Onderdelen": [
            ("Onderdeel", "Themagroep", "Begintijd", "Duur (min)", "Spreker(s)", "Opmerkingen"),
            (None, "Wonen", "10.00", 60, "Anna Smit", "Neem stukken mee."),
        ],
    }
    found = read(book(tmp_path / "dag.xlsx", **sheets))
    assert not [remark for remark in found.remarks if "not used" in remark]
    seats = {(seat.person.name, seat.role) for seat in found.conference.groups[0].seats}
    assert seats == {
        ("Jan de Boer", Role.CHAIR),
        ("Tim Bos", Role.VICE_CHAIR),
        ("Tim Bos", Role.MEMBER),
        ("Anna Smit", Role.INTERESTED),
    }
    (meeting,) = found.conference.sessions
    assert (meeting.minutes, [person.name for person in meeting.speakers], meeting.note) == (
        60,
        ["Anna Smit"],
        "Neem stukken mee.",
    )


def test_a_row_without_any_part_of_a_name_is_a_fault_at_its_cell(tmp_path: Path) -> None:
    rows: Rows = [("voornaam", "achternaam", "gemeente"), ("Jan", "Boer", "Ede"), (None, None, "Delft")]
    with pytest.raises(Faults, match=r"Mensen!\w3: Something stands in this row, \"Delft\", and no name"):
        read(book(tmp_path / "dag.xlsx", Mensen=rows))


SURNAMES_FIRST: Mapping[str, Rows] = {
    "Mensen": [
        ("Ledenlijst", None, None),
        ("naam", "gemeente", "groepen"),
        ("de Smit, Anna", "Ede", "Sociaal"),
        ("Kok, Bob", "Delft", "FYSIEK"),
        ("Bos, Tim van", "Zwolle", "zorg, jeugd"),
    ],
    "Groepen": [("groep", "voorzitter"), ("Sociaal", "Anna de Smit"), ("Fysiek", "Kok, Bob"), ("Zorg, Jeugd", None)],
    "Onderdelen": [
        ("titel", "groep", "zaal", "spreker", "opmerking"),
        (None, "SOCIAAL", "zaal 2", "Tim van Bos, Eva de Wit", None),
        (None, "Fysiek", None, None, "Vergadert niet."),
    ],
}


def test_surnames_that_stand_first_are_turned_wherever_they_stand_and_said(tmp_path: Path) -> None:
    day = read(book(tmp_path / "dag.xlsx", **SURNAMES_FIRST))
    people = {person.name for person in day.conference.people}
    assert people == {"Anna de Smit", "Bob Kok", "Tim van Bos", "Eva de Wit"}
    social, physical, _ = day.conference.groups
    assert [group.people(Role.CHAIR)[0].name for group in (social, physical)] == ["Anna de Smit", "Bob Kok"]
    remark = (
        'dag.xlsx, Mensen!A3: the surnames stand first; "de Smit, Anna" is read as "Anna de Smit", and so are all 3.'
    )
    assert remark in day.remarks


def test_names_that_a_day_has_with_a_comma_stay_in_its_own_sheet(tmp_path: Path) -> None:
    rows = [("naam", "organisatie", "gast"), ("Smit, Anna", "Ede", None), ("Kok, Bob", "Delft", None)]
    groups = [("naam", "soort"), ("Sociaal", None)]
    sessions = [("titel", "groepen", "sprekers"), (None, "Sociaal", "Smit, Anna")]
    day = read(book(tmp_path / "dag.xlsx", Mensen=rows, Groepen=groups, Onderdelen=sessions))
    assert {person.name for person in day.conference.people} == {"Smit, Anna", "Kok, Bob"}


def test_names_with_other_capitals_are_those_of_the_lists_and_said(tmp_path: Path) -> None:
    day = read(book(tmp_path / "dag.xlsx", **SURNAMES_FIRST))
    (meeting,) = (session for session in day.conference.sessions if session.speakers)
    assert [group.name for group in meeting.groups] == ["Sociaal"]
    assert 'dag.xlsx, Onderdelen!B2: "SOCIAAL" is read as "Sociaal".' in day.remarks
    assert 'dag.xlsx, Onderdelen!C2: "zaal 2" is read as "Zaal 2".' in day.remarks


def test_groups_that_differ_by_capitals_alone_are_not_taken_for_each_other(tmp_path: Path) -> None:
    groups = [("groep",), ("Wonen",), ("wonen",)]
    sessions = [("groep",), ("Wonen",), ("wonen",), ("WONEN",)]
    with pytest.raises(Faults) as found:
        read(book(tmp_path / "dag.xlsx", Groepen=groups, Onderdelen=sessions, Mensen=[("naam",), ("Tim Bos",)]))
    assert [str(fault) for fault in found.value.faults if "!A" in str(fault)] == [
        'dag.xlsx, Onderdelen!A4: "WONEN" is no group. Did you mean "wonen"?'
    ]


def test_a_meeting_whose_note_says_that_it_is_not_held_is_not_and_that_is_said(tmp_path: Path) -> None:
    day = read(book(tmp_path / "dag.xlsx", **SURNAMES_FIRST))
    assert [session.name for session in day.conference.sessions if not session.held] == ["Fysiek"]
    remark = 'dag.xlsx, Onderdelen!E3: the note says that "Fysiek" is not held; taken: gaat door no.'
    assert remark in day.remarks


def test_a_rule_of_the_example_about_groups_of_the_example_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    rules = [("regel", "stand", "groepen"), ("groepen apart", "erbij", "Wonen; Zorg")]
    day = read(book(tmp_path / "dag.xlsx", Regels=rules))
    assert any("Regels!A2" in remark and "it is of the example" in remark for remark in day.remarks)
    other = [("regel", "stand", "groepen"), ("groepen apart", "erbij", "Wonen; Europa")]
    with pytest.raises(Faults, match="Regels!C2"):
        read(book(tmp_path / "dag.xlsx", Regels=other))


def test_what_was_assumed_of_a_list_is_not_said_again_when_the_workbook_is_read_again(tmp_path: Path) -> None:
    made_of = tmp_path / "dag.xlsx"
    made_of.write_bytes(starter_workbook(dutch=True))
    pasted = load_workbook(made_of)
    for number in range(1, pasted["Onderdelen"].max_row + 1):
        pasted["Onderdelen"].cell(number, 3).value = None  # nothing says of what kind each is
    pasted.save(made_of)
    first = take_in(made_of, tmp_path / "dag")
    taken = [remark for remark in first.remarks if "no kind stands beside" in remark]
    first.write()
    again = take_in(made_of, tmp_path / "dag")
    assert len(taken) > 1
    assert not {*taken} & {*again.remarks}
    number = len([*taken])
    assert f"What {number} remarks said before of what the workbook leaves out is taken again." in again.remarks
    assert not any("has no column kind" in remark or "geen kolom" in remark for remark in again.remarks)
