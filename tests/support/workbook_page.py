"""The tables of docs/workbook.md, made from the sheets themselves: python -m tests.support.workbook_page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scheduler.files.workbook.meanings import COLUMNS
from scheduler.files.workbook.sheets import PEOPLE, SHEETS, STAYS
from tests.support.house import HOME

PAGE = HOME / "docs" / "workbook.md"
_MADE = re.compile(r"(<!-- made from the sheets -->\n).*?(<!-- until here -->)", re.DOTALL)


def page() -> str:
    """The page with its tables as they are now."""
    return _MADE.sub(lambda found: found[1] + "\n" + "\n".join(_tables()) + "\n\n" + found[2], PAGE.read_text("utf-8"))


def _tables() -> Iterator[str]:
    for plan in SHEETS:
        yield f"### {plan.dutch} ({plan.english})"
        yield ""
        yield "| column | in English | what | like |"
        yield "|---|---|---|---|"
        for column in plan.columns:
            what = COLUMNS[plan.key, column.key][0].replace("|", "\\|")
            like = f"`{column.example}`" if column.example else ""
            yield f"| {column.dutch} | {column.english} | {what} | {like} |"
        if plan is PEOPLE:
            yield "| the name of a group | the same | what they are there, as above | `lid` |"
            yield (
                "| lid, belangstellend, voorzitter, vicevoorzitter | member, interested, chair, vice chair | the "
                "groups where they are that, all in one cell, instead of a column for each group | `Zorg; Europa` |"
            )
        yield ""
    yield "### What stays in day.yaml"
    yield ""
    for english, _ in STAYS.values():
        yield f"- {english}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
