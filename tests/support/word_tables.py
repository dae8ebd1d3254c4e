"""Word documents as secretaries lay them, made with python-docx: paragraphs and tables with merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document

Cell = str | tuple[str, int] | tuple[str, int, int] | None  # a text, the columns and rows that it covers; None: covered
Row = Sequence[Cell]


def word(path: Path, *blocks: str | Sequence[Row]) -> Path:
    """The document at that path. A text is a paragraph, a list of rows a table; `#` before a line makes it bold."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            _write(document.add_paragraph(), block)
        else:
            add_table(document, block)
    document.save(str(path))
    return path


def add_table(parent: Any, rows: Sequence[Row]) -> Any:
    columns = sum(_wide(cell)[1] if cell else 1 for cell in rows[0])
    table = parent.add_table(rows=len(rows), cols=columns)
    for number, row in enumerate(rows):
        column = 0
        for written in row:
            if written is None:
                column += 1
                continue
            text, wide, high = _wide(written)
            cell = table.cell(number, column)
            if wide > 1 or high > 1:
                cell = cell.merge(table.cell(number + high - 1, column + wide - 1))
            first, *others = text.split("\n")
            _write(cell.paragraphs[0], first)
            for other in others:
                _write(cell.add_paragraph(), other)
            column += wide
    return table


def _write(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text.lstrip("#"))
    if text.startswith("#"):
        run.bold = True


def _wide(cell: Cell) -> tuple[str, int, int]:
    match cell:
        case None:
            return "", 1, 1
        case str():
            return cell, 1, 1
        case (text, wide):
            return text, wide, 1
        case (text, wide, high):
            return text, wide, high
