"""The days of a conference: when each is open, its rounds and its grid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from scheduler.conference.clock import Clock, Minute, Span
from scheduler.conference.in_words import InWords


class Round(BaseModel, metaclass=InWords):
    """A named block of the day in which meetings stand side by side.

    `slots`: how many talks of a track can follow one another in it, in equal time; None: it is whole.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)
    name: str
    span: Span
    slots: int | None = Field(default=None, ge=1)

    @cached_property
    def slot_starts(self) -> tuple[Minute, ...]:
        """When each of its time slots begins; empty where it has none."""
        slots = self.slots or 0
        return tuple(self.span.start + self.span.minutes * slot // slots for slot in range(slots))

    @property
    def shortest_slot(self) -> int:
        """How long its shortest slot lasts: so long is each, or a minute longer."""
        return self.span.minutes // self.slots if self.slots else self.span.minutes


class Day(BaseModel, metaclass=InWords):
    """One day, in minutes of the conference. `step` None: no grid of minutes, the rounds alone."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)
    date: date
    hours: Span
    rounds: tuple[Round, ...] = ()
    step: int | None = Field(default=None, ge=1)

    @property
    def grid(self) -> range:
        """Every start that the grid has, within the opening hours; empty without a grid."""
        return range(self.hours.start, self.hours.end, self.step) if self.step else range(0)


def meant(clock: Clock, days: Sequence[Day], wanted: date | None, after_midnight: Span) -> list[tuple[Day, Span]]:
    """That stretch on each day that is meant: on all of them where `wanted` is None. Empty for a date of no day.

    After midnight it may bear the date of the day that is still open, or its own: then it is that day's all the same.
    """
    if wanted is None:
        return [(day, clock.within(day.date, after_midnight, day.hours)) for day in days]
    as_written = clock.minutes(wanted, after_midnight)
    own = [(day, clock.within(day.date, after_midnight, day.hours)) for day in days if day.date == wanted]
    if not any(day.hours.start <= span.start < day.hours.end for day, span in own):
        nights = [day for day in days if day.date < wanted and day.hours.start <= as_written.start < day.hours.end]
        own = [(day, as_written) for day in nights[-1:]] or own
    return own
