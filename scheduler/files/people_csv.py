"""people.csv, as it comes out of Excel, into the same nodes as a list of people in day.yaml."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from scheduler.conference.conference import Role
from scheduler.files.csv_slips import groups_in, in_runs, is_total, quote_slip, row_slip
from scheduler.files.day_schema import PersonShape
from scheduler.files.dutch import dutch_words, without_accents
from scheduler.files.faults import Fault, FaultList, quoted, remarked
from scheduler.files.keys import dutch_for, folded, meant
from scheduler.files.values import CROSSES, YES
from scheduler.files.yaml_nodes import Keyed, Many, Text
from scheduler.text.day_words import section
from scheduler.text.mail_address import hidden
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import count, listing, visible

DELIMITERS = ",;\t"
MANY = 5  # so many rows that are not used are shown one by one
LOWEST = 10  # rows from the top among which the names of the columns are looked for
SHORT = 4  # letters of a heading for which the nearest column is named: "Id" is no "lid"
ROLE_COLUMNS = {"chair", "vice_chair", "secretary", "member", "interested"}
ROLE_WORDS = {
    **{folded(role.value): role for role in Role},
    **{folded(without_accents(dutch)): Role(role) for role, words in section("roles").items() for dutch in words},
    **dict.fromkeys(("x", "yes", "ja", "1", "true"), Role.MEMBER),
}
_ROLES = (
    Sentence("chair"),
    Sentence("vice-chair"),
    Sentence("secretary"),
    Sentence("member"),
    Sentence("interested"),
)
NO_ROLE = {"", "no", "nee", "-", "0", "false"}
_LISTS = {*ROLE_COLUMNS, "wishes", "arrives", "leaves", "available"}


@dataclass(frozen=True, slots=True)
class _PersonRow:
    line: int  # where it begins; a quoted cell may run over several lines
    cells: list[str]

    @property
    def filled(self) -> bool:
        return any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows in which something stands, and the lines of those in which nothing does."""

    filled: list[_PersonRow]
    empty: list[int]


def read_table(text: str, file: str, groups: Sequence[str], fault_list: FaultList) -> Many:
    """A node for each row that names somebody. What is not used is said aloud, row by row and column by column."""
    delimiter = delimiter_of(text, groups)
    rows = _all_rows(text, delimiter, file, fault_list)
    if not rows.filled:
        fault_list.unsure.add("people")
        fault_list.faults.append(
            Fault(file, 0, "", Sentence("The file is empty; its first line should name the columns."))
        )
        return Many(1)
    header, *below = rows.filled
    columns = [column_meaning(cell, groups) for cell in header.cells]
    columns = ["" if _answers(column, number, below) else column for number, column in enumerate(columns)]
    table = _Table(file, header, columns, groups, delimiter, fault_list)
    return table.read(below, [line for line in rows.empty if line > header.line])


def _answers(column: str, number: int, rows: Sequence[_PersonRow]) -> bool:
    """Whether the column asks who comes ("Aanwezig": ja, nee) and not when, as one of that name usually says."""
    cells = {row.cells[number].strip().casefold() for row in rows if number < len(row.cells)} - {""}
    return column == "available" and bool(cells) and cells <= {*YES, "x", "misschien"}


@dataclass(frozen=True)
class _Table:
    """A header, what each of its columns means, and where faults and remarks go."""

    file: str
    header: _PersonRow
    columns: list[str]
    groups: Sequence[str]
    delimiter: str
    fault_list: FaultList

    def read(self, rows: Sequence[_PersonRow], empty: Sequence[int]) -> Many:
        if not self._has_its_columns(rows):
            self.fault_list.unsure.add("people")
            return Many(self.header.line)
        self._say_unused_rows(rows)
        used = Many(self.header.line, [person for row in rows if (person := self._person(row))])
        rows_read = count(len(rows) + len(empty), "row")
        self.fault_list.say(
            Sentence("{file}: {rows} read, {used} used.", file=self.file, rows=rows_read, used=len(used.items))
        )
        if empty:
            self.fault_list.say(
                plural(
                    len(empty),
                    "{file}: {number} row is empty: line {lines}.",
                    "{file}: {number} rows are empty: lines {lines}.",
                    file=self.file,
                    lines=in_runs(empty),
                )
            )
        self._say_unused(rows)
        return used

    def _fault(self, line: int, where: str, message: Phrase) -> None:
        self.fault_list.faults.append(Fault(self.file, line, where, message))

    def _heading_in_one_cell(self) -> Phrase:
        """What happened to a table of which each row stands in one cell, the headings too; empty where none does."""
        if len(self.header.cells) > 1:
            return NOTHING
        (cell,) = self.header.cells
        meant = (
            sign for sign in ";,\t" if "name" in [column_meaning(c.strip(), self.groups) for c in cell.split(sign)]
        )
        return next((row_slip([cell], 2, sign) for sign in meant), NOTHING)

    def _has_its_columns(self, rows: Sequence[_PersonRow]) -> bool:
        """Whether there is a name, and no two columns for what a person has one of; if not, that is noted."""
        if "name" not in self.columns and (slip := self._heading_in_one_cell()):
            self._fault(self.header.line, "", slip)
            return False
        if "name" not in self.columns:
            columns = listing(map(quoted, self.header.cells))
            lower = (row for row in rows[:LOWEST] if "name" in [column_meaning(c, self.groups) for c in row.cells])
            below = next((_named_below(row.line) for row in lower), NOTHING)
            message = Sentence(
                'No column is called "name" (or "naam"); the columns are {columns}.{below}',
                columns=columns,
                below=below,
            )
            self._fault(self.header.line, "", message)
            return False
        for single in ("name", "organisation", "time_zone", "guest", "email", "absent"):
            same = [cell for cell, column in zip(self.header.cells, self.columns, strict=True) if column == single]
            if len(same) > 1:
                alike = listing(map(quoted, same))
                both = Sentence("The columns {columns} mean the same; keep one of them.", columns=alike)
                self._fault(self.header.line, "", both)
                return False
        return True

    def _person(self, row: _PersonRow) -> Keyed | None:
        """The row as keys and values; None when it is not used."""
        cells = dict(enumerate(cell.strip() for cell in row.cells))
        name = self._name(row)
        if self._why_unused(row):
            return None
        where = visible(name)[:60]
        if slip := row_slip(row.cells, len(self.columns), self.delimiter):
            self._fault(row.line, where, slip)
            self.fault_list.unsure.add("people")
            return None
        person = Keyed(row.line)
        for number, cell in cells.items():
            if cell and number >= len(self.columns):
                beyond = Sentence(
                    "{cell} stands beyond the last column. Is a cell to its left cut in two? Put that between quotes.",
                    cell=quoted(cell),
                )
                self._fault(row.line, where, beyond)
            elif cell:
                self._add(person, number, cell, where)
        return person

    def _add(self, person: Keyed, number: int, cell: str, where: str) -> None:
        """Adds what the cell says to the person. Several columns may add to one list."""
        column, line = self.columns[number], person.line
        values = [cell]
        if column.startswith("("):
            role = self._role(cell, f"{where} › {' '.join(self.header.cells[number].split())}", line)
            column, values = (folded(role.value) if role else "", [column[1:-1]])
        elif column in _LISTS:
            values = re.split(r"[;|\n]", cell)
        if not column:
            return
        heading = " ".join(self.header.cells[number].split())
        own = heading if meant(heading, [column]) else column  # the key as the file has it
        key = next((key for key in person.entries if meant(key, [column])), own)
        if column not in _LISTS:
            text = yes_or_no(column, cell) if column in ("guest", "absent") else cell
            person.entries[key] = (line, Text(line, text, plain=False))
            return
        _, held = person.entries.setdefault(key, (line, Many(line)))
        if isinstance(held, Many):
            held.items += [Text(line, value.strip(), plain=False) for value in values if value.strip()]

    def _role(self, cell: str, where: str, line: int) -> Role | None:
        """The role that a cell under a group's name says; None for none."""
        word = folded(without_accents(cell))
        if word not in ROLE_WORDS and word not in NO_ROLE:
            roles = [role.value for role in Role]
            hint = self.fault_list.hint(cell, [*roles, *dutch_words("roles", roles)]) or Sentence(
                " The roles are {roles}.", roles=listing(_ROLES)
            )
            self._fault(line, where, Sentence("{cell} is no role.{hint}", cell=quoted(cell), hint=hint))
        return ROLE_WORDS.get(word)

    def _name(self, row: _PersonRow) -> str:
        at = self.columns.index("name")
        return row.cells[at].strip() if at < len(row.cells) else ""

    def _why_unused(self, row: _PersonRow) -> Phrase:
        """Why the row is nobody; empty where it is somebody."""
        name = self._name(row)
        if not any(letter.isalpha() for letter in name):
            return Sentence("it has no name")
        if is_total(name):
            return Sentence("it is a total")
        if [cell.strip() for cell in row.cells] == [cell.strip() for cell in self.header.cells]:
            return Sentence("it repeats the names of the columns")
        return NOTHING

    def _say_unused_rows(self, rows: Sequence[_PersonRow]) -> None:
        unused: dict[Phrase, list[_PersonRow]] = {}
        for row in rows:
            if why := self._why_unused(row):
                unused.setdefault(why, []).append(row)
        for why, alike in unused.items():
            for row in alike[:MANY]:
                shown = quoted(hidden(", ".join(cell.strip() for cell in row.cells if cell.strip())))
                not_used = Sentence("the row is not used, for {why}: {row}", why=why, row=shown)
                self.fault_list.say(remarked(self.file, row.line, not_used))
            if len(alike) > MANY:
                self.fault_list.say(
                    plural(
                        len(alike) - MANY,
                        "{file}: {number} more row is not used, for {why}: line {lines}.",
                        "{file}: {number} more rows are not used, for {why}: line {lines}.",
                        file=self.file,
                        why=why,
                        lines=in_runs([row.line for row in alike[MANY:]]),
                    )
                )

    def _say_unused(self, rows: Sequence[_PersonRow]) -> None:
        """Columns that mean nothing to us, with what they may be."""
        for number, (cell, column) in enumerate(zip(self.header.cells, self.columns, strict=True)):
            heading = " ".join(cell.split())
            cells = [row.cells[number] for row in rows if number < len(row.cells) and row.cells[number].strip()]
            if column or not (heading or cells):
                continue
            known = [
                *self.groups,
                *(own := PersonShape.keys()),
                *(word for key in own for word in dutch_for(key)),
            ]
            hint: Phrase = self.fault_list.hint(heading, known) if len(heading) >= SHORT else NOTHING
            if meant(heading, ["available"]):  # it holds yes and no
                hint = Sentence(
                    ' If it says who comes: who does not come has "yes" under "absent" ("ja" under "afwezig").'
                )
            if not hint and (group := groups_in(cells, self.groups)):
                hint = Sentence(
                    ' It holds names of groups, like {group}: call it "member" or "interested" ("lid", '
                    '"belangstellend") if people wish to go there.',
                    group=quoted(group),
                )
            if heading:
                self.fault_list.say(
                    Sentence(
                        "{file}: the column {column} is not used.{hint}",
                        file=self.file,
                        column=quoted(heading),
                        hint=hint,
                    )
                )
            else:
                self.fault_list.say(
                    Sentence(
                        "{file}: column {number}, which has no heading, is not used.{hint}",
                        file=self.file,
                        number=str(number + 1),
                        hint=hint,
                    )
                )


def yes_or_no(key: str, cell: str) -> str:
    """A cross or a sign in a cell as yes or no; who is `afgemeld` under a heading that asks just that is so."""
    return "yes" if meant(cell, [key]) else CROSSES.get(cell.casefold(), cell)


def _named_below(line: int) -> Sentence:
    return Sentence(" Line {line} names columns; take out what stands above it.", line=str(line))


def column_meaning(cell: str, groups: Sequence[str]) -> str:
    """The key that a heading stands for, `(group name)` for a group's column, empty when it is not used."""
    name = " ".join(cell.split())
    if name in groups:  # before the keys: a group may be called "Chair"
        return f"({name})"
    by_case = {group.casefold(): group for group in groups}
    return meant(name, PersonShape.keys()) or (f"({by_case[name.casefold()]})" if name.casefold() in by_case else "")


def delimiter_of(text: str, groups: Sequence[str]) -> str:
    """What divides the cells: that under which most headings are known, and rows have as many cells as the header."""
    declared = re.match(r"sep=(.)\n", text)  # Excel's own way of saying it
    if declared:
        return declared[1]

    def promise(delimiter: str) -> tuple[bool, int, float, int]:
        rows = list(islice((row for row in _rows(text, delimiter, "", FaultList()) if row.filled), 200))
        if not rows:
            return (False, 0, 0.0, 0)
        meanings = [meaning for cell in rows[0].cells if (meaning := column_meaning(cell, groups))]
        columns = len(rows[0].cells)
        fitting = sum(len(row.cells) == columns for row in rows) / len(rows)
        return ("name" in meanings, len(meanings), fitting, columns)

    return max(DELIMITERS, key=promise)


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """All rows, empty ones too: the line in which each begins, and its cells. Raises Faults."""
    fault_list = FaultList()
    found = list(_rows(text, delimiter, "", fault_list))
    fault_list.close()
    return ((row.line, row.cells) for row in found)


def _all_rows(text: str, delimiter: str, file: str, fault_list: FaultList) -> _Rows:
    found = _Rows([], [])
    for row in _rows(text, delimiter, file, fault_list):
        if row.filled:
            found.filled.append(row)
        else:
            found.empty.append(row.line)
    return found


def _rows(text: str, delimiter: str, file: str, fault_list: FaultList) -> Iterator[_PersonRow]:
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    skip = 1 if lines and re.fullmatch(r"sep=.", lines[0]) else 0
    reader = csv.reader(
        (line + "\n" for line in lines[skip:]), delimiter=delimiter, skipinitialspace=delimiter != "\t", strict=True
    )
    begin = 0
    try:
        for cells in reader:
            yield _PersonRow(begin + skip + 1, cells)
            begin = reader.line_num
    except csv.Error as error:
        fault_list.faults.append(Fault(file, begin + skip + 1, "", quote_slip(error)))
        fault_list.unsure.add("people")  # the rows below could not be read
