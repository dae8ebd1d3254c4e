"""schedule.json: what schedule.xml says, for apps and sites that rather read JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.schedule import Schedule, ScheduleDay, ScheduleEvent, schedule
from scheduler.publishing.exports.schedule_note import for_json

_ZONES = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")  # others the schema does not take


def write(document: Document, published_as: str = "") -> bytes:
    """The document as schedule.json. `published_as`: the conference's identity as first published; see `schedule`."""
    content = schedule(document, published_as)
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "netday"},
        "schedule": {"version": content.version, "conference": _conference(content)},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _conference(content: Schedule) -> dict[str, Any]:
    return {
        "acronym": content.acronym,
        "title": content.title,
        "description": content.place,
        "start": content.first.isoformat(),
        "end": content.last.isoformat(),
        "daysCount": len(content.days),
        "timeslot_duration": content.timeslot,
        **({"time_zone_name": content.zone} if _ZONES.match(content.zone) else {}),
        **({"url": content.website} if content.website else {}),
        "rooms": [
            {
                "name": place.name,
                "guid": str(place.guid),
                "capacity": place.capacity,
                **({"type": "online"} if place.online else {}),
            }
            for place in content.places
        ],
        "tracks": [{"name": track.name, "slug": track.slug, "color": track.colour} for track in content.tracks],
        **({"meta": note} if (note := for_json(content)) else {}),
        "days": [_day(day, content.language) for day in content.days],
    }


def _day(day: ScheduleDay, language: str) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.begins,
        "day_end": day.ends,
        "rooms": {place.name: [_event(event, language) for event in events] for place, events in day.rooms},
    }


def _event(event: ScheduleEvent, language: str) -> dict[str, Any]:
    attachments = [{"url": address, "title": title, "type": "related"} for address, title in event.attachments]
    return {
        "guid": str(event.guid),
        "id": event.number,
        "code": event.code,
        "date": event.begins,
        "start": event.start,
        "end": event.ends,
        "duration": event.duration,
        "room": event.room,
        "slug": event.slug,
        "url": event.web or f"urn:uuid:{event.guid}",  # the schema asks for one, also where there is no website
        "title": event.title,
        "subtitle": "",
        "track": event.track or None,
        "type": event.type,
        "language": language,
        "abstract": event.abstract,
        "description": event.description,
        # With a number as well, the schema would take a person for two kinds of person at once.
        "persons": [{"guid": str(p.guid), "name": p.name, "public_name": p.name} for p in event.persons],
        "links": [{"url": address, "title": title, "type": "related"} for address, title in event.links],
        **({"attachments": attachments} if attachments else {}),
    }
