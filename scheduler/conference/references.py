"""Names and hours as people type them, into the sessions, rooms and minutes of a conference that they refer to.

What cannot be read raises LookupError (a name) or ValueError (an hour), with a sentence that says what would be right.
"""

from __future__ import annotations

from datetime import date

from scheduler.conference.clock import Minute, Span, typed_day
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.typed_hours import MONTHS, WEEKDAYS, parse_time, split_date
from scheduler.text.lookup import find
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing


def held_session(typed: str, conference: Conference) -> Session:
    """The session that takes place and has this name, or this in its name."""
    session = find(typed, conference.sessions, "session")
    if not session.held:
        raise LookupError(Sentence("{session} does not take place.", session=session))
    return session


def rooms_called(typed: str, conference: Conference) -> list[Room]:
    """The room, or all the doors that share the name."""
    doors = [room for room in conference.rooms if room.pool == typed]
    return doors or [find(typed, conference.rooms, "room")]


def session_starts(typed: str, conference: Conference, session: Session) -> tuple[Minute, ...]:
    """`14:00` of every day; of one `2022-09-22 14:00` or, as it is printed, `Thu 22 September 14.00`, or `Thu 14:00`.

    Of every day is: of those on which the session could begin then, or else of those that are open then, if any is.
    """
    try:
        day_typed, hour = split_day(typed, conference)
        minute = parse_time(hour)
    except ValueError as wrong:
        raise ValueError(f"{wrong}.") from None
    found = conference.meant(day_typed, Span(minute, minute))
    if not found:
        raise ValueError(_no_day(day_typed, conference))
    starts = [span.start for _, span in found]
    is_open = [span.start for day, span in found if day.hours.start <= span.start < day.hours.end]
    begins = set(conference.starts(session))
    return tuple([start for start in starts if start in begins] or is_open or starts)


def one_minute(typed: str, conference: Conference, example: str) -> Minute:
    """The minute that is meant by `12:00` or `2022-09-22 12:00`. `example`: how to write it with a date, up to that."""
    day, hour = split_day(typed, conference)
    if day is None and len(days := conference.days) > 1:
        raise ValueError(
            Sentence(
                "The conference has several days; write the date too, like {example} '{date} 12:00'.",
                example=example,
                date=days[0].date.isoformat(),
            )
        )
    minute = parse_time(hour)
    found = conference.meant(day, Span(minute, minute))
    if not found:
        raise ValueError(_no_day(day, conference))
    return found[0][1].start


def _no_day(day: date | None, conference: Conference) -> Sentence:
    days = listing(typed_day(known.date) for known in conference.days)
    return Sentence("{day} is not among the days: {days}.", day=day and typed_day(day), days=days)


def split_day(typed: str, conference: Conference) -> tuple[date | None, str]:
    """The date that stands before an hour, and the hour. None: no date does. A weekday will do where it is but one."""
    days = [day.date for day in conference.days]
    for day in days:
        months, weekdays = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
        names = [f"{on}{day.day} {month}" for on in (*(f"{name} " for name in weekdays), "") for month in months]
        names += weekdays if [other.weekday() for other in days].count(day.weekday()) == 1 else []
        for name in names:
            before, hour = typed.strip()[: len(name)], typed.strip()[len(name) :]
            if before.casefold() == name.casefold() and hour.startswith(" "):
                return day, hour.strip().removeprefix("at ").removeprefix("om ")
    return split_date(typed)
