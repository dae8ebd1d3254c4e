"""One question asked of one day: a stopwatch that notes the first answer, the whole one, and what they were."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from typing import Any

from scheduler.search.budget import Stop
from scheduler.text.wording import count


@dataclass
class Watch:
    """A stopwatch that notes the first answer. `stop`: somebody does not want to wait any longer."""

    stop: Stop = field(default_factory=Stop)
    began: float = field(default_factory=time.perf_counter)
    worked: float = field(default_factory=time.process_time)
    first: float | None = None

    @property
    def elapsed(self) -> float:
        return time.perf_counter() - self.began

    def on_progress(self, standing: Any) -> None:
        """The first answer is the first programme."""
        if standing.best is not None:
            self.note()

    def on_words(self, pattern: str) -> Callable[[Any], None]:
        """The first answer is there when the search says so."""
        return lambda standing: self.note() if re.search(pattern, standing.words) else None

    def note(self) -> None:
        if self.first is None:
            self.first = self.elapsed


@dataclass(frozen=True)
class BenchAnswer:
    """What was answered, in a few words. `proven`: no more time could say more; else between what it lies, or so."""

    proven: bool
    words: str


UNDECIDED = BenchAnswer(proven=False, words="undecided")


@dataclass(frozen=True)
class Measured:
    """One question asked of one day; seconds of wall clock. `first` None: the first answer is the whole one, or none.

    `whole` None: it could not be asked of this day. `cpu`: seconds of all cores together, which another program that
    keeps the machine busy changes less.
    """

    day: str
    question: str
    first: float | None
    whole: float | None
    answer: BenchAnswer
    cpu: float = 0.0

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        return {
            "day": self.day,
            "question": self.question,
            "first": _seconds(self.first),
            "whole": _seconds(self.whole),
            "answer": f"{self.answer.words}, proven" if self.answer.proven else self.answer.words,
        }

    def as_data(self) -> dict[str, Any]:
        """The same for other programs."""
        return {
            "day": self.day,
            "question": self.question,
            "first": None if self.first is None else round(self.first, 3),
            "whole": None if self.whole is None else round(self.whole, 3),
            "cpu": round(self.cpu, 3),
            "proven": self.answer.proven,
            "told": self.answer.words,
        }


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} s"


def number_of(things: Sized, noun: str, plural: str = "", *, every: bool) -> str:
    """`2 causes`; `2 causes or more` when there may be others."""
    return count(len(things), noun, plural or f"{noun}s") + ("" if every else " or more")


def of_all(proven: int, number: int, what: str) -> BenchAnswer:
    return BenchAnswer(proven == number, f"{proven} of {number} {what}")


def between(least: int, most: int) -> str:
    return f"{most:,}" if least == most else f"{least:,} to {most:,}"
