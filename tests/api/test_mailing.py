"""`netday.mailing` and `netday.sign_ups`: what the commands say, as values and as data that keep to their schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import scheduler as netday
from tests.commands.test_check import netday as command
from tests.files.test_sign_ups import a_day

N: Any = netday  # whose types do not matter here
DAY = """\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00, 11:15–12:15]
rooms: [Zaal 1, Zaal 2]
groups: [{name: Europa, chairs: Anna}, {name: Wonen, chairs: Bob}]
people: [{name: Anna, email: anna@x.example}, Bob, Carla]
sessions: [Europa, Wonen]
"""
Placed = dict[str | netday.Session, str]
FIRST: Placed = {"Europa": "10:00 Zaal 1", "Wonen": "10:00 Zaal 2"}
THEN: Placed = {"Europa": "10:00 Zaal 2", "Wonen": "11:15 Zaal 2"}


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> netday.Instance:
    monkeypatch.chdir(tmp_path)
    Path("day.yaml").write_text(DAY, "utf-8")
    return netday.read("day.yaml")


def test_letters_are_those_of_the_command(day: netday.Instance) -> None:
    placed = netday.programme(day, FIRST)
    netday.write_programme("programme.json", day, placed, None)
    netday.publish(day, placed, "site")
    letters = netday.mailing(day, placed, edition="site", site="https://x.example/dag")
    printed = command(
        "mailing", "day.yaml", "programme.json", "--edition", "site", "--site", "https://x.example/dag", "--json"
    )
    answer = json.loads(printed.stdout)
    jsonschema.validate(answer, netday.schema("mailing"))
    assert answer == netday.data(day, letters)
    assert [letter["email"] for letter in answer["letters"]] == ["anna@x.example", "", ""]
    assert (letters.without_address, [draft.file for draft in letters.drafts()]) == (("Bob", "Carla"), ["anna.eml"])
    written = command("mailing", "day.yaml", "programme.json", "-o", "m.csv", "--person", "bob", "--json")
    assert json.loads(written.stdout)["written"] == "m.csv"
    assert Path("m.csv").read_bytes() == netday.mailing(day, placed, people="Bob").csv()
    assert "Missing option '-o'" in command("mailing", "day.yaml", "programme.json").stderr


def test_only_whom_a_difference_concerns_gets_a_letter(day: netday.Instance) -> None:
    placed = netday.programme(day, THEN)
    changes = netday.difference(day, netday.programme(day, FIRST), placed)
    assert [letter.person.name for letter in netday.mailing(day, placed, since=changes).letters] == ["Anna", "Bob"]
    for wrong, sentence in (
        ({"since": "old.json"}, "since should be what netday.difference answers"),
        ({"edition": "."}, "holds no calendars of netday"),
        ({"site": "x.example"}, "it should begin with https://"),
        ({"people": "Dirk"}, "Dirk"),
    ):
        with pytest.raises((ValueError, TypeError), match=sentence):
            N.mailing(day, placed, **wrong)


def test_sign_ups_are_asked_answered_and_written(tmp_path: Path) -> None:
    folder, export = a_day(tmp_path / "day", ["Europa", "Wonen"]), tmp_path / "export.csv"
    export.write_text("Naam,lid\nEls Vermeer,Europa;Wonne\n", "utf-8")
    found = netday.sign_ups(export, folder)
    printed = json.loads(command("sign-ups", export, "--into", folder, "--json").stdout)
    jsonschema.validate(printed, netday.schema("sign-ups"))
    assert printed == netday.data(netday.read(folder), found)
    assert [question.likely for question in found.questions] == ["Wonen"]
    netday.sign_ups(export, folder, answers={found.questions[0]: "-"}).write()
    assert "Els Vermeer;;Europa\n" in (folder / "people.csv").read_text("utf-8")
    with pytest.raises(ValueError, match='"paars" is no answer to "Which group is "Wonne"'):
        netday.sign_ups(export, folder, answers={found.questions[0]: "paars"})
    with pytest.raises(TypeError, match="answers should be a dictionary of answers by question"):
        N.sign_ups(export, folder, answers={"Wonne": "Wonen"})
    export.write_text("Naam,lid\nEls Vermeer,Europa;Wonne\nBob Bos,Wonen\n", "utf-8")
    taken = json.loads(command("sign-ups", export, "--into", folder, "--json", "--yes").stdout)
    assert (taken["written"], taken["questions"]) == ([str(folder / "people.csv")], [])
    nowhere = command("sign-ups", export, "--into", folder, "--json", "--review", tmp_path / "none.xlsx")
    assert (nowhere.exit_code, "with --json none is written" in nowhere.output) == (2, True)
