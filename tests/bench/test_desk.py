"""`netday bench desk`: a desk is started, asked and ended, and nothing of it is left."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from scheduler.bench import desk
from scheduler.bench.day_folder import copy_folder, write_folder
from scheduler.bench.desk import DeskMeasured
from scheduler.bench.questions import made_up
from scheduler.checking.check import check
from scheduler.files import read
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.programme_file import read_programme
from tests.commands.test_check import netday


def test_every_act_has_a_row_and_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOVES", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    sizes = ("--sessions", "8", "--clients", "1", "--seconds", "1")
    done = netday("bench", "desk", "conference", *sizes, "--json")
    rows = {row["act"]: row for row in json.loads(done.stdout)}
    assert list(rows) == [
        "start, first page",
        "memory, idle",
        "pick up: prices of places and swaps",
        "move",
        "undo",
        "swap",
        "1 client, 1 move",
    ]
    assert {row["day"] for row in rows.values()} == {"conference-8"}
    assert {row["refused"] for row in rows.values()} == {"0"}
    assert [act for act, row in rows.items() if not row["median"].endswith(" ms")] == ["memory, idle"]
    assert rows["move"]["goal"] == "< 100 ms, server < 30 ms"
    assert list(tmp_path.iterdir()) == []


def test_the_made_up_day_in_a_folder_costs_what_it_costs_in_memory(tmp_path: Path) -> None:
    day = made_up(12)
    (tmp_path / "day").mkdir()
    write_folder(day, tmp_path / "day")
    (tmp_path / "day" / DESK_FOLDER).mkdir()
    copy_folder(day, tmp_path / "day", tmp_path / "copy")
    instance = read(tmp_path / "copy")
    programme, remarks = read_programme(tmp_path / "copy" / "programme.json", instance)
    assert (len(programme), remarks) == (len(day.programme), ())
    found, known = check(instance.problem, programme), check(day.problem, day.programme)
    assert (found.costs, found.broken) == (known.costs, known.broken)
    assert sorted(file.name for file in (tmp_path / "copy").iterdir()) == ["day.yaml", "people.csv", "programme.json"]


def test_of_twenty_times_the_last_but_one_is_the_95th_of_a_hundred() -> None:
    row = DeskMeasured("day", "move", [*range(1, 20), 1000], None, refused=2, again=3).row()
    assert (row["median"], row["95 %"], row["worst"], row["server"]) == ("10 ms", "19 ms", "1,000 ms", "–")
    assert (row["refused"], row["asked again"], row["goal"]) == ("2", "3", "–")
