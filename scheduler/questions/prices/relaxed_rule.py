"""A rule without some cases, known by their numbers, since the day stays the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from typing import Literal as OneOf

from pydantic import SkipValidation

from scheduler.conference.conference import Conference, Room
from scheduler.rules.protocols import distinguishes_rooms, named_rooms, restricts, single_session, waivable
from scheduler.rules.rule import Case, Rule


class RelaxedRule(Rule):
    """`inner` without the cases of these numbers, counted from 0; in all else it is what `inner` is."""

    inner: Annotated[Rule, SkipValidation]
    without: frozenset[int]

    @classmethod
    def of_rule(cls, inner: Rule, without: frozenset[int]) -> RelaxedRule:
        return cls(inner=inner, without=without, weight=inner.weight, tier=inner.tier)

    @property
    def single_session(self) -> bool:
        return single_session(self.inner)

    @property
    def waivable(self) -> bool:
        return waivable(self.inner)

    @property
    def restricts(self) -> OneOf["hours", "rooms"] | None:
        return restricts(self.inner)

    @property
    def distinguishes_rooms(self) -> bool:
        return distinguishes_rooms(self.inner)

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return named_rooms(self.inner)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for number, case in enumerate(self.inner.cases(conference)):
            if number not in self.without:
                yield case
