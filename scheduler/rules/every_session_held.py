"""Every session is held; what may be dropped has its price.

Wanted by the groups that meet. As a hard rule nothing is dropped. When weighted, each dropped session costs its price
(`price` in the day file) times the weight. The standard book holds sessions hard, and those marked `optional` at
their price.

>>> from tests.support.small import broken, day
>>> two = day(sessions={"Europa": {}, "Open podium": {"optional": True, "price": 4}})
>>> broken(EverySessionHeld(), two, "Europa 10:00 Zaal 1; Open podium 10:00 Zaal 2")
[]
>>> broken(EverySessionHeld(), two, "Europa 10:00 Zaal 1")
['Open podium is dropped.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class EverySessionHeld(Rule):
    sentence: ClassVar[str] = "Every session is held."
    single_session: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    optional: bool | None = Field(
        default=None, description="yes: about sessions marked optional alone; no: about the others alone"
    )

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(optional=False), cls(optional=True, weight=1))

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session in self.of(conference.held):
            if self.optional is None or session.optional is self.optional:
                yield SessionHeld(session)


@dataclass(frozen=True)
class SessionHeld(AmountCase):
    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def equivalence_key(self) -> Hashable:
        return True

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        return (Sentence("must be held"),)

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        if self.session in programme:
            return []
        return [Breach(Sentence("{session} is dropped.", session=self.session), self.session.price, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].require_held(on)

    def cost(self, model: Model) -> Amount:
        return self.session.price * (1 - model[self.session].held)
