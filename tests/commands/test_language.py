"""In which language a command speaks: as asked, else NETDAY_LANGUAGE, else as the day, else as the machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.commands.main import main
from scheduler.text.sentence import spoken_language

DAY = "title: Dag\ndate: 2026-03-13\nhours: 9:00-12:00\nevery: 30\nrooms: [Zaal 1]\nsessions: [Europa]\n"
SAYS = {"nl": "Er is geen fout gevonden.", "en": "No fault was found."}


@pytest.mark.parametrize(
    ("asked", "own", "day", "machine", "speaks"),
    [
        ("nl", "en", "en", "en_GB.UTF-8", "nl"),
        ("EN", "nl", "nl", "nl_NL.UTF-8", "en"),
        ("", "nl", "en", "en_GB.UTF-8", "nl"),
        ("", "NL_nl", "en", "C", "nl"),
        ("", "frysk", "nl", "C", "nl"),
        ("", "", "nl", "en_GB.UTF-8", "nl"),
        ("", "", "en", "nl_NL.UTF-8", "en"),
        ("", "", "", "nl_BE.UTF-8", "nl"),
        ("", "", "", "C.UTF-8", "en"),
        ("", "", "", "", "en"),
    ],
)
def test_the_language_is_that_which_is_asked_for_else_of_the_day_else_of_the_machine(
    asked: str, own: str, day: str, machine: str, speaks: str, tmp_path: Path
) -> None:
    file = tmp_path / "day.yaml"
    file.write_text(DAY + (f"language: {day}\n" if day else ""), "utf-8")
    here = {"NETDAY_LANGUAGE": own, "LC_ALL": None, "LC_MESSAGES": None, "LANG": machine or None}
    words = ["check", str(file), *(["--language", asked] if asked else [])]
    assert SAYS[speaks] in CliRunner(env=here).invoke(main, words).stdout
    assert spoken_language() == "en", "whoever called it goes on in English"


@pytest.mark.parametrize("broken", ["sesions: [Europa]", "sessions: [", "hours: half tien"])
def test_faults_are_told_in_the_language_that_a_broken_file_states(broken: str, tmp_path: Path) -> None:
    file = tmp_path / "day.yaml"
    file.write_text(f"title: Dag\nlanguage: nl\n{broken}\n", "utf-8")
    done = CliRunner(env={"NETDAY_LANGUAGE": "", "LANG": "C"}).invoke(main, ["solve", str(file), "--json"])
    assert '"spoken_in": "nl"' in done.stdout


def test_a_wrong_call_is_told_in_the_language_that_it_asks_for() -> None:
    done = CliRunner().invoke(main, ["solve", "--language=nl", "--seed", "x", "day"])
    assert (done.exit_code, "Fout: Onjuiste waarde bij '--seed'" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--seed", "-1"), "-1 kan hier niet: van 0 tot en met 2147483647."),
        (("--time-limit", "0"), "0.0 kan hier niet: meer dan 0, en hoogstens 10000000."),
    ],
)
def test_which_numbers_an_option_takes_is_told_in_words(arguments: tuple[str, ...], words: str) -> None:
    done = CliRunner().invoke(main, ["solve", "--language=nl", *arguments, "day"])
    assert "Gebruik: main solve" in done.stderr
    assert words in done.stderr
    assert "Usage: main solve" in CliRunner().invoke(main, ["solve", "--language=en", *arguments, "day"]).stderr
