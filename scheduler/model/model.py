"""A conference as decisions, with every word in which a rule may speak of them.

Each word is exact in both directions unless its docstring says otherwise, so that a rule may use it either way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from typing import Any

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.model.blocks import Blocks, BlocksByPlace
from scheduler.model.decision import AlikeRooms, Decision
from scheduler.model.logic import FEW, Amount, Logic, variable_of
from scheduler.model.packed import PackedBlocks
from scheduler.model.pairs import PairWords
from scheduler.model.people import PeopleWords
from scheduler.model.rooms import RoomWords


class Model:
    """A conference as decisions. `pooled` folds rooms alike into one place; only where no rule tells doors apart.

    `packed`: talks are decided by their blocks; only where each room has one track a round and one talk a slot, and
    nothing else then. It needs `finish` in the end.
    `interrupt`: is called now and then while the model grows, and may raise what ends that.
    """

    def __init__(
        self,
        conference: Conference,
        *,
        pooled: bool = False,
        packed: bool = False,
        few: int = FEW,
        interrupt: Callable[[], None] = lambda: None,
    ) -> None:
        self.conference = conference
        self.places = _places(conference, pooled)
        self.logic = logic = Logic(few, interrupt)
        nowhere = (AlikeRooms(()),)
        self.decisions = {
            session: Decision(
                logic, session, conference.starts(session), self.places if session.needs_room else nowhere
            )
            for session in conference.held
        }
        pairs = PairWords(logic, conference, self.decisions)
        self.people = people = PeopleWords(pairs)
        rooms = RoomWords(logic, self.decisions)

        self.packed = PackedBlocks(logic, conference, self.decisions) if packed else None
        self.blocks: Blocks = self.packed or BlocksByPlace(pairs)

        # The words, each with its docstring where it is defined.
        self.cp, self.true, self.few = logic.cp, logic.true, logic.few
        self.new_literal, self.new_number = logic.new_literal, logic.new_number
        self.is_true, self.is_false = logic.is_true, logic.is_false
        self.imply, self.imply_any, self.forbid = logic.imply, logic.imply_any, logic.forbid
        self.any_of, self.all_of = logic.any_of, logic.all_of
        self.sum, self.at_most, self.excess = logic.sum, logic.at_most, logic.excess

        self.overlap, self.clash, self.before = pairs.overlap, pairs.clash, pairs.before
        self.at_starts, self.begin_together = pairs.at_starts, pairs.begin_together
        self.same_day, self.on_day = pairs.same_day, pairs.on_day

        self.there_for, self.attendance, self.most_worth = people.there_for, people.attendance, people.most_worth

        self.one_at_a_time, self.keep_out = rooms.one_at_a_time, rooms.keep_out
        self.at_once, self.more_at_once = rooms.at_once, rooms.more_at_once
        self.strengthen = rooms.strengthen

    def __getitem__(self, session: Session) -> Decision:
        return self.decisions[session]

    def start_from(
        self, session: Session, starts: Iterable[Minute], rooms: Collection[Room | None], *, must_be_held: bool
    ) -> None:
        """Let these hours and rooms be all that is left to the session, before any variable is made."""
        decision = self.decisions[session]
        if decision.has_variables:
            raise AssertionError(f"{session} has its variables already")
        decision.starts = tuple(starts)
        decision.places = tuple(place for place in (*self.places, AlikeRooms(())) if place.is_among(rooms))
        decision.must_be_held = must_be_held

    def merge_rooms(self, alike: Iterable[Iterable[Room]]) -> None:
        """Each of these lots of rooms becomes one place with as many doors, before any variable is made."""
        self.places = tuple(AlikeRooms(tuple(rooms)) for rooms in alike)
        of = {room: place for place in self.places for room in place.rooms}
        for decision in self.decisions.values():
            if decision.has_variables:
                raise AssertionError(f"{decision.session} has its variables already")
            decision.places = tuple(dict.fromkeys(of[p.rooms[0]] if p.rooms else p for p in decision.places))

    def finish(self) -> None:
        """All has been said; the model can be solved from now on."""
        if self.packed is not None:
            self.packed.finish()

    def start_at(self, solver: Any) -> None:
        """Start the next search at the solution of this one, in every variable."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        hint = self.cp.proto.solution_hint
        values = solver.response_proto.solution
        hint.vars.extend(range(len(values)))
        hint.values.extend(values)

    def start_near(self, programme: Programme) -> None:
        """Start the next search at this programme, as far as its sessions, hours and rooms are among the choices."""
        hints = (hint for d in self.decisions.values() for hint in d.hints(programme.get(d.session)))
        blocks = self.packed.hints_of_blocks(programme.placements) if self.packed is not None else ()
        self._hint(chain(hints, blocks))

    def start_at_hours(self, hours: Mapping[Session, Minute]) -> None:
        """Start the next search where these sessions begin then, in whatever rooms; those with several hours alone."""
        several = (decision for decision in self.decisions.values() if len(decision.starts) > 1)
        self._hint(hint for d in several for hint in d.hints_of_start(hours.get(d.session)))

    def _hint(self, hints: Iterable[tuple[Any, int]]) -> None:
        values: dict[int, int] = {}  # each variable once, though several literals may be the same one
        for variable, value in hints:
            index = variable.index
            values[variable_of(index)] = value if index >= 0 else 1 - value
        values.pop(self.true.index, None)
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        self.cp.proto.solution_hint.vars.extend(list(values))
        self.cp.proto.solution_hint.values.extend(list(values.values()))

    def ranks_of_starts(self) -> Iterable[tuple[Amount, int]]:
        """Per session, in the order of the file: how late it begins, and how many ranks there are. Dropped is last."""
        for decision in self.decisions.values():
            rank, size = decision.rank
            yield rank + size * (1 - decision.held), size + (not decision.must_be_held)

    def ranks_of_places(self) -> Iterable[tuple[Amount, int]]:
        """Per session, in the order of the file: the number of its place, and how many places there are."""
        for decision in self.decisions.values():
            ranks = [rank * chosen for rank, chosen in enumerate(decision.in_places.values())]
            yield self.sum(ranks), max(1, len(ranks))

    def programme(self, value: Any) -> Programme:
        """The programme of a solution; `value` gives a variable's or expression's number. Doors alike are dealt out."""
        if self.packed is not None:
            return self._programme_with_talks(value, self.packed)
        return self._programme(value, self.decisions)

    def _programme_with_talks(self, value: Any, packed: PackedBlocks) -> Programme:
        others = {session: decision for session, decision in self.decisions.items() if decision.blocks is None}
        found = dict(self._programme(value, others))
        for one in packed.dealt(value):
            found[one.talk] = Placement(one.talk, one.round.slot_starts[one.slot], one.room)
        return Programme(tuple(found[session] for session in self.decisions if session in found))

    def _programme(self, value: Any, decisions: Mapping[Session, Decision]) -> Programme:
        placed: list[tuple[Session, Minute, AlikeRooms]] = []
        for session, decision in decisions.items():
            if value(decision.held):
                start = int(value(decision.start))
                place = next(place for place, chosen in decision.in_places.items() if value(chosen))
                placed.append((session, start, place))
        doors = _deal(placed)
        return Programme(
            tuple(
                Placement(session, start, doors[session] if len(place.rooms) > 1 else (place.rooms or (None,))[0])
                for session, start, place in placed
            )
        )


def _places(conference: Conference, pooled: bool) -> tuple[AlikeRooms, ...]:
    pools: dict[Any, list[Room]] = {}
    for room in conference.rooms:
        pools.setdefault(("pool", room.pool) if pooled and room.pool else room.name, []).append(room)
    return tuple(AlikeRooms(tuple(rooms)) for rooms in pools.values())


def _deal(placed: Iterable[tuple[Session, Minute, AlikeRooms]]) -> dict[Session, Room]:
    """Doors for the sessions in places of several, by start: each takes the door that has been free the longest.

    Exact for spans, also when every door needs the same time between two sessions: if the door that has been free the
    longest is not free, none is.
    """
    free: dict[Room, Minute] = {}
    doors: dict[Session, Room] = {}
    for session, start, place in sorted(placed, key=lambda p: (p[1], p[0].name)):
        if len(place.rooms) > 1:
            doors[session] = min(place.rooms, key=lambda room: free.get(room, -1))
            free[doors[session]] = start + session.minutes
    return doors
