"""The workbook of an instance of CSPLib, read whole; what is wrong with it is told all at once, with sheet and cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import available_timezones

from scheduler.conference.clock import typed_hour
from scheduler.files.csplib.cells import InstanceSheet, closes_after
from scheduler.files.csplib.instance import (
    CsplibInstance,
    InstanceParameters,
    InstanceSession,
    InstanceSubmission,
    InstanceTrack,
    Term,
)
from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.workbook.raw import RawBook, read_raw
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing, nearest, some

T = TypeVar("T")
_SHEETS = (
    "parameters",
    "submissions",
    "tracks",
    "sessions",
    "rooms",
    "tracks_sessions|penalty",
    "tracks_rooms|penalty",
    "similar tracks",
    "sessions_rooms|penalty",
)
_FACTS = ("Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees")
_GMT = re.compile(r"GMT([+-](?:[0-9]|1[0-4])(?::[0-5][0-9])?)?")
_MANY = 5  # so many names are told as examples


def is_instance(names: Iterable[str]) -> bool:
    """Whether a workbook with sheets of these names is one of the library."""
    return {"parameters", "submissions", "tracks_sessions|penalty"} <= {name.strip().casefold() for name in names}


def read_instance(workbook: Path) -> CsplibInstance:
    """The instance. Raises Faults."""
    fault_list = FaultList()
    book = read_raw(workbook, fault_list)
    sheets = _sheets(book, fault_list)
    instance = _InstanceReader(CsplibInstance(workbook.name, workbook.stem), sheets).read()
    fault_list.close()
    instance.remarks[:0] = book.remarks
    return instance


def _sheets(book: RawBook, fault_list: FaultList) -> dict[str, InstanceSheet]:
    """The sheets by name. Raises Faults where one is missing, for little can be said of the others then."""
    found = {sheet.name.strip().casefold(): InstanceSheet(sheet, book.file, fault_list) for sheet in book.sheets}
    missing = [name for name in _SHEETS if name not in found]
    if missing:
        sheets = listing([quoted(sheet.name) for sheet in book.sheets])
        message = plural(
            len(missing),
            "The sheet {sheets} is missing. A workbook of CSPLib has it; the sheets are {found}.",
            "The sheets {sheets} are missing. A workbook of CSPLib has them; the sheets are {found}.",
            sheets=listing([quoted(name) for name in missing]),
            found=sheets,
        )
        raise Faults([*fault_list.faults, Fault(book.file, 0, "", message)])
    return found


@dataclass
class _InstanceReader:
    instance: CsplibInstance
    sheets: Mapping[str, InstanceSheet]
    names: dict[str, set[str]] = field(default_factory=dict)  # of each kind, to look others up

    def read(self) -> CsplibInstance:
        instance = self.instance
        instance.parameters = self._parameters()
        instance.sessions = self._listed("sessions", self._session)
        instance.rooms = self._listed("rooms", lambda sheet, row: sheet.name(row, 1))
        instance.tracks = self._listed("tracks", self._track)
        self.names = {
            "session": {session.name for session in instance.sessions},
            "room": set(instance.rooms),
            "track": {track.name for track in instance.tracks},
        }
        self._no_name_of_both()
        instance.submissions = self._submissions()
        instance.in_sessions = self._matrix("tracks_sessions|penalty", "track", "session")
        instance.in_rooms = self._matrix("tracks_rooms|penalty", "track", "room")
        instance.sessions_in_rooms = self._matrix("sessions_rooms|penalty", "session", "room")
        instance.similar = self._similar()
        self._say()
        return instance

    # -- the sheet of parameters ----------------------------------------------------------------------------------

    def _parameters(self) -> InstanceParameters:
        """Each by the words before it; of the hours there are two, below their own headings."""
        sheet = self.sheets["parameters"]
        found: dict[str, tuple[int, int]] = {}
        section = ""
        for row in sorted(sheet.raw.rows):
            for column in sorted(sheet.raw.rows[row]):
                label = _label(sheet.raw.text(row, column))
                if label.endswith("suitable scheduling times"):
                    section = label.removesuffix(" scheduling times")
                elif label in ("from", "to", "penalty") and column == 1:
                    found.setdefault(f"{section} {label}", (row, column + 1))
                else:
                    found.setdefault(label, (row, column + 1))

        def at(label: str, words: str) -> tuple[int, int] | None:
            if label not in found:
                message = Sentence("{label} is missing, with its value to the right of it.", label=quoted(words))
                sheet.fault_list.faults.append(Fault(sheet.file, sheet.raw.place(1, 1), "", message))
            return found.get(label)

        read = InstanceParameters()
        if place := at("local time zone", "Local time zone"):
            read.zone = self._zone(sheet, *place, own=True)
        for label, words, name in (
            ("suitable from", "Suitable scheduling times, From", "suits_from"),
            ("suitable to", "Suitable scheduling times, To", "suits_to"),
            ("less suitable from", "Less suitable scheduling times, From", "less_from"),
            ("less suitable to", "Less suitable scheduling times, To", "less_to"),
        ):
            if place := at(label, words):
                setattr(read, name, sheet.hour(*place))
        for label, words, name in (
            ("less suitable penalty", "Less suitable scheduling times, Penalty", "little"),
            ("unsuitable penalty", "Unsuitable scheduling times, Penalty", "much"),
        ):
            if place := at(label, words):
                setattr(read, name, sheet.whole(*place))
        for term in Term:
            if place := at(_label(term), str(term)):
                read.weights[term] = sheet.whole(*place, least=-(10**6))
        self._say_unknown(sheet, found)
        hours = [found[label] for label in found if label.endswith((" from", " to"))]
        if not all(sheet.raw.text(*place) for place in hours):
            return read  # what is missing has been told
        in_order = read.less_from <= read.suits_from <= read.suits_to <= read.less_to
        if read.weights.get(Term.TIME_ZONES, 0) > 0 and not in_order and (place := found.get("suitable from")):
            message = Sentence(
                "Suitable hours should lie within those that suit less: {less_from} to {less_to}.",
                less_from=typed_hour(read.less_from),
                less_to=typed_hour(read.less_to),
            )
            sheet.fault(*place, message)
        return read

    def _say_unknown(self, sheet: InstanceSheet, found: Mapping[str, tuple[int, int]]) -> None:
        """Say aloud what is weighed there besides, of which netday knows nothing."""
        known = {_label(term) for term in Term}
        columns = {column for label, (_, column) in found.items() if label in known}
        for label, (row, column) in found.items():
            weight = sheet.raw.text(row, column)
            if column in columns and label not in known and re.fullmatch(r"[0-9.]*[1-9][0-9.]*", weight):
                term = sheet.raw.text(row, column - 1).strip().rstrip(":")
                unknown = Sentence(
                    "{term} weighs {weight}, but netday does not know that term; it does not count.",
                    term=quoted(term),
                    weight=weight,
                )
                place = sheet.raw.place(row, column)
                self.instance.remarks.append(Fault(sheet.file, place, "", unknown).text)

    def _zone(self, sheet: InstanceSheet, row: int, column: int, *, own: bool = False) -> str:
        """`GMT+2` or a place like Europe/Berlin. `own`: that of the conference, which is told in whole hours."""
        text = sheet.raw.text(row, column)
        if _GMT.fullmatch(text) and not (own and ":" in text):
            return text
        if text in _zones():
            return text
        if own and ":" in text:
            message = Sentence("{zone} should be in whole hours, or a place like Asia/Kolkata.", zone=quoted(text))
        else:
            hint = nearest(text, _zones())
            message = Sentence(
                "{zone} is no time zone; write it like GMT+2 or Europe/Berlin.{hint}", zone=quoted(text), hint=hint
            )
        sheet.fault(row, column, message)
        return "GMT+0"

    # -- the lists ------------------------------------------------------------------------------------------------

    def _listed(self, name: str, read: Callable[[InstanceSheet, int], T]) -> list[T]:
        sheet = self.sheets[name]
        if not (rows := list(sheet.rows())):
            sheet.fault(1, 1, Sentence("Nothing stands below the headings of this sheet."))
        self._each_once(sheet, [(row, 1) for row in rows])
        return [read(sheet, row) for row in rows]

    def _each_once(self, sheet: InstanceSheet, cells: Sequence[tuple[int, int]]) -> None:
        counted = Counter(sheet.name(*cell) for cell in cells)
        for cell in cells:
            if counted[name := sheet.name(*cell)] > 1:
                sheet.fault(*cell, Sentence("{name} stands here twice or more.", name=quoted(name)))
                counted[name] = 0

    def _session(self, sheet: InstanceSheet, row: int) -> InstanceSession:
        slots, day = sheet.whole(row, 2, least=1, empty=None), sheet.date(row, 3)
        start, end = sheet.hour(row, 4), sheet.hour(row, 5)
        end = closes_after(start, end)
        return InstanceSession(sheet.name(row, 1), slots, day, start, end)

    def _track(self, sheet: InstanceSheet, row: int) -> InstanceTrack:
        return InstanceTrack(sheet.name(row, 1), sheet.people(row, 2))

    def _no_name_of_both(self) -> None:
        sheet = self.sheets["rooms"]
        for row in sheet.raw.rows:
            if row > 1 and sheet.name(row, 1) in self.names["session"]:
                name = quoted(sheet.name(row, 1))
                sheet.fault(
                    row, 1, Sentence("{name} is a session too; call the one or the other otherwise.", name=name)
                )

    # -- submissions ----------------------------------------------------------------------------------------------

    def _submissions(self) -> list[InstanceSubmission]:
        sheet = self.sheets["submissions"]
        heads = sheet.heads()
        by_label = {_label(head): column for column, head in reversed(heads.items())}
        columns = {fact: by_label.get(fact.casefold(), 0) for fact in _FACTS}
        if missing := [fact for fact, column in columns.items() if not column]:
            message = plural(
                len(missing),
                "No column is called {columns}.",
                "No columns are called {columns}.",
                columns=listing([quoted(fact) for fact in missing]),
            )
            sheet.fault(1, 1, message)
            return []
        others = {column: head for column, head in heads.items() if column not in columns.values()}
        self._each_once(sheet, [(1, column) for column in others])
        penalties = self._known(sheet, {(1, column): head for column, head in others.items()}, "session", "room")
        self._all_there(sheet, penalties.values(), "session", "room", rows=False)
        rows = list(sheet.rows())
        self._each_once(sheet, [(row, 1) for row in rows])
        if not rows:
            sheet.fault(1, 1, Sentence("Nothing stands below the headings of this sheet."))
        return [self._submission(sheet, row, columns, penalties) for row in rows]

    def _submission(
        self,
        sheet: InstanceSheet,
        row: int,
        columns: Mapping[str, int],
        penalties: Mapping[tuple[int, int], str],
    ) -> InstanceSubmission:
        track = sheet.name(row, columns["Track"])
        self._known(sheet, {(row, columns["Track"]): track}, "track")
        slots = sheet.whole(row, columns["Required Timeslots"], least=1, empty=None)
        most = max((session.slots for session in self.instance.sessions), default=slots)
        if slots > most:
            message = Sentence(
                "{slots} time slots are asked, and no session has more than {most}.", slots=slots, most=most
            )
            sheet.fault(row, columns["Required Timeslots"], message)
        zone = columns["Time Zone"]
        return InstanceSubmission(
            sheet.name(row, columns["Reference"]),
            track,
            slots,
            sheet.whole(row, columns["Order"]),
            self._zone(sheet, row, zone) if sheet.raw.text(row, zone) else self.instance.parameters.zone,
            sheet.people(row, columns["Presenters"]),
            sheet.people(row, columns["Attendees"]),
            {name: value for (_, at), name in penalties.items() if (value := sheet.whole(row, at))},
        )

    # -- matrices -------------------------------------------------------------------------------------------------

    def _matrix(self, name: str, of_row: str, of_column: str) -> dict[tuple[str, str], int]:
        """What is not 0, by the names of row and column."""
        sheet = self.sheets[name]
        heads = sheet.heads(2)
        rows = list(sheet.rows())
        self._each_once(sheet, [(1, column) for column in heads])
        self._each_once(sheet, [(row, 1) for row in rows])
        across = self._known(sheet, {(1, column): head for column, head in heads.items()}, of_column)
        down = self._known(sheet, {(row, 1): sheet.name(row, 1) for row in rows}, of_row)
        self._all_there(sheet, across.values(), of_column, rows=False)
        self._all_there(sheet, down.values(), of_row, rows=True)
        self._say_nameless(sheet, rows, heads)
        return {
            (track, place): value
            for (row, _), track in down.items()
            for (_, column), place in across.items()
            if (value := sheet.whole(row, column))
        }

    def _similar(self) -> dict[tuple[str, str], int]:
        """The values above the diagonal; those below it the library does not read either."""
        sheet = self.sheets["similar tracks"]
        heads, rows = sheet.heads(2), list(sheet.rows())
        self._each_once(sheet, [(row, 1) for row in rows])
        down = self._known(sheet, {(row, 1): sheet.name(row, 1) for row in rows}, "track")
        self._all_there(sheet, down.values(), "track", rows=True)
        for number, row in enumerate(rows):
            head, name = sheet.name(1, number + 2), sheet.name(row, 1)
            if head != name:
                message = Sentence(
                    "{track} should stand here: the columns have the tracks in the order of the rows.",
                    track=quoted(name),
                )
                sheet.fault(1, number + 2, message)
                return {}
        self._say_nameless(sheet, rows, heads)
        found, below = {}, 0
        for i, row in enumerate(rows):
            for j in range(i + 1, len(rows)):
                value = sheet.whole(row, j + 2)
                below += sheet.raw.text(rows[j], i + 2) not in ("", "0") and sheet.whole(rows[j], i + 2) != value
                if value:
                    found[sheet.name(row, 1), sheet.name(rows[j], 1)] = value
        if below:
            self.instance.remarks.append(
                plural(
                    below,
                    "{place}: {number} value below the diagonal differs from that above it, which counts.",
                    "{place}: {number} values below the diagonal differ from those above it, which count.",
                    place=f"{sheet.file}, {sheet.raw.name}",
                )
            )
        return found

    def _known(
        self, sheet: InstanceSheet, cells: Mapping[tuple[int, int], str], *kinds: str
    ) -> dict[tuple[int, int], str]:
        """Those of the cells that name something of these kinds; the others are told."""
        known = set().union(*(self.names[kind] for kind in kinds))
        for cell, name in cells.items():
            if name not in known:
                sheet.fault(*cell, _unknown(name, kinds, known))
        return {cell: name for cell, name in cells.items() if name in known}

    def _all_there(self, sheet: InstanceSheet, found: Iterable[str], *kinds: str, rows: bool) -> None:
        """Whether each thing of these kinds has its row or column."""
        present = set(found)
        missing = [quoted(name) for kind in kinds for name in self._in_order(kind) if name not in present]
        if not missing:
            return
        names = some(missing, _MANY)
        message = (
            plural(len(missing), "There is no row for {names}.", "There are no rows for {names}.", names=names)
            if rows
            else plural(
                len(missing), "There is no column for {names}.", "There are no columns for {names}.", names=names
            )
        )
        sheet.fault(1, 1, message)

    def _in_order(self, kind: str) -> list[str]:
        instance = self.instance
        match kind:
            case "session":
                return [session.name for session in instance.sessions]
            case "room":
                return instance.rooms
            case _:
                return [track.name for track in instance.tracks]

    def _say_nameless(self, sheet: InstanceSheet, rows: Sequence[int], heads: Mapping[int, str]) -> None:
        """What stands in columns without a heading is read by nobody."""
        lost = [(row, column) for row in rows for column in sorted(sheet.raw.rows[row]) if column > 1]
        lost = [(row, column) for row, column in lost if column not in heads]
        if lost:
            self.instance.remarks.append(
                plural(
                    len(lost),
                    "{place}: {number} cell below no heading is not read.",
                    "{place}: {number} cells below no heading are not read, the first of them here.",
                    place=f"{sheet.file}, {sheet.raw.place(*lost[0])}",
                )
            )

    # -- what is said ---------------------------------------------------------------------------------------------

    def _say(self) -> None:
        instance = self.instance
        used = {submission.track for submission in instance.submissions}
        if idle := [quoted(track.name) for track in instance.tracks if track.name not in used]:
            instance.remarks.append(
                plural(
                    len(idle),
                    "{number} track has no submission: {tracks}.",
                    "{number} tracks have no submission: {tracks}.",
                    tracks=some(idle, _MANY),
                )
            )
        people = {name for track in instance.tracks for name in track.chairs}
        for submission in instance.submissions:
            people |= {*submission.presenters, *submission.attendees}
        if joined := sorted(quoted(name) for name in people if "," in name):
            instance.remarks.append(
                plural(
                    len(joined),
                    "{number} person has a comma in the name: {people}. Lists of people are cut at a comma with a "
                    "blank behind it.",
                    "{number} people have a comma in the name: {people}. Lists of people are cut at a comma with a "
                    "blank behind it.",
                    people=some(joined, _MANY),
                )
            )


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _label(text: str) -> str:
    return " ".join(text.casefold().removesuffix(":").split())


def _unknown(name: str, kinds: Sequence[str], known: Iterable[str]) -> Sentence:
    names = list(known)
    trimmed = next((one for one in names if one.strip() == name.strip()), "")
    hint: Phrase = Sentence(" One that differs by a blank before or behind it is.") if trimmed else nearest(name, names)
    match tuple(kinds):
        case ("track",):
            return Sentence("{name} is no track.{hint}", name=quoted(name), hint=hint)
        case ("session",):
            return Sentence("{name} is no session.{hint}", name=quoted(name), hint=hint)
        case ("room",):
            return Sentence("{name} is no room.{hint}", name=quoted(name), hint=hint)
        case _:
            return Sentence("{name} is no session or room.{hint}", name=quoted(name), hint=hint)
