"""A schedule of a day that we know, back into its programme: each session and room is known by its guid."""

from __future__ import annotations

from datetime import UTC

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.identity import Guids, identity
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Fault, Faults
from scheduler.files.faults import quoted
from scheduler.files.importing.parsed import ParsedEvent, ParsedSchedule
from scheduler.text.sentence import Sentence


def programme(schedule: ParsedSchedule, conference: Conference, published_identity: str = "") -> Programme:
    """The programme that netday wrote as this schedule. Raises Faults where it speaks of what the day does not know.

    `published_identity`: that of the conference when it was first published; empty: it follows from title and date.
    """
    guids = Guids(published_identity or identity(conference))
    sessions = {guids.session(session.name): session for session in conference.sessions}
    rooms = {guids.room(room.name): room for room in conference.rooms}
    placements = []
    faults = []
    for event in (event for parsed in schedule.days for event in parsed.events):
        session = sessions.get(event.guid) if event.guid else None
        if session is None:
            faults.append(
                Fault(schedule.file, 0, "", Sentence("{title} is no session of this day.", title=quoted(event.title)))
            )
            continue
        guid = schedule.room_guids.get(event.room)
        room: Room | None = rooms.get(guid) if guid else None
        placements.append(Placement(session, _minute(event, conference), room))
    if faults:
        raise Faults(faults)
    order: dict[Session, int] = {session: number for number, session in enumerate(conference.sessions)}
    return Programme(tuple(sorted(placements, key=lambda placement: order[placement.session])))


def _minute(event: ParsedEvent, conference: Conference) -> int:
    clock = conference.clock
    aware = event.begins if event.begins.tzinfo else event.begins.replace(tzinfo=UTC)
    return clock.minute_of(aware)
