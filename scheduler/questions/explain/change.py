"""A change to a day that might make it possible: a sentence, how much it asks, and what makes of a problem another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from scheduler.conference.clock import Clock, Span
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.text.language import Language


@dataclass(frozen=True, eq=False)
class Change:
    """Something that organisers can do about a day.

    `asks`: how much that is, in points (docs/explaining.md has the list). `matter`: what it is about; of several
    changes in one matter (stay until 15.30, until 15.45) only the one that asks least is of interest. `apply`: makes of
    a problem the changed one. `only_session`: the name of the session that it concerns alone, so that it can do no more
    for the others than leaving that session out. `target`: which value of its sentence is what it is done to. Changes
    that are alike but for that one value, and ask as much, are told in one line. `cumulative`: whether it allows all
    that changes in its matter allow that ask less. `dropped`: the statement that it gives up. `stand_ins`: names that
    it gives to people whom organisers have yet to find.
    """

    sentence: str
    asks: int
    matter: Hashable
    apply: Callable[[Problem], Problem]
    only_session: str = ""
    target: str = ""
    cumulative: bool = False
    dropped: Case | None = None
    stand_ins: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence

    @cached_property
    def group(self) -> Hashable:
        """Equal for changes that are told in one line: the sentence but for its target, and how much they ask."""
        if not isinstance(self.sentence, Sentence) or not self.target:
            return str(self.sentence), self.asks
        others = tuple((name, str(value)) for name, value in self.sentence.values.items() if name != self.target)
        return self.sentence.template, others, self.target, self.asks

    @property
    def target_value(self) -> object:
        """What it is done to; None: nothing that its sentence names."""
        return self.sentence.values[self.target] if isinstance(self.sentence, Sentence) and self.target else None

    def of(self, target: object) -> str:
        """The sentence with this in the place of what it is done to."""
        if not isinstance(self.sentence, Sentence):
            return self.sentence
        return self.sentence.of(**{self.target: target})


class OpenHour(Phrase):
    """An hour from when to when, as the target of a change: several in one sentence name each day once."""

    __slots__ = ("clock", "span")
    clock: Clock
    span: Span

    def __new__(cls, clock: Clock, span: Span) -> Self:
        stretch = super().__new__(cls, clock.during(span))
        stretch.clock, stretch.span = clock, span
        return stretch

    def __reduce__(self) -> tuple[Any, ...]:
        return OpenHour, (self.clock, self.span)

    def into(self, language: Language) -> str:
        return self.clock.during(self.span).into(language)

    @property
    def parts(self) -> Mapping[str, Any]:
        return self.clock.during(self.span).parts


def one_of_the_hours(stretches: Sequence[OpenHour]) -> Phrase:
    """`at 9.00–10.00 or 10.00–11.00`; `on Thu 11 June at 9.00–10.00, or on Fri 12 June at 9.00–10.00`."""
    clock = stretches[0].clock
    by_day: dict[str, list[Sentence]] = {}
    for stretch in stretches:
        start, end = clock.hour(stretch.span.start), clock.hour(stretch.span.end)
        day = clock.day(stretch.span.start) if clock.several_days else ""
        by_day.setdefault(day, []).append(Sentence("{start}–{end}", start=start, end=end))
    each = [
        Sentence("on {day} at {stretches}", day=day, stretches=listing(hours, "or"))
        if day
        else Sentence("at {stretches}", stretches=listing(hours, "or"))
        for day, hours in by_day.items()
    ]
    found = each[0]
    for other in each[1:]:
        found = Sentence("{hours}, or {others}", hours=found, others=other)
    return found


def per_five(minutes: int) -> int:
    """A point for each five minutes that are asked of somebody."""
    return -(-minutes // 5)
