"""Moves of much at once: two rounds or two rooms change places, or another programme comes in the place of this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.conference.round_names import round_called
from scheduler.conference.typed_hours import parse_date
from scheduler.desk.acts import BY_HAND, NewFiles, ProgrammeAct, in_order, room_called, sessions_moved, written
from scheduler.desk.hours import WallHour, is_open, minute_of_wall
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import as_sentence, nearest


@dataclass(frozen=True)
class NamedRound:
    """A round by its name. `day`: its date; empty where one day alone has a round of that name."""

    name: str
    day: str = ""


@dataclass(frozen=True)
class SwapRounds(ProgrammeAct):
    """All that begins in the one round begins in the other, and the other way round.

    A round is named, or it is the minute or the hour at which it begins, where there are no rounds. What has hours of
    its own, such as a plenary, stays.
    """

    kind = "swap_rounds"
    one: NamedRound | Minute | WallHour
    other: NamedRound | Minute | WallHour

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        first, second = (_round(conference, each) for each in (self.one, self.other))
        if first == second:
            raise ActRefused(Sentence("A round cannot change places with itself."))
        if first.overlaps(second):
            raise ActRefused(Sentence("These two rounds are at the same time, so they cannot change places."))
        shifted = []
        for span, shift in ((first, second.start - first.start), (second, first.start - second.start)):
            inside = [p for p in programme.placements if span.start <= p.start < span.end and p.session.starts is None]
            shifted += [replace(placement, start=placement.start + shift) for placement in inside]
        if not shifted:
            raise ActRefused(Sentence("Nothing stands in these two rounds that can change places."))
        return programme.moved(*shifted)

    def sentence(self, state: DeskState) -> Phrase:
        clock = state.conference.clock
        first, second = (_round(state.conference, each) for each in (self.one, self.other))
        return Sentence(
            "What began {when} now begins {then}, and the other way round.",
            when=clock.at(first.start),
            then=clock.at(second.start),
        )


def _round(conference: Conference, asked: NamedRound | Minute | WallHour) -> Span:
    """Raises ActRefused where there is none."""
    rounds = [(day.date, each) for day in conference.days for each in day.rounds]
    if not isinstance(asked, NamedRound):
        start = minute_of_wall(conference, asked) if isinstance(asked, WallHour) else asked
        if not is_open(conference, start):
            raise ActRefused(Sentence("No round can be outside the hours of the day."))
        return next((each.span for _, each in rounds if each.span.start == start), Span(start, start + 1))
    wanted = _date(asked.day) if asked.day else None
    found = [each.span for day, each in rounds if each.name == asked.name and wanted in (None, day)]
    if not found:
        hint = nearest(asked.name, [each.name for _, each in rounds])
        raise ActRefused(Sentence('"{name}" is no round of this day.{hint}', name=asked.name, hint=hint))
    if len(found) > 1:
        raise ActRefused(Sentence("Several days have a {round}; say on which day.", round=round_called(asked.name)))
    return found[0]


def _date(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise ActRefused(as_sentence(error)) from None


@dataclass(frozen=True)
class SwapRooms(ProgrammeAct):
    """All that stands in the one room stands in the other, and the other way round. `day`: on that date alone."""

    kind = "swap_rooms"
    one: str
    other: str
    day: str = ""

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        first, second = room_called(conference, self.one), room_called(conference, self.other)
        if first == second:
            raise ActRefused(Sentence("{room} cannot change places with itself.", room=first))
        wanted = _date(self.day) if self.day else None
        if wanted is not None and wanted not in [day.date for day in conference.days]:
            raise ActRefused(Sentence('"{day}" is no day of this conference.', day=self.day))
        new: dict[Room | None, Room] = {first: second, second: first}
        swapped = [
            replace(placement, room=new[placement.room])
            for placement in programme.placements
            if placement.room in new and wanted in (None, conference.day_of(placement.start).date)
        ]
        if not swapped:
            raise ActRefused(Sentence("Nothing stands in {one} or {other}.", one=first, other=second))
        return programme.moved(*swapped)

    def sentence(self, state: DeskState) -> Phrase:
        if self.day and len(state.conference.days) > 1:
            day = next(day for day in state.conference.days if day.date == _date(self.day))
            return Sentence(
                "{one} and {other} have changed places {day}.",
                one=self.one,
                other=self.other,
                day=state.conference.clock.on(state.conference.clock.minute(day.date)),
            )
        return Sentence("{one} and {other} have changed places.", one=self.one, other=self.other)


@dataclass(frozen=True)
class TakeProgramme(ProgrammeAct):
    """Another programme in the place of this one: one that was found, or that came from elsewhere.

    Sessions and rooms are known by their names; what the day no longer has is left out. `words`: what was done, as the
    journal says it. `proof`: what is known of it, which holds for the day of that `digest` alone.
    """

    kind = "programme"
    programme: Programme
    words: Phrase
    proof: Mapping[str, Any] = field(default_factory=lambda: BY_HAND)
    digest: str = ""

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        known = [_again(conference, placement) for placement in self.programme.placements]
        return Programme(tuple(placement for placement in known if placement), programme.revision)

    def apply(self, state: DeskState) -> NewFiles:
        programme = in_order(state.conference, self.moved(state.conference, state.programme or Programme()))
        moved = sessions_moved(state.programme, programme)
        whole = len(programme) == len(self.programme)
        if self.digest and whole and state.instance is not None and state.instance.digest == self.digest:
            return NewFiles(written(state, programme, self.proof or BY_HAND), programme, moved)
        if not moved and state.programme is not None and state.programme_file in state.data:
            return NewFiles({})
        return NewFiles(written(state, programme), programme, moved)

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the words say it
        return self.words


def _again(conference: Conference, placement: Placement) -> Placement | None:
    """The same place of the day as it is now; a room that is gone leaves its session without one."""
    session: Session | None = conference.session(placement.session.name)
    if session is None or not session.held or not is_open(conference, placement.start):
        return None
    room = conference.room(placement.room.name) if placement.room and session.needs_room else None
    return Placement(session, placement.start, room)
