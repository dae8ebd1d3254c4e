"""A workbook of somebody's own: which sheet holds what and what each column means, guessed, and asked where unsure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from scheduler.files.faults import Fault, FaultList, Faults, quoted
from scheduler.files.kinds_by_title import listed_kind
from scheduler.files.workbook.filled_in import NOT_HELD
from scheduler.files.workbook.own_groups import (
    MEETS,
    MEETS_WORDS,
    complete_groups,
    kind_of_remark,
    meetings_of,
)
from scheduler.files.workbook.own_heads import with_one_head
from scheduler.files.workbook.own_names import OwnNames
from scheduler.files.workbook.own_remarks import HEADINGS, REMARK_WORDS, REMARKS, OwnRemarks, hidden
from scheduler.files.workbook.raw import RawBook, RawSheet, as_date, as_hour, read_raw
from scheduler.files.workbook.sheets import BY_KEY, Holds, SheetColumn, SheetPlan, plain
from scheduler.files.workbook.tables import DayRow, DayTables, add_role
from scheduler.files.workbook.words import (
    NOTHING,
    groups_in,
    joined,
    name_part,
    parts,
    role_meant,
    understood,
    whole_name,
)
from scheduler.text.sentence import NOTHING as NO_WORDS
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import alike_key, count, listing, some

KINDS = ("rooms", "groups", "people", "sessions", "rounds")  # what a sheet of one's own can hold
_WORDS = {
    "rooms": "zalen ruimtes ruimten lokalen locaties rooms venues",
    "groups": "groepen themagroepen pijlers groups werkgroepen commissies",
    "people": "mensen leden personen deelnemers bestuurders members people participants contacten gasten sprekers",
    "sessions": "onderdelen vergaderingen bijeenkomsten overleggen sessies programma meetings sessions agenda",
    "rounds": "rondes blokken tijden rounds slots",
}
# What a column of people can say besides: of which groups they are that; or the role, with a row for each group.
IN_GROUPS = {
    "member": ("member of", "lid van"),
    "chair": ("chair of", "voorzitter van"),
    "vice_chair": ("vice-chair of", "vicevoorzitter van"),
    "interested": ("interested in", "belangstellend in"),
}
ROLE, ROLE_WORDS = "role", ("role in that group", "rol in die groep")
_LED_BY = {"chairs": "chair", "vice_chairs": "vice_chair"}  # columns of groups that name people
LEFT_OUT = ""
_UNNAMED = re.compile(r"(?:blad|sheet|tabel|table|tabblad)\s*\d*", re.IGNORECASE)
_SURE, _LIKELY = 0.99, 0.6
_GUESTS = ("gasten", "sprekers", "genodigden", "guests", "speakers")  # sheets of people who come as that
_ALSO = {  # words of headings by what they may mean
    "rooms.capacity": "max pers personen aantal zitplaatsen pax",
    "rooms.name": "omschrijving zaalnaam",
    "people.name": "persoon lid deelnemer bestuurder wie who gast spreker genodigde",
    "people.organisation": "woonplaats werkgever namens bestuursorgaan",
    "people.member": "groepen themagroepen groep themagroep pijler lidmaatschap commissie",
    "people.interested": "belangstelling belangstellend interesse interested",
    "people.arrives": "komt aankomst",
    "people.leaves": "gaat vertrekt vertrek",
    "people.role": "rol functie hoedanigheid",
    "groups.name": "groep themagroep pijler",
    "groups.chairs": "voorzitter vz trekker",
    "groups.vice_chairs": "vicevoorzitter vvz plaatsvervanger",
    "groups.kind": "categorie",
    f"groups.{MEETS}": "duur min minuten lengte",
    **{f"{kind}.{REMARKS}": HEADINGS for kind in ("rooms", "groups", "people")},
    "sessions.title": "onderdeel bijeenkomst overleg agendapunt sessie naam",
    "sessions.groups": "themagroep groep van",
    "sessions.speakers": "spreker gast inleider",
    "sessions.at": "aanvang begin begintijd start tijd tijdstip",
    "sessions.minutes": "duur min minuten lengte",
    "sessions.rooms": "zaal ruimte locatie kamer",
    "sessions.expected": "aantal deelnemers verwachting",
}


@dataclass(frozen=True)
class Meaning:
    """One answer that can be given: its key, and what it is called in English and Dutch."""

    key: str
    english: str
    dutch: str

    def words(self, language: str) -> str:
        return self.dutch if language == "nl" else self.english


@dataclass(frozen=True)
class OwnQuestion:
    """What a sheet holds, a column means, or a name is. `guess`: the likely answer, or empty.

    `sure`: it need not be asked; `hidden`: what is said where it is left out; `open`: the guess is not taken unasked.
    """

    text: Sentence
    meanings: tuple[Meaning, ...]
    guess: str
    sure: bool
    hidden: Phrase = NO_WORDS
    open: bool = False


Answer = Callable[[OwnQuestion], str]


def read_own(
    path: Path, title: str, date: str, answer: Answer, fault_list: FaultList, known: DayTables | None = None
) -> OwnLists:
    """The rows of a day in a workbook of somebody's own. Faults are noted; raises Faults where nothing can be read.

    `known`: the day that they are for, where there is one.
    """
    book = read_raw(path, fault_list)
    for remark in book.remarks:
        fault_list.say(remark)
    known = known or DayTables()
    names = OwnNames(book.file, [row["name"] for row in known.rows["people"]])
    own = _Own(book, answer, fault_list, known, names)
    return OwnLists(own.tables(title or path.stem, date), tuple(own.left))


@dataclass(frozen=True)
class OwnLists:
    """The rows, and what stands in the lists that is not in them."""

    tables: DayTables
    left: tuple[Phrase, ...]


@dataclass
class _Own:
    book: RawBook
    answer: Answer
    fault_list: FaultList
    day: DayTables
    names: OwnNames
    left: list[Phrase] = field(default_factory=list)
    _remarks: OwnRemarks = field(default_factory=lambda: OwnRemarks("", ""))  # those of the sheet that is read
    _beside: dict[int, str] = field(default_factory=dict)  # by number of a group what is remarked of it

    def tables(self, title: str, date: str) -> DayTables:
        tables = DayTables()
        tables.rows["day"] = [DayRow({"title": title, "date": date, "language": "nl"})]
        found = [(sheet, head) for sheet in map(with_one_head, self.book.sheets) if (head := _head(sheet))]
        if not found:
            nothing = Sentence("No sheet of this workbook has a row of headings with rows below it.")
            raise Faults([Fault(self.book.file, 0, "", nothing)])
        sheets = [(sheet, head, self.answer(_of_sheet(sheet, head))) for sheet, head in found]
        for kind in KINDS:  # groups before people, whose columns may name them
            for sheet, head, meant in sheets:
                if meant == kind:
                    self._sheet(BY_KEY[kind], sheet, head, tables)
        for sheet, _, meant in sheets:
            if meant not in KINDS:
                self.fault_list.say(
                    Sentence("{file}: the sheet {sheet} is not read.", file=self.book.file, sheet=quoted(sheet.name))
                )
        if not self._known(tables):  # nothing lists the groups, so those that people are in are they
            tables.rows["groups"] = [
                DayRow({"name": group}, place=row.place)
                for group, row in {group: row for row in tables.rows["people"] for group, _ in row.roles}.items()
            ]
        meetings_of(tables, self._beside, self.book.file, self.fault_list)
        complete_groups(tables, self.day.rows["groups"], self.book.file, self.fault_list)
        for row in tables.rows["sessions"]:
            self._say_names(row)
        self.names.tell(self.fault_list)
        return tables

    def _say_names(self, session: DayRow) -> None:
        """Whom a list of meetings names, where a comma or a Dhr. is no part of that."""
        for key in ("speakers", "hosts", "required"):
            if session[key] and (found := self.names.several(session[key])):
                session.cells[key] = joined(found)

    def _known(self, tables: DayTables) -> list[str]:
        return [*tables.groups, *self.day.groups]

    def _sheet(self, plan: SheetPlan, sheet: RawSheet, head: int, tables: DayTables) -> None:
        columns: dict[int, str] = {}
        questions = {
            column: self._asked(plan, sheet, head, column, heading, self._known(tables))
            for column, heading in sorted(sheet.rows[head].items())
        }
        _one_names(plan, questions)
        self._remarks = OwnRemarks(self.book.file, sheet.name)
        for column, question in questions.items():
            key = question if isinstance(question, str) else self.answer(question)
            if key and key not in columns.values():
                columns[column] = key
                if key == REMARKS:
                    self._remarks.heading = sheet.text(head, column)
            elif key:
                self.fault_list.say(
                    Sentence(
                        "{file}: the column {heading} is left out, for another one says the same.",
                        file=self.book.file,
                        heading=quoted(sheet.text(head, column)),
                    )
                )
        tables.headings[plan.key] = {key for key in columns.values() if not key.startswith("(")}
        used = 0
        below = [row for row in sorted(sheet.rows) if row > head]
        self._say_unheaded(sheet, head, below)
        if plan.key == "people":
            naming = [column for column, key in columns.items() if key == "name"]
            self.names.learn((sheet.text(row, column) for row in below for column in naming), self._is_turned)
        divided = {c for c in columns if any(len(parts(sheet.text(row, c))) > 1 for row in below)}
        for number in below:
            used += self._row(plan, sheet, number, columns, tables, divided)
        self.fault_list.say(
            Sentence(
                "{file}: of the sheet {sheet}, {rows} read, {used} used.",
                file=self.book.file,
                sheet=quoted(sheet.name),
                rows=count(len(below), "row"),
                used=used,
            )
        )
        if left := self._remarks.tell(self.fault_list):
            self.left.append(left)

    def _say_unheaded(self, sheet: RawSheet, head: int, below: Sequence[int]) -> None:
        """Columns without a heading, which are not read."""
        for column in sorted({column for row in below for column in sheet.rows[row]} - sheet.rows[head].keys()):
            self.left.append(hidden("", sheet.name, [text for row in below if (text := sheet.text(row, column))]))

    def _is_turned(self, typed: str, name: str) -> bool:
        """Whether somebody is called so, where the list alone does not tell."""
        text = Sentence(
            "What is the name of whom the list calls {typed}?",
            typed=quoted(typed),
        )
        meanings = (Meaning("turned", name, name), Meaning("typed", typed, typed))
        return self.answer(OwnQuestion(text, meanings, "turned", sure=False, open=True)) == "turned"

    @staticmethod
    def _asked(
        plan: SheetPlan, sheet: RawSheet, head: int, column: int, heading: str, groups: Sequence[str]
    ) -> OwnQuestion | str:
        """What is asked of a column; of that of a group its key, which is sure."""
        cells = [sheet.text(row, column) for row in sorted(sheet.rows) if row > head and sheet.text(row, column)]
        if plan.key == "people" and heading in groups:
            return f"({heading})"
        if plan.key == "people" and (part := name_part(heading)):
            return f"<{part}>"
        return _of_column(plan, sheet, heading, cells, groups)

    def _row(
        self,
        plan: SheetPlan,
        sheet: RawSheet,
        number: int,
        columns: dict[int, str],
        tables: DayTables,
        divided: Collection[int],
    ) -> bool:
        """Whether it says something. `divided`: columns with semicolons, where a comma belongs to a name."""
        row = DayRow({}, place=sheet.place(number, min(columns, default=1)))
        groups: list[tuple[str, str]] = []
        role = ""
        for column, key in columns.items():
            text = self._text(plan, sheet, number, column, key)
            if not text:
                continue
            row.places[key] = sheet.place(number, column)
            if key.startswith("("):
                if found := role_meant(text):
                    add_role(row, key[1:-1], found)
            elif plan.key == "people" and key in IN_GROUPS:
                known = self._known(tables)
                groups += [(g, own or key) for g, own in groups_in(text, known, commas=column not in divided)]
            elif key == ROLE:
                role = role_meant(text) or ""
            elif key == REMARKS:
                self._remarked(plan, row, text, tables)
            elif key == "name" and plan.key == "people":
                row.cells[key] = self.names.read(text)
            elif plan.key == "groups" and key in _LED_BY:
                self._led_by(row, _LED_BY[key], text, tables)
            else:
                row.cells[key] = text
        if whole := whole_name({key[1:-1]: row.cells.pop(key) for key in list(row.cells) if key[:1] == "<"}):
            row.cells["name"] = self.names.read(whole)
        if plan.key == "people" and plain(sheet.name) in map(plain, _GUESTS):
            row.cells.setdefault("guest", "yes")
        for group, own in groups:
            add_role(row, group, role if role and own == "member" else own)
            row.places.setdefault(f"({group})", row.places.get(own, row.place))
        if not (row["name"] or (plan.key not in ("rooms", "groups", "people") and any(row.cells.values()))):
            return False
        if plan.key == "people":
            self._add_person(row, tables)
        else:
            if plan.key == "sessions" and not row["kind"] and (kind := listed_kind(row["title"], row["groups"])):
                row.cells["kind"] = kind
            tables.rows[plan.key].append(row)
        return True

    def _text(self, plan: SheetPlan, sheet: RawSheet, row: int, column: int, key: str) -> str:
        text, number = sheet.text(row, column), sheet.fractions.get((row, column))
        holds = plan.column(key).holds if key in {c.key for c in plan.columns} else Holds.NAMES
        if number is not None and holds in (Holds.HOURS, Holds.SPAN, Holds.SPANS):
            text = as_hour(number) or text
        if number is not None and holds in (Holds.DATE, Holds.DATES):
            text = as_date(number) or text
        return "" if text == NOTHING else understood(holds, text)

    def _remarked(self, plan: SheetPlan, row: DayRow, text: str, tables: DayTables) -> None:
        """What a remark beside a room, a group or somebody says that the day can say too."""
        if plan.key == "groups":
            if kind := kind_of_remark(text):
                row.cells.setdefault("kind", kind)
                return
            self._beside[len(tables.rows["groups"])] = text
            if NOT_HELD.search(alike_key(text)) and MEETS in tables.headings["groups"]:
                return  # said with the meetings
        self._remarks.take(plan.key, row, text)

    def _led_by(self, group: DayRow, role: str, text: str, tables: DayTables) -> None:
        """The chairs that a sheet of groups names are people, who may be on the sheet of people as well."""
        for name in self.names.several(text):
            known = next((row for row in tables.rows["people"] if row["name"] == name), None)
            person = known or DayRow({"name": name}, place=group.place)
            add_role(person, group["name"], role)
            if known is None:
                tables.rows["people"].append(person)

    @staticmethod
    def _add_person(row: DayRow, tables: DayTables) -> None:
        """A row for each membership makes one person; who was named as a chair before is that person."""
        for other in tables.rows["people"]:
            if other["name"] == row["name"] and other["organisation"] in ("", row["organisation"]):
                for group, roles in list(row.roles):
                    for role in roles:
                        add_role(other, group, role)
                other.cells |= {key: text for key, text in row.cells.items() if key[:1] != "(" and text}
                other.places |= row.places
                other.place = row.place
                return
        tables.rows["people"].append(row)


def _head(sheet: RawSheet) -> int:
    """The row of the headings: the first with as many texts as any near it; 0 where there is none."""
    rows = [row for row in sorted(sheet.rows) if any(not text.isdecimal() for text in sheet.rows[row].values())][:10]
    widest = max((len(sheet.rows[row]) for row in rows), default=0)
    head = next((row for row in rows if len(sheet.rows[row]) == widest), 0)
    return head if head and any(row > head for row in sheet.rows) else 0


def _of_sheet(sheet: RawSheet, head: int) -> OwnQuestion:
    headings = list(sheet.rows[head].values())
    scores, shares = dict[str, float](), dict[str, float]()
    for kind in KINDS:
        named = 0 if _UNNAMED.fullmatch(sheet.name) else max(_likeness(sheet.name, w) for w in _WORDS[kind].split())
        known = sum(BY_KEY[kind].meant(heading) is not None for heading in headings) / len(headings)
        scores[kind], shares[kind] = named + known / 2, known * (len(headings) > 1)
    guess = max(scores, key=lambda kind: scores[kind])
    if scores[guess] - shares[guess] / 2 < _LIKELY < max(shares.values()):  # its name says little, its headings much
        guess = max(shares, key=lambda kind: shares[kind])
    likely = max(scores[guess], shares[guess]) > _LIKELY
    text = Sentence(
        "What does the sheet {sheet} hold? Its headings are {headings}.",
        sheet=quoted(sheet.name),
        headings=some(list(map(quoted, headings)), 6),
    )
    meanings = tuple(Meaning(kind, BY_KEY[kind].english.lower(), BY_KEY[kind].dutch.lower()) for kind in KINDS)
    out = Sentence("The sheet {sheet} is left out.", sheet=quoted(sheet.name))
    return OwnQuestion(text, meanings, guess if likely else "", sure=scores[guess] >= _SURE, hidden=out)


def _one_names(plan: SheetPlan, questions: dict[int, OwnQuestion | str]) -> None:
    """Where no column is likely to name the things of a sheet, the first that is not sure is."""
    asked = {column: one for column, one in questions.items() if isinstance(one, OwnQuestion)}
    naming = plan.columns[0].key
    if any(one.guess in ((naming,) if plan.key == "people" else plan.named_by) for one in asked.values()):
        return
    first = next((column for column, one in asked.items() if not one.sure), None)
    if first is not None:
        questions[first] = replace(asked[first], guess=naming)


def _of_column(
    plan: SheetPlan, sheet: RawSheet, heading: str, cells: Sequence[str], groups: Sequence[str]
) -> OwnQuestion:
    meanings = tuple(_meanings(plan))
    known = plan.meant(heading)
    scores: dict[str, float] = {known.key: 1.0} if known else {}
    for meaning in meanings:
        words = [meaning.english, meaning.dutch, *_ALSO.get(f"{plan.key}.{meaning.key}", "").split()]
        likeness = max(max(_likeness(heading, word), _holds_word(heading, word)) for word in words)
        scores[meaning.key] = max(scores.get(meaning.key, 0.0), min(likeness, 0.95))
    in_others = max((scores.get(role, 0.0) for role in IN_GROUPS if role != "member"), default=0.0)
    if plan.key == "people" and cells and in_others < _LIKELY and all(_all_known(cell, groups) for cell in cells):
        scores["member"] = max(scores.get("member", 0.0), 0.9)
    guess = max(scores, key=lambda key: scores[key])
    if scores[guess] < _LIKELY or not _fits(plan, guess, cells):
        guess = ""
    text = Sentence(
        "What does the column {heading} of the sheet {sheet} mean? It holds {examples}.",
        heading=quoted(heading),
        sheet=quoted(sheet.name),
        examples=listing(map(quoted, list(dict.fromkeys(cells))[:3])) if cells else Sentence("nothing"),
    )
    sure = bool(guess) and scores[guess] >= _SURE
    return OwnQuestion(text, meanings, guess, sure=sure, hidden=hidden(heading, sheet.name, list(cells)))


def _all_known(cell: str, groups: Sequence[str]) -> bool:
    return all(group in groups for group, _ in groups_in(cell, groups))


def _meanings(plan: SheetPlan) -> Iterator[Meaning]:
    for column in plan.columns:
        yield Meaning(column.key, column.english, column.dutch)
    if plan.key in ("rooms", "groups", "people"):
        yield Meaning(REMARKS, *REMARK_WORDS)
    if plan.key == "groups":
        yield Meaning(MEETS, *MEETS_WORDS)
        yield Meaning("chairs", "chairs", "voorzitters")
        yield Meaning("vice_chairs", "vice-chairs", "vicevoorzitters")
    if plan.key == "people":
        yield from (Meaning(key, *words) for key, words in IN_GROUPS.items())
        yield Meaning(ROLE, *ROLE_WORDS)


def _fits(plan: SheetPlan, key: str, cells: Sequence[str]) -> bool:
    """Whether what stands in the column can be that."""
    column: SheetColumn | None = next((column for column in plan.columns if column.key == key), None)
    if column is not None and column.holds is Holds.NUMBER:
        return all(cell.isdecimal() for cell in cells)
    if column is not None and column.holds is Holds.YES:
        return all(understood(Holds.YES, cell) in ("yes", "no") for cell in cells)
    if key == MEETS:
        return bool(cells) and all(cell.isdecimal() for cell in cells)
    return not (key == ROLE and any(role_meant(cell) is None for cell in cells))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one), plain(other)).ratio()


def _holds_word(heading: str, word: str) -> float:
    """How likely a heading means what one of its words does, such as Max. pers."""
    words = re.findall(r"\w+", heading.casefold())
    return 0.85 if plain(word) in map(plain, words) else 0.0


def looks_like_lists(path: Path) -> bool:
    """Whether a sheet is plainly a list of rooms, groups, people or sessions: by its headings, or its name as well.

    Raises Faults where the workbook cannot be opened.
    """
    sheets = map(with_one_head, read_raw(path, FaultList()).sheets)
    return any(_is_list(sheet, head) for sheet in sheets if (head := _head(sheet)))


def _is_list(sheet: RawSheet, head: int) -> bool:
    question, headings = _of_sheet(sheet, head), list(sheet.rows[head].values())
    plan = BY_KEY.get(question.guess)
    if plan is None or len(headings) < 2:
        return False
    known = {column.key for heading in headings if (column := plan.meant(heading))}
    if question.sure and plan.key in ("rooms", "groups", "people") and len(known) > 1:
        return True
    return bool(known & {"name", "title"}) and (question.sure or len(known) * 2 >= len(headings))
