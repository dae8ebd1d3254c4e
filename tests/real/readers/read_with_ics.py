"""ics.py: a parser in Python that its own grammar drives. Prints the events of a file as JSON."""

# mypy: disable-error-code="import-not-found, import-untyped, no-any-return"
# What it imports stands in another Python than netday's, and has no types.

from __future__ import annotations

import json
import sys
from pathlib import Path

import ics


def moment(event: ics.Event, at: str) -> str:
    value = getattr(event, at)
    if event.all_day:
        return value.date().isoformat()
    return value.to("utc").strftime("%Y-%m-%dT%H:%M:%SZ")


def extra(event: ics.Event, name: str) -> str:
    """What ics.py itself has no word for."""
    return next(line.value for line in event.extra if line.name == name)


calendar = ics.Calendar(Path(sys.argv[1]).read_bytes().decode())
events = [
    {
        "uid": event.uid,
        "starts": moment(event, "begin"),
        "ends": moment(event, "end"),
        "summary": event.name,
        "location": event.location,
        "status": event.status,
        "sequence": int(extra(event, "SEQUENCE")),
        "description": event.description,
    }
    for event in calendar.events
]
sys.stdout.write(json.dumps(events))
