"""Talks dealt out to the blocks of a track in one round, and to their slots, once it is known that they find room.

>>> from scheduler.conference.clock import Span
>>> from scheduler.conference.conference import Room, Session, Track
>>> track = Track(name="Water")
>>> def talk(name, slots=1):
...     return Session(name=name, minutes=20, track=track, slots=slots)
>>> round_ = Round(name="1", span=Span(0, 60), slots=3)
>>> rooms = [Room(name="Zaal 1"), Room(name="Zaal 2")]
>>> for one in deal(round_, rooms, [Standing(talk("a")), Standing(talk("b", 2)), Standing(talk("c"))], 0):
...     print(one.talk, one.slot, one.room)
b 0 Zaal 1
a 2 Zaal 1
c 0 Zaal 2
>>> in_blocks = [Standing(talk("a"), block=1), Standing(talk("b"), block=1, place=3), Standing(talk("c"), block=0)]
>>> [one.talk.name for one in deal(round_, rooms, in_blocks, 0)]
['c', 'a', 'b']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Room, Round, Session


@dataclass(frozen=True, slots=True)
class Standing:
    """A talk in a round. `block`, `slot`: which, where that has been decided. `place`: which of its track it shall be.

    Where one of the talks of a track has its block decided, all have; slots are decided of all that take several, or
    of none.
    """

    talk: Session
    block: int | None = None
    slot: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Dealt:
    """Where a talk stands: the first of its slots, and the room."""

    talk: Session
    round: Round
    slot: int
    room: Room


def deal(round_: Round, rooms: Sequence[Room], talks: Sequence[Standing], before: int) -> Iterator[Dealt]:
    """Each talk with its slot and room, block by block. `before`: how many of the track stand in rounds before."""
    for room, block in zip(rooms, _in_blocks(round_, len(rooms), talks), strict=True):
        for standing, slot in _in_slots(round_, block, before):
            yield Dealt(standing.talk, round_, slot, room)
        before += len(block)


def _length(standing: Standing) -> int:
    return standing.talk.slots or 1


def _in_blocks(round_: Round, number: int, talks: Sequence[Standing]) -> list[list[Standing]]:
    """Those that have a slot first, by slot, then the longest: each to the first block that has room for it."""
    blocks: list[list[Standing]] = [[] for _ in range(number)]
    if all(standing.block is not None for standing in talks):
        for standing in talks:
            blocks[standing.block or 0].append(standing)
        return blocks
    size = round_.slots or 0
    at_slots = sorted((s for s in talks if s.slot is not None), key=lambda s: s.slot or 0)
    for standing in at_slots:
        start = standing.slot or 0
        free = (b for b in blocks if all((s.slot or 0) + _length(s) <= start for s in b))
        next(free).append(standing)
    for standing in sorted((s for s in talks if s.slot is None), key=_length, reverse=True):
        free = (b for b in blocks if sum(map(_length, b)) + _length(standing) <= size)
        next(free).append(standing)
    for block in blocks:
        if not block:
            most = max(blocks, key=len)
            block.append(most.pop())
    return blocks


def _in_slots(round_: Round, block: Sequence[Standing], before: int) -> Iterator[tuple[Standing, int]]:
    if any(standing.slot is not None for standing in block):
        taken = {slot for s in block if s.slot is not None for slot in range(s.slot, s.slot + _length(s))}
        free = iter([slot for slot in range(round_.slots or 0) if slot not in taken])
        for standing in block:
            yield standing, next(free) if standing.slot is None else standing.slot
        return
    turns: list[Standing | None] = [None] * len(block)
    for standing in block:
        if standing.place is not None and 0 <= (turn := standing.place - 1 - before) < len(block) and not turns[turn]:
            turns[turn] = standing
    others = iter([standing for standing in block if standing not in turns])
    slot = 0
    for at_its_place in turns:
        standing = at_its_place or next(others)
        yield standing, slot
        slot += _length(standing)
