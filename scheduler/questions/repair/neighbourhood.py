"""Large neighbourhood search: a few sessions placed anew while the rest of the programme is held in place.

For days too large for a proof, stretch after stretch (P. Shaw, Using constraint programming and local search methods to
solve vehicle routing problems, CP 1998).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import ConfigDict, SkipValidation

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.questions.repair.frozen import StaysPut
from scheduler.rules.rule import Case, Rule


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
