"""What is demanded of one session, in a row: with a comma before the last where that makes it easier to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

from scheduler.text.sentence import Phrase, in_english, part, said_in

if TYPE_CHECKING:
    from scheduler.text.language import Language


class Predicates(Phrase):
    """`must be held`, `must be held and takes 45 minutes`, `must be held, takes 60 minutes and begins at 10.00`."""

    __slots__ = ("words",)
    words: tuple[str, ...]

    def __new__(cls, words: Iterable[str]) -> Self:
        some = tuple(words)
        row = super().__new__(cls, _in_a_row([in_english(one) for one in some], "and", "or"))
        row.words = some
        return row

    def __reduce__(self) -> tuple[Any, ...]:
        return Predicates, (self.words,)

    def into(self, language: Language) -> str:
        return _in_a_row([said_in(one, language) for one in self.words], language.say("and"), language.say("or"))

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"list": [part(one) for one in self.words], "last": "and"}


def _in_a_row(words: list[str], last: str, either: str) -> str:
    *front, end = words
    if not front:
        return end
    unclear = (f" {last} ", ", ", f" {either} ") if len(words) > 2 else (f" {last} ",)
    comma = "," * any(sign in one for sign in unclear for one in words)
    return f"{', '.join(front)}{comma} {last} {end}"
