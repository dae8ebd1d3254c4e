"""What neither format has a place for and only netday reads again: a note that other readers pass over.

In schedule.xml it is a processing instruction, which is what XML has for that; in schedule.json it stands in `meta`.
"""

from __future__ import annotations

import json
from typing import Any

from scheduler.publishing.exports.schedule import Schedule

KEY = "netday"


def names(schedule: Schedule) -> dict[str, str]:
    """By guid, the own name of each session whose title is another: its names for machines follow from its own."""
    events = (event for day in schedule.days for _, in_room in day.rooms for event in in_room)
    return {str(event.guid): event.name for event in events if event.name != event.title}


def for_json(schedule: Schedule) -> dict[str, Any]:
    """The note for `conference.meta`; the place and the seats have a place of their own there."""
    return {KEY: {"names": found}} if (found := names(schedule)) else {}


def for_xml(schedule: Schedule) -> str:
    """The note as text of a processing instruction; "" when there is nothing to say. The rooms are in their order."""
    rooms = {
        place.name: {
            **({"capacity": place.capacity} if place.capacity else {}),
            **({"online": True} if place.online else {}),
        }
        for place in schedule.places
    }
    note = {"place": schedule.place, "rooms": rooms, "names": names(schedule)}
    kept = {key: value for key, value in note.items() if value}
    return json.dumps(kept).replace(">", "\\u003e") if kept else ""  # `?>` would end it
