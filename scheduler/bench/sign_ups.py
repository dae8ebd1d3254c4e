"""How long the export of a sign-up form takes to be taken into the people of a day, as text and as a workbook."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from scheduler.files import read
from scheduler.files.sign_ups import SignUpDesk

ROWS = 10_000
_GROUPS = tuple(f"Themagroep {number}" for number in range(1, 25))
_HEADINGS = ("Tijdstempel", "E-mailadres", "Naam", "Gemeente", "Lid van", "Bij welke groepen schuift u ook aan?")
_DAY = f"""\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00, 11:15–12:15]
groups: [{", ".join(_GROUPS)}]
sessions: [{", ".join(_GROUPS)}]
"""


@dataclass(frozen=True)
class SignUpsMeasured:
    """Seconds of processor time: to read the export, and to make people of it and read the day with them."""

    form: str
    answers: int
    export: float
    people: float

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "export": self.form,
            "answers": f"{self.answers:,}",
            "read": f"{self.export:.1f} s",
            "taken in": f"{self.people:.1f} s",
            "together": f"{self.export + self.people:.1f} s",
        }


def measure(answers: int = ROWS) -> Iterator[SignUpsMeasured]:
    """The same answers, made up by lot, in each form."""
    rows = [_HEADINGS, *_made_up(answers)]
    with TemporaryDirectory() as folder:
        day = Path(folder, "day")
        day.mkdir()
        (day / "day.yaml").write_text(_DAY, "utf-8")
        instance = read(day)
        for name, data in (("export.csv", _csv(rows)), ("export.xlsx", _xlsx(rows))):
            export = Path(folder, name)
            export.write_bytes(data)
            began = time.process_time()
            desk = SignUpDesk.of(export, day, instance)
            opened = time.process_time()
            found = desk.read(desk.memory)
            ended = time.process_time()
            if found.people != answers:
                raise AssertionError(f"{found.people} people of {answers} answers")
            yield SignUpsMeasured(export.suffix, answers, opened - began, ended - opened)


def _made_up(answers: int) -> Iterator[tuple[str, ...]]:
    random = Random(1)  # noqa: S311  whom to make up, not secrecy
    for number in range(answers):
        groups = random.sample(_GROUPS, 4)
        when = f"{1 + number * 20 // answers}-1-2026 {number % 24}:{number % 60:02}:00"
        about = (when, f"p{number}@example.org", f"Anna Naam{number}", f"Stad {number % 90}")
        yield (*about, ";".join(groups[:2]), ";".join(groups[2:]))


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _xlsx(rows: list[tuple[str, ...]]) -> bytes:
    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(data)
    return data.getvalue()
