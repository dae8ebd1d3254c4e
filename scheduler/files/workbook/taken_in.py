"""A workbook taken into a folder: what differs first, and then the files, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.files.atomic import write_atomic
from scheduler.files.beside import DAY_FILE, PEOPLE_FILE, day_file, is_workbook
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.faults import FaultList
from scheduler.files.read_day import Instance, read
from scheduler.files.workbook.differences import sentences
from scheduler.files.workbook.fresh import day_text, people_text
from scheduler.files.workbook.read import read_workbook
from scheduler.files.workbook.splice import apart, spliced
from scheduler.files.workbook.tables import DayTables, of_files


@dataclass(frozen=True)
class TakenIn:
    """What a workbook says otherwise than a folder, in sentences, and the files that are to be written for it."""

    remarks: tuple[str, ...]
    differences: tuple[str, ...]
    changed: Mapping[Path, bytes]
    before: Mapping[Path, bytes | None]

    def write(self) -> list[Path]:
        """Each file whole. Raises OSError, and then those that were written before are as they were."""
        done: list[Path] = []
        if other := next((path for path in self.changed if _bytes(path) != self.before[path]), None):
            raise OSError(0, "it has changed meanwhile", str(other))
        try:
            for path, data in self.changed.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(path, data)
                done.append(path)
        except OSError:
            for path in done:
                if (data_before := self.before[path]) is None:
                    path.unlink()
                else:
                    write_atomic(path, data_before)
            raise
        return done


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def tables_of(day: Path) -> tuple[DayTables, tuple[str, ...]]:
    """The sheets of a day, from its files or from another workbook. Raises Faults."""
    instance = read(day)
    file = day_file(day)
    if is_workbook(file):
        return read_workbook(file, FaultList()), instance.remarks
    return of_files(DayFiles.of(day), instance.conference), instance.remarks


def take_in(workbook: Path, folder: Path) -> TakenIn:
    """What a workbook says, for the files of that folder. Nothing is written yet.

    Raises Faults, of the workbook or of the folder; EditRefused for what cannot be written; ValueError with a sentence
    when the folder is none.
    """
    if folder.exists() and not folder.is_dir() and folder.name != DAY_FILE:
        raise ValueError(f"{folder} is a file; name the folder of the day.")
    if not is_workbook(workbook):
        raise ValueError(f"{workbook} is no workbook; name one like dag.xlsx.")
    meant = read(workbook)
    after = read_workbook(workbook, FaultList())
    file = folder if folder.name == DAY_FILE else folder / DAY_FILE
    if not file.exists():
        return _anew(after, meant, folder)
    instance = read(file)
    files = DayFiles.of(file)
    before = of_files(files, instance.conference)
    differences = tuple(sentences(before, after, before.language))
    data = spliced(before, after, meant).data
    changed = {file.parent / name: text for name, text in data.items() if text != files.data[name]}
    return TakenIn(meant.remarks, differences, changed, {path: files.data[path.name] for path in changed})


def _anew(tables: DayTables, meant: Instance, folder: Path) -> TakenIn:
    """The files of a day that was not there yet."""
    if (folder / PEOPLE_FILE).exists():
        raise ValueError(f"{folder} has a {PEOPLE_FILE} and no {DAY_FILE}. Name a folder with both, or with neither.")
    data = {DAY_FILE: day_text(tables).encode()}
    if people := people_text(tables):
        data[PEOPLE_FILE] = people
    files = DayFiles.of_data(data)
    if what := apart(files.read(), meant):
        raise EditRefused(f"The files would not say what the workbook says of {what}.")
    changed = {folder / name: each for name, each in data.items()}
    note = f"{folder} has no day yet: {' and '.join(data)} will be written."
    return TakenIn(meant.remarks, (note,), changed, dict.fromkeys(changed))
