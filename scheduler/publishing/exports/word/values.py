"""What a document says under each field of a Word template: texts that stand as they are, and never XML but ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from scheduler.conference.conference import Day, Kind, NamedLink, Role
from scheduler.publishing.attendee_text import AttendeeText
from scheduler.publishing.exports.addresses import followable
from scheduler.publishing.exports.booklet_values import safe_link
from scheduler.publishing.exports.document import DayPage, Document, SessionText
from scheduler.publishing.exports.word.fields import FIELDS, Field
from scheduler.publishing.exports.word.house_looks import LogoField
from scheduler.publishing.page_links import page_address
from scheduler.text.sanitize import line, text

Values = dict[str, Any]


def values(document: Document, grids: Mapping[Day, str]) -> Values:
    """By name of field, in both languages. `grids`: the table of each day, as XML of Word."""
    written, style = _Texts(document), document.conference.house_style
    first, second = style.pair
    named = {
        "title": _line(document.title),
        "dates": _line(_capital(document.dates)),
        "place": _line(document.place),
        "website": page_address(document.website),
        "logo": LogoField(style.logo) if style.logo else "",
        "first_colour": first,
        "second_colour": second,
        "letter": [text(paragraph) for paragraph in document.letter],
        "several_days": len(document.day_pages) > 1,
        "days": [written.day(day_page, grids[day_page.grid.day]) for day_page in document.day_pages],
        "sessions": [written.session(session_text) for session_text in written.with_text],
        "not_held": [written.session(session_text) for session_text in document.absent],
        "pillars": [_line(pillar) for pillar in document.pillars],
        "rooms": [_line(room.name) for room in document.conference.rooms],
    }
    return _in_both(named, FIELDS)


class _Texts:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._telling = AttendeeText(document.conference, document.language)
        self.with_text = [shown for shown in document.placed if shown.session.kind is not Kind.MOVING]

    def day(self, day_page: DayPage, grid: str) -> Values:
        day_of = self._document.conference.day_of
        return {
            "name": _line(day_page.name),
            "short": _line(self._document.language.day(day_page.date)),
            "grid": Markup(grid),  # noqa: S704  made here, every text in it escaped
            "sessions": [
                self.session(shown)
                for shown in self.with_text
                if shown.placement and day_of(shown.placement.start) == day_page.grid.day
            ],
        }

    def session(self, shown: SessionText) -> Values:
        session, placement = shown.session, shown.placement
        clock, listing = self._document.conference.clock, self._document.language.listing
        paragraphs = [text(paragraph) for paragraph in shown.paragraphs]
        secretaries = dict.fromkeys(name for group in session.groups for name in group.secretaries)
        return {
            "title": _line(shown.title),
            "hours": shown.hours,
            "start": clock.hour(placement.start) if placement else "",
            "end": clock.hour(placement.end) if placement else "",
            "day": shown.day,
            "room": _line(shown.room),
            "kind": _line(_capital(shown.kind)) if shown.kind.casefold() != shown.title.casefold() else "",
            "groups": _line(listing(shown.groups)),
            "pillars": _line(", ".join(shown.pillars)),
            "chairs": self._names(p for group in session.groups for p in group.people(Role.CHAIR)),
            "vice_chairs": self._names(p for group in session.groups for p in group.people(Role.VICE_CHAIR)),
            "speakers": self._names(session.speakers),
            "hosts": self._names(session.hosts),
            "secretaries": _line(listing(secretaries)),
            "led": [{"what": _line(what), "who": _line(who)} for what, who in shown.led],
            "description": "\n\n".join(paragraphs),
            "paragraphs": paragraphs,
            "places": _line(shown.places),
            "note": text(shown.note),
            "link": safe_link(shown.link),
            "links": _links(shown.links),
            "papers": _links(shown.papers),
        }

    def _names(self, people: Iterable[Any]) -> str:
        return _line(self._telling.names(people))


def _in_both(named: Values, fields: tuple[Field, ...]) -> Values:
    """The same values under the Dutch names as well; a field without a value is an error of ours."""
    return {name: _of(named[field.english], field) for field in fields for name in field.names}


def _of(value: Any, field: Field) -> Any:
    return [_in_both(one, field.of) for one in value] if field.of else value


def _links(links: Iterable[NamedLink]) -> list[Values]:
    return [{"name": name, "address": address} for name, address in followable(links)]


def _line(given: str) -> str:
    return line(given, None)


def _capital(given: str) -> str:
    """The text as it begins a line of its own."""
    return given[:1].upper() + given[1:]
