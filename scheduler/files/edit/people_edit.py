"""When people are there, and who chairs, written where the files say it: in a list of day.yaml, or in people.csv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.conference.clock import Clock, Minute, Span
from scheduler.conference.conference import Conference, Group, Person, Role
from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.edit import written
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused, cannot_be_written, not_in_the_file
from scheduler.files.edit.meaning import Path
from scheduler.files.people_csv import column_meaning
from scheduler.text.sentence import Sentence

_STATED = ("available", "arrives", "leaves")
_LISTS = {Role.CHAIR: "chairs", Role.VICE_CHAIR: "vice_chairs", Role.MEMBER: "members", Role.INTERESTED: "interested"}


@dataclass
class PeopleEdit:
    """Edits of one day's people: from those that were read to those that are meant."""

    files: DayFiles
    before: Conference
    meant: Conference

    def make(self) -> None:
        for person in self.meant.people:
            old = self.before.person(person.name)
            if old is None:
                self._add(person)
            elif old.present != person.present:
                self._presence(person)
        for group in self.meant.groups:
            was = self.before.group(group.name)
            if was is not None:
                old_seats = {(seat.person.name, seat.role) for seat in was.seats}
                seats = {(seat.person.name, seat.role) for seat in group.seats}
                for name, role in sorted(old_seats - seats):
                    self._unseat(group, name, role)
                for name, role in sorted(seats - old_seats):
                    self._seat(group, name, role)

    # -- where people stand -------------------------------------------------------------------------------------------

    def _in_day_file(self, person: Person) -> list[Path]:
        """The entries of that person in day.yaml."""
        return [
            path
            for section in ("people", "guests")
            for path in self.files.day.items_at((section,))
            if is_about(
                person,
                self.files.day.text_at((*path, "name")) or self.files.day.text_at(path),
                self.files.day.text_at((*path, "organisation")),
            )
        ]

    def _columns(self) -> tuple[int, list[str]]:
        """The row of the headings, and what each column means."""
        table = self.files.table
        if table is None:
            return 0, []
        header = next((number for number, row in enumerate(table.rows) if any(row)), 0)
        groups = [group.name for group in self.before.groups]
        return header, [column_meaning(cell, groups) for cell in table.rows[header]]

    def _rows(self, person: Person) -> Iterator[int]:
        table, (header, columns) = self.files.table, self._columns()
        if table is None or "name" not in columns:
            return
        for number, row in enumerate(table.rows):
            cells = dict(zip(columns, row, strict=False))
            if number > header and is_about(person, cells.get("name", ""), cells.get("organisation", "")):
                yield number

    # -- when they are there ------------------------------------------------------------------------------------------

    def _presence(self, person: Person) -> None:
        """Everything that the files say of it goes, and all of it is said once, where it was said first."""
        paths, rows = self._in_day_file(person), list(self._rows(person))
        stating = [path for path in paths if any(self.files.day.find((*path, key)) for key in _STATED)]
        if stating:
            first, *rest = stating
            for path in rest:
                self._remove(path)
            if person.present is None:
                self._remove(first)
                return
            zone = self.files.day.text_at((*first, "time_zone"))
            hours = [stretch_there(self.before, span, zone) for span in person.present]
            self.files = self.files.put((*first, "available"), hours)
            for key in ("arrives", "leaves"):
                self.files = self.files.remove((*first, key))
        elif rows:
            self._presence_in_table(person, rows)
        else:
            raise EditRefused(Sentence("{person} is not in the files.", person=person))
        if stating and rows:
            self._presence_in_table(person, rows, clear=True)

    def _remove(self, path: Path) -> None:
        for key in _STATED:
            self.files = self.files.remove((*path, key))

    def _presence_in_table(self, person: Person, rows: list[int], *, clear: bool = False) -> None:
        table, (_, columns) = self.files.table, self._columns()
        if table is None:
            return
        zone = _cell(table.rows[rows[0]], columns.index("time_zone")) if "time_zone" in columns else ""
        filled = [key for key in _STATED if key in columns]
        stating = [key for key in filled if any(_cell(table.rows[row], columns.index(key)) for row in rows)]
        values = dict.fromkeys(_STATED, "")
        if not clear and person.present is not None:
            if "available" in stating or ("available" in columns and not stating):
                values["available"] = " | ".join(stretch_there(self.before, span, zone) for span in person.present)
            else:
                values |= self._from_and_until(person, zone)
        for place, row in enumerate(rows):
            for key in _STATED:
                value = values[key] if not place else ""
                if key in columns and _cell(table.rows[row], columns.index(key)) != value:
                    table = table.put(row, columns.index(key), value)
                elif key not in columns and value:
                    raise EditRefused(
                        Sentence(
                            "{file} has no column {column} for {person}.",
                            file=table.file.name,
                            column=key,
                            person=person,
                        )
                    )
        self.files = self.files.with_table(table)

    def _from_and_until(self, person: Person, zone: str) -> dict[str, str]:
        """As hours of arriving and leaving, where there is but one stretch on each day."""
        arrives, leaves = [], []
        for span in person.present or ():
            day = self.before.day_of(span.start)
            if span.start > min(day.hours.start, span.end):
                arrives.append(hour_there(self.before, span.start, zone))
            elif len(self.before.days) > 1:
                arrives.append(hour_there(self.before, day.hours.start, zone))
            if span.end < day.hours.end:
                leaves.append(hour_there(self.before, span.end, zone))
        return {"arrives": " | ".join(arrives), "leaves": " | ".join(leaves)}

    # -- who chairs ---------------------------------------------------------------------------------------------------

    def _add(self, person: Person) -> None:
        """A new person, in the list of people wherever that is; where names are taken as they come, nowhere."""
        _, columns = self._columns()
        if self.files.table is not None and "name" in columns:
            cells = [person.name if column == "name" else "" for column in columns]
            self.files = self.files.with_table(self.files.table.add(cells))
        elif self.files.day.items_at(("people",)):
            self.files = replace(self.files, day=self.files.day.add(("people",), person.name))

    def _seat(self, group: Group, name: str, role: Role) -> None:
        path = self._group(group)
        key = _LISTS.get(role)
        if key is None:
            raise cannot_be_written(role, group)
        names = [self.files.day.text_at(item) for item in self.files.day.items_at((*path, key))]
        if name not in names:
            self.files = self.files.put((*path, key), [*names, name])

    def _group(self, group: Group) -> Path:
        for path in self.files.day.items_at(("groups",)):
            if group.name in (self.files.day.text_at((*path, "name")), self.files.day.text_at(path)):
                if not self.files.day.text_at((*path, "name")):
                    self.files = self.files.put(path, {"name": group.name})
                return path
        raise not_in_the_file(group)

    def _unseat(self, group: Group, name: str, role: Role) -> None:
        """Out of the group's own list, and out of what that person's entries say."""
        person = self.before.person(name)
        path, key = self._group(group), _LISTS.get(role, "")
        names = [self.files.day.text_at(item) for item in self.files.day.items_at((*path, key))]
        left = [other for other in names if other != name]
        if names != left:
            self.files = self.files.put((*path, key), left) if left else self.files.remove((*path, key))
        if person is None:
            return
        own = ROLE_KEYS[role]
        for entry in self._in_day_file(person):
            groups = [self.files.day.text_at(item) for item in self.files.day.items_at((*entry, own))]
            others = [other for other in groups if other != group.name]
            if groups != others:
                self.files = self.files.put((*entry, own), others) if others else self.files.remove((*entry, own))
        table, (_, columns) = self.files.table, self._columns()
        for row in self._rows(person):
            for number, column in enumerate(columns):
                cell = _cell(table.rows[row], number) if table else ""
                if table is None or not cell:
                    continue
                if column == f"({group.name})":
                    table = table.put(row, number, "")
                elif column == own:
                    groups = [part.strip() for part in cell.replace("|", ";").split(";")]
                    if group.name in groups:
                        table = table.put(row, number, " | ".join(g for g in groups if g != group.name))
        if table is not None:
            self.files = self.files.with_table(table)


def is_about(person: Person, name: str, organisation: str) -> bool:
    """Whether an entry or a row with that name and organisation is that person's."""
    full = f"{name} ({organisation})" if organisation else name
    return person.name in (name, full) and organisation in ("", person.organisation)


def _cell(row: list[str], number: int) -> str:
    return row[number] if number < len(row) else ""


def stretch_there(conference: Conference, span: Span, zone: str) -> str:
    """The stretch as files write it. `zone`: that of the entry or row, by whose clock its hours are; empty: ours."""
    if not zone:
        return written.stretch(conference, span)
    begins, ends = (_theirs(conference.clock, minute, ZoneInfo(zone)) for minute in (span.start, span.end))
    return f"{_dated(conference, begins)}–{ends.hour}:{ends:%M}"


def hour_there(conference: Conference, minute: Minute, zone: str) -> str:
    """The same of an hour."""
    if not zone:
        return written.hour(conference, minute)
    return _dated(conference, _theirs(conference.clock, minute, ZoneInfo(zone)))


def _dated(conference: Conference, moment: datetime) -> str:
    """With its date, unless the conference has that date alone."""
    hour = f"{moment.hour}:{moment:%M}"
    return hour if [day.date for day in conference.days] == [moment.date()] else f"{moment:%Y-%m-%d} {hour}"


def _theirs(clock: Clock, minute: Minute, zone: ZoneInfo) -> datetime:
    """What their clocks show at that minute of ours."""
    ours = datetime.combine(clock.first, datetime.min.time()) + timedelta(minutes=minute)
    return ours.replace(tzinfo=ZoneInfo(clock.zone)).astimezone(zone)
