"""What the count of a programme's audience answers: sessions in rooms, the fullest first."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement


@dataclass(frozen=True)
class SessionCrowd:
    """A session in its room. `people`: who come; `seats` None: the room takes any number."""

    placement: Placement
    people: int
    seats: int | None

    @property
    def standing(self) -> int:
        """How many people find no seat."""
        return 0 if self.seats is None else max(0, self.people - self.seats)


@dataclass(frozen=True)
class Crowds:
    """`sessions`: those in a room, where most people stand first, then by the fewest seats that stay free."""

    conference: Conference
    sessions: tuple[SessionCrowd, ...]

    @property
    def standing(self) -> int:
        """How many people find no seat, all sessions together; somebody may stand at several."""
        return sum(crowd.standing for crowd in self.sessions)
