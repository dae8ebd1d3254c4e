"""What every command with --json prints keeps to the schema of `netday schema`, which follows from the types."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import scheduler as netday
from scheduler.checking.answer_names import VERSIONS, AnswerName
from scheduler.checking.check import check
from scheduler.checking.description import description
from scheduler.checking.findings import findings
from scheduler.checking.report_data import checked_day, checked_programme
from scheduler.commands.main import main
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.questions.answer_schemas import ANSWERS, schema, schema_text
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.problem import Problem
from tests.support.conferences import choices, conferences
from tests.support.house import HOME

INSTANCES = HOME / "instances"
DAYS = sorted(file.parent for file in INSTANCES.glob("*/day.yaml"))
IMPOSSIBLE = sorted(file.parent for file in INSTANCES.glob("impossible/*/day.yaml"))
HAARLEM = INSTANCES / "haarlem-2023"
PRINTED = HAARLEM / "printed.yaml"


def wrong(name: AnswerName, answer: Any) -> list[str]:
    """What of the answer does not keep to the schema."""
    checker = jsonschema.Draft202012Validator(schema(name))
    return [f"{error.json_path}: {error.message}"[:300] for error in checker.iter_errors(answer)]


def asked(*words: object) -> Any:
    """What the command prints with --json; and that it keeps to the schema of the command, under whose name it is."""
    done = CliRunner().invoke(main, [*map(str, words), "--json"])
    answer = json.loads(done.stdout)
    (name,) = [known for known in ANSWERS if known == words[0]]
    assert wrong(name, answer) == []
    if isinstance(answer, dict):
        assert answer["schema"] in (f"netday/{name}/{VERSIONS[name]}", f"netday/faults/{VERSIONS['faults']}")
        assert next(iter(answer)) == "schema"
    return answer


@pytest.mark.parametrize("name", ANSWERS)
def test_the_schema_in_docs_is_current(name: AnswerName) -> None:
    kept = (HOME / "docs" / "schemas" / f"{name}.schema.json").read_text("utf-8")
    assert kept == schema_text(name), f"run: netday schema {name} > docs/schemas/{name}.schema.json"


@pytest.mark.parametrize("name", ANSWERS)
def test_netday_schema_prints_it(name: AnswerName) -> None:
    assert CliRunner().invoke(main, ["schema", name]).stdout == schema_text(name)


def test_every_command_with_json_has_a_schema_but_the_bench() -> None:
    with_json = {name for name, command in main.commands.items() if any(p.name == "as_json" for p in command.params)}
    assert with_json | {"faults"} == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_every_key_has_a_description_and_nothing_else_may_be_there(name: AnswerName) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    objects = [part for part in parts(schema(name)) if isinstance(part.get("properties"), dict)]
    assert [part for part in objects if part["additionalProperties"] is not False] == []
    assert [key for part in objects for key, value in part["properties"].items() if not value.get("description")] == []


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Every object within the schema."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from parts(inner)


def test_a_key_that_no_schema_knows_is_refused() -> None:
    answer = asked("check", DAYS[0])
    assert wrong("check", answer | {"surprise": 1}) != []
    assert wrong("check", {key: value for key, value in answer.items() if key != "findings"}) != []
    assert wrong("solve", answer) != []


@pytest.mark.parametrize("day", [*DAYS, *IMPOSSIBLE], ids=lambda day: day.name)
def test_a_day_is_checked_and_described(day: Path) -> None:
    assert asked("check", day)["conference"] == asked("describe", day)["conference"]
    assert "model" not in asked("describe", day, "--no-model")


@pytest.mark.parametrize("day", IMPOSSIBLE, ids=lambda day: day.name)
def test_an_impossible_day_is_solved_and_explained(day: Path) -> None:
    assert asked("solve", day)["answer"] == "impossible"
    assert asked("explain", day, "--no-costs", "--time-limit", "5")["answer"] == "impossible"


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.name)
def test_each_day_is_solved_for_a_second(day: Path) -> None:
    assert asked("solve", day, "--time-limit", "1", "--workers", "1")["answer"] in ("solved", "undecided")


def test_the_starter_is_asked_everything(tmp_path: Path) -> None:
    day = tmp_path / "our-day"
    shutil.copytree(INSTANCES / "starter", day)
    programme, other = day / "programme.json", day / "other.json"
    assert asked("solve", day, "-o", programme)["answer"] == "solved"
    assert asked("solve", day, "--robust", "-o", other, "--compare-with", programme)["compared_with"]["programme"]
    assert asked("check", day, programme)["good"]
    assert asked("explain", day)["answer"] == "possible"
    assert asked("diff", day, programme, other)["conference"]
    assert asked("alternatives", day, "-n", "2", "--time-limit", "5", "-o", tmp_path / "others")["best"]["programme"]
    assert asked("prices", day, programme, "--time-limit", "5")["answer"] == "prices"
    assert asked("rehearse", day, programme, "--time-limit", "5")["mishaps"]
    assert asked("season", day)["days"]
    assert asked("show", day, programme, "--crowds")["answer"] == "crowds"
    assert asked("seats", day, programme)["answer"] == "seats"
    assert asked("repair", day, programme)["answer"] == "repaired"
    assert asked("publish", day, programme, "--to", tmp_path / "site")["first"]
    assert asked("publish", day, other, "--to", tmp_path / "site", "--dry-run")["calendars"]


def test_what_is_asked_of_haarlem(tmp_path: Path) -> None:
    assert asked("check", HAARLEM, PRINTED)["misses"]
    assert asked("solve", HAARLEM, "--time-limit", "3", "-o", tmp_path / "new.json")["answer"] == "solved"
    assert asked("diff", HAARLEM, PRINTED, tmp_path / "new.json")["people"]
    assert asked("why", HAARLEM, tmp_path / "new.json", "Europa", "--at", "15:00", "--time-limit", "3")["difference"]
    assert asked("prices", HAARLEM, tmp_path / "new.json", "--rule", "in_order")["answer"] == "prices"
    assert asked("rehearse", HAARLEM, PRINTED, "--time-limit", "2")["mishaps"]
    assert asked("season", HAARLEM, "--programme", "printed.yaml", "--for", INSTANCES / "ede-2014")["owed"]
    assert asked("publish", HAARLEM, PRINTED, "--to", tmp_path / "site", "--dry-run")["events"]


def test_a_programme_that_breaks_hard_rules(tmp_path: Path) -> None:
    day, _ = small_day(tmp_path)
    typed = tmp_path / "typed.yaml"
    typed.write_text("programme: {Europa: 9:00 Zaal 1, Wonen: 9:00 Zaal 1}\n", "utf-8")
    assert not asked("check", day, typed)["good"]
    assert asked("why", day, typed, "Europa", "--at", "10:00")["answer"] == "breaks rules"
    assert asked("prices", day, typed)["answer"] == "breaks rules"
    assert asked("rehearse", day, typed)["answer"] == "breaks rules"
    assert asked("publish", day, typed, "--to", tmp_path / "site")["broken"]


def test_why_a_session_is_not_elsewhere(tmp_path: Path) -> None:
    day, programme = small_day(tmp_path)
    session = json.loads(programme.read_text("utf-8"))["programme"][0]
    name, start = session["session"], session["start"]
    assert asked("why", day, programme, name, "--at", start)["answer"] == "already"
    assert asked("why", day, programme, name, "--not-at", start)["answer"] == "possible"
    assert asked("why", day, programme, name, "--at", "3:00")["answer"] == "impossible"
    assert asked("why", day, programme, name)["answer"] == "places"


DAY = """\
title: A small day
date: 2023-02-10
hours: 9:00–11:00
rooms: [Zaal 1, Zaal 2]
groups: [{name: Europa, chairs: Anna, members: [Bob, Carla]}, {name: Wonen, chairs: Dirk, members: [Bob]}]
sessions: [Europa, Wonen]
every: 60
"""


def small_day(folder: Path) -> tuple[Path, Path]:
    """A day of two sessions, and its best programme."""
    (folder / "day.yaml").write_text(DAY, "utf-8")
    asked("solve", folder, "-o", folder / "programme.json")
    return folder, folder / "programme.json"


def test_a_repair_that_cannot_hold_all(tmp_path: Path) -> None:
    day, programme = small_day(tmp_path)
    (day / "day.yaml").write_text(DAY.replace("11:00", "10:00").replace(", Zaal 2", ""), "utf-8")
    answer = asked("repair", day, programme)
    assert (answer["answer"], answer["dropping"], len(answer["instead"]["dropped"])) == ("impossible", "helps", 1)


def test_what_is_not_decided_in_the_time() -> None:
    """So little time that nothing can be found."""
    for command in ("solve", "explain", "alternatives"):
        assert asked(command, INSTANCES / "almere-2022", "--time-limit", "0.000001")["answer"] == "undecided"


def test_an_import(tmp_path: Path) -> None:
    day, programme = small_day(tmp_path)
    schedule = tmp_path / "schedule.json"
    CliRunner().invoke(main, ["export", str(day), str(programme), "--format", "schedule.json", "-o", str(schedule)])
    assert asked("import", schedule, "--to", tmp_path / "new")["used"] == 2


def test_faults(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("title: A day\nroomz: 3\n", "utf-8")
    answer = asked("solve", tmp_path)
    assert (answer["schema"], [fault["line"] for fault in answer["faults"]][-1]) == ("netday/faults/1", 2)
    assert wrong("faults", answer) == []


def test_the_book() -> None:
    assert len(asked("rules")) == len(RULES)


@settings(max_examples=8)
@given(data=st.data(), conference=conferences())
def test_answers_about_any_day(data: st.DataObject, conference: Conference) -> None:
    problem = Problem(conference, standard_book(conference))
    placed = [data.draw(st.sampled_from(choices(conference, session))) for session in conference.held]
    programme = Programme(tuple(placement for placement in placed if placement))
    report = check(problem, programme)
    assert wrong("check", checked_programme(report)) == []
    assert wrong("check", checked_day(conference, (), findings(problem))) == []
    assert wrong("describe", description(problem)) == []
    answer = netday.solve(problem, limit=5)
    assert wrong("solve", netday.data(problem, answer)) == []
    if isinstance(answer, netday.Solved):
        changes = netday.difference(problem, programme, answer.programme)
        assert wrong("diff", netday.data(problem, changes)) == []
        assert wrong("repair", netday.data(problem, netday.repair(problem, programme, limit=5))) == []
    if isinstance(answer, netday.Impossible):
        assert wrong("explain", netday.data(problem, netday.explain(problem, limit=5, costs=False))) == []
