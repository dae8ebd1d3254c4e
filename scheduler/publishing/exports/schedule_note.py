"""What neither format has a place for and only netday reads again: a note that other readers pass over.

In schedule.xml it is a processing instruction, which is what XML has for that; in schedule.json it stands in `meta`.
"""

from __future__ import annotations

import json
from typing import Any

from scheduler.publishing.exports.schedule import Schedule

KEY = "netday"


def names(told: Schedule) -> dict[str, str]:
    """By guid, the own name of each session whose title is another: its names for machines follow from the own one."""
    events = (event for day in told.days for _, there in day.rooms for event in there)
    return {str(event.guid): event.name for event in events if event.name != event.title}


def for_json(told: Schedule) -> dict[str, Any]:
    """What stands in `conference.meta`; the place and the seats have a place of their own there."""
    return {KEY: {"names": found}} if (found := names(told)) else {}


def for_xml(told: Schedule) -> str:
    """The text of the processing instruction; "" when there is nothing to say. The rooms are in their order."""
    rooms = {
        place.name: {
            **({"capacity": place.capacity} if place.capacity else {}),
            **({"online": True} if place.online else {}),
        }
        for place in told.places
    }
    note = {"place": told.place, "rooms": rooms, "names": names(told)}
    kept = {key: value for key, value in note.items() if value}
    return json.dumps(kept).replace(">", "\\u003e") if kept else ""  # `?>` would end it
