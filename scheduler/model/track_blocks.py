"""The variables of the talks of one track: in which rounds they are, and in which rooms the track has blocks then."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum
from itertools import accumulate, pairwise
from typing import Any

from scheduler.conference.blocks import RoundSlots
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.model.blocks import Talks, slots_at
from scheduler.model.dealing import Dealt, Standing, deal
from scheduler.model.decision import AlikeRooms, Decision
from scheduler.model.logic import Amount, Literal, Logic

_COUNTED_EXACTLY = 4  # slots: in rounds no longer than that it is enough to count talks of each length


class BlockPart(Enum):
    """What there is to decide of a track in a round: how many blocks, whose talks, and then where and in what order."""

    COUNT = "count"
    TALKS = "talks"
    ROOMS = "rooms"
    SLOTS = "slots"


class TrackBlocks:
    """The variables of one track.

    `count`: by round, whether it has a first, a second block there, and so on. `room`: whether it has one in that
    round and room. `round`: by talk and round, whether the talk is there. `block`: the same in the first block, the
    second; `slots`: by talk and start, whether it begins then. These two only where asked for.
    """

    def __init__(
        self, logic: Logic, conference: Conference, decisions: Mapping[Session, Decision], talks: Sequence[Session]
    ) -> None:
        self.logic, self.conference, self.decisions, self.talks = logic, conference, decisions, tuple(talks)
        self.starts: dict[Session, dict[int, tuple[Minute, ...]]] = {}
        self.where: dict[Session, dict[Minute, RoundSlots]] = {}
        self.held: dict[Session, Literal] = {}
        self.round: dict[Session, dict[int, Literal]] = {}
        self.count: dict[int, Sequence[Literal]] = {}
        self.room: dict[tuple[int, Room], Literal] = {}
        self.block: dict[Session, dict[int, Sequence[Literal]]] = {}
        self.slots: dict[Session, dict[Minute, Literal]] = {}
        self._places: dict[Session, dict[AlikeRooms, Literal]] = {}
        self._rooms_of: dict[int, Sequence[Mapping[Room, Literal]]] = {}  # by round and block
        self._asked_places: dict[tuple[Session, int, tuple[Session, ...]], Literal] = {}
        self._block_slots: dict[tuple[Session, int, int, Minute], Literal] = {}
        self._make_talks()
        self._make_blocks()

    def _make_talks(self) -> None:
        new, cp = self.logic.new_literal, self.logic.cp
        for talk in self.talks:
            decision = self.decisions[talk]
            self.where[talk] = slots_at(self.conference, talk, decision.starts)
            starts: dict[int, list[Minute]] = {}
            for start, slots in self.where[talk].items():
                starts.setdefault(slots.number, []).append(start)
            self.starts[talk] = {number: tuple(some) for number, some in starts.items()}
            possible = bool(starts) and bool(decision.places)
            if decision.must_be_held and not possible:
                cp.add_bool_or([])
            must = decision.must_be_held and possible
            held = self.held[talk] = self.logic.true if must else (new() if possible else ~self.logic.true)
            self.round[talk] = {number: new() for number in starts} if possible else {}
            if possible:
                cp.add(self.logic.sum(self.round[talk].values()) == held)

    def _make_blocks(self) -> None:
        new, cp = self.logic.new_literal, self.logic.cp
        rooms = [r for r in self.conference.rooms if any(r in self.decisions[t].rooms for t in self.talks)]
        numbers = sorted({number for rounds in self.round.values() for number in rounds})
        for number in numbers:
            here = [(talk, self.round[talk][number]) for talk in self.talks if number in self.round[talk]]
            steps = self.count[number] = [new() for _ in range(min(len(here), len(rooms)))]
            for fewer, more in pairwise(steps):
                self.logic.imply(more, fewer)
            for _, literal in here:
                self.logic.imply(literal, steps[0])
            cp.add(self.logic.sum(steps) <= self.logic.sum([literal for _, literal in here]))
            size = self.conference.rounds[number].slots or 0
            cp.add(self.logic.sum([(t.slots or 1) * literal for t, literal in here]) <= size * self.logic.sum(steps))
            for room in rooms:
                self.room[number, room] = new()
            cp.add(self.logic.sum([self.room[number, room] for room in rooms]) == self.logic.sum(steps))
        self._strengthen(numbers)

    def _strengthen(self, numbers: Sequence[int]) -> None:
        """Redundant: all that must be held needs so many slots, and so many blocks."""
        needed = sum(talk.slots or 1 for talk in self.talks if self.logic.is_true(self.held[talk]))
        sizes = {number: self.conference.rounds[number].slots or 0 for number in numbers}
        steps = [(sizes[number], step) for number in numbers for step in self.count[number]]
        if not needed or not steps:
            return
        self.logic.cp.add(self.logic.sum([size * step for size, step in steps]) >= needed)
        reached = accumulate(sorted((size for size, _ in steps), reverse=True))
        fewest = 1 + sum(total < needed for total in reached)
        self.logic.cp.add(self.logic.sum([step for _, step in steps]) >= fewest)

    # -- what is made when it is asked for ----------------------------------------------------------------------------

    def ask_for_blocks(self) -> None:
        """From now on it is decided in which block each talk stands."""
        if self.block:
            return
        for talk in self.talks:
            self.block[talk] = {}
            for number, literal in self.round[talk].items():
                steps = self.count[number]
                if len(steps) == 1:
                    self.block[talk][number] = [literal]
                    continue
                mine = self.block[talk][number] = [self.logic.new_literal() for _ in steps]
                self.logic.cp.add(self.logic.sum(mine) == literal)
                for chosen, step in zip(mine, steps, strict=True):
                    self.logic.imply(chosen, step)
        for number, steps in self.count.items():
            for place, step in enumerate(steps):
                inside = [self.block[t][number][place] for t in self.talks if number in self.block[t]]
                self.logic.imply_any(step, inside)
                size = self.conference.rounds[number].slots or 0
                lengths = [(t.slots or 1) * self.block[t][number][place] for t in self.talks if number in self.block[t]]
                self.logic.cp.add(self.logic.sum(lengths) <= size * step)

    def slots_of(self, talk: Session) -> Mapping[Minute, Literal]:
        """By start, held at that start."""
        if talk not in self.slots:
            found = self.slots[talk] = {}
            for number, starts in self.starts[talk].items():
                here = self.round[talk].get(number, ~self.logic.true)
                if len(starts) == 1 or self.logic.is_false(here):
                    found.update(dict.fromkeys(starts, here))
                    continue
                some = {start: self.logic.new_literal() for start in starts}
                self.logic.cp.add(self.logic.sum(some.values()) == here)
                found.update(some)
        return self.slots[talk]

    def going_on(self, talk: Session) -> dict[tuple[int, int], Amount]:
        """By round and slot, 1 when the talk is going on then, else 0."""
        begins: dict[tuple[int, int], list[Literal]] = {}
        for start, literal in self.slots_of(talk).items():
            where = self.where[talk][start]
            for slot in where.slots:
                begins.setdefault((where.number, slot), []).append(literal)
        return {moment: self.logic.sum(some) for moment, some in begins.items()}

    def places_of(self, talk: Session) -> dict[AlikeRooms, Literal]:
        """By place, held in that place."""
        if talk not in self._places:
            self.ask_for_blocks()
            found = self._places[talk] = {place: self.logic.new_literal() for place in self.decisions[talk].places}
            self.logic.cp.add(self.logic.sum(found.values()) == self.held[talk])
            by_room = {room: literal for place, literal in found.items() for room in place.rooms}
            for number, blocks in self.block[talk].items():
                for inside_it, rooms in zip(blocks, self._rooms(number), strict=True):
                    for room, literal in rooms.items():
                        self.logic.imply_any(inside_it, [~literal, by_room.get(room, ~self.logic.true)])
        return self._places[talk]

    def _rooms(self, number: int) -> Sequence[Mapping[Room, Literal]]:
        """Of each block in turn, in which room it is: their rooms are in the order of the file."""
        if number not in self._rooms_of:
            rooms = {room: literal for (here, room), literal in self.room.items() if here == number}
            steps = self.count[number]
            if len(steps) == 1:
                self._rooms_of[number] = [rooms]
                return [rooms]
            each = [{room: self.logic.new_literal() for room in rooms} for _ in steps]
            for step, mine in zip(steps, each, strict=True):
                self.logic.cp.add(self.logic.sum(mine.values()) == step)
            for room, literal in rooms.items():
                self.logic.cp.add(self.logic.sum([mine[room] for mine in each]) == literal)
            order = list(rooms)
            for before, after in pairwise(each):
                for place in range(len(order)):
                    later = self.logic.sum([after[room] for room in order[: place + 1]])
                    self.logic.cp.add(later <= self.logic.sum([before[room] for room in order[:place]]))
            self._rooms_of[number] = each
        return self._rooms_of[number]

    def at_place(self, talk: Session, talks: Talks, place: int) -> Literal:
        """What it means is said at the end, for it depends on whether slots have been asked for."""
        self.ask_for_blocks()
        if len(talks) < len(self.talks):
            self.slots_of(talk)  # those between that are not among these stand in the way of dealing
        asked = talk, place, tuple(talks)
        if asked not in self._asked_places:
            self._asked_places[asked] = self.logic.new_literal()
        return self._asked_places[asked]

    # -- the end ---------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        for talk in self.talks:
            fitting = {n: (self.conference.rounds[n].slots or 0) - (talk.slots or 1) + 1 for n in self.starts[talk]}
            if any(len(some) < fitting[number] for number, some in self.starts[talk].items()):
                self.slots_of(talk)  # it may begin at some of the slots alone
            if len(self.decisions[talk].rooms) < len({room for _, room in self.room}):
                self.places_of(talk)
        some_stand_at_slots = bool(self.slots)
        if some_stand_at_slots:
            for talk in self.talks:
                if (talk.slots or 1) > 1 or self._asked_places:
                    self.slots_of(talk)
        longest = max((self.conference.rounds[number].slots or 0 for number in self.count), default=0)
        several = any((talk.slots or 1) > 1 for talk in self.talks)
        if several and not some_stand_at_slots and not self.block:
            if longest <= _COUNTED_EXACTLY:
                self._room_for_each_length()
            elif sum(talk.slots or 1 for talk in self.talks) > min(
                self.conference.rounds[number].slots or 0 for number in self.count
            ):
                self.ask_for_blocks()
        if some_stand_at_slots:
            self._one_at_a_time()
        self._say_places()

    def _room_for_each_length(self) -> None:
        """In rounds of four slots or less, talks fit in blocks when there is room for the longer ones, counted thus.

        Those of more than half a round need a block each, and two of exactly half fit in one: shorter ones fill up.
        """
        for number, steps in self.count.items():
            size = self.conference.rounds[number].slots or 0
            halves: list[Amount] = []
            for talk in self.talks:
                slots = 2 * (talk.slots or 1)
                if number in self.round[talk] and slots >= size and (talk.slots or 1) > 1:
                    halves.append((2 if slots > size else 1) * self.round[talk][number])
            if halves:
                self.logic.cp.add(self.logic.sum(halves) <= 2 * self.logic.sum(steps))

    def _one_at_a_time(self) -> None:
        """No more talks are going on in a slot than the track has blocks; in one block no two are."""
        if not self.block:
            for (number, _), going_on in self._moments(self.slots).items():
                self.logic.cp.add(self.logic.sum(going_on) <= self.logic.sum(self.count[number]))
            return
        crowds: dict[tuple[int, int, int], list[Literal]] = {}
        for talk in self.slots:
            for number, blocks in self.block[talk].items():
                for place, inside_it in enumerate(blocks):
                    for start, literal in self._in_block_at(talk, number, place, inside_it, len(blocks)).items():
                        for slot in self.where[talk][start].slots:
                            crowds.setdefault((number, place, slot), []).append(literal)
        for crowd in crowds.values():
            if len(crowd) > 1:
                self.logic.cp.add_at_most_one(crowd)

    def _in_block_at(
        self, talk: Session, number: int, place: int, inside_it: Literal, blocks: int
    ) -> dict[Minute, Literal]:
        starts = self.starts[talk][number]
        if blocks == 1:
            found = {start: self.slots[talk][start] for start in starts}
        else:
            found = {start: self.logic.new_literal() for start in starts}
            self.logic.cp.add(self.logic.sum(found.values()) == inside_it)
            for start, literal in found.items():
                self.logic.imply(literal, self.slots[talk][start])
        self._block_slots.update({(talk, number, place, start): literal for start, literal in found.items()})
        return found

    def _moments(self, talks: Collection[Session]) -> dict[tuple[int, int], list[Amount]]:
        moments: dict[tuple[int, int], list[Amount]] = {}
        for talk in talks:
            for moment, amount in self.going_on(talk).items():
                moments.setdefault(moment, []).append(amount)
        return moments

    def _say_places(self) -> None:
        """A talk is at its place when so many stand before it; of talks that share a place one at most can be there.

        Without slots: when its place is one of those of its block, for there talks can be put in any order.
        """
        cp, taken = self.logic.cp, dict[tuple[int, tuple[Session, ...]], list[Literal]]()
        befores: dict[tuple[Session, ...], dict[tuple[int, int], tuple[Amount, Amount]]] = {}
        for (talk, place, talks), literal in self._asked_places.items():
            if talks not in befores:
                befores[talks] = self._counted_up(talks)
            if talk not in self.slots:
                taken.setdefault((place, talks), []).append(self.logic.all_of([literal, self.held[talk]]))
            for number, blocks in self.block[talk].items():
                for block, inside_it in enumerate(blocks):
                    before, after = befores[talks][number, block]
                    if talk not in self.slots:
                        cp.add(self.logic.expression(before) <= place - 1).only_enforce_if(literal, inside_it)
                        cp.add(self.logic.expression(after) >= place).only_enforce_if(literal, inside_it)
                        continue
                    for start in self.starts[talk][number]:
                        sooner = [
                            self._block_slots[other, number, block, earlier]
                            for other in talks
                            if other != talk and number in self.block[other]
                            for earlier in self.starts[other][number]
                            if earlier < start
                        ]
                        here = self._block_slots[talk, number, block, start]
                        so_far = self.logic.expression(self.logic.sum([before, *sooner]))
                        cp.add(so_far == place - 1).only_enforce_if(literal, here)
        for literals in taken.values():
            if len(literals) > 1:
                cp.add_at_most_one(literals)

    def _counted_up(self, talks: Talks) -> dict[tuple[int, int], tuple[Amount, Amount]]:
        """By round and block, how many of the talks stand before it, and how many up to its end."""
        found: dict[tuple[int, int], tuple[Amount, Amount]] = {}
        so_far: Amount = 0
        for number in sorted(self.count):
            for block in range(len(self.count[number])):
                inside = [self.block[t][number][block] for t in talks if number in self.block[t]]
                after = self.logic.new_number(0, len(talks))
                self.logic.cp.add(after == self.logic.sum([so_far, *inside]))
                found[number, block] = so_far, after
                so_far = after
        return found

    def decided(self) -> Iterator[tuple[BlockPart, int | None, int, Literal]]:
        """What is decided of the track, with the part, the round, and the block to which it belongs; 0: to any."""
        for number, steps in self.count.items():
            yield from ((BlockPart.COUNT, number, block, step) for block, step in enumerate(steps))
        for (number, _), literal in self.room.items():
            yield BlockPart.ROOMS, number, 0, literal
        for number, each in self._rooms_of.items():
            for block, mine in enumerate(each):
                yield from ((BlockPart.ROOMS, number, block, literal) for literal in mine.values())
        for talk in self.talks:
            yield BlockPart.TALKS, None, 0, self.held[talk]
            for number, literal in self.round[talk].items():
                yield BlockPart.TALKS, number, 0, literal
            for number, blocks in self.block.get(talk, {}).items():
                yield from ((BlockPart.TALKS, number, block, literal) for block, literal in enumerate(blocks))
            for start, literal in self.slots.get(talk, {}).items():
                yield BlockPart.SLOTS, self.where[talk][start].number, 0, literal
        for (_, number, block, _), literal in self._block_slots.items():
            yield BlockPart.SLOTS, number, block, literal

    def dealt(self, value: Callable[[Any], int]) -> Iterator[Dealt]:
        order = {talk: place for (talk, place, _), literal in self._asked_places.items() if value(literal)}
        before = 0
        for number in sorted(self.count):
            rooms = [room for (here, room), literal in self.room.items() if here == number and value(literal)]
            inside = [talk for talk in self.talks if number in self.round[talk] and value(self.round[talk][number])]
            standing = [
                Standing(talk, self._block_of(talk, number, value), self._slot_of(talk, number, value), order.get(talk))
                for talk in inside
            ]
            yield from deal(self.conference.rounds[number], rooms, standing, before)
            before += len(inside)

    def _block_of(self, talk: Session, number: int, value: Callable[[Any], int]) -> int | None:
        if not self.block:
            return None
        return next(place for place, literal in enumerate(self.block[talk][number]) if value(literal))

    def _slot_of(self, talk: Session, number: int, value: Callable[[Any], int]) -> int | None:
        if talk not in self.slots:
            return None
        starts = self.starts[talk][number]
        return next(self.where[talk][start].first for start in starts if value(self.slots[talk][start]))
