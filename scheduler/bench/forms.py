"""How fast the forms of a large programme are written here, and how large they are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.bench.made_up import large_day
from scheduler.bench.paint import first_paint
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.formats import ALONE, FORMATS
from scheduler.text.language import Language

SIZE = (5, 30, 1000)  # days, rooms, sessions


@dataclass(frozen=True)
class FormMeasured:
    """Seconds of wall clock and bytes; the first form of all also waits for its library.

    `paint`: seconds until a browser shows something of the page; None for other forms, or where it was not measured.
    """

    form: str
    seconds: float
    size: int
    paint: float | None = None

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "form": self.form,
            "written in": f"{self.seconds:.2f} s",
            "size": f"{self.size / 1000:,.0f} kB",
            "first paint": "–" if self.paint is None else f"{self.paint:.2f} s",
        }


def measure(days: int, rooms: int, sessions: int, browser: str | None = None) -> Iterator[FormMeasured]:
    """Each form in turn. `browser`: the command of a Chromium, in which the page is looked at; see `bench.paint`."""
    conference, programme = large_day(days, rooms, sessions)
    began = time.perf_counter()
    sheet = document(conference, programme, Language.of("nl"))
    yield FormMeasured("what all say", time.perf_counter() - began, 0)
    for name, form in FORMATS.items():
        began = time.perf_counter()
        data = form.write(sheet, ALONE)
        seconds = time.perf_counter() - began
        paint = first_paint(browser, data) if browser and name == "html" else None
        yield FormMeasured(name, seconds, len(data), paint)
