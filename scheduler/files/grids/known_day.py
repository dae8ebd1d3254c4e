"""A programme as it was laid in a table onto a day that there is already: which session and which room each cell is.

What is the same but for capitals, accents, `&`, "themagroep" and the like is taken. The rest is asked where somebody
can be asked; else what is merely near is taken and said aloud, and what is neither is left out, and said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scheduler.conference.conference import Room, Session
from scheduler.files import Instance
from scheduler.files.cell_place import placed
from scheduler.files.faults import Fault, Faults, quoted, remarked
from scheduler.files.grids.day_of_grid import programme_text
from scheduler.files.grids.grid_session import GridProgramme, GridSession
from scheduler.files.grids.hours import DayNamed
from scheduler.files.sign_ups.known_names import KnownNames, loose_key
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

_PREFIX = re.compile(
    r"^(?:pijler(?:bijeenkomst|overleg|sessie)?|themagroep|tg|workshop|deelsessie|sessie)\s*[0-9]{0,2}\s*[:.–-]?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class KnownProgramme:
    """The programme as a file has it. `placed`: sessions in it; `unknown`: of the file, that are none of the day."""

    text: str
    placed: int
    unknown: int
    grid: GridProgramme
    remarked: tuple[Phrase, ...]

    def remarks_but(self, known: Collection[str]) -> tuple[Phrase, ...]:
        """What is to be remarked, without lines that were not read and that the day itself prints."""
        ends = "{title} has no end; {minutes} minutes are taken."  # the day knows how long each lasts
        found = []
        for remark in self.grid.remarks_but(known):
            inner = remark.values.get("remark") if isinstance(remark, Sentence) else None
            if not (isinstance(inner, Sentence) and inner.template == ends):
                found.append(remark)
        return (*found, *self.remarked)

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        return self.remarks_but(())


@dataclass(frozen=True)
class TitleQuestion:
    """Which session of the day a title is. `likely`: the name of the nearest, or empty; `free`: those not found yet."""

    title: str
    place: str
    likely: str
    free: tuple[str, ...]

    def answered(self, text: str) -> str | None:
        """The name of the session that somebody typed; empty for none of them; None: it is no answer."""
        if text.strip() in ("", "-"):
            return ""
        known = KnownNames((), self.free)
        if name := known.find(text):
            return name
        likely = known.likely(text)
        return likely[0] if len(likely) == 1 else None


AskTitle = Callable[[TitleQuestion], str]  # its answer is a name of `free`, or empty to leave the title out


def programme_for(
    grid: GridProgramme, instance: Instance, ask: AskTitle | None = None, titles: Mapping[str, str] | None = None
) -> KnownProgramme:
    """The programme of this day. `ask`: somebody who says which session a title is, where it is none by its letters.

    `titles`: by name of a session another title that it has there.

    Raises Faults where it is not known on which of its days something is.
    """
    return _Onto(grid, instance, ask, titles or {}).programme()


@dataclass
class _Row:
    session: Session
    source: GridSession
    start: int
    on: date
    room: Room | None


@dataclass
class _Onto:
    grid: GridProgramme
    instance: Instance
    ask: AskTitle | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    remarks: list[Phrase] = field(default_factory=list)
    unknown: int = 0

    def programme(self) -> KnownProgramme:
        conference = self.instance.conference
        days = self._days()
        sessions = list(conference.sessions)
        self.names: dict[str, list[Session]] = {}
        for session in sessions:
            own = [session.name, session.title]
            own += [group.name for group in session.groups if len(session.groups) == 1]
            own += [self.titles[session.name]] if session.name in self.titles else []
            for name in own:
                self.names.setdefault(loose_key(name), [])
                if session not in self.names[loose_key(name)]:
                    self.names[loose_key(name)].append(session)
        taken: dict[Session, GridSession] = {}
        matched: list[tuple[GridSession, Session, bool]] = []
        left: list[GridSession] = []
        for source in self.grid.sessions:
            same = self._exact(source, taken, days[source.day])
            if same is None:
                left.append(source)
            else:
                taken[same] = source
                matched.append((source, same, True))
        for source in left:
            likely = self._near(source, taken)
            if self.ask is not None:
                likely = self._asked(self.ask, source, likely, taken)
            if likely is None:
                self._say_unknown(source, taken)
            else:
                taken[likely] = source
                matched.append((source, likely, False))
        rows = [
            _Row(session, source, source.start, days[source.day], self._room(source, session))
            for source, session, _ in matched
            if self._is_held(source, session)
        ]
        self._say_missing(taken)
        if self.ask is None:
            self._say_near(matched)
        for row in rows:
            self._say_length(row)
        order = {session: number for number, session in enumerate(sessions)}
        rows.sort(key=lambda row: (row.on, row.start, order[row.session]))
        several = len(conference.days) > 1
        text = programme_text(
            self.grid.file,
            [(row.session.name, _at(row, several=several), row.room.name if row.room else "") for row in rows],
            dutch=self.instance.language == "nl",
            remarks={
                session.name: Sentence("in the file: {title}", title=quoted(source.title))
                for source, session, sure in matched
                if not sure
            },
        )
        return KnownProgramme(text, len(rows), self.unknown, self.grid, tuple(self.remarks))

    # -- days -----------------------------------------------------------------------------------------------------

    def _days(self) -> dict[DayNamed | None, date]:
        own = [day.date for day in self.instance.conference.days]
        found: dict[DayNamed | None, date] = {}
        named = self.grid.days
        for number, day in enumerate(named):
            fitting = [on for on in own if day is not None and day.fits(on)]
            if len(fitting) == 1:
                found[day] = fitting[0]
            elif day is not None and day.day and len(own) > 1:
                self._wrong_day(day)
            elif len(own) == 1 and len(named) == 1:
                if day is not None and day.day and not fitting:
                    self.remarks.append(
                        Sentence(
                            "{file} says {named}; it is taken for {date}, the date of the day.",
                            file=self.grid.file,
                            named=quoted(day.text),
                            date=str(own[0]),
                        )
                    )
                found[day] = own[0]
            elif len(own) == len(named):
                found[day] = own[number]
            else:
                self._wrong_day(day)
        return found

    def _wrong_day(self, day: DayNamed | None) -> None:
        place = next(session.place for session in self.grid.sessions if session.day == day)
        dates = listing([str(day.date) for day in self.instance.conference.days])
        if day is None:
            wrong = Sentence(
                "No day stands above this. The day file has {dates}: write one of them above it.", dates=dates
            )
        else:
            wrong = Sentence("{day} is no day of the day file, which has {dates}.", day=quoted(day.text), dates=dates)
        raise Faults([Fault(self.grid.file, place, "", wrong)])

    # -- sessions -------------------------------------------------------------------------------------------------

    def _exact(self, source: GridSession, taken: Iterable[Session], on: date) -> Session | None:
        for text in _variants(source):
            found = [session for session in self.names.get(loose_key(text), ()) if session not in taken]
            if found:
                return self._best(found, source, on)
        return None

    def _best(self, found: Sequence[Session], source: GridSession, on: date) -> Session:
        """Of several of one title that which may begin then, and is held."""
        minute = self.instance.conference.clock.minute(on, source.start)

        def far(session: Session) -> tuple[bool, bool, bool, int]:
            starts = session.starts or (minute,)
            longer = source.sure_end and session.minutes != source.end - source.start
            another = source.title not in (session.title, session.name)
            return not session.held, another, longer, min(abs(start - minute) for start in starts)

        return min(found, key=far)

    def _near(self, source: GridSession, taken: Iterable[Session]) -> Session | None:
        free = [session for session in self.instance.conference.sessions if session not in taken and session.held]
        by_name = {name: session for session in free for name in (session.title, session.name)}
        known = KnownNames((), tuple(by_name))
        for text in _variants(source):
            likely = {by_name[name] for name in known.likely(text)}
            if len(likely) == 1:
                return likely.pop()
        return None

    def _asked(
        self, ask: AskTitle, source: GridSession, likely: Session | None, taken: Iterable[Session]
    ) -> Session | None:
        free = {session.name: session for session in self.instance.conference.sessions if session not in taken}
        if not free:
            return None
        place = placed(self.grid.file, source.place)
        name = ask(TitleQuestion(source.title, place, likely.name if likely else "", tuple(free)))
        return free.get(name)

    def _is_held(self, source: GridSession, session: Session) -> bool:
        if not session.held:
            self._say(
                source, Sentence("{session} does not take place by the day file; it is left out.", session=session)
            )
        return session.held

    # -- rooms ----------------------------------------------------------------------------------------------------

    def _room(self, source: GridSession, session: Session) -> Room | None:
        if not session.needs_room or session.online:
            return None
        found = named = self._rooms_called(source.rooms)
        if not named and (own := self._rooms_called(source.columns)) and (source.rooms or len(own) == 1):
            found = own
        elif source.rooms and not found:
            rooms = listing(map(quoted, source.rooms))
            self._say(
                source,
                Sentence(
                    "{session} stands in {rooms}, no room of the day; it has no room now.", session=session, rooms=rooms
                ),
            )
            return None
        if source.rooms and found and not named and not self._is_a_group(source.rooms):
            self._say(
                source,
                Sentence(
                    "{session} stands in {rooms}, no room of the day; {room} above its cell is taken.",
                    session=session,
                    rooms=listing(map(quoted, source.rooms)),
                    room=listing(room.name for room in found),
                ),
            )
        if len(found) > 1:
            return self._one_of(found, source, session)
        if not found and session.rooms and len(session.rooms) == 1:
            return session.rooms[0]
        return found[0] if found else None

    def _one_of(self, found: Sequence[Room], source: GridSession, session: Session) -> Room:
        """The room that is these rooms together; else that in which the session may be; else the largest."""
        names = {room.name for room in found}
        rooms = self.instance.conference.rooms
        if joined := next((room for room in rooms if room.consists_of and set(room.consists_of) == names), None):
            return joined
        may = [room for room in found if session.rooms is None or room in session.rooms] or list(found)
        chosen = max(may, key=lambda room: room.capacity or 0)
        if len(may) > 1:
            self._say(
                source,
                Sentence(
                    "{session} stands over {rooms}; {room} is taken, the largest.",
                    session=session,
                    rooms=listing(room.name for room in found),
                    room=chosen.name,
                ),
            )
        return chosen

    def _is_a_group(self, names: Iterable[str]) -> bool:
        """Whether what looks like a room is a group or pillar of the day: a pillar may be called Ruimte."""
        groups = {loose_key(group.name) for group in self.instance.conference.groups}
        return all(loose_key(name) in groups for name in names)

    def _rooms_called(self, names: Iterable[str]) -> list[Room]:
        """The rooms of the day that are meant, each once."""
        return list(dict.fromkeys(room for name in names if (room := self._room_called(name)) is not None))

    def _room_called(self, name: str) -> Room | None:
        rooms = self.instance.conference.rooms
        key = loose_key(name)
        own = {loose_key(text): room for room in rooms for text in (room.short, room.pool, room.name) if text}
        if key in own:
            return own[key]
        words = f" {key} "
        within = [(len(text), room) for text, room in own.items() if f" {text} " in words]
        if within:
            return max(within, key=lambda pair: pair[0])[1]
        holding = {room.name: room for text, room in own.items() if words in f" {text} "}
        return next(iter(holding.values())) if len(holding) == 1 else None

    # -- said aloud -----------------------------------------------------------------------------------------------

    def _say(self, source: GridSession, remark: Phrase) -> None:
        self.remarks.append(remarked(self.grid.file, source.place, remark))

    def _say_unknown(self, source: GridSession, taken: Iterable[Session]) -> None:
        self.unknown += 1
        again = [s for text in _variants(source) for s in self.names.get(loose_key(text), ()) if s in taken]
        if again:
            twice = Sentence(
                "{title} stands in the file more often than in the day; it is left out.", title=quoted(source.title)
            )
            self._say(source, twice)
        else:
            self._say(source, Sentence("{title} is no session of the day; it is left out.", title=quoted(source.title)))

    def _say_near(self, matched: Iterable[tuple[GridSession, Session, bool]]) -> None:
        for source, session, sure in matched:
            if not sure:
                self._say(
                    source, Sentence("{title} is taken for {session}.", title=quoted(source.title), session=session)
                )

    def _say_length(self, row: _Row) -> None:
        source, session = row.source, row.session
        if source.sure_end and source.end - source.start != session.minutes:
            self._say(
                source,
                Sentence(
                    "{session} lasts {minutes} there, and {own} in the day file; that counts.",
                    session=session,
                    minutes=count(source.end - source.start, "minute"),
                    own=count(session.minutes, "minute"),
                ),
            )

    def _say_missing(self, taken: Iterable[Session]) -> None:
        missing = [session.name for session in self.instance.conference.held if session not in taken]
        if missing:
            self.remarks.append(
                Sentence(
                    "Of the day, {sessions} stand nowhere in {file}, so the programme lacks them.",
                    sessions=listing(map(quoted, missing)),
                    file=self.grid.file,
                )
                if len(missing) > 1
                else Sentence(
                    "Of the day, {session} stands nowhere in {file}, so the programme lacks it.",
                    session=quoted(missing[0]),
                    file=self.grid.file,
                )
            )


def _variants(source: GridSession) -> Iterator[str]:
    """The ways in which a title may be meant: whole, without what kind of session it is, behind or before a colon."""
    title = source.title
    yield title
    if source.group:
        yield source.group
    bare = _PREFIX.sub("", title)
    if bare != title:
        yield bare
    before, colon, behind = title.partition(":")
    if colon:
        yield before
        yield behind
    if source.notes:
        yield f"{title} {source.notes[0]}"


def _at(row: _Row, *, several: bool) -> str:
    hour = (
        f"{row.start // 60}:{row.start % 60:02}"
        if row.start < 24 * 60
        else f"{row.start // 60 - 24}:{row.start % 60:02}"
    )
    return f"{row.on} {hour}" if several else hour
