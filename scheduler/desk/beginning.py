"""A day's folder to begin with: from the starter, last year's folder, a workbook, a programme in a table, a schedule.

Each goes into a folder that is new or empty, and is written whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from scheduler.conference.typed_hours import with_full_year
from scheduler.desk.acts import BY_HAND
from scheduler.desk.lock import cannot_be_written
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import write_all
from scheduler.files import Fault, Faults, programme_text, read, read_programme
from scheduler.files.beside import DAY_FILE, PEOPLE_FILE, day_file
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.grids import day_of_grid, is_grid_file, read_grid
from scheduler.files.grids.day_of_grid import PROGRAMME_FILE
from scheduler.files.importing import make_day, read_schedule
from scheduler.files.new_day import starter_files, write_files
from scheduler.files.values import to_date
from scheduler.files.workbook.fresh import day_text
from scheduler.files.workbook.own_sheets import OwnQuestion
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.taken_in import is_own, take_in, take_in_own
from scheduler.text.sentence import Phrase, Sentence

_PROGRAMME = "programme.json"


@dataclass(frozen=True)
class BegunDay:
    """A folder with a day in it. `remarks`: what was read, what was guessed and what was left out."""

    folder: Path
    remarks: tuple[Phrase | str, ...] = field(default=())


def from_starter(folder: Path, *, dutch: bool, tracks: bool = False) -> BegunDay:
    """The small day to start from, or a small conference with tracks. Raises ActRefused, as all of these do."""
    with _sentences():
        write_files(folder, starter_files(dutch=dutch, tracks=tracks))
        return BegunDay(folder)


def from_nothing(folder: Path, title: str, typed: str, *, dutch: bool) -> BegunDay:
    """A day with a title and a date, and nothing else in it yet."""
    with _sentences():
        if not (title := " ".join(title.split())):
            raise ActRefused(Sentence("Give the day a title."))
        tables = DayTables()
        date_of = _date(typed).isoformat()
        tables.rows["day"] = [DayRow({"title": title, "date": date_of, "language": "nl" if dutch else "en"})]
        files = DayFiles.of_data({DAY_FILE: day_text(tables).encode()})
        files.read()
        write_files(folder, files.data)
        return BegunDay(folder)


def from_last_year(folder: Path, last: Path, typed: str) -> BegunDay:
    """The files of a day that there is, on another date where one is given; without its programme."""
    with _sentences():
        if not last.is_dir():
            raise ActRefused(Sentence("There is no folder {folder}.", folder=last))
        read(last)
        files = DayFiles.of(day_file(last))
        if typed.strip():
            files = _on(files, _date(typed))
        write_files(folder, files.data)
        return BegunDay(folder)


def from_file(
    folder: Path, name: str, data: bytes, *, title: str = "", typed: str = "", table: bool = False
) -> BegunDay:
    """The day that a file makes. `name`: as it is called; `typed`: a date; `table`: its sheets are no lists."""
    with TemporaryDirectory() as home, _sentences():
        file = Path(home) / (PurePath(name.replace("\\", "/")).name or "bestand")
        file.write_bytes(data)
        ending = file.suffix.casefold()
        if ending in {".json", ".xml"}:
            return _of_schedule(folder, file, typed)
        if ending in {".xlsx", ".xlsm"} and not table:
            return _of_workbook(folder, file, title, typed)
        if is_grid_file(file):
            return _of_table(folder, file, typed)
    raise ActRefused(
        Sentence(
            "{file} is no file to begin a day from: take a workbook (.xlsx), a programme in Word (.docx) or in plain "
            "text (.txt), or a published schedule (.json, .xml).",
            file=PurePath(name).name,
        )
    )


def _of_schedule(folder: Path, file: Path, typed: str) -> BegunDay:
    imported = make_day(read_schedule(file), _dates(typed))
    write_files(folder, {DAY_FILE: imported.day, PEOPLE_FILE: imported.people})
    return BegunDay(folder, (*imported.remarks, *imported.broken))


def _of_table(folder: Path, file: Path, typed: str) -> BegunDay:
    """With the programme that stands in it as the desk keeps one."""
    day = day_of_grid(read_grid(file), _dates(typed))
    files = {name: text.encode() for name, text in day.files.items()}
    with TemporaryDirectory() as trial:
        write_all(Path(trial), files)
        instance = read(Path(trial))
        programme, _ = read_programme(Path(trial) / PROGRAMME_FILE, instance)
    files.pop(PROGRAMME_FILE)
    files[_PROGRAMME] = programme_text(instance, programme, BY_HAND).encode()
    write_files(folder, files)
    return BegunDay(folder, tuple(day.remarks))


def _of_workbook(folder: Path, file: Path, title: str, typed: str) -> BegunDay:
    guessed: list[Phrase] = []

    def answer(question: OwnQuestion) -> str:
        if not question.sure:
            words = [meaning.words("nl") for meaning in question.meanings if meaning.key == question.guess]
            guessed.append(
                Sentence("{question} Taken: {meaning}.", question=question.text, meaning=words[0])
                if words
                else Sentence("{question} It is left out.", question=question.text)
            )
        return question.guess

    if is_own(file):
        if not typed.strip():
            raise ActRefused(Sentence("Sheets of your own do not say on which date the day is. Fill it in."))
        taken = take_in_own(file, folder, title, _date(typed).isoformat(), answer)
    else:
        taken = take_in(file, folder)
    write_files(folder, {path.name: data for path, data in taken.changed.items()})
    return BegunDay(folder, (*guessed, *taken.remarks))


def _on(files: DayFiles, day: date) -> DayFiles:
    if files.day.find(("date",)) is None:
        raise ActRefused(
            Sentence("That day has several dates. Leave the date empty here, and change them in the data.")
        )
    return files.put(("date",), day.isoformat())


def _date(typed: str) -> date:
    try:
        return to_date(with_full_year(typed.strip()))
    except ValueError as wrong:
        raise ActRefused(wrong.args[0]) from None


def _dates(typed: str) -> Sequence[date]:
    return [_date(part) for part in typed.split(",") if part.strip()]


@contextmanager
def _sentences() -> Iterator[None]:
    """Whatever is wrong, as what the desk refuses."""
    try:
        yield
    except Faults as faults:
        raise ActRefused(_first(faults.faults), faults.faults) from None
    except (EditRefused, ValueError) as wrong:
        raise ActRefused(wrong.args[0]) from None
    except OSError as error:
        raise cannot_be_written(error.filename or "", error) from None


def _first(faults: Sequence[Fault]) -> Phrase:
    if len(faults) == 1:
        return faults[0].text
    return Sentence("The file has faults, so nothing was written.")


@dataclass(frozen=True)
class LookedInto:
    """A folder to look into for a day, or to make one in. `folders`: those in it, and whether they hold a day."""

    folder: Path
    above: Path | None
    folders: tuple[tuple[Path, bool], ...]
    holds_a_day: bool
    is_empty: bool


def looked_into(home: Path, typed: str) -> LookedInto:
    """What is in a folder, of which no names but those of folders are told, and none above the user's own."""
    home = home.resolve()
    try:
        folder = (home / Path(typed)).resolve() if typed else home
    except (OSError, RuntimeError, ValueError):  # what no system takes in a name
        folder = home
    if not folder.is_relative_to(home) or not os.path.isdir(folder):  # noqa: PTH112  it never raises
        folder = home
    try:
        everything = list(folder.iterdir())
    except OSError:
        everything = []
    inside = sorted(filter(_is_to_see, everything), key=lambda each: each.name.casefold())
    above = folder.parent if folder != home else None
    days = tuple((each, holds_a_day(each)) for each in inside)
    return LookedInto(folder, above, days, holds_a_day(folder), not everything)


def _is_to_see(folder: Path) -> bool:
    try:
        return folder.is_dir() and not folder.name.startswith((".", "$", "__"))
    except OSError:
        return False


def holds_a_day(folder: Path) -> bool:
    """Whether the files of a day stand there, whatever is in them."""
    try:
        return day_file(folder).is_file()
    except (Faults, OSError):
        return False
