"""The programme as tables: every session, what takes place in each room, and who is where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from scheduler.conference.conference import Person, Role
from scheduler.conference.personal_day import Reason, personal_day
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.exports.workbook import styles
from scheduler.publishing.exports.workbook.cells import Value, of_day
from scheduler.publishing.exports.workbook.page import A3, A4, lay_out
from scheduler.publishing.exports.workbook.tables import Column, SheetRow, add_table, widen
from scheduler.text import sanitize
from scheduler.text.language import marked

_LED = (("Chair", "Chairs"), ("Vice-chair", "Vice-chairs"), ("Speaker", "Speakers"), ("Host", "Hosts"))
_WIDE = 200  # units of width that can be read on A4
_ALWAYS = {"Chair", "Speaker"}
_AS: dict[Reason, str] = {
    Reason.CHAIRS: marked("chair"),
    Reason.SPEAKS: marked("speaker"),
    Reason.HOSTS: marked("host"),
    Reason.REQUIRED: marked("expected"),
    Reason.CHAIR: marked("chair"),
    Reason.VICE_CHAIR: marked("vice-chair"),
    Reason.SECRETARY: marked("secretary"),
    Reason.MEMBER: marked("member"),
    Reason.INTERESTED: marked("interested"),
    Reason.EVERYONE: marked("for everyone"),
    Reason.OPEN: marked("open to everyone"),
}


def all_sessions(sheet: Worksheet, paper: Document) -> None:
    """Those that stand in the programme in order of time, and then those that do not, without hours."""
    say, plural = paper.language.say, paper.language.plural
    led = [(plural(2, one, many), {plural(1, one, many), plural(2, one, many)}, one in _ALWAYS) for one, many in _LED]
    there = {word for talk in paper.talks for word, _ in talk.led}
    led = [(head, words, always) for head, words, always in led if always or words & there]
    asked: tuple[tuple[Column, Callable[[SessionText], str]], ...] = (
        (Column(say("Link"), 30, "link"), lambda talk: talk.link),
        (Column(say("Note"), 30), lambda talk: talk.note),
        (Column(say("News"), 24, "news"), lambda talk: talk.news),
    )
    said = [(column, of) for column, of in asked if any(map(of, paper.talks))]  # an empty column makes letters small
    columns = [
        *_when(paper),
        Column(say("Minutes"), 9, "number"),
        Column(say("Room"), 24),
        Column(say("Title"), 38, "strong"),
        Column(say("Kind"), 18),
        Column(say("Pillar"), 20),
        Column(say("Groups"), 24),
        *(Column(head, 25) for head, _, _ in led),
        *(column for column, _ in said),
    ]

    def row(talk: SessionText) -> SheetRow:
        values = [
            *_hours(paper, talk.placement),
            talk.session.minutes if talk.placement else None,
            talk.room,
            _title(talk),
            talk.kind,
            ", ".join(talk.pillars),
            ", ".join(talk.groups),
            *(_those(talk, words) for _, words, _ in led),
            *(of(talk) for _, of in said),
        ]
        return SheetRow(values, ((7, styles.pillar(talk.colour)),) if talk.colour is not None else ())

    rows = [row(talk) for talk in paper.talks]
    _page(sheet, paper, columns, rows, "Sessions", say("Every session, with its hours, its room and who leads it."))


def by_room(sheet: Worksheet, paper: Document) -> None:
    """The rooms in the order of the file, and then what has none."""
    say = paper.language.say
    columns = [
        Column(say("Room"), 30, "strong"),
        Column(say("Seats"), 9, "number"),
        *_when(paper),
        Column(say("Title"), 50),
        Column(say("Kind"), 22),
        Column(say("Pillar"), 24),
    ]
    of_room: dict[object, list[SessionText]] = {room: [] for room in (*paper.conference.rooms, None)}
    for talk in paper.placed:
        if talk.placement:
            of_room.setdefault(talk.placement.room, []).append(talk)
    rows = [
        SheetRow(
            [
                talk.room,
                room.capacity if (room := talk.placement.room) else None,
                *_hours(paper, talk.placement),
                _title(talk),
                talk.kind,
                ", ".join(talk.pillars),
            ],
            ((7, styles.pillar(talk.colour)),) if talk.colour is not None else (),
        )
        for talks in of_room.values()
        for talk in talks
        if talk.placement
    ]
    _page(sheet, paper, columns, rows, "Rooms", say("What takes place in each room, in order of time."))


def by_person(sheet: Worksheet, paper: Document, *, everyone: bool) -> None:
    """Who leads, speaks or receives, in order of name; or everyone's own day."""
    say = paper.language.say
    columns = [
        Column(say("Person"), 30, "strong"),
        Column(say("Organisation"), 26),
        *_when(paper),
        Column(say("Room"), 26),
        Column(say("Title"), 50),
        Column(say("As"), 22),
    ]
    talks = {talk.session.name: talk for talk in paper.placed}
    found = sorted(
        _own_days(paper) if everyone else _leading(paper),
        key=lambda item: (item[0].name.casefold(), item[0].name, item[1].start, item[1].end, item[1].session.name),
    )
    rows = [
        SheetRow(
            [
                person.name,
                person.organisation,
                *_hours(paper, placement),
                talks[placement.session.name].room,
                _title(talks[placement.session.name]),
                say(_AS[why]),
            ]
        )
        for person, placement, why in found
    ]
    told = say("The own day of everyone.") if everyone else say("Who leads, speaks or receives, and where.")
    _page(sheet, paper, columns, rows, "People", told)


def _page(
    sheet: Worksheet, paper: Document, columns: Sequence[Column], rows: Sequence[SheetRow], name: str, told: str
) -> None:
    wide = widen(sheet, columns, rows)
    last = add_table(sheet, columns, rows, name=name, told=told)
    sheet.freeze_panes = "A2"
    lay_out(sheet, paper, size=A4 if wide < _WIDE else A3, last=(last, len(columns)))


def _when(paper: Document) -> list[Column]:
    say = paper.language.say
    return [Column(say("Day"), 23, "date"), Column(say("Start"), 8, "time"), Column(say("End"), 8, "time")]


def _hours(paper: Document, placement: Placement | None) -> list[Value]:
    """The day on which it begins, as in the grid: what is past midnight still belongs to the evening."""
    if placement is None:
        return [None, None, None]
    return [paper.conference.day_of(placement.start).date, of_day(placement.start), of_day(placement.end)]


def _title(talk: SessionText) -> str:
    return (
        talk.title
        if sanitize.line(talk.title)
        else talk.session.name
        if sanitize.line(talk.session.name)
        else talk.kind
    )


def _those(talk: SessionText, words: set[str]) -> str:
    return ", ".join(names for word, names in talk.led if word in words)


def _leading(paper: Document) -> Iterator[tuple[Person, Placement, Reason]]:
    for placement in paper.programme.in_time_order:
        session = placement.session
        told: dict[Person, Reason] = {}
        for people, why in (
            ([p for group in session.groups for p in group.people(Role.CHAIR)], Reason.CHAIRS),
            ([p for group in session.groups for p in group.people(Role.VICE_CHAIR)], Reason.VICE_CHAIR),
            (session.speakers, Reason.SPEAKS),
            (session.hosts, Reason.HOSTS),
        ):
            for person in people:
                told.setdefault(person, why)
        yield from ((person, placement, why) for person, why in told.items())


def _own_days(paper: Document) -> Iterator[tuple[Person, Placement, Reason]]:
    for person in paper.conference.people:
        for item in personal_day(paper.conference, paper.programme, person).items:
            yield person, item.placement, item.why
