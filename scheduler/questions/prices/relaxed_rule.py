"""A statement of the book without some of its cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import SkipValidation

from scheduler.conference.conference import Conference, Room
from scheduler.rules.rule import Case, Rule


class Spared(Rule):
    """`inner` without the cases of these numbers, counted from 0; in all else it is what `inner` is."""

    inner: Annotated[Rule, SkipValidation]
    without: frozenset[int]

    @classmethod
    def of_rule(cls, inner: Rule, without: frozenset[int]) -> Spared:
        return cls(inner=inner, without=without, weight=inner.weight, tier=inner.tier)

    def __getattribute__(self, name: str) -> Any:
        # What the book says of a rule's kind is asked of the rule within.
        if name in {"single_session", "waivable", "restricts"}:
            return getattr(super().__getattribute__("inner"), name)
        return super().__getattribute__(name)

    @property
    def distinguishes_rooms(self) -> bool:
        return self.inner.distinguishes_rooms

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return self.inner.named_rooms

    def cases(self, conference: Conference) -> Iterator[Case]:
        for number, case in enumerate(self.inner.cases(conference)):
            if number not in self.without:
                yield case
