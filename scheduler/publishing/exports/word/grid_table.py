"""The grid of a day as a table of Word: times down, rooms across, what is for all over the rooms that it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scheduler.publishing.exports.booklet_values import GridSheets
from scheduler.publishing.exports.document import DayPage, Document
from scheduler.publishing.exports.tones import PLENARY, SOFT, TONES
from scheduler.publishing.exports.word.styles import HEAD, StyleIds
from scheduler.publishing.exports.word.turning import Turning
from scheduler.publishing.exports.word.xml import Run, WordCell, WordRow, paragraph, table
from scheduler.text.sanitize import line, text

UPRIGHT = 4  # rooms that an upright page shows beside each other
_TIMES, _WIDTH = 700, 9_600  # twentieths of a point: the first column, and all of them; Word fits them to the page
_DAY = 6_800  # what the rows of a day take at least, so that lengths show
_LEAST, _MOST = 200, 500  # of a row, and of an hour's quarter
_PALE, _HEAD = "F1F0EB", "E4E9EF"


@dataclass(frozen=True)
class GridTables:
    """Draws the grid of each day of a document."""

    document: Document
    sheets: GridSheets
    ids: StyleIds

    @classmethod
    def of(cls, document: Document, ids: StyleIds) -> GridTables:
        return cls(document, GridSheets(document), ids)

    def of_day(self, day_page: DayPage) -> str:
        """As XML that stands where a paragraph does: a table for each band of rooms, then the colours explained."""
        say = self.document.language.say
        day = self.sheets.day(day_page)
        if not day["bands"] or not any(band["cells"] for band in day["bands"]):
            drawn = [] if day["alongside"] else [self._text(say("Nothing takes place on this day."))]
        else:
            drawn = [self._band(band, day_page, number, len(day["bands"])) for number, band in enumerate(day["bands"])]
        drawn += [self._beside(beside) for beside in day["alongside"]]
        drawn += self._legend([cell["colour"] for band in day["bands"] for cell in band["cells"]])
        widest = max((len(band["columns"]) for band in day["bands"]), default=0)
        return Turning(widest > UPRIGHT).around("".join(drawn))

    def _band(self, band: dict[str, Any], day_page: DayPage, number: int, bands: int) -> str:
        say = self.document.language.say
        title = say("Programme of {day}", day=day_page.name)
        rooms = self.document.language.listing(dict.fromkeys(line(column["name"], None) for column in band["columns"]))
        columns = len(band["columns"])
        each = (_WIDTH - _TIMES) // max(columns, 1)
        drawn = table(
            self.ids.table,
            [_TIMES] + [each] * columns,
            [self._heads(band), *self._rows(band)],
            line(title, None),
            say("Times down, rooms across: {rooms}.", rooms=rooms),
        )
        if bands == 1:
            return drawn
        first, last = (line(band["columns"][at]["name"], None) for at in (0, -1))
        between = paragraph(
            self.ids.headings[1],
            [Run(first if first == last else f"{first} – {last}")],
            "<w:keepNext/>" + "<w:pageBreakBefore/>" * bool(number),
        )
        return between + drawn

    def _heads(self, band: dict[str, Any]) -> WordRow:
        heads = [self.document.language.say("Time")]
        heads += [
            line(column["name"] + (f" ({column['short']})" if column["short"] else ""), None)
            for column in band["columns"]
        ]
        style = self.ids.ours["head"]
        return WordRow(tuple(WordCell(paragraph(style, [Run(head)]), fill=_HEAD) for head in heads), heading=True)

    def _rows(self, band: dict[str, Any]) -> list[WordRow]:
        rows, cells = band["rows"], band["cells"]
        begins = {cell["row"] for cell in cells} | {0}
        at = {
            (row, column): cell
            for cell in cells
            for row in range(cell["row"], cell["row"] + cell["rows"])
            for column in range(cell["column"], cell["column"] + cell["columns"])
        }
        total = sum(row["minutes"] for row in rows)
        minute = min(_DAY / max(total, 1), _MOST / 15)
        return [
            WordRow(
                (self._time(rows, number, begins), *self._across(at, number, len(band["columns"]))),
                height=max(_LEAST, round(row["minutes"] * minute)),
            )
            for number, row in enumerate(rows)
        ]

    def _time(self, rows: list[dict[str, Any]], number: int, begins: set[int]) -> WordCell:
        """The hour where something begins, as high as to the next."""
        style = self.ids.ours["hour"]
        if number not in begins:
            return WordCell(paragraph(style, []), merge="continue")
        goes_on = number + 1 < len(rows) and number + 1 not in begins
        return WordCell(paragraph(style, [Run(rows[number]["start"])]), merge="restart" if goes_on else "")

    def _across(self, at: dict[tuple[int, int], dict[str, Any]], row: int, columns: int) -> list[WordCell]:
        found, column = [], 0
        while column < columns:
            cell = at.get((row, column))
            if cell is None:
                empty = paragraph(self.ids.ours["text"], [])
                found.append(WordCell(empty, merge="continue" if row and (row - 1, column) not in at else "restart"))
                column += 1
                continue
            begins = cell["row"] == row
            fill, mark = _colours(cell)
            found.append(
                WordCell(
                    self._content(cell) if begins else paragraph(self.ids.ours["text"], []),
                    columns=cell["columns"],
                    merge=("restart" if begins else "continue") if cell["rows"] > 1 else "",
                    fill=fill,
                    mark=mark,
                )
            )
            column += cell["columns"]
        return found

    def _content(self, cell: dict[str, Any]) -> str:
        """Hours, title and the rest; on one line where it is as wide as several rooms."""
        title, rest = self.ids.ours["title"], self.ids.ours["text"]
        name = line(cell["title"], None)
        if cell["look"] == "moving":
            return paragraph(rest, [Run(name, italic=True)])
        details = [line(part, None) for part in (cell["room"], cell["speakers"], ", ".join(cell["pillars"])) if part]
        if cell["columns"] > 2:
            more = "".join(f" · {part}" for part in details)
            return paragraph(title, [Run(name)]) + paragraph(rest, [Run(cell["hours"] + more)])
        parts = [paragraph(rest, [Run(cell["hours"])]), paragraph(title, [Run(name)])]
        talks = [paragraph(rest, _talk(talk)) for talk in cell["talks"]]
        return "".join([*parts, *(paragraph(rest, [Run(part)]) for part in details), *talks])

    def _beside(self, beside: dict[str, Any]) -> str:
        where = ", ".join(part for part in (beside["hours"], line(beside["room"], None)) if part)
        lead = Run(f"{self.document.language.say('Alongside')}: ")
        rest = Run(f" {where}. {text(beside['note'])}".rstrip())
        return paragraph(self.ids.ours["text"], [lead, Run(line(beside["title"], None), bold=True), rest])

    def _legend(self, colours: list[int | None]) -> list[str]:
        """Each pillar that stands in the table, behind a square of its colour; nothing where there is none."""
        used = sorted({colour for colour in colours if colour is not None})
        runs = []
        for colour in used:
            runs += [Run("■ ", colour=TONES[colour % len(TONES)][1]), Run(line(self.document.pillars[colour], None))]
            runs += [Run("     ")] * (colour != used[-1])
        return [paragraph(self.ids.ours["text"], runs, '<w:spacing w:before="80"/>')] if runs else []

    def _text(self, shown: str) -> str:
        return paragraph("", [Run(shown)])


def _talk(talk: dict[str, Any]) -> list[Run]:
    """A talk of a track: its hour, its title and who presents it."""
    runs = [Run(f"{talk['start']} {line(talk['title'], None)}")]
    return [*runs, Run(f" {line(talk['speakers'], None)}", italic=True)] if talk["speakers"] else runs


def _colours(cell: dict[str, Any]) -> tuple[str, str]:
    """Of the cell, and of the stroke before it."""
    if cell["look"] == "meeting":
        return (_PALE, SOFT) if cell["colour"] is None else TONES[cell["colour"] % len(TONES)]
    if cell["look"] == "plenary":
        return PLENARY, HEAD
    return ("" if cell["look"] == "moving" else _PALE), ""
