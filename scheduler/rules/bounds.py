"""At least so many and at most so many: for rules that count something and want no fewer and no more of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import KeyName, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


@dataclass(frozen=True)
class Bounds:
    """`least` 0: there may be none. `most` None: any number."""

    least: int
    most: int | None

    @classmethod
    def of(cls, least: int | None, most: int | None, question: Phrase) -> Bounds:
        """Those that a statement gives; one that gives neither, or none that a number keeps to, is a fault."""
        if least is None and most is None:
            raise ValueError(
                Sentence(
                    "{question} Give `{least}`, `{most}` or both.",
                    question=question,
                    least=KeyName("least"),
                    most=KeyName("most"),
                )
            )
        if least is not None and most is not None and least > most:
            raise ValueError(
                Sentence(
                    "`{least}` is more than `{most}`; no number is both.",
                    least=KeyName("least"),
                    most=KeyName("most"),
                )
            )
        return cls(least or 0, most)

    @property
    def words(self) -> Phrase:
        """`at least 2`, `at most 3`, `at least 1 and at most 3`, `no more and no fewer than 2`."""
        if self.least and self.least == self.most:
            return Sentence("no more and no fewer than {number}", number=self.least)
        limits = [Sentence("at least {number}", number=self.least)] if self.least else []
        most = [Sentence("at most {number}", number=self.most)] if self.most is not None else []
        return listing([*limits, *most])

    def can_be_broken(self, among: int) -> bool:
        """Whether a number from 0 to that one can lie outside."""
        return bool(self.least) or (self.most is not None and among > self.most)

    def outside(self, number: int) -> tuple[int, Phrase]:
        """By how much the number is outside, and that in words, `2 too few`; 0 when it is not."""
        if number < self.least:
            return self.least - number, Sentence("{number} too few", number=self.least - number)
        if self.most is not None and number > self.most:
            return number - self.most, Sentence("{number} too many", number=number - self.most)
        return 0, NOTHING

    def encode(self, model: Model, number: Amount, on: Literal, held: Amount = 1) -> None:
        """Whenever `on` is true, the number is within. `held` 0: there need be none."""
        model.at_most(self.least * held - number, 0, on)
        if self.most is not None:
            model.at_most(number, self.most, on)

    def cost(self, model: Model, number: Amount, among: int, held: Amount = 1) -> Amount:
        """By how much the number, which is at most `among`, is outside."""
        cost = model.excess([self.least * held - number], 0, self.least)
        if self.most is not None:
            cost += model.excess([number], self.most, among - self.most)
        return cost
