"""The sheets of an instance: cells as names, numbers, hours and dates, each fault with its sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.conference.clock import DAY
from scheduler.conference.typed_hours import parse_date, parse_time
from scheduler.files.faults import Fault, FaultList, quoted
from scheduler.files.values import MOST
from scheduler.files.workbook.raw import RawSheet, as_date, as_hour
from scheduler.text.sentence import Phrase, Sentence

_SECONDS = re.compile(r"([0-9]{1,2}[:.][0-9]{2})[:.][0-9]{2}")


@dataclass(frozen=True)
class InstanceSheet:
    """One sheet. Rows and columns count from 1; names are told as they are typed, with the blanks behind them."""

    raw: RawSheet
    file: str
    fault_list: FaultList

    def fault(self, row: int, column: int, message: Phrase) -> None:
        self.fault_list.faults.append(Fault(self.file, self.raw.place(row, column), "", message))

    def name(self, row: int, column: int) -> str:
        return self.raw.as_typed.get((row, column), self.raw.text(row, column))

    def heads(self, first: int = 1) -> dict[int, str]:
        """The headings from that column on, by column."""
        return {column: self.name(1, column) for column in sorted(self.raw.rows.get(1, {})) if column >= first}

    def rows(self) -> Iterator[int]:
        """Those below the headings that begin with a name; what stands in a row without one is a fault."""
        for row in sorted(self.raw.rows):
            if row == 1:
                continue
            if self.raw.text(row, 1):
                yield row
            else:
                column = min(self.raw.rows[row])
                cell = quoted(self.raw.text(row, column))
                self.fault(row, column, Sentence("{cell} stands in a row that begins with no name.", cell=cell))

    def whole(self, row: int, column: int, least: int = 0, empty: int | None = 0) -> int:
        """The whole number there. `empty`: what no number stands for; None: there should be one."""
        text = self.raw.text(row, column)
        if not text and empty is not None:
            return empty
        number = self.raw.fractions.get((row, column))
        found = int(number) if number is not None and number.is_integer() else None
        if number is None and re.fullmatch(r"[+-]?[0-9]{1,12}", text):
            found = int(text)
        if found is None or not least <= found <= MOST:
            message = (
                Sentence("A whole number from {least} to {most} should stand here.", least=least, most=MOST)
                if not text
                else Sentence(
                    "{cell} should be a whole number from {least} to {most}.",
                    cell=quoted(text),
                    least=least,
                    most=MOST,
                )
            )
            self.fault(row, column, message)
            return max(least, 0)
        return found

    def hour(self, row: int, column: int) -> int:
        """Minutes after midnight."""
        text = self.raw.text(row, column)
        number = self.raw.fractions.get((row, column))
        if number is not None:
            text = as_hour(number) or text
        if seconds := _SECONDS.fullmatch(text):
            text = seconds[1]
        try:
            return parse_time(text)
        except ValueError as wrong:
            why: Phrase = wrong.args[0] if text else Sentence("An hour should stand here, like 9:30.")
            self.fault(row, column, why)
            return 0

    def date(self, row: int, column: int) -> date:
        text = self.raw.text(row, column)
        number = self.raw.fractions.get((row, column))
        if number is not None:
            text = as_date(number) or text
        try:
            return parse_date(text.split(" ")[0] if re.match(r"[0-9]{4}-", text) else text)
        except ValueError as wrong:
            why: Phrase = wrong.args[0] if text else Sentence("A date should stand here, like 2027-02-05.")
            self.fault(row, column, why)
            return date(2000, 1, 1)

    def people(self, row: int, column: int) -> tuple[str, ...]:
        """Names divided by a comma and a blank, each once, as they stand."""
        return tuple(dict.fromkeys(name for name in self.name(row, column).split(", ") if name.strip()))


def closes_after(start: int, end: int) -> int:
    """The end in minutes of the day of the start: what ends no later than it begins ends on the next day."""
    return end if end > start else end + DAY
