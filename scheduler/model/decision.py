"""What is to be decided of one session: whether it is held, when it begins and in which place.

Separate decisions for start and place, not one for each pair of them: that product does not scale. Until the first
variable is asked for, a hard statement about this session alone takes values away instead of adding a constraint.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ortools.sat.python import cp_model

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement

if TYPE_CHECKING:
    from scheduler.model.logic import Amount, Literal, Logic

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class AlikeRooms:
    """Where a session can stand: one room, one of several doors alike (dealt out after solving), or no room at all."""

    rooms: tuple[Room, ...]

    @property
    def name(self) -> str:
        return (self.rooms[0].pool or self.rooms[0].name) if self.rooms else "no room"

    def is_among(self, allowed: Collection[Room | None]) -> bool:
        """Whether these rooms are the place; None among them: no room at all is."""
        among = [room in allowed for room in self.rooms] or [None in allowed]
        if any(among) != all(among):
            raise AssertionError(f"the doors of {self.name} are told apart, but the model pools them")
        return all(among)


class InBlocks(Protocol):
    """What gives the variables of a talk that is decided by its block: `scheduler.model.packed`."""

    def held(self, session: Session) -> Literal:
        """It is held."""

    def by_start(self, session: Session) -> dict[Minute, Literal]:
        """Held, at each of its starts."""

    def by_place(self, session: Session) -> dict[AlikeRooms, Literal]:
        """Held, in each of its places."""

    def starts_in(self, session: Session, wanted: frozenset[Minute]) -> Literal:
        """Held, at one of some of its starts."""

    def hints(self, session: Session, placement: Placement | None) -> Iterator[tuple[Any, int]]:
        """As `Decision.hints`."""


class Decision:
    """The variables of one session. Every literal here implies that the session is held.

    `blocks`: of a talk that is decided by its block, so that its hours and rooms follow from that when asked for.
    """

    def __init__(
        self, logic: Logic, session: Session, starts: Collection[Minute], places: Collection[AlikeRooms]
    ) -> None:
        self.blocks: InBlocks | None = None
        self.logic = logic
        self.session = session
        self.starts = tuple(sorted(set(starts)))
        self.places = tuple(places)
        self.must_be_held = False  # whether it must be held
        self._has_variables = False
        self._number: Amount | None = None
        self._start: Amount | None = None
        self._by_start: dict[Minute, Literal] | None = None
        self._by_place: dict[AlikeRooms, Literal] | None = None
        self._sets: dict[frozenset[Minute], Literal] = {}
        self._both: dict[tuple[Minute, AlikeRooms], Literal] | None = None

    # -- what hard statements about this session alone take away -------------------------------------------------

    def require_held(self, on: Literal) -> None:
        """It is not dropped."""
        if self._narrows(on):
            self.must_be_held = True
        else:
            self.logic.imply(on, self.held)

    def only_at(self, allowed: Collection[Minute], on: Literal) -> None:
        """If held, it begins at one of these minutes."""
        if self._narrows(on):
            self.starts = tuple(start for start in self.starts if start in allowed)
        else:
            self.logic.imply_any(on, [self.starts_in(allowed), ~self.held])

    def only_in(self, allowed: Collection[Room | None], on: Literal) -> None:
        """If held, it stands in one of these rooms; None among them: it may stand in no room."""
        places = [place for place in self.places if place.is_among(allowed)]
        if self._narrows(on):
            self.places = tuple(places)
        else:
            self.logic.imply_any(on, [~self.held, *map(self.held_in_place, places)])

    def _narrows(self, on: Literal) -> bool:
        return not self._has_variables and self.logic.is_true(on)

    @property
    def rooms(self) -> frozenset[Room]:
        """Those that are left."""
        return frozenset(room for place in self.places for room in place.rooms)

    # -- the variables ------------------------------------------------------------------------------------------

    @property
    def has_variables(self) -> bool:
        """Whether the variables exist, so that nothing can be taken away any more."""
        return self._has_variables

    def make(self) -> None:
        """Make the variables; from now on statements become constraints."""
        if self._has_variables:
            return
        self._has_variables = True
        if self.blocks is not None:
            self._held = self.blocks.held(self.session)
            return
        logic, cp = self.logic, self.logic.cp
        possible = bool(self.starts) and bool(self.places)
        self._held = (logic.true if self.must_be_held else logic.new_literal()) if possible else ~logic.true
        if self.must_be_held and not possible:
            cp.add_bool_or([])  # nothing is left for a session that must be held
        if not possible:
            self._by_place = dict.fromkeys(self.places, self._held)
            self._by_start = dict.fromkeys(self.starts, self._held)
            self._start = self.starts[0] if self.starts else 0
            return
        self._by_place = self._choice(self.places)
        if len(self.starts) <= self.logic.few:
            self._by_start = self._choice(self.starts)
            # A session that is dropped counts as beginning at the first start, so that it has one solution only.
            # No number is made of it until an interval needs one: the numbers hide from the solver that rounds are
            # alike, and cost it most of its bound (114 instead of 162 in a minute on 14 sessions in 3 rounds).
            first = self.starts[0]
            self._start = first + sum((start - first) * at for start, at in self._by_start.items() if start != first)
        else:
            self._start = cp.new_int_var_from_domain(cp_model.Domain.from_values(list(self.starts)), "")
            if not self.must_be_held:
                cp.add(self._start == self.starts[0]).only_enforce_if(~self._held)

    @property
    def _at(self) -> dict[Minute, Literal] | None:
        """By start, held at that start; None: the start is a number."""
        if self._by_start is None and self.blocks is not None:
            self._by_start = self.blocks.by_start(self.session)
        return self._by_start

    @property
    def _in(self) -> dict[AlikeRooms, Literal]:
        """By place, held in that place."""
        if self._by_place is None:
            if self.blocks is None:
                raise AssertionError(f"{self.session} has no variables yet")
            self._by_place = self.blocks.by_place(self.session)
        return self._by_place

    def _choice(self, values: tuple[_Value, ...]) -> dict[_Value, Literal]:
        """A literal for each value, exactly one of them true when the session is held and none otherwise."""
        if len(values) == 1:
            return {values[0]: self._held}
        chosen = {value: self.logic.new_literal() for value in values}
        self.logic.cp.add(sum(chosen.values()) == self._held)
        return chosen

    @property
    def held(self) -> Literal:
        self.make()
        return self._held

    @property
    def in_places(self) -> Mapping[AlikeRooms, Literal]:
        """Held, and in this place, for each place it may stand in."""
        self.make()
        return self._in

    @property
    def start(self) -> Amount:
        """Minutes; the first possible start when the session is dropped."""
        self.make()
        if self._start is None:
            first, at = min(self.starts, default=0), self._at or {}
            self._start = self.logic.sum([first, *((start - first) * begins for start, begins in at.items())])
        return self._start

    @property
    def rank(self) -> tuple[Amount, int]:
        """How late it begins among its possible starts, counted from 0, and what that stays below."""
        self.make()
        if self._at is not None:
            ranks = [rank * at for rank, at in enumerate(self._at.values()) if rank]
            return cp_model.LinearExpr.sum(ranks) if ranks else 0, max(1, len(self._at))
        return self.start - self.starts[0], self.starts[-1] - self.starts[0] + 1

    @property
    def start_number(self) -> Amount:
        """The start as one variable or constant, which intervals need."""
        if self._number is None:
            self._number = self.start
            if len(self.starts) > 1 and self._at is not None:
                self._number = self.logic.cp.new_int_var_from_domain(cp_model.Domain.from_values(list(self.starts)), "")
                self.logic.cp.add(self._number == self._start)
        return self._number

    def hints(self, placement: Placement | None) -> Iterator[tuple[Any, int]]:
        """The variables of this decision, each with its value where the session stands so; None: it is dropped."""
        self.make()
        if self.blocks is not None:
            yield from self.blocks.hints(self.session, placement)
            return
        yield self._held, int(placement is not None)
        if placement is None:
            return
        for place, chosen in self._in.items():
            yield chosen, int(placement.room in (place.rooms or (None,)))
        yield from self.hints_of_start(placement.start)

    def hints_of_start(self, minute: Minute | None) -> Iterator[tuple[Any, int]]:
        """Those of its hour alone; None: it is dropped."""
        self.make()
        yield self._held, int(minute is not None)
        if minute is None:
            return
        if self._at is not None:
            for start, at in self._at.items():
                yield at, int(start == minute)
        elif minute in self.starts:
            yield self.start, minute

    @property
    def end(self) -> Amount:
        return self.start + self.session.minutes

    def starts_at(self, minute: Minute) -> Literal:
        """Held, beginning at this minute."""
        return self.starts_in((minute,))

    def starts_in(self, minutes: Collection[Minute]) -> Literal:
        """Held, beginning at one of these minutes."""
        self.make()
        wanted = frozenset(start for start in self.starts if start in minutes)
        if len(wanted) == len(self.starts):
            return self._held
        if not wanted:
            return ~self.logic.true
        if self.blocks is not None:
            return self.blocks.starts_in(self.session, wanted)
        if self._at is not None:
            return self.logic.any_of([self._at[start] for start in self.starts if start in wanted])
        if wanted not in self._sets:
            literal = self.logic.new_literal()
            inside = cp_model.Domain.from_values(sorted(wanted))
            outside = cp_model.Domain.from_values([s for s in self.starts if s not in wanted])
            cp = self.logic.cp
            cp.add_linear_expression_in_domain(self.start, inside).only_enforce_if(literal)
            cp.add_linear_expression_in_domain(self.start, outside).only_enforce_if(~literal, self._held)
            cp.add_implication(literal, self._held)
            self._sets[wanted] = literal
        return self._sets[wanted]

    def begins_in(self, minutes: Collection[Minute], place: AlikeRooms) -> Amount:
        """1 when it is held in this place and begins at one of these minutes, else 0. For few starts.

        A literal for each start and place, whose sums are those of the start and of the place: that binds a linear
        relaxation closer, in fewer constraints, than a product for each.
        """
        self.make()
        if place not in self._in:
            return 0
        wanted = [start for start in self.starts if start in minutes]
        if not wanted:
            return 0
        if len(wanted) == len(self.starts):
            return cp_model.LinearExpr.sum([self._in[place]])
        if self._at is None:
            raise AssertionError("the start is a number")
        if len(self.places) == 1:
            return cp_model.LinearExpr.sum([self._at[start] for start in wanted])
        if self._both is None:
            new, cp = self.logic.new_literal, self.logic.cp
            both = self._both = {(start, place): new() for start in self._at for place in self._in}
            for start, at in self._at.items():
                cp.add(cp_model.LinearExpr.sum([both[start, place] for place in self._in]) == at)
            for where, chosen in self._in.items():
                cp.add(cp_model.LinearExpr.sum([both[start, where] for start in self._at]) == chosen)
        return cp_model.LinearExpr.sum([self._both[start, place] for start in wanted])

    def starts_across(self, span: Span) -> list[Minute]:
        """The possible starts with which the session shares a minute with the span."""
        return [start for start in self.starts if span.start - self.session.minutes < start < span.end]

    def within(self, spans: Collection[Span]) -> Literal:
        """Held, and from beginning to end within one of these spans."""
        self.make()
        return self.starts_in(
            [start for start in self.starts if any(span.holds(self.session.span(start)) for span in spans)]
        )

    def held_in(self, room: Room) -> Literal:
        """Held, in this room. The room must not be one of several doors that the model pools."""
        self.make()
        for place, chosen in self._in.items():
            if room in place.rooms:
                if len(place.rooms) > 1:
                    raise AssertionError(f"{room} is asked for by itself, but the model pools {place.name}")
                return chosen
        return ~self.logic.true

    def held_in_place(self, place: AlikeRooms) -> Literal:
        """Held, in this place."""
        self.make()
        return self._in.get(place, ~self.logic.true)
