"""What an edition changes for the people who read it: session by session, as data.

What became of a session is told by `conference.difference`, as `netday diff` tells it; calendars add what only their
readers see: that it is back, that its text is another, or that it is in the calendars of other people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from scheduler.conference.conference import Conference, Kind, Person, Session
from scheduler.conference.difference import ChangeKind, Occurrence, OccurrenceChange, compare, diary_change
from scheduler.conference.renames import Trace, perhaps_the_same

What = Literal["new", "cancelled", "back", "moved", "longer", "shorter", "renamed", "text", "people"]
WHAT: Mapping[ChangeKind, What] = {
    ChangeKind.ADDED: "new",
    ChangeKind.DROPPED: "cancelled",
    ChangeKind.HOUR: "moved",
    ChangeKind.ROOM: "moved",
    ChangeKind.LONGER: "longer",
    ChangeKind.SHORTER: "shorter",
    ChangeKind.RENAMED: "renamed",
}
_UPSETS: frozenset[What] = frozenset({"cancelled", "moved", "longer", "shorter"})
Effect = Literal["reads", "joins", "leaves"]


class WhereAndWhen(NamedTuple):
    """Where a session stood in an edition. `key` is its name, "" when that is lost.

    Hours are local, `2023-02-10T15:00`; what lasts all day has the dates alone.
    """

    key: str
    title: str
    starts: str
    ends: str
    room: str

    def occurrence(self) -> Occurrence:
        """What the session is compared by: its hours are those on the wall, an all-day note has dates."""
        return Occurrence(self.title, _moment(self.starts), _moment(self.ends), self.room)


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What changes about one session. `before` and `after` None: it was not there, or is not any more.

    The names are those of people whose calendar shows it in both editions but otherwise (`reads`), now (`joins`), or no
    longer (`leaves`). Who has a first or a last calendar is in none of them.
    """

    what: tuple[What, ...]
    before: WhereAndWhen | None
    after: WhereAndWhen | None
    reads: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone whose calendar shows the change."""
        return tuple(dict.fromkeys((*self.reads, *self.joins, *self.leaves)))

    @property
    def place(self) -> WhereAndWhen:
        place = self.after or self.before
        assert place is not None  # noqa: S101  one of the two is always there
        return place


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What one edition changes of the last.

    `first`: there was none before; nothing else is told then. `changes` in order of time. `people`: everyone whose
    events read differently, in the order of their calendars; `affected`: who of them has to change something, as
    `netday diff` counts it, None: not asked; `elsewhere`: who of the others has something at another hour or in another
    room, more or less without that, as what is open to all; `newcomers` have a first calendar, `leavers` a last one,
    of whom the `absent` have cancelled and are still among the people.
    `calendars` counts all files, `written` those that are not as they were. `renamed`: pairs of a session that went and
    one that came in its place. `left`: how many of the last edition's sessions are still there, of how many. `around`:
    the address in which all rooms end.
    """

    first: bool
    hours: str
    calendars: int
    written: int
    sessions: int
    changes: tuple[CalendarChange, ...] = ()
    people: tuple[str, ...] = ()
    affected: tuple[str, ...] | None = None
    elsewhere: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()
    leavers: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    renamed: tuple[tuple[WhereAndWhen, WhereAndWhen], ...] = ()
    left: tuple[int, int] = (0, 0)
    around: str = ""
    several_days: bool = False

    @property
    def another_day(self) -> bool:
        """Whether this can hardly be the next edition of the last one: less than half of its sessions are left."""
        left, were = self.left
        return not self.first and 2 * left < were


@dataclass(slots=True)
class Gathering:
    """Takes down what changes while an edition is made. `before`: the places of the last one, by session token."""

    before: Mapping[str, WhereAndWhen]
    first: bool
    after: dict[str, WhereAndWhen] = field(default_factory=dict)
    back: set[str] = field(default_factory=set)  # in the whole programme
    text: set[str] = field(default_factory=set)  # in the whole programme
    names: dict[str, dict[Effect, list[str]]] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    newcomers: list[str] = field(default_factory=list)
    leavers: list[str] = field(default_factory=list)
    calendars: int = 0
    written: int = 0

    def person(
        self, name: str, before: Collection[str], after: Collection[str], otherwise: Callable[[str], bool]
    ) -> None:
        """Take down one calendar: the tokens that it showed and shows.

        `otherwise`: whether one of both reads differently.
        """
        change = diary_change(before, after)
        effects: dict[Effect, Iterable[str]] = {
            "reads": filter(otherwise, change.kept),
            "joins": change.gained,
            "leaves": change.lost,
        }
        for effect, tokens in effects.items():
            for token in tokens:
                self.people[name] = None
                self.names.setdefault(token, {}).setdefault(effect, []).append(name)

    def changes(self, hours: str) -> EditionChanges:
        """All that was taken down. `hours`: the language in which the day writes its hours."""
        places = [*self.before.values(), *self.after.values()]
        sessions = len(self.after)
        several = len({place.starts[:10] for place in places}) > 1
        if self.first:
            return EditionChanges(True, hours, self.calendars, self.written, sessions, several_days=several)
        was, now = ({token: place.occurrence() for token, place in each.items()} for each in (self.before, self.after))
        found = list(_with_their_notes([change for one in compare(was, now) if (change := self._change(one))]))
        found.sort(key=lambda change: (change.place.starts, change.place.ends, change.place.title))
        return EditionChanges(
            first=False,
            hours=hours,
            calendars=self.calendars,
            written=self.written,
            sessions=sessions,
            changes=tuple(found),
            people=tuple(self.people),
            newcomers=tuple(self.newcomers),
            leavers=tuple(self.leavers),
            renamed=tuple(_renamed(found)),
            left=(len(self.before.keys() & self.after.keys()), len(self.before)),
            around=_around({place.room for place in places}),
            several_days=several,
        )

    def _change(self, change: OccurrenceChange) -> CalendarChange | None:
        """The change as calendars tell it.

        None: nobody sees anything of it. Who has it in their own calendar alone is among the `people`.
        """
        token = change.old or change.new or ""
        names = {effect: tuple(people) for effect, people in self.names.get(token, {}).items()}
        what: tuple[What, ...] = tuple(dict.fromkeys(WHAT[kind] for kind in change.kinds))
        if change.old is None and token in self.back:
            what = ("back",)
        elif not what and token in self.text:
            what = ("text",)
        elif not what and names:
            what = ("people",)
        return CalendarChange(what, self.before.get(token), self.after.get(token), **names) if what else None


def with_affected(changes: EditionChanges, conference: Conference) -> EditionChanges:
    """The changes with who has to change something. `conference`: of this edition.

    That is whoever had something in their day that is at another hour or in another room, lasts longer or shorter or is
    off, and whoever is now needed at what they had not planned. What one may drop in at is planned by nobody.
    """
    found, elsewhere = set[str](), set[str]()
    people = {person.name: person for person in conference.people}
    for change in changes.changes:
        if "T" not in change.place.starts:
            continue  # a note, which is in nobody's way
        session = conference.session(change.place.key)
        moves = not _UPSETS.isdisjoint(change.what) and "cancelled" not in change.what
        elsewhere.update(change.people if moves else (*change.joins, *change.leaves))
        for name in (*change.reads, *change.joins, *change.leaves):
            person = people.get(name)
            needed = bool(session and person and person in conference.needed(session))
            loose = bool(session and person and not needed and _is_loose(session, person, conference))
            upset = _UPSETS.intersection(change.what) and name not in change.joins and not loose
            off = "cancelled" in change.what and name not in change.leaves  # they only have a note of it
            if (upset and not off) or (needed and name in change.joins):
                found.add(name)
    gone = {person.name for person in conference.absent}
    return replace(
        changes,
        affected=tuple(name for name in changes.people if name in found),
        elsewhere=tuple(name for name in changes.people if name in elsewhere - found),
        absent=tuple(name for name in changes.leavers if name in gone),
    )


def _is_loose(session: Session, person: Person, conference: Conference) -> bool:
    """Whether the session stands in their calendar without being planned: it is open to all, or time to move."""
    if session.kind is not Kind.MOVING and (session.kind.is_common or session.by_sign_up or not session.open):
        return False
    groups = (*session.groups, *session.invited)  # of what is called off the day knows no wishes any more
    return session not in conference.wishes(person) and not any(person in group.roles for group in groups)


def _with_their_notes(changes: list[CalendarChange]) -> Iterable[CalendarChange]:
    """The changes, but that a session comes or goes and that a note tells so are one, for all whom either reaches."""
    come_or_go = {f"{c.place.key}#note" for c in changes if c.place.key and {"new", "back", "cancelled"} & {*c.what}}
    notes = {change.place.key: change for change in changes if change.place.key in come_or_go}
    for change in changes:
        if note := notes.get(f"{change.place.key}#note"):
            others = (name for name in note.people if name not in change.people)
            yield replace(change, reads=(*change.reads, *others))
        elif change.place.key not in notes:
            yield change


def _around(rooms: Iterable[str]) -> str:
    """What stands behind each of the rooms alike, as the address of the town hall does.

    >>> _around(["Zaal 1, Stadhuis, Haarlem", "Zaal 2, Stadhuis, Haarlem", "Stadhuis, Haarlem"]), _around(["Zaal 1"])
    ('Stadhuis, Haarlem', '')
    """
    parts = [room.split(", ")[::-1] for room in rooms]
    alike = 0
    while len(parts) > 1 and all(len(part) > alike and part[alike] == parts[0][alike] for part in parts):
        alike += 1
    return ", ".join(reversed(parts[0][:alike])) if alike else ""


def _renamed(changes: Collection[CalendarChange]) -> Iterable[tuple[WhereAndWhen, WhereAndWhen]]:
    """A session that went and a new one that may be the same."""
    some = [
        {change.place.key or change.place.title: change for change in changes if what in change.what}
        for what in ("cancelled", "new")
    ]
    gone, come = ([_trace(name, change) for name, change in each.items()] for each in some)
    for one, other in perhaps_the_same(gone, come):
        yield some[0][one.name].place, some[1][other.name].place


def _trace(name: str, change: CalendarChange) -> Trace:
    """What is known of a session that came or went: as its people, those whose calendar had it, or has it now."""
    occurrence = change.place.occurrence()
    people = frozenset(change.joins or change.leaves)
    return Trace(name, occurrence.title, occurrence.minutes, occurrence[1:], people=people)


def where_and_when(
    key: str, title: str, starts: datetime | date, ends: datetime | date, room: str, zone: str
) -> WhereAndWhen:
    """The place of an entry, its aware hours told in that zone; dates for what lasts all day."""
    return WhereAndWhen(key, title, _local(starts, zone), _local(ends, zone), room)


def _local(moment: datetime | date, zone: str) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"
    return moment.isoformat()


def _moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
