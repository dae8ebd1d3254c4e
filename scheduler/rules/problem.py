"""What is to be solved, checked or asked about: a conference and the rules of its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.conference.conference import Conference
from scheduler.rules.rule import Rule


@dataclass(frozen=True, init=False)
class Problem:
    """A conference and all that is wanted of it, hard and weighed, in the order of the book."""

    conference: Conference
    rules: tuple[Rule, ...]

    def __init__(self, conference: Conference, rules: Iterable[Rule]) -> None:
        object.__setattr__(self, "conference", conference)
        object.__setattr__(self, "rules", tuple(rules))
