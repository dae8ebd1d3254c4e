"""A programme as it was laid in a table into a day and its programme: day.yaml, people.csv and programme.yaml.

What is for all stands fast at its hour. Meetings that stand side by side make the rounds, and may move between them;
each would rather be where it was, so that the day solves to what was laid unless something else weighs more.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from scheduler.conference.clock import DAY
from scheduler.conference.conference import Kind
from scheduler.conference.typed_hours import parse_date
from scheduler.files.dutch import in_dutch
from scheduler.files.edit.in_language import spoken
from scheduler.files.edit.meaning import Value, in_yaml
from scheduler.files.faults import Fault, Faults
from scheduler.files.grids.grid_session import GridProgramme, GridSession
from scheduler.files.grids.hours import DayNamed
from scheduler.files.keys import in_language
from scheduler.files.kinds_by_title import kind_of_session
from scheduler.files.sign_ups.known_names import loose_key
from scheduler.files.yaml_writer import block, scalar
from scheduler.rules.book import off_for_tracks, published_place
from scheduler.text.language import Language
from scheduler.text.sentence import Phrase, Sentence, said_in
from scheduler.text.wording import count

_WEIGHT = 2  # of each place where something was: more than the light wishes of the standard book
_WIDE = 110  # letters of a line
_PROSE = ("description", "note", "letter")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOT_IN_A_TABLE = tuple("=+-@")  # a spreadsheet would take these for formulas
_OF_A_GROUP = (Kind.THEME, Kind.PILLAR)
PROGRAMME_FILE = "programme.yaml"


@dataclass(frozen=True)
class GridDay:
    """The files of the day by name, and how many of what stand in them."""

    files: Mapping[str, str]
    days: int
    rooms: int
    rounds: int
    persons: int
    sessions: int
    remarks: tuple[Phrase, ...]


def day_of_grid(grid: GridProgramme, dates: Sequence[date] = (), language: str = "") -> GridDay:
    """The day. Raises Faults where a date is missing or is none, and ValueError where `dates` do not fit it."""
    return _DayOfGrid(grid, dates_of(grid, dates), language or grid.language).day()


def dates_of(grid: GridProgramme, dates: Sequence[date]) -> dict[DayNamed | None, date]:
    """By day as the file names it, its date; `dates` says them in order, or the first of them."""
    days = grid.days
    if len(dates) == len(days):
        return dict(zip(days, dates, strict=True))
    if len(dates) > 1:
        raise ValueError(
            Sentence(
                "The programme has {days}, and there are {dates} dates. Name a date for each day, or that of the first "
                "alone.",
                days=count(len(days), "day"),
                dates=len(dates),
            )
        )
    if dates:
        return {day: dates[0] + timedelta(days=_apart(days, number)) for number, day in enumerate(days)}
    year = grid.year or next((day.year for day in days if day and day.year), 0)
    found: dict[DayNamed | None, date] = {}
    faults = []
    for day in days:
        on = day.on(year) if day and day.day and (day.year or year) else None
        if on is None:
            place = next(session.place for session in grid.sessions if session.day == day)
            faults.append(Fault(grid.file, place, "", _no_date(day, year)))
        else:
            found[day] = on
    if faults:
        raise Faults(faults)
    return found


def _apart(days: Sequence[DayNamed | None], number: int) -> int:
    """How many days after the first."""
    first, other = days[0], days[number]
    if first and other and first.day and other.day:
        one, two = first.on(first.year or other.year or 2024), other.on(other.year or first.year or 2024)
        if one and two and two > one:
            return (two - one).days
    if first and other and first.weekday is not None and other.weekday is not None and number:
        return (other.weekday - first.weekday) % 7 or number
    return number


def _no_date(day: DayNamed | None, year: int) -> Phrase:
    """What is said where a date cannot be known."""
    if day is None or not day.day:
        return Sentence(
            "No date stands above this. Say which it is: --dates 2027-02-10, for several days one for each."
        )
    if day.year or year:
        try:
            parse_date(f"{day.day}-{day.month}-{day.year or year}")
        except ValueError as error:
            return Sentence("{why}.", why=error.args[0])
        weekday = _weekday(day.year or year, day)
        return Sentence("{day} is no date: it is a {weekday}.", day=f'"{day.text}"', weekday=weekday)
    like = next((f"{y}-{day.month:02}-{day.day:02}" for y in range(2023, 2040) if day.on(y)), "2027-02-10")
    return Sentence("{day} has no year. Say which date it is: --dates {like}.", day=f'"{day.text}"', like=like)


_WEEKDAYS = (
    Sentence("Monday"), Sentence("Tuesday"), Sentence("Wednesday"), Sentence("Thursday"), Sentence("Friday"),
    Sentence("Saturday"), Sentence("Sunday"),
)  # fmt: skip


def _weekday(year: int, day: DayNamed) -> Sentence:
    return _WEEKDAYS[date(year, day.month, day.day).weekday()]


@dataclass
class _Draft:
    """A session as the day has it."""

    session: GridSession
    date: date
    name: str
    kind: Kind
    room: str
    group: str
    in_round: bool = False


@dataclass
class _DayOfGrid:
    grid: GridProgramme
    dates: Mapping[DayNamed | None, date]
    language: str
    groups: dict[str, dict[str, Value]] = field(default_factory=dict)
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    remarks: list[Phrase] = field(default_factory=list)

    def day(self) -> GridDay:
        self.several = len(set(self.dates.values())) > 1
        self.dutch = self.language == "nl"
        items = self._items()
        rounds = {on: _rounds([i for i in items if i.date == on]) for on in sorted(set(self.dates.values()))}
        for item in items:
            spans = rounds[item.date]
            item.in_round = any(
                s == item.session.start and item.session.end <= e for s, e in spans
            ) and not _keeps_its_place(item)
        data: dict[str, Value] = {"title": self.grid.title, "language": self.language}
        if self.grid.place:
            data["place"] = self.grid.place
        data |= self._days(items, rounds)
        rooms = self._rooms()
        if rooms:
            data["rooms"] = rooms
        if self.groups:
            data["groups"] = list(self.groups.values())
        if strange := [name for name in self.people if name.startswith(_NOT_IN_A_TABLE)]:
            data["guests"] = [{"name": name} for name in strange]
        data["sessions"] = [self._session(item) for item in items]
        data["rules"] = self._rules(items)
        files = {"day.yaml": "\n".join(self._written(data)) + "\n"}
        if people := self._people():
            files["people.csv"] = people
        files[PROGRAMME_FILE] = self._programme(items)
        return GridDay(
            files,
            days=len(set(self.dates.values())),
            rooms=len(rooms),
            rounds=sum(map(len, rounds.values())),
            persons=len(self.people),
            sessions=len(items),
            remarks=(*self.grid.remarks, *self.remarks),
        )

    # -- sessions -------------------------------------------------------------------------------------------------

    def _items(self) -> list[_Draft]:
        taken: dict[str, int] = {}
        pillar: dict[str, Value] = {"kind": in_dutch("group_kinds", "pillar") if self.dutch else "pillar"}
        for track in self.grid.tracks:
            self._group(track, pillar)
        for session in self.grid.sessions:
            if session.is_pillar:
                self._group(session.group, pillar)
            if session.pillar:
                self._group(session.pillar, pillar)
        items = []
        for session in sorted(self.grid.sessions, key=lambda s: (self.dates[s.day], s.start)):
            group = self._group_of(session)
            kind = kind_of_session(
                session.title,
                for_all=session.for_all,
                group=bool(group),
                pillar=session.is_pillar,
                speakers=bool(session.people.get("speakers")),
            )
            kind = Kind.OPEN_SPACE if session.beside else kind
            base = session.title
            turn = taken[base] = taken.get(base, 0) + 1
            name = f"{base} {turn}" if turn > 1 else base
            taken.setdefault(name, 1)
            items.append(_Draft(session, self.dates[session.day], name, kind, self._room(session, kind), group))
            for people in session.people.values():
                for person in people:
                    address = _ADDRESS.search(person.organisation)
                    organisation = _ADDRESS.sub("", person.organisation).strip(" ,;()<>")
                    self.people[person.name] = self.people.get(person.name) or organisation
                    if address:
                        self.addresses.setdefault(person.name, address[0])
        return items

    def _group_of(self, session: GridSession) -> str:
        """The group whose meeting it is: one that is named, or one of its own where somebody leads it."""
        led = {
            role: [person.name for person in session.people[role]]
            for role in ("chairs", "vice_chairs")
            if session.people.get(role)
        }
        secretary = [person.name for person in session.people.get("secretaries", ())][:1]
        name = session.group or (session.title if led or secretary else "") or session.track
        if not name:
            return ""
        facts: dict[str, Value] = {**led, **({"secretary": secretary[0]} if secretary else {})}
        pillar = session.pillar or (session.track if name != session.track else "")
        if pillar:
            facts["pillar"] = self._group(pillar, {})
        return self._group(name, facts)

    def _group(self, name: str, facts: Mapping[str, Value]) -> str:
        """The group of that name, capitals and signs aside, with these facts besides; what it is called."""
        own = next((known for known in self.groups if loose_key(known) == loose_key(name)), name)
        group = self.groups.setdefault(own, {"name": own})
        for key, value in facts.items():
            before = group.get(key)
            if isinstance(before, list) and isinstance(value, list):
                group[key] = list(dict.fromkeys([*before, *value]))
            elif not (key == "pillar" and value == own):
                group.setdefault(key, value)
        return own

    def _room(self, session: GridSession, kind: Kind) -> str:
        """The room in which it is; several become one that consists of them. Empty: it has none."""
        if session.online or not session.rooms or (session.for_all and len(session.rooms) > 1):
            return ""
        if len(session.rooms) == 1:
            return session.rooms[0]
        if not kind.is_meeting:
            return ""
        name = " + ".join(session.rooms)
        self.joined[name] = session.rooms
        return name

    # -- the day --------------------------------------------------------------------------------------------------

    def _days(self, items: Sequence[_Draft], rounds: Mapping[date, Sequence[tuple[int, int]]]) -> dict[str, Value]:
        days: list[dict[str, Value]] = []
        word = "Ronde" if self.dutch else "Round"
        number = 0
        for on, spans in rounds.items():
            of_day = [item.session for item in items if item.date == on]
            opens, closes = min(s.start for s in of_day), max(s.end for s in of_day)
            day: dict[str, Value] = {"date": str(on), "hours": f"{_hour(opens)}–{_hour(closes)}"}
            blocks: list[Value] = []
            for start, end in spans:
                number += 1
                blocks.append({"name": f"{word} {number}", "time": f"{_hour(start)}–{_hour(end)}"})
            if blocks:
                day["rounds"] = blocks
            days.append(day)
        return days[0] if len(days) == 1 else {"days": list(days)}

    def _rooms(self) -> list[Value]:
        named = [name for name in self.grid.rooms if name]
        rooms: list[Value] = [
            {"name": name, "capacity": seats} if (seats := self.grid.rooms[name]) else name for name in named
        ]
        rooms += [{"name": name, "consists_of": list(parts)} for name, parts in self.joined.items()]
        return rooms

    def _session(self, item: _Draft) -> dict[str, Value]:
        session, kind = item.session, item.kind
        facts: dict[str, Value] = {}
        if item.name != session.title:
            facts["name"] = item.name
        if not (item.group and session.title == item.group and item.name == item.group):
            facts["title"] = session.title
        if item.group:
            facts["group"] = item.group
        if kind not in _OF_A_GROUP:
            facts["kind"] = str(kind)
        if not item.in_round:
            facts["at"] = self._at(item)
        facts["minutes"] = session.end - session.start
        for role in ("speakers", "hosts"):
            if people := session.people.get(role):
                facts[role] = [person.name for person in people]
        if session.online:
            facts["online"] = True
        elif item.room and (_keeps_its_place(item) or item.room in self.joined):
            facts["room"] = item.room
        elif not item.room and kind.is_meeting:
            facts["rooms"] = ["none"]
        if session.notes:
            facts["note"] = "\n".join(session.notes)
        if session.description:
            facts["description"] = session.description
        return facts

    def _at(self, item: _Draft) -> str:
        return f"{item.date} {_hour(item.session.start)}" if self.several else _hour(item.session.start)

    def _rules(self, items: Sequence[_Draft]) -> dict[str, Value]:
        rules: dict[str, Value] = {}
        if self.grid.tracks:
            rules |= dict.fromkeys(off_for_tracks(), "off")
        for item in items:
            if item.in_round:
                for rule, statement in published_place(item.name, self._at(item), item.room):
                    wishes = rules.setdefault(rule, [])
                    assert isinstance(wishes, list)  # noqa: S101  it was made a moment ago
                    wishes.append({**statement, "weight": _WEIGHT})
        return rules

    # -- texts ----------------------------------------------------------------------------------------------------

    def _written(self, data: Mapping[str, Value]) -> Iterator[str]:
        language = Language.of(self.language)
        yield f"# {said_in(Sentence('Begun by netday import from {file}.', file=self.grid.file), language)}"
        for key, value in data.items():
            if key == "rules" and not value:
                continue
            if key == "title" or isinstance(value, (list, dict)):
                yield ""
            if key == "rules":
                rather = Sentence("Each meeting would rather be where it was. Take out what may be elsewhere.")
                yield f"# {said_in(rather, language)}"
            word = in_language(key, dutch=self.dutch)
            own = spoken(key, value, dutch=self.dutch)
            if isinstance(own, Mapping):
                yield f"{word}:"
                for name, each in own.items():
                    yield from self._statement(name, each)
            elif isinstance(own, (list, tuple)):
                yield f"{word}:"
                for one in own:
                    yield from self._entry(one)
            else:
                yield f"{word}: {in_yaml(own)}"

    @staticmethod
    def _statement(name: str, value: Value) -> Iterator[str]:
        if isinstance(value, list):
            yield f"  {name}:"
            yield from (f"    - {in_yaml(one)}" for one in value)
        else:
            yield f"  {name}: {in_yaml(value)}"

    def _entry(self, value: Value) -> Iterator[str]:
        """An item of a list, on one line where that is short."""
        if not isinstance(value, Mapping):
            yield f"  - {in_yaml(value)}"
            return
        keys = {key: one[0] if isinstance(one, list) and len(one) == 1 else one for key, one in value.items()}
        prose = {in_language(key, dutch=self.dutch) for key in _PROSE}
        if not prose & set(keys) and len(line := f"  - {in_yaml(keys)}") <= _WIDE:
            yield line
            return
        lead = "  - "
        for key, one in keys.items():
            if key in prose and isinstance(one, str) and ("\n" in one or len(one) > _WIDE):
                first, *rest = block(key, one, 4)
            else:
                first, rest = f"    {key}: {in_yaml(one)}", []
            yield f"{lead}{first.lstrip()}"
            yield from rest
            lead = "    "

    def _people(self) -> str:
        rows = [row for row in self.people.items() if not row[0].startswith(_NOT_IN_A_TABLE)]
        if not rows:
            return ""
        table = io.StringIO()
        writer = csv.writer(table, delimiter=";" if self.dutch else ",", lineterminator="\n")
        heads = ("name", "organisation", *(["email"] if self.addresses else []))
        writer.writerow([in_language(head, dutch=self.dutch) for head in heads])
        for name, place in rows:
            cells = (name, "" if place.startswith(_NOT_IN_A_TABLE) else place, self.addresses.get(name, ""))
            writer.writerow(cells[: len(heads)])
        return "\ufeff" * self.dutch + table.getvalue()

    def _programme(self, items: Sequence[_Draft]) -> str:
        rows = [(item.name, self._at(item), item.room) for item in items]
        return programme_text(self.grid.file, rows, dutch=self.dutch)


def programme_text(
    file: str, rows: Sequence[tuple[str, str, str]], *, dutch: bool, remarks: Mapping[str, Phrase] | None = None
) -> str:
    """A programme as people type it: each session with its hour and room, and a remark behind it where there is one."""
    language = Language.of("nl" if dutch else "en")
    lines = [
        f"# {said_in(Sentence('Taken over by netday import from {file}.', file=file), language)}",
        f"{in_language('programme', dutch=dutch)}:",
    ]
    for name, at, room in rows:
        place = f"{at} {room}" if room else at
        value = place if not room or scalar(room) == room else json.dumps(place, ensure_ascii=False)
        behind = (remarks or {}).get(name)
        lines.append(f"  {scalar(name)}: {value}" + (f" # {said_in(behind, language)}" if behind else ""))
    return "\n".join(lines) + "\n"


def _keeps_its_place(item: _Draft) -> bool:
    """Whether it keeps its hour and room, as what is for all does."""
    return item.session.for_all or not item.kind.is_meeting or item.kind is Kind.PLENARY


def _rounds(items: Sequence[_Draft]) -> list[tuple[int, int]]:
    """The stretches in which meetings stand side by side, none over another."""
    starts: dict[int, list[int]] = {}
    for item in items:
        if not _keeps_its_place(item):
            starts.setdefault(item.session.start, []).append(item.session.end)
    found: list[tuple[int, int]] = []
    for start in sorted(starts):
        ends = starts[start]
        later = min((other for other in starts if other > start and len(starts[other]) > 1), default=None)
        fitting = [end for end in ends if later is None or end <= later]
        if len(ends) > 1 and fitting and (not found or start >= found[-1][1]):
            found.append((start, max(fitting)))
    return found


def _hour(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}" if minutes <= DAY else f"{minutes % DAY // 60}:{minutes % 60:02}"
