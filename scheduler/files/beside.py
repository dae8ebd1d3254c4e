"""The files of a day's folder: which are read, and which stand beside them as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scheduler.files.faults import Fault, Faults, quoted

DAY_FILE = "day.yaml"
PEOPLE_FILE = "people.csv"
WORKBOOKS = (".xlsx", ".xlsm")
WORKBOOK_NAMES = ("dag.xlsx", "day.xlsx", "dag.xlsm", "day.xlsm")  # a folder's own, where it has no day.yaml
_SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".gsheet")
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
    if path.is_dir() and not file.exists() and (book := _workbook_in(path)):
        return book
    if is_workbook(file) and file.exists():
        return file
    if path.is_dir() and not file.exists():
        raise Faults([Fault(str(path), 0, "", f"There is no {DAY_FILE} in this folder{_is_it(path)}")])
    if path.suffix.casefold() in OFFICE and file.exists():
        message = f"A day is a text, {DAY_FILE}, or a workbook, .xlsx; netday new makes one."
        raise Faults([Fault(file.name, 0, "", message)])
    if file.name == PEOPLE_FILE and (file.parent / DAY_FILE).exists():
        message = f"This is the list of people of a day. Name its folder, or {DAY_FILE}."
        raise Faults([Fault(file.name, 0, "", message)])
    if not file.exists() and file.name == DAY_FILE and file.parent.is_dir():
        raise Faults([Fault(file.name, 0, "", f"There is no such file{_is_it(file.parent)}")])
    return file


def is_workbook(file: Path) -> bool:
    """Whether its name is that of a workbook; what stands in it may be something else."""
    return file.suffix.casefold() in _SHEETS and not file.is_dir()


def _workbook_in(folder: Path) -> Path | None:
    """The workbook of a folder that holds no day.yaml: that of the usual name, else the only one."""
    books = [file for file in _files(folder) if file.suffix.casefold() in WORKBOOKS]
    usual = [file for file in books if file.name.casefold() in WORKBOOK_NAMES]
    found = usual or books
    return found[0] if len(found) == 1 else None


def _is_it(folder: Path) -> str:
    """The rest of the sentence that there is no day file: what may be meant by it."""
    others = [file.name for file in _files(folder)]
    alike = [name for name in others if _ALIKE_DAY.fullmatch(name.casefold())]
    texts = [name for name in alike if not name.casefold().endswith(OFFICE)]
    if texts:
        hidden = " Windows hides the end of a name: in the Explorer, switch on File name extensions under View."
        ends = hidden if texts[0].casefold().endswith(".txt") else ""
        return f", but {listed(texts)}. Call it {DAY_FILE}.{ends}"
    if alike:
        return f", and {alike[0]}, of an office program, is not read. A day is a text; netday new makes one."
    if yaml := [name for name in others if name.casefold().endswith((".yaml", ".yml"))]:
        return f". Is it {listed(yaml, 'or')}? Call it {DAY_FILE}, or name the file instead of the folder."
    return "; netday new makes one."


def listed(names: list[str], last: str = "and") -> str:
    """The first of the names, as in a sentence."""
    few = names[:3]
    return f"{', '.join(few[:-1])} {last} {few[-1]}" if len(few) > 1 else few[0]


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [file for file in found if file.name[0] not in ".~" and file.is_file()]


def strays(file: Path, people: str | None) -> Iterator[str]:
    """A remark for each file beside the day file that seems to belong to the day and is not read.

    `people`: the name of the list of people that is read; None: there is none, or it stands in the day file.
    """
    for other in _files(file.parent):
        name = other.name
        if name in (file.name, people):
            continue
        if file.name == DAY_FILE and _ALIKE_DAY.fullmatch(name.casefold()):
            yield f"{name} is not read; the day is {DAY_FILE}."
        elif _ALIKE_PEOPLE.fullmatch(name.casefold()) or (people is None and other.suffix.casefold() == ".csv"):
            yield f"{name} is not read; {_instead(name, people)}"


def _instead(name: str, people: str | None) -> str:
    if people is not None:
        return f"the list of people is {people}."
    if name.casefold().endswith(_SHEETS):
        return f'to make it the list of people, save it as "CSV UTF-8", called {PEOPLE_FILE}.'
    if name == PEOPLE_FILE:
        return f"the people stand in {DAY_FILE}."
    return f"to make it the list of people, write people: {name}."


def outside(folder: Path, name: str) -> str:
    """What is wrong with naming that file in a day file: it must lie in the folder of the day. Empty: nothing.

    Else a day from somebody else could name any file of whoever reads it, and have it quoted.
    """
    try:
        if (folder / name).resolve().is_relative_to(folder.resolve()):
            return ""
    except (OSError, ValueError, RuntimeError):  # a name too long, a circle of links
        return f"{quoted(name)} is no name of a file."
    return f"{quoted(name)} does not lie in the folder of the day. Put the file there, and write its name alone."
