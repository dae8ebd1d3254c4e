"""Ctrl-C and kill: a search that is stopped keeps the best so far, one that is killed leaves no half file."""

from __future__ import annotations

import json
import os
import pty
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SESSIONS, ROUNDS, ROOMS, PEOPLE = 40, 9, 5, 300


def too_hard_to_prove(folder: Path) -> Path:
    """A day whose first programmes come at once, and whose best nobody proves within minutes."""
    chance = random.Random(1)
    rounds = [f"{9 + number}:00–{9 + number}:50" for number in range(ROUNDS)]
    groups = [f"Group {number}" for number in range(SESSIONS)]
    day = {"title": "A hard day", "date": "2026-03-13", "rounds": rounds, "groups": groups, "sessions": groups}
    folder.mkdir()
    (folder / "day.yaml").write_text(
        json.dumps({**day, "rooms": [f"Room {n}" for n in range(ROOMS)]}), encoding="utf-8"
    )
    rows = [f"Person {number},{';'.join(chance.sample(groups, 5))}" for number in range(PEOPLE)]
    (folder / "people.csv").write_text("\n".join(["name,member", *rows]), encoding="utf-8")
    return folder


def searching(folder: Path, output: Path) -> subprocess.Popen[str]:
    """A search that has found a first programme."""
    command = [sys.executable, "-m", "scheduler", "solve", str(folder), "-o", str(output)]
    process = subprocess.Popen(
        [*command, "--time-limit", "600", "--progress", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    for line in process.stderr:
        if json.loads(line).get("best") is not None:
            return process
    raise AssertionError("the search ended before it found a programme")


def test_ctrl_c_keeps_the_best_programme_so_far_and_says_what_is_proven(tmp_path: Path) -> None:
    folder, output = too_hard_to_prove(tmp_path / "day"), tmp_path / "programme.json"
    process = searching(folder, output)
    process.send_signal(signal.SIGINT)
    console, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert console.startswith("Stopped after ")
    assert "\nBest so far " in console
    written = json.loads(output.read_text(encoding="utf-8"))
    assert (len(written["programme"]), written["proof"]["proven_best"]) == (SESSIONS, False)
    judged = subprocess.run(
        [sys.executable, "-m", "scheduler", "check", str(folder), str(output)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0


def interrupted(*words: str | Path) -> tuple[int, dict[str, Any]]:
    """What the command tells as JSON when it is stopped once it has shown for two seconds that it is at work."""
    terminal, stderr = pty.openpty()  # progress is for terminals alone
    command = [sys.executable, "-m", "scheduler", *map(str, words), "--time-limit", "600", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, encoding="utf-8")
    os.close(stderr)
    shown = os.read(terminal, 1000).decode()
    while "2 s " not in shown:
        shown += os.read(terminal, 1000).decode()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    os.close(terminal)
    return process.returncode, json.loads(output)


@pytest.fixture(scope="module")
def day_and_programme(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The day and a programme of it."""
    folder = too_hard_to_prove(tmp_path_factory.mktemp("questions") / "day")
    programme = folder / "programme.json"
    command = [
        sys.executable,
        "-m",
        "scheduler",
        "solve",
        str(folder),
        "-o",
        str(programme),
        "--time-limit",
        "3",
        "--quiet",
    ]
    subprocess.run(command, capture_output=True, check=True)
    return folder, programme


@pytest.mark.parametrize(
    ("question", "found"), [("why", "places"), ("alternatives", "best"), ("prices", "demands"), ("rehearse", "mishaps")]
)
def test_a_question_that_is_stopped_tells_what_it_found(
    day_and_programme: tuple[Path, Path], question: str, found: str
) -> None:
    day, programme = day_and_programme
    asked = {"why": (day, programme, "Group 1"), "alternatives": (day,)}.get(question, day_and_programme)
    code, output = interrupted(question, *asked)
    assert (code, output["stopped"], bool(output[found])) == (4 if question == "rehearse" else 0, True, True)


def test_an_explanation_and_a_repair_that_are_stopped_say_what_is_open(day_and_programme: tuple[Path, Path]) -> None:
    """A room fewer, so that there are 36 places for 40 sessions."""
    day, programme = day_and_programme
    text = (day / "day.yaml").read_text("utf-8")
    (day / "day.yaml").write_text(text.replace(', "Room 4"', ""), "utf-8")
    try:
        code, output = interrupted("explain", day)
        assert (code, output["answer"], output["stopped"], output["all_remedies"]) == (3, "impossible", True, False)
        code, output = interrupted("repair", day, programme)
        assert (code, output["answer"]) == (3, "impossible")
        assert output["dropping"] in {"undecided", "helps"}
        assert (output["instead"] is None) == (output["dropping"] == "undecided")
    finally:
        (day / "day.yaml").write_text(text, "utf-8")


def test_a_search_that_is_killed_leaves_what_stood_there_before(tmp_path: Path) -> None:
    folder, output = too_hard_to_prove(tmp_path / "day"), tmp_path / "programme.json"
    first = subprocess.run(
        [sys.executable, "-m", "scheduler", "solve", str(folder), "-o", str(output), "--time-limit", "3", "--quiet"],
        capture_output=True,
        check=False,
    )
    assert first.returncode == 0
    before = output.read_bytes()
    process = searching(folder, output)
    process.kill()
    process.communicate(timeout=60)
    assert (output.read_bytes(), sorted(path.name for path in tmp_path.iterdir())) == (
        before,
        ["day", "programme.json"],
    )
