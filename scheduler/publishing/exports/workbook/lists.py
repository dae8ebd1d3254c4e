"""The programme as tables: every session, what takes place in each room, and who is where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.conference.conference import NamedLink, Person, Role
from scheduler.conference.personal_day import Reason, personal_day
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.addresses import followable
from scheduler.publishing.exports.attendance import ROLES
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.exports.workbook import styles
from scheduler.publishing.exports.workbook.cells import Value, of_day
from scheduler.publishing.exports.workbook.page import A3, A4, lay_out
from scheduler.publishing.exports.workbook.tables import Column, SheetRow, add_table, widen
from scheduler.text import sanitize

_LED = (("Chair", "Chairs"), ("Vice-chair", "Vice-chairs"), ("Speaker", "Speakers"), ("Host", "Hosts"))
_WIDEST_ON_A4 = 200  # units of width that can be read on A4
_ALWAYS = {"Chair", "Speaker"}


def all_sessions(sheet: Worksheet, document: Document) -> None:
    """List the sessions: those in the programme in order of time, and then those that are not, without hours."""
    say, forms_of = document.language.say, document.language.plural
    led = [(forms_of(2, *pair), {forms_of(1, *pair), forms_of(2, *pair)}, pair[0] in _ALWAYS) for pair in _LED]
    leading = {word for session_text in document.session_texts for word, _ in session_text.led}
    led = [(head, words, always) for head, words, always in led if always or words & leading]
    asked: tuple[tuple[Column, Callable[[SessionText], str]], ...] = (
        (Column(say("Track"), 24), lambda session_text: session_text.track),
        (Column(say("Link"), 30, "link"), lambda session_text: session_text.link),
        (Column(say("Places"), 24), lambda session_text: session_text.places),
        (Column(say("See also"), 30), lambda session_text: _named(session_text.links)),
        (Column(say("Papers"), 30), lambda session_text: _named(session_text.papers)),
        (Column(say("Note"), 30), lambda session_text: session_text.note),
        (Column(say("News"), 24, "news"), lambda session_text: session_text.news),
    )
    used = [
        (column, of) for column, of in asked if any(map(of, document.session_texts))
    ]  # an empty column makes letters small
    columns = [
        *_when(document),
        Column(say("Minutes"), 9, "number"),
        Column(say("Room"), 24),
        Column(say("Title"), 38, "strong"),
        Column(say("Kind"), 18),
        Column(say("Pillar"), 20),
        Column(say("Groups"), 24),
        *(Column(head, 25) for head, _, _ in led),
        *(column for column, _ in used),
    ]

    def row(session_text: SessionText) -> SheetRow:
        values = [
            *_hours(document, session_text.placement),
            session_text.session.minutes if session_text.placement else None,
            session_text.room,
            _title(session_text),
            session_text.kind,
            ", ".join(session_text.pillars),
            ", ".join(session_text.groups),
            *(_those(session_text, words) for _, words, _ in led),
            *(of(session_text) for _, of in used),
        ]
        return SheetRow(values, ((7, styles.pillar(session_text.colour)),) if session_text.colour is not None else ())

    rows = [row(session_text) for session_text in document.session_texts]
    _page(sheet, document, columns, rows, "Sessions", say("Every session, with its hours, its room and who leads it."))


def by_room(sheet: Worksheet, document: Document) -> None:
    """List what each room holds, the rooms in the order of the file, and then what has none."""
    say = document.language.say
    columns = [
        Column(say("Room"), 30, "strong"),
        Column(say("Seats"), 9, "number"),
        *_when(document),
        Column(say("Title"), 50),
        Column(say("Kind"), 22),
        Column(say("Pillar"), 24),
    ]
    of_room: dict[object, list[SessionText]] = {room: [] for room in (*document.conference.rooms, None)}
    for session_text in document.placed:
        if session_text.placement:
            of_room.setdefault(session_text.placement.room, []).append(session_text)
    rows = [
        SheetRow(
            [
                session_text.room,
                room.capacity if (room := session_text.placement.room) else None,
                *_hours(document, session_text.placement),
                _title(session_text),
                session_text.kind,
                ", ".join(session_text.pillars),
            ],
            ((7, styles.pillar(session_text.colour)),) if session_text.colour is not None else (),
        )
        for session_texts in of_room.values()
        for session_text in session_texts
        if session_text.placement
    ]
    _page(sheet, document, columns, rows, "Rooms", say("What takes place in each room, in order of time."))


def by_person(sheet: Worksheet, document: Document, *, everyone: bool) -> None:
    """List who leads, speaks or receives, in order of name; or everyone's own day."""
    say = document.language.say
    columns = [
        Column(say("Person"), 30, "strong"),
        Column(say("Organisation"), 26),
        *_when(document),
        Column(say("Room"), 26),
        Column(say("Title"), 50),
        Column(say("As"), 22),
    ]
    session_texts = {session_text.session.name: session_text for session_text in document.placed}
    found = sorted(
        _own_days(document) if everyone else _leading(document),
        key=lambda item: (item[0].name.casefold(), item[0].name, item[1].start, item[1].end, item[1].session.name),
    )
    rows = [
        SheetRow(
            [
                person.name,
                person.organisation,
                *_hours(document, placement),
                session_texts[placement.session.name].room,
                _title(session_texts[placement.session.name]),
                say(ROLES[why]),
            ]
        )
        for person, placement, why in found
    ]
    summary = say("The own day of everyone.") if everyone else say("Who leads, speaks or receives, and where.")
    _page(sheet, document, columns, rows, "People", summary)


def _page(
    sheet: Worksheet, document: Document, columns: Sequence[Column], rows: Sequence[SheetRow], name: str, summary: str
) -> None:
    width = widen(sheet, columns, rows)
    last = add_table(sheet, columns, rows, name=name, summary=summary)
    sheet.freeze_panes = "A2"
    lay_out(sheet, document, size=A4 if width < _WIDEST_ON_A4 else A3, last=(last, len(columns)))


def _when(document: Document) -> list[Column]:
    say = document.language.say
    return [Column(say("Day"), 23, "date"), Column(say("Start"), 8, "time"), Column(say("End"), 8, "time")]


def _hours(document: Document, placement: Placement | None) -> list[Value]:
    """Date and hours of the placement, by which lists are sorted: past midnight the date is that of the next day."""
    if placement is None:
        return [None, None, None]
    clock = document.conference.clock
    return [clock.date(placement.start), of_day(clock, placement.start), of_day(clock, placement.end)]


def _title(session_text: SessionText) -> str:
    return (
        session_text.title
        if sanitize.line(session_text.title)
        else session_text.session.name
        if sanitize.line(session_text.session.name)
        else session_text.kind
    )


def _named(links: Sequence[NamedLink]) -> str:
    """Each link behind its name, a line each."""
    return "\n".join(f"{name}: {to}" for name, to in followable(links))


def _those(session_text: SessionText, words: set[str]) -> str:
    return ", ".join(names for word, names in session_text.led if word in words)


def _leading(document: Document) -> Iterator[tuple[Person, Placement, Reason]]:
    for placement in document.programme.in_time_order:
        session = placement.session
        reasons: dict[Person, Reason] = {}
        for people, why in (
            ([p for group in session.groups for p in group.people(Role.CHAIR)], Reason.CHAIRS),
            ([p for group in session.groups for p in group.people(Role.VICE_CHAIR)], Reason.VICE_CHAIR),
            (session.speakers, Reason.SPEAKS),
            (session.hosts, Reason.HOSTS),
        ):
            for person in people:
                reasons.setdefault(person, why)
        yield from ((person, placement, why) for person, why in reasons.items())


def _own_days(document: Document) -> Iterator[tuple[Person, Placement, Reason]]:
    for person in document.conference.people:
        for item in personal_day(document.conference, document.programme, person).items:
            yield person, item.placement, item.why
