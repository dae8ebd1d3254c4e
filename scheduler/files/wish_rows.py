"""The rows of a file of wishes: who, which session, how strongly; or so many stars a session."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scheduler.files.attendees import Mention
from scheduler.files.csv_slips import in_runs, is_total
from scheduler.files.day_schema import DayFile
from scheduler.files.faults import Fault, Faults, quoted
from scheduler.files.sessions import name_of
from scheduler.files.sign_ups.export_table import ExportRow, export_rows, plain
from scheduler.files.validate import Source
from scheduler.files.values import CROSSES, MOST, YES, strength_wanted
from scheduler.files.wishes import wishes_index
from scheduler.files.wishes_file import Who, WishesBeside
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import alike_key, count, listing

# What exports call their columns; the first of a kind that a heading names counts.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("name", "naam", "person", "persoon", "deelnemer", "attendee", "attendee name", "participant", "full name"),
        *("volledige naam", "gebruiker", "user", "bezoeker", "wie"),
    ),
    "first": ("first name", "voornaam", "given name"),
    "infix": ("tussenvoegsel", "tussenvoegsels", "infix"),
    "last": ("last name", "achternaam", "surname", "family name"),
    "code": ("user id", "attendee id", "participant id", "deelnemer id", "ticket", "ticket id", "badge", "badge id"),
    "city": ("organisation", "organization", "organisatie", "gemeente", "stad", "city", "company"),
    "email": ("email", "e mail", "mail", "email address", "e mailadres", "mailadres", "emailadres"),
    "session": (
        *("session", "sessie", "onderdeel", "title", "titel", "talk", "lezing", "workshop", "submission", "proposal"),
        *("session title", "talk title", "proposal title", "submission title", "voorstel titel", "activiteit"),
        *("bijeenkomst", "group", "groep", "themagroep", "keuze", "sessions", "onderdelen"),
    ),
    "rank": (
        *("rank", "ranking", "rang", "rangorde", "voorkeur", "prioriteit", "preference", "priority", "choice", "keus"),
        *("voorkeur nr", "keuze nr", "choice number", "rank order", "volgorde van voorkeur"),
    ),
    "strength": (
        *("weight", "gewicht", "stars", "star", "sterren", "votes", "vote", "stemmen", "stem", "strength", "sterkte"),
        *("score", "points", "punten", "rating", "waardering", "favourites", "favorites", "favorieten", "likes"),
        *("count", "aantal", "how strongly", "hoe graag", "wens", "wish", "number"),
    ),
}
_RANKED = r"(?:keus|keuze|voorkeur|prioriteit|wens|choice|preference|priority|wish)"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
}
_RANK = re.compile(
    rf"(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<number>[1-9]\d?)(?: ?(?:e|de|ste|st|nd|rd|th))?)(?: {_RANKED})?|"
    rf"{_RANKED} (?P<behind>[1-9]\d?)"
)
_STARS = re.compile(r"[★⭐*\ufe0f\s]+[☆\s]*")


class WishRows:
    """Reads the rows of one file. What cannot be read is a fault at its line; what does not count is said aloud."""

    def __init__(
        self,
        file: str,
        heading: ExportRow,
        rows: Sequence[ExportRow],
        shape: DayFile,
        people: Sequence[Mention] | None,
        source: Source,
    ) -> None:
        self.file, self.heading, self.rows, self.source = file, heading, rows, source
        self.list, self.fault_list = people, source.fault_list
        self.columns: dict[str, int] = {}
        for number, cell in enumerate(heading.cells):
            key = next((key for key, heads in _HEADS.items() if plain(cell) in heads), None)
            if key:
                self.columns.setdefault(key, number)
        if "strength" in self.columns:
            self.columns.pop("rank", None)
        self.ranked = {} if "session" in self.columns else _ranked(heading.cells)  # columns by the rank of the choice
        self.ranks = max(self.ranked, default=0) or self._lowest()
        self.things = list(wishes_index(shape).things)
        self.exact = {name: [name] for name in self.things}
        self.sessions = _by_name(self.things, _titles(shape))
        mentions = [] if people is None else people
        self.known: dict[str, dict[Who, None]] = {}
        self.emails: dict[str, Who] = {}
        stated: dict[str, str] = {}
        for entry in mentions:
            if entry.shape.organisation:
                stated.setdefault(entry.shape.name, entry.shape.organisation)
        for entry in mentions:
            who = entry.shape.name, entry.shape.organisation or stated.get(entry.shape.name, "")
            for written in {entry.shape.name, f"{who[0]} ({who[1]})"}:
                self.known.setdefault(alike_key(written), {})[who] = None
            if entry.shape.email:
                self.emails[entry.shape.email.casefold()] = who
        for guest in shape.guests:
            self.known.setdefault(alike_key(guest.name), {})[guest.name, guest.organisation or ""] = None
        self.names = [name for found in self.known.values() for name, _ in found]
        self.found = WishesBeside()
        self.blank: list[int] = []
        self.twice: dict[tuple[Who, str], list[int]] = {}

    @classmethod
    def of(cls, path: Path, shape: DayFile, people: Sequence[Mention] | None, source: Source) -> WishesBeside | None:
        """What that file says; None where it cannot be read, which is noted."""
        try:
            heading, rows, remarks = export_rows(path)
        except Faults as faults:
            source.fault_list.faults += faults.faults
            return None
        source.fault_list.remarks += remarks
        return cls(path.name, heading, rows, shape, people, source).read()

    def read(self) -> WishesBeside | None:
        if "session" not in self.columns and not self.ranked:
            self._fault(
                self.heading.number,
                Sentence(
                    'No column says which session is wished for: call it "session" (or "onderdeel"). The columns are '
                    "{columns}.",
                    columns=listing(quoted(cell) for cell in self.heading.cells if cell),
                ),
            )
            return None
        used = sum(map(self._row, self.rows))
        self._say_counts(used)
        return self.found

    def _fault(self, line: int, message: Phrase, where: str = "") -> None:
        self.fault_list.faults.append(Fault(self.file, line, where, message))

    def _cell(self, row: ExportRow, key: str) -> str:
        return row.cell(self.columns[key]) if key in self.columns else ""

    def _lowest(self) -> int:
        """The last rank that a cell gives, where a column ranks the wishes."""
        ranks = (rank_typed(self._cell(row, "rank")) for row in self.rows)
        return max((rank for rank in ranks if rank), default=0)

    def _row(self, row: ExportRow) -> bool:
        """Whether the row counts."""
        if self.ranked:
            return self._choices(row)
        session = self._cell(row, "session")
        if row.cells == self.heading.cells or is_total(session) or is_total(self._name(row)):
            return False
        if not session:
            self._fault(row.number, Sentence("No session stands here."))
            return False
        names = self._sessions(row, session)
        strength, is_one = self._strength(row, session)
        anonymous = not self._name(row) and not self._cell(row, "email")
        who = None if anonymous else self._who(row)
        if not is_one or not names or (who is None and not anonymous):
            return False
        for name in names:
            self._note(row, name, who, strength)
        return True

    def _choices(self, row: ExportRow) -> bool:
        """The same of a row that names a session in each of its columns of a first choice, a second, and so on."""
        if row.cells == self.heading.cells or is_total(self._name(row)):
            return False
        anonymous = not self._name(row) and not self._cell(row, "email")
        who = None if anonymous else self._who(row)
        if who is None and not anonymous:
            return False
        chosen = [
            (name, self.ranks + 1 - rank)
            for rank, column in self.ranked.items()
            if (cell := row.cell(column))
            for name in self._sessions(row, cell)
        ]
        for name, strength in chosen:
            self._note(row, name, who, strength)
        return bool(chosen)

    def _sessions(self, row: ExportRow, session: str) -> list[str]:
        """What the cell names, several apart by a semicolon or a bar; nothing where one of them is not known."""
        found: list[str] = []
        whole = self._named(session)
        for part in [session] if whole else filter(None, map(str.strip, re.split(r"[;|\n]", session))):
            names = whole or self._named(part)
            if len(names) > 1:
                apart = listing(map(quoted, names), "or")
                self._fault(row.number, Sentence("{name} can be {names}; write which.", name=quoted(part), names=apart))
                return []
            if not names:
                if not self.fault_list.unsure & {"sessions", "groups"}:
                    hint = self.fault_list.hint(part, self.things)
                    none = Sentence("{name} is no session or group.{hint}", name=quoted(part), hint=hint)
                    self._fault(row.number, none)
                return []
            found += names
        return found

    def _named(self, text: str) -> list[str]:
        return self.exact.get(text) or self.sessions.get(alike_key(text)) or []

    def _name(self, row: ExportRow) -> str:
        """The name in the row, which may stand in parts; the number of their ticket where no column holds names."""
        parts = (self._cell(row, key) for key in ("first", "infix", "last"))
        name = self._cell(row, "name") or " ".join(part for part in parts if part)
        return name if name or self.columns.keys() & {"name", "email", "first", "last"} else self._cell(row, "code")

    def _note(self, row: ExportRow, session: str, who: Who | None, strength: int | None) -> None:
        if who is None:
            by_name = self.columns.keys() & {"name", "email", "first", "last", "code"}
            self.found.unnamed[session] += (0 if strength == 0 else 1) if by_name or strength is None else strength
            return
        own = self.found.wishes.setdefault(who, {})
        if session in own:
            self.twice.setdefault((who, session), []).append(row.number)
            both = (own[session], strength)
            strength = max(one or 0 for one in both) or (None if None in both else 0)
        own[session] = strength

    def _strength(self, row: ExportRow, session: str) -> tuple[int | None, bool]:
        """How strong the wish is, and whether the row says one."""
        if "strength" not in self.columns:
            return self._strength_of_rank(row, session)
        cell = self._cell(row, "strength")
        word = cell.casefold()
        if not cell:
            self.blank.append(row.number)
            return None, False
        if number := re.fullmatch(r"(\d{1,7})(?:[.,]0+)?", cell):
            if int(number[1]) <= MOST:
                return int(number[1]), True
        elif _STARS.fullmatch(cell) and (stars := sum(sign in "★⭐*" for sign in cell)):
            return stars, True
        elif (yes := YES.get(CROSSES.get(word, word))) is not None:
            return (None if yes else 0), True
        self._fault(row.number, strength_wanted(session, cell))
        return None, False

    def _strength_of_rank(self, row: ExportRow, session: str) -> tuple[int | None, bool]:
        """The same where a column ranks the wishes: the last of the file is 1 strong, the one before it 2."""
        if "rank" not in self.columns:
            return None, True
        cell = self._cell(row, "rank")
        if not cell:
            self.blank.append(row.number)
            return None, False
        if rank := rank_typed(cell):
            return self.ranks + 1 - rank, True
        wanted = Sentence(
            "{cell} is no rank of the wish for {session}; write 1 for a first choice, 2 for a second.",
            cell=quoted(cell),
            session=quoted(session),
        )
        self._fault(row.number, wanted)
        return None, False

    def _who(self, row: ExportRow) -> Who | None:
        """Whom the row is of; None where that is not known, which is noted."""
        name, city, email = self._name(row), self._cell(row, "city"), self._cell(row, "email")
        if email and (known := self.emails.get(email.casefold())):
            return known
        if not name or "@" in name:
            if (known := self.emails.get(name.casefold())) is None:
                self._fault(row.number, Sentence("Nobody in the list of people has this e-mail address; write a name."))
            return known
        asked = alike_key(f"{name} ({city})") if city else alike_key(name)
        found = list(self.known.get(asked) or self.known.get(alike_key(name)) or {})
        if len(found) == 1:
            return found[0]
        if found:
            apart = listing((quoted(f"{one} ({town})" if town else one) for one, town in found), "or")
            self._fault(row.number, Sentence("{name} can be {names}; write which.", name=quoted(name), names=apart))
            return None
        if self.list is None:
            return name, ""
        if "people" not in self.fault_list.unsure:
            hint = self.fault_list.hint(name, self.names)
            message = Sentence("{name} is no person.{hint}", name=quoted(name), hint=hint)
            self._fault(row.number, message)
        return None

    # -- aloud --------------------------------------------------------------------------------------------------------

    def _say_counts(self, used: int) -> None:
        say, found = self.fault_list.say, self.found
        wishes = sum(strength != 0 for own in found.wishes.values() for strength in own.values())
        say(
            Sentence(
                "{file}: {rows} read, {used} used: {people} with {wishes}, and {unnamed} without a name.",
                file=self.file,
                rows=count(len(self.rows), "row"),
                used=used,
                people=count(len(found.wishes), "person", "people"),
                wishes=count(wishes, "wish", "wishes"),
                unnamed=found.unnamed.total(),
            )
            if found.unnamed
            else Sentence(
                "{file}: {rows} read, {used} used: {people} with {wishes}.",
                file=self.file,
                rows=count(len(self.rows), "row"),
                used=used,
                people=count(len(found.wishes), "person", "people"),
                wishes=count(wishes, "wish", "wishes"),
            )
        )
        if self.blank:
            say(
                plural(
                    len(self.blank),
                    "{file}: {number} row does not say how strong the wish is, and does not count: line {lines}.",
                    "{file}: {number} rows do not say how strong the wish is, and do not count: lines {lines}.",
                    file=self.file,
                    lines=in_runs(self.blank),
                )
            )
        if self.twice:
            say(
                plural(
                    len(self.twice),
                    "{file}: {number} wish stands there more than once, and the strongest counts: line {lines}.",
                    "{file}: {number} wishes stand there more than once, and the strongest counts: lines {lines}.",
                    file=self.file,
                    lines=in_runs({line for lines in self.twice.values() for line in lines}),
                )
            )
        unused = [
            cell
            for n, cell in enumerate(self.heading.cells)
            if cell and n not in {*self.columns.values(), *self.ranked.values()}
        ]
        if unused:
            say(
                plural(
                    len(unused),
                    "{file}: the column {columns} is not used.",
                    "{file}: the columns {columns} are not used.",
                    file=self.file,
                    columns=listing(map(quoted, unused)),
                )
            )


def rank_typed(text: str) -> int:
    """The rank that somebody gave a wish: `1`, `2e keus`, `third choice`, `Voorkeur 1`; 0: it is none."""
    found = _RANK.fullmatch(plain(text))
    if not found:
        return 0
    return _ORDINALS.get(found["word"] or "") or int(found["number"] or found["behind"])


def _ranked(heads: Sequence[str]) -> dict[int, int]:
    """By rank, the column of that choice: `1e keus`, `Keuze 2`, `third choice`."""
    found: dict[int, int] = {}
    for number, head in enumerate(heads):
        if re.search(_RANKED, plain(head)) and (rank := rank_typed(head)):
            found.setdefault(rank, number)
    return found


def _titles(shape: DayFile) -> Iterable[tuple[str, str]]:
    """What sessions are called in print, each with its own name."""
    return ((session.title, name_of(session, shape)) for session in shape.sessions if session.title)


def _by_name(names: Iterable[str], titles: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What can be wished for by what it may be called; a title that several have is all of them."""
    found: dict[str, list[str]] = {}
    for title, name in titles:
        found.setdefault(alike_key(title), []).append(name)
    own: dict[str, list[str]] = {}
    for name in names:
        own.setdefault(alike_key(name), []).append(name)
    return {title: list(dict.fromkeys(several)) for title, several in {**found, **own}.items()}
