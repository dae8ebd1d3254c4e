"""The difference of two programmes as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import ConferenceTitle, Remarks, Stamped
from scheduler.checking.answer_names import stamp
from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference
from scheduler.conference.difference import ChangeKind
from scheduler.conference.programme import Placement
from scheduler.questions.difference import Difference, OwnChange, SessionChange
from scheduler.questions.difference.own_mail import reads_otherwise

_WHAT: dict[str, Any] = {"items": {"type": "string", "enum": [kind.value for kind in ChangeKind]}}


class HourAndRoom(TypedDict):
    """Where a session is."""

    day: Annotated[str, Field(description="the date, like 2023-02-10")]
    start: Annotated[str, Field(description="when it begins, like 11:40")]
    room: Annotated[str | None, Field(description="its room; null: none")]


class PlaceData(TypedDict):
    """Where and when a session is, in one of the two programmes."""

    name: Annotated[str, Field(description="its own name among the sessions, then")]
    title: Annotated[str, Field(description="what was printed")]
    day: Annotated[str, Field(description="the date, like 2023-02-10")]
    start: Annotated[str, Field(description="when it begins, like 11:40")]
    end: Annotated[str, Field(description="when it ends")]
    room: Annotated[str | None, Field(description="its room; null: none")]


class SessionChangeData(TypedDict):
    """What became of one session."""

    session: Annotated[str, Field(description="its name, as the new programme has it")]
    what: Annotated[
        list[str], Field(description="in a word each; several can be true of one session", json_schema_extra=_WHAT)
    ]
    old: Annotated[PlaceData | None, Field(description="where it was; null: it is added")]
    new: Annotated[PlaceData | None, Field(description="where it is; null: it is dropped")]
    swapped_with: Annotated[str | None, Field(description="the session with which it changed places")]
    people: Annotated[list[str], Field(description="those who have it in their diary, or are needed at what is new")]


class OwnPlaceData(PlaceData):
    """A session in somebody's own day."""

    session: Annotated[str, Field(description="its name")]


class OwnChangeData(TypedDict):
    """What changes for one person."""

    person: Annotated[str, Field(description="who")]
    organisation: Annotated[str, Field(description="where they come from; empty: not known")]
    time_zone: Annotated[str | None, Field(description="their own, by which they read hours; null: that of the day")]
    affected: Annotated[bool, Field(description="whether their diary changes; else they read it alone")]
    changed: Annotated[list[str], Field(description="what was in their diary and has changed")]
    needed_at: Annotated[list[OwnPlaceData], Field(description="where they are needed now, and had not planned to be")]
    can_attend: Annotated[list[OwnPlaceData], Field(description="what they can attend now besides")]
    no_longer: Annotated[list[str], Field(description="what they had planned and can no longer go to")]
    reads_otherwise: Annotated[
        list[str],
        Field(description="what else was sent to them and is otherwise now, like what is open to all; empty: the day"),
    ]


RenamedData = TypedDict(
    "RenamedData",
    {
        "was": Annotated[str, Field(description="the session that is gone")],
        "is": Annotated[str, Field(description="the session that is new, and may be the same")],
    },
)


class DifferenceData(TypedDict):
    """What a new programme changes of an old one."""

    conference: ConferenceTitle
    time_zone: Annotated[str, Field(description="that of the day, in which all hours here are: an IANA name")]
    affected: Annotated[int, Field(ge=0, description="how many people's diaries change")]
    moved: Annotated[int, Field(ge=0, description="how many sessions are at another hour or in another room")]
    sessions: Annotated[list[SessionChangeData], Field(description="in order of time; the dropped by when they were")]
    people: Annotated[list[OwnChangeData], Field(description="those who are to be told, in the order of the file")]
    perhaps_renamed: Annotated[list[RenamedData], Field(description="pairs of sessions that may be one")]


class ComparedData(Stamped, DifferenceData):
    """The difference of the programmes in two files."""

    remarks: Remarks


def compared(difference: Difference, remarks: Iterable[str] = ()) -> ComparedData:
    return {"schema": stamp("diff"), "remarks": list(remarks), **as_data(difference)}


def as_data(difference: Difference) -> DifferenceData:
    """Every change of a session and of a person's day."""
    clock, others = difference.new.conference.clock, reads_otherwise(difference)
    to_tell = [one for one in difference.everyone if one.affected or one.gains or one.person in others]
    return {
        "conference": difference.new.conference.title,
        "time_zone": clock.zone,
        "affected": len(difference.affected),
        "moved": len(difference.moved),
        "sessions": [_session_change(difference, change, clock) for change in difference.changes],
        "people": [_own_change(one, clock, others.get(one.person, ())) for one in to_tell],
        "perhaps_renamed": [{"was": gone.name, "is": new.name} for gone, new in difference.perhaps_renamed],
    }


def _session_change(difference: Difference, change: SessionChange, clock: Clock) -> SessionChangeData:
    return {
        "session": change.session.name,
        "what": [kind.value for kind in change.kinds],
        "old": _place(change.old, clock, change.former_name) if change.old else None,
        "new": _place(change.new, clock) if change.new else None,
        "swapped_with": change.swapped,
        "people": [one.person.name for one in difference.concerned((change,))],
    }


def _own_change(one: OwnChange, clock: Clock, others: Iterable[str]) -> OwnChangeData:
    return {
        "person": one.person.name,
        "organisation": one.person.organisation,
        "time_zone": one.person.zone,
        "affected": one.affected,
        "changed": [change.session.name for change in one.touched],
        "needed_at": [{"session": p.session.name, **_place(p, clock)} for p in one.needed_at],
        "can_attend": [{"session": p.session.name, **_place(p, clock)} for p in one.gains],
        "no_longer": sorted(one.missed),
        "reads_otherwise": list(others),
    }


def _place(placement: Placement, clock: Clock, former_name: str | None = None) -> PlaceData:
    """`former_name`: what the session was called then, where that is known to be another name."""
    return {
        "name": former_name or placement.session.name,
        "title": former_name or placement.session.title,
        "day": str(clock.date(placement.start)),
        "start": f"{clock.naive(placement.start):%H:%M}",
        "end": f"{clock.naive(placement.end):%H:%M}",
        "room": placement.room.name if placement.room else None,
    }


def hour_and_room(conference: Conference, placement: Placement) -> HourAndRoom:
    moment = conference.clock.naive(placement.start)
    room = placement.room.name if placement.room else None
    return {"day": str(moment.date()), "start": f"{moment:%H:%M}", "room": room}
