"""Where the answer goes: a screen, a pipe, a full disk, nowhere; and what is then said of what was written."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import docx
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from scheduler.commands.export import FORMS
from scheduler.commands.main import Netday, main
from scheduler.commands.outlet import Outlet
from scheduler.files.atomic import write_atomic
from scheduler.text.sanitize import in_json
from tests.support.house import HOME

DAY = """\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00, 11:15–12:15]
rooms: [Zaal 1]
sessions: [Wonen, Zorg]
"""
ODD = "Wo\x1b[31mnen\x9b\u202e"


def netday(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "day.yaml").write_text(DAY, encoding="utf-8")
    (tmp_path / "p.yaml").write_text("programme:\n  Wonen: 10:00 Zaal 1\n  Zorg: 11:15 Zaal 1\n", encoding="utf-8")
    return tmp_path


def run(*words: str | Path, stdout: object) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, HOME / "cli.py", *words]
    return subprocess.run(call, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_for_the_answer_is_said_with_what_was_written(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("new", folder / "new", stdout=full)
    assert done.returncode == 2
    assert done.stderr == (
        "Not all of the answer arrived on standard output: No space left on device. "
        f"Written: {folder / 'new/day.yaml'} and {folder / 'new/people.csv'}.\n"
    )


def test_a_reader_who_has_read_enough_changes_no_exit_code(folder: Path) -> None:
    (folder / "p.yaml").write_text("programme:\n  Wonen: 10:00 Zaal 1\n  Zorg: 10:00 Zaal 1\n", encoding="utf-8")
    ours, theirs = os.pipe()
    os.close(ours)
    done = run("check", folder, folder / "p.yaml", stdout=theirs)
    os.close(theirs)
    assert (done.returncode, "pipe" in done.stderr, "Traceback" in done.stderr) == (1, False, False)


class Broken(io.RawIOBase):
    def __init__(self, error: OSError) -> None:
        self.error = error

    def write(self, data: object) -> int:  # noqa: ARG002  the shape of a stream
        raise self.error


def test_what_is_lost_on_the_way_out_is_known_and_stops_nothing() -> None:
    full, unread, closed = Outlet(Broken(OSError(28, "No space left"))), Outlet(Broken(BrokenPipeError())), Outlet(None)
    assert [outlet.write(b"abc") for outlet in (full, unread, closed)] == [3, 3, 3]
    assert [outlet.lost for outlet in (full, unread, closed)] == ["No space left", "", "it is closed"]


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (ZeroDivisionError("oops"), 70), (ImportError("numpy"), 130)]
)
@pytest.mark.parametrize("writes", [True, False])
def test_what_was_written_before_it_ended_is_named(
    error: BaseException, code: int, writes: bool, tmp_path: Path
) -> None:
    @click.group(cls=Netday)
    def group() -> None:
        """Commands of which one goes wrong."""

    @group.command()
    def breaks() -> None:
        if writes:
            write_atomic(tmp_path / "p.json", b"{}")
        try:
            if isinstance(error, ImportError):
                signal.raise_signal(signal.SIGINT)  # as when a library is being loaded
        except KeyboardInterrupt:
            raise error from None
        raise error

    done = CliRunner().invoke(group, ["breaks"])
    assert done.exit_code == code
    assert ("Nothing was written." in done.stderr) is not writes
    assert (f"Written: {tmp_path / 'p.json'}." in done.stderr) is writes


def harmless(text: str) -> bool:
    return all(sign == "\n" or (sign.isprintable() and sign != "\u202e") for sign in text)


def test_nothing_that_people_wrote_steers_the_terminal(folder: Path) -> None:
    answers = [
        netday("check", folder / f"{ODD}.yaml"),
        netday("show", folder, folder / "p.yaml", "--room", ODD),
        netday("why", folder, folder / "p.yaml", ODD),
        netday(ODD),
        netday(f"--{ODD}"),
        netday("solve", f"--{ODD}"),
    ]
    (folder / "day.yaml").write_text(DAY.replace("Zorg]", '"Wo\\e[31mnen\\x9b\\u202E", {title: X, group: "\\e[2J"}]'))
    answers += [netday("check", folder), netday("check", folder, "--json")]
    assert {answer.exit_code for answer in answers} == {2}
    assert [answer.output for answer in answers if not harmless(answer.output)] == []
    assert "\\x1b[31m" in answers[1].stderr
    assert "\\u202e" in answers[1].stderr


def test_json_says_what_is_not_seen_by_number_and_means_the_same() -> None:
    given = ["é\x7f\x9b\u202e\ufeff\U000e0041", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "Zaal\t1\n"]
    written = in_json(json.dumps(given, ensure_ascii=False, indent=1))
    assert json.loads(written) == given
    assert not set("\x7f\x9b\u202e\ufeff\U000e0041") & set(written)
    assert given[1] in written


@pytest.mark.parametrize("command", ["solve", "export"])
@pytest.mark.parametrize("to", ["/dev/null", "/dev/stdout", "pipe", "."])
def test_what_is_no_ordinary_file_is_not_written_to(command: str, to: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    place = Path(to) if to.startswith("/") else folder / to
    words: list[str | Path] = ["solve", folder]
    if command == "export":
        words = ["export", folder, folder / "p.yaml", "--format", "html"]
    done = netday(*words, "-o", place)
    assert done.exit_code == 2
    assert f"Error: {place} is a " in done.stderr


@pytest.mark.parametrize("form", ["ics", *FORMS])
def test_a_file_that_somebody_changed_is_kept_beside_the_new_one(form: str, folder: Path) -> None:
    file = folder / f"out.{form}"
    call = ("export", folder, folder / "p.yaml", "--format", form, "-o", file)
    assert [netday(*call).stderr for _ in range(2)] == [f"Written: {file}.\n"] * 2
    if form == "xlsx":
        book = load_workbook(file)
        book.worksheets[0]["A1"] = "Met de hand"
        book.save(file)
    elif form == "docx":
        booklet = docx.Document(str(file))
        booklet.add_paragraph("Met de hand")
        booklet.save(str(file))
    else:
        data = file.read_bytes()
        place = len(data) // 2
        file.write_bytes(data[:place] + b"!" + data[place:])
    by_hand = file.read_bytes()
    aside = f"out.by-hand{file.suffix}" if "schedule" not in form else f"out.schedule.by-hand{file.suffix}"
    assert netday(*call).stderr.splitlines() == [
        f"{file.name} was changed since netday wrote it. What stood there is kept as {aside}.",
        f"Written: {file}.",
    ]
    assert (folder / aside).read_bytes() == by_hand
    assert file.read_bytes() != by_hand
