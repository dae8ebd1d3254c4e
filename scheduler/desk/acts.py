"""What an organiser can do at the desk: a move on the grid, in a form that is tried before anything is written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.desk.hours import WallHour, is_open, minute_of, outside_the_hours
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DayRead, DeskState, day_has_faults
from scheduler.files import programme_text
from scheduler.text.sentence import Phrase, Sentence, paragraph
from scheduler.text.wording import nearest

BY_HAND: Mapping[str, Any] = {"proven_best": False}  # what is known of a programme after somebody has moved something


@dataclass(frozen=True)
class NewFiles:
    """What an act makes of the files. `data`: those that change, None: it goes; `programme`: what its file then says.

    `sessions`: the names of those that it is about. `day`: what these files make of the day, where that was read.
    """

    data: Mapping[str, bytes | None]
    programme: Programme | None = None
    sessions: frozenset[str] = field(default_factory=frozenset)
    day: DayRead | None = None


class Act(ABC):
    """`kind`: as `act_of` and the journal name it. Each is data, and does what it says to any state, or refuses."""

    kind: ClassVar[str]

    @abstractmethod
    def apply(self, state: DeskState) -> NewFiles:
        """What it makes of the files. Raises ActRefused; nothing is written here."""

    @abstractmethod
    def sentence(self, state: DeskState) -> Phrase:
        """What was done, as the journal says it. `state`: as it was before."""

    def fits(self, files: Iterable[str], programme_file: str) -> bool:  # noqa: ARG002  by default, none may have
        """Whether it can be done though these files have changed since it was asked for."""
        return not set(files)


class ProgrammeAct(Act):
    """An act that changes the programme alone."""

    @abstractmethod
    def moved(self, conference: Conference, programme: Programme) -> Programme:
        """The programme after it. Raises ActRefused."""

    @property
    def named(self) -> tuple[str, ...]:
        """The sessions that it names."""
        return ()

    def apply(self, state: DeskState) -> NewFiles:
        programme = in_order(state.conference, self.moved(state.conference, state.placed))
        moved = sessions_moved(state.placed, programme)
        for placement in programme.placements:
            if placement.session.name in moved and not is_open(state.conference, placement.start):
                raise outside_the_hours(placement.session)
        if not moved and state.programme_file in state.data:
            return NewFiles({})
        return NewFiles(written(state, programme), programme, moved.union(self.named))

    def fits(self, files: Iterable[str], programme_file: str) -> bool:
        return set(files) <= {programme_file}


def in_order(conference: Conference, programme: Programme) -> Programme:
    """The same in the order of the day file, as it is read again."""
    return Programme(tuple(programme.of(conference.sessions)), programme.revision)


def written(state: DeskState, programme: Programme, proof: Mapping[str, Any] = BY_HAND) -> dict[str, bytes | None]:
    """The file of the programme."""
    if state.instance is None:
        raise day_has_faults()
    return {state.programme_file: programme_text(state.instance, programme, proof).encode()}


def sessions_moved(before: Programme | None, after: Programme | None) -> frozenset[str]:
    """The names of the sessions that stand elsewhere in the one than in the other, by names of rooms."""
    first, second = (_places(programme) for programme in (before, after))
    return frozenset(name for name in {*first, *second} if first.get(name) != second.get(name))


def _places(programme: Programme | None) -> dict[str, tuple[Minute, str | None]]:
    return {p.session.name: (p.start, p.room.name if p.room else None) for p in (programme or Programme()).placements}


def session_called(conference: Conference, name: str) -> Session:
    """Raises ActRefused where there is no such session, or it is not held."""
    session = conference.session(name)
    if session is None:
        hint = nearest(name, [each.name for each in conference.held])
        raise ActRefused(Sentence('"{name}" is no session of this day.{hint}', name=name, hint=hint))
    if not session.held:
        raise ActRefused(Sentence("{session} does not take place, so it cannot be placed.", session=session))
    return session


def room_called(conference: Conference, name: str) -> Room:
    room = conference.room(name)
    if room is None:
        hint = nearest(name, [each.name for each in conference.rooms])
        raise ActRefused(Sentence('"{name}" is no room of this day.{hint}', name=name, hint=hint))
    return room


def _placed(programme: Programme, session: Session) -> Placement:
    if session not in programme:
        raise ActRefused(Sentence("{session} is not in the programme.", session=session))
    return programme[session]


@dataclass(frozen=True)
class Place(ProgrammeAct):
    """A session at an hour, in a room; it may break rules, as the judgement then says. `room` None: in none.

    `start`: a minute of the conference, or an hour of the wall, as it is typed.
    """

    kind = "place"
    session: str
    start: Minute | WallHour
    room: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        return (self.session,)

    def placement(self, conference: Conference) -> Placement:
        """Raises ActRefused where there is no such place."""
        session = session_called(conference, self.session)
        start = minute_of(conference, session, self.start)
        room = room_called(conference, self.room) if self.room is not None else None
        return Placement(session, start, room if session.needs_room else None)

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        return programme.moved(self.placement(conference))

    def sentence(self, state: DeskState) -> Phrase:
        placement = self.placement(state.conference)
        when = state.conference.clock.at(placement.start)
        if placement.room is None:
            return Sentence("{session} is now {when}.", session=placement.session, when=when)
        return Sentence("{session} is now {when} in {room}.", session=placement.session, when=when, room=placement.room)


@dataclass(frozen=True)
class TakeOff(ProgrammeAct):
    """A session from the grid onto the shelf."""

    kind = "take_off"
    session: str

    @property
    def named(self) -> tuple[str, ...]:
        return (self.session,)

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        session = session_called(conference, self.session)
        _placed(programme, session)
        return programme.moved(dropped=[session])

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the name says it
        return Sentence("{session} is off the grid.", session=self.session)


@dataclass(frozen=True)
class Swap(ProgrammeAct):
    """Two sessions change places, hour and room. One that needs no room gets none."""

    kind = "swap"
    one: str
    other: str

    @property
    def named(self) -> tuple[str, ...]:
        return self.one, self.other

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        one, other = (session_called(conference, name) for name in self.named)
        if one == other:
            raise ActRefused(Sentence("{session} cannot change places with itself.", session=one))
        mine, theirs = _placed(programme, one), _placed(programme, other)
        return programme.moved(
            Placement(one, theirs.start, theirs.room if one.needs_room else None),
            Placement(other, mine.start, mine.room if other.needs_room else None),
        )

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the names say it
        return Sentence("{one} and {other} have changed places.", one=self.one, other=self.other)


@dataclass(frozen=True)
class Tray(ProgrammeAct):
    """Several moves as one, each from where the one before has left things."""

    kind = "tray"
    acts: tuple[ProgrammeAct, ...]

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for act in self.acts for name in act.named))

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        for act in self.acts:
            programme = act.moved(conference, programme)
        return programme

    def sentence(self, state: DeskState) -> Phrase:
        return paragraph(*(act.sentence(state) for act in self.acts))
