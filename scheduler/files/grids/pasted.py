"""A grid pasted as text: columns divided by tabs, by bars as in Markdown, or by two and more blanks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.files.csv_slips import quote_slip
from scheduler.files.decode import load
from scheduler.files.faults import Fault, Faults
from scheduler.files.grids.hours import hours_at_head
from scheduler.files.grids.table import CellLine, GridCell, GridDocument, GridTable
from scheduler.text.letters import unbroken
from scheduler.text.sentence import Sentence

_RULE = re.compile(r"[\s|:+\-=_─━┄┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝│║]+")
_BARS = str.maketrans({"│": "|", "║": "|", "┃": "|"})
_GAP = re.compile(r"\s*\t\s*|\s{2,}")
_BREAK = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)
_HOURS = "hours"  # the sign of lines that begin with hours and are not divided besides
_FURTHER_IN = 4  # blanks before a line that goes on
_NEAR = 2  # letters by which a column may stand off


def read_pasted(path: Path) -> GridDocument:
    """The text with its tables. Raises Faults where it is no text, or a quote in it is not closed."""
    text, remarks = load(path, path.name)
    document = GridDocument(path.name, remarks=list(remarks))
    lines = unbroken(text).split("\n")
    if '"' in text and "\t" in text:
        numbered = list(_unquoted(lines, "\t", path.name))
    elif path.suffix.casefold() == ".csv" and "\t" not in text:
        numbered = list(_unquoted(lines, max(";,", key=text.count), path.name))
    else:
        numbered = list(enumerate(lines, 1))
    document.blocks = in_tables([CellLine(line.rstrip(), place=number) for number, line in numbered])
    return document


def _unquoted(lines: Sequence[str], sign: str, file: str) -> Iterator[tuple[int, str]]:
    """The rows, their cells divided by tabs, each with the number of the line in which it begins.

    A spreadsheet puts cells between quotes because of their line breaks; those become <br>. Raises Faults.
    """
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=sign)
    last = begin = 0
    try:
        for row in rows:
            yield begin + 1, "\t".join(cell.strip().replace("\n", "<br>").replace("\t", " ") for cell in row)
            last, begin = begin, rows.line_num
    except csv.Error as error:
        raise Faults([Fault(file, begin + 1, "", quote_slip(error))]) from None
    if _is_open(lines[last:], sign):
        raise Faults([Fault(file, last + 1, "", Sentence("A quote is opened in this row and not closed."))])


def _is_open(lines: Sequence[str], sign: str) -> bool:
    """Whether a quote is opened in the row that begins there and never closed, so that it took all lines below."""
    try:
        list(csv.reader((f"{line}\n" for line in lines), delimiter=sign, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def in_tables(lines: Sequence[CellLine]) -> list[CellLine | GridTable]:
    """The lines as paragraphs and tables: lines in a row that are divided alike are a table."""
    blocks: list[CellLine | GridTable] = []
    tables = 0
    groups = list(_groups(lines))
    divided = any(isinstance(group, _Divided) and group.sign != _HOURS for group in groups)
    for group in groups:
        if isinstance(group, _Divided) and divided and group.sign == _HOURS:  # about what stands in the table
            blocks += [CellLine(line.text.strip(), line.bold, line.place) for line in group.lines]
            continue
        if isinstance(group, CellLine):
            text = re.sub(r"^#+\s*|^\*\*(.+)\*\*$", lambda found: found[1] or "", group.text.strip())
            if text and not _is_rule(text) and not text.startswith("[//]:"):  # a remark in Markdown
                blocks.append(CellLine(text, group.bold, group.place))
            continue
        tables += 1
        blocks.append(GridTable(tables, tuple(_cells(group))))
    return blocks


@dataclass(frozen=True)
class _Divided:
    """Lines that are divided by the same sign."""

    sign: str
    lines: tuple[CellLine, ...]


def _groups(lines: Sequence[CellLine]) -> Iterator[CellLine | _Divided]:
    open_lines: list[CellLine] = []
    sign = ""
    for line in [*lines, CellLine("")]:
        own = _sign(line.text)
        blank = not line.text.strip()
        if sign == _HOURS and own == " " and _leads(line.text):
            own = _HOURS
        elif sign == " " and own == _HOURS:
            in_two = all(len(_pieces(one.text)) <= 2 and _leads(one.text) for one in open_lines if one.text.strip())
            sign, own = (_HOURS, _HOURS) if in_two else (sign, sign)
        if open_lines and (own == sign or blank or _belongs(line, open_lines, sign, own)):
            open_lines.append(line)
            continue
        yield from _closed(open_lines, sign)
        if own == " " and _leads(line.text) and len(_pieces(line.text)) <= 2:
            own = _HOURS
        open_lines, sign = ([line], own) if own else ([], "")
        if not own and not blank:
            yield line
    yield from _closed(open_lines, sign)


def _belongs(line: CellLine, before: Sequence[CellLine], sign: str, own: str) -> bool:
    """Whether a line that is divided otherwise belongs to the table above: a rule, or what a cell has besides."""
    if sign == "|":
        return _is_rule(line.text)
    if sign == _HOURS and own in ("", " ") and before[-1].text.strip():
        return True
    return sign in (" ", _HOURS) and own in ("", " ") and len(line.text) - len(line.text.lstrip()) >= _FURTHER_IN


def _leads(text: str) -> bool:
    try:
        return hours_at_head(text) is not None
    except ValueError:
        return True


def _closed(lines: list[CellLine], sign: str) -> Iterator[CellLine | _Divided]:
    kept = [line for line in lines if line.text.strip()]
    if sign == _HOURS and any(len(_pieces(line.text)) > 2 and _leads(line.text) for line in kept):
        sign = " "
    if len(kept) > 1 or (sign == _HOURS and kept):
        yield _Divided(sign, tuple(kept))
    else:
        yield from kept


def _sign(text: str) -> str:
    """By what a line is divided; empty: by nothing."""
    plain = text.translate(_BARS)
    if "|" in plain and not _is_rule(text):
        return "|"
    if "\t" in text.strip():
        return "\t"
    if _GAP.search(text.strip()):
        return " "
    try:
        found = hours_at_head(text)
    except ValueError:
        return _HOURS
    return _HOURS if found and found.rest and (found.end is not None or re.match(r"\W*[0-9]+[.:]", text)) else ""


def _is_rule(text: str) -> bool:
    return bool(text.strip()) and _RULE.fullmatch(text) is not None


def _cells(group: _Divided) -> Iterator[GridCell]:
    match group.sign:
        case "|":
            rows = [_by_bars(line) for line in group.lines if not _is_rule(line.text)]
        case "\t":
            rows = [_by_tabs(line) for line in group.lines]
        case "hours":
            rows = [_by_hours(line) for line in group.lines]
        case _:
            rows = _by_columns(group.lines)
    row = -1
    last: dict[int, list[CellLine]] = {}
    found: list[tuple[int, int, int, list[CellLine], int]] = []
    for line, cells in zip(
        [one for one in group.lines if group.sign != "|" or not _is_rule(one.text)], rows, strict=True
    ):
        first = next((text for column, _, text in cells if column == 0), "")
        if not first and row >= 0 and group.sign != "\t" and last and cells and 0 in last and _has_hours(last[0]):
            for column, wide, text in cells:
                if column in last:
                    last[column] += _lines(text, line)
                elif text:
                    last[column] = _lines(text, line)
                    found.append((row, column, wide, last[column], line.place))
            continue
        row += 1
        last = {}
        for column, wide, text in cells:
            last[column] = _lines(text, line)
            found.append((row, column, wide, last[column], line.place))
    for at, column, wide, lines, place in found:
        yield GridCell(at, column, tuple(lines), place, 1, wide)


def _has_hours(lines: Sequence[CellLine]) -> bool:
    try:
        return bool(lines) and hours_at_head(lines[0].text) is not None
    except ValueError:
        return True


def _lines(text: str, line: CellLine) -> list[CellLine]:
    found = []
    for part in _BREAK.split(text):
        bold = re.fullmatch(r"(\*\*|__)(.+)\1", part.strip())
        if plain := " ".join((bold[2] if bold else part).split()):
            found.append(CellLine(plain, line.bold or bool(bold), line.place))
    return found


_Row = list[tuple[int, int, str]]  # column, how many it covers, text


def _by_bars(line: CellLine) -> _Row:
    text = line.text.translate(_BARS).strip()
    text = text.removeprefix("|").removesuffix("|")
    return [(column, 1, cell.strip()) for column, cell in enumerate(text.split("|"))]


def _by_tabs(line: CellLine) -> _Row:
    return [(column, 1, cell.strip()) for column, cell in enumerate(line.text.rstrip().split("\t"))]


def _by_hours(line: CellLine) -> _Row:
    try:
        found = hours_at_head(line.text)
    except ValueError:
        head, _, rest = line.text.strip().partition(" ")
        return [(0, 1, head), (1, 1, rest)]
    if found is None:
        return [(1, 1, line.text.strip())]
    text = line.text.strip()
    return [(0, 1, text.removesuffix(found.rest).strip()), (1, 1, found.rest)]


def _by_columns(lines: Sequence[CellLine]) -> list[_Row]:
    """Cells by where they begin: as the line with most of them has it; one that is longer covers what it reaches."""
    pieces = [_pieces(line.text) for line in lines]
    widest = max(pieces, key=len)
    starts = [start for start, _ in widest]
    rows: list[_Row] = []
    for parts in pieces:
        row: _Row = []
        for number, (start, text) in enumerate(parts):
            column = max((n for n, at in enumerate(starts) if at <= start + _NEAR), default=0)
            limit = parts[number + 1][0] if number + 1 < len(parts) else 10_000
            end = min(start + len(text), limit)
            wide = max(1, sum(at < end - 1 for at in starts[column + 1 :]) + 1) if column else 1
            row.append((column, wide, text))
        rows.append(row)
    return rows


def _pieces(text: str) -> list[tuple[int, str]]:
    """The parts of a line between gaps, each with where it begins; hours at its head are a part of their own."""
    found: list[tuple[int, str]] = []
    position = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if part := text[position:end].strip():
            found.append((position + len(text[position:end]) - len(text[position:end].lstrip()), part))
        position = gap.end() if gap else end
    if found and found[0][0] <= _NEAR:
        try:
            head = hours_at_head(found[0][1])
        except ValueError:
            head = None
        if head and head.rest:
            at, part = found[0]
            found[0:1] = [(at, part.removesuffix(head.rest).strip()), (at + len(part) - len(head.rest), head.rest)]
    return found
