"""Chance for what is drawn by many small decisions: one byte each, many bytes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st

Thing = TypeVar("Thing")
BLOCK = st.binary(min_size=64, max_size=64)


class Tape:
    """Small decisions by one byte each; of bytes that are all 0 each decision is the first that there is.

    Hypothesis takes about as long over one choice as over a block of bytes, and shrinks a byte as it does a number. It
    looks each new strategy over, which takes longer than to draw from it. `more`: draws the next block; without it, all
    that follows the first is 0.
    """

    def __init__(self, block: bytes = b"", more: Callable[[], bytes] = lambda: bytes(64)) -> None:
        self.block, self.more = iter(block), more

    def below(self, number: int) -> int:
        return (self._byte() if number <= 256 else self._byte() << 8 | self._byte()) % number

    def _byte(self) -> int:
        byte = next(self.block, None)
        if byte is None:
            self.block = iter(self.more())
            byte = next(self.block)
        return byte

    def among(self, *things: Thing) -> Thing:
        return things[self.below(len(things))]

    def whole(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    @property
    def either(self) -> bool:
        return self.below(2) == 1

    def a_few(self, things: Sequence[Thing], most: int, least: int = 1) -> tuple[Thing, ...]:
        """From `least` to `most` of the things, none of them twice; as many as there are when that is less."""
        left = list(things)
        number = self.whole(min(least, len(left)), min(most, len(left)))
        return tuple(left.pop(self.below(len(left))) for _ in range(number))


def taped(make: Callable[[Tape], Thing]) -> st.SearchStrategy[Thing]:
    """What is made with a block of chance."""
    return BLOCK.map(lambda block: make(Tape(block)))


def a_few(things: Sequence[Thing], least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[Thing, ...]]:
    return taped(lambda tape: tape.a_few(things, most, least))
