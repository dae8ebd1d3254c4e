"""The sheet of help: how a workbook is filled in, what each column means, what stays in day.yaml, and the choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from scheduler.files.workbook.looks import TITLE_FONT, WRAPPED, as_head, as_remark, as_text
from scheduler.files.workbook.meanings import COLUMNS, HOW, STAY_HERE
from scheduler.files.workbook.sheets import HELP, SHEETS, STAYS, Holds
from scheduler.files.workbook.tables import DayTables
from scheduler.files.workbook.words import ROLE_NAMES, choices, role_word, shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CHOICES = 7  # the column in which the lists of choices begin


class HelpSheet:
    """Draws the sheet of help, in the language of the workbook."""

    def __init__(self, book: Workbook, tables: DayTables) -> None:
        self.language = tables.language
        self.title = HELP[self.language == "nl"]
        self.sheet: Worksheet = book.create_sheet(self.title)

    @staticmethod
    @cache
    def explanations(language: str) -> Mapping[tuple[str, str], str]:
        """By sheet and key what the column means."""
        return {place: texts[language == "nl"] for place, texts in COLUMNS.items()}

    def draw(self) -> dict[str, str]:
        """By the name of each list of choices, where it stands."""
        sheet, dutch = self.sheet, self.language == "nl"
        for number, width in enumerate((18, 24, 70, 34, 4, 4), 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        self._put(1, 1, HOW[dutch][0]).font = TITLE_FONT
        row = 2
        for text in HOW[dutch][1:]:
            row = self._paragraph(row, text)
        row = self._paragraph(row, STAY_HERE[dutch])
        for texts in STAYS.values():
            row = self._paragraph(row, f"–  {texts[dutch]}")
        row += 1
        for number, head in enumerate(
            ("blad kolom betekenis voorbeeld" if dutch else "sheet column meaning example").split(), 1
        ):
            as_head(self._put(row, number, head))
        explanations = self.explanations(self.language)
        for plan in SHEETS:
            for column in plan.columns:
                row += 1
                as_text(self._put(row, 1, plan.title(self.language)))
                as_text(self._put(row, 2, column.heading(self.language)), strong=True)
                as_remark(self._put(row, 3, explanations.get((plan.key, column.key), "")))
                example = shown(column.holds, column.example, self.language)
                as_text(self._put(row, 4, example), wrapped=True)
        sheet.freeze_panes = "A2"
        sheet.print_area = f"A1:D{row}"
        sheet.page_setup.paperSize = 9
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        return self._lists()

    def _paragraph(self, row: int, text: str) -> int:
        cell = self._put(row, 1, text)
        cell.alignment = WRAPPED
        self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        self.sheet.row_dimensions[row].height = 15.5 * (1 + len(text) // 135)
        return row + 1

    def _lists(self) -> dict[str, str]:
        language = self.language
        dutch = language == "nl"
        lists: dict[str, tuple[str, list[str]]] = {
            "languages": ("taal" if dutch else "language", ["nl", "en"]),
            "yes": ("ja of nee" if dutch else "yes or no", self._words(Holds.YES)),
            "kinds": ("soort onderdeel" if dutch else "kind of session", self._words(Holds.KIND)),
            "group_kinds": ("soort groep" if dutch else "kind of group", self._words(Holds.GROUP_KIND)),
            "roles": ("rol" if dutch else "role", [role_word(role, language) for role in ROLE_NAMES]),
            "states": ("stand van een regel" if dutch else "how a rule stands", self._words(Holds.STATE)),
            "rules": ("regel" if dutch else "rule", self._words(Holds.RULE)),
        }
        found: dict[str, str] = {}
        for number, (name, (head, words)) in enumerate(lists.items(), _CHOICES):
            letter = get_column_letter(number)
            self.sheet.column_dimensions[letter].width = 26
            as_head(self._put(1, number, head))
            for row, word in enumerate(words, 2):
                as_text(self._put(row, number, word))
            found[f"netday_{name}"] = f"'{self.title}'!${letter}$2:${letter}${len(words) + 1}"
        return found

    def _words(self, holds: Holds) -> list[str]:
        return [dutch if self.language == "nl" else english for english, dutch in choices(holds).items()]

    def _put(self, row: int, column: int, text: str) -> Cell:
        cell = cast("Cell", self.sheet.cell(row, column))
        if text:
            cell.value = text
            cell.data_type = "s"
        cell.number_format = "@"
        return cell
