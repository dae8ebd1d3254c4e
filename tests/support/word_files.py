"""Word files for tests: small templates in a few words, and what a document says when it is read again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from scheduler.text.packing import repacked


def template(*paragraphs: str, rows: Iterable[Iterable[str]] = (), header: str = "", footer: str = "") -> bytes:
    """A document of these paragraphs, then a table of these cells."""
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    for row in map(list, rows):
        table = word.tables[0] if word.tables else word.add_table(0, len(row))
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if header:
        word.sections[0].header.paragraphs[0].text = header
    if footer:
        word.sections[0].footer.paragraphs[0].text = footer
    return saved(word)


def saved(word: WordDocument) -> bytes:
    result = io.BytesIO()
    word.save(result)
    return result.getvalue()


def changed(data: bytes, part: str, *pairs: tuple[str, str]) -> bytes:
    """The file with a part of it in which something stands otherwise."""

    def change(name: str, content: bytes) -> bytes:
        for old, new in pairs if name == part else ():
            if old.encode() not in content:
                raise AssertionError((old, content[:500]))
            content = content.replace(old.encode(), new.encode())
        return content

    return repacked(data, change)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    result = io.BytesIO(data)
    with ZipFile(result, "a") as parts:
        parts.writestr(name, content)
    return result.getvalue()


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes | WordDocument) -> list[str]:
    """The text of each paragraph that has any, those in tables too, in order."""
    word = opened(data) if isinstance(data, bytes) else data
    found = [_text(paragraph) for paragraph in word.element.body.iter(qn("w:p"))]
    return [text for text in found if text]


def grid(data: bytes, number: int = 0) -> list[list[str]]:
    """The cells of a table, row by row; a cell over several rows or columns says the same in each of them."""
    return [[cell.text for cell in row.cells] for row in opened(data).tables[number].rows]


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def is_sound(data: bytes) -> bool:
    """Whether Word would open it without complaint, as far as is known here.

    Every cell ends with a paragraph, every table has rows that are as wide as its columns, and every style is there.
    """
    word = opened(data)
    styles = {style.style_id for style in word.styles}
    for named in word.element.body.iter(qn("w:pStyle"), qn("w:tblStyle")):
        if named.get(qn("w:val")) not in styles:
            return False
    if any(cell[-1].tag != qn("w:p") for cell in word.element.body.iter(qn("w:tc"))):
        return False
    return all(_is_whole(table) for table in word.element.body.iter(qn("w:tbl")))


def _is_whole(table: Any) -> bool:
    columns = len(table.find(qn("w:tblGrid")))
    rows = table.findall(qn("w:tr"))
    open_above: dict[int, int] = {}  # by column, how wide the cell above is that may go on
    for row in rows:
        at, begun = 0, {}
        for cell in row.findall(qn("w:tc")):
            span, merge = (cell.find(f"{qn('w:tcPr')}/{qn(name)}") for name in ("w:gridSpan", "w:vMerge"))
            width = 1 if span is None else int(span.get(qn("w:val")))
            if merge is not None:
                if merge.get(qn("w:val")) != "restart" and open_above.get(at) != width:
                    return False  # goes on with what did not begin
                begun[at] = width
            at += width
        if at != columns:
            return False
        open_above = begun
    return bool(rows)


def _text(paragraph: Any) -> str:
    texts = paragraph.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if text.tag == qn("w:br") else text.text or "" for text in texts)
