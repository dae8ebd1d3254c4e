"""What a calendar shows, as data: an entry and its fields; entry_writer.py fills them, ics_writer.py writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Of = Literal["programme", "group", "room", "person"]
NOTHING_YET = "#nothing"  # the key of the one entry of a calendar in which nothing stands


@dataclass(frozen=True, slots=True)
class EventOptions:
    """What organisers choose of all events. `reminder`: minutes before what is in somebody's day; 0: none.

    `conference`: also the property CONFERENCE, which few programs show and at least one refuses. `moving_time`: whether
    the time to walk from room to room, which is everybody's, stands in people's calendars too.
    """

    reminder: int = 0
    conference: bool = False
    moving_time: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `starts` and `ends` are both aware, in the conference's zone, or both dates: an all-day note.

    `ends` is the first moment (or date) after it. `key` names it within its calendar over all editions: the session's
    name, or `name#note`, or NOTHING_YET. `location` is never empty. `transparent`: it does not block the calendar.
    `url` and `conference_url` are "" where there is none; the latter is where one joins online. `reminder`: so many
    minutes before it the calendar rings; 0: never.
    """

    key: str
    starts: datetime | date
    ends: datetime | date
    summary: str
    location: str
    description: str = ""
    categories: tuple[str, ...] = ()
    url: str = ""
    conference_url: str = ""
    transparent: bool = False
    cancelled: bool = False
    reminder: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """The entries of the programme, or of one group, room or person. `of` is their name; "" for the programme.

    `organisation`: of a person, so that a namesake is not taken for them.
    """

    kind: Of
    of: str
    title: str
    zone: str
    language: str
    entries: Iterable[Entry]
    organisation: str = ""
