"""The list of sessions in a workbook that `export` wrote, as a programme: what somebody moved there is moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Session
from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.validate import Source
from scheduler.files.workbook.raw import RawBook, RawSheet, as_date, as_hour, read_raw
from scheduler.files.workbook.sheets import plain
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, some

_HEADS = {
    "session": ("Titel", "Title"),
    "day": ("Dag", "Day"),
    "start": ("Begin", "Start"),
    "end": ("Eind", "End"),
    "room": ("Zaal", "Room"),
}
_LOWEST = 5


def programme_of_workbook(path: Path, conference: Conference) -> Source:
    """The programme that a workbook lists, as nodes that know their cells. Raises Faults where it lists none."""
    fault_list = FaultList()
    book = read_raw(path, fault_list)
    for remark in book.remarks:
        fault_list.say(remark)
    for sheet in book.sheets:
        if heads := _heads(sheet):
            root = _List(book, sheet, conference, fault_list).read(*heads)
            return Source(path.name, root, fault_list)
    names = some([quoted(sheet.name) for sheet in book.sheets], 8)
    missing = Sentence(
        "This workbook lists no programme: no sheet has the columns Titel, Dag and Begin (or Title, Day and Start), as "
        "netday export writes them; its sheets are {names}.",
        names=names,
    )
    raise Faults([*fault_list.faults, Fault(path.name, 0, "", missing)])


def _heads(sheet: RawSheet) -> tuple[int, Mapping[str, int]] | None:
    """The row of the headings, and by what they mean their columns; None where it is another list."""
    for row in sorted(sheet.rows)[:_LOWEST]:
        cells = {plain(text): column for column, text in sheet.rows[row].items()}
        found = {key: cells[plain(word)] for key, words in _HEADS.items() for word in words if plain(word) in cells}
        # The list of rooms has these too, but begins with the room.
        if {"session", "day", "start"} <= set(found) and found["day"] == min(cells.values()):
            return row, found
    return None


@dataclass
class _List:
    book: RawBook
    sheet: RawSheet
    conference: Conference
    fault_list: FaultList
    used: set[Session] = field(default_factory=set)

    def read(self, head: int, columns: Mapping[str, int]) -> Keyed:
        items: list[Node] = []
        read = 0
        for row in sorted(number for number in self.sheet.rows if number > head):
            if not self.sheet.text(row, columns["session"]):
                continue
            read += 1
            if self.sheet.text(row, columns["start"]):  # without an hour it is not in the programme
                items.append(self._item(row, columns))
        self.fault_list.say(
            Sentence(
                "{file}: of the list {sheet}, {rows} read, {used} with an hour.",
                file=self.book.file,
                sheet=quoted(self.sheet.name),
                rows=count(read, "row"),
                used=len(items),
            )
        )
        place = self.sheet.place(head, 1)
        return Keyed(place, {"programme": (place, Many(place, items))})

    def _item(self, row: int, columns: Mapping[str, int]) -> Keyed:
        texts = {key: self._text(row, column, key) for key, column in columns.items()}
        texts["session"] = self._session(texts)
        texts["room"] = self._room(texts.get("room", ""))
        item = Keyed(self.sheet.place(row, columns["session"]))
        for key, text in texts.items():
            if text:
                place = self.sheet.place(row, columns.get(key, 1))
                item.entries[key] = (place, Text(place, text, plain=False))
        return item

    def _text(self, row: int, column: int, key: str) -> str:
        text, number = self.sheet.text(row, column), self.sheet.fractions.get((row, column))
        if number is not None and key == "day":
            return as_date(number) or text
        return (as_hour(number) or text) if number is not None and key in ("start", "end") else text

    def _session(self, texts: Mapping[str, str]) -> str:
        """The name of the session with that title; of several that which may begin then, else the next one."""
        title = texts["session"]
        alike = [s for s in self.conference.sessions if title in (s.name, s.title) and s not in self.used]
        if not alike:
            return title
        minute = self._minute(texts)
        fixed = [session for session in alike if session.starts and minute in session.starts]
        named = [session for session in alike if session.name == title]
        chosen = [*fixed, *named, *alike][0]
        self.used.add(chosen)
        return chosen.name

    def _minute(self, texts: Mapping[str, str]) -> Minute | None:
        hours, _, minutes = texts["start"].replace(".", ":").partition(":")
        try:
            return self.conference.clock.minute(date.fromisoformat(texts["day"]), int(hours) * 60 + int(minutes))
        except ValueError:
            return None

    def _room(self, text: str) -> str:
        """`Gravenzaal (Zaal 1)` as the day file calls it; what is online has no room there."""
        called = {f"{room.name} ({room.short})": room.name for room in self.conference.rooms if room.short}
        named = {room.name for room in self.conference.rooms}
        return "" if text.casefold() == "online" and text not in named else called.get(text, text)
