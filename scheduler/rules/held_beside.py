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
from pydantic_core import PydanticCustomError

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Kinds, Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import so_many
from scheduler.text.wording import count, listing

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
        if self.least is None and self.most is None:
            raise PydanticCustomError("no_number", "How many others? Give `least`, `most` or both.")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise PydanticCustomError("no_number", "`least` is more than `most`; no number is both.")
        return self

    def relaxed_text(self, field: str, number: int) -> str:
        what = listing(self.sessions) or self.only.words
        if field == "least" and self.least is not None and number < self.least:
            others = count(number, "other") if number else "no other"
            return f"Let {others} beside {what} be enough ({self.least} at least now)."
        if field == "most" and self.most is not None and number > self.most:
            return f"Let {count(number, 'other')} be held beside {what} ({self.most} at most now)."
        return ""

    def cases(self, conference: Conference) -> Iterator[Case]:
        about = self.of(conference.held)
        counted = [s for s in conference.held if (s.kind in self.kinds if self.kinds else s.kind.is_meeting)]
        for session in about:
            if not self.sessions or session in self.sessions:
                others = tuple(other for other in counted if other != session)
                if self.least or (self.most is not None and len(others) > self.most):
                    yield OthersBeside(conference, session, others, self.least or 0, self.most)


@dataclass(frozen=True)
class OthersBeside(AmountCase):
    conference: Conference
    session: Session
    others: tuple[Session, ...]
    least: int
    most: int | None

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session, *self.others)  # alone it could have none beside it

    @property
    def helped_by(self) -> tuple[Session, ...]:
        return self.others if self.least else ()

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> str:
        one = (self.most or self.least) == 1
        return f"{self.session} has {so_many(self.least, self.most)} other{'' if one else 's'} beside it."

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        beside = [other.session for other in programme.of(self.others) if other.overlaps(placement)]
        few = self.least - len(beside)
        many = 0 if self.most is None else len(beside) - self.most
        if few <= 0 and many <= 0:
            return []
        number = "is no other" if not beside else f"{'is' if len(beside) == 1 else 'are'} {count(len(beside), 'other')}"
        how = f"{few} too few" if few > 0 else f"{many} too many"
        which = f": {listing(beside)}" if beside else ""
        when = self.conference.clock.span(placement.span)
        sentence = f"Beside {self.session} ({when}) there {number}, {how}{which}."
        return [Breach(sentence, max(few, many), (self.session, *beside))]

    def _beside(self, model: Model) -> Amount:
        return model.sum(model.overlap(self.session, other) for other in self.others)

    def encode(self, model: Model, on: Literal) -> None:
        beside, held = self._beside(model), model[self.session].held
        model.at_most(self.least * held - beside, 0, on)
        if self.most is not None:
            model.at_most(beside, self.most, on)

    def cost(self, model: Model) -> Amount:
        beside, held = self._beside(model), model[self.session].held
        cost = model.excess([self.least * held - beside], 0, self.least)
        if self.most is not None:
            cost += model.excess([beside], self.most, len(self.others) - self.most)
        return cost
