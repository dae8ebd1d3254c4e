"""The files of a day's folder: which are read, and which stand beside them as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scheduler.files.faults import Fault, Faults, quoted
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.workbook_memory import is_taken_in
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph
from scheduler.text.wording import listing

DAY_FILE = "day.yaml"
PEOPLE_FILE = "people.csv"
WORKBOOKS = (".xlsx", ".xlsm")
WORKBOOK_NAMES = ("dag.xlsx", "day.xlsx", "dag.xlsm", "day.xlsm")  # a folder's own, where it has no day.yaml
_SHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".gsheet")
OFFICE = (*_SHEETS, ".docx", ".doc", ".odt", ".rtf", ".pages")
_COPY = r"(?:kopie van |copy of )?"
_COPIED = r"(?: ?[-_(].*)?"  # day (1), day - kopie, day_oud
_ALIKE_DAY = re.compile(rf"{_COPY}(?:day|dag){_COPIED}\.(?:ya?ml|txt|docx?|odt|rtf|xls[xm]?|ods)(?:\.(?:ya?ml|txt))*")
_ALIKE_PEOPLE = re.compile(
    rf"{_COPY}(?:people|mensen|personen|deelnemers){_COPIED}\.(?:csv|txt|xls[xm]?|ods|numbers|gsheet)(?:\.(?:csv|txt))*"
)


def day_file(path: Path) -> Path:
    """The day file, or the workbook of a day, that the path of a folder or of a file means.

    Raises Faults when it is not there.
    """
    file = path / DAY_FILE if path.is_dir() else path
    if path.is_dir() and not is_in_folder(file) and (book := _workbook_in(path)):
        return book
    if is_workbook(file) and file.exists():
        return file
    if path.is_dir() and not is_in_folder(file):
        none = Sentence("There is no {file} in this folder{rest}", file=DAY_FILE, rest=_is_it(path))
        raise Faults([Fault(str(path), 0, "", none)])
    if path.suffix.casefold() in OFFICE and file.exists():
        message = Sentence("A day is a text, {file}, or a workbook, .xlsx; netday new makes one.", file=DAY_FILE)
        raise Faults([Fault(file.name, 0, "", message)])
    if file.name == PEOPLE_FILE and (file.parent / DAY_FILE).exists():
        message = Sentence("This is the list of people of a day. Name its folder, or {file}.", file=DAY_FILE)
        raise Faults([Fault(file.name, 0, "", message)])
    if not file.exists() and file.name == DAY_FILE and file.parent.is_dir():
        none = Sentence("There is no such file{rest}", rest=_is_it(file.parent))
        raise Faults([Fault(file.name, 0, "", none)])
    return file


def is_workbook(file: Path) -> bool:
    """Whether its name is that of a workbook; what stands in it may be something else."""
    return file.suffix.casefold() in _SHEETS and not file.is_dir()


def has_nothing_of_a_day(folder: Path) -> bool:
    """Whether a day can be begun in that folder: no file in it is one of a day's, or is meant to be, nor was before."""
    if (folder / DESK_FOLDER).exists() or _workbook_in(folder):
        return False
    names = [file.name.casefold() for file in _files(folder)]
    alike = any(_ALIKE_DAY.fullmatch(name) or _ALIKE_PEOPLE.fullmatch(name) for name in names)
    return not alike and not any(name.endswith((".yaml", ".yml")) for name in names)


def _workbook_in(folder: Path) -> Path | None:
    """The workbook of a folder that holds no day.yaml: that of the usual name, else the only one."""
    books = [file for file in _files(folder) if file.suffix.casefold() in WORKBOOKS]
    usual = [file for file in books if file.name.casefold() in WORKBOOK_NAMES]
    found = usual or books
    return found[0] if len(found) == 1 else None


def _is_it(folder: Path) -> Phrase:
    """The rest of the sentence that there is no day file: what may be meant by it."""
    others = [file.name for file in _files(folder)]
    alike = [name for name in others if _ALIKE_DAY.fullmatch(name.casefold())]
    texts = [name for name in alike if not name.casefold().endswith(OFFICE)]
    if texts:
        but = Sentence(", but {others}. Call it {file}.", others=listed(texts), file=DAY_FILE)
        if not texts[0].casefold().endswith(".txt"):
            return but
        return paragraph(
            but,
            Sentence("Windows hides the end of a name: in the Explorer, switch on File name extensions under View."),
        )
    if alike:
        return Sentence(
            ", and {other}, of an office program, is not read. A day is a text; netday new makes one.", other=alike[0]
        )
    if yaml := [name for name in others if name.casefold().endswith((".yaml", ".yml"))]:
        return Sentence(
            ". Is it {others}? Call it {file}, or name the file instead of the folder.",
            others=listed(yaml, "or"),
            file=DAY_FILE,
        )
    return Sentence("; netday new makes one.")


def listed(names: list[str], last: str = "and") -> Phrase:
    """The first of the names, as in a sentence."""
    return listing(names[:3], last)


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [file for file in found if file.name[0] not in ".~" and file.is_file()]


def strays(file: Path, people: str | None, key: str = "people", wishes: str | None = None) -> Iterator[Phrase]:
    """A remark for each file beside the day file that seems to belong to the day and is not read.

    `people`: the name of the list of people that is read; None: there is none, or it stands in the day file. `key`:
    under which the day file names it. `wishes`: the name of the file of wishes that is read.
    """
    for other in _files(file.parent):
        name = other.name
        if name in (file.name, people, wishes):
            continue
        if file.name == DAY_FILE and name.casefold() in WORKBOOK_NAMES:
            if is_taken_in(other):
                continue
            yield Sentence(
                "{name} is not read; the day is {file}. netday read-workbook takes into it what {name} says.",
                name=name,
                file=DAY_FILE,
            )
        elif file.name == DAY_FILE and _ALIKE_DAY.fullmatch(name.casefold()):
            yield Sentence("{name} is not read; the day is {file}.", name=name, file=DAY_FILE)
        elif _ALIKE_PEOPLE.fullmatch(name.casefold()) or (people is None and other.suffix.casefold() == ".csv"):
            yield _not_read(name, people, key)


def _not_read(name: str, people: str | None, key: str) -> Sentence:
    if people is not None:
        return Sentence("{name} is not read; the list of people is {file}.", name=name, file=people)
    if name.casefold().endswith(_SHEETS):
        return Sentence(
            '{name} is not read; to make it the list of people, save it as "CSV UTF-8", called {file}.',
            name=name,
            file=PEOPLE_FILE,
        )
    if name == PEOPLE_FILE:
        return Sentence("{name} is not read; the people stand in {file}.", name=name, file=DAY_FILE)
    return Sentence("{name} is not read; to make it the list of people, write {key}: {name}.", name=name, key=key)


def fault_beside(folder: Path, name: str, day: str) -> Sentence:
    """What is wrong with a file of that name that the day has beside it: empty where it can be read."""
    file = folder / name
    if (fault := outside(folder, name)) or file.is_file():
        return fault
    if file.is_symlink():
        return Sentence("{name} is a link to a file that is not there.", name=quoted(name))
    return Sentence("There is no file {name} beside {day}.", name=quoted(name), day=day)


def outside(folder: Path, name: str) -> Sentence:
    """What is wrong with naming that file in a day file: it must lie in the folder of the day. Empty: nothing.

    Else a day from somebody else could name any file of whoever reads it, and have it quoted.
    """
    try:
        if (folder / name).resolve().is_relative_to(folder.resolve()):
            return NOTHING
    except (OSError, ValueError, RuntimeError):  # a name too long, a circle of links
        return Sentence("{name} is no name of a file.", name=quoted(name))
    return Sentence(
        "{name} does not lie in the folder of the day. Put the file there, and write its name alone.",
        name=quoted(name),
    )


def is_in_folder(file: Path) -> bool:
    """Whether something of that name stands there. A link that leads nowhere does, and is not to be passed over."""
    return file.exists() or file.is_symlink()
