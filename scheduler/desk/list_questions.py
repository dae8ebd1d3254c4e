"""What is asked of lists of somebody's own before a day takes them in: which name is meant, and when a round is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches

from scheduler.conference.round_names import by_place
from scheduler.conference.typed_hours import parse_span
from scheduler.desk.dropped import Answers, FileQuestion
from scheduler.files.faults import quoted
from scheduler.files.workbook.near_names import nearly
from scheduler.files.workbook.own_sheets import OwnQuestion
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.words import in_order, joined, names_in, parts
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import alike_key, listing, some

_NEW, _LEFT_OUT = "new", "-"
_ALIKE = 0.8
_NONE = frozenset(("none", "geen"))  # no room
_PEOPLE = ("speakers", "hosts", "required")  # keys of sessions whose cells name people
_NAMING = {"groups": "groups", "rounds": "rounds", "rooms": "rooms", **dict.fromkeys(_PEOPLE, "people")}


@dataclass
class ListQuestions:
    """What was answered, and what is to be asked."""

    answers: Answers
    language: str
    columns: list[FileQuestion] = field(default_factory=list)
    questions: list[FileQuestion] = field(default_factory=list)
    remarks: list[Phrase] = field(default_factory=list)
    left: list[Phrase] = field(default_factory=list)  # what stands in the list and is not taken

    def answer(self, question: OwnQuestion) -> str:
        """What a sheet holds or a column means: as answered, else as guessed, which can be looked at."""
        what = str(question.text)
        keys = {meaning.key for meaning in question.meanings}
        answered = self.answers.get(("list", what), question.guess)
        key = answered if answered in keys else ""
        words = {meaning.key: meaning.words(self.language) for meaning in question.meanings}
        if question.open:
            if ("list", what) not in self.answers:
                self.questions.append(FileQuestion("list", what, question.text, key, choices=tuple(words.items())))
            return key
        choices = (*words.items(), (_LEFT_OUT, Sentence("nothing for the day")))
        self.columns.append(FileQuestion("list", what, question.text, key or _LEFT_OUT, choices=choices))
        if not key:
            self.left.append(question.hidden)
        elif not question.sure and ("list", what) not in self.answers:
            self.remarks.append(Sentence("{question} Taken: {meaning}.", question=question.text, meaning=words[key]))
        return key

    def names(self, before: DayTables, own: DayTables) -> None:
        """Of every name that nobody knows: whether it is a new one, or which it is. `own` says so afterwards."""
        self._alike(before, own)
        _with_names(before, own)
        self._groups(before, own)
        self._rounds(before, own)
        self._rooms(before, own)
        self._people(before, own)

    def _groups(self, before: DayTables, own: DayTables) -> None:
        """Of those that people are in, or that meet."""
        known = {alike_key(name) for name in (*before.groups, *own.groups)}
        named: dict[str, tuple[DayRow, str]] = {}
        for row in own.rows["people"]:
            for group, _ in row.roles:
                named.setdefault(group, (row, f"({group})"))
        for name, row in _named_in(own, "groups"):
            named.setdefault(name, (row, "groups"))
        for group in [group for group in named if alike_key(group) not in known]:
            row, key = named[group]
            text = Sentence("There is no group {group}, which this list names. What is it?", group=quoted(group))
            answer = self._which(group, "group", text, before.groups, Sentence("a new group"))
            if answer == _NEW:
                own.rows["groups"].append(DayRow({"name": group}, place=row.at(key)))
            elif answer:
                _renamed(own, group, answer)

    def _alike(self, before: DayTables, own: DayTables) -> None:
        """Of each new name that is nearly one of the day, or of the same lists: whether it is the same person."""
        rows = own.rows["people"]
        known = [row["name"] for row in before.rows["people"]]
        for row in [row for row in rows if alike_key(row["name"]) not in set(map(alike_key, known))]:
            name = row["name"]
            others = known or [other["name"] for other in rows if other["name"] != name and not other["organisation"]]
            if not (near := nearly(name, others)):
                continue
            text = Sentence(
                "The list has {name}, and the day has {other}. Is that the same person?",
                name=quoted(name),
                other=quoted(near[0]),
            )
            answer = self._which(name, "same", text, near, Sentence("no, somebody else"))
            if answer == _LEFT_OUT:
                rows.remove(row)
            elif answer not in ("", _NEW):
                row.cells["name"] = answer
                for key in _PEOPLE:
                    _named_otherwise(own, key, name, answer)

    def _rooms(self, before: DayTables, own: DayTables) -> None:
        rooms = [row["name"] for row in before.rows["rooms"]]
        for room, row in self._unknown(before, own, "rooms"):
            if alike_key(room) in _NONE:
                continue
            text = Sentence("There is no room {room}, which this list names. What is it?", room=quoted(room))
            answer = self._which(room, "room", text, rooms, Sentence("a new room"))
            if answer == _NEW:
                own.rows["rooms"].append(DayRow({"name": room}, place=row.at("rooms")))
            elif answer:
                _named_otherwise(own, "rooms", room, answer)

    def _which(self, name: str, about: str, text: Phrase, known: Sequence[str], new: Phrase) -> str:
        """A name that is known, new, or left out; empty where it is to be asked. Where none is known, it is new."""
        answer = self.answers.get((about, name), "" if known else _NEW)
        if answer in (_NEW, _LEFT_OUT, *known):
            return answer
        choices = ((_NEW, new), *((each, each) for each in known), (_LEFT_OUT, Sentence("leave it out")))
        likely = next(iter(get_close_matches(name, known, 1, _ALIKE)), _NEW)
        wrong = Sentence("Choose one.") if answer else None
        self.questions.append(FileQuestion(about, name, text, likely, choices=choices, wrong=wrong))
        return ""

    def _rounds(self, before: DayTables, own: DayTables) -> None:
        """A list of meetings names rounds, and no hours of them: those are asked."""
        names = [row["name"] for row in before.rows["rounds"] if row["name"]]
        hint = Sentence("Such as {hours}; - leaves the round out.", hours="10:30–11:30")
        if names:
            hint = Sentence(
                "Such as {hours}, or one that is there: {rounds}; - leaves the round out.",
                hours="10:30–11:30",
                rounds=listing(names, "or"),
            )
        for name, row in self._unknown(before, own, "rounds"):
            answer = self.answers.get(("round", name))
            span = _span(answer or "")
            if span:
                own.rows["rounds"].append(DayRow({"name": name, "time": span}, place=row.at("rounds")))
            elif answer in (_LEFT_OUT, *names):
                _named_otherwise(own, "rounds", name, answer)
            else:
                text = Sentence("From when until when is the round {round}?", round=quoted(name))
                wrong = None if answer is None else Sentence("Fill in from when until when it is, or -.")
                asked = FileQuestion(
                    "round", name, text, answer or "", hint, names=tuple(names), wrong=wrong, open=True
                )
                self.questions.append(asked)
        own.rows["rounds"].sort(key=lambda row: parse_span(row["time"]).start if _span(row["time"]) else 0)

    def _people(self, before: DayTables, own: DayTables) -> None:
        """Who speaks and is in no list comes as a guest; where a name looks like another, it is asked."""
        known = [row["name"] for tables in (before, own) for row in tables.rows["people"]]
        guests: list[str] = []
        for name, row in self._unknown(before, own, "people"):
            alike = get_close_matches(name, known, 3, _ALIKE)
            text = Sentence("There is nobody called {name}, whom this list names. Who is it?", name=quoted(name))
            answer = self._which(name, "person", text, alike, Sentence("somebody new, a guest"))
            if answer == _NEW:
                guests.append(name)
                own.rows["people"].append(DayRow({"name": name, "guest": "yes"}, place=row.place))
            elif answer:
                for key in _PEOPLE:
                    _named_otherwise(own, key, name, answer)
        if guests:
            self.remarks.append(Sentence("New, as guests of the day: {people}.", people=some(guests, 12)))

    @staticmethod
    def _unknown(before: DayTables, own: DayTables, sheet: str) -> list[tuple[str, DayRow]]:
        """The names in sessions that are none on that sheet, each with the first row that has it."""
        known = {alike_key(name) for tables in (before, own) for name in _called(tables, sheet)}
        found: dict[str, DayRow] = {}
        for key in (key for key, named in _NAMING.items() if named == sheet):
            for name, row in _named_in(own, key):
                found.setdefault(name, row)
        return [(name, row) for name, row in found.items() if alike_key(name) not in known]


def _called(tables: DayTables, sheet: str) -> Iterator[str]:
    """All that the things of a sheet can be called by.

    A person with where they are from behind the name as well, and a round without a name by its place.
    """
    for number, row in enumerate(tables.rows[sheet], 1):
        yield row["name"]
        if sheet == "rounds" and not row["name"]:
            yield from (by_place(number), f"ronde {number}")
        if sheet == "people" and row["organisation"]:
            yield f"{row['name']} ({row['organisation']})"


def _named_in(own: DayTables, key: str) -> Iterator[tuple[str, DayRow]]:
    for row in own.rows["sessions"]:
        for name in parts(row[key]):
            yield name, row


def _span(text: str) -> str:
    """The hours as a day file has them; empty for what is none."""
    with suppress(ValueError):
        parse_span(text)
        return text
    return ""


def _with_names(before: DayTables, own: DayTables) -> None:
    """Commas divide names in the cells of sessions; those of a known name do not."""
    for row in own.rows["sessions"]:
        for key, sheet in _NAMING.items():
            known = [name for tables in (before, own) for name in _called(tables, sheet)]
            names = names_in(row[key], known)
            if sheet != "groups" or {alike_key(name) for name in names} <= set(map(alike_key, known)):
                row.cells[key] = joined(names)


def _renamed(own: DayTables, group: str, name: str) -> None:
    for row in own.rows["people"]:
        roles = row.cells.pop(f"({group})", "")
        if roles and name != _LEFT_OUT:
            held = row[f"({name})"]
            row.cells[f"({name})"] = "; ".join(in_order([*filter(None, held.split("; ")), *roles.split("; ")]))
    _named_otherwise(own, "groups", group, name)


def _named_otherwise(own: DayTables, key: str, name: str, other: str) -> None:
    """Another name in those cells of sessions; left out where it is to be."""
    for row in own.rows["sessions"]:
        held = parts(row[key])
        if name in held:
            new = [other if each == name else each for each in held]
            row.cells[key] = joined(each for each in new if each != _LEFT_OUT)
