"""Of these sessions so many are held: no fewer, no more.

Wanted by whoever has more proposals than hours: mark them `optional`, and of these six workshops four are held. When
weighted, each too few and each too many counts. What dropping one costs (`price`) counts besides.

>>> from tests.support.small import broken, day
>>> three = day(sessions={name: {"optional": True} for name in ("Europa", "Wonen", "Zorg")})
>>> rule = NumberHeld(least=2, most=2, sessions=three.sessions)
>>> broken(rule, three, "Europa 10:00 Zaal 1; Zorg 11:00 Zaal 1")
[]
>>> broken(rule, three, "Europa 10:00 Zaal 1")
['Of Europa, Wonen and Zorg 1 is held, 1 too few: Europa.']
>>> broken(rule, three, "Europa 10:00 Zaal 1; Wonen 11:00 Zaal 1; Zorg 12:00 Zaal 1")
['Of Europa, Wonen and Zorg 3 are held, 1 too many: Europa, Wonen and Zorg.']
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.bounds import Bounds
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, SessionSet, session_sets, which_told
from scheduler.text.sentence import NOTHING, Phrase, Sentence, capital, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class NumberHeld(Rule):
    sentence: ClassVar[str] = "Of these sessions so many are held."
    least: int | None = Field(default=None, ge=1, description="at least so many are held")
    most: int | None = Field(default=None, ge=0, description="at most so many are held")
    sessions: Sessions = Field(default=(), description="the sessions of which some are held")
    each: Each | None = Field(default=None, description=EACH)

    @model_validator(mode="after")
    def _asks_for_a_number(self) -> Self:
        self._bounds()
        return self

    def _bounds(self) -> Bounds:
        return Bounds.of(self.least, self.most, Sentence("How many are held?"))

    def relaxed_text(self, field: str, number: int) -> Phrase:
        sessions = which_told(self.sessions, self.each)
        if field == "least" and self.least is not None and number < self.least:
            return Sentence(
                "Let {number} of {sessions} be enough ({least} at least now).",
                number=number or Sentence("none"),
                sessions=sessions,
                least=self.least,
            )
        if field == "most" and self.most is not None and number > self.most:
            return Sentence(
                "Let {number} of {sessions} be held ({most} at most now).",
                number=number,
                sessions=sessions,
                most=self.most,
            )
        return NOTHING

    def idle_number(self, conference: Conference, held: Collection[Session]) -> tuple[str, Phrase] | None:
        musts = [[s for s in case.sessions if s in held] for case in self.cases(conference)]
        if self.least is None or not all(len(some) >= self.least for some in musts):
            return None
        sessions = listing(dict.fromkeys(session for some in musts for session in some))
        return "least", Sentence("{sessions} must be held all the same", sessions=sessions)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for some in session_sets(self, conference.held, conference, self.sessions, self.each, least=1):
            if self._bounds().can_be_broken(len(some.sessions)):
                yield SoManyHeld(conference, some, self._bounds())


@dataclass(frozen=True)
class SoManyHeld(AmountCase):
    conference: Conference
    some: SessionSet
    bounds: Bounds

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.some.sessions

    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.sessions if self.bounds.least else ()

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Phrase:
        return capital(Sentence("{number} of {sessions} are held.", number=self.bounds.words, sessions=self.some.words))

    def breaches(self, programme: Programme) -> list[Breach]:
        held = [placement.session for placement in programme.of(self.sessions)]
        amount, how = self.bounds.outside(len(held))
        if not amount:
            return []
        sentence: Phrase = Sentence("Of {sessions} none are held, {amount}.", sessions=self.some.words, amount=how)
        if held:
            sentence = plural(
                len(held),
                "Of {sessions} {number} is held, {amount}: {held}.",
                "Of {sessions} {number} are held, {amount}: {held}.",
                sessions=self.some.words,
                amount=how,
                held=listing(held),
            )
        return [Breach(sentence, amount, tuple(held) or self.sessions)]

    def _held(self, model: Model) -> Amount:
        return model.sum(model[session].held for session in self.sessions)

    def encode(self, model: Model, on: Literal) -> None:
        self.bounds.encode(model, self._held(model), on)

    def cost(self, model: Model) -> Amount:
        return self.bounds.cost(model, self._held(model), len(self.sessions))
