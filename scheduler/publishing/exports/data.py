"""The programme as JSON for whatever else people make of it: a form of our own, with a version and a JSON schema.

The models here are the form: its schema (docs/schemas/programme.schema.json) follows from them. Within a version keys
are only added. What stands in it everybody may know: who leads or speaks, but not who attends, and no private links.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from scheduler.conference.conference import Kind, NamedLink, Room
from scheduler.conference.identity import Guids, identity
from scheduler.publishing.exports.addresses import followable
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.exports.schedule import checked, offset_time
from scheduler.text import sanitize

VERSION: Literal[1] = 1


class DataPart(BaseModel):
    """A part of the file; keys that a reader does not know are those of a later edition of netday."""

    model_config = ConfigDict(frozen=True)


class DataDay(DataPart):
    date: dt.date = Field(description="like 2023-02-10")
    name: str = Field(description="in the language of the file: vrijdag 10 februari 2023")
    opens: AwareDatetime = Field(description="opening hour, with its offset from UTC")
    closes: AwareDatetime = Field(description="closing hour, with its offset from UTC")


class DataRoom(DataPart):
    guid: UUID = Field(description="the same in every edition, and in schedule.xml and schedule.json")
    name: str = Field(description="what it is called")
    short: str = Field(description="a short name for narrow columns")
    building: str = Field(description="the building it is in; empty where there is one")
    capacity: int | None = Field(description="how many people it seats; null for any number")
    online: bool = Field(description="whether it is a link and no room")


class DataLed(DataPart):
    what: str = Field(description="what they are, in the language of the file: Voorzitters")
    who: str = Field(description="their names, with the organisations they come from")


class DataLink(DataPart):
    name: str = Field(description="what it is called")
    link: str = Field(description="where it leads")


class DataSession(DataPart):
    guid: UUID = Field(description="the same in every edition, and in schedule.xml and schedule.json")
    anchor: str = Field(description="its place on the page: programme.html#…")
    name: str = Field(description="its own name among the sessions, as in the day file")
    title: str = Field(description="what is printed")
    kind: Kind = Field(description="what sort of session it is, in the words of the day file")
    kind_told: str = Field(description="the same in the language of the file")
    everyone: bool = Field(description="whether it concerns all who are there")
    groups: tuple[str, ...] = Field(description="whose meeting it is")
    pillars: tuple[str, ...] = Field(description="the pillars of those groups")
    start: AwareDatetime | None = Field(description="when it begins, with its offset; null: it does not take place")
    end: AwareDatetime | None = Field(description="when it ends, with its offset; null: it does not take place")
    hours: str = Field(description="both, in the language of the file: 11.40–12.40; empty: it does not take place")
    minutes: int = Field(ge=1, description="its length by the clock on the wall")
    room: str | None = Field(description="the name of its room; null where it has none")
    where: str = Field(description="where it is, in words: a room, online, or nothing")
    online: bool = Field(description="whether one can join it online")
    led: tuple[DataLed, ...] = Field(description="who leads, speaks, receives, and whom to ask")
    link: str = Field(description="where one joins, or reads on; empty for none, or for one that is not for everybody")
    links: tuple[DataLink, ...] = Field(description="what one can follow besides")
    papers: tuple[DataLink, ...] = Field(description="what is to be read for it")
    places: str = Field(description="how many can come and how many places are free; empty where nobody signs up")
    note: str = Field(description="a remark, or why it does not take place")
    text: tuple[str, ...] = Field(description="what the booklet says of it, by paragraph")
    news: str = Field(description="what changed since the last edition, in words")


class Data(DataPart):
    """A programme as netday writes it for everything else."""

    format: Literal["netday programme"] = Field(description="what this file is")
    version: Literal[1] = Field(description="of this form; within a version keys are only added")
    edition: int = Field(ge=1, description="counts the editions of this programme")
    title: str = Field(description="what the day is called")
    language: Literal["nl", "en"] = Field(description="in which the words are")
    time_zone: str = Field(description="an IANA name")
    dates: str = Field(description="the dates in words")
    place: str = Field(description="where it all takes place")
    website: str = Field(description="where the programme stands on the web; empty for nowhere")
    letter: tuple[str, ...] = Field(description="what the booklet begins with, by paragraph")
    pillars: tuple[str, ...] = Field(description="all of them, in the order of their colours")
    days: tuple[DataDay, ...] = Field(description="in order of date")
    rooms: tuple[DataRoom, ...] = Field(description="all of them, in the order of the day file")
    sessions: tuple[DataSession, ...] = Field(
        description="those that take place in order of time, then those that do not"
    )
    gone: tuple[str, ...] = Field(description="sentences on what the last edition had and this one has not")


def write(document: Document, published_as: str = "") -> bytes:
    """The document as JSON. `published_as`: the conference's identity as first published; see `schedule`."""
    return (data(document, published_as).model_dump_json(indent=1) + "\n").encode()


def data(document: Document, published_as: str = "") -> Data:
    conference = document.conference
    clock = conference.clock
    guids = Guids(published_as or identity(conference))
    return Data(
        format="netday programme",
        version=VERSION,
        edition=max(1, document.programme.revision),
        title=_line(document.title),
        language="nl" if document.language.code == "nl" else "en",
        time_zone=clock.zone,
        dates=document.dates,
        place=_line(document.place),
        website=checked(document.website),
        letter=_texts(document.letter),
        pillars=tuple(map(_line, document.pillars)),
        days=tuple(
            DataDay(
                date=day_page.date,
                name=day_page.name,
                opens=offset_time(clock, day_page.grid.day.hours.start),
                closes=offset_time(clock, day_page.grid.day.hours.end),
            )
            for day_page in document.day_pages
        ),
        rooms=tuple(_room(room, guids) for room in conference.rooms),
        sessions=tuple(_session(session_text, document, guids) for session_text in document.session_texts),
        gone=_texts(document.gone),
    )


def schema_text() -> str:
    """The JSON schema of the form, as it is kept in docs/schemas/programme.schema.json."""
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Data.model_json_schema(mode="serialization"),
        "title": "A programme that netday wrote",
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _room(room: Room, guids: Guids) -> DataRoom:
    return DataRoom(
        guid=guids.room(room.name),
        name=_line(room.name),
        short=_line(room.short or room.name),
        building=_line(room.building),
        capacity=room.capacity,
        online=room.online,
    )


def _session(session_text: SessionText, document: Document, guids: Guids) -> DataSession:
    session, placement, clock = session_text.session, session_text.placement, document.conference.clock
    room = placement.room if placement else None
    return DataSession(
        guid=guids.session(session.name),
        anchor=session_text.anchor,
        name=_line(session.name),
        title=_line(session_text.title),
        kind=session.kind,
        kind_told=session_text.kind,
        everyone=session_text.common,
        groups=tuple(map(_line, session_text.groups)),
        pillars=tuple(map(_line, session_text.pillars)),
        start=offset_time(clock, placement.start) if placement else None,
        end=offset_time(clock, placement.end) if placement else None,
        hours=session_text.hours,
        minutes=session.minutes,
        room=_line(room.name) if room else None,
        where=_line(session_text.room),
        online=session.online or bool(session.link) or bool(room and (room.online or room.link)),
        led=tuple(DataLed(what=_line(what), who=_line(who)) for what, who in session_text.led),
        link=checked(session_text.link),
        links=_links(session_text.links),
        papers=_links(session_text.papers),
        places=session_text.places,
        note=sanitize.text(session_text.note),
        text=_texts(session_text.paragraphs),
        news=sanitize.text(session_text.news),
    )


def _links(links: tuple[NamedLink, ...]) -> tuple[DataLink, ...]:
    return tuple(DataLink(name=name, link=to) for name, to in followable(links))


def _line(text: str) -> str:
    return sanitize.line(text, None)


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(sanitize.text, texts))
