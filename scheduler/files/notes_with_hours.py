"""Notes that say until when a session lasts, and say otherwise than the programme: it was moved, and they were not."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.conference.clock import Clock
from scheduler.conference.programme import Programme
from scheduler.files.faults import quoted
from scheduler.files.grids.hours import until_hour
from scheduler.text.sentence import Sentence


def outdated_notes(clock: Clock, programme: Programme) -> Iterator[Sentence]:
    """A remark for each note that names another hour than that at which its session ends."""
    for placement in programme.in_time_order:
        hour, end = until_hour(placement.session.note), clock.naive(placement.end)
        if hour is not None and hour != 60 * end.hour + end.minute:
            yield Sentence(
                "{session} lasts until {end}, and its note says otherwise: {note}",
                session=placement.session,
                end=clock.hour(placement.end),
                note=quoted(placement.session.note),
            )
