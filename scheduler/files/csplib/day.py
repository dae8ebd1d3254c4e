"""An instance of CSPLib as a day: rounds with slots, tracks, talks, and the rules that it weighs with their weights."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from scheduler.conference.clock import DAY, typed_day, typed_hour
from scheduler.files.csplib.instance import CsplibInstance, InstanceSession
from scheduler.files.csplib.names import NAMES_FILE, DayNames
from scheduler.files.csplib.weights import rules_left_off, statements_of
from scheduler.files.csv_slips import is_total
from scheduler.files.edit.meaning import Value, in_yaml
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import some

_WIDE = 110  # letters of a line
_MANY = 8  # so many names are told
_NOT_IN_A_TABLE = tuple("=+-@")  # a spreadsheet would take these for formulas


@dataclass(frozen=True)
class CsplibDay:
    """The files of the day by name, and how many of what stand in them."""

    files: Mapping[str, str]
    days: int
    people: int
    remarks: tuple[Phrase, ...]


def day_of_instance(instance: CsplibInstance, language: str = "en") -> CsplibDay:
    """The day. `language`: in which its hours and its programme are written."""
    return _DayOfInstance(instance, language).day()


@dataclass
class _DayOfInstance:
    instance: CsplibInstance
    language: str
    remarks: list[Phrase] = field(default_factory=list)

    def day(self) -> CsplibDay:
        instance = self.instance
        names = DayNames()
        rounds = self.rounds = names.give("session", [one.name for one in instance.sessions])
        self.rooms = names.give("room", instance.rooms, rounds.values())
        self.tracks = names.give("track", [one.name for one in instance.tracks])
        self.talks = names.give("submission", [one.name for one in instance.submissions])
        self.people = names.give("person", self._everybody())
        sessions = self._in_order()
        by_date: dict[date, list[InstanceSession]] = {}
        for session in sessions:
            by_date.setdefault(session.date, []).append(session)
        rows, strange = self._wishes()
        data: dict[str, Value] = {
            "title": instance.title,
            "language": self.language,
            "time_zone": _own_zone(instance.parameters.zone),
            "days": [self._day(on, those) for on, those in by_date.items()],
            "rooms": [self._room(name) for name in instance.rooms],
            "tracks": [self._track(number) for number in range(len(instance.tracks))],
        }
        if strange:
            data["guests"] = strange
        data["sessions"] = [self._talk(number) for number in range(len(instance.submissions))]
        files = {"day.yaml": "\n".join(self._written(data)) + "\n"}
        if rows:
            files["people.csv"] = _table([("name", "wishes"), *rows])
        if table := names.table():
            files[NAMES_FILE] = table
            changed = [own for some_names in names.given.values() for name, own in some_names.items() if own != name]
            self.remarks.append(
                plural(
                    len(changed),
                    "{number} name has blanks of which a day makes one or none: {names}. {file} has it as it was, for "
                    "export.",
                    "{number} names have blanks of which a day makes one or none: {names}. {file} has them as they "
                    "were, for export.",
                    names=some(changed, _MANY),
                    file=NAMES_FILE,
                )
            )
        remarks = (*instance.remarks, *self.remarks)
        return CsplibDay(files, days=len(by_date), people=len(self.people), remarks=remarks)

    # -- time -----------------------------------------------------------------------------------------------------

    def _in_order(self) -> list[InstanceSession]:
        """The sessions, each after the one before it: the order of the sheet is that of time."""
        found: list[InstanceSession] = []
        moved: list[Phrase] = []
        longer: list[Phrase] = []
        ends = 0
        for session in self.instance.sessions:
            if session.slots > session.end - session.start:  # a slot is a minute at least
                session = replace(session, end=session.start + session.slots)  # noqa: PLW2901  made longer
                longer.append(Sentence("{name} until {hour}", name=session.name, hour=typed_hour(session.end % DAY)))
            begins = session.date.toordinal() * DAY + session.start
            later = max(0, -(-(ends - begins) // DAY))
            if later:
                session = replace(session, date=session.date + timedelta(days=later))  # noqa: PLW2901  moved
                moved.append(Sentence("{name} to {date}", name=session.name, date=typed_day(session.date)))
            ends = session.date.toordinal() * DAY + session.end
            found.append(session)
        if longer:
            self.remarks.append(
                Sentence(
                    "Of these sessions a time slot lasts less than a minute, so they last longer in the day, also "
                    "where hours are weighed: {sessions}.",
                    sessions=some(longer, _MANY),
                )
            )
        if moved:
            self.remarks.append(
                Sentence(
                    "The sessions of the workbook are not in order of time, and their order counts. Moved to a later "
                    "date: {sessions}.",
                    sessions=some(moved, _MANY),
                )
            )
        return found

    def _day(self, on: date, sessions: Sequence[InstanceSession]) -> Value:
        opens, closes = min(s.start for s in sessions), max(s.end for s in sessions)
        rounds: list[Value] = [
            {"name": self.rounds[s.name], "time": f"{_hour(s.start)}–{_hour(s.end)}", "slots": s.slots}
            for s in sessions
        ]
        return {"date": str(on), "hours": f"{_hour(opens)}–{_hour(closes)}", "rounds": rounds}

    # -- rooms, tracks, talks, people -----------------------------------------------------------------------------

    def _room(self, name: str) -> Value:
        rather_not: dict[str, Value] = {
            self.rounds[begins]: value
            for (begins, room), value in self.instance.sessions_in_rooms.items()
            if room == name
        }
        return {"name": self.rooms[name], "rather_not": rather_not} if rather_not else self.rooms[name]

    def _track(self, number: int) -> Value:
        instance, track = self.instance, self.instance.tracks[number]
        facts: dict[str, Value] = {"name": self.tracks[track.name]}
        if track.chairs:
            facts["chairs"] = [self.people[name] for name in track.chairs]
        rather_not: dict[str, Value] = {
            own[name]: value
            for matrix, own in ((instance.in_sessions, self.rounds), (instance.in_rooms, self.rooms))
            for (of, name), value in matrix.items()
            if of == track.name
        }
        if rather_not:
            facts["rather_not"] = rather_not
        similar: dict[str, Value] = {
            self.tracks[other]: value for (one, other), value in instance.similar.items() if one == track.name
        }
        if similar:
            facts["similar"] = similar
        return facts

    def _talk(self, number: int) -> Value:
        talk = self.instance.submissions[number]
        facts: dict[str, Value] = {"title": self.talks[talk.name], "track": self.tracks[talk.track]}
        if talk.slots > 1:
            facts["slots"] = talk.slots
        if talk.order:
            facts["order"] = talk.order
        if talk.presenters:
            facts["speakers"] = [self.people[name] for name in talk.presenters]
        if talk.zone != self.instance.parameters.zone:
            facts["zone"] = talk.zone
        own = {**self.rounds, **self.rooms}
        if talk.penalties:
            facts["rather_not"] = {own[name]: value for name, value in talk.penalties.items()}
        return facts

    def _everybody(self) -> list[str]:
        names: dict[str, None] = {}
        for track in self.instance.tracks:
            names |= dict.fromkeys(track.chairs)
        for talk in self.instance.submissions:
            names |= dict.fromkeys((*talk.presenters, *talk.attendees))
        return list(names)

    def _wishes(self) -> tuple[list[tuple[str, str]], list[Value]]:
        """Rows of people with the talks that they attend; and whom a table would not take as they are called."""
        wished: dict[str, list[str]] = {name: [] for name in self.people.values()}
        for talk in self.instance.submissions:
            for name in talk.attendees:
                wished[self.people[name]].append(self.talks[talk.name])
        rows: list[tuple[str, str]] = []
        strange: list[Value] = []
        for name, talks in wished.items():
            if _suits_a_table(name) and not any(set(talk) & set(";|") for talk in talks):
                rows.append((name, "; ".join(talks)))
            else:
                strange.append({"name": name, "wishes": list(talks)} if talks else {"name": name})
        return rows, strange

    # -- the text -------------------------------------------------------------------------------------------------

    def _written(self, data: Mapping[str, Value]) -> Iterator[str]:
        yield f"# Begun by netday import from {self.instance.file}."
        for key, value in data.items():
            if isinstance(value, str):
                yield f"{key}: {in_yaml(value)}"
                continue
            yield from ("", f"{key}:")
            for one in value if isinstance(value, Sequence) else ():
                yield from _entry(one)
        yield from ("", "rules:")
        for name in rules_left_off():
            yield f"  {name}: off"
        for name, statements in statements_of(self.instance).items():
            if len(statements) == 1:
                yield f"  {name}: {in_yaml(statements[0])}"
            else:
                yield f"  {name}:"
                yield from (f"    - {in_yaml(one)}" for one in statements)


def _entry(value: Value) -> Iterator[str]:
    """An item of a list, on one line where that is short."""
    line = f"  - {in_yaml(value)}"
    if not isinstance(value, Mapping) or len(line) <= _WIDE:
        yield line
        return
    lead = "  - "
    for key, one in value.items():
        if isinstance(one, Sequence) and not isinstance(one, str) and any(isinstance(item, Mapping) for item in one):
            yield f"{lead}{key}:"
            yield from (f"      - {in_yaml(item)}" for item in one)
        else:
            yield f"{lead}{key}: {in_yaml(one)}"
        lead = "    "


def _table(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _suits_a_table(name: str) -> bool:
    has_letters = any(letter.isalpha() for letter in name)
    plain = not name.startswith(_NOT_IN_A_TABLE) and "," not in name
    return has_letters and plain and not is_total(name) and name.casefold() != "name"


def _own_zone(zone: str) -> str:
    """`GMT+2` as the place of a day, which counts the other way round."""
    if not zone.startswith("GMT"):
        return zone
    ahead = int(zone[3:] or 0)
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def _hour(minutes: int) -> str:
    return f"{minutes % DAY // 60}:{minutes % 60:02}"
