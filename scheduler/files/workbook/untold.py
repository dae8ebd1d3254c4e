"""What a workbook does not speak of: sheets and columns that somebody took out leave the files as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scheduler.files.workbook.differences import pairs
from scheduler.files.workbook.sheets import SHEETS, SheetPlan
from scheduler.files.workbook.tables import DayTables
from scheduler.text.sentence import Phrase, Sentence


def keep_untold(before: DayTables, after: DayTables) -> Iterator[Phrase]:
    """Puts in the rows of a workbook what the files say under headings that it does not have, and says so."""
    language = before.language
    for plan in SHEETS:
        old = before.rows[plan.key]
        headed = after.headings.get(plan.key)
        if headed is None:
            if old and not plan.down:
                after.rows[plan.key] = [replace(row, cells=dict(row.cells), path=None, line=None) for row in old]
                if not plan.seldom:
                    yield Sentence(
                        "There is no sheet {sheet}; what the files say of it stays.", sheet=plan.title(language)
                    )
            continue
        missing = sorted({key for row in old for key, text in row.cells.items() if text and key not in headed})
        for pair in pairs(plan, old, after.rows[plan.key]) if missing else ():
            if pair.old is not None and pair.new is not None:
                pair.new.cells |= {key: pair.old[key] for key in missing if pair.old[key]}
        for key in missing:
            heading = _heading(plan, key, language)
            yield Sentence(
                "The sheet {sheet} has no column {column}; what the files say of it stays.",
                sheet=plan.title(language),
                column=heading,
            )


def _heading(plan: SheetPlan, key: str, language: str) -> str:
    return key[1:-1] if key.startswith("(") else plan.column(key).heading(language)
