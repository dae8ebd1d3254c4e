"""Beside each of these sessions so many others are held: no fewer, no more.

Wanted by whoever has to spread a crowd: everybody wants the popular talk, so that one other, and no more, is enough
beside it; or three at least, for those who find no seat. Another counts that shares a minute with it and is a meeting,
or is of the kinds named. When weighted, each too few and each too many counts, for each of these sessions.

>>> from tests.support.small import broken, day
>>> three = day(sessions={"Minister": {}, "Wonen": {}, "Zorg": {}}, rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}})
>>> rule = HeldBeside(sessions=three.sessions[:1], least=1, most=1)
>>> broken(rule, three, "Minister 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 11:00 Zaal 1")
[]
>>> broken(rule, three, "Minister 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 10:30 Zaal 3")
['Beside Minister (10.00–11.00) there are 2 others, 1 too many: Wonen and Zorg.']
>>> broken(rule, three, "Minister 10:00 Zaal 1; Wonen 11:00 Zaal 2; Zorg 11:30 Zaal 3")
['Beside Minister (10.00–11.00) there is no other, 1 too few.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme, titled
from scheduler.rules.bounds import Bounds
from scheduler.rules.fields import Kinds, Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class HeldBeside(Rule):
    sentence: ClassVar[str] = "Beside each of these sessions so many others are held."
    sessions: Sessions = Field(
        default=(), description="the sessions beside which others are held; when left out, those under `only`, else all"
    )
    least: int | None = Field(default=None, ge=1, description="at least so many others")
    most: int | None = Field(default=None, ge=0, description="at most so many others")
    kinds: Kinds = Field(default=(), description="the kinds that count as others; when left out, every kind of meeting")

    @model_validator(mode="after")
    def _asks_for_a_number(self) -> Self:
        self._bounds()
        return self

    def _bounds(self) -> Bounds:
        return Bounds.of(self.least, self.most, Sentence("How many others?"))

    def relaxed_text(self, field: str, number: int) -> Phrase:
        sessions = listing(self.sessions) or self.only.words
        if field == "least" and self.least is not None and number < self.least:
            if not number:
                return Sentence(
                    "Let no other beside {sessions} be enough ({least} at least now).",
                    sessions=sessions,
                    least=self.least,
                )
            return plural(
                number,
                "Let {number} other beside {sessions} be enough ({least} at least now).",
                "Let {number} others beside {sessions} be enough ({least} at least now).",
                sessions=sessions,
                least=self.least,
            )
        if field == "most" and self.most is not None and number > self.most:
            return plural(
                number,
                "Let {number} other be held beside {sessions} ({most} at most now).",
                "Let {number} others be held beside {sessions} ({most} at most now).",
                sessions=sessions,
                most=self.most,
            )
        return NOTHING

    def cases(self, conference: Conference) -> Iterator[Case]:
        about = self.of(conference.held)
        counted = [s for s in conference.held if (s.kind in self.kinds if self.kinds else s.kind.is_meeting)]
        for session in about:
            if not self.sessions or session in self.sessions:
                others = tuple(other for other in counted if other != session)
                if self._bounds().can_be_broken(len(others)):
                    yield OthersBeside(conference, session, others, self._bounds())


@dataclass(frozen=True)
class OthersBeside(AmountCase):
    conference: Conference
    session: Session
    others: tuple[Session, ...]
    bounds: Bounds

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session, *self.others)  # alone it could have none beside it

    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.others if self.bounds.least else ()

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        if (self.bounds.most or self.bounds.least) == 1:
            return (Sentence("has {bounds} other beside it", bounds=self.bounds.words),)
        return (Sentence("has {bounds} others beside it", bounds=self.bounds.words),)

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        beside = [other.session for other in programme.of(self.others) if other.overlaps(placement)]
        amount, how = self.bounds.outside(len(beside))
        if not amount:
            return []
        session = titled(self.conference.clock, placement)
        sentence: Phrase = Sentence("Beside {session} there is no other, {amount}.", session=session, amount=how)
        if beside:
            sentence = plural(
                len(beside),
                "Beside {session} there is {number} other, {amount}: {others}.",
                "Beside {session} there are {number} others, {amount}: {others}.",
                session=session,
                amount=how,
                others=listing(beside),
            )
        return [Breach(sentence, amount, (self.session, *beside))]

    def _beside(self, model: Model) -> Amount:
        return model.sum(model.overlap(self.session, other) for other in self.others)

    def encode(self, model: Model, on: Literal) -> None:
        self.bounds.encode(model, self._beside(model), on, model[self.session].held)

    def cost(self, model: Model) -> Amount:
        return self.bounds.cost(model, self._beside(model), len(self.others), model[self.session].held)
