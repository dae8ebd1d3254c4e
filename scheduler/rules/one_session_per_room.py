"""A room holds one session at a time, with time between two for turning it over.

Wanted by everybody. Several doors alike hold one session each, and so does an online room. When weighted, each pair of
sessions that stands in each other's way counts.

>>> from tests.support.small import broken, day
>>> two = day(sessions={"Europa": {}, "Woningmarkt": {}})
>>> broken(OneSessionPerRoom(), two, "Europa 10:00 Zaal 1; Woningmarkt 11:00 Zaal 1")
[]
>>> broken(OneSessionPerRoom(turnover=15), two, "Europa 10:00 Zaal 1; Woningmarkt 11:00 Zaal 1")
['Zaal 1: Europa (10.00–11.00) and Woningmarkt (11.00–12.00) need 15 minutes between them.']
>>> broken(OneSessionPerRoom(), two, "Europa 10:00 Zaal 1; Woningmarkt 10:30 Zaal 1")
['Zaal 1 has Europa (10.00–11.00) and Woningmarkt (10.30–11.30) at the same time.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, takewhile
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule, Scope
from scheduler.text.wording import asked, count

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class OneSessionPerRoom(Rule):
    sentence: ClassVar[str] = "A room holds one session at a time."
    needs_two: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    turnover: int = Field(default=0, ge=0, description="minutes that a room stands empty between two sessions")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def relaxed_text(self, field: str, number: int) -> str:
        if field != "turnover" or number >= self.turnover:
            return ""
        if not number:
            now = f"{count(self.turnover, 'minute')} between two now"
            return f"Let sessions in a room follow one another without time between ({now})."
        return f"Let {count(number, 'minute')} between two sessions in a room be enough ({asked(self.turnover)})."

    @property
    def distinguishes_rooms(self) -> bool:
        return self.weight is not None  # counting pairs needs to know which door each stands in

    def relaxed_for_published(self, breaches: Sequence[Breach]) -> Scope:
        if self.weight is not None:
            return Scope()
        return Scope(sessions=tuple(dict.fromkeys(breach.sessions[0] for breach in breaches)))  # the others may stay

    def cases(self, conference: Conference) -> Iterator[Case]:
        sessions = tuple(self.of(conference.held))
        pools: dict[str, list[Room]] = {}
        for room in conference.rooms:
            pools.setdefault(room.pool or room.name, []).append(room)
        for name, rooms in pools.items():
            yield OneAtATime(conference, name, tuple(rooms), sessions, self.turnover)


@dataclass(frozen=True)
class OneAtATime(AmountCase):
    conference: Conference
    name: str
    rooms: tuple[Room, ...]
    among: tuple[Session, ...]
    turnover: int

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return self.among

    @property
    def in_rooms(self) -> tuple[Room, ...]:
        return self.rooms

    def room_equivalence_key(self, model: Model) -> Hashable:  # noqa: ARG002 - it is said at every hour
        return OneAtATime, self.among, self.turnover

    def __str__(self) -> str:
        each = (
            f"{self.name} holds" if len(self.rooms) == 1 else f"Each of the {len(self.rooms)} rooms {self.name} holds"
        )
        between = f", with {count(self.turnover, 'minute')} between two" if self.turnover else ""
        return f"{each} one session at a time{between}."

    def breaches(self, programme: Programme) -> list[Breach]:
        found = []
        for room in self.rooms:
            inside = [placement for placement in programme.placements if placement.room == room]
            if len(inside) < 2:
                continue
            inside = [placement for placement in inside if placement.session in self._turn]
            inside.sort(key=lambda p: (p.start, self._turn[p.session]))
            for number, first in enumerate(inside):
                free = first.end + self.turnover
                for second in takewhile(lambda p: p.start < free, inside[number + 1 :]):  # noqa: B023 - at once
                    sentence = self._too_close(room, first, second)
                    found.append(Breach(sentence, 1, (first.session, second.session)))
        return found

    def _too_close(self, room: Room, first: Placement, second: Placement) -> str:
        clock = self.conference.clock
        pair = " and ".join(f"{p.session} ({clock.span(p.span)})" for p in (first, second))
        if first.overlaps(second):
            return f"{room} has {pair} at the same time."
        return f"{room}: {pair} need {count(self.turnover, 'minute')} between them."

    @cached_property
    def _turn(self) -> dict[Session, int]:
        return {session: turn for turn, session in enumerate(self.among)}

    def encode(self, model: Model, on: Literal) -> None:
        for place in model.places:
            if set(place.rooms) & set(self.rooms):
                model.one_at_a_time(place, self.among, self.turnover, on)

    def cost(self, model: Model) -> Amount:
        together = [
            model.all_of(
                [model.overlap(one, other, self.turnover), model[one].held_in(room), model[other].held_in(room)]
            )
            for one, other in combinations(self.among, 2)
            for room in self.rooms
        ]
        return sum(together)
