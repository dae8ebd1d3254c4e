"""Rounds in slots, and the blocks of a programme: a room for one round, with the talks that stand there.

A talk is a session of a track. It takes whole slots of one round: the minutes of a talk are those of its shortest
slots, so that slots, and not minutes, tell which talks are in each other's way.

>>> from tests.support.small import day, placed
>>> two = {"Dijken": {"track": "Water", "slots": 2}, "Pompen": {"track": "Water"}, "Bomen": {"track": "Groen"}}
>>> small = day(sessions=two, tracks={"Water": {}, "Groen": {}}, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> small.starts(small.sessions[0])
(540, 560, 660, 680)
>>> programme = placed(small, "Dijken 9:20 Zaal 1; Pompen 9:00 Zaal 1; Bomen 11:40 Zaal 2")
>>> for block in blocks_of(small, programme):
...     print(block.round.name, block.room, block.tracks, block.talks)
round 1 Zaal 1 (Track('Water'),) (Session('Pompen'), Session('Dijken'))
round 2 Zaal 2 (Track('Groen'),) (Session('Bomen'),)
>>> slots_of(small, programme.placements[0])
RoundSlots(round=Round(name='round 1', span=Span(start=540, end=600), slots=3), number=0, first=1, end=3)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Round, Session, Track
from scheduler.conference.programme import Placement, Programme


@dataclass(frozen=True, slots=True)
class RoundSlots:
    """Where a talk stands among the rounds: `number` counts them from 0, and the slots `first` up to `end`."""

    round: Round
    number: int
    first: int
    end: int

    @property
    def slots(self) -> range:
        return range(self.first, self.end)


@dataclass(frozen=True)
class Block:
    """A room for one round in which talks stand, in order of slot. `number`: of the round, from 0."""

    round: Round
    number: int
    room: Room
    placements: tuple[Placement, ...]

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Whose talks they are: one track, in a programme as it should be."""
        return tuple(dict.fromkeys(p.session.track for p in self.placements if p.session.track))

    @property
    def talks(self) -> tuple[Session, ...]:
        return tuple(placement.session for placement in self.placements)


def round_number(conference: Conference, start: Minute) -> int | None:
    """The place in that list of the round that is going on at this minute; None: none is."""
    begins = conference.round_starts
    number = bisect_right(begins, start) - 1
    while number >= 0 and begins[number] + conference.longest_round > start:
        if start < conference.rounds[number].span.end:
            return number
        number -= 1
    return None


def round_of(conference: Conference, start: Minute) -> Round | None:
    """The round that is going on at this minute; None: none is."""
    number = round_number(conference, start)
    return None if number is None else conference.rounds[number]


def slots_of(conference: Conference, placement: Placement) -> RoundSlots | None:
    """Where a talk stands; None: in no round with slots, or it is no talk. It never reaches beyond the round."""
    slots, number = placement.session.slots, round_number(conference, placement.start)
    if slots is None or number is None or not (round_ := conference.rounds[number]).slots:
        return None
    first = bisect_right(round_.slot_starts, placement.start) - 1
    return RoundSlots(round_, number, first, min(first + slots, round_.slots))


def blocks_of(conference: Conference, programme: Programme, talks: Iterable[Session] | None = None) -> list[Block]:
    """The blocks by round, then in the order of the rooms in the file; of these talks alone, where they are given."""
    order = conference.room_order
    inside: dict[tuple[int, int], list[tuple[int, int, Placement]]] = {}
    for turn, placement in enumerate(programme.of(conference.talks if talks is None else talks)):
        if placement.room and placement.session.track and (where := slots_of(conference, placement)):
            key = where.number, order[placement.room.name]
            inside.setdefault(key, []).append((where.first, turn, placement))
    return [
        Block(
            conference.rounds[number],
            number,
            conference.rooms[room],
            tuple(placement for _, _, placement in sorted(inside[number, room], key=lambda one: one[:2])),
        )
        for number, room in sorted(inside)
    ]
