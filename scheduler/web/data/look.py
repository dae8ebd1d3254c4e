"""One look at the data of a day: its tables, and each of its faults with the field or the piece of text it is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from scheduler.desk.journal import JournalEntry
from scheduler.desk.state import DeskState
from scheduler.desk.tables import FieldFault, lines_of, placed_faults, tables_of
from scheduler.files import Fault, Faults
from scheduler.files.beside import is_workbook
from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.workbook.sheets import SHEETS, Holds, SheetPlan
from scheduler.files.workbook.tables import DayRow, DayTables, called, whose_meeting
from scheduler.files.workbook.words import parts, role_word, shown, understood
from scheduler.text.sentence import spoken_language
from scheduler.web.data.fields import FieldSaid, offered
from scheduler.web.data.rule_fields import title_of
from scheduler.web.desk import Desk
from scheduler.web.first_steps import first_steps
from scheduler.web.render import page, wants_part

# By sheet, the columns that the list of its rows shows; what else a row says is in its form.
SHOWN = {
    "days": ("date", "hours", "every"),
    "rounds": ("name", "time", "date"),
    "rooms": ("name", "capacity", "features", "closed", "building"),
    "groups": ("name", "kind", "pillars"),
    "people": ("name", "organisation"),
    "tracks": ("name", "chairs", "rather_not", "similar"),
    "sessions": ("title", "kind", "at", "minutes", "rooms", "rounds"),
    "walks": ("from", "to", "minutes"),
}


@dataclass(frozen=True)
class FaultLink:
    """A fault as the page lists it: its sentence, and the address where it can be mended."""

    fault: Fault
    address: str
    place: str


@dataclass(frozen=True)
class DataLook:
    """The data as one state has it. `tables` None: the files cannot be read as tables."""

    state: DeskState
    tables: DayTables | None
    faults: tuple[FieldFault, ...]

    @classmethod
    def of(cls, state: DeskState) -> DataLook:
        files = state.files
        tables = None
        if files is not None:
            try:
                tables = tables_of(files, state.instance)
            except (Faults, EditRefused):
                tables = None
        if files is None or tables is None:
            return cls(state, None, tuple(map(FieldFault, state.day.faults)))
        return cls(state, tables, placed_faults(files, tables, state.day.faults) if state.day.faults else ())

    @cached_property
    def names(self) -> dict[str, list[str]]:
        return offered(self.tables) if self.tables else {}

    def rows(self, sheet: str) -> Sequence[DayRow]:
        return self.tables.rows[sheet] if self.tables else ()

    @property
    def is_workbook(self) -> bool:
        """Whether the day is a workbook, which is changed in Excel."""
        return bool(self.state.day.file) and is_workbook(Path(self.state.day.file))

    @cached_property
    def text_files(self) -> list[tuple[str, int]]:
        """The files of the day that are text, with how many lines each has."""
        found = []
        for name, data in self.state.data.items():
            if name == self.state.programme_file or not name.endswith((".yaml", ".yml", ".csv", ".txt")):
                continue
            try:
                found.append((name, len(FileText.of(data, name).text.splitlines())))
            except Faults:
                continue
        return found

    @property
    def links(self) -> Iterator[FaultLink]:
        """Every fault with where it can be mended."""
        for each in self.faults:
            fault = each.fault
            if each.sheet and each.row is not None and self.tables is not None:
                name = name_of(each.sheet, self.tables.rows[each.sheet][each.row])
                plan = plan_of(each.sheet)
                title = plan.title(spoken_language()) if plan else ""
                row = f"/{each.row}" if plan and not plan.down else ""
                where = f"{title}, {name}" if name and row else title
                anchor = f"#f-{each.column.replace('_', '-')}" if each.column and each.column[0] != "(" else ""
                yield FaultLink(fault, f"/gegevens/{each.sheet}{row}{anchor}", where)
            elif fault.file in dict(self.text_files):
                line = max(int(fault.line), 1)
                place = f"{fault.file}:{line}" if fault.line else fault.file
                yield FaultLink(fault, f"/gegevens/text?file={fault.file}&line={line}#text", place)
            else:
                yield FaultLink(fault, "", fault.file)

    @property
    def sheets(self) -> list[dict[str, Any]]:
        """Each sheet with how many rows it has and how many faults."""
        language = spoken_language()
        return [
            {
                "key": plan.key,
                "title": plan.title(language),
                "down": plan.down,
                "number": len(self.rows(plan.key)),
                "faults": sum(each.sheet == plan.key for each in self.faults),
            }
            for plan in SHEETS
        ]

    def problems(self, sheet: str, row: int) -> dict[str, list[FieldSaid]]:
        return problems_of([each for each in self.faults if (each.sheet, each.row) == (sheet, row)], self.rows(sheet))

    def place_of(self, row: DayRow) -> tuple[str, int, int] | None:
        """The file and the lines in which the row stands."""
        return lines_of(self.state.files, row) if self.state.files else None

    def lines(self, file: str, first: int, last: int) -> str:
        """These lines of a file of the day."""
        lines = FileText.of(self.state.data[file], file).text.splitlines()
        return "\n".join(lines[max(first, 1) - 1 : last])


def problems_of(faults: Sequence[FieldFault], rows: Sequence[DayRow]) -> dict[str, list[FieldSaid]]:
    """By column what is wrong there; by the last key on the way to it where a rule has that among others."""
    found: dict[str, list[FieldSaid]] = {}
    for each in faults:
        key = each.column
        if key == "rest" and "›" in each.fault.where:
            key = each.fault.where.rpartition("›")[2].strip()
        value = rows[each.row][each.column] if each.row is not None and each.row < len(rows) else ""
        found.setdefault(key, []).append(FieldSaid.of(each.fault, value))
    return found


def plan_of(sheet: str) -> SheetPlan | None:
    return next((plan for plan in SHEETS if plan.key == sheet), None)


def name_of(sheet: str, row: DayRow) -> str:
    """What a row is called on the page."""
    if sheet == "rules":
        return title_of(row["rule"]) if row["rule"] else ""
    if sheet == "sessions" and not row["name"] and not row["title"]:
        return ", ".join(whose_meeting(row, ()))
    return called(row)


def cells_shown(sheet: str, row: DayRow) -> list[str]:
    """The cells of a row as its list shows them."""
    plan = plan_of(sheet)
    if plan is None:
        return []
    language = spoken_language()
    texts = []
    for key in SHOWN[sheet]:
        column = plan.column(key)
        text = row[key]
        if column.holds is Holds.YES:
            text = understood(Holds.YES, text)
        items = parts(text) if column.holds.many else [text]
        texts.append(", ".join(shown(column.holds, item, language) for item in items))
    return [texts[0] if sheet == "walks" else name_of(sheet, row), *texts[1:]]


def roles_shown(row: DayRow) -> str:
    """What somebody is in groups, the strongest first."""
    language = spoken_language()
    held: dict[str, list[str]] = {}
    for group, roles in row.roles:
        for role in roles:
            held.setdefault(role, []).append(group)
    return " · ".join(f"{role_word(role, language)}: {'; '.join(groups)}" for role, groups in held.items())


def people_in(tables: DayTables, group: str) -> dict[str, list[str]]:
    """By role, who is that in the group."""
    found: dict[str, list[str]] = {}
    for row in tables.rows["people"]:
        for role in filter(None, row[f"({group})"].split("; ")):
            found.setdefault(role, []).append(row["name"])
    return found


def whole_number(text: str | None) -> int:
    """The number that a request says; 0 where it says none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def data_page(
    request: Request, desk: Desk, template: str, look: DataLook, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page of the data, with what all of them show: the sheets, what was just done, what is wrong."""
    shared = {
        "wrong": {},
        "look": look,
        "state": look.state,
        "sheets": look.sheets,
        "links": list(look.links),
        "part": wants_part(request),
        "done": _just_done(request, desk),
        "first_steps": first_steps(look.state),
    }
    return page(request, template, status, **shared | values)


def _just_done(request: Request, desk: Desk) -> JournalEntry | None:
    """What the page says was just done, as long as nothing was done since."""
    wanted = request.query_params.get("done", "")
    entries = desk.workspace.entries() if wanted else ()
    return entries[0] if entries and entries[0].id == wanted else None
