"""Whether a day is in rounds: whatever can move begins at hours so far apart that no two of them meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from scheduler.checking.domain import Domain
from scheduler.checking.single_session import domains
from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.conference.venue import Walking
from scheduler.rules.problem import Problem

_MANY = 120  # sessions; of more the columns are no nearer to an end after minutes, which others use better


@dataclass(frozen=True)
class DayInRounds:
    """`fixed`: what stands at one hour whatever happens. `loose`: those of them that may stand in several rooms.

    `spans`: each round, until its longest session ends. `movable`: the other sessions, with the hours and rooms that
    hard rules leave to each by itself. `conference`: without walking, by which nothing costs more.
    """

    conference: Conference
    fixed: Programme
    loose: frozenset[Session]
    spans: tuple[Span, ...]
    movable: Mapping[Session, Domain]

    @property
    def starts(self) -> tuple[Minute, ...]:
        return tuple(span.start for span in self.spans)

    def rooms(self, session: Session, round_: int) -> list[Room | None]:
        """Where the session can stand in that round; none where it cannot."""
        return self.movable[session].rooms_at(self.spans[round_].start)

    def placement(self, session: Session, round_: int) -> Placement:
        """The session in that round, in the first room that it may stand in there."""
        return Placement(session, self.spans[round_].start, self.rooms(session, round_)[0])


def day_in_rounds(problem: Problem) -> DayInRounds | None:
    """None: the day is not in rounds, some session has no hour left, or there are too many to weigh their sets."""
    fixed: list[Placement] = []
    loose: set[Session] = set()
    movable: dict[Session, Domain] = {}
    for session, domain in domains(problem).items():
        if not domain:
            return None
        if domain.must_be_held and len(domain.starts) == 1:
            rooms = domain.rooms_at(domain.starts[0])
            fixed.append(Placement(session, domain.starts[0], rooms[0]))
            if len(rooms) > 1:
                loose.add(session)
        else:
            movable[session] = domain
    if len(movable) > _MANY:
        return None
    ends: dict[Minute, Minute] = {}
    for session, domain in movable.items():
        for start in domain.starts:
            ends[start] = max(ends.get(start, 0), start + session.minutes)
    spans = tuple(Span(start, ends[start]) for start in sorted(ends))
    if not spans or any(one.end > other.start for one, other in pairwise(spans)):
        return None
    conference = problem.conference
    if conference.walking.longest:
        conference = conference.model_copy(update={"walking": Walking()})
    return DayInRounds(conference, Programme(tuple(fixed)), frozenset(loose), spans, movable)
