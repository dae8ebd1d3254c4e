"""Large neighbourhood search: a few sessions placed anew while the rest of the programme is held in place.

For days too large for a proof, stretch after stretch (P. Shaw, Using constraint programming and local search methods to
solve vehicle routing problems, CP 1998).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from random import Random
from typing import Annotated, ClassVar

from pydantic import ConfigDict, SkipValidation

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.questions.repair.frozen import StaysPut
from scheduler.rules.rule import Case, Rule

FREE = 24  # sessions that may move at a time


class FixOthers(Rule):
    """All but the free sessions stay where they stand."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    sentence: ClassVar[str] = "All but a few sessions stay where they are."
    single_session: ClassVar[bool] = True
    programme: Annotated[Programme, SkipValidation]
    free: frozenset[str]

    @property
    def distinguishes_rooms(self) -> bool:
        return True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session, placement in self.programme.items():
            if session.name not in self.free:
                yield StaysPut(conference, session, placement, "is held in place")


def lns_neighbourhood(programme: Programme, about: Collection[Session], random: Random) -> frozenset[str]:
    """The names of sessions to be placed anew together: one of `about`, what stands near it in time, and some more."""
    if not programme.placements:
        return frozenset()
    anchors: Sequence[Session] = [session for session in about if session in programme] or list(programme)
    anchor = programme[random.choice(anchors)]
    near = sorted(programme.placements, key=lambda placement: abs(placement.start - anchor.start))
    names = [placement.session.name for placement in near[: 2 * FREE // 3]]
    others = random.sample([session.name for session in programme], min(FREE // 3, len(programme)))
    return frozenset([anchor.session.name, *names, *others])
