"""The caldav client against a server. Arguments: its address, then one of these.

put FILE            each event of the file by itself, with the time zones, under its own name
put-whole FILE      the file as it is, as a calendar of its own
events CALENDAR     prints the calendar, all events in one file
between CALENDAR SINCE UNTIL    the same of those that the server finds in that time; dates
"""

# mypy: disable-error-code="import-not-found, import-untyped, no-any-return"
# What it imports stands in another Python than netday's, and has no types.

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import caldav

CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}


def split(text: str) -> dict[str, str]:
    """Each event in a file of its own, by UID."""
    head, *events = text.split("BEGIN:VEVENT\r\n")
    files = {}
    for event in events:
        body = event.split("END:VEVENT\r\n")[0]
        (uid,) = (line.removeprefix("UID:") for line in body.split("\r\n") if line.startswith("UID:"))
        files[uid] = f"{head}BEGIN:VEVENT\r\n{body}END:VEVENT\r\nEND:VCALENDAR\r\n"
    return files


def put(client: caldav.DAVClient, url: str, text: str) -> None:
    response = client.put(url, text, CALENDAR)
    if response.status not in {200, 201, 204}:
        sys.exit(f"PUT {url}: {response.status}\n{text}")


def joined(texts: list[str]) -> str:
    """One file again. The time zones are those of the first; that is enough, for a calendar has one."""
    head = next((text.split("BEGIN:VEVENT")[0] for text in texts if "BEGIN:VTIMEZONE" in text), None)
    head = head or (texts[0].split("BEGIN:VEVENT")[0] if texts else "BEGIN:VCALENDAR\r\n")
    events = [text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")] for text in texts]
    return "".join([head, *events, "END:VCALENDAR\r\n"])


address, verb, *words = sys.argv[1:]
with caldav.DAVClient(address, username="anna", password="anna") as client:  # noqa: S106 (a server that asks for none)
    here = f"{address}anna/"
    if verb == "put":
        principal = client.principal()
        if not principal.calendars():
            principal.make_calendar(name="netday", cal_id="day")
        for uid, text in split(Path(words[0]).read_bytes().decode()).items():
            put(client, f"{here}day/{uid}.ics", text)
    elif verb == "put-whole":
        put(client, f"{here}whole/", Path(words[0]).read_bytes().decode())
    elif verb == "events":
        found = client.calendar(url=f"{here}{words[0]}/").events()
        sys.stdout.buffer.write(joined([event.data for event in found]).encode())
    elif verb == "between":
        since, until = (datetime.fromisoformat(word).replace(tzinfo=UTC) for word in words[1:])
        found = client.calendar(url=f"{here}{words[0]}/").search(start=since, end=until, event=True, expand=False)
        sys.stdout.buffer.write(joined([event.data for event in found]).encode())
