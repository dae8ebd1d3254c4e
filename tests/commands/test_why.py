"""`netday why`, `alternatives` and `prices`: what they print and write, their exit codes, and mistakes in the call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_check import netday

DAY = """\
title: Netwerkdag
language: en
date: 2023-02-10
rounds: [10:00–11:00, 13:30–14:30]
rooms: [Hall, Loft]
groups:
  - {name: Europe, chairs: Anna, members: [Bob]}
  - {name: Housing, chairs: Dirk, members: [Bob]}
  - {name: Health, chairs: Carla}
sessions: [Europe, Housing, Health]
rules:
  groups_apart:
    - groups: [Europe, Health]
"""


def best_programme(folder: Path) -> Path:
    (folder / "day.yaml").write_text(DAY, "utf-8")
    file = folder / "best.yaml"
    file.write_text("programme:\n  Europe: 10:00 Hall\n  Housing: 13:30 Hall\n  Health: 13:30 Loft\n", "utf-8")
    return file


def test_a_place_that_can_be_is_priced_and_written(tmp_path: Path) -> None:
    file, new = best_programme(tmp_path), tmp_path / "new.json"
    done = netday("why", tmp_path, file, "europ", "--with", "housing", "-o", new)
    assert (done.exit_code, done.stderr.count("\n")) == (0, 1)
    # Bob is a member of both and misses one, of weight 2; he is the worst off, with 1 times 4.
    assert done.stdout.startswith("Europe at the same time as Housing costs 6 points more than best.yaml: 6 points")
    assert done.stdout.endswith(f"\nWritten: {new}\n")
    assert netday("check", tmp_path, new).exit_code == 0
    again = netday("why", tmp_path, new, "Europe", "--with", "Housing", "--json")
    assert (again.exit_code, json.loads(again.stdout)["answer"]) == (0, "already")


def test_a_place_that_cannot_be_has_exit_code_3_and_a_cause(tmp_path: Path) -> None:
    done = netday("why", tmp_path, best_programme(tmp_path), "Europe", "--with", "Health", "--json")
    payload = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, payload["answer"]) == (3, "", "impossible")
    assert payload["causes"][0]["told"] == ["Europe and Health do not coincide (Groups apart)."]


def test_without_a_question_every_place_is_told_as_a_table_or_as_json(tmp_path: Path) -> None:
    file = best_programme(tmp_path)
    done = netday("why", tmp_path, file, "Europe", "--quiet")
    assert (done.exit_code, "  10:00  any room      0  it stands there now" in done.stdout) == (0, True)
    payload = json.loads(netday("why", tmp_path, file, "Europe", "--json").stdout)
    assert [(p["start"], p["rooms"], p["here"], p["price"]["most"]) for p in payload["places"]] == [
        ("10:00", ["Hall", "Loft"], True, [0]),
        ("13:30", ["Hall", "Loft"], False, [0]),
    ]


def test_a_programme_that_breaks_hard_rules_is_no_measure(tmp_path: Path) -> None:
    file = best_programme(tmp_path)
    file.write_text(file.read_text("utf-8").replace("Loft", "Hall"), "utf-8")
    calls: list[list[str | Path]] = [["why", tmp_path, file, "Europe"], ["prices", tmp_path, file]]
    for command in calls:
        done = netday(*command)
        assert (done.exit_code, "so there is nothing to compare with" in done.stdout) == (1, True)
    assert json.loads(netday("prices", tmp_path, file, "--json").stdout)["answer"] == "breaks rules"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["Eurpe"], '"Eurpe" is no session of this day. Did you mean "Europe"?'),
        (["Europe", "--at", "noon"], '"noon" is no time of day; write it like 9:30.'),
        (["Europe", "--at", "2023-02-11 10:00"], "2023-02-11 is not among the days: 2023-02-10."),
        (["Europe", "--room", "Attic"], '"Attic" is no room of this day.'),
        (["Europe", "--with", "Europe"], "Europe always takes place at the same time as itself."),
        (["Europe", "--with", "Health", "--apart-from", "Health"], "both be at the same time as Health and not."),
        (["Europe", "--at", "10:00", "--not-at", "10:00"], "Europe cannot both stand and not stand at the same hour."),
        (["Europe", "-o", "x.json"], "-o writes one programme"),
    ],
)
def test_a_mistake_in_a_question_is_told(options: list[str], message: str, tmp_path: Path) -> None:
    done = netday("why", tmp_path, best_programme(tmp_path), *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    "typed", ["2023-02-11 10:00", "Sat 11 February 10:00", "sat 10.00", "Saturday at 10:00", "11 February 10:00"]
)
def test_an_hour_of_one_of_several_days_can_be_typed_as_it_is_told(typed: str, tmp_path: Path) -> None:
    file = best_programme(tmp_path)
    two = DAY.replace("date: 2023-02-10\n", "days: [{date: 2023-02-10}, {date: 2023-02-11}]\n")
    (tmp_path / "day.yaml").write_text(two, "utf-8")
    places = {"Europe": "2023-02-10 10:00 Hall", "Housing": "2023-02-10 13:30 Hall", "Health": "2023-02-11 13:30 Hall"}
    file.write_text("programme:\n" + "".join(f"  {name}: {place}\n" for name, place in places.items()), "utf-8")
    payload = json.loads(netday("why", tmp_path, file, "Europe", "--at", typed, "--json").stdout)
    assert (payload["answer"], payload["asked"]) == ("possible", "on Sat 11 February at 10:00")


def test_of_an_hour_without_a_date_only_the_days_are_meant_on_which_it_exists(tmp_path: Path) -> None:
    file = best_programme(tmp_path)
    days = """days:
  - {date: 2023-02-10, hours: 12:00-18:00, rounds: [13:30-14:30]}
  - {date: 2023-02-11, hours: 9:00-18:00, rounds: [9:15-10:15, 13:30-14:30]}
"""
    two = DAY.replace("date: 2023-02-10\nrounds: [10:00–11:00, 13:30–14:30]\n", days)
    (tmp_path / "day.yaml").write_text(two, "utf-8")
    hours = {"Europe": "2023-02-11 13:30 Hall", "Housing": "2023-02-11 9:15 Hall", "Health": "2023-02-10 13:30 Hall"}
    file.write_text("programme:\n" + "".join(f"  {name}: {place}\n" for name, place in hours.items()), "utf-8")

    def asked(*options: str) -> str:
        return str(json.loads(netday("why", tmp_path, file, "Europe", *options, "--json").stdout)["asked"])

    assert asked("--at", "9:15") == "on Sat 11 February at 9:15"
    assert asked("--at", "9:30") == "on Sat 11 February at 9:30"  # open, though no round begins
    assert asked("--at", "13:30") == "on Fri 10 February at 13:30, or on Sat 11 February at 13:30"
    assert asked("--not-at", "9:15", "--apart-from", "Health") == (
        "neither on Sat 11 February at 9:15 nor at the same time as Health"
    )


def test_a_session_that_needs_no_room_is_asked_for_none(tmp_path: Path) -> None:
    file = best_programme(tmp_path)
    drinks = "{title: Drinks, kind: drinks, at: 16:00, room: none}"
    (tmp_path / "day.yaml").write_text(DAY.replace("Health]\nrules", f"Health, {drinks}]\nrules"), "utf-8")
    file.write_text(f"{file.read_text('utf-8')}  Drinks: 16:00\n", "utf-8")
    done = netday("why", tmp_path, file, "Drinks", "--room", "Hall")
    assert (done.exit_code, "Drinks needs no room, and stands in none." in done.stderr) == (2, True)


def test_what_is_so_already_is_written_all_the_same(tmp_path: Path) -> None:
    file, new = best_programme(tmp_path), tmp_path / "new.json"
    done = netday("why", tmp_path, file, "Europe", "--not-at", "13:30", "--apart-from", "Housing", "-o", new)
    assert (done.exit_code, done.stdout) == (
        0,
        f"That is so in best.yaml: Europe neither at 13:30 nor at the same time as\nHousing.\n\nWritten: {new}\n",
    )
    assert netday("check", tmp_path, new).exit_code == 0
    assert netday("diff", tmp_path, file, new).stdout.startswith("Nothing")
    payload = json.loads(netday("why", tmp_path, file, "Europe", "--at", "10:00", "--json", "-o", new).stdout)
    assert (payload["answer"], payload["programme"]) == ("already", str(new))
    before = new.read_bytes()
    same = netday("why", tmp_path, new, "Europe", "--at", "10:00", "-o", new)
    assert (same.exit_code, same.stdout.endswith(f"\n{new} stays as it is.\n")) == (0, True)
    assert new.read_bytes() == before


def test_the_help_names_the_exit_code_of_an_interruption() -> None:
    text = " ".join(netday("why", "--help").stdout.split())
    assert "4 undecided in time, 130 interrupted before there was anything to tell." in text


def test_alternatives_are_written_side_by_side(tmp_path: Path) -> None:
    best_programme(tmp_path)
    done = netday("alternatives", tmp_path, "--differ", "2", "-n", "1", "-o", tmp_path / "other", "--json")
    payload = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, payload["no_more"], len(payload["alternatives"])) == (0, "", None, 1)
    for name in ("best.json", "alternative-1.json"):
        assert netday("check", tmp_path, tmp_path / "other" / name).exit_code == 0
    assert payload["alternatives"][0]["programme"] == str(tmp_path / "other" / "alternative-1.json")
    none = netday("alternatives", tmp_path, "--differ", "4", "--quiet")
    assert " ".join(none.stdout.split()).endswith(
        "Proven: no other programme that costs at most 0 points has at least 4 sessions at another hour for at least 4 "
        "people than the best."
    )
    wrong = netday("alternatives", tmp_path, "--within", "much")
    assert (wrong.exit_code, "write it like --within 10% or --within 5" in wrong.stderr) == (2, True)


def test_prices_are_told_for_the_rules_that_are_asked(tmp_path: Path) -> None:
    file = best_programme(tmp_path)
    done = netday("prices", tmp_path, file, "--rule", "groups_apart", "--json")
    payload = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, {one["rule"] for one in payload["demands"]}) == (0, "", {"groups_apart"})
    wrong = netday("prices", tmp_path, file, "--rule", "group_apart")
    assert (wrong.exit_code, 'Did you mean "groups_apart"?' in wrong.stderr) == (2, True)
    text = netday("prices", tmp_path, file, "--quiet").stdout
    assert text.startswith("best.yaml costs 0 points. Proven: no programme costs less.\n")
