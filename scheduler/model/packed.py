"""Words for talks and blocks where a room has one track in a round, and one talk in a slot: for many talks.

Decided are how many blocks a track has in each round, in which rooms these are, and which talks stand in that round;
talks never meet rooms. A track's blocks of a round are numbered in the order of their rooms. In which of these a talk
stands, and at which slot, is a variable only where something asks for it; else talks are dealt out after solving
(`scheduler.model.dealing`), for which no more than room enough is needed. All that is true of any number of blocks.

Until `finish`, which has to be called once everything has been said, words are collected.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement
from scheduler.model.blocks import Talks, TooSoon, slots_at
from scheduler.model.dealing import Dealt
from scheduler.model.decision import AlikeRooms, Decision
from scheduler.model.logic import Amount, Literal, Logic
from scheduler.model.track_blocks import BlockPart, TrackBlocks


class CannotPack(Exception):
    """Talks have to be decided one by one, for not everything is so that their blocks can be."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A literal of a track, in a round; `number` None: in whichever. `part`: what it decides of the track then.

    `block`: of which of its blocks then, from 0; 0: of any, too.
    """

    track: str
    number: int | None
    block: int
    part: BlockPart
    literal: Literal


class PackedBlocks:
    """The words of `Blocks`, and the variables of the talks."""

    def __init__(self, logic: Logic, conference: Conference, decisions: Mapping[Session, Decision]) -> None:
        self.logic, self.conference, self.decisions = logic, conference, decisions
        self.talks = tuple(session for session in decisions if session.track)
        for talk in self.talks:
            decisions[talk].blocks = self
        self._words: dict[Hashable, Literal] = {}
        self._counts: dict[Hashable, Sequence[Literal]] = {}
        self._one_at_a_time: set[Room] = set()  # the rooms of which that has been said
        self._one_track: set[tuple[int, Room]] = set()
        self._finished = False

    @cached_property
    def rounds(self) -> Sequence[int]:
        return tuple(number for number, round_ in enumerate(self.conference.rounds) if round_.slots)

    @cached_property
    def tracks(self) -> Mapping[str, TrackBlocks]:
        """The variables of every track, by its name. From now on nothing is taken away from its talks."""
        by_track: dict[str, list[Session]] = {}
        for talk in self.talks:
            if any(len(p.rooms) != 1 for p in self.decisions[talk].places) or self._stands_elsewhere(talk):
                raise CannotPack
            if talk.track:
                by_track.setdefault(talk.track.name, []).append(talk)
        every_track = {
            name: TrackBlocks(self.logic, self.conference, self.decisions, some) for name, some in by_track.items()
        }
        for number in self.rounds:
            for room in self.conference.rooms:
                here = [track.room[number, room] for track in every_track.values() if (number, room) in track.room]
                if len(here) > 1:
                    self.logic.cp.add_at_most_one(here)
            every = [literal for track in every_track.values() for literal in track.count.get(number, ())]
            if len(every) > len(self.conference.rooms):
                self.logic.cp.add(self.logic.sum(every) <= len(self.conference.rooms))  # redundant, and worth a proof
        return every_track

    def _stands_elsewhere(self, talk: Session) -> bool:
        starts = self.decisions[talk].starts
        return len(slots_at(self.conference, talk, starts)) < len(starts)

    def of(self, talk: Session) -> TrackBlocks:
        return self.tracks[talk.track.name if talk.track else ""]

    # -- the words of `Blocks` -----------------------------------------------------------------------------------

    def in_round(self, talk: Session, number: int) -> Literal:
        return self.of(talk).round[talk].get(number, ~self.logic.true)

    def in_room(self, talks: Talks, number: int, room: Room) -> Literal:
        if not talks:
            return ~self.logic.true
        track = self.of(talks[0])
        if len(talks) == len(track.talks):
            return track.room.get((number, room), ~self.logic.true)
        inside = [self.logic.all_of([self.in_round(t, number), self.decisions[t].held_in(room)]) for t in talks]
        return self.logic.any_of(inside)

    def used(self, talks: Talks, number: int, room: Room) -> Amount:
        by_track: dict[str, list[Session]] = {}
        for talk in talks:
            by_track.setdefault(talk.track.name if talk.track else "", []).append(talk)
        return self.logic.sum([self.in_room(some, number, room) for some in by_track.values()])

    def counted(self, talks: Talks, number: int) -> Sequence[Literal]:
        if not talks:
            return ()
        track = self.of(talks[0])
        if len(talks) == len(track.talks):
            return track.count.get(number, ())
        key = (tuple(talk.name for talk in talks), number)
        if key not in self._counts:
            rooms = [self.in_room(talks, number, room) for room in self.conference.rooms]
            self._counts[key] = self.logic.counted(rooms)
        return self._counts[key]

    def pairs(self, some: Talks, others: Talks, number: int) -> Amount:
        """Beyond the second block of each the product is a number, for those are rare."""
        ones, twos = self.counted(some, number), self.counted(others, number)
        amounts: list[Amount] = [self._both(one, two) for one in ones[:2] for two in twos[:2]]
        amounts += [self._times(one, twos) for one in ones[2:]]
        amounts += [self._times(two, ones[:2]) for two in twos[2:]]
        return self.logic.sum(amounts)

    def _both(self, one: Literal, other: Literal) -> Literal:
        """Is true whenever both are."""
        key = ("both", *sorted((one.index, other.index)))
        if key not in self._words:
            self._words[key] = self.logic.new_literal()
            self.logic.imply_any(self.logic.true, [self._words[key], ~one, ~other])
        return self._words[key]

    def _times(self, one: Literal, others: Sequence[Literal]) -> Amount:
        if not others:
            return 0
        number = self.logic.new_number(0, len(others))
        self.logic.cp.add(number >= self.logic.sum(others) - len(others) * ~one)
        return number

    def apart(self, one: Session, other: Session) -> Literal:
        key = ("apart", one.name, other.name)
        if key in self._words:
            return self._words[key]
        literal = self._words[key] = self.logic.new_literal()
        track = self.of(one)
        for number in self.rounds:
            first, second = self.in_round(one, number), self.in_round(other, number)
            if self.logic.is_false(first) or self.logic.is_false(second):
                continue
            if track is not self.of(other):
                self.logic.imply_any(self.logic.true, [literal, ~first, ~second])
            elif len(track.count[number]) > 1:
                track.ask_for_blocks()
                for mine, yours in zip(track.block[one][number], track.block[other][number], strict=True):
                    self.logic.imply_any(mine, [literal, yours, ~second])
        return literal

    def slots_shared(self, one: Session, other: Session) -> Amount:
        """One literal for each slot, whatever the round, for in no more than one round both stand."""
        going_on = [self.of(talk).going_on(talk) for talk in (one, other)]
        slots: dict[int, Literal] = {}
        for (number, slot), first in going_on[0].items():
            second = going_on[1].get((number, slot))
            if second is not None:
                here = slots.setdefault(slot, self.logic.new_literal())
                self.logic.cp.add(first + second - 1 <= here)
        return self.logic.sum(slots.values())

    def at_place(self, talk: Session, talks: Talks, place: int) -> Literal:
        return self.of(talk).at_place(talk, talks, place)

    def one_track(self, tracks: Sequence[Talks], number: int, room: Room, on: Literal) -> None:
        if self.logic.is_true(on) and sum(map(len, tracks)) == len(self.talks):
            self._one_track.add((number, room))

    def one_at_a_time(
        self, places: Sequence[AlikeRooms], talks: Talks, others: Talks, too_soon: TooSoon, on: Literal
    ) -> None:
        if not self.logic.is_true(on) or len(talks) < len(self.talks) or len(places) > 1:
            raise CannotPack
        if not self._one_at_a_time:
            self._require_apart(others, too_soon)
        self._one_at_a_time.update(places[0].rooms)

    def _require_apart(self, others: Talks, too_soon: TooSoon) -> None:
        """Raise CannotPack when a talk can stand in the way of one in another round, or of another session."""
        one_of_each = {talk.slots: talk for talk in self.talks}.values()
        stand = [
            (Placement(talk, start), where.number)
            for talk in one_of_each
            for start, where in slots_at(self.conference, talk, self.conference.talk_starts(talk.slots or 1)).items()
        ]
        beside = [(Placement(other, start), None) for other in others for start in self.decisions[other].starts]
        for first, number in stand:
            for second, another in [*stand, *beside]:
                pair = (first, second) if first.start <= second.start else (second, first)
                if number != another and too_soon(*pair):
                    raise CannotPack

    # -- the variables of a talk, as `InBlocks` ---------------------------------------------------------------------

    def held(self, session: Session) -> Literal:
        return self.of(session).held[session]

    def by_start(self, session: Session) -> dict[Minute, Literal]:
        return dict(self.of(session).slots_of(session))

    def by_place(self, session: Session) -> dict[AlikeRooms, Literal]:
        return self.of(session).places_of(session)

    def starts_in(self, session: Session, wanted: frozenset[Minute]) -> Literal:
        track, literals = self.of(session), []
        for number, starts in track.starts[session].items():
            some = [start for start in starts if start in wanted]
            if len(some) == len(starts):
                literals.append(track.round[session][number])
            else:
                literals += [track.slots_of(session)[start] for start in some]
        return self.logic.any_of(literals)

    def hints(self, session: Session, placement: Placement | None) -> Iterator[tuple[Any, int]]:
        """Those of the talk itself; what its track has is hinted once, with the first of its talks."""
        yield self.held(session), int(placement is not None)
        where = slots_at(self.conference, session, (placement.start,)).values() if placement else ()
        rounds = {slots.number for slots in where}
        track = self.of(session)
        for number, literal in track.round[session].items():
            yield literal, int(number in rounds)
        for start, literal in track.slots.get(session, {}).items():
            yield literal, int(placement is not None and start == placement.start)

    def hints_of_blocks(self, placements: Collection[Placement]) -> Iterator[tuple[Any, int]]:
        """The variables of the blocks, as these talks stand."""
        used: dict[tuple[str, int], set[Room]] = {}
        for one in placements:
            for where in slots_at(self.conference, one.session, (one.start,)).values() if one.session.track else ():
                if one.room and one.session.track:
                    used.setdefault((one.session.track.name, where.number), set()).add(one.room)
        for name, track in self.tracks.items():
            for number, steps in track.count.items():
                rooms = used.get((name, number), set())
                for place, literal in enumerate(steps):
                    yield literal, int(place < len(rooms))
            for (number, room), literal in track.room.items():
                yield literal, int(room in used.get((name, number), ()))

    # -- the end ---------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Say of each track that its talks find room in its blocks, in what has been asked for by now.

        Raises CannotPack where nobody has said that a room has one track in a round, and one talk in a slot.
        """
        rooms = self.conference.rooms
        if not self._one_at_a_time.issuperset(rooms):
            raise CannotPack
        if len(self.tracks) > 1 and not self._one_track.issuperset(
            (number, room) for number in self.rounds for room in rooms
        ):
            raise CannotPack
        if not self._finished:
            self._finished = True
            for track in self.tracks.values():
                track.finish()

    def decided(self) -> Iterator[Decided]:
        """Every literal from which all else follows."""
        for name, track in self.tracks.items():
            for part, number, block, literal in track.decided():
                yield Decided(name, number, block, part, literal)

    def dealt(self, value: Callable[[Any], int]) -> Iterator[Dealt]:
        """Where each talk stands in a solution."""
        for track in self.tracks.values():
            yield from track.dealt(value)
