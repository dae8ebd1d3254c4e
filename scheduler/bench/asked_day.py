"""A day to ask questions of, and what befalls it: rooms close, a guest leaves early, a chair is ill.

Each is made for any day at all, so that days can be compared: of what can happen to it, what happens to the session
that most people wish to attend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scheduler.checking.single_session import Rooms, domains
from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Person, Room, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.questions.explain import Problem
from scheduler.questions.explain.edits import with_thing
from scheduler.questions.rehearse.mishaps import Mishap, PartOfDay, after
from scheduler.rules.rule import Rule


@dataclass(frozen=True)
class AskedDay:
    """A day with a programme that keeps its hard rules. What cannot be asked of it is None."""

    name: str
    conference: Conference
    rules: tuple[Rule, ...]
    programme: Programme

    @property
    def problem(self) -> Problem:
        return Problem(self.conference, self.rules)

    @cached_property
    def choices(self) -> dict[Session, dict[Minute, Rooms]]:
        """By session: the hours that it alone may begin at, each with the rooms."""
        found = domains(self.problem)
        return {session: {at: tuple(domain.rooms_at(at)) for at in domain.starts} for session, domain in found.items()}

    @cached_property
    def movable(self) -> list[Session]:
        """Those that could begin at another hour, what most people wish to attend first."""
        wish = dict.fromkeys(self.conference.held, 0)
        for person in self.conference.people:
            for session in self.conference.wishes(person):
                wish[session] += 1
        some = [session for session in self.programme if len(self.choices[session]) > 1]
        return sorted(some, key=lambda session: -wish[session])

    @property
    def other_hour(self) -> tuple[Session, Minute] | None:
        """The most wished session, and the first hour at which it does not stand and could."""
        for session in self.movable[:1]:
            now = self.programme[session].start
            return session, next(at for at in self.choices[session] if at != now)
        return None

    def guest_leaves_early(self) -> Problem | None:
        """Somebody is there for half of their own session: a guest if there is one, else whoever speaks or leads."""
        for session, person in sorted(self._irreplaceable(), key=lambda pair: not pair[1].guest):
            start = self.programme[session].start
            return with_thing(self.problem, person, present=(Span(start, start + session.minutes // 2),))
        return None

    def room_closes(self) -> Problem | None:
        """Some session has no room left: of the session that suits the fewest rooms, all of these are closed."""
        rooms = {s: {room for r in hours.values() for room in r if room} for s, hours in self.choices.items()}
        fewest = min((some for some in rooms.values() if some), key=len, default=set())
        return self._closed(sorted(fewest, key=lambda room: room.name)) if fewest else None

    def too_few_rooms(self) -> Problem | None:
        """So many rooms are closed, the smallest first, that what can move takes more time than there is."""
        some = [session for session in self.movable if session.needs_room]
        asked = sum(session.minutes for session in some)
        open_rooms = sorted(self.conference.rooms, key=lambda room: -(room.capacity or 0))
        while open_rooms and sum(self._minutes(room, some) for room in open_rooms) >= asked:
            open_rooms.pop()
        shut = [room for room in self.conference.rooms if room not in open_rooms]
        return self._closed(shut) if some and shut else None

    def _minutes(self, room: Room, sessions: list[Session]) -> int:
        """How many minutes of the room these sessions could take between them, nobody else reckoned with."""
        taken: set[Minute] = set()
        for session in sessions:
            for start, rooms in self.choices[session].items():
                if room in rooms:
                    taken.update(range(start, start + session.minutes))
        fixed = [p for s, p in self.programme.items() if s not in self.movable and s.kind.for_everyone]
        return len(taken - {minute for placement in fixed for minute in range(placement.start, placement.end)})

    def _closed(self, rooms: list[Room]) -> Problem:
        plan = self.problem
        for room in rooms:
            plan = with_thing(plan, room, closed=(Span(0, self._end),))
        return plan

    def room_closes_late(self) -> Problem | None:
        """The room of the most wished session is closed while it would be there; the programme has gone out."""
        for placement in self.programme.of(self.movable):
            if placement.room:
                return with_thing(self.problem, placement.room, closed=(*placement.room.closed, placement.span))
        return None

    def chair_is_ill(self) -> Problem | None:
        """The only chair of the most wished session that has but one falls out; the programme has gone out."""
        for _, person in self._chaired():
            return after(self.problem, Mishap(PartOfDay.CHAIR, person)).problem
        return None

    def chair_is_away(self) -> Problem | None:
        """The only chair of the most wished session that has but one is there, but not at its hour."""
        for session, person in self._chaired():
            away = self.programme[session].span
            windows = (Span(0, self._end),) if person.present is None else person.present
            present = [Span(window.start, min(window.end, away.start)) for window in windows]
            present += [Span(max(window.start, away.end), window.end) for window in windows]
            return with_thing(self.problem, person, present=tuple(w for w in present if w.start < w.end))
        return None

    def _chaired(self) -> Iterator[tuple[Session, Person]]:
        for session in self.movable:
            leaders = self.conference.leaders(session)
            if len(leaders) == 1:
                yield session, leaders[0]

    def _irreplaceable(self) -> Iterator[tuple[Session, Person]]:
        """A session and somebody without whom it cannot be: the only leaders, then speakers and hosts."""
        yield from self._chaired()
        for session in self.movable:
            yield from ((session, person) for person in (*session.speakers, *session.hosts))

    @property
    def _end(self) -> Minute:
        return max(day.hours.end for day in self.conference.days)

    def all_moved(self) -> Edition:
        """An edition in which every session that can move stands where another of its length stood."""
        placements = dict(self.programme)
        by_length: dict[int, list[Session]] = {}
        for session in self.movable:
            by_length.setdefault(session.minutes, []).append(session)
        for alike in by_length.values():
            for one, other in zip(alike, [*alike[1:], alike[0]], strict=True):
                place = self.programme[other]
                placements[one] = Placement(one, place.start, place.room)
        return Edition(self.conference, Programme(tuple(placements.values())))
