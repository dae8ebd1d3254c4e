"""Texts that were edited in the booklet, for the files of its day: what they say otherwise, and those files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from scheduler.conference.conference import Conference
from scheduler.files.beside import day_file
from scheduler.files.cell_place import placed
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.faults import FaultList, quoted
from scheduler.files.grids.booklet_texts import DESCRIPTION, EditedText
from scheduler.files.grids.persons import PersonNamed
from scheduler.files.read_day import Instance
from scheduler.files.workbook.differences import CellChange, changes
from scheduler.files.workbook.filled_in import fill_in
from scheduler.files.workbook.sheets import SESSIONS
from scheduler.files.workbook.splice import spliced
from scheduler.files.workbook.tables import DayTables, called, of_files
from scheduler.files.workbook.taken_in import TakenIn, day_of_tables
from scheduler.files.workbook.words import joined
from scheduler.text.sentence import Sentence
from scheduler.text.wording import alike_key

_BEFORE = 20  # letters of what is the same that are told before what is not


def take_in_texts(booklet: Path, day: Path, instance: Instance, edits: Sequence[EditedText]) -> TakenIn:
    """What these edits make of the day's files. Nothing is written yet.

    Another title leaves the session its name, by which programmes, rules and calendars know it. Raises Faults where
    the day would have some, such as a speaker whose name is nearly somebody's; EditRefused.
    """
    file = day_file(day)
    files = DayFiles.of(file)
    before = of_files(files, instance.conference)
    after = DayTables({key: [replace(row, cells=dict(row.cells)) for row in rows] for key, rows in before.rows.items()})
    numbers = {session.name: number for number, session in enumerate(instance.conference.sessions)}
    for edit in edits:
        row = after.rows["sessions"][numbers[edit.session]]
        row.places[edit.key] = edit.place
        row.cells[edit.key] = joined(_called(edit.people, instance.conference)) if edit.people else edit.text
        if edit.key == "title" and not row["name"]:
            row.cells["name"] = edit.session
    fault_list = FaultList()
    fill_in(after, booklet.name, fault_list)
    remarks = tuple(fault_list.remarks)
    texts = _changes(booklet.name, before, after, [numbers[edit.session] for edit in edits])
    meant = day_of_tables(after, booklet, file, fault_list)
    written = spliced(before, after, meant)
    changed = {file.parent / name: text for name, text in written.data.items() if text != files.data[name]}
    return TakenIn(
        remarks,
        tuple(texts),
        changed,
        {path: files.data[path.name] for path in changed},
        meant.language,
    )


def _changes(file: str, before: DayTables, after: DayTables, numbers: Iterable[int]) -> Iterator[Sentence]:
    """A sentence for each text that is another; of a long one for each of its paragraphs."""
    for number in dict.fromkeys(numbers):
        old, new = (tables.rows["sessions"][number] for tables in (before, after))
        for change in changes(SESSIONS, old, new):
            if change.key == "name":
                continue
            whole = change.old or (called(old) if change.key == "title" else "")  # which a group's meeting is called by
            for was, now in _paragraphs(change) if change.key == DESCRIPTION else [(whole, change.new)]:
                yield Sentence(
                    "{place}: {name}, {heading}: {old} → {new}",
                    place=placed(file, new.at(change.key)),
                    name=called(old),
                    heading=SESSIONS.column(change.key).heading(before.language),
                    old=quoted(was) if was else Sentence("nothing"),
                    new=quoted(now) if now else Sentence("nothing"),
                )


def _paragraphs(change: CellChange) -> Iterator[tuple[str, str]]:
    """The paragraphs that are others, each with what stands there now, and cut where both begin alike."""
    old, new = ([part.strip() for part in text.split("\n\n")] for text in (change.old, change.new))
    for what, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            for was, now in zip_longest(old[i:i_end], new[j:j_end], fillvalue=""):
                alike = next((n for n, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), 0)
                begin = was.rfind(" ", 0, max(0, alike - _BEFORE)) + 1
                cut = "…" if begin else ""
                yield f"{cut}{was[begin:]}" if was else "", f"{cut}{now[begin:]}" if now else ""


def _called(people: Iterable[PersonNamed], conference: Conference) -> list[str]:
    """Everybody as the day calls them; who is nobody there, with where they come from."""
    names: dict[str, list[str]] = {}
    for person in conference.everybody:
        names.setdefault(alike_key(person.name), []).append(person.name)
    found = []
    for named in people:
        known = names.get(alike_key(named.name), [])
        behind = f" ({named.organisation})" if named.organisation and len(known) != 1 else ""
        found.append(known[0] if len(known) == 1 else f"{named.name}{behind}")
    return found
