"""An instance of CSPLib as its workbook has it: names as they stand there, with the blanks behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scheduler.text.sentence import Phrase


class Term(StrEnum):
    """What is weighed, by the words of the sheet of parameters."""

    TRACKS_SESSIONS = "Tracks_Sessions|Penalty"
    TRACKS_ROOMS = "Tracks_Rooms|Penalty"
    SESSIONS_ROOMS = "Sessions_Rooms|Penalty"
    SIMILAR = "Similar Tracks"
    ROOMS_PER_TRACK = "Number of Rooms per Track"
    PARALLEL = "Parallel Tracks"
    CONSECUTIVE = "Consecutive Tracks"
    TIME_ZONES = "Submissions_Timezones"
    ORDER = "Submissions Order"
    SUBMISSIONS_SESSIONS = "Submissions_Sessions|Penalty"
    SUBMISSIONS_ROOMS = "Submissions_Rooms|Penalty"
    PRESENTERS = "Presenters Conflicts"
    ATTENDEES = "Attendees Conflicts"
    CHAIRS = "Chairs Conflicts"
    PRESENTERS_BY_SLOT = "Presenters Conflicts Timeslot Level"
    ATTENDEES_BY_SLOT = "Attendees Conflicts Timeslot Level"


@dataclass
class InstanceParameters:
    """Hours in minutes after midnight; a weight of 0 or less switches its term off."""

    zone: str = ""
    suits_from: int = 0
    suits_to: int = 0
    less_from: int = 0
    less_to: int = 0
    little: int = 0
    much: int = 0
    weights: dict[Term, int] = field(default_factory=dict)


@dataclass(frozen=True)
class InstanceSession:
    """A session of the library: a round of the day. `start` and `end` in minutes after the midnight of its date."""

    name: str
    slots: int
    date: date
    start: int
    end: int


@dataclass(frozen=True)
class InstanceTrack:
    name: str
    chairs: tuple[str, ...]


@dataclass(frozen=True)
class InstanceSubmission:
    """A submission: a talk of the day. `penalties`: by the name of a session or a room."""

    name: str
    track: str
    slots: int
    order: int
    zone: str
    presenters: tuple[str, ...]
    attendees: tuple[str, ...]
    penalties: Mapping[str, int]


@dataclass
class CsplibInstance:
    """`similar`: the pairs in the order of the sheet. `remarks`: what is said aloud of the reading."""

    file: str
    title: str
    parameters: InstanceParameters = field(default_factory=InstanceParameters)
    sessions: list[InstanceSession] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    tracks: list[InstanceTrack] = field(default_factory=list)
    submissions: list[InstanceSubmission] = field(default_factory=list)
    in_sessions: dict[tuple[str, str], int] = field(default_factory=dict)
    in_rooms: dict[tuple[str, str], int] = field(default_factory=dict)
    similar: dict[tuple[str, str], int] = field(default_factory=dict)
    sessions_in_rooms: dict[tuple[str, str], int] = field(default_factory=dict)
    remarks: list[Phrase] = field(default_factory=list)
