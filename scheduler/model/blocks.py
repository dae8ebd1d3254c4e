"""Words for talks and blocks, made of the hour and the room of each talk: for any rules, and few talks.

A *block* is a room for one round in which talks stand. Words that speak of a track take those of its talks that are
meant, as a rule may speak of some of them alone. Rounds are named by their number among those of the conference. With
many talks of tracks that have their blocks to themselves, `PackedBlocks` says the same in far fewer words.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations, permutations, product
from typing import Protocol

from scheduler.conference.blocks import RoundSlots, slots_of
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement
from scheduler.model.decision import AlikeRooms
from scheduler.model.logic import Amount, Literal
from scheduler.model.pairs import PairWords

Talks = Sequence[Session]
TooSoon = Callable[[Placement, Placement], bool]


class Blocks(Protocol):
    """What a model can say of talks and blocks.

    An amount that a word gives is never below what is so, and a minimum brings it down to it; so is a literal that
    "is true whenever" something is.
    """

    @property
    def rounds(self) -> Sequence[int]:
        """The numbers of the rounds in which talks can stand."""

    def in_round(self, talk: Session, number: int) -> Literal:
        """Held, in this round."""

    def in_room(self, talks: Talks, number: int, room: Room) -> Literal:
        """One of these talks of a track stands in the room in that round."""

    def used(self, talks: Talks, number: int, room: Room) -> Amount:
        """1 when one of these talks, of whatever tracks, stands there, else 0."""

    def counted(self, talks: Talks, number: int) -> Sequence[Literal]:
        """The first is true when these talks of a track have a block in that round, the second when two, and so on."""

    def pairs(self, some: Talks, others: Talks, number: int) -> Amount:
        """How many pairs there are of a block of the one track and one of the other, in that round, in two rooms."""

    def apart(self, one: Session, other: Session) -> Literal:
        """Is true whenever both stand in one round, in different rooms."""

    def slots_shared(self, one: Session, other: Session) -> Amount:
        """In how many time slots of a round both are going on."""

    def one_track(self, tracks: Sequence[Talks], number: int, room: Room, on: Literal) -> None:
        """Whenever `on` is true, no more than one of these tracks has talks in the room in that round."""

    def at_place(self, talk: Session, talks: Talks, place: int) -> Literal:
        """True only when the talk is in no block, or is the first, the second ... of these: by round, room and slot."""

    def one_at_a_time(
        self, places: Sequence[AlikeRooms], talks: Talks, others: Talks, too_soon: TooSoon, on: Literal
    ) -> None:
        """Whenever `on` is true, of all these places together one of the talks at once has one, and no other session.

        `too_soon`: whether two that stand so are in each other's way. The others among themselves are not looked at.
        """


class BlocksByPlace:
    """The words of `Blocks`, where each talk has its hours and its rooms as any session has."""

    def __init__(self, pairs: PairWords) -> None:
        self.pairs_of_sessions = pairs
        self.logic, self.conference, self.decisions = pairs.logic, pairs.conference, pairs.decisions
        self._words: dict[Hashable, Literal] = {}
        self._counts: dict[Hashable, Sequence[Literal]] = {}
        self._keys: dict[str, Amount] = {}

    @cached_property
    def rounds(self) -> Sequence[int]:
        return tuple(number for number, round_ in enumerate(self.conference.rounds) if round_.slots)

    def in_round(self, talk: Session, number: int) -> Literal:
        return self._begins(talk, lambda where: where.number == number)

    def in_room(self, talks: Talks, number: int, room: Room) -> Literal:
        return self.logic.any_of([self._in_block(talk, number, room) for talk in talks])

    def used(self, talks: Talks, number: int, room: Room) -> Amount:
        return self.logic.sum([self.in_room(talks, number, room)])

    def counted(self, talks: Talks, number: int) -> Sequence[Literal]:
        key = (tuple(talk.name for talk in talks), number)
        if key not in self._counts:
            rooms = [self.in_room(talks, number, room) for room in self.conference.rooms]
            self._counts[key] = self.logic.counted(rooms)
        return self._counts[key]

    def pairs(self, some: Talks, others: Talks, number: int) -> Amount:
        return self.logic.sum(
            [
                self.logic.all_of([self.in_room(some, number, room), self.in_room(others, number, another)])
                for room, another in permutations(self.conference.rooms, 2)
            ]
        )

    def apart(self, one: Session, other: Session) -> Literal:
        key = ("apart", one.name, other.name)
        if key not in self._words:
            together = [self.logic.all_of([self.in_round(t, n) for t in (one, other)]) for n in self.rounds]
            places = self.decisions[one].in_places
            same = [self.logic.all_of([self.decisions[t].held_in_place(p) for t in (one, other)]) for p in places]
            self._words[key] = self.logic.all_of([self.logic.any_of(together), ~self.logic.any_of(same)])
        return self._words[key]

    def slots_shared(self, one: Session, other: Session) -> Amount:
        return self.logic.sum(
            [
                self.logic.all_of([self._going_on(one, number, slot), self._going_on(other, number, slot)])
                for number in self.rounds
                for slot in range(self.conference.rounds[number].slots or 0)
            ]
        )

    def _going_on(self, talk: Session, number: int, slot: int) -> Literal:
        return self._begins(talk, lambda where: where.number == number and slot in where.slots)

    def one_track(self, tracks: Sequence[Talks], number: int, room: Room, on: Literal) -> None:
        here = [self.in_room(talks, number, room) for talks in tracks]
        if len(here) > 1:
            self.logic.at_most(self.logic.sum(here), 1, on)

    def at_place(self, talk: Session, talks: Talks, place: int) -> Literal:
        literal = self.logic.new_literal()
        before = self.logic.sum([self._before(other, talk, talks) for other in talks if other != talk])
        bound = self.logic.cp.add(self.logic.expression(before) == place - 1)
        bound.only_enforce_if(literal, self._in_a_block(talk))
        return literal

    def one_at_a_time(
        self, places: Sequence[AlikeRooms], talks: Talks, others: Talks, too_soon: TooSoon, on: Literal
    ) -> None:
        doors = len(places[0].rooms)
        for number in self.rounds:
            for slot in range(self.conference.rounds[number].slots or 0):
                here = [
                    self.logic.all_of([self._going_on(talk, number, slot), self.decisions[talk].held_in_place(place)])
                    for talk in talks
                    for place in places
                    if place in self.decisions[talk].places
                ]
                if len(here) > doors:
                    self.logic.at_most(self.logic.sum(here), doors, on)
        for one, other in [*combinations(talks, 2), *product(talks, others)]:
            near = self._too_soon_at(one, other, too_soon)
            if self.logic.is_false(near):
                continue
            for place, another in product(places, places):
                if doors > 1:
                    raise AssertionError("talks stand in rooms that are told apart")
                stand = [self.decisions[one].held_in_place(place), self.decisions[other].held_in_place(another)]
                self.logic.forbid(on, near, *stand)

    def _too_soon_at(self, one: Session, other: Session, too_soon: TooSoon) -> Literal:
        """Both stand at hours that are too soon after one another; two talks of one round are told apart by slots."""
        firsts, seconds = self._where(one), self._where(other) if other.track else {}

        def these(start: Minute, another: Minute) -> bool:
            first, second = Placement(one, start), Placement(other, another)
            in_one_round = start in firsts and another in seconds and firsts[start].number == seconds[another].number
            if in_one_round:
                return False
            return too_soon(*((first, second) if start <= another else (second, first)))

        return self.pairs_of_sessions.at_starts(one, other, these)

    def _before(self, one: Session, other: Session, talks: Talks) -> Literal:
        """Both stand in blocks, and the first comes before the other; of two in one slot of a room, as in the file."""
        key = ("before", one.name, other.name)
        if key not in self._words:
            literal = self._words[key] = self.logic.new_literal()
            first, second = (
                2 * self._key(one) + (list(talks).index(one) > list(talks).index(other)),
                2 * self._key(other),
            )
            placed = [self._in_a_block(one), self._in_a_block(other)]
            self.logic.cp.add(self.logic.expression(first - second) <= 0).only_enforce_if(literal)
            self.logic.cp.add(self.logic.expression(first - second) > 0).only_enforce_if(~literal, *placed)
            for where in placed:
                self.logic.imply(literal, where)
        return self._words[key]

    def _in_a_block(self, talk: Session) -> Literal:
        return self.logic.any_of([self._in_block(talk, n, room) for n in self.rounds for room in self.conference.rooms])

    def _key(self, talk: Session) -> Amount:
        """A number for each round, room and slot, in this order."""
        if talk.name not in self._keys:
            slots = max((round_.slots or 0 for round_ in self.conference.rounds), default=0)
            size = slots * max(1, len(self.conference.rooms))
            times = [
                (where.number * size + where.first) * self.decisions[talk].starts_at(start)
                for start, where in self._where(talk).items()
            ]
            order = self.conference.room_order
            rooms = [slots * order[room.name] * self.decisions[talk].held_in(room) for room in self.conference.rooms]
            # The sum of both is in order of round and slot alone, unless a room weighs more than a slot.
            self._keys[talk.name] = self.logic.sum([*times, *rooms])
        return self._keys[talk.name]

    def _in_block(self, talk: Session, number: int, room: Room) -> Literal:
        key = ("in block", talk.name, number, room.name)
        if key not in self._words:
            self._words[key] = self.logic.all_of([self.in_round(talk, number), self.decisions[talk].held_in(room)])
        return self._words[key]

    def _begins(self, talk: Session, these: Callable[[RoundSlots], bool]) -> Literal:
        return self.decisions[talk].starts_in([start for start, where in self._where(talk).items() if these(where)])

    def _where(self, talk: Session) -> Mapping[Minute, RoundSlots]:
        self.decisions[talk].make()
        return slots_at(self.conference, talk, self.decisions[talk].starts)


def slots_at(conference: Conference, talk: Session, starts: Iterable[Minute]) -> dict[Minute, RoundSlots]:
    """By start, the round and the slots in which the talk then is; a start in no round with slots is left out."""
    found = {start: slots_of(conference, Placement(talk, start, None)) for start in starts}
    return {start: where for start, where in found.items() if where}
