"""Mistakes that a stranger made in the first hour, and what is said to them."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from scheduler.commands.main import main

DAY = """\
title: Netwerkdag
days: [{date: 2026-03-13, rounds: [10:00–11:00, 11:15–12:15]}, {date: 2026-03-14, rounds: [10:00–11:00]}]
rooms: [Zaal 1]
people: [{name: Hélène, member: Wonen}]
groups: [Wonen]
sessions: [Wonen, {title: Wonen vandaag, group: Wonen, held: no, note: Gaat niet door.}]
"""


def netday(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def given(folder: Path, text: str = DAY) -> Path:
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    return folder


def typed(folder: Path, text: str) -> Path:
    file = folder / "typed.yaml"
    file.write_text(f"programme:\n  {text}\n", encoding="utf-8")
    return file


def test_a_programme_where_a_day_is_asked_for_is_called_so(tmp_path: Path) -> None:
    programme = typed(given(tmp_path), "Wonen: 2026-03-13 10:00 Zaal 1")
    answer = netday("check", programme)
    assert answer.exit_code == 2
    assert answer.stderr.splitlines() == [
        "typed.yaml: This is a programme, not a day. The day comes first: netday check DAY PROGRAMME."
    ]


def test_showing_a_programme_that_breaks_hard_rules_says_so(tmp_path: Path) -> None:
    answer = netday("show", given(tmp_path), typed(tmp_path, "Wonen: 2026-03-13 12:00 Zaal 1"))
    assert answer.exit_code == 0
    assert "This programme breaks hard rules, 1 time." in answer.stderr


def test_a_person_is_found_without_accents_and_gets_the_date_of_a_conference_of_two_days(tmp_path: Path) -> None:
    answer = netday("show", given(tmp_path), typed(tmp_path, "Wonen: 2026-03-14 10:00 Zaal 1"), "--person", "helene")
    assert answer.stdout.splitlines() == [
        "Hélène",
        "  Saturday 14 March 2026",
        "  10.00–11.00  Wonen, Zaal 1: member",
    ]


def test_the_note_of_a_meeting_that_is_off_bears_its_title(tmp_path: Path) -> None:
    answer = netday("show", given(tmp_path), typed(tmp_path, "Wonen: 2026-03-14 10:00 Zaal 1"), "--by", "group")
    assert "  Wonen vandaag: Gaat niet door." in answer.stdout.splitlines()


def test_another_list_beside_the_day_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    given(tmp_path, "title: Dag\ndate: 2026-03-13\nrounds: [10:00–11:00]\n")
    (tmp_path / "deelnemers.csv").write_text("naam\nAnna\n", encoding="utf-8")
    answer = netday("check", tmp_path)
    assert (
        "deelnemers.csv is not read; to make it the list of people, write people: deelnemers.csv."
        in (answer.stdout + answer.stderr).splitlines()
    )


def test_an_hour_after_the_end_of_the_day_is_no_time_of_day(tmp_path: Path) -> None:
    answer = netday("check", given(tmp_path, DAY.replace("10:00–11:00, 11:15", "10:00–25:00, 11:15")))
    assert answer.exit_code == 2
    assert '"25:00" is no time of day' in answer.stderr


def test_a_programme_of_before_a_late_change_is_still_judged_and_the_change_is_told(tmp_path: Path) -> None:
    text = "title: Dag\ndate: 2026-03-13\nevery: 30\nrooms: [Zaal 1]\nsessions: [{title: Europa, at: 10:00}, Wonen]\n"
    folder = given(tmp_path, text)
    assert netday("solve", folder, "-o", folder / "p.json", "--quiet").exit_code == 0
    given(folder, text.replace("at: 10:00}, Wonen", "at: 10:00, minutes: 90}"))
    answer = netday("check", folder, folder / "p.json")
    assert answer.exit_code == 0
    text = answer.stdout + answer.stderr
    assert "The day has changed since this programme was made." in text
    assert "Europa now lasts 90 minutes, so from 10.00 it ends at 11.30, not 11:00." in text
    assert '"Wonen" is no longer a session of the day; it is left out.' in text


def test_what_is_no_programme_is_called_what_it_is(tmp_path: Path) -> None:
    for name, sentence in {
        "p.xlsx": "This workbook is damaged and cannot be opened. Open it in Excel, and save it anew.",
        "p.docx": "This is a file of an office program, not the programme itself. A programme is what solve wrote",
        "people.csv": "This is a list in CSV, not a programme. A programme is what solve wrote",
    }.items():
        (tmp_path / name).write_bytes(b"PK\x03\x04\0")
        answer = netday("check", given(tmp_path), tmp_path / name)
        assert (answer.exit_code, answer.stderr.startswith(f"{name}: {sentence}")) == (2, True)
    answer = netday("import", tmp_path / "p.xlsx", "--to", tmp_path / "new")
    assert answer.stderr.startswith("p.xlsx: This workbook is damaged and cannot be opened.")
    answer = netday("import", tmp_path / "p.docx", "--to", tmp_path / "new")
    assert answer.stderr.startswith("p.docx: This document is damaged and cannot be opened.")
    (tmp_path / "p.json").write_text('{"programme": []}', "utf-8")
    answer = netday("import", tmp_path / "p.json", "--to", tmp_path / "new")
    assert answer.stderr.startswith("p.json: This is a programme of netday, not a schedule.")


def test_the_programme_of_another_day_is_one_fault(tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    item = '{"session": "%s", "day": "%s", "start": "10:00", "end": "11:00", "room": "Tuin"}'
    for session, day, why in (
        ("Wonen", "2025-03-13", "it is of 2025-03-13, and this day is on 2026-03-13 and 2026-03-14."),
        ("Zorg", "2026-03-13", "none of its sessions is a session of this day."),
    ):
        rows = ", ".join([item % (session, day)] * 2)
        file.write_text(f'{{"day_file": "sha256:0", "programme": [{rows}]}}', "utf-8")
        (line,) = netday("check", given(tmp_path), file).stderr.splitlines()
        assert line.startswith(f"programme.json:1: This programme is of another day: {why}")


def test_groups_in_one_cell_are_told_apart(tmp_path: Path) -> None:
    day = given(
        tmp_path, DAY.replace("people: [{name: Hélène, member: Wonen}]", "").replace("[Wonen]", "[Wonen, Zorg]")
    )
    (tmp_path / "people.csv").write_text('name;member\nAnna;"Wonen, Zorg"\n', "utf-8")
    (line,) = netday("check", day).stderr.splitlines()
    assert line.startswith('people.csv:2: Anna › member: "Wonen, Zorg" is no group, but Wonen and Zorg are. Several in')
    assert line.endswith("one cell stand apart by a semicolon or a bar: Wonen | Zorg.")


def test_a_file_is_not_written_under_the_ending_of_another_form(tmp_path: Path) -> None:
    programme = typed(given(tmp_path), "Wonen: 2026-03-13 10:00 Zaal 1")
    answer = netday("export", tmp_path, programme, "--format", "pdf", "-o", tmp_path / "x.XLSX")
    assert (answer.exit_code, list(tmp_path.glob("x.*"))) == (2, [])
    why = "x.XLSX ends as a file of --format xlsx, attendance or csplib, and --format pdf makes another."
    assert why in answer.stderr


def test_quiet_says_nothing_beside_the_answer(tmp_path: Path) -> None:
    programme, page = typed(given(tmp_path), "Wonen: 2026-03-13 10:05 Zaal 1"), tmp_path / "x.html"
    assert netday("export", tmp_path, programme, "--format", "html", "-o", page, "--quiet").stderr == ""
    assert page.exists()
    assert netday("check", tmp_path, programme, "--quiet").stderr == ""
    assert not netday("check", tmp_path, "--quiet").stdout.startswith("day.yaml")


def test_a_name_that_no_file_can_have_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    day, long = given(tmp_path), tmp_path / ("a" * 300)
    calls: tuple[tuple[str | Path, ...], ...] = (
        ("check", long),
        ("new", long),
        ("solve", day, "-o", long),
        ("check", day, long / "programme.json"),
    )
    for words in calls:
        answer = netday(*words)
        assert answer.exit_code == 2
        assert answer.stderr.splitlines()[-1].endswith('…" is no name of a file: File name too long.')
    assert sorted(file.name for file in tmp_path.iterdir()) == ["day.yaml"]
