"""A workbook taken into a folder: what differs first, and then the files, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from scheduler.files.as_written import name_aside
from scheduler.files.atomic import write_atomic
from scheduler.files.beside import DAY_FILE, PEOPLE_FILE, day_file, is_in_folder, is_workbook
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.faults import FaultList, Faults
from scheduler.files.folder_lock import shared_with_a_desk
from scheduler.files.read_day import Instance, read, read_source
from scheduler.files.validate import Source
from scheduler.files.workbook.base import WORKBOOKS, base_of, digest, is_of_these, remembered_with
from scheduler.files.workbook.differences import losses, sentences
from scheduler.files.workbook.filled_in import fill_in
from scheduler.files.workbook.fresh import day_text, people_text
from scheduler.files.workbook.merged import memory_text, merged
from scheduler.files.workbook.nodes import of_tables, stated_language
from scheduler.files.workbook.own_sheets import Answer, read_own
from scheduler.files.workbook.raw import read_raw
from scheduler.files.workbook.read import is_a_day, read_workbook
from scheduler.files.workbook.splice import apart, spliced
from scheduler.files.workbook.tables import DayTables, of_files
from scheduler.files.workbook.untold import keep_untold
from scheduler.files.workbook_memory import (
    mark,
    mark_of_file,
    memory_place,
    remembered_rows,
    remembered_told,
    write_memory,
)
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

_REPEATED = 2  # so many remarks that were made before are worth one line instead
FEW = 10  # things that a workbook may take away which does not say of what it was made


@dataclass(frozen=True)
class TakenIn:
    """What a workbook says otherwise than a folder, in sentences, and the files that are to be written for it."""

    remarks: tuple[Phrase, ...]
    differences: tuple[Phrase, ...]
    changed: Mapping[Path, bytes]
    before: Mapping[Path, bytes | None]
    language: str | None = None  # that of the workbook, where it states one
    stale: bool = False  # the files have changed since the workbook was made, or it does not say and takes much away
    undone: tuple[Phrase, ...] = ()  # of a stale one, what came into the files since and would go
    losses: int = 0  # rows and cells that it takes away
    memory: Mapping[Path, bytes] = field(default_factory=dict)  # what the folder is to remember of the workbook

    def keep_aside(self) -> list[Path]:
        """Copies beside the files, of what they say now. Raises OSError."""
        copies = []
        for path, data in self.before.items():
            if data is not None and path in self.changed:
                copies.append(name_aside(path))
                write_atomic(copies[-1], data)
        return copies

    def write(self) -> list[Path]:
        """Each file whole. Raises OSError, and then those that were written before are as they were."""
        with ExitStack() as locks:
            for folder in sorted({path.parent for path in self.changed}):
                locks.enter_context(shared_with_a_desk(folder))
            return self._write()

    def _write(self) -> list[Path]:
        done: list[Path] = []
        if other := next((path for path in self.changed if _bytes(path) != self.before[path]), None):
            raise OSError(0, Sentence("it has changed meanwhile"), str(other))
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
        self.remember()
        return done

    def remember(self) -> None:
        """The folder knows this workbook again. Without that it is said next time that the files have changed."""
        with suppress(OSError):
            for place, data in self.memory.items():
                write_memory(place, data)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def tables_of(day: Path, instance: Instance) -> DayTables:
    """The sheets of a day, from the files that the instance was read from or from another workbook."""
    file = day_file(day)
    return read_workbook(file, FaultList()) if is_workbook(file) else of_files(DayFiles.of(day), instance.conference)


def take_in(workbook: Path, folder: Path) -> TakenIn:
    """What a workbook says, for the files of that folder. Nothing is written yet.

    Raises Faults, of the workbook or of the folder; EditRefused for what cannot be written; ValueError with a sentence
    when the folder is none.
    """
    if folder.exists() and not folder.is_dir() and folder.name != DAY_FILE:
        raise ValueError(Sentence("{folder} is a file; name the folder of the day.", folder=folder))
    if not is_workbook(workbook):
        raise ValueError(Sentence("{file} is no workbook; name one like dag.xlsx.", file=workbook))
    file = folder if folder.name == DAY_FILE else folder / DAY_FILE
    fault_list = FaultList()
    after = read_workbook(workbook, fault_list)
    if not file.exists():
        return _anew(after, read(workbook), folder, workbook)
    instance = read(file)
    files = DayFiles.of(file)
    before = of_files(files, instance.conference)
    for remark in keep_untold(before, after):
        fault_list.say(remark)
        after.assumed.append(remark)
    base, now = base_of(workbook), digest(before)
    both = merged(remembered_rows(file.parent, base), before, after) if base else None
    meant = day_of_tables(both.tables if both else after, workbook, file, fault_list)
    becomes = both.tables if both else after
    differences = tuple(sentences(before, becomes, before.language))
    lost = losses(before, becomes)
    written = spliced(before, becomes, meant)
    changed = {file.parent / name: text for name, text in written.data.items() if text != files.data.get(name)}
    known = is_of_these(base, now, file.parent) if base else lost <= FEW
    stale = bool(changed) and (bool(both.both) if both else not known)
    found = TakenIn(
        _untold_yet(meant.remarks, after, remembered_told(file.parent, base) if base else ()),
        differences,
        changed,
        {path: files.data.get(path.name) for path in changed},
        meant.language,
        stale,
        losses=lost,
        memory=_memory(file.parent, workbook, after, written, written.read()) if base else {},
    )
    if both is not None and changed and not known:
        found = replace(found, remarks=(*found.remarks, _say_older(workbook, found)))
    if stale:
        found = replace(found, undone=tuple(both.both) if both else (_say_stale(workbook, base, found),))
    return found


def _untold_yet(remarks: Sequence[Phrase], says: DayTables, known: Collection[str]) -> tuple[Phrase, ...]:
    """The remarks without what was said already of what the workbook leaves out, which are counted."""
    again = {remark for remark in says.assumed if mark(remark) in known}
    if len(again) < _REPEATED:
        return tuple(remarks)
    line = Sentence(
        "What {number} remarks said before of what the workbook leaves out is taken again.", number=len(again)
    )
    return (*(remark for remark in remarks if remark not in again), line)


def _memory(folder: Path, workbook: Path, says: DayTables, files: DayFiles, instance: Instance) -> Mapping[Path, bytes]:
    """What the folder remembers once the files say that. `instance`: the day that they make."""
    base, tables = base_of(workbook), of_files(files, instance.conference)
    rows = memory_text(says, tables, mark_of_file(workbook.read_bytes()))
    return {
        folder / WORKBOOKS: remembered_with(folder, base, digest(tables)),
        memory_place(folder, base): rows,
    }


def remember_made(day: Path, tables: DayTables) -> None:
    """The folder of the day remembers that a workbook was made of its files, so that later only changes count."""
    folder = day_file(day).parent
    with suppress(OSError):  # without it, what came into the files since is said, and not undone with --yes
        write_memory(memory_place(folder, digest(tables)), memory_text(tables, tables))


def _say_older(workbook: Path, found: TakenIn) -> Sentence:
    return Sentence(
        "{workbook} was made before {files} last changed; what came into them since stays.",
        workbook=workbook.name,
        files=listing([path.name for path in found.changed]),
    )


def _say_stale(workbook: Path, base: str, found: TakenIn) -> Phrase:
    files = listing([path.name for path in found.changed])
    if not base:
        return Sentence(
            "{workbook} does not say of which version of {files} it was made, and it takes away {number} things.",
            workbook=workbook.name,
            files=files,
            number=found.losses,
        )
    if not found.losses:
        return Sentence(
            "{workbook} was made before {files} last changed; what has changed there since, it does not know.",
            workbook=workbook.name,
            files=files,
        )
    return plural(
        found.losses,
        "{workbook} was made before {files} last changed; what has changed there since, it does not know, and it takes "
        "away {number} thing.",
        "{workbook} was made before {files} last changed; what has changed there since, it does not know, and it takes "
        "away {number} things.",
        workbook=workbook.name,
        files=files,
    )


def day_of_tables(tables: DayTables, workbook: Path, beside: Path, fault_list: FaultList) -> Instance:
    """The day that these rows make, with what lies beside the day file. Raises Faults that name cells."""
    nodes = of_tables(tables, workbook.name, fault_list)
    try:
        found = read_source(Source(workbook.name, nodes, fault_list, tables.language), beside=beside)
    except Faults as faults:
        faults.language = stated_language(nodes)
        raise
    return replace(found, language=stated_language(nodes))


def take_in_own(workbook: Path, folder: Path, title: str, date: str, answer: Answer) -> TakenIn:
    """The same of a workbook of somebody's own, for a folder that has no day yet. Raises as `take_in` does."""
    if is_in_folder(folder / DAY_FILE):
        raise ValueError(
            Sentence(
                "{folder} has a day already. Sheets of your own begin a new one; name another folder.", folder=folder
            )
        )
    fault_list = FaultList()
    own = read_own(workbook, title, date, answer, fault_list)
    for left in own.left:
        fault_list.say(left)
    tables = own.tables
    fill_in(tables, workbook.name, fault_list)
    return _anew(tables, day_of_tables(tables, workbook, folder / DAY_FILE, fault_list), folder)


def is_own(workbook: Path) -> bool:
    """Whether a workbook is none of a day as netday writes them. Raises Faults where it cannot be opened."""
    return is_workbook(workbook) and not is_a_day(read_raw(workbook, FaultList()))


def _anew(tables: DayTables, meant: Instance, folder: Path, workbook: Path | None = None) -> TakenIn:
    """The files of a day that was not there yet."""
    if is_in_folder(folder / PEOPLE_FILE):
        raise ValueError(
            Sentence(
                "{folder} has a people.csv and no day.yaml. Name a folder with both, or with neither.", folder=folder
            )
        )
    data = {DAY_FILE: day_text(tables).encode()}
    if people := people_text(tables):
        data[PEOPLE_FILE] = people
    files = DayFiles.of_data(data)
    instance = files.read()
    if what := apart(instance, meant):
        raise EditRefused(Sentence("The files would not say what the workbook says of {what}.", what=what))
    changed = {folder / name: each for name, each in data.items()}
    note = Sentence("{folder} has no day yet: {files} will be written.", folder=folder, files=listing(data))
    memory = _memory(folder, workbook, tables, files, instance) if workbook and base_of(workbook) else {}
    return TakenIn(meant.remarks, (note,), changed, dict.fromkeys(changed), meant.language, memory=memory)
