"""Things of a conference as a day file writes them: hours, stretches, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from pydantic import BaseModel

from scheduler.conference.clock import DAY, Minute, Span
from scheduler.conference.conference import Conference
from scheduler.conference.named import Named
from scheduler.files.edit.meaning import Value


def hour(conference: Conference, minute: Minute, *, dated: bool | None = None) -> str:
    """`15:00`; with its date where there are several days, or where that is asked for."""
    day = conference.day_of(minute)
    after = minute - conference.clock.minute(day.date)
    text = f"{after // 60}:{after % 60:02}" if after < DAY else f"{after // 60 - 24}:{after % 60:02}"
    several = len(conference.days) > 1 if dated is None else dated
    return f"{day.date} {text}" if several else text


def stretch(conference: Conference, span: Span, *, dated: bool | None = None) -> str:
    """`15:00–15:45`; with its date where there are several days, or where that is asked for."""
    day = conference.day_of(span.start)
    midnight = conference.clock.minute(day.date)
    several = len(conference.days) > 1 if dated is None else dated
    return f"{day.date} {between(span, midnight)}" if several else between(span, midnight)


def between(span: Span, midnight: Minute) -> str:
    """The hours alone, after that midnight."""
    first, last = span.start - midnight, span.end - midnight
    last = last if last <= DAY else last - DAY
    return f"{first // 60 % 24}:{first % 60:02}–{last // 60}:{last % 60:02}"


def stretches(conference: Conference, spans: Iterable[Span]) -> list[str]:
    """Those within the days, one a day: what is closed from the day before until the day after is so all day."""
    found = []
    for span in spans:
        for day in conference.days:
            midnight = conference.clock.minute(day.date)
            whole = Span(midnight, max(midnight + DAY, day.hours.end))
            part = Span(max(span.start, whole.start), min(span.end, whole.end))
            if part.minutes > 0 and part.overlaps(day.hours):
                dated = f"{day.date} " if len(conference.days) > 1 else ""
                found.append(f"{dated}{between(part, midnight)}")
    return list(dict.fromkeys(found))


def value(conference: Conference, field: str, thing: object) -> Value:
    """A field of a statement, as a day file has it."""
    match thing:
        case bool() | str():
            return thing.value if isinstance(thing, Enum) else thing
        case None:
            return "hard" if field == "weight" else "none"
        case int():
            return thing
        case Named():
            return thing.name
        case date():
            return str(thing)
        case BaseModel():
            stated = ((name, getattr(thing, name)) for name in type(thing).model_fields)
            return {name: value(conference, name, each) for name, each in stated if each}
        case Span():
            return stretch(conference, thing)
        case tuple() | frozenset():
            if field == "at":
                return [hour(conference, minute) for minute in thing]
            if field in ("room", "rooms"):
                return conference.names_of(thing)
            return [value(conference, "", each) for each in thing]
        case _:
            raise TypeError(f"{thing!r} cannot be written in a day file")


def names(things: Sequence[Named]) -> list[str]:
    return [thing.name for thing in things]
