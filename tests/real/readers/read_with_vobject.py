"""vobject: a parser in Python, long in use. Prints the events of a file as JSON."""

# mypy: disable-error-code="import-not-found, import-untyped, no-any-return"
# What it imports stands in another Python than netday's, and has no types.

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import vobject


def moment(value: date) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()


calendar = vobject.readOne(Path(sys.argv[1]).read_bytes().decode())
events = [
    {
        "uid": event.uid.value,
        "starts": moment(event.dtstart.value),
        "ends": moment(event.dtend.value),
        "summary": event.summary.value,
        "location": event.location.value,
        "status": event.status.value,
        "sequence": int(event.sequence.value),
        "description": event.description.value,
    }
    for event in calendar.vevent_list
]
sys.stdout.write(json.dumps(events))
