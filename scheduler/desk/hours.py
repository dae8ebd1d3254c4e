"""Hours of the wall as a page sends them, into minutes of the conference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Session
from scheduler.conference.typed_hours import parse_date, parse_time
from scheduler.desk.refusals import ActRefused
from scheduler.text.sentence import Sentence
from scheduler.text.wording import as_sentence


@dataclass(frozen=True)
class WallHour:
    """`11:40`, as people type it. `day`: its date; empty on a conference of one day."""

    hour: str
    day: str = ""


def minute_of(conference: Conference, session: Session, start: Minute | WallHour) -> Minute:
    """The minute that is meant. Raises ActRefused where there is none, or the house is closed then."""
    minute = minute_of_wall(conference, start) if isinstance(start, WallHour) else start
    if not is_open(conference, minute):
        raise outside_the_hours(session)
    return minute


def is_open(conference: Conference, minute: Minute) -> bool:
    """Whether a session can be said to begin then: at other hours no programme has one."""
    return any(day.hours.start <= minute < day.hours.end for day in conference.days)


def outside_the_hours(session: Session) -> ActRefused:
    return ActRefused(Sentence("{session} cannot begin then: that is outside the hours of the day.", session=session))


def minute_of_wall(conference: Conference, start: WallHour) -> Minute:
    """Raises ActRefused for what is no hour, or leaves the day open."""
    try:
        after_midnight = parse_time(start.hour)
        day = parse_date(start.day) if start.day else _only_day(conference)
    except ValueError as error:
        raise ActRefused(as_sentence(error)) from None
    minute = conference.clock.minute(day, after_midnight)
    if is_open(conference, minute):
        return minute  # also past midnight, under the date of the next day
    meant = conference.meant(day, Span(after_midnight, after_midnight))
    return meant[0][1].start if meant else minute


def _only_day(conference: Conference) -> date:
    if len(conference.days) > 1:
        raise ValueError(Sentence("The conference has several days; say on which."))
    return conference.days[0].date
