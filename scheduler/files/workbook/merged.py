"""What somebody changed in a workbook, brought into files that have changed too since the workbook was made."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from scheduler.files.workbook.differences import in_words, meaning, row_keys, row_name
from scheduler.files.workbook.sheets import SHEETS, SheetPlan
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook_memory import mark
from scheduler.text.sentence import Phrase, Sentence

_Turn = tuple[str, int]  # a row of the files, or of the workbook alone: "files" or "workbook", and its number there


def memory_text(workbook: DayTables, files: DayTables, file: str = "") -> bytes:
    """What a folder is to remember: what a workbook says, and the files that say the same in their own way.

    `file`: the mark of the workbook that says just this. What was assumed of it need not be said again.
    """
    rows = {
        plan.key: [
            [[_names(plan, row), _cells(plan, row)] for row in tables.rows[plan.key]] for tables in (workbook, files)
        ]
        for plan in SHEETS
    }
    marks = [mark(remark) for remark in workbook.assumed]
    return (json.dumps({"file": file, "told": marks, "rows": rows}) + "\n").encode()


@dataclass
class Merged:
    """The rows of both. `both`: what was changed on both sides, of which the workbook's counts."""

    tables: DayTables
    both: list[Phrase] = field(default_factory=list)


def merged(base: Any, now: DayTables, workbook: DayTables) -> Merged | None:
    """The files with what the workbook says otherwise than it did. `base`: its marks then; None where they are none."""
    try:
        before = {
            sheet: tuple(
                [_BaseRow(tuple(map(str, row[0])), dict(row[1])) for row in rows] for rows in (both[0], both[1])
            )
            for sheet, both in base.items()
        }
    except (AttributeError, IndexError, TypeError, ValueError):
        return None
    found = Merged(DayTables(headings=workbook.headings))
    for plan in SHEETS:
        was_book, was_files = before.get(plan.key, ([], []))
        files = _Side(plan, was_files, now.rows[plan.key])
        sides = _Sides(plan, _Side(plan, was_book, workbook.rows[plan.key]), files, now.language)
        found.tables.rows[plan.key] = sides.rows()
        found.both += sides.both
    return found


@dataclass(frozen=True)
class _BaseRow:
    """A row as it was: marks of what it is known again by, and of its cells."""

    names: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass
class _Side:
    """The rows of the files, or of the workbook, as they were and as they are."""

    plan: SheetPlan
    before: Sequence[_BaseRow]
    now: Sequence[DayRow]

    @cached_property
    def base(self) -> Mapping[int, int]:
        """By number of a row that of the row as it was."""
        if self.plan.down:
            return {0: 0} if self.before and self.now else {}
        return _paired([_names(self.plan, row) for row in self.now], [row.names for row in self.before])

    def was(self, number: int, key: str) -> str:
        """The mark of that cell as it was; empty for a row that is new."""
        base = self.base.get(number)
        return "" if base is None else self.before[base].cells.get(key, "")

    def has_changed(self, number: int) -> bool:
        return _cells(self.plan, self.now[number]) != self.before[self.base[number]].cells


@dataclass
class _Sides:
    """One sheet of the workbook and of the files."""

    plan: SheetPlan
    book: _Side
    files: _Side
    language: str
    both: list[Phrase] = field(default_factory=list)

    def rows(self) -> list[DayRow]:
        values = dict(self._values())
        of_book = [turn for turn in self._turns_of_book if turn in values]
        of_files = [turn for turn in (("files", number) for number in range(len(self.files.now))) if turn in values]
        was = [self.book.base[number] for number in range(len(self.book.now)) if number in self.book.base]
        first, then = (of_files, of_book) if was == sorted(was) else (of_book, of_files)
        return [replace(values[turn], path=None, line=None) for turn in _interleaved(first, then)]

    def _values(self) -> Iterator[tuple[_Turn, DayRow]]:
        """What becomes of each row that stays."""
        in_book = {turn: number for number, turn in enumerate(self._turns_of_book)}
        in_both = set(self._same_base.values())
        for number, row in enumerate(self.files.now):
            turn = ("files", number)
            if turn in in_book:
                yield turn, self._both(number, in_book[turn])
            elif self.files.base.get(number) not in in_both:  # the workbook never had it
                yield turn, replace(row, cells=dict(row.cells))
            elif self.files.has_changed(number):
                self._say(row, Sentence("it is gone from the workbook, and has changed in the files since"))
        for turn, number in in_book.items():
            row = self.book.now[number]
            if turn[0] == "files":
                continue
            if number not in self.book.base:
                yield turn, row
            elif self.book.has_changed(number):
                self._say(row, Sentence("it has changed in the workbook, and is gone from the files since"))
                yield turn, row

    def _both(self, number: int, other: int) -> DayRow:
        row, new = self.files.now[number], self.book.now[other]
        cells: dict[str, str] = {}
        for key in dict.fromkeys((*new.cells, *row.cells)):
            ours, theirs = _mark(self.plan, key, row[key]), _mark(self.plan, key, new[key])
            is_theirs = theirs not in (ours, self.book.was(other, key))
            cells[key] = new[key] if is_theirs else row[key]
            if is_theirs and ours != self.files.was(number, key):
                self._say_cell(key, row, new)
        return replace(new, cells=cells)

    @cached_property
    def _same_base(self) -> Mapping[int, int]:
        """By a row of the workbook as it was, that row of the files as they were."""
        if self.plan.down:
            return {0: 0}
        return _paired([row.names for row in self.book.before], [row.names for row in self.files.before])

    @cached_property
    def _turns_of_book(self) -> Sequence[_Turn]:
        """Of each row of the workbook, where it is: in the files, or there alone."""
        in_files = {base: number for number, base in self.files.base.items()}
        since = {_names(self.plan, row)[0]: n for n, row in enumerate(self.files.now) if n not in self.files.base}
        turns: list[_Turn] = []
        for number, row in enumerate(self.book.now):
            base = self.book.base.get(number)
            other = since.pop(_names(self.plan, row)[0], None) if base is None else None
            if base is not None and base in self._same_base:
                other = in_files.get(self._same_base[base])
            turns.append(("workbook", number) if other is None else ("files", other))
        return turns

    # -- said aloud ---------------------------------------------------------------------------------------------------

    def _say(self, row: DayRow, what: Phrase) -> None:
        self.both.append(
            Sentence(
                "{sheet}: {name}: {what}.",
                sheet=self.plan.title(self.language),
                name=row_name(row, self.language),
                what=what,
            )
        )

    def _say_cell(self, key: str, row: DayRow, new: DayRow) -> None:
        heading = key[1:-1] if key.startswith("(") else self.plan.column(key).heading(self.language)
        self.both.append(
            Sentence(
                "{place}: {name}, {heading}: the workbook says {new}, and the files say {now} since.",
                place=str(new.at(key)),
                name=row_name(new, self.language),
                heading=heading,
                new=in_words(self.plan, key, new[key], self.language),
                now=in_words(self.plan, key, row[key], self.language),
            )
        )


def _paired(named: Sequence[Sequence[str]], before: Sequence[Sequence[str]]) -> dict[int, int]:
    """By number of a row that of the row as it was, by the first of their names that is the same."""
    found: dict[int, int] = {}
    for place in range(max(map(len, named), default=0)):
        free: dict[str, list[int]] = {}
        taken = set(found.values())
        for number, names in enumerate(before):
            if number not in taken and place < len(names) and names[place]:
                free.setdefault(names[place], []).append(number)
        for number, names in enumerate(named):
            if number not in found and names[place] and (alike := free.get(names[place])):
                found[number] = alike.pop(0)
    return found


def _interleaved(first: Sequence[_Turn], then: Sequence[_Turn]) -> list[_Turn]:
    """All of both, in the order of the first; what the second alone has stands behind what it stands behind there."""
    known = set(first)
    behind: dict[_Turn | None, list[_Turn]] = {}
    last: _Turn | None = None
    for turn in then:
        if turn in known:
            last = turn
        else:
            behind.setdefault(last, []).append(turn)
    found = behind.get(None, [])
    for turn in first:
        found += [turn, *behind.get(turn, [])]
    return found


def _names(plan: SheetPlan, row: DayRow) -> list[str]:
    """Marks of what it is known by: one for each way, empty where it has no such name."""
    found = [key(row) for key in row_keys(plan)]
    return [mark(repr(name)) if _says(name) else "" for name in found]


def _says(name: Hashable) -> bool:
    return any(name) if isinstance(name, tuple) else name not in (None, "")


def _cells(plan: SheetPlan, row: DayRow) -> dict[str, str]:
    return {key: _mark(plan, key, text) for key, text in row.cells.items() if text}


def _mark(plan: SheetPlan, key: str, text: str) -> str:
    """The same for what means the same; of nothing none."""
    if not text:
        return ""
    return mark(text if key.startswith("(") else repr(meaning(plan.key, key, text)))
