"""`netday import csplib` and `export --format csplib`, from workbook to solution, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.bench.csplib_value import cost, read_problem, read_solution, terms
from tests.commands.test_check import netday
from tests.support.csplib_workbooks import sheets_at_random, write


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write(sheets_at_random(3), tmp_path / "small.xlsx")


def test_a_workbook_becomes_a_day_that_solves_to_a_solution(workbook: Path, tmp_path: Path) -> None:
    day, programme, solution = tmp_path / "day", tmp_path / "programme.json", tmp_path / "solution.xlsx"
    done = netday("import", "csplib", workbook, "--to", day)
    assert done.exit_code == 0, done.output
    assert " ".join(done.stdout.split()).startswith("small.xlsx read: ")
    assert netday("solve", day, "-o", programme, "--time-limit", "10").exit_code == 0
    assert netday("export", day, programme, "--format", "csplib", "-o", solution).exit_code == 0
    problem = read_problem(workbook)
    checked = json.loads(netday("check", day, programme, "--json").stdout)
    assert checked["cost"] == cost(problem, terms(problem, read_solution(solution, problem)))
    assert {rule["cost"] for rule in checked["rules"]} >= {0}


def test_it_speaks_dutch_where_it_is_asked_to(workbook: Path, tmp_path: Path) -> None:
    done = netday("import", "csplib", workbook, "--to", tmp_path / "dag", "--language", "nl")
    assert "tijdsloten" in done.stdout
    assert "language: nl" in (tmp_path / "dag" / "day.yaml").read_text("utf-8")
    assert "tellen mee; een gewicht van 0 of minder zet er een uit." in " ".join(done.stdout.split())


def test_the_counts_are_data_for_other_programs(workbook: Path, tmp_path: Path) -> None:
    found = json.loads(netday("import", "csplib", workbook, "--to", tmp_path / "day", "--json").stdout)
    assert (found["days"], found["rooms"], found["read"]) == (2, 2, found["used"])
    assert [Path(file).name for file in found["written"]][:2] == ["day.yaml", "people.csv"]


def test_mistakes_are_told(workbook: Path, tmp_path: Path) -> None:
    day = tmp_path / "day"
    assert "One file at a time" in netday("import", workbook, workbook, "--to", day).output
    assert "of its own dates" in netday("import", "csplib", workbook, "--to", day, "--dates", "2027-02-05").output
    assert "netday import csplib small.xlsx" in " ".join(netday("import", workbook, "--to", day).output.split())
    assert not day.exists()
