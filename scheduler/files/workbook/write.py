"""The workbook of a day: a sheet for each sort of thing, choices from the other sheets, and a sheet of help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule as FormatRule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.files.values import to_date
from scheduler.files.workbook.base import mark_base
from scheduler.files.workbook.help_sheet import HelpSheet
from scheduler.files.workbook.looks import DAY_FORMATS, as_head, as_remark, as_text, role_style
from scheduler.files.workbook.sheets import (
    EXPLAINED,
    FILL_IN,
    SHEETS,
    Holds,
    SheetColumn,
    SheetPlan,
)
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.words import ROLE_NAMES, TOO_LONG, parts, role_word, shown, understood
from scheduler.rules.book import RULES as RULE_BOOK
from scheduler.text.language import Language
from scheduler.text.spreadsheet import MOST, escaped, keep_as_text, packed, without_the_hour

MARK = b"As written by netday: %s"
_ROWS = 1_000  # down to which there are choices
_LINE_HIGH = 14.5  # points of a line of a row


def write_workbook(tables: DayTables) -> bytes:
    """The workbook as an .xlsx file; the same day gives the same bytes."""
    return _Book(tables).write()


class _Book:
    def __init__(self, tables: DayTables) -> None:
        self.tables = tables
        self.language = tables.language
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.sheets: dict[str, Worksheet] = {}

    def write(self) -> bytes:
        for plan in SHEETS:
            if not plan.seldom or self.tables.rows[plan.key]:
                self.sheets[plan.key] = self.book.create_sheet(plan.title(self.language))
        help_sheet = HelpSheet(self.book, self.tables)
        for plan in SHEETS:
            if plan.key in self.sheets:
                self._sheet(plan, self.sheets[plan.key])
        self.names = help_sheet.draw()
        for name, place in self._ranges().items():
            self.book.defined_names[name] = DefinedName(name, attr_text=place)
        for plan in SHEETS:
            if plan.key in self.sheets:
                self._choices(plan, self.sheets[plan.key])
        about = self.book.properties
        about.creator, about.title = "netday", self.tables.day["title"][:200]
        mark_base(self.book, self.tables)
        without_the_hour(self.book)
        return packed(self.book)

    # -- cells --------------------------------------------------------------------------------------------------------

    def _sheet(self, plan: SheetPlan, sheet: Worksheet) -> None:
        if plan.down:
            self._day(plan, sheet)
        else:
            self._table(plan, sheet)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.print_title_rows = "1:1"
        last = 3 if plan.down else len(self._columns(plan)) + (plan.key == "rules")
        sheet.print_area = f"A1:{get_column_letter(last)}{sheet.max_row}"

    def _day(self, plan: SheetPlan, sheet: Worksheet) -> None:
        for number, head in enumerate(FILL_IN[self.language], 1):
            as_head(_put(sheet, 1, number, head))
        for number, width in enumerate((26, 60, 80), 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        texts = HelpSheet.explanations(self.language)
        for number, column in enumerate(plan.columns, 2):
            as_text(_put(sheet, number, 1, column.heading(self.language)), strong=True)
            cell = self._cell(sheet, number, 2, column, self.tables.day[column.key])
            as_text(cell, wrapped=True)
            as_remark(_put(sheet, number, 3, texts.get((plan.key, column.key), "")))
            if column.holds is Holds.PROSE:
                sheet.row_dimensions[number].height = 120
        sheet.freeze_panes = "B2"

    def _table(self, plan: SheetPlan, sheet: Worksheet) -> None:
        rows = self._rules() if plan.key == "rules" else self.tables.rows[plan.key]
        columns = self._columns(plan)
        for number, (column, group) in enumerate(columns, 1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            head = _put(sheet, 1, number, group or column.heading(self.language))
            if group:
                as_head(head, upright=True, pillar=self._pillar(group))
                dimension.width = 13
            else:
                as_head(head, low=plan.key == "people")
                dimension.width = column.width
            dimension.number_format = "General" if column.holds in (Holds.NUMBER, Holds.DATE) else "@"
        if any(group for _, group in columns):
            sheet.row_dimensions[1].height = 150
        for number, row in enumerate(rows, 2):
            for place, (column, group) in enumerate(columns, 1):
                if group:
                    roles = [role_word(role, self.language) for role in row[f"({group})"].split("; ") if role]
                    as_text(_put(sheet, number, place, "; ".join(roles)), middle=True)
                    continue
                cell = self._cell(sheet, number, place, column, row[column.key])
                as_text(cell, strong=place == 1, wrapped=True)
            if (lines := self._lines(plan, row)) > 1:
                sheet.row_dimensions[number].height = 2 + _LINE_HIGH * lines
        self._explain_rules(plan, sheet, rows)
        sheet.freeze_panes = "C2" if plan.key == "people" else "B2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(2, len(rows) + 1)}"
        if plan.key == "people":
            self._colour_roles(sheet, columns)

    @staticmethod
    def _lines(plan: SheetPlan, row: DayRow) -> int:
        """How many lines of a row are seen at once: of a long text two, of the rest all, within reason."""
        most = 1
        for column in plan.columns:
            text = row[column.key]
            lines = sum(1 + len(line) // column.width for line in text.split("\n")) if text else 1
            most = max(most, min(lines, 2 if column.holds is Holds.PROSE else 4))
        return most

    def _columns(self, plan: SheetPlan) -> list[tuple[SheetColumn, str]]:
        """The columns of a sheet; in that of people one for each group besides, with its name."""
        columns = [(column, "") for column in plan.columns if not column.seldom or self._is_used(plan, column.key)]
        if plan.key != "people":
            return columns
        return columns + [(plan.columns[0], group) for group in self.tables.groups]

    def _is_used(self, plan: SheetPlan, key: str) -> bool:
        """Whether something stands under it, or could on a conference with tracks."""
        with_tracks = plan.key != "people" and bool(self.tables.rows["tracks"])
        return with_tracks or any(row[key] for row in self.tables.rows[plan.key])

    def _rules(self) -> list[DayRow]:
        """The rows of the day, and an empty one for every other rule of the book, in the order of the book."""
        found: list[DayRow] = []
        left = list(self.tables.rows["rules"])
        for kind in RULE_BOOK:
            own = [row for row in left if understood(Holds.RULE, row["rule"]) == kind.name]
            left = [row for row in left if row not in own]
            found += own or [DayRow({"rule": kind.name})]
        return [*found, *left]

    def _explain_rules(self, plan: SheetPlan, sheet: Worksheet, rows: Sequence[DayRow]) -> None:
        if plan.key != "rules":
            return
        place = len(plan.columns) + 1
        speech = Language.of(self.language)
        sentences = {kind.name: speech.say(kind.sentence) for kind in RULE_BOOK}
        as_head(_put(sheet, 1, place, EXPLAINED[self.language == "nl"]))
        sheet.column_dimensions[get_column_letter(place)].width = 90
        for number, row in enumerate(rows, 2):
            as_remark(_put(sheet, number, place, sentences.get(understood(Holds.RULE, row["rule"]), "")))

    def _pillar(self, group: str) -> int | None:
        """The number of the pillar that a group is or belongs to first."""
        rows = self.tables.rows["groups"]
        pillars = [row["name"] for row in rows if row["kind"].casefold() == "pillar"]
        row = next(row for row in rows if row["name"] == group)
        of = [name for name in (group, *parts(row["pillars"])) if name in pillars]
        return pillars.index(of[0]) if of else None

    def _cell(self, sheet: Worksheet, row: int, place: int, column: SheetColumn, text: str) -> Cell:
        text = shown(column.holds, text, self.language)
        if column.holds is Holds.NUMBER and re.fullmatch("[0-9]{1,9}", text) and str(int(text)) == text:
            cell = cast("Cell", sheet.cell(row, place))
            cell.value = int(text)
            return cell
        if column.holds is Holds.DATE and text:
            with suppress(ValueError):
                cell = cast("Cell", sheet.cell(row, place))
                cell.value = to_date(text)
                cell.number_format = DAY_FORMATS[self.language]
                return cell
        return _put(sheet, row, place, text if len(text) < MOST else TOO_LONG[self.language])

    # -- choices ------------------------------------------------------------------------------------------------------

    def _ranges(self) -> dict[str, str]:
        """By the name of a range, where it stands: names of things on their sheets, words on the sheet of help."""
        found = dict(self.names)
        for key in ("rounds", "rooms", "groups", "people", "days", "tracks"):
            if key in self.sheets:
                title = self.sheets[key].title
                found[f"netday_{key}"] = f"'{title}'!$A$2:$A${_ROWS}"
        sessions = self.sheets["sessions"].title
        found["netday_sessions"] = f"'{sessions}'!$A$2:$A${_ROWS}"
        return found

    def _choices(self, plan: SheetPlan, sheet: Worksheet) -> None:
        ranges = self._ranges()
        for number, (column, group) in enumerate(self._columns(plan), 1):
            name = "netday_roles" if group else f"netday_{column.offers.replace(' ', '_')}"
            if name not in ranges:
                continue
            # A warning and not a stop, so that what is not on the list can be typed; nothing where several may stand.
            choice = DataValidation("list", formula1=f"={name}", allow_blank=True, errorStyle="warning")
            choice.showErrorMessage = not (column.holds.many and not group)
            letter = get_column_letter(number)
            choice.add(f"B{number + 1}" if plan.down else f"{letter}2:{letter}{_ROWS}")
            sheet.add_data_validation(choice)

    def _colour_roles(self, sheet: Worksheet, columns: Sequence[tuple[SheetColumn, str]]) -> None:
        groups = [number for number, (_, group) in enumerate(columns, 1) if group]
        if not groups:
            return
        first, last = get_column_letter(groups[0]), get_column_letter(groups[-1])
        for role in ROLE_NAMES:
            word = role_word(role, self.language)
            rule = FormatRule(
                "beginsWith", operator="beginsWith", text=word, dxf=role_style(role), stopIfTrue=True,
                formula=[f'LEFT({first}2,{len(word)})="{word}"'],
            )  # fmt: skip
            sheet.conditional_formatting.add(f"{first}2:{last}{_ROWS}", rule)


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """A text that is never calculated, and stays a text when somebody edits the cell."""
    cell = cast("Cell", sheet.cell(row, column))
    cell.number_format = "@"
    if text:
        cell.value = escaped(text)
        keep_as_text(cell, text)
    return cell
