"""A Word document as paragraphs and tables: what is struck out in tracked changes is gone, what was added counts.

The XML is read as it stands, for what python-docx leaves out is what counts here: additions and removals that nobody
has accepted yet, footnotes, text boxes, tables within tables, cells that begin further to the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.files.cell_place import TablePlace
from scheduler.files.faults import Fault, Faults, quoted
from scheduler.files.grids.table import MOST_CELLS, CellLine, GridCell, GridDocument, GridTable
from scheduler.files.grids.word_package import WordParts, word_parts
from scheduler.files.importing.safe_parse import Node
from scheduler.text.letters import normalized, unbroken
from scheduler.text.sanitize import text as clean
from scheduler.text.sentence import Sentence, plural

_GONE = {"del", "moveFrom"}
_AROUND = {"ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir"}
_WIDEST = 200  # columns of a table
_MARKS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_OFF = {"0", "false", "none", "off"}


def read_word(path: Path) -> GridDocument:
    """The document. Raises Faults where it is none, or holds far more than a programme."""
    parts = word_parts(path)
    return _WordReader(path.name, parts).document()


def attribute(node: Node, name: str) -> str:
    """The attribute, whatever prefix the program gave it."""
    for key, value in node.attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""


@dataclass
class _WordReader:
    file: str
    parts: WordParts
    tables: int = 0
    cells: int = 0
    changes: int = 0
    boxes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    bold_styles: frozenset[str] = frozenset()

    def document(self) -> GridDocument:
        self.bold_styles = frozenset(self._bold_styles())
        found = GridDocument(self.file, notes=self._notes())
        found.title = clean(self.parts.get("docProps/core.xml", Node("")).text_of("title"))
        body = self.parts["word/document.xml"].first("body")
        found.blocks = list(self._blocks(body))
        self._say(found)
        return found

    def _say(self, found: GridDocument) -> None:
        if self.parts.macros:
            found.say(0, Sentence("it has macros; it is read without them."))
        if self.changes:
            found.say(
                0,
                Sentence(
                    "it holds tracked changes that nobody has accepted yet. What is added counts, what is struck out "
                    "does not."
                ),
            )
        for text in self.boxes:
            found.say(0, Sentence("{text} stands in a text box and is not read.", text=quoted(text)))
        for text in self.hidden:
            found.say(0, Sentence("{text} is hidden text and is not read.", text=quoted(text)))
        if comments := list(self.parts.get("word/comments.xml", Node("")).all("comment")):
            found.say(
                0,
                plural(
                    len(comments),
                    "{number} comment in its margin is not read.",
                    "{number} comments in its margin are not read.",
                ),
            )
        header = {
            line.text: None
            for name, part in self.parts.items()
            if name.startswith(("word/header", "word/footer"))
            for paragraph in _deep(part, "p")
            for line in self._lines(paragraph, 0)
            if re.search(r"[^\W\d]", line.text)
        }
        found.margins = tuple(header)

    def _bold_styles(self) -> Iterator[str]:
        """The paragraph styles that are bold, or headings; a style that is based on one is too."""
        styles = {attribute(s, "styleId"): s for s in self.parts.get("word/styles.xml", Node("")).all("style")}

        def bold(name: str, depth: int = 0) -> bool:
            style = styles.get(name)
            if style is None or depth > 10:
                return False
            marks = list(style.first("rPr").all("b"))
            if marks:
                return attribute(marks[0], "val") not in _OFF
            return bold(attribute(style.first("basedOn"), "val"), depth + 1)

        return (name for name in styles if bold(name))

    def _notes(self) -> dict[str, str]:
        """The texts of footnotes and endnotes, by the mark that stands in the text."""
        found: dict[str, str] = {}
        for kind in ("footnote", "endnote"):
            for note in self.parts.get(f"word/{kind}s.xml", Node("")).all(kind):
                texts = [line.text for paragraph in _deep(note, "p") for line in self._lines(paragraph, 0)]
                if attribute(note, "type") in ("", "normal") and any(texts):
                    found[f"[{kind}{attribute(note, 'id')}]"] = " ".join(filter(None, texts))
        return found

    # -- blocks ---------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Node) -> Iterator[CellLine | GridTable]:
        for node in parent.children:
            if node.name == "p":
                yield from (line for line in self._lines(node, TablePlace.beside(self.tables)) if line.text)
            elif node.name == "tbl":
                yield from self._table(node)
            elif node.name in _AROUND:
                yield from self._blocks(node)

    def _table(self, node: Node) -> Iterator[CellLine | GridTable]:
        """The table; one that only frames others is those, with what stands beside them as paragraphs."""
        rows = list(_rows(node))
        inner = [table for row in rows for cell in _cells(row) for table in _around(cell, "tbl")]
        if any(_is_grid(table) for table in inner) and not _is_grid(node):
            for row in rows:
                for cell in _cells(row):
                    yield from self._blocks(cell)
            return
        self.tables += 1
        number = self.tables
        cells: list[GridCell] = []
        open_cells: dict[int, int] = {}  # by column, the place in the list of the cell that may go on downwards
        top = 0
        for source, row in enumerate(rows, 1):
            if _removed(row, "trPr"):
                self.changes += 1
                continue
            column = _number(row.first("trPr", "gridBefore"))
            place = TablePlace.of(number, source)
            for cell in _cells(row):
                looks = cell.first("tcPr")
                wide = max(1, _number(looks.first("gridSpan")))
                merged = list(looks.all("vMerge"))
                goes_on = bool(merged) and attribute(merged[0], "val") != "restart"
                above = open_cells.get(column)
                if goes_on and above is not None and cells[above].columns == wide:
                    cells[above] = _longer(cells[above], tuple(self._content(cell, place)))
                else:
                    open_cells[column] = len(cells)
                    cells.append(GridCell(top, column, tuple(self._content(cell, place)), place, 1, wide))
                if not merged:
                    open_cells.pop(column, None)
                column += wide
                self.cells += 1
            if column > _WIDEST or self.cells > MOST_CELLS:
                far = Sentence("There are far more cells in it than a programme has.")
                raise Faults([Fault(self.file, place, "", far)])
            top += 1
        yield GridTable(number, tuple(cells))

    def _content(self, cell: Node, place: int) -> Iterator[CellLine]:
        """The lines of a cell; a table in it is read row by row."""
        for node in cell.children:
            if node.name == "p":
                yield from (line for line in self._lines(node, place) if line.text)
            elif node.name == "tbl":
                for row in _rows(node):
                    for inner in _cells(row):
                        yield from self._content(inner, place)
            elif node.name in _AROUND:
                yield from self._content(node, place)

    # -- texts ----------------------------------------------------------------------------------------------------

    def _lines(self, paragraph: Node, place: int) -> Iterator[CellLine]:
        looks = paragraph.first("pPr")
        if any(True for _ in looks.first("rPr").all("del")):
            self.changes += 1
        heading = attribute(looks.first("pStyle"), "val") in self.bold_styles
        runs = list(self._runs(paragraph, heading))
        line: list[tuple[str, bool]] = []
        for text, bold in [*runs, ("\n", False)]:
            first, *others = text.split("\n")
            line.append((first, bold))
            for other in others:
                yield _line(line, place)
                line = [(other, bold)]

    def _runs(self, node: Node, bold: bool) -> Iterator[tuple[str, bool]]:
        for child in node.children:
            if child.name in _GONE:
                self.changes += 1
            elif child.name == "r":
                yield from self._run(child, bold)
            elif child.name in _AROUND:
                self.changes += child.name in ("ins", "moveTo")
                yield from self._runs(child, bold)

    def _run(self, run: Node, bold: bool) -> Iterator[tuple[str, bool]]:
        looks = run.first("rPr")
        for mark in looks.all("b"):
            bold = attribute(mark, "val") not in _OFF
        text = "".join(self._pieces(run))
        if attribute(looks.first("vertAlign"), "val") == "superscript" and text.strip().isdigit():
            text = text.strip().translate(_MARKS)
        if _is_on(looks, "vanish"):
            self.hidden += [text] if text.strip() else []
            return
        if text and (_is_on(looks, "strike") or _is_on(looks, "dstrike")):
            text = f"\ue000{text}\ue001"
        yield text, bold

    def _pieces(self, run: Node) -> Iterator[str]:
        for child in run.children:
            match child.name:
                case "t":
                    yield child.text
                case "tab" | "ptab":
                    yield "\t"
                case "br" | "cr":
                    yield "\n"
                case "noBreakHyphen":
                    yield "-"
                case "footnoteReference" | "endnoteReference":
                    yield f"[{child.name.removesuffix('Reference')}{attribute(child, 'id')}]"
                case "AlternateContent" | "drawing" | "pict" | "object":
                    self._box(child)

    def _box(self, node: Node) -> None:
        boxes = list(_deep(node, "txbxContent"))
        texts = [line.text for box in boxes[:1] for p in _deep(box, "p") for line in self._lines(p, 0) if line.text]
        if texts:
            self.boxes.append(" ".join(texts))


def _line(runs: list[tuple[str, bool]], place: int) -> CellLine:
    text = unbroken("".join(text for text, _ in runs)).replace("\xa0", " ")
    text = re.sub("\ue001\ue000", "", text)
    letters = [(sum(map(str.isalnum, text)), bold) for text, bold in runs]
    most = sum(number for number, _ in letters)
    heavy = sum(number for number, bold in letters if bold)
    tabs = "\t".join(" ".join(part.split()) for part in text.split("\t")).strip()
    return CellLine(normalized("NFC", tabs), bool(most) and heavy * 2 > most, place)


def _longer(cell: GridCell, lines: tuple[CellLine, ...]) -> GridCell:
    return GridCell(cell.row, cell.column, (*cell.lines, *lines), cell.place, cell.rows + 1, cell.columns)


def _is_on(looks: Node, name: str) -> bool:
    return any(attribute(mark, "val") not in _OFF for mark in looks.all(name))


def _rows(table: Node) -> Iterator[Node]:
    return _around(table, "tr")


def _cells(row: Node) -> Iterator[Node]:
    return _around(row, "tc")


def _around(node: Node, name: str) -> Iterator[Node]:
    """The children of that name, also where a content control or the like stands around them."""
    for child in node.children:
        if child.name == name:
            yield child
        elif child.name in _AROUND:
            yield from _around(child, name)


def _deep(node: Node, name: str) -> Iterator[Node]:
    for child in node.children:
        if child.name == name:
            yield child
        else:
            yield from _deep(child, name)


def _removed(row: Node, looks: str) -> bool:
    return any(True for _ in row.first(looks).all("del"))


def _number(node: Node) -> int:
    text = attribute(node, "val")
    return min(int(text), _WIDEST + 1) if text.isdecimal() else 0


def _is_grid(table: Node) -> bool:
    """Whether it has rows and columns, more than one of each; else it is a frame around something."""
    rows = list(_rows(table))
    return len(rows) > 1 and sum(len(list(_cells(row))) > 1 for row in rows) > 1


def lines_beside(path: Path) -> tuple[list[CellLine], set[str]]:
    """The paragraphs outside the tables of a document in their order, and all texts there with those in margins."""
    document = read_word(path)
    lines = [block for block in document.blocks if isinstance(block, CellLine)]
    return lines, {*document.margins, *(line.text for line in lines)}
