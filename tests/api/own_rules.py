"""A rule of somebody else's, as it may stand in their own file: see docs/python-api.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import scheduler as netday


class NothingBefore(netday.Rule):
    """Whoever comes from afar asks for it."""

    sentence: ClassVar[str] = "Nothing begins before this hour."
    hour: int = 10

    def cases(self, conference: netday.Conference) -> Iterator[netday.Case]:
        for session in self.of(conference.held):
            yield BeginsLater(conference, session, self.hour * 60)


@dataclass(frozen=True)
class BeginsLater(netday.Case):
    conference: netday.Conference
    session: netday.Session
    minute: netday.Minute

    @property
    def sessions(self) -> tuple[netday.Session, ...]:
        return (self.session,)

    def __str__(self) -> netday.Sentence:
        hour = self.conference.clock.hour(self.minute)
        return netday.Sentence("{session} does not begin before {hour}.", session=self.session, hour=hour)

    def breaches(self, programme: netday.Programme) -> list[netday.Breach]:
        placement = programme.get(self.session)
        if placement is None or placement.start >= self.minute:
            return []
        sentence = netday.Sentence("{session} begins too early.", session=self.session)
        return [netday.Breach(sentence, sessions=self.sessions)]

    def encode(self, model: netday.Model, on: netday.Literal) -> None:
        decision = model[self.session]
        decision.only_at({start for start in decision.starts if start >= self.minute}, on)
