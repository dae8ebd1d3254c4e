"""What a workbook does not speak of: sheets and columns that somebody took out leave the files as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from scheduler.files.workbook.differences import RowPair, pairs
from scheduler.files.workbook.sheets import PEOPLE, SHEETS, Holds, SheetPlan
from scheduler.files.workbook.tables import DayRow, DayTables, add_role
from scheduler.files.workbook.words import in_order, role_word, understood
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
        lists = {key[1:-1] for key in (*headed, *after.headings.get("groups", ())) if key.startswith("[")}
        if plan is PEOPLE and lists:
            yield from _keep_roles(old, after, headed, lists)
            headed = {*headed, *(key for row in old for key in row.cells if key.startswith("("))}
        missing = sorted({key for row in old for key, text in row.cells.items() if text and key not in headed})
        held: set[str] = set()
        for pair in pairs(plan, old, after.rows[plan.key]) if missing else ():
            if pair.old is not None:
                held |= {
                    key for key in missing if pair.old[key] and (pair.new is None or not _is_same(plan, key, pair))
                }
            if pair.old is not None and pair.new is not None:
                pair.new.cells |= {key: pair.old[key] for key in missing if pair.old[key]}
        for key in missing:
            if key not in held:
                continue  # it was filled in as the files have it
            heading = _heading(plan, key, language)
            yield Sentence(
                "The sheet {sheet} has no column {column}; what the files say of it stays.",
                sheet=plan.title(language),
                column=heading,
            )


def _keep_roles(
    old: Sequence[DayRow], after: DayTables, headed: Collection[str], lists: Collection[str]
) -> Iterator[Phrase]:
    """Where lists say who is what, they say nothing of the roles for which there is none."""
    kept: set[str] = set()
    for pair in pairs(PEOPLE, old, after.rows[PEOPLE.key]):
        if pair.old is None or pair.new is None:
            continue
        for group, roles in pair.old.roles:
            for role in roles:
                if f"({group})" not in headed and role not in lists and group in after.groups:
                    add_role(pair.new, group, role)
                    kept.add(role)
    for role in in_order(kept):
        yield Sentence(
            "No column of the workbook says who is {role}; what the files say of it stays.",
            role=role_word(role, after.language),
        )


def _is_same(plan: SheetPlan, key: str, pair: RowPair) -> bool:
    """Whether the workbook has it as the files do, in words of whatever language."""
    holds = Holds.TEXT if key.startswith("(") else plan.column(key).holds
    return (
        pair.old is not None
        and pair.new is not None
        and (understood(holds, pair.old[key]) == understood(holds, pair.new[key]))
    )


def _heading(plan: SheetPlan, key: str, language: str) -> str:
    return key[1:-1] if key.startswith("(") else plan.column(key).heading(language)
