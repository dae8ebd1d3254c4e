"""A programme out of a file of Word, Excel or plain text: each session where and when it stands, and what is left.

Whatever stands in the file either counts or is named in a remark with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from scheduler.conference.clock import DAY
from scheduler.conference.conference import Conference
from scheduler.files.cell_place import TablePlace
from scheduler.files.faults import Fault, Faults, quoted
from scheduler.files.grids.beside_table import session_beside
from scheduler.files.grids.cell_hours import at_its_row
from scheduler.files.grids.cell_text import CellSession, is_nothing, note_lines, sessions_of_cell
from scheduler.files.grids.grid_session import GridCounts, GridProgramme, GridSession
from scheduler.files.grids.grid_words import language_of
from scheduler.files.grids.hours import DayNamed, day_named, day_part, until_hour, year_in
from scheduler.files.grids.layout import GridEntry, GridLayout, are_tracks, entries_in_order, laid_out
from scheduler.files.grids.persons import persons_in
from scheduler.files.grids.table import MOST_CELLS, CellLine, GridDocument, GridTable
from scheduler.files.grids.talk_lines import KnownTalks
from scheduler.files.kinds_by_title import common_kind, is_for_all
from scheduler.files.sign_ups.known_names import loose_key
from scheduler.text import sanitize
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural
from scheduler.text.wording import alike_key, some

WORD = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers")
TEXTS = (".txt", ".md", ".tsv", ".csv", ".markdown")
_LAST = 60  # minutes of the last session of a day whose end is not told
_TITLE = 100  # letters of a title
_WORDS = 5  # texts in the place of hours that are named
_PLACE = re.compile(r"^(?:locatie|plaats|waar|adres|location|venue|where)\s*:\s*(?P<place>.+)$", re.IGNORECASE)
_END = re.compile(
    r"(?:einde?|sluiting|vertrek|end)(?: (?:van )?(?:de )?(?:programma|bijeenkomst|dag|netwerkdag))?", re.IGNORECASE
)
_SECTION = re.compile(r"(?:toelicht|themagroep\b|pijler\b|tg\b)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:toelicht\w*(?: tekst)?(?: bij)?|over|about)\s+", re.IGNORECASE)


def is_grid_file(path: Path) -> bool:
    """Whether its name is that of a programme as people lay it."""
    return path.suffix.casefold() in (*WORD, *SHEETS, *TEXTS) or path.name.startswith("~$")


def read_grid(path: Path, day: Conference | None = None) -> GridProgramme:
    """The programme in that file. Raises Faults where there is none, or where hours cannot be read: all at once.

    `day`: that for which it is, whose titles and rooms are known for what they are.
    """
    grid = _Grid(_document(path), path)
    if day is not None:
        grid.titles = frozenset(
            sanitize.line(name, None) for session in day.sessions for name in (session.title, session.name)
        )
        grid.talks = KnownTalks.of(day)
        grid.known_rooms = tuple(name for room in day.rooms for name in (room.name, room.short) if name)
    return grid.programme()


def _document(path: Path) -> GridDocument:
    suffix = path.suffix.casefold()
    if suffix in SHEETS:
        from scheduler.files.grids.sheet import read_sheet_grid  # noqa: PLC0415  openpyxl, for who needs it

        return read_sheet_grid(path)
    from scheduler.files.grids.pasted import in_tables, read_pasted  # noqa: PLC0415

    if suffix in TEXTS:
        return read_pasted(path)
    from scheduler.files.grids.word import read_word  # noqa: PLC0415

    document = read_word(path)
    if not document.tables:  # laid with tabs
        document.blocks = list(map(_in_word, in_tables([b for b in document.blocks if isinstance(b, CellLine)])))
    return document


def _in_word(block: CellLine | GridTable) -> CellLine | GridTable:
    """A table that was laid with tabs, with its rows as places."""
    if isinstance(block, CellLine):
        return block
    return replace(
        block,
        cells=tuple(replace(cell, place=TablePlace.of(block.number, cell.row + 1)) for cell in block.cells),
    )


@dataclass
class _Grid:
    document: GridDocument
    path: Path
    faults: list[Fault] = field(default_factory=list)
    rows: int = 0
    cells: int = 0
    read_tables: int = 0
    rooms: dict[str, int | None] = field(default_factory=dict)
    tracks: dict[str, None] = field(default_factory=dict)
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)  # of footnotes, by the number of the session
    title: str = ""
    place: str = ""
    language: str = "nl"
    titles: frozenset[str] = frozenset()
    known_rooms: tuple[str, ...] = ()
    talks: KnownTalks = field(default_factory=KnownTalks)
    left: tuple[CellLine, ...] = ()
    beside: list[tuple[CellLine, GridSession]] = field(default_factory=list)  # told in a paragraph of its own

    def programme(self) -> GridProgramme:
        if sum(len(table.cells) for table in self.document.tables) > MOST_CELLS:
            far = Sentence("There are far more cells in it than a programme has.")
            raise Faults([Fault(self.document.file, 0, "", far)])
        of_file = len(self.document.remarks)
        layouts = list(self._layouts())
        texts = [line.text for line in self._paragraphs()]
        whole = " ".join([*texts, *(cell.text for table in self.document.tables for cell in table.cells)])
        language = self.language = language_of(whole)
        if self.faults:
            raise Faults(self.faults, language)
        if not layouts:
            raise Faults([Fault(self.document.file, 0, "", self._no_programme())], language if whole else None)
        known = [*(name for layout in layouts for name in layout.headings), *self.known_rooms]
        sessions = [session for layout in layouts for session in self._sessions(layout, known)]
        sessions += [session for _, session in self.beside]
        if self.faults:
            raise Faults(self.faults, language)
        if not sessions:
            empty = Sentence(
                "The table has hours, and nothing that takes place at them: each cell is empty or has no title."
            )
            raise Faults([Fault(self.document.file, 0, "", empty)], language)
        sessions = self._together(sessions)
        sessions = _with_breaks_beside(self._with_ends(sessions))
        sessions, of_tables = self._with_paragraphs(sessions), len(self.document.remarks)
        self._say_twice(sessions)
        if not (self.title or self.document.title):
            self.document.say(0, Sentence("no title stands above it; the day is called {title}.", title=self.path.stem))
        return GridProgramme(
            file=self.document.file,
            title=self.title or self.document.title or self.path.stem,
            language=language,
            place=self.place,
            year=year_in(" ".join(texts)),
            sessions=tuple(sessions),
            rooms=self.rooms,
            tracks=tuple(self.tracks),
            counts=GridCounts(self.read_tables, self.rows, self.cells, len(sessions)),
            remarked=tuple(self.document.remarks),
            margins=self.document.margins,
            left=self.left,
            cuts=(of_file, of_tables),
        )

    def _no_programme(self) -> Phrase:
        if self.document.tables:
            nothing = Sentence(
                "No table in it has hours, down or across or in its cells, so there is no programme to read. Hours are "
                "written like 9.30 – 10.00."
            )
            largest = max(self.document.tables, key=lambda table: len(table.cells))
            first = [cell.text for cell in largest.cells if cell.column == 0 and cell.row > 0 and cell.text]
            if largest.width < 2 or not first:
                return nothing
            words = plural(
                len(first),
                "In the first column stands {texts}: put there from when to when that is.",
                "In the first column stand {texts}: put there from when to when each is.",
                texts=some([quoted(text) for text in first], _WORDS),
            )
            return paragraph(nothing, words)
        return Sentence(
            "There is no table in it. A programme is a table with the hours in the first column and the rooms above "
            "the others."
        )

    def _paragraphs(self) -> Iterable[CellLine]:
        return (block for block in self.document.blocks if isinstance(block, CellLine))

    def _layouts(self) -> Iterable[GridLayout]:
        """The tables that are programmes, each with the day that stands above it."""
        day: DayNamed | None = None
        for block in self.document.blocks:
            if isinstance(block, CellLine):
                if found := session_beside(block, day):
                    self.beside.append((block, found))
                else:
                    day = day_named(block.text) or day
                continue
            if block.name and (named := day_named(block.name)):
                day = named
            layout = laid_out(block, day, self.document.say, self._fault)
            if layout is None:
                self._say_no_hours(block)
                continue
            if layout.entries:
                day = layout.entries[-1].day
            self.read_tables += 1
            self.rows += block.height
            self.cells += sum(not is_nothing(cell.text) for cell in block.cells)
            yield layout

    def _fault(self, place: int, message: Phrase) -> None:
        self.faults.append(Fault(self.document.file, place, "", message))

    def _say_no_hours(self, table: GridTable) -> None:
        first = next((cell for cell in table.cells if cell.text), None)
        if first is not None:
            self.document.say(
                first.place, Sentence("this table holds no hours and is not read: {text} …", text=quoted(first.text))
            )

    # -- sessions -------------------------------------------------------------------------------------------------

    def _sessions(self, layout: GridLayout, known: Sequence[str]) -> Iterable[GridSession]:
        texts = [(entry, found) for entry in entries_in_order(layout) for found in self._texts(entry, known)]
        own = sum(bool(found.room) for _, found in texts) / max(1, len(texts))
        keys = set(map(loose_key, self.known_rooms))
        tracks = are_tracks(list(layout.headings), own) and keys.isdisjoint(map(loose_key, layout.headings))
        if tracks:
            self.tracks |= dict.fromkeys(name for name in layout.headings if name)
        else:
            for name, seats in layout.headings.items():
                self.rooms[name] = seats or self.rooms.get(name)
        for entry, found in texts:
            fitting, remark = at_its_row(entry, found, layout.begins, self.language)
            if remark:
                self.document.say(entry.place, remark)
            if session := self._session(entry, fitting, tracks=tracks):
                yield session

    def _texts(self, entry: GridEntry, known: Sequence[str]) -> Iterable[CellSession]:
        if talks := self.talks.of_cell(entry.lines):
            yield from talks
            return
        try:
            found = sessions_of_cell(entry.lines, known, self.titles)
        except ValueError as error:
            self._fault(entry.place, error.args[0])
            return
        for text in found:
            yield _with_facts(text, entry) if len(found) == 1 else text

    def _session(self, entry: GridEntry, found: CellSession, *, tracks: bool) -> GridSession | None:
        if found.struck:
            self.document.say(
                entry.place, Sentence("{title} is struck out; it is left out.", title=quoted(found.title))
            )
            return None
        if not found.title:
            words = " ".join(line.text for line in entry.lines)
            self.document.say(entry.place, Sentence("{text} has no title; it is not read.", text=quoted(words)))
            return None
        start = found.hours.start if found.hours else entry.start
        if start is None:
            self.document.say(entry.place, Sentence("{text} has no hour; it is not read.", text=quoted(found.title)))
            return None
        end = found.hours.end if found.hours and found.hours.end is not None else None if found.hours else entry.end
        if found.until is not None and found.until > start:
            end = found.until
        kind = None if found.group else common_kind(found.title)
        columns = () if tracks else entry.columns
        for_all = entry.for_all or is_for_all(kind)
        rooms = () if is_for_all(kind) and not entry.for_all else columns
        if found.room:
            rooms = (_same(found.room, self.rooms),)
        for room in rooms:
            self.rooms.setdefault(room, None)
        return GridSession(
            title=found.title,
            day=entry.day,
            start=start,
            end=end if end is not None else -1,
            place=entry.place,
            rooms=rooms,
            columns=columns,
            for_all=for_all,
            over_all=entry.for_all,
            sure_end=end is not None,
            track=entry.columns[0] if tracks and len(entry.columns) == 1 else "",
            online=found.online,
            group=found.group,
            pillar=found.pillar,
            is_pillar=found.is_pillar,
            people=found.people,
            notes=found.notes + tuple(self._of_marks(found.marks, entry.place)),
        )

    def _of_marks(self, marks: Sequence[str], place: int) -> Iterable[str]:
        for mark in marks:
            if text := self._notes.get(mark):
                yield text
            else:
                self.document.say(place, Sentence("no remark belongs to the mark {mark}.", mark=mark))

    @cached_property
    def _notes(self) -> dict[str, str]:
        """Remarks by their mark: footnotes, and lines below a table that begin with a star."""
        found = dict(self.document.notes)
        for line in self._paragraphs():
            found |= dict(note_lines(line.text))
        return found

    def _together(self, sessions: Sequence[GridSession]) -> list[GridSession]:
        """The same text in all rooms at once, or a break in several, is one for all."""
        at_once: dict[tuple[object, ...], list[GridSession]] = {}
        for session in sessions:
            at_once.setdefault((session.day, session.start, session.end, alike_key(session.title)), []).append(session)
        done: list[GridSession] = []
        for several in at_once.values():
            first = several[0]
            rooms = tuple(dict.fromkeys(room for one in several for room in one.rooms))
            common = is_for_all(common_kind(first.title)) or (len(self.rooms) > 1 and set(rooms) >= set(self.rooms))
            if len(several) > 1 and (common or first.for_all):
                self.document.say(
                    first.place,
                    Sentence(
                        "{title} stands in {number} cells at once; it is taken over once, for all.",
                        title=quoted(first.title),
                        number=len(several),
                    ),
                )
                done.append(replace(first, rooms=rooms if len(rooms) > 1 else first.rooms, for_all=True))
            else:
                done += several
        return done

    def _with_ends(self, sessions: Sequence[GridSession]) -> list[GridSession]:
        """What has a begin alone ends with the next begin of its day; the last one after an hour, which is said."""
        done = []
        hours: dict[DayNamed | None, set[int]] = {}
        for one in sessions:
            hours.setdefault(one.day, set()).update(hour for hour in (one.start, one.end) if hour >= 0 <= one.start)
        starts: dict[DayNamed | None, set[int]] = {}
        for one in sessions:
            starts.setdefault(one.day, set()).add(one.start)
        for session in sessions:
            if session.start < 0:  # all day
                of_day = hours[session.day] or {9 * 60, 17 * 60}
                session = replace(session, start=min(of_day), end=max(of_day))  # noqa: PLW2901
            elif session.end < 0 and _END.fullmatch(session.title):
                self.document.say(
                    session.place,
                    Sentence("{title} is where the day ends, and no session.", title=quoted(session.title)),
                )
                continue
            elif session.end < 0:
                later = min((start for start in starts[session.day] if start > session.start), default=None)
                end = later if later is not None else min(session.start + _LAST, 2 * DAY)
                if later is None:
                    self.document.say(
                        session.place,
                        Sentence(
                            "{title} has no end; {minutes} minutes are taken.",
                            title=quoted(session.title),
                            minutes=_LAST,
                        ),
                    )
                session = replace(session, end=end)  # noqa: PLW2901
            if until := next(
                (u for note in session.notes if (u := until_hour(note)) and session.start < u < session.end), None
            ):
                session = replace(session, end=until)  # noqa: PLW2901
            if session.end <= session.start:  # all day, and nothing else is there
                session = replace(session, end=session.start + _LAST)  # noqa: PLW2901
            done.append(session)
        return done

    def _say_twice(self, sessions: Sequence[GridSession]) -> None:
        alike: dict[str, list[GridSession]] = {}
        for session in sessions:
            if not is_for_all(common_kind(session.title)):
                alike.setdefault(loose_key(session.title), []).append(session)
        for several in alike.values():
            if len(several) > 1:
                self.document.say(
                    several[1].place,
                    plural(
                        len(several),
                        "{title} stands in the programme {number} time.",
                        "{title} stands in the programme {number} times; each counts as a session of its own.",
                        title=quoted(several[1].title),
                    ),
                )

    # -- paragraphs -----------------------------------------------------------------------------------------------

    def _with_paragraphs(self, sessions: Sequence[GridSession]) -> list[GridSession]:
        """Titles, places and texts about sessions out of the paragraphs; the others are named."""
        by_key = {
            loose_key(name): number
            for number, session in reversed(list(enumerate(sessions)))
            for name in (session.group or session.title, session.title)
        }
        texts: dict[int, list[str]] = {}
        left: list[CellLine] = []
        about: int | None = None
        seen_table = False
        marks = set(self._notes)
        beside = [line for line, _ in self.beside]
        for block in self.document.blocks:
            if any(block is line for line in beside):
                continue
            if isinstance(block, GridTable):
                seen_table, about = True, None
                continue
            text = block.text
            number = by_key.get(loose_key(_ABOUT.sub("", text))) if seen_table and len(text) <= _TITLE else None
            if number is not None:
                about = number
            elif any(mark in marks for mark, _ in note_lines(text)) and self._is_used(text, sessions):
                continue
            elif day_named(text):
                self.title = self.title or ("" if seen_table else _bare_title(text))
                about = None
            elif found := _PLACE.match(text):
                self.place = self.place or found["place"].strip()
            elif seen_table and len(text) <= _TITLE and (block.bold or _SECTION.match(text)):
                about = None
                left.append(block)
            elif about is not None:
                texts.setdefault(about, []).append(text)
            elif not seen_table and not self.title and _can_be_title(text):
                self.title = text
            else:
                left.append(block)
        self.left = tuple(left)
        return [
            replace(session, description="\n\n".join(texts[number])) if number in texts else session
            for number, session in enumerate(sessions)
        ]

    @staticmethod
    def _is_used(text: str, sessions: Sequence[GridSession]) -> bool:
        return any(note in session.notes for _, note in note_lines(text) for session in sessions)


def _with_breaks_beside(sessions: Sequence[GridSession]) -> list[GridSession]:
    """A break that stands in some rooms, while something goes on in others, is no break for all."""

    def beside(one: GridSession) -> bool:
        return any(
            other.day == one.day and other.start < one.end and one.start < other.end and not other.for_all
            for other in sessions
        )

    return [
        replace(one, for_all=False, beside=True)
        if one.for_all and not one.over_all and is_for_all(common_kind(one.title)) and beside(one)
        else one
        for one in sessions
    ]


def _can_be_title(text: str) -> bool:
    return len(text) <= _TITLE and not text.endswith((".", ":", ",")) and not day_part(text)


def _bare_title(text: str) -> str:
    """What stands before the date in a heading, where that can be a title."""
    named = day_named(text)
    flat = " ".join(text.split())
    before = flat.partition(named.text)[0].strip(" ,:–-|") if named and named.text else ""
    return before if len(before) > 3 and _can_be_title(before) else ""  # a word


def _same(room: str, rooms: Iterable[str]) -> str:
    """The room as it is called already: of the same name, or within a heading such as `Plenair / Zaal 1`."""
    key = alike_key(room)
    found = [name for name in rooms if alike_key(name) == key]
    within = [name for name in rooms if re.search(rf"(?<!\w){re.escape(key)}(?!\w)", alike_key(name))]
    return (found or (within if len(within) == 1 else []) or [room])[0]


def _with_facts(text: CellSession, entry: GridEntry) -> CellSession:
    """What the other columns of a list say of the session."""
    people = {role: list(named) for role, named in text.people.items()}
    notes = list(text.notes)
    for word, lines in entry.facts:
        whole = " ".join(line.text for line in lines)
        match word:
            case "room":
                text = replace(text, room=text.room or whole)
            case "speakers" | "chairs":
                named = [person for line in lines for person in persons_in(line.text)]
                if named:
                    people.setdefault(word, []).extend(named)
                else:
                    notes.append(whole)
            case "group":
                text = replace(text, group=text.group or whole)
            case _:
                notes.append(whole)
    return replace(text, people={role: tuple(named) for role, named in people.items()}, notes=tuple(notes))
