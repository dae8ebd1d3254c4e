"""These sessions stand in one room, so that nobody has to move.

Wanted by groups that meet more than once, and by whoever carries their papers. Each room more than one counts. Sessions
online and those that need no room are left out.

>>> from tests.support.small import broken, day
>>> europa = {"groups": ["Europa"]}
>>> twice = day(sessions={"Europa": europa, "Werksessie": europa}, groups={"Europa": {}})
>>> broken(SameRoom(each="group"), twice, "Europa 10:00 Zaal 1; Werksessie 11:00 Zaal 1")
[]
>>> broken(SameRoom(each="group"), twice, "Europa 10:00 Zaal 1; Werksessie 11:00 Zaal 2")
['Europa (10.00–11.00, Zaal 1) and Werksessie (11.00–12.00, Zaal 2) stand in 2 rooms.']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme, titled_with_room
from scheduler.rules.fields import Sessions
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, SessionSet, session_sets
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class SameRoom(Rule):
    sentence: ClassVar[str] = "These sessions stand in one room."
    needs_two: ClassVar[bool] = True
    subjects: ClassVar[tuple[str, ...]] = ("sessions",)
    sessions: Sessions = Field(default=(), description="the sessions that stand in one room")
    each: Each | None = Field(default=None, description=EACH)

    @property
    def distinguishes_rooms(self) -> bool:
        return True

    @classmethod
    def off_for_tracks(cls) -> Sentence:
        return Sentence("a track may change rooms, as it did")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(each="group", weight=1),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        roomed = [session for session in conference.held if session.needs_room and not session.online]
        for together in session_sets(self, roomed, conference, self.sessions, self.each):
            yield OneRoom(conference, together)


@dataclass(frozen=True)
class OneRoom(AmountCase):
    conference: Conference
    together: SessionSet

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together.sessions

    def __str__(self) -> Sentence:
        return Sentence("{sessions} stand in one room.", sessions=self.together.words)

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = [placement for placement in programme.of(self.sessions) if placement.room]
        rooms = {placement.room for placement in placements}
        if len(rooms) < 2:
            return []
        sentence = Sentence(
            "{sessions} stand in {rooms}.",
            sessions=listing(titled_with_room(self.conference.clock, placement) for placement in placements),
            rooms=count(len(rooms), "room"),
        )
        return [Breach(sentence, len(rooms) - 1, tuple(placement.session for placement in placements))]

    def cost(self, model: Model) -> Amount:
        used = [
            model.any_of([model[session].held_in(room) for session in self.sessions]) for room in self.conference.rooms
        ]
        return model.sum(used) - model.any_of(used)
