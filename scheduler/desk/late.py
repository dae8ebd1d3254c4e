"""What goes wrong late: a guest who comes later, a room that closes, a chair who is ill; each an act on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Day, Person, Role, Room, Session
from scheduler.conference.find_person import find_person
from scheduler.conference.references import one_minute
from scheduler.desk.acts import Act, NewFiles, room_called
from scheduler.desk.day_acts import in_order_or_refused
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.files import Faults, Instance
from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.beside import DAY_FILE
from scheduler.files.edit import EditRefused
from scheduler.files.edit.day_edit import DayEdit
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.people_edit import hour_there, is_about, stretch_there
from scheduler.files.faults import FaultList
from scheduler.files.read_day import read_source
from scheduler.files.validate import Source
from scheduler.files.workbook.nodes import of_tables
from scheduler.files.workbook.splice import spliced
from scheduler.files.workbook.tables import DayRow, DayTables, add_role, of_files
from scheduler.files.workbook.words import joined, parts
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import as_sentence

_DUTIES = ("speakers", "hosts", "required")  # by name, in the sessions of a day file


@dataclass(frozen=True)
class GuestComesLater(Act):
    """Somebody is there only from an hour of the wall, or until one, or both; an empty hour is not known to change.

    On a conference of several days the hours are of one of them, and the others stay as they are.
    """

    kind = "guest_comes_later"
    person: str
    comes: str = ""
    leaves: str = ""
    day: str = ""

    def apply(self, state: DeskState) -> NewFiles:
        conference = state.conference
        person = _person(self.person, conference)
        present = self._present(person, conference)

        def change(tables: DayTables) -> None:
            rows = _rows(tables, person)
            zone = rows[0]["time_zone"]
            if len(conference.days) == 1 and not any(row["available"] for row in rows):
                ends = {"arrives": (self.comes, present[0].start), "leaves": (self.leaves, present[-1].end)}
                values = {key: hour_there(conference, end, zone) for key, (typed, end) in ends.items() if typed.strip()}
            else:
                hours = joined([stretch_there(conference, span, zone) for span in present])
                values = {"arrives": "", "leaves": "", "available": hours}
            for row in rows[1:]:
                row.cells |= dict.fromkeys(values, "")
            rows[0].cells |= values

        return _with_tables(state, change)

    def sentence(self, state: DeskState) -> Phrase:
        person, clock = _person(self.person, state.conference), state.conference.clock
        comes, leaves = (_minute(hour, self.day, state.conference) for hour in (self.comes, self.leaves))
        if comes is not None and leaves is not None:
            hours = clock.stretch(Span(comes, leaves))
            return Sentence("{person} is there only {hours}.", person=person, hours=hours)
        if leaves is not None:
            return Sentence("{person} leaves {when}.", person=person, when=clock.at(leaves))
        return Sentence("{person} comes only {when}.", person=person, when=clock.at(comes or 0))

    def _present(self, person: Person, conference: Conference) -> tuple[Span, ...]:
        """When they then are there. Raises ActRefused where that is never, or nothing changes."""
        comes, leaves = (_minute(hour, self.day, conference) for hour in (self.comes, self.leaves))
        if comes is None and leaves is None:
            raise ActRefused(Sentence("From which hour is {person} there, or until which?", person=person))
        day = conference.day_of(comes if comes is not None else leaves or 0)
        if comes is not None and leaves is not None and comes >= leaves:
            raise ActRefused(Sentence("{person} cannot leave before they come.", person=person))
        before = person.present if person.present is not None else tuple(each.hours for each in conference.days)
        on_day = [span for span in before if conference.day_of(span.start) == day]
        others = [span for span in before if span not in on_day]
        ends = max((span.end for span in on_day), default=day.hours.end)
        if comes is not None and leaves is not None:
            cut = [Span(comes, leaves)]
        else:
            begin, end = comes if comes is not None else 0, leaves if leaves is not None else ends
            cut = [Span(max(s.start, begin), min(s.end, end)) for s in on_day if max(s.start, begin) < min(s.end, end)]
        if not cut:
            raise ActRefused(_never_there(person, conference, day, on_day, leaves))
        present = tuple(sorted([*others, *cut], key=lambda span: span.start))
        if present == before:
            raise ActRefused(Sentence("That is already so."))
        return present


def _never_there(
    person: Person, conference: Conference, day: Day, on_day: Sequence[Span], leaves: Minute | None
) -> Sentence:
    """Why one hour alone will not do. `on_day`: when they were to be there; `leaves`: the hour, where it is that."""
    clock = conference.clock
    if person.present is None or not on_day:
        when = clock.day(day.hours.start)
        return Sentence("{person} would then not be there at all on {day}.", person=person, day=when)
    if leaves is None:
        return Sentence(
            "{person} leaves {when}, so would not be there at all. Also say at which hour they leave then.",
            person=person,
            when=clock.at(max(span.end for span in on_day)),
        )
    return Sentence(
        "{person} comes {when}, so would not be there at all. Also say at which hour they come then.",
        person=person,
        when=clock.at(min(span.start for span in on_day)),
    )


@dataclass(frozen=True)
class RoomCloses(Act):
    """A room cannot be used between two hours of the wall; an empty one is when the day begins, or ends."""

    kind = "room_closes"
    room: str
    begins: str = ""
    ends: str = ""
    day: str = ""

    def apply(self, state: DeskState) -> NewFiles:
        conference = state.conference
        room, span = _room(self.room, conference), self._span(conference)
        if any(closed.holds(span) for closed in room.closed):
            raise ActRefused(Sentence("That is already so."))
        closed = _closed_too(conference, room, span)
        try:
            files = DayEdit(_files(state), conference).make(closed)
        except EditRefused as refused:
            raise ActRefused(refused.sentence) from None
        return _changed(state, files)

    def sentence(self, state: DeskState) -> Phrase:
        conference = state.conference
        room, span = _room(self.room, conference), self._span(conference)
        return Sentence("{room} is closed {hours}.", room=room, hours=conference.clock.stretch(span))

    def _span(self, conference: Conference) -> Span:
        begins, ends = (_minute(hour, self.day, conference) for hour in (self.begins, self.ends))
        known = begins if begins is not None else ends
        day = conference.day_of(known) if known is not None else _day(self.day, conference)
        span_start = day.hours.start if begins is None else begins
        span_end = day.hours.end if ends is None else ends
        if span_start >= span_end:
            raise ActRefused(Sentence("A room cannot open again before it closes."))
        return Span(span_start, span_end)


def _closed_too(conference: Conference, room: Room, closed: Span) -> Conference:
    """The same with the room closed then too."""
    spans = tuple(sorted((*room.closed, closed), key=lambda span: span.start))
    shut = room.model_copy(update={"closed": spans})
    return conference.model_copy(update={"rooms": tuple(shut if each == room else each for each in conference.rooms)})


@dataclass(frozen=True)
class FallsOut(Act):
    """Somebody has cancelled. `instead`: who chairs, speaks and receives in their place; empty: nobody does."""

    kind = "falls_out"
    person: str
    instead: str = ""

    def apply(self, state: DeskState) -> NewFiles:
        conference = state.conference
        person = _person(self.person, conference)
        other = _person(self.instead, conference) if self.instead.strip() else None
        if other == person:
            raise ActRefused(Sentence("{person} cannot stand in for themselves.", person=person))

        def change(tables: DayTables) -> None:
            _rows(tables, person)[0].cells["absent"] = "yes"
            if other is None:
                return
            row = _rows(tables, other)[0]
            for group in conference.groups:
                if any(seat.person == person and seat.role is Role.CHAIR for seat in group.seats):
                    add_role(row, group.name, ROLE_KEYS[Role.CHAIR])
            for number, session in enumerate(conference.sessions):
                _stand_in(tables.rows["sessions"][number], session, person, other)

        return _with_tables(state, change)

    def sentence(self, state: DeskState) -> Phrase:
        if self.instead.strip():
            other = _person(self.instead, state.conference)
            return Sentence(
                "{person} has cancelled; {other} stands in.", person=_person(self.person, state.conference), other=other
            )
        return Sentence("{person} has cancelled.", person=_person(self.person, state.conference))


def _stand_in(row: DayRow, session: Session, person: Person, other: Person) -> None:
    for key in _DUTIES:
        if person in getattr(session, key) and other not in getattr(session, key):
            names = parts(row[key])
            row.cells[key] = joined([*names, other.name])


LATE: Mapping[str, Callable[..., Act]] = {kind.kind: kind for kind in (GuestComesLater, RoomCloses, FallsOut)}


def late_act(payload: Mapping[str, object]) -> Act:
    """The act of a form: `{"act": "room_closes", "room": "Zaal 2", "begins": "13:00", "ends": "15:00"}`.

    Raises ActRefused.
    """
    maker = LATE.get(str(payload.get("act")))
    values = {name: value for name, value in payload.items() if name != "act"}
    try:
        if maker is not None and all(isinstance(value, str) for value in values.values()):
            return maker(**{name: str(value).strip() for name, value in values.items()})
    except TypeError:
        pass
    raise ActRefused(Sentence("This is nothing that the desk can do: {act}.", act=repr(payload.get("act"))[:80]))


# -- what is meant by names and hours ---------------------------------------------------------------------------------


def _person(name: str, conference: Conference) -> Person:
    if not name.strip():
        raise ActRefused(Sentence("Who is it?"))
    try:
        return find_person(name, conference)
    except LookupError as unknown:
        raise ActRefused(as_sentence(unknown)) from None


def _room(name: str, conference: Conference) -> Room:
    if not name.strip():
        raise ActRefused(Sentence("Which room is it?"))
    return room_called(conference, name)


def _minute(hour: str, day: str, conference: Conference) -> Minute | None:
    if not hour.strip():
        return None
    date = str(_day(day, conference).date)
    try:
        return one_minute(f"{date} {hour}", conference, "")
    except ValueError as wrong:
        raise ActRefused(as_sentence(wrong)) from None


def _day(day: str, conference: Conference) -> Day:
    found = [each for each in conference.days if str(each.date) == day.strip()] if day.strip() else conference.days
    if len(found) != 1:
        raise ActRefused(Sentence("The conference has several days; say on which."))
    return found[0]


# -- how the files say it ---------------------------------------------------------------------------------------------


def _files(state: DeskState) -> DayFiles:
    if state.files is None:
        raise ActRefused(Sentence("The day stands in {file}, which is changed in Excel.", file=state.day.file))
    return state.files


def _rows(tables: DayTables, person: Person) -> list[DayRow]:
    """The rows of that person; a new one for somebody who is only named elsewhere."""
    people = tables.rows["people"]
    rows = [row for row in people if is_about(person, row["name"], row["organisation"])]
    if not rows:
        rows = [DayRow({"name": person.name, "guest": "yes" if person.guest else ""})]
        people += rows
    return rows


def _with_tables(state: DeskState, change: Callable[[DayTables], None]) -> NewFiles:
    """The files with what was changed in their rows. Raises ActRefused where they cannot say so."""
    files = _files(state)
    before = of_files(files, state.conference)
    after = replace(before, rows=deepcopy(before.rows))
    change(after)
    faults = FaultList()
    try:
        source = Source(DAY_FILE, of_tables(after, DAY_FILE, faults), faults, after.language)
        meant: Instance = read_source(source, beside=state.day.home / state.day.file)
        return _changed(state, spliced(before, after, meant))
    except Faults as wrong:
        raise ActRefused(wrong.faults[0].message, wrong.faults) from None
    except EditRefused as refused:
        raise ActRefused(refused.sentence) from None


def _changed(state: DeskState, files: DayFiles) -> NewFiles:
    data: dict[str, bytes | None] = dict(_others(state, files))
    if not data:
        raise ActRefused(Sentence("That is already so."))
    return in_order_or_refused(state, data)


def _others(state: DeskState, files: DayFiles) -> Iterator[tuple[str, bytes]]:
    """The files that are no longer as they were."""
    for name, text in files.data.items():
        if state.data.get(name) != text:
            yield name, text
