"""The workbook of a day, saved anew by LibreOffice: it says the same day, and taken in it changes no byte."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

from scheduler.files import Faults, read
from scheduler.files.workbook.splice import apart
from scheduler.files.workbook.taken_in import take_in
from tests.support.house import HOME
from tests.support.random_days import random_day
from tests.support.workbooks_of_days import workbook_of_day

RANDOM = 200
TO = "xlsx:Calc MS Excel 2007 XML"


def days(folder: Path) -> list[Path]:
    """All instances, and two hundred days at random that are in order."""
    found = sorted(path.parent for path in (HOME / "instances").rglob("day.yaml"))
    seed = 0
    while len(found) < RANDOM:
        day = folder / "random" / str(seed)
        day.mkdir(parents=True)
        for file, text in random_day(Random(seed)).items():
            (day / file).write_bytes(text.encode())
        seed += 1
        try:
            read(day)
        except Faults:
            continue
        found.append(day)
    return found


def test_what_libreoffice_saved_changes_no_byte(tmp_path: Path) -> None:
    written, saved = tmp_path / "written", tmp_path / "saved"
    written.mkdir()
    found = days(tmp_path)
    books = [workbook_of_day(day, written / f"{number}.xlsx") for number, day in enumerate(found)]
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", TO, "--outdir", saved, *books]
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    for number, day in enumerate(found):
        book = saved / f"{number}.xlsx"
        assert apart(read(book), read(day)) == "", day
        taken = take_in(book, day)
        assert (taken.differences, taken.changed) == ((), {}), day
