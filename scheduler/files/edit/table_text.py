"""people.csv with cells and rows changed, in its own dialect: what divides its cells, its quotes, its line breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.edit.splices import Splice, applied
from scheduler.files.faults import Faults
from scheduler.files.people_csv import delimiter_of, rows_of
from scheduler.text.sentence import Sentence


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class TableText:
    """A table of people, whose rows count from 0, empty ones and the header too.

    Every edit gives a new table and leaves this as it is, or raises EditRefused.
    """

    file: FileText
    groups: tuple[str, ...] = ()  # whose names may be headings

    @cached_property
    def delimiter(self) -> str:
        return delimiter_of(self.file.read(), self.groups)

    @cached_property
    def rows(self) -> list[list[str]]:
        """The cells as our own reader has them, without the blanks about them."""
        return [[cell.strip() for cell in cells] for _, cells in rows_of(self.file.read(), self.delimiter)]

    @cached_property
    def lines(self) -> list[int]:
        """By row, the line in which it begins, from 1."""
        return [line for line, _ in rows_of(self.file.read(), self.delimiter)]

    def put(self, row: int, column: int, value: str) -> TableText:
        """Another value in that cell; the row gets as many empty cells as it then needs."""
        cells = self._cells[row]
        if column < len(cells):
            cell = cells[column]
            splice = Splice(cell.start, cell.end, self._written(value, self.file.text[cell.start : cell.end]))
        else:
            more = self.delimiter * (column - len(cells) + (1 if cells else 0))
            end = cells[-1].end if cells else self._starts[row]
            splice = Splice(end, end, f"{more}{self._written(value)}")
        meant = [list(cells) for cells in self.rows]
        meant[row] += [""] * (column + 1 - len(meant[row]))
        meant[row][column] = value.strip()
        return self._changed(splice, meant)

    def remove(self, row: int) -> TableText:
        """Without that row."""
        start, end = self._starts[row], self._starts[row + 1]
        return self._changed(Splice(start, end, ""), [*self.rows[:row], *self.rows[row + 1 :]])

    def add(self, cells: Sequence[str]) -> TableText:
        """One more row, at the end."""
        text, end = self.file.text, self.file.line_break
        new = self.delimiter.join(self._written(cell) for cell in cells)
        before = "" if not text or text.endswith(("\n", "\r")) else end
        return self._changed(
            Splice(len(text), len(text), f"{before}{new}{end}"), [*self.rows, [cell.strip() for cell in cells]]
        )

    def edited(self, cells: Mapping[tuple[int, int], str], rows: Sequence[Sequence[str]] = ()) -> TableText:
        """Other values in these cells, by row and column, and more rows at the end: all at once, which is quicker."""
        splices, meant = [], [list(row) for row in self.rows]
        by_row: dict[int, list[tuple[int, str]]] = {}
        for (row, column), value in sorted(cells.items()):
            by_row.setdefault(row, []).append((column, value))
            meant[row] += [""] * (column + 1 - len(meant[row]))
            meant[row][column] = value.strip()
        for row, values in by_row.items():
            own = self._cells[row]
            beyond = {column: value for column, value in values if column >= len(own)}
            added = [self._written(beyond.get(column, "")) for column in range(len(own), max(beyond, default=-1) + 1)]
            behind = (self.delimiter if own and added else "") + self.delimiter.join(added)
            for column, value in values:
                if column < len(own):
                    cell = own[column]
                    written = self._written(value, self.file.text[cell.start : cell.end])
                    if column == len(own) - 1:  # one splice, for an empty last cell begins where the new ones do
                        written, behind = written + behind, ""
                    splices.append(Splice(cell.start, cell.end, written))
            if behind:
                end = own[-1].end if own else self._starts[row]
                splices.append(Splice(end, end, behind))
        text, end_of_line = self.file.text, self.file.line_break
        if rows:
            new = "".join(self.delimiter.join(map(self._written, row)) + end_of_line for row in rows)
            before = "" if not text or text.endswith(("\n", "\r")) else end_of_line
            splices.append(Splice(len(text), len(text), before + new))
            meant += [[cell.strip() for cell in row] for row in rows]
        return self._changed(splices, meant)

    def _changed(self, splice: Splice | Sequence[Splice], meant: list[list[str]]) -> TableText:
        """The table with the splices, when it then says what is meant and nothing else."""
        splices = [splice] if isinstance(splice, Splice) else splice
        after = TableText(self.file.with_text(applied(self.file.text, splices)), self.groups)
        try:
            says = after.rows
        except Faults:
            says = []
        if [*map(_filled, says)] != [*map(_filled, meant)] or after.delimiter != self.delimiter:
            raise EditRefused(
                Sentence("{file} cannot be changed here: it would not say what is meant.", file=self.file.name)
            )
        return after

    def _written(self, value: str, before: str = "") -> str:
        """The value as a cell: between quotes where it must be, or where what it replaces was."""
        quoted = before.lstrip().startswith('"') or any(sign in value for sign in (self.delimiter, '"', "\n", "\r"))
        if not quoted and value[:1] in (" ", "\t"):
            quoted = True
        return '"' + value.replace('"', '""') + '"' if quoted else value

    # -- where the cells stand -----------------------------------------------------------------------------------------

    @cached_property
    def _starts(self) -> list[int]:
        """By row, where it begins; last the end of the text."""
        return [row[0] for row in self._scanned] + [len(self.file.text)]

    @cached_property
    def _cells(self) -> list[list[_Cell]]:
        return [cells for _, cells in self._scanned]

    @cached_property
    def _scanned(self) -> list[tuple[int, list[_Cell]]]:
        """The same rows as our reader's, by the signs of the text. Raises EditRefused where the two do not agree."""
        found = list(self._scan())
        if [[cell.value.strip() for cell in cells] for _, cells in found] != [
            [_flat(cell) for cell in cells] for cells in self.rows
        ]:
            raise EditRefused(
                Sentence("{file} is written in a way in which netday cannot change a cell.", file=self.file.name)
            )
        return found

    def _scan(self) -> list[tuple[int, list[_Cell]]]:
        text, rows, place = self.file.text, [], 0
        if text.startswith("sep=") and len(text) > 4:  # Excel's own way of saying it
            place = _next_line(text, 4)
        while place < len(text):
            begin, cells = place, []
            while True:
                start = place
                while self.delimiter != "\t" and text[place : place + 1] == " ":
                    place += 1
                value = ""
                if text[place : place + 1] == '"':
                    place += 1
                    while place < len(text):
                        if text.startswith('""', place):
                            value += '"'
                            place += 2
                        elif text[place] == '"':
                            place += 1
                            break
                        else:
                            value += text[place]
                            place += 1
                rest = place
                while place < len(text) and text[place] not in (self.delimiter, "\n", "\r"):
                    place += 1
                cells.append(_Cell(start, place, _flat(value + text[rest:place])))
                if text[place : place + 1] != self.delimiter:
                    break
                place += 1
            empty = len(cells) == 1 and cells[0].start == cells[0].end
            rows.append((begin, [] if empty else cells))
            place = _next_line(text, place)
        return rows


def _filled(cells: Sequence[str]) -> list[str]:
    """The cells but for empty ones at the end: a row of one empty cell is an empty row."""
    last = max((number for number, cell in enumerate(cells, 1) if cell), default=0)
    return list(cells[:last])


def _flat(value: str) -> str:
    return FileText("", value).cleaned.replace("\r\n", "\n").replace("\r", "\n")


def _next_line(text: str, place: int) -> int:
    ends = [end for sign in "\r\n" if (end := text.find(sign, place)) >= 0]
    if not ends:
        return len(text)
    end = min(ends)
    return end + (2 if text.startswith("\r\n", end) else 1)
