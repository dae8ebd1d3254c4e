"""What the signs on doors say, a page for each room and day: what is in it when, and when it is free."""

from __future__ import annotations

from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.conference import Conference, Day, Room
from scheduler.publishing.exports.booklet_values import house_values
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.exports.qr import BORDER, qr_code
from scheduler.publishing.page_links import page_address

FREE = 15  # minutes: a shorter while between two sessions is no time to use the room

Values = dict[str, Any]


def signs(document: Document) -> Values:
    """As plain values, in the order of days and rooms; rooms that are not used on a day have no sign of it."""
    say = document.language.say
    address = page_address(document.website)
    code = qr_code(address)
    found = [
        _sign(document, day_page.name, day_page.grid.day, room)
        for day_page in document.day_pages
        for room in document.conference.rooms
        if not room.online
    ]
    return {
        "language": document.language.code,
        "title": say("Door signs of {day}", day=document.title),
        "conference": document.title,
        "house": {**house_values(document.conference.house_style), "logo": None},
        "words": {
            "time": say("Time"),
            "session": say("Session"),
            "code": say("The whole programme, with the latest changes:"),
            "missing": say("□ stands for a character that this booklet cannot print."),
            "none": say("No room is used."),
        },
        "code": code
        and {
            "svg": code.svg,
            "squares": code.squares,
            "border": BORDER,
            "address": address,
            "alternative": say("QR code: {address}", address=address),
        },
        "signs": [sign for sign in found if sign["used"]],
    }


def _sign(document: Document, name: str, day: Day, room: Room) -> Values:
    conference, say = document.conference, document.language.say
    used = [
        shown
        for shown in document.placed
        if shown.placement
        and shown.placement.room
        and (shown.placement.room == room or room.holds(shown.placement.room) or _share(conference, room, shown))
        and conference.day_of(shown.placement.start) == day
    ]
    rows = [(shown.placement.start, _row(document, room, shown)) for shown in used if shown.placement]
    taken = [shown.placement.span for shown in used if shown.placement]
    closed = conference.closed(room)
    gaps = [span for span in _gaps(day.hours, [*taken, *closed]) if span.minutes >= FREE]
    rows += [(span.start, _idle(document, span, say("Free"))) for span in gaps]
    shut = [Span(max(span.start, day.hours.start), min(span.end, day.hours.end)) for span in closed]
    rows += [(span.start, _idle(document, span, say("Closed"))) for span in shut if span.start < span.end]
    return {
        "name": room.name,
        "short": room.short if room.short != room.name else "",
        "building": room.building,
        "day": name[:1].upper() + name[1:],
        "used": bool(used),
        "rows": [row for _, row in sorted(rows, key=lambda row: row[0])],
    }


def _share(conference: Conference, room: Room, shown: SessionText) -> bool:
    """Whether the session takes a part of the room, in another room of which that is a part too."""
    other = shown.placement.room if shown.placement else None
    return other is not None and bool({*conference.parts(room)} & {*conference.parts(other)})


def _row(document: Document, room: Room, shown: SessionText) -> Values:
    """A session; in which room, where that is another of which this one is a part."""
    words = {document.language.plural(number, "Secretary", "Secretaries") for number in (1, 2)}
    details = [f"{what}: {who}" for what, who in shown.led if what not in words]
    elsewhere = shown.placement is not None and shown.placement.room != room
    return {
        "hours": shown.hours,
        "name": shown.title,
        "details": [*([shown.room] if elsewhere else []), *details],
        "colour": shown.colour,
        "idle": False,
    }


def _idle(document: Document, span: Span, what: str) -> Values:
    clock = document.conference.clock
    hours = f"{clock.hour(span.start)}–{clock.hour(span.end)}"
    return {"hours": hours, "name": what, "details": [], "colour": None, "idle": True}


def _gaps(whole: Span, taken: list[Span]) -> list[Span]:
    """What of the whole nothing takes, in order of time."""
    found, free = [], whole.start
    for span in sorted(taken, key=lambda span: span.start):
        if span.start > free:
            found.append(Span(free, min(span.start, whole.end)))
        free = max(free, span.end)
    if free < whole.end:
        found.append(Span(free, whole.end))
    return [span for span in found if span.start < span.end]
