"""`netday solve`: what it answers, what it writes, and how it is stopped."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scheduler.commands.main import Netday
from scheduler.console.progress import JsonLines, ProgressDisplay, ProgressLine, interruptible, progress_text
from scheduler.search.progress import Progress, gap
from scheduler.solving.answers import Disagreement
from tests.commands.test_check import DAY, netday, written
from tests.support.house import HOME


def test_a_solved_day_is_written_and_told(tmp_path: Path) -> None:
    file = tmp_path / "out" / "programme.json"
    done = netday("solve", written(tmp_path), "-o", file)
    assert done.exit_code == 0
    assert f"Written: {file}\nProven: no programme costs less.\n\nEvery hard rule is kept.\n" in done.stdout
    assert done.stderr == "day.yaml: 1 day, 2 rooms, 2 groups, 3 people and 2 sessions.\n"
    assert netday("check", tmp_path, file).exit_code == 0


def test_without_a_file_nothing_is_written_and_that_is_said(tmp_path: Path) -> None:
    done = netday("solve", written(tmp_path), "--quiet")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Nothing is written: with -o FILE the programme is kept." in done.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["day.yaml"]


def test_the_same_day_gives_the_same_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    netday("solve", written(tmp_path), "-o", one)
    netday("solve", tmp_path, "-o", other, "--workers", "1", "--seed", "7")
    assert one.read_bytes() == other.read_bytes()


def test_json_is_all_there_is_on_stdout(tmp_path: Path) -> None:
    done = netday("solve", written(tmp_path), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    payload = json.loads(done.stdout)
    assert (payload["answer"], payload["good"], payload["programme"], payload["proof"]["proven_best"]) == (
        "solved",
        True,
        None,
        True,
    )


def test_progress_can_be_followed_by_a_program(tmp_path: Path) -> None:
    done = netday("solve", written(tmp_path), "--progress", "json")
    payloads = [json.loads(line) for line in done.stderr.splitlines()]
    assert payloads
    assert all(set(one) == {"elapsed", "tier", "best", "bound", "gap"} for one in payloads)


def test_an_impossible_day_says_what_cannot_hold_together(tmp_path: Path) -> None:
    impossible = written(
        tmp_path, DAY.replace("rooms: [Zaal 1, Zaal 2]", "rooms: [Zaal 1]") + "  - title: Veiligheid\n"
    )
    file = tmp_path / "programme.json"
    done = netday("solve", impossible, "-o", file)
    assert done.exit_code == 3
    assert done.stdout.startswith("This day is impossible: no programme keeps all hard rules.\n")
    assert "- Zaal 1 holds one session at a time. (one_session_per_room)\n" in done.stdout
    assert not file.exists()
    payload = json.loads(netday("solve", impossible, "--json").stdout)
    assert payload["answer"] == "impossible"
    assert {"rule": "one_session_per_room", "statement": "Zaal 1 holds one session at a time."} in payload["clash"]


def test_too_little_time_is_undecided_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    done = netday("solve", HOME / "instances" / "haarlem-2023", "-o", file, "--time-limit", "0.001")
    assert done.exit_code == 4
    assert "undecided" in done.stdout
    assert not file.exists()


def test_faults_are_told_before_anything_is_searched(tmp_path: Path) -> None:
    done = netday("solve", written(tmp_path, "title: Netwerkdag\n"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("day.yaml")


def test_a_file_that_is_no_programme_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear mayor,", "utf-8")
    done = netday("solve", written(tmp_path), "-o", letter)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "This is no programme that netday wrote, so it is left as it is." in done.stderr
    assert letter.read_text("utf-8") == "Dear mayor,"


def test_a_place_that_cannot_be_written_is_told_before_the_search(tmp_path: Path) -> None:
    written(tmp_path)
    assert "is a folder; name a file" in netday("solve", tmp_path, "-o", tmp_path).stderr
    done = netday("solve", tmp_path, "-o", tmp_path / "day.yaml" / "programme.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("wrong", [["--time-limit", "0"], ["--workers", "0"], ["--quiet", "--progress", "json"]])
def test_a_wrong_option_is_a_sentence(wrong: list[str], tmp_path: Path) -> None:
    done = netday("solve", written(tmp_path), *wrong)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr


@pytest.mark.parametrize(
    ("error", "traceback"),
    [
        (Disagreement("The solver counts a cost of 3 where the check counts 4."), False),
        (ZeroDivisionError("oops"), True),
    ],
)
def test_an_error_of_ours_says_so(error: Exception, traceback: bool) -> None:
    @click.group(cls=Netday)
    def group() -> None:
        """Commands of which one goes wrong."""

    @group.command()
    def breaks() -> None:
        raise error

    done = CliRunner().invoke(group, ["breaks"])
    assert (done.exit_code, done.stdout) == (70, "")
    assert f"An error of netday itself, not of yours: {error}\nNothing was written." in done.stderr
    assert ("Traceback" in done.stderr) == traceback


def test_a_programme_whose_day_has_changed_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "programme.json"
    netday("solve", written(tmp_path), "-o", file)
    done = netday("show", written(tmp_path, DAY.replace("title: Netwerkdag", "title: Netwerkdag Haarlem")), file)
    assert (done.exit_code, done.stderr) == (0, "The day has changed since this programme was made.\n")


def test_the_live_line_says_what_is_known() -> None:
    nothing, at_least, best = Progress(0.4, tier=1), Progress(1, tier=1, bound=80), Progress(1, tier=1, best=114)
    both, second = replace(best, bound=111), Progress(1, tier=2, best=0, bound=0)
    assert progress_text(nothing, 0.4) == "0 s  looking for a first programme"
    assert progress_text(Progress(0.4, "2 causes so far"), 0.4) == "0 s  2 causes so far"
    assert progress_text(at_least, 3) == "3 s  no programme yet; at least 80"
    assert progress_text(best, 3) == "3 s  best so far 114"
    assert progress_text(both, 12) == "12 s  best so far 114, at least 111 (gap 2.6 %)"
    assert progress_text(second, 12) == "12 s  tier 2: best so far 0, at least 0 (gap 0.0 %)"
    assert gap(200, 150) == 0.25


def test_the_live_line_is_drawn_over_itself_and_leaves_nothing() -> None:
    stream = io.StringIO()
    line = ProgressLine(30, stream)
    line.tell(Progress(12.3, tier=1, best=114, bound=111))
    line.draw(1)
    line.draw(2)
    line.clear()
    first = "1 s  best so far 114, at leas"  # 29 of 30 columns
    assert stream.getvalue() == f"\r{first}\r2{first[1:]}\r{'':29}\r"


def test_progress_as_json_is_an_object_a_line() -> None:
    stream = io.StringIO()
    JsonLines(stream).tell(Progress(12.3, tier=1, best=114, bound=111))
    assert json.loads(stream.getvalue()) == {"elapsed": 12.3, "tier": 1, "best": 114, "bound": 111, "gap": 0.0263}


def test_progress_as_json_says_what_is_done_before_there_is_anything_to_count() -> None:
    stream = io.StringIO()
    JsonLines(stream).tell(Progress(1.2, "preparing the search: demand 100 of 400 (quorum)"))
    line = json.loads(stream.getvalue())
    assert (line["doing"], line["best"]) == ("preparing the search: demand 100 of 400 (quorum)", None)


def interrupted(search: Callable[[], str], stop: Callable[[], None], times: int) -> str:
    """The answer of a watched search during which Ctrl-C is pressed so many times."""

    def press() -> None:
        for _ in range(times):
            time.sleep(0.3)
            signal.raise_signal(signal.SIGINT) if sys.platform == "win32" else os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()
    return interruptible(search, stop, ProgressDisplay(io.StringIO()))


def test_ctrl_c_once_keeps_the_best_so_far() -> None:
    stopped = threading.Event()

    def search() -> str:
        return "the best so far" if stopped.wait(20) else "nobody stopped it"

    assert interrupted(search, stopped.set, 1) == "the best so far"


def test_ctrl_c_twice_leaves() -> None:
    done = threading.Event()
    with pytest.raises(KeyboardInterrupt):
        interrupted(lambda: str(done.wait(20)), lambda: None, 2)
    done.set()


def test_what_goes_wrong_in_the_search_is_raised() -> None:
    def fails() -> str:
        raise ValueError("out of luck")

    with pytest.raises(ValueError, match="out of luck"):
        interruptible(fails, lambda: None, ProgressDisplay(io.StringIO()))
