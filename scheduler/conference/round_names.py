"""What a round is called that has no name of its own: after its place in the day, in the language of the reader."""

from __future__ import annotations

import re

from scheduler.text.sentence import Sentence

_BY_PLACE = re.compile(r"round ([0-9]+)")


def by_place(number: int) -> str:
    """The name of a round that has none: what it is known by, in whatever language the day is."""
    return f"round {number}"


def place_of(name: str) -> str:
    """The number of a round that is called after its place; empty for one with a name of its own."""
    found = _BY_PLACE.fullmatch(name)
    return found[1] if found else ""


def round_called(name: str) -> str:
    """A round in a sentence, in Dutch `ronde 2`.

    >>> round_called("Ochtend"), round_called("round 2")
    ('Ochtend', 'round 2')
    """
    number = place_of(name)
    return Sentence("round {number}", number=number) if number else name
