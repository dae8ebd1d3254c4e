"""libical: what GNOME's, KDE's and many a phone's calendars read with. Prints the events of a file as JSON."""

# mypy: disable-error-code="import-not-found, import-untyped, no-any-return"
# What it imports stands in another Python than netday's, and has no types.

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402 (after require_version, as PyGObject wants it)

calendar = ICalGLib.Component.new_from_string(Path(sys.argv[1]).read_bytes().decode())
faults = calendar.count_errors() + (0 if calendar.check_restrictions() else 1)


def moment(time: ICalGLib.Time) -> str:
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    return datetime.fromtimestamp(time.as_timet_with_zone(time.get_timezone()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def status(event: ICalGLib.Component) -> str:
    return event.get_status().value_nick.upper()


events = []
event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
while event:
    events.append(
        {
            "uid": event.get_uid(),
            "starts": moment(event.get_dtstart()),
            "ends": moment(event.get_dtend()),
            "summary": event.get_summary(),
            "location": event.get_location(),
            "status": status(event),
            "sequence": event.get_sequence(),
            "description": event.get_description(),
        }
    )
    event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
if faults:
    sys.exit(f"libical finds {faults} faults in the file:\n{calendar.as_ical_string()}")
sys.stdout.write(json.dumps(events))
