"""Files of a day are written whole or not at all, whatever goes wrong; and what is somebody else's is left alone."""

from __future__ import annotations

import os
from contextlib import chdir, suppress
from pathlib import Path

import pytest

from scheduler.files.atomic import write_atomic, write_folder
from scheduler.files.new_day import write_files
from tests.support.crashes import Dead, Fault, failing, snapshot

FILES = {"people.csv": b"name\n" * 9, "day.yaml": b"title: Dag\n"}
WHOLE = {name: ("file", data) for name, data in FILES.items()}


@pytest.mark.parametrize("fault", ["dies", "fails once", "stays full"])
@pytest.mark.parametrize("exists", [True, False], ids=["empty", "new"])
def test_a_new_day_is_there_whole_or_not_at_all(tmp_path: Path, fault: Fault, *, exists: bool) -> None:
    seen = set()
    for number in range(50):
        folder = tmp_path / str(number) / "deep" / "day"
        if exists:
            folder.mkdir(parents=True)
        with failing(number, fault) as disk, suppress(Dead, OSError):
            write_folder(folder, FILES)
        found = snapshot(folder) if folder.exists() else {}
        assert found in ({}, WHOLE)
        seen.add(bool(found))
        if fault != "dies" and not found and not exists:
            assert not (tmp_path / str(number)).exists()
        if not disk.struck:
            break
    assert seen == {True, False}


def test_in_the_folder_where_one_stands_the_files_come_too(tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert write_files(Path(), FILES) == [Path("people.csv"), Path("day.yaml")]
        assert (Path.cwd(), snapshot(tmp_path)) == (tmp_path, WHOLE)


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "thesis.docx").write_bytes(b"three years of work")
    with pytest.raises(ValueError, match="is not empty, so nothing was written"):
        write_files(tmp_path / "day", FILES)
    with pytest.raises(OSError, match="day"):
        write_folder(tmp_path / "day", FILES)
    assert snapshot(tmp_path) == {
        "day": ("folder", b""),
        "day/thesis.docx": ("file", b"three years of work"),
    }


def test_a_pipe_is_not_written_to_as_if_it_were_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is a device, a pipe or a folder"):
        write_atomic(tmp_path / "pipe", b"")


def test_a_link_stays_a_link_and_keeps_the_mode_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_atomic(tmp_path / "link", b"new")
    assert snapshot(tmp_path) == {"link": ("link", b"real"), "real": ("file", b"new")}
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


def test_what_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    for number in range(4):
        with failing(number, "fails once") as disk, suppress(OSError):
            write_atomic(tmp_path / "file", b"new")
        assert snapshot(tmp_path) in ({"file": ("file", b"old")}, {"file": ("file", b"new")})
        if not disk.struck:
            return
        (tmp_path / "file").write_bytes(b"old")
