"""Sessions put into a programme that stays as it is: one after the other into places that are free, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Session
from scheduler.conference.programme import Placement, Programme


@dataclass
class Insertion:
    """A depth-first search. `places`: where a session may go, the best first. `tries`: places to be looked at at most.

    `holds`: whether a programme is good as far as it does not speak of sessions that are yet to be placed.
    """

    places: Callable[[Session], Iterable[Placement]]
    holds: Callable[[Programme, Collection[Session]], bool]
    tries: int

    def inserted(self, programme: Programme, sessions: Sequence[Session]) -> Programme | None:
        """The programme with all of these sessions; None: there is none, or it was not found in so many tries."""
        if not sessions:
            return programme
        session, *rest = sessions
        for new in self.places(session):
            if _taken(programme, new):
                continue
            self.tries -= 1
            if self.tries < 0:
                return None
            larger = Programme((*programme.placements, new))
            if self.holds(larger, rest) and (found := self.inserted(larger, rest)):
                return found
        return None


def _taken(programme: Programme, new: Placement) -> bool:
    """Whether something stands in the room already: most places are taken, and seen to be so at a glance."""
    return new.room is not None and any(p.room == new.room and p.overlaps(new) for p in programme.placements)
