"""What a person typed either counts or is named with what became of it: slips that YAML takes for something else."""

# ruff: noqa: E501  a fault is told in one line, and a table of them reads best one a line

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.programme import Placement, Programme
from scheduler.files import Faults, read, read_programme
from scheduler.files.programme_file import write_programme
from tests.files.test_faults import fault_lines
from tests.files.test_reading import SMALL, given

START = "title: T\ndate: 2026-02-10\n"

LOST = {
    "a name with a comma": ("groups: [{name: Zorg, Jeugd en Onderwijs}]", ['"Jeugd en Onderwijs" stands without a colon and a value, so it counts for nothing. Does it belong to "name"? Put that between quotes: name: "Zorg, Jeugd en Onderwijs".']),
    "two commas": ("groups: [{name: Wonen, Water, Zorg, kind: pillar}]", ['"Water" and "Zorg" stand without a colon and a value, so they count for nothing. Do they belong to "name"? Put that between quotes: name: "Wonen, Water, Zorg".']),
    "a known key": ("rooms: [{name: Zaal, features}]", ['"features" stands without a colon and a value, so it counts for nothing. Does it belong to "name"? Put that between quotes: name: "Zaal, features".']),
    "a list in braces": ("rooms: {Zaal 1, Zaal 2}", ['"Zaal 1" and "Zaal 2" stand between { and } without a colon. A list of names stands between [ and ].', 'rooms: "name" is missing.']),
    "in a rule": ("rules: {same_room: {weight: 2, hard}}", ['"hard" stands without a colon and a value, so it counts for nothing. Does it belong to "weight"? Put that between quotes: weight: "2, hard".']),
    "a number sign": ("place: Zaal #3", ['"#3" counts as a remark and is left out of "Zaal". Does it belong to it? Put all of it between quotes: "Zaal #3". If not, give the remark a line of its own.']),
    "a number behind a blank": ("place: Zaal # 3", ['"# 3" counts as a remark and is left out of "Zaal". Does it belong to it? Put all of it between quotes: "Zaal # 3". If not, give the remark a line of its own.']),
    "a word behind it": ("place: Zaal #Oost", ['"#Oost" counts as a remark and is left out of "Zaal". Does it belong to it? Put all of it between quotes: "Zaal #Oost". If not, put a blank behind the #.']),
    "all of it": ("place: #3", ['"#3" counts as a remark, so nothing stands here. Put it between quotes: "#3".']),
    "an item": ("rooms:\n  - #3\n  - Zaal", ['"#3" counts as a remark, so nothing stands here. Put it between quotes: "#3".']),
    "behind quotes": ('place: "Zaal" #3', ['"#3" counts as a remark and is left out of "Zaal". Does it belong to it? Put all of it between quotes: "Zaal #3". If not, give the remark a line of its own.']),
    "curly quotes": ("rooms: [“Zaal, groot”]", ['"“Zaal" begins with a curly quote, as Word types it, that is not closed; it holds nothing together. Use straight quotes: "…".']),
    "an unknown key": ("rooms: [{name: A, capcity: }]", ['rooms › A › capcity: "capcity" is no key here. Did you mean "capacity"?']),
    "an unknown rule": ("rules:\n  grups_apart:", ['rules › grups_apart: "grups_apart" is no rule. Did you mean "groups_apart"?']),
    "a title with a colon": ("sessions:\n  - Europa: een verkenning", ['sessions › Europa: "Europa" is no key here; the keys are title, name, groups, kind, minutes, at, rounds, windows, days, rooms, features, tags, expected, speakers, hosts, required, invited, open, places, signed_up, waiting, online, link, private_link, papers, description, held, note, goes_to, optional, price, track, slots, order, zone, rather_not. If it is a text with a colon, put it between quotes: "Europa: een verkenning".']),
    "a name with a colon": ("groups: [{name: A, members: [Jan: Ede]}]", ['groups › A › members: should be a single text. If there is a colon in it, put it between quotes: "Jan: Ede".']),
    "braces with a colon": ("sessions: [{title: Europa: nu, minutes: 30}]", ['A text with a colon between brackets goes between quotes: "Europa: nu".']),
    "an apostrophe": ("place: 's-Gravenhage", ["""A quote is opened here and not closed. Is it an apostrophe? Put double quotes around: "'s-Gravenhage"."""]),
    "two apostrophes": ("rooms: ['s-Hertogenbosch, 's-Gravenhage]", ["""A quote is opened here and closed too soon. Is it an apostrophe? Put double quotes around: "'s-Hertogenbosch"."""]),
    "words behind quotes": ('place: "De Brug" in Ede', ["Something stands behind the closing quote. Put all of the value between quotes; a quote within it is written \\\" between \" and \", and '' between ' and '."]),
    "a sign of its own": ("place: > Ede", ["A value cannot begin with >; put it between quotes."]),
    "a path": ('place: "C:\\dag"', ["Between \" and \" a backslash begins a sign of its own; write \\\\ for one that is meant, or use ' and ' for quotes."]),
    "an escape": ('place: "\\e[31mEde"', ['place: There is a sign in it that nobody can see (U+001B); leave that out of "\\x1b[31mEde".']),
    "turned writing": ('rooms: ["Zaal \\u202e1"]', ['rooms: There is a sign in it that nobody can see (U+202E); leave that out of "Zaal \\u202e1".']),
    "a sign of names": ("place: &Zaal Oost", ['A value cannot begin with &; put it between quotes: "&Zaal Oost".']),
    "a sign of names alone": ("rooms: [&x, A]", ['A value cannot begin with &; put it between quotes: "&x".']),
    "a sign of names and a blank": ("rooms: [A, & B]", ['A value cannot begin with &; put it between quotes: "& B".']),
    "a star": ("place: *x", ['A value cannot begin with *; put it between quotes: "*x".']),
    "stars around": ("place: *Zaal Oost* # a remark", ['A value cannot begin with *; put it between quotes: "*Zaal Oost*".']),
    "a star and a blank": ("rooms: [* A, B]", ['A value cannot begin with *; put it between quotes: "* A".']),
    "a number sign between braces": ("sessions: [{title: Zorg #3, kind: talk}]", ['Everything from "#3" on counts as a remark, the bracket that closes too. Put the text between quotes: "Zorg #3".']),
    "a number sign between brackets": ("rooms: [Zaal #1,\n  Zaal #2]", ['Everything from "#1" on counts as a remark, the comma too. Put the text between quotes: "Zaal #1".']),
    "a number alone between brackets": ("rooms: [{name: #1}]", ['Everything from "#1" on counts as a remark, the bracket that closes too. Put the text between quotes: "#1".']),
    "a true remark between brackets": ("rooms: [A, B # the large one", ["A bracket is opened here and not closed, or a comma is missing."]),
    "two groups in one": ("groups: [Wonen, Zorg]\nsessions: [{title: T, groups: Wonen & Zorg}]", ['sessions › T › groups: "Wonen & Zorg" is no group, but Wonen and Zorg are. Write them between brackets: [Wonen, Zorg].']),
    "a password": ("website: https://user:secret@netwerkdag.example/ede", ["website: there is a password or passcode in this address, and it goes out to everybody; leave that out: https://netwerkdag.example/ede."]),
    "a passcode": ("website: https://netwerkdag.example/?token=abc", ["website: there is a password or passcode in this address, and it goes out to everybody; leave that out: https://netwerkdag.example/."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "faults"), LOST.values(), ids=LOST.keys())
def test_what_would_be_lost_is_a_fault_that_says_how_to_write_it(tmp_path: Path, text: str, faults: list[str]) -> None:
    lines = fault_lines(tmp_path, f"{START}{text}\n")
    assert sorted(line.split(": ", 1)[1] for line in lines) == sorted(faults)


def test_what_is_no_yaml_is_told_all_at_once(tmp_path: Path) -> None:
    sessions = "{title: Europa: nu}", "{title: Zorg #3, kind: talk}", "title: Wonen #4", "title: 's avonds", "[A, & B]"
    day = "title: &a T\nsessions:\n" + "".join(f"  - {session}\n" for session in sessions)
    assert [line.split(". ")[0] for line in fault_lines(tmp_path, day)] == [
        'day.yaml:1: A value cannot begin with &; put it between quotes: "&a T".',
        'day.yaml:3: A text with a colon between brackets goes between quotes: "Europa: nu".',
        'day.yaml:4: Everything from "#3" on counts as a remark, the bracket that closes too',
        'day.yaml:5: "#4" counts as a remark and is left out of "Wonen"',
        "day.yaml:6: A quote is opened here and not closed",
        'day.yaml:7: A value cannot begin with &; put it between quotes: "& B".',
    ]


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "posix/Europe/Amsterdam", "../../etc/passwd", "europe/amsterdam"])  # fmt: skip
def test_what_is_no_zone_of_the_world_is_a_fault(tmp_path: Path, zone: str) -> None:
    (line,) = fault_lines(tmp_path, f"{START}time_zone: {zone}\n")
    assert line.startswith(f'day.yaml:3: time_zone: "{zone}" is no time zone.')


def test_remarks_as_people_write_them_are_remarks(tmp_path: Path) -> None:
    day = f"{START}language: nl # nl or en\n#rooms: [A]\nminutes: 60 #or 90\nrooms: [Zaal] #the large one\n# ---\n"
    assert given(tmp_path, day).remarks[1:] == (
        'day.yaml:5: "#or 90" counts as a remark; netday does not read it.',
        'day.yaml:6: "#the large one" counts as a remark; netday does not read it.',
    )


def test_curly_quotes_around_all_of_a_text_are_printed_and_that_is_remarked(tmp_path: Path) -> None:
    found = given(tmp_path, f"{START}rooms: [“Zaal”, “A” en “B”]\n")
    assert [room.name for room in found.conference.rooms] == ["“Zaal”", "“A” en “B”"]
    assert found.remarks[1:] == (
        'day.yaml:3: The curly quotes of "“Zaal”" are printed as they stand; straight ones would not be.',
    )


@pytest.mark.parametrize("written", ['"Ren\\u00e9e\\u00a0 B"', '"Rene\\u0301e B"', "Rene\u0301e\u00a0B ", '"Ren\\u00e9\\u200be B"'])  # fmt: skip
def test_a_name_is_known_again_however_it_was_typed(tmp_path: Path, written: str) -> None:
    found = given(tmp_path, f"{SMALL}sessions: [{written}]\nrules: {{pinned: [{{session: Renée B, at: 10:00}}]}}\n")
    session = found.conference.sessions[0]
    assert session.name == "Renée B"
    programme = Programme((Placement(session, 600, found.conference.rooms[0]),))
    write_programme(tmp_path / "programme.json", found, programme, {})
    assert read_programme(tmp_path / "programme.json", found)[0] == programme


def test_a_day_of_too_many_values_or_bytes_says_so(tmp_path: Path) -> None:
    lines = fault_lines(tmp_path, f"{START}sessions: [{'{},' * 100_001}]\n")
    assert lines == ["day.yaml:3: More than 100,000 values; no day has so many."]
    lines = fault_lines(tmp_path, START.encode() + b"#" * 16_000_000)
    assert lines == ["day.yaml: The file has 16 MB; netday reads 16 MB at most. Is it the right one?"]


def test_of_very_many_faults_the_first_are_told(tmp_path: Path) -> None:
    lines = fault_lines(tmp_path, START + "".join(f"k{number}: x\n" for number in range(600)))
    assert (len(lines), lines[-1]) == (501, "day.yaml: And 100 more faults; mend the first ones first.")


MISNAMED = {
    "day.yaml.txt": ", but day.yaml.txt. Call it day.yaml. Windows hides the end of a name: in the Explorer, switch on File name extensions under View.",
    "day.yml": ", but day.yml. Call it day.yaml.",
    "Dag.yaml": ", but Dag.yaml. Call it day.yaml.",
    "day (1).yaml": ", but day (1).yaml. Call it day.yaml.",
    "Kopie van day.yaml": ", but Kopie van day.yaml. Call it day.yaml.",
    "dag.docx": ", and dag.docx, of an office program, is not read. A day is a text; netday new makes one.",
    "haarlem.yaml": ". Is it haarlem.yaml? Call it day.yaml, or name the file instead of the folder.",
    "notes.txt": "; netday new makes one.",
}


@pytest.mark.parametrize(("name", "end"), MISNAMED.items())
def test_a_folder_with_a_misnamed_day_says_what_to_do(tmp_path: Path, name: str, end: str) -> None:
    (tmp_path / name).write_text(START, "utf-8")
    with pytest.raises(Faults) as caught:
        read(tmp_path)
    assert str(caught.value) == f"{tmp_path}: There is no day.yaml in this folder{end}"


def test_files_that_seem_to_belong_to_the_day_and_are_not_read_are_named(tmp_path: Path) -> None:
    for name in (
        "day.yml",
        "day.yaml.txt",
        "day - kopie.yaml",
        "people.xlsx",
        "programma.xlsx",
        "season.yaml",
        "~$people.xlsx",
    ):
        (tmp_path / name).write_bytes(b"PK")
    assert given(tmp_path, START).remarks[1:] == (
        "day - kopie.yaml is not read; the day is day.yaml.",
        "day.yaml.txt is not read; the day is day.yaml.",
        "day.yml is not read; the day is day.yaml.",
        'people.xlsx is not read; to make it the list of people, save it as "CSV UTF-8", called people.csv.',
    )
    assert (
        "people.xlsx is not read; the list of people is people.csv." in given(tmp_path, START, "name\nAnna\n").remarks
    )
    given(tmp_path, f"{START}people: [Anna]\n")
    assert "people.csv is not read; the people stand in day.yaml." in read(tmp_path).remarks


def test_an_office_file_or_a_list_of_people_is_no_day(tmp_path: Path) -> None:
    for name in ("dag.docx", "day.yaml", "people.csv"):
        (tmp_path / name).write_text(START, "utf-8")
    for name, message in {
        "dag.docx": "A day is a text, day.yaml, or a workbook, .xlsx; netday new makes one.",
        "people.csv": "This is the list of people of a day. Name its folder, or day.yaml.",
    }.items():
        with pytest.raises(Faults) as caught:
            read(tmp_path / name)
        assert str(caught.value) == f"{name}: {message}"


@pytest.mark.parametrize("key", ["people", "season"])
def test_only_files_in_the_folder_of_the_day_are_read(tmp_path: Path, key: str) -> None:
    secret = tmp_path / "secret"
    day = tmp_path / "day"
    secret.write_text("secret", "utf-8")
    day.mkdir()
    (day / "link").symlink_to(secret)
    for name in (str(secret), "../secret", "link"):
        (line,) = fault_lines(day, f"{START}{key}: {name}\n")
        assert line.startswith(f'day.yaml:3: {key}: "{name[:50]}')
        assert line.endswith("does not lie in the folder of the day. Put the file there, and write its name alone.")
    (day / "people.csv").symlink_to(secret)
    assert fault_lines(day, START) == [
        'day.yaml:1: "people.csv" does not lie in the folder of the day. Put the file there, and write its name alone.'
    ]


def test_a_link_that_leads_nowhere_is_no_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "people.csv").symlink_to("gone.csv")
    assert fault_lines(tmp_path, f"{START}wishes: people.csv\n") == [
        'day.yaml:1: "people.csv" is a link to a file that is not there.',
        'day.yaml:3: wishes: "people.csv" is a link to a file that is not there.',
    ]
    (tmp_path / "day.yaml").unlink()
    (tmp_path / "day.yaml").symlink_to("gone.yaml")
    (tmp_path / "dag.xlsx").write_bytes(b"PK")  # which is not read instead
    with pytest.raises(Faults) as found:
        read(tmp_path)
    assert str(found.value) == (
        "day.yaml: There is no such file, and dag.xlsx, of an office program, is not read. "
        "A day is a text; netday new makes one."
    )


def test_one_name_with_a_comma_that_the_list_takes_for_two_is_told_where_it_stands_whole(tmp_path: Path) -> None:
    groups = "groups: [Wonen, Zorg, Jeugd en Onderwijs]\n"
    between = 'for a comma without them begins the next: "Zorg, Jeugd en Onderwijs".'
    (fault,) = fault_lines(tmp_path, f"{START}{groups}", "name;member\nAnna;Zorg, Jeugd en Onderwijs\n")
    assert "If it is one, put its name between quotes where it is listed, " + between in fault
    remarks = given(tmp_path, START + groups + 'sessions: ["Zorg, Jeugd en Onderwijs"]\n', "name\nAnna\n").remarks
    (remark,) = [remark for remark in remarks if remark.endswith(between)]
    assert remark.startswith('day.yaml:4: "Zorg, Jeugd en Onderwijs" is a session without a group, and its title')
    whole = groups.replace("Zorg, Jeugd en Onderwijs", '"Zorg, Jeugd en Onderwijs"')
    assert not [r for r in given(tmp_path, START + whole + "sessions: [Wonen]\n").remarks if between in r]
