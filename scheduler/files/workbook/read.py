"""A workbook into the rows of a day: which sheet is which, what each column means, and what becomes of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.conference.conference import Role
from scheduler.files.cell_place import placed, placed_sheet
from scheduler.files.csv_slips import groups_in, in_runs, is_total
from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.workbook.filled_in import fill_in
from scheduler.files.workbook.raw import RawBook, RawSheet, as_date, as_hour, read_raw
from scheduler.files.workbook.sheets import (
    DAY,
    EXPLAINED,
    FILL_IN,
    GROUPS,
    HELP,
    LISTED,
    PEOPLE,
    SESSIONS,
    SHEETS,
    SPEAKER,
    Holds,
    SheetColumn,
    SheetPlan,
    plain,
)
from scheduler.files.workbook.tables import DayRow, DayTables, add_role, full_name, shared_names, whose_meeting
from scheduler.files.workbook.words import (
    NOTHING,
    TOO_LONG,
    in_order,
    joined,
    name_part,
    names_in,
    parts,
    role_column,
    role_meant,
    role_names,
    understood,
    whole_name,
)
from scheduler.text.sentence import KeyText, Phrase, Sentence, phrase, plural
from scheduler.text.wording import count, listing, nearest, some

_LOWEST = 12  # rows from the top among which the headings are looked for
_MANY = 5
_NAMED = ("rooms", "groups", "people", "tracks")  # things that have a name
_TIMES = {Holds.HOURS, Holds.SPAN, Holds.SPANS}
_DATES = {Holds.DATE, Holds.DATES}


def read_workbook(path: Path, fault_list: FaultList) -> DayTables:
    """The rows of the day that the workbook holds. Faults and remarks are noted; raises Faults where it holds none."""
    book = read_raw(path, fault_list)
    for remark in book.remarks:
        fault_list.say(remark)
    return _BookReader(book, fault_list).tables()


def is_a_day(book: RawBook) -> bool:
    """Whether the workbook has the sheet of a day, and that of the sessions or of the people."""
    found = {plan.key for sheet in book.sheets if (plan := _plan(sheet.name))}
    return "day" in found and bool(found & {"sessions", "people", "groups", "rooms"})


def _has_names(sheet: RawSheet, head: int, column: int) -> bool:
    """Whether below that heading something else stands than numbers."""
    return any(not cells[column].isdecimal() for row, cells in sheet.rows.items() if row > head and column in cells)


def _plan(name: str) -> SheetPlan | None:
    for plan in SHEETS:
        if plain(name) in map(plain, (plan.english, plan.dutch, plan.key, *plan.also)):
            return plan
    return None


@dataclass
class _Heads:
    """The row of the headings, and by column what each means; `(group)` under the name of a group."""

    row: int
    columns: dict[int, SheetColumn | str]


@dataclass
class _BookReader:
    book: RawBook
    fault_list: FaultList
    counts: list[tuple[str, int, int]] = field(default_factory=list)

    def tables(self) -> DayTables:
        tables = DayTables()
        tables.rows["day"] = [DayRow({})]
        sheets: dict[str, RawSheet] = {}
        for sheet in self.book.sheets:
            plan = _plan(sheet.name)
            if plan is None:
                if sheet.name not in HELP and sheet.rows:
                    self._say(
                        Sentence(
                            "{file}: the sheet {sheet} is not read.", file=self.book.file, sheet=quoted(sheet.name)
                        )
                    )
            elif plan.key in sheets:
                message = Sentence(
                    "The sheets {sheets} are for the same things; keep one of them.",
                    sheets=listing(quoted(one.name) for one in (sheets[plan.key], sheet)),
                )
                self.fault_list.faults.append(Fault(self.book.file, sheet.place(1, 1), "", message))
            else:
                sheets[plan.key] = sheet
        if not is_a_day(self.book):
            raise Faults([*self.fault_list.faults, self._no_day(sheets)])
        for plan in sorted(SHEETS, key=lambda plan: plan is PEOPLE):  # after the groups, whose names head columns
            if plan.key not in sheets:
                continue
            sheet = sheets[plan.key]
            if plan.down:
                tables.rows[plan.key] = [self._day(sheet)]
                tables.headings[plan.key] = set(tables.day.places)
            else:
                tables.rows[plan.key] = self._rows(plan, sheet, tables)
        fill_in(tables, self.book.file, self.fault_list)
        self._place_speakers(tables)
        self._count_aloud()
        return tables

    def _count_aloud(self) -> None:
        """How many rows of all sheets were read and used, and of which sheets not all were."""
        read, used = sum(read for _, read, _ in self.counts), sum(used for _, _, used in self.counts)
        sheets = ", ".join(f"{name} {rows}" for name, rows, _ in self.counts)
        self._say(
            Sentence(
                "{file}: {rows} read, {used} used ({sheets}).",
                file=self.book.file,
                rows=count(read, "row"),
                used=used,
                sheets=sheets,
            )
        )
        for name, rows, taken in self.counts:
            if rows != taken:
                sheet = placed_sheet(self.book.file, name)
                self._say(
                    Sentence("{sheet}: {rows} read, {used} used.", sheet=sheet, rows=count(rows, "row"), used=taken)
                )

    def _place_speakers(self, tables: DayTables) -> None:
        """Who is a speaker under a group speaks at that group's meeting, and stands there."""
        people, sessions = tables.rows["people"], tables.rows["sessions"]
        for person in people:
            for group, roles in list(person.roles):
                if SPEAKER not in roles:
                    continue
                key = f"({group})"
                person.cells[key] = "; ".join(role for role in roles if role != SPEAKER)
                meetings = [row for row in sessions if group in whose_meeting(row, tables.groups)]
                if len(meetings) != 1:
                    message = Sentence(
                        "{group} has {meetings}, so it is not known where they speak; put the name in the column of "
                        "speakers on the sheet of sessions.",
                        group=group,
                        meetings=count(len(meetings), "meeting"),
                    )
                    self.fault_list.faults.append(Fault(self.book.file, person.at(key), person["name"], message))
                    continue
                names = parts(meetings[0]["speakers"])
                if (name := full_name(person, shared_names(people))) not in names:
                    meetings[0].cells["speakers"] = joined([*names, name])
                    meetings[0].places.setdefault("speakers", person.at(key))

    def _no_day(self, sheets: dict[str, RawSheet]) -> Fault:
        names = some([quoted(sheet.name) for sheet in self.book.sheets], 8)
        missing = DAY if "day" not in sheets else SESSIONS
        message = Sentence(
            "This is no workbook of a day: it has no sheet {dutch} (or {english}); its sheets are {names}. To begin a "
            "day with sheets of your own: netday read-workbook {file} --to FOLDER",
            file=self.book.file,
            dutch=quoted(missing.dutch),
            english=quoted(missing.english),
            names=names,
        )
        return Fault(self.book.file, 0, "", message)

    def _say(self, remark: Phrase) -> None:
        self.fault_list.say(remark)

    def _fault(self, sheet: RawSheet, row: int, column: int, message: Phrase, where: str = "") -> None:
        self.fault_list.faults.append(Fault(self.book.file, sheet.place(row, column), where, message))

    # -- the sheet of the day -----------------------------------------------------------------------------------------

    def _day(self, sheet: RawSheet) -> DayRow:
        """What it says to the right of each word."""
        day = DayRow({}, place=sheet.place(1, 1))
        for number, cells in sorted(sheet.rows.items()):
            filled = sorted(cells)
            word, value = cells[filled[0]], next((column for column in filled[1:2] if column == filled[0] + 1), None)
            column = DAY.meant(word)
            if column is None:
                if number == 1 or plain(word) in {plain(heads[0]) for heads in FILL_IN.values()}:
                    continue
                hint = self.fault_list.hint(word, [c.heading(code) for c in DAY.columns for code in ("nl", "en")])
                at = placed(self.book.file, sheet.place(number, filled[0]))
                self._say(Sentence("{place}: {word} means nothing here.{hint}", place=at, word=quoted(word), hint=hint))
            elif value is None:
                day.places[column.key] = sheet.place(number, filled[0] + 1)
            elif day[column.key]:
                place = str(day.at(column.key))
                message = Sentence("{word} stands in {place} already.", word=quoted(word), place=place)
                self._fault(sheet, number, filled[0], message)
            else:
                day.places[column.key] = sheet.place(number, value)
                day.cells[column.key] = self._value(sheet, number, value, column)
        return day

    # -- the others ---------------------------------------------------------------------------------------------------

    def _rows(self, plan: SheetPlan, sheet: RawSheet, tables: DayTables) -> list[DayRow]:
        heads = self._heads(plan, sheet, tables.groups if plan is PEOPLE else [])
        if heads is None:
            return []
        keys = {meaning if isinstance(meaning, str) else meaning.key for meaning in heads.columns.values()}
        tables.headings[plan.key] = {"name" if key.startswith("<") else key for key in keys}
        self._say_unused_columns(plan, sheet, heads, tables.groups)
        found: list[DayRow] = []
        read, unused = 0, []
        covered = {row for row, _ in sheet.merged}
        below = sorted(number for number in {*sheet.rows, *covered} if number > heads.row)
        for number in below:
            row = self._row(sheet, number, heads, tables.groups if plan is PEOPLE else [])
            if not any(row.cells.values()):
                if plan.key != "rules":
                    unused.append(number)
                continue
            if plan.key == "rules" and not any(text for key, text in row.cells.items() if key != "rule"):
                continue
            read += 1
            if number == below[-1] and self._counts_the_others(plan, row, found):
                at = placed(self.book.file, row.place)
                self._say(Sentence("{place}: the row is not used, for it is a total.", place=at))
                continue
            if self._repeats_headings(plan, row):
                at = placed(self.book.file, row.place)
                self._say(Sentence("{place}: the row is not used, for it repeats the headings.", place=at))
                continue
            if plan.key in _NAMED and not row["name"]:
                self._nameless(plan, row)
                continue
            found.append(row)
        if read:
            self.counts.append((sheet.name, read, len(found)))
        if unused:
            self._say(
                plural(
                    len(unused),
                    "{sheet}: {number} row has nothing in a column that is used: {rows}.",
                    "{sheet}: {number} rows have nothing in a column that is used: {rows}.",
                    sheet=placed_sheet(self.book.file, sheet.name),
                    rows=in_runs(unused),
                )
            )
        return found

    @staticmethod
    def _counts_the_others(plan: SheetPlan, row: DayRow, others: Sequence[DayRow]) -> bool:
        """Whether the last row is the sum of those above it, and nothing of its own."""
        first = plan.columns[0].key
        numbers = [column.key for column in plan.columns if column.holds is Holds.NUMBER and row[column.key]]
        filled = [key for key, text in row.cells.items() if text and key != first]
        if not plan.totals or not is_total(row[first]) or filled != numbers:
            return False
        above = [[int(one[key]) for one in others if one[key].isdecimal()] for key in numbers]
        return all(
            row[key].isdecimal() and len(column) > 1 and int(row[key]) >= sum(column)
            for key, column in zip(numbers, above, strict=True)
        )

    @staticmethod
    def _repeats_headings(plan: SheetPlan, row: DayRow) -> bool:
        filled = [(key, plan.meant(text)) for key, text in row.cells.items() if text and not key.startswith("(")]
        return len(filled) > 1 and all(column is not None and column.key == key for key, column in filled)

    def _nameless(self, plan: SheetPlan, row: DayRow) -> None:
        place = row.at(plan.columns[0].key)
        texts = [text for key, text in row.cells.items() if text and not key.startswith("(")]
        message = Sentence("Something stands in this row, and no name.")
        if texts:
            message = Sentence("Something stands in this row, {text}, and no name.", text=quoted(texts[0]))
        self.fault_list.faults.append(Fault(self.book.file, place, "", message))

    def _heads(self, plan: SheetPlan, sheet: RawSheet, groups: Sequence[str]) -> _Heads | None:
        """The first row in which the column that names things is headed."""
        best: _Heads | None = None
        for number in sorted(sheet.rows)[:_LOWEST]:
            columns: dict[int, SheetColumn | str] = {}
            for column, text in sorted(sheet.rows[number].items()):
                name = " ".join(text.split())
                by_case = {group.casefold(): group for group in groups}
                taken = plan.meant(name) in columns.values()  # a group may be called like a column
                if (name in groups and (taken or not plan.meant(name))) or (
                    not plan.meant(name) and name.casefold() in by_case
                ):
                    columns[column] = f"({name if name in groups else by_case[name.casefold()]})"
                elif meaning := plan.meant(name):
                    columns[column] = meaning
                elif (role := role_column(name)) and (
                    (groups and self._lists_groups(sheet, number, column, groups))
                    or (plan is GROUPS and role in LISTED and _has_names(sheet, number, column))
                ):
                    columns[column] = f"[{role}]"
                elif plan is PEOPLE and (part := name_part(name)):
                    columns[column] = f"<{part}>"
            keys = {meaning.key for meaning in columns.values() if isinstance(meaning, SheetColumn)}
            keys |= {"name"} if "<last>" in columns.values() else set()
            if keys & set(plan.named_by) and (best is None or len(columns) > len(best.columns)):
                best = _Heads(number, columns)
                if len(columns) > 1:
                    break
        if best is None:
            if not sheet.rows:
                return None
            wanted = listing((quoted(plan.column(key).dutch) for key in plan.named_by[:2]), "or")
            first = sheet.rows[min(sheet.rows)]
            message = Sentence(
                "No column is called {wanted}; the headings are {headings}.",
                wanted=wanted,
                headings=listing(map(quoted, first.values())),
            )
            self._fault(sheet, min(sheet.rows), 1, message)
            self.fault_list.unsure |= {plan.key, "groups", "people"}
            return None
        twice: dict[str, int] = {}
        for column, head in list(best.columns.items()):
            key = head if isinstance(head, str) else head.key
            if key in twice:
                other = sheet.text(best.row, twice[key])
                alike = listing(map(quoted, (other, sheet.text(best.row, column))))
                self._fault(
                    sheet,
                    best.row,
                    column,
                    Sentence("The columns {alike} mean the same; keep one of them.", alike=alike),
                )
                del best.columns[column]
            twice.setdefault(key, column)
        return best

    @staticmethod
    def _lists_groups(sheet: RawSheet, head: int, column: int, groups: Sequence[str]) -> bool:
        """Whether a cell below that heading names a group."""
        below = (cells.get(column, "") for row, cells in sheet.rows.items() if row > head)
        return any(name in groups for cell in dict.fromkeys(below) for name in names_in(cell, groups))

    def _row(self, sheet: RawSheet, number: int, heads: _Heads, groups: Sequence[str]) -> DayRow:
        row = DayRow({}, place=sheet.place(number, min(heads.columns)))
        in_lists: list[tuple[int, str, tuple[int, int]]] = []
        in_parts: dict[str, str] = {}
        for column, meaning in heads.columns.items():
            key = meaning if isinstance(meaning, str) else meaning.key
            source = self._source(sheet, number, column, heads)
            if key.startswith("[") and groups:
                in_lists += [(column, key[1:-1], source)] if source else []
                continue
            row.places[key] = sheet.place(number, column)
            if source is None or not sheet.text(*source):
                continue
            if key.startswith("<"):
                in_parts[key[1:-1]] = " ".join(sheet.text(*source).split())
                continue
            if key.startswith("["):  # of a group, who is that there
                row.cells[key] = sheet.text(*source)
            elif isinstance(meaning, str):
                row.cells[key] = self._roles(sheet, source, number, column, row)
            else:
                row.cells[key] = self._value(sheet, *source, meaning)
        if in_parts and not row["name"]:
            row.cells["name"] = whole_name(in_parts)
            row.places["name"] = row.places.get("<last>", row.place)
        for column, role, source in in_lists:
            self._listed_groups(sheet, source, sheet.place(number, column), role, row, groups)
        filled = [row.places[key] for key, text in row.cells.items() if text]
        row.place = min(filled, default=row.place)
        return row

    def _source(self, sheet: RawSheet, row: int, column: int, heads: _Heads) -> tuple[int, int] | None:
        """The cell that counts there: itself, or what it is merged with."""
        first = sheet.merged.get((row, column))
        if first is None:
            return row, column
        if first[0] <= heads.row:
            return None
        alike = first[1] == column or isinstance(heads.columns.get(first[1]), str)
        if alike and sheet.text(*first):
            place = placed(self.book.file, sheet.place(*first))
            self._say(Sentence("{place}: the merged cells count for every row and group that they cover.", place=place))
        return first if alike else None

    def _listed_groups(
        self, sheet: RawSheet, source: tuple[int, int], place: int, role: str, person: DayRow, groups: Sequence[str]
    ) -> None:
        """The groups that a cell lists, where the column says what people are in them."""
        for name in names_in(sheet.text(*source), groups):
            if name in groups:
                add_role(person, name, role)
                person.places.setdefault(f"({name})", place)
            elif name != NOTHING:
                hint = self.fault_list.hint(name, groups)
                message = Sentence("{name} is no {what}.{hint}", name=quoted(name), what=Sentence("group"), hint=hint)
                self.fault_list.faults.append(Fault(self.book.file, place, person["name"], message))

    def _roles(self, sheet: RawSheet, source: tuple[int, int], row: int, column: int, person: DayRow) -> str:
        found = []
        for word in parts(sheet.text(*source), ","):
            role = role_meant(word)
            if role is None:
                hint = nearest(word, role_names(dutch=plain(sheet.name) != plain(PEOPLE.english)))
                message = Sentence("{word} is no role.{hint}", word=quoted(word), hint=hint)
                if not hint:
                    roles = listing([*(KeyText("roles", role) for role in Role), phrase("speaker")])
                    message = Sentence("{word} is no role. The roles are {roles}.", word=quoted(word), roles=roles)
                self._fault(sheet, row, column, message, person["name"])
            elif role:
                found.append(role)
        return "; ".join(in_order(found))

    def _value(self, sheet: RawSheet, row: int, place: int, column: SheetColumn) -> str:
        text = sheet.text(row, place)
        number = sheet.fractions.get((row, place))
        if number is not None and column.holds in _TIMES and (hour := as_hour(number)):
            return hour
        if number is not None and column.holds in _DATES and (day := as_date(number)):
            return day
        if column.holds is not Holds.PROSE and column.holds is not Holds.KEYS and not column.holds.many:
            text = " ".join(text.split())
        if text in TOO_LONG.values():
            return text
        if text == NOTHING and column.key != "groups":
            return ""
        return understood(column.holds, text)

    def _say_unused_columns(self, plan: SheetPlan, sheet: RawSheet, heads: _Heads, groups: Sequence[str]) -> None:
        """Columns that mean nothing; what says roles under a name that no group has is a fault."""
        used = set(heads.columns)
        columns: dict[int, list[str]] = {}
        for number, cells in sheet.rows.items():
            if number > heads.row:
                for column, text in cells.items():
                    if column not in used:
                        columns.setdefault(column, []).append(text)
        for column in sorted({*columns, *sheet.rows[heads.row]} - used):
            heading, held = sheet.text(heads.row, column), columns.get(column, [])
            if plain(heading) in map(plain, EXPLAINED) and plan.key == "rules":
                continue
            if plan is PEOPLE and held and heading and all(map(self._says_roles, held)):
                hint = self.fault_list.hint(heading, groups)
                message = Sentence(
                    "{heading} is no group, and people have roles in it.{hint}", heading=quoted(heading), hint=hint
                )
                self._fault(sheet, heads.row, column, message)
            elif heading or held:
                self._say(self._unused(plan, sheet, heads.row, column, held, groups))

    @staticmethod
    def _says_roles(cell: str) -> bool:
        return all(role_meant(word) for word in parts(cell, ","))

    def _unused(
        self, plan: SheetPlan, sheet: RawSheet, row: int, column: int, cells: Sequence[str], groups: Sequence[str]
    ) -> Phrase:
        heading, place = sheet.text(row, column), placed(self.book.file, sheet.place(row, column))
        known = [c.heading(code) for c in plan.columns for code in ("nl", "en")]
        hint = self.fault_list.hint(heading, [*known, *groups]) if len(heading) > len("lid") else ""
        if not hint and plan is PEOPLE and (group := groups_in(cells, groups)):
            hint = Sentence(
                ' It holds names of groups, like {group}: call it "member" or "interested" ("lid", "belangstellend") '
                "if people wish to go there.",
                group=quoted(group),
            )
        if not heading:
            return Sentence("{place}: a column without a heading is not used.", place=place)
        called = quoted(heading)
        return Sentence("{place}: the column {heading} is not used.{hint}", place=place, heading=called, hint=hint)
