"""Two talks that somebody would be at who can be in one room: kept out of one round, or out of the same slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from scheduler.conference.blocks import slots_of
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Placement, Programme, titled, titled_with_room
from scheduler.rules.rule import AmountCase, Breach, Rule
from scheduler.text.sentence import Phrase, Sentence

if TYPE_CHECKING:
    from scheduler.model import Amount, Model

Level = Literal["round", "slot"]
LEVEL = "round: the two are not in one round in different rooms; slot: they do not share a time slot, each that they do"


class PairsApart(Rule):
    """A rule that keeps two talks of one person apart. `_milder`: what organisers say who ask it of slots alone."""

    needs_two: ClassVar[bool] = True
    _milder: ClassVar[Sentence]
    level: Level = Field(default="round", description=LEVEL)

    @property
    def distinguishes_rooms(self) -> bool:
        return self.level == "round"

    def partial_relaxations(self, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:  # noqa: ARG002
        if self.level == "round":
            yield self._milder, {"level": "slot"}


def pairs_by_person(
    talks: Iterable[Session], concerned: Mapping[Session, Iterable[Person]]
) -> Iterator[tuple[Session, Session]]:
    """Each two of the talks with one person among those concerned, in the order of the talks."""
    order = {talk: number for number, talk in enumerate(talks)}
    of: dict[Person, list[Session]] = {}
    for talk in order:
        for person in concerned.get(talk, ()):
            of.setdefault(person, []).append(talk)
    found = {pair for theirs in of.values() for pair in combinations(dict.fromkeys(theirs), 2)}
    yield from sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))


@dataclass(frozen=True)
class NotAtOnce(AmountCase):
    """`why`: what the two have in common, in a whole clause: "Anna presents both"; `whom`: who that is."""

    conference: Conference
    one: Session
    other: Session
    level: Level
    why: Phrase
    whom: tuple[Person, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.one, self.other)

    @property
    def rooms_matter(self) -> bool:
        return self.level == "round"

    def __str__(self) -> Sentence:
        words = {"one": self.one, "other": self.other, "why": self.why}
        if self.level == "round":
            return Sentence("{one} and {other} are not in one round in different rooms: {why}.", **words)
        return Sentence("{one} and {other} do not share a time slot: {why}.", **words)

    def breaches(self, programme: Programme) -> list[Breach]:
        one, other = programme.get(self.one), programme.get(self.other)
        if one is None or other is None:
            return []
        amount = self._amount(one, other)
        return [Breach(partial(self._at_once, one, other), amount, self.sessions, self.whom)] if amount else []

    def _amount(self, one: Placement, other: Placement) -> int:
        where, beside = slots_of(self.conference, one), slots_of(self.conference, other)
        if where is None or beside is None or where.number != beside.number:
            return 0
        if self.level == "round":
            return int(one.room != other.room)
        return max(0, min(where.end, beside.end) - max(where.first, beside.first))

    def _at_once(self, one: Placement, other: Placement) -> Sentence:
        clock = self.conference.clock
        if self.level == "round":
            return Sentence(
                "{one} and {other} are in one round in different rooms, and {why}.",
                one=titled_with_room(clock, one),
                other=titled_with_room(clock, other),
                why=self.why,
            )
        return Sentence(
            "{one} and {other} share a time slot, and {why}.",
            one=titled(clock, one),
            other=titled(clock, other),
            why=self.why,
        )

    def cost(self, model: Model) -> Amount:
        if self.level == "round":
            return model.sum([model.blocks.apart(self.one, self.other)])
        return model.blocks.slots_shared(self.one, self.other)
