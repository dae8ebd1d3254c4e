"""What a program that starts a search reads and does: progress on stderr, the answer on stdout, and a stop by stdin."""

from __future__ import annotations

import io
import json
import os
import threading
from pathlib import Path

import pytest

from scheduler.checking.answer_names import AnswerName, stamp
from scheduler.commands.main import main
from scheduler.console.progress import JsonLines, ProgressDisplay, interruptible
from scheduler.search.progress import Progress
from tests.commands.test_check import DAY, netday, programme, written

GOOD = "  - {session: Europa, start: 10:00, room: Zaal 1}\n  - {session: Woningmarkt, start: 11:15, room: Zaal 1}\n"
QUESTIONS: dict[AnswerName, list[str]] = {  # what is asked besides the day; FILE: and its programme
    "solve": [],
    "explain": [],
    "alternatives": [],
    "repair": ["FILE"],
    "why": ["FILE", "Europa"],
    "prices": ["FILE"],
    "rehearse": ["FILE"],
}


@pytest.mark.parametrize("command", QUESTIONS)
def test_progress_is_json_on_stderr_and_the_answer_json_on_stdout(command: AnswerName, tmp_path: Path) -> None:
    """Also where stdin has ended before the search began: it stops at once, and says so."""
    day = written(tmp_path)
    file = str(programme(tmp_path, GOOD))
    words = [file if word == "FILE" else word for word in QUESTIONS[command]]
    done = netday(command, day, *words, "--progress", "json", "--json", "--stop-on-stdin")
    assert json.loads(done.stdout)["schema"] == stamp(command)
    assert all(isinstance(json.loads(line), dict) for line in done.stderr.splitlines())
    assert done.exit_code in (0, 4)


@pytest.mark.parametrize("command", QUESTIONS)
def test_progress_that_is_asked_for_and_not_wanted_is_refused(command: AnswerName, tmp_path: Path) -> None:
    words = ["x" for _ in QUESTIONS[command]]
    done = netday(command, tmp_path, *words, "--progress", "json", "--quiet")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--quiet and --progress exclude each other." in done.stderr


@pytest.mark.parametrize("command", QUESTIONS)
def test_what_stops_a_search_by_stdin_is_not_in_the_help(command: AnswerName) -> None:
    assert "--stop-on-stdin" not in netday(command, "--help").stdout
    assert "--stop-on-stdin" in [word for option in main.commands[command].params for word in option.opts]


def test_causes_are_in_the_progress_as_soon_as_they_are_found(tmp_path: Path) -> None:
    day = written(tmp_path, DAY.replace("[10:00–11:00, 11:15–12:15]", "[10:00–11:00]").replace(", Zaal 2", ""))
    done = netday("explain", day, "--progress", "json", "--json")
    found = [line["found"] for line in map(json.loads, done.stderr.splitlines()) if "found" in line]
    assert found[-1] == [cause["sentence"] for cause in json.loads(done.stdout)["causes"]]


def test_what_is_wrong_with_the_call_is_json_too(tmp_path: Path) -> None:
    file = programme(tmp_path, GOOD)
    done = netday("why", written(tmp_path), file, "Zorg", "--at", "10:00", "--json")
    assert (done.exit_code, done.stderr) == (2, "")
    assert [fault["message"] for fault in json.loads(done.stdout)["faults"]] == ['"Zorg" is no session of this day.']


def stopped_by(line: bytes, monkeypatch: pytest.MonkeyPatch, *, seconds: float = 20) -> tuple[str, str]:
    """The answer of a search at whose stdin this comes, its end if it is empty, and what is said meanwhile.

    `seconds`: how long the search waits for it.
    """
    reading, writing = os.pipe()
    stop, stream = threading.Event(), io.StringIO()

    class Display(ProgressDisplay):
        heard = threading.Event()

        def say(self, sentence: str) -> None:
            super().say(sentence)
            self.heard.set()

    def search() -> str:
        if line:
            os.write(writing, line)
        else:
            os.close(writing)
        found = "the best so far" if stop.wait(seconds) and Display.heard.wait(seconds) else "all"
        if line:
            os.close(writing)
        return found

    with os.fdopen(reading) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        answer = interruptible(search, stop.set, Display(stream), stdin=True)
    return answer, stream.getvalue()


STOPPING = "Stopping, with the best so far.\n"


def test_a_line_on_stdin_stops_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stopped_by(b"go on\r\nstop\r\n", monkeypatch) == ("the best so far", STOPPING)


def test_the_end_of_stdin_stops_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stopped_by(b"", monkeypatch) == ("the best so far", STOPPING)


def test_another_line_on_stdin_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stopped_by(b"stopping\n", monkeypatch, seconds=0.1)[0] == "all"


def test_what_is_found_is_said_where_there_are_words_for_it() -> None:
    stream = io.StringIO()
    JsonLines(stream, str).tell(Progress(1.2, "1 cause so far", found=(7,)))
    JsonLines(stream).tell(Progress(1.2, "1 cause so far", found=(7,)))
    assert [json.loads(line).get("found") for line in stream.getvalue().splitlines()] == [["7"], None]
