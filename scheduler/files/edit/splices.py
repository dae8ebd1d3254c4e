"""A splice: a stretch of a text, and what comes in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate


@dataclass(frozen=True, order=True)
class Splice:
    """From `start` to before `end`, counted in letters from the beginning of the text, comes `new`."""

    start: int
    end: int
    new: str


def applied(text: str, splices: Iterable[Splice]) -> str:
    """The text with all of them made; each counts in the text as it was. They may not overlap.

    >>> applied("minutes: 60", [Splice(9, 11, "45")])
    'minutes: 45'
    """
    parts, done = [], 0
    for splice in sorted(splices):
        if splice.start < done:
            raise ValueError("two splices overlap")
        parts += [text[done : splice.start], splice.new]
        done = splice.end
    return "".join([*parts, text[done:]])


def between(before: str, after: str) -> Iterator[Splice]:
    r"""The splices of whole lines that make the one text the other.

    >>> list(between("a\nb\nc\n", "a\nB\nc\n"))
    [Splice(start=2, end=4, new='B\n')]
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    places = [0, *accumulate(map(len, old))]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Splice(places[i], places[j], "".join(new[k:m]))
