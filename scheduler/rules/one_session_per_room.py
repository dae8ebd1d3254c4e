"""A room holds one session at a time, with time between two for turning it over.

Wanted by everybody. Several doors alike hold one session each, and so does an online room. A room that consists of
others (a hall with the wall open) is in use when one of its parts is, and its parts when it is; and so are two such
rooms that share a part. When weighted, each pair of sessions that stands in each other's way counts.

>>> from tests.support.small import broken, day
>>> two = day(sessions={"Europa": {}, "Woningmarkt": {}})
>>> broken(OneSessionPerRoom(), two, "Europa 10:00 Zaal 1; Woningmarkt 11:00 Zaal 1")
[]
>>> broken(OneSessionPerRoom(turnover=15), two, "Europa 10:00 Zaal 1; Woningmarkt 11:00 Zaal 1")
['Zaal 1: Europa (10.00–11.00) and Woningmarkt (11.00–12.00) need 15 minutes between them.']
>>> broken(OneSessionPerRoom(), two, "Europa 10:00 Zaal 1; Woningmarkt 10:30 Zaal 1")
['Zaal 1 has Europa (10.00–11.00) and Woningmarkt (10.30–11.30) at the same time.']
>>> walls = {"Zaal 1": {}, "Zaal 2": {}, "Hal": {"consists_of": ("Zaal 1", "Zaal 2")}}
>>> two = day(sessions={"Europa": {}, "Woningmarkt": {}}, rooms=walls)
>>> broken(OneSessionPerRoom(), two, "Europa 10:00 Zaal 1; Woningmarkt 10:30 Zaal 2")
[]
>>> broken(OneSessionPerRoom(), two, "Europa 10:00 Zaal 1; Woningmarkt 10:30 Hal")
['Europa (10.00–11.00, Zaal 1) and Woningmarkt (10.30–11.30, Hal) coincide: Hal consists of Zaal 1 and Zaal 2.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations, product, takewhile
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.blocks import slots_of
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme, titled, titled_with_room
from scheduler.rules.fields import Minutes
from scheduler.rules.rule import AmountCase, Breach, Case, Rule, Scope
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import asked, count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model
    from scheduler.model.decision import AlikeRooms


class OneSessionPerRoom(Rule):
    sentence: ClassVar[str] = "A room holds one session at a time."
    needs_two: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    turnover: Minutes = Field(default=0, ge=0, description="minutes that a room stands empty between two sessions")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "turnover" or number >= self.turnover:
            return NOTHING
        if not number:
            return Sentence(
                "Let sessions in a room follow one another without time between ({minutes} between two now).",
                minutes=count(self.turnover, "minute"),
            )
        return Sentence(
            "Let {minutes} between two sessions in a room be enough ({asked}).",
            minutes=count(number, "minute"),
            asked=asked(self.turnover),
        )

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
            joined = conference.joined_rooms(room)
            pools.setdefault(joined[0].name if len(joined) > 1 else room.pool or room.name, []).append(room)
        for name, rooms in pools.items():
            yield OneAtATime(conference, name, tuple(rooms), sessions, self.turnover)


@dataclass(frozen=True)
class OneAtATime(AmountCase):
    """A room, the doors of one pool, or all rooms that hang together by the parts that they share."""

    conference: Conference
    name: str
    rooms: tuple[Room, ...]
    among: tuple[Session, ...]
    turnover: int
    holds_one_at_a_time: ClassVar[bool] = True

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return self.among

    @property
    def in_rooms(self) -> tuple[Room, ...]:
        return self.rooms

    def room_equivalence_key(self, model: Model) -> Hashable:  # noqa: ARG002 - it is said at every hour
        return self if self._joined else (OneAtATime, self.among, self.turnover)

    @property
    def about(self) -> tuple[tuple[str, ...], ...]:
        return () if self._joined or len(self.rooms) > 1 else ((self.name,),)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        rooms = listing(about[0])
        one = Sentence("{rooms} holds one session at a time", rooms=rooms)
        each = Sentence("Each of {rooms} holds one session at a time", rooms=rooms)
        return self._with_time_between(one if len(about[0]) == 1 else each)

    def __str__(self) -> Sentence:
        if self._joined:
            statement: Phrase = self._not_with_a_part()
            if self.turnover:
                between = count(self.turnover, "minute")
                statement = Sentence(
                    "{statement}, also with {minutes} between two", statement=statement, minutes=between
                )
        elif self.about:
            statement = self.says_of(*self.about)
        else:
            statement = self._with_time_between(
                Sentence(
                    "Each of the {number} rooms {room} holds one session at a time",
                    number=len(self.rooms),
                    room=self.name,
                )
            )
        return Sentence("{statement}.", statement=statement)

    def _with_time_between(self, statement: Phrase) -> Phrase:
        if not self.turnover:
            return statement
        between = count(self.turnover, "minute")
        return Sentence("{statement}, with {minutes} between two", statement=statement, minutes=between)

    def _not_with_a_part(self) -> Phrase:
        wholes = [Sentence("{room} ({parts})", room=room, parts=listing(_parts(room))) for room in self._joined]
        return plural(
            len(wholes),
            "{rooms} is not in use together with a part",
            "{rooms} are not in use together with a part",
            rooms=listing(wholes),
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        found = []
        for rooms in [self.rooms] if self._joined else [(room,) for room in self.rooms]:
            inside = [placement for placement in programme.placements if placement.room in rooms]
            if len(inside) < 2:
                continue
            inside = [placement for placement in inside if placement.session in self._turn]
            inside.sort(key=lambda p: (p.start, self._turn[p.session]))
            for number, first in enumerate(inside):
                free = max(first.end + self.turnover, self._slots_end(first))
                for second in takewhile(lambda p: p.start < free, inside[number + 1 :]):  # noqa: B023 - at once
                    if not self._too_soon(first, second):
                        continue
                    if first.room and second.room and self._in_one_anothers_way(first.room, second.room):
                        sentence = partial(self._too_close, first, second)
                        found.append(Breach(sentence, 1, (first.session, second.session)))
        return found

    def _slots_end(self, placement: Placement) -> Minute:
        """When the slots of a talk are over, which may last longer than the talk; else the end."""
        where = slots_of(self.conference, placement)
        if where is None:
            return placement.end
        starts = where.round.slot_starts
        return starts[where.end] if where.end < len(starts) else where.round.span.end

    def _too_soon(self, first: Placement, second: Placement) -> bool:
        """Whether the second begins before the first is over, or before the time between has passed."""
        one, other = slots_of(self.conference, first), slots_of(self.conference, second)
        if one and other and one.number == other.number:
            return other.first < one.end
        return second.start < first.end + self.turnover

    def _coincide(self, first: Placement, second: Placement) -> bool:
        return first.overlaps(second) or second.start < self._slots_end(first)

    def _in_one_anothers_way(self, one: Room, other: Room) -> bool:
        return one == other or not self._smallest_parts[one].isdisjoint(self._smallest_parts[other])

    def _too_close(self, first: Placement, second: Placement) -> Sentence:
        clock = self.conference.clock
        room = first.room
        if room != second.room:
            one, other = (titled_with_room(clock, placement) for placement in (first, second))
            joined = [room for room in (first.room, second.room) if _parts(room)]
            why = listing(
                [Sentence("{room} consists of {parts}", room=room, parts=listing(_parts(room))) for room in joined]
            )
            if self._coincide(first, second):
                return Sentence("{one} and {other} coincide: {why}.", one=one, other=other, why=why)
            return Sentence(
                "{one} and {other} need {minutes} between them: {why}.",
                one=one,
                other=other,
                minutes=count(self.turnover, "minute"),
                why=why,
            )
        one, other = (titled(clock, placement) for placement in (first, second))
        if self._coincide(first, second):
            return Sentence("{room} has {one} and {other} at the same time.", room=room, one=one, other=other)
        return Sentence(
            "{room}: {one} and {other} need {minutes} between them.",
            room=room,
            one=one,
            other=other,
            minutes=count(self.turnover, "minute"),
        )

    @cached_property
    def _turn(self) -> dict[Session, int]:
        return {session: turn for turn, session in enumerate(self.among)}

    @cached_property
    def _joined(self) -> tuple[Room, ...]:
        """Those that consist of others."""
        return tuple(room for room in self.rooms if room.consists_of)

    @cached_property
    def _smallest_parts(self) -> dict[Room, frozenset[str]]:
        """By room, those of its parts that have no parts themselves; of a room without any, itself."""
        wholes = {room.name for room in self._joined}
        return {room: frozenset({room.name, *room.consists_of} - wholes) for room in self.rooms}

    def encode(self, model: Model, on: Literal) -> None:
        mine = [place for place in model.places if set(place.rooms) & set(self.rooms)]
        together: list[list[AlikeRooms]] = [[place] for place in mine]
        if self._joined:
            smallest = sorted(set().union(*self._smallest_parts.values()))
            together = [[p for p in mine if part in self._smallest_parts[p.rooms[0]]] for part in smallest]
        talks = [session for session in self.among if session.track]
        others = [session for session in self.among if not session.track] if talks else self.among
        for places in together:
            model.one_at_a_time(places, others, self.turnover, on)
            if talks:
                model.blocks.one_at_a_time(places, talks, others, self._too_soon, on)

    def cost(self, model: Model) -> Amount:
        ways = [(a, b) for a, b in product(self.rooms, self.rooms) if self._in_one_anothers_way(a, b)]
        together = [
            model.all_of([self._overlap(model, one, other), model[one].held_in(a), model[other].held_in(b)])
            for one, other in combinations(self.among, 2)
            for a, b in ways
        ]
        return sum(together)

    def _overlap(self, model: Model, one: Session, other: Session) -> Literal:
        """Both are held, at hours at which they would be in one another's way in a room."""
        if not (one.track and other.track):
            return model.overlap(one, other, self.turnover)

        def these(start: Minute, another: Minute) -> bool:
            pair = sorted((Placement(one, start), Placement(other, another)), key=lambda placement: placement.start)
            return self._too_soon(*pair)

        return model.at_starts(one, other, these)


def _parts(room: Room | None) -> tuple[str, ...]:
    return room.consists_of if room else ()
