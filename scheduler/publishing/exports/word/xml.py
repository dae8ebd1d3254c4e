"""Pieces of WordprocessingML as text: whatever people wrote is escaped here, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"


@dataclass(frozen=True)
class Run:
    """Letters that look alike. `colour`: as RRGGBB, "" for that of the paragraph; `points`: 0 the same."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    points: int = 0

    def __str__(self) -> str:
        if not self.text:
            return ""
        looks = "<w:b/>" * self.bold + "<w:i/>" * self.italic + f'<w:color w:val="{self.colour}"/>' * bool(self.colour)
        looks += f'<w:sz w:val="{2 * self.points}"/>' * bool(self.points)
        return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' * bool(looks)}{words(self.text)}</w:r>"


def words(text: str) -> str:
    """The text as it stands in a run; a line end is a line end."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))


def attribute(text: str) -> str:
    return escape(text, quote=True)


def paragraph(style: str, runs: Iterable[Run], more: str = "") -> str:
    """`style`: its id, "" for none. `more`: what else stands in its properties, behind the style."""
    named = f'<w:pStyle w:val="{attribute(style)}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(map(str, runs))}</w:p>"


@dataclass(frozen=True)
class WordCell:
    """One cell, over so many columns.

    `merge`: `restart` begins a cell over several rows, `continue` is one of these, "" is neither. `fill`, `mark`: the
    colours of the cell and of the stroke before it.
    """

    content: str
    columns: int = 1
    merge: str = ""
    fill: str = ""
    mark: str = ""

    def of_width(self, width: int) -> str:
        """As XML. `width`: in twentieths of a point."""
        span = f'<w:gridSpan w:val="{self.columns}"/>' if self.columns > 1 else ""
        merge = f'<w:vMerge w:val="{self.merge}"/>' if self.merge else ""
        stroke = '<w:tcBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="{}"/></w:tcBorders>'
        side = stroke.format(self.mark) if self.mark else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else ""
        about = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{side}{fill}'
        return f"<w:tc><w:tcPr>{about}</w:tcPr>{self.content}</w:tc>"


@dataclass(frozen=True)
class WordRow:
    """`height`: the least, in twentieths of a point. `heading`: repeated on each page, and marked as the heads."""

    cells: tuple[WordCell, ...]
    height: int = 0
    heading: bool = False


def table(style: str, widths: list[int], rows: Iterable[WordRow], title: str, summary: str) -> str:
    """A table as wide as the text. `title`, `summary`: for who does not see it."""
    looks = (
        f'<w:tblStyle w:val="{attribute(style)}"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="50" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
        'w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(title)}"/><w:tblDescription w:val="{attribute(summary)}"/>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = "".join(_row(row, widths) for row in rows)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{drawn}</w:tbl>"


def _row(row: WordRow, widths: list[int]) -> str:
    height = f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    cells, at = [], 0
    for cell in row.cells:
        cells.append(cell.of_width(sum(widths[at : at + cell.columns])))
        at += cell.columns
    heads = "<w:tblHeader/>" if row.heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heads}</w:trPr>{''.join(cells)}</w:tr>"
