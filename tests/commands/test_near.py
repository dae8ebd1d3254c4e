"""`solve --near`, `repair --at-most-people`, and the commands for them that a repair prints: each runs as printed."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from scheduler.commands.parameters import as_typed
from tests.commands.test_check import netday

DAY = """\
title: Netwerkdag
language: en
date: 2034-02-10
rounds: [10:00–11:00, 11:30–12:30, 14:00–15:00]
rooms: [Hall, Loft, Attic]
groups:
  - {name: Europe, chairs: Anna, members: [Bob]}
  - {name: Housing, chairs: Dirk, members: [Bob, Gijs, Hanna]}
  - {name: Health, chairs: Eva, members: [Ivo, Nora]}
  - {name: Sports, chairs: Fay, members: [Ivo, Jan, Kim, Lea]}
  - {name: Water, chairs: Max}
sessions: [Europe, Housing, Health, Sports, Water]
"""
# Bob misses Housing and Ivo Sports. Without the Hall at 14:00 Water has to move, for Max alone. That Bob and Ivo miss
# nothing costs a move of Europe (Anna and Bob) and one of Health (Eva, Ivo and Nora): 1 + 2 + 3 = 6 people.
PRINTED = (
    "programme: {Europe: 10:00 Hall, Housing: 10:00 Loft, Health: 11:30 Hall, Sports: 11:30 Loft, Water: 14:00 Hall}"
)
NO_HALL = DAY.replace("[Hall,", "[{name: Hall, closed: 14:00–15:00},")


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to type in, with the day as it is now and its programme as it went out."""
    folder = tmp_path / "our day's"
    folder.mkdir()
    (folder / "day.yaml").write_text(NO_HALL, "utf-8")
    (folder / "printed.yaml").write_text(PRINTED, "utf-8")
    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "day.yaml").write_text(DAY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("our day's")


def offered(printed: str) -> list[list[str]]:
    """The commands that can be copied, without the `netday` before each."""
    return [shlex.split(line)[1:] for line in printed.splitlines() if line.startswith("  netday ")]


def answer(*words: str | Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(netday(*words, "--json").stdout)
    return loaded


def test_a_repair_says_what_a_fresh_programme_would_cost_and_how_to_make_it(changed: Path) -> None:
    done = netday("repair", changed, changed / "printed.yaml", "-o", "new.json", "--quiet")
    *_, below = done.stdout.partition("A fresh programme")
    folder, file = '"our day\'s"', '"our day\'s/printed.yaml"'
    assert below == (
        " would cost 0 points: proven the least.\n"
        "6 people would then have to change something in their diary, instead of 1.\n"
        "Proven: none that is as good asks it of fewer.\n"
        "To make that one:\n"
        f"  netday solve {folder} --near {file} -o new-best.json\n"
        "To make the best that changes the day of at most 3 people:\n"
        f"  netday repair {folder} {file} --at-most-people 3 -o new-between.json\n"
    )


def test_the_commands_that_a_repair_offers_do_what_it_says(changed: Path) -> None:
    done = netday("repair", changed, changed / "printed.yaml", "-o", "new.json", "--quiet")
    best, between = offered(done.stdout)
    of_best = answer(*best)
    assert (of_best["cost"], of_best["near"]["steps"]["people"]) == (0, {"amount": 6, "least_possible": 6})
    of_middle = answer(*between)
    # Europe moves away from Housing (Anna and Bob), and Water has to (Max); Ivo still misses Sports.
    assert of_middle["proof"]["repaired"]["people"] == {"amount": 3, "least_possible": 3}
    assert 0 < of_middle["cost"] < answer("repair", changed, changed / "printed.yaml")["cost"]
    assert Path("new-best.json").exists()
    assert Path("new-between.json").exists()


@pytest.mark.parametrize("options", [["--keep", "Water's", "--time-limit", "50"], ["--before", "9:00", "--seed", "3"]])
def test_what_was_asked_stands_in_the_commands_that_are_offered(changed: Path, options: list[str]) -> None:
    day = changed / "day.yaml"
    day.write_text(
        NO_HALL.replace("Water]", "Water, {title: Water's, at: '16:00', minutes: 30, room: Attic}]"), "utf-8"
    )
    (changed / "printed.yaml").write_text(PRINTED.replace("}", ', "Water\'s": 16:00 Attic}'), "utf-8")
    done = netday("repair", changed, changed / "printed.yaml", *options, "--quiet")
    assert f"A fresh programme with {as_typed(options[:2])} would cost 0 points" in done.stdout.replace("\n", " ")
    best, between = offered(done.stdout)
    for words, people in ((best, 6), (between, 3)):
        assert words[:1] + words[3:] == ["repair", *options[:2], "--at-most-people", str(people), *options[2:]]
        assert netday(*words, "--quiet").exit_code == 0


def test_with_the_day_as_it_was_the_best_is_found_too(changed: Path) -> None:
    done = netday("repair", changed, changed / "printed.yaml", "--old-day", "before", "--quiet")
    best, _ = offered(done.stdout)
    assert best == ["solve", str(changed), "--near", str(changed / "printed.yaml"), "--old-day", "before"]
    assert "  - 6 people have to change something in their diary." in netday(*best, "--quiet").stdout


def test_so_few_people_that_no_programme_will_do_are_refused_with_the_least_number(changed: Path) -> None:
    done = netday("repair", changed, changed / "printed.yaml", "--at-most-people", "0", "--quiet")
    assert done.exit_code == 3
    assert done.stdout.splitlines()[:3] == [
        "No programme keeps all hard rules and leaves everybody's day as it is.",
        "The least is 1 person: proven.",
        "To make the one that changes the day of the fewest:",
    ]
    (fewest,) = offered(done.stdout)
    assert netday(*fewest, "--quiet").exit_code == 0
    data = answer("repair", changed, changed / "printed.yaml", "--at-most-people", "0")
    kept = ("answer", "at_most_people", "proven", "fewest_found", "least_possible")
    assert [data[key] for key in kept] == ["not within", 0, True, 1, 1]


def test_the_nearest_of_the_best_is_the_next_edition_and_says_what_it_changes(changed: Path) -> None:
    done = netday("solve", changed, "--near", changed / "printed.yaml", "-o", "new.json", "--quiet")
    assert "Of all that cost as little it is as near as can be to our day's/printed.yaml:\n" in done.stdout
    assert done.stdout.endswith('\nEverybody by name: netday diff "our day\'s" "our day\'s/printed.yaml" new.json\n')
    assert json.loads(Path("new.json").read_text("utf-8"))["revision"] == 2
    assert netday("repair", changed, "new.json", "--quiet").stdout.count("A fresh programme") == 0
    again = netday("solve", changed, "--near", "new.json", "--quiet").stdout
    assert "It changes nothing of new.json.\n" in again


def test_what_is_asked_beside_nothing_is_told(changed: Path) -> None:
    done = netday("solve", changed, "--old-day", "before")
    assert (done.exit_code, "name that too" in done.stderr) == (2, True)
    (changed / "day.yaml").write_text(
        "title: Dag\ndate: 2034-02-10\nrooms: [Hall]\nrounds: [10:00–11:00]\nsessions: [A]\n"
    )
    (changed / "printed.yaml").write_text("programme: {A: 10:00 Hall}", "utf-8")
    done = netday("repair", changed, changed / "printed.yaml", "--at-most-people", "3")
    assert (done.exit_code, "The day names no people" in done.stderr) == (2, True)


def test_of_a_repair_that_costs_nothing_nothing_better_is_looked_for(changed: Path) -> None:
    (changed / "printed.yaml").write_text(PRINTED.replace("Europe: 10:00 Hall", "Europe: 14:00 Attic"), "utf-8")
    moved = PRINTED.replace("Europe: 10:00 Hall", "Europe: 14:00 Attic").replace("Health: 11:30", "Health: 10:00")
    (changed / "printed.yaml").write_text(moved, "utf-8")
    assert answer("repair", changed, changed / "printed.yaml")["fresh"] is None


def test_an_edition_counts_those_who_have_to_change_something_as_repair_and_diff_do(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bob leads Housing too, and goes there; when Europe moves he can attend that as well, and need change nothing."""
    monkeypatch.setenv("NETDAY_NOW", "2034-01-01T12:00Z")
    led = "Housing, chairs: Dirk, vice_chairs: Bob, members: [Gijs"
    for day in (Path("before"), changed):
        text = (day / "day.yaml").read_text("utf-8")
        (day / "day.yaml").write_text(text.replace("Housing, chairs: Dirk, members: [Bob, Gijs", led), "utf-8")
    old, new = changed / "printed.yaml", "new.json"
    assert netday("publish", "before", old, "--to", "site").exit_code == 0
    assert netday("repair", changed, old, "--at-most-people", "2", "-o", new, "--quiet").exit_code == 0
    repaired = json.loads(Path(new).read_text("utf-8"))["proof"]["repaired"]["people"]["amount"]
    compared = answer("diff", changed, old, new)
    published = answer("publish", changed, new, "--to", "site", "--dry-run")
    affected = [one["person"] for one in compared["people"] if one["affected"]]
    assert (affected, published["affected"], repaired) == (["Anna", "Max"], ["Anna", "Max"], 2)
    assert published["people"] == ["Anna", "Bob", "Max"]
    by_diff = netday("diff", changed, old, new).stdout.replace("\n", " ")
    assert (
        "1 person of all these has nothing to change in their diary. What they were sent reads otherwise all the same"
        in by_diff
    )
    by_publish = netday("publish", changed, new, "--to", "site", "--dry-run").stdout.replace("\n", " ")
    assert "2 of them have to change something in their diary, by the count of netday diff" in by_publish
