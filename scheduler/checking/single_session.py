"""What the hard rules say of one session alone: the hours and rooms that they leave it, whatever the others do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import single_session
from scheduler.rules.rule import Breach, Case

Rooms = tuple[Room | None, ...]


@dataclass(frozen=True)
class Alone:
    """The hard statements that speak of this session and of no other."""

    conference: Conference
    session: Session
    cases: tuple[Case, ...]

    def breaches(self, start: Minute, room: Room | None) -> list[Breach]:
        """What breaks them when the session stands there; empty: they allow it."""
        there = Programme((Placement(self.session, start, room),))
        return [breach for case in self.cases for breach in case.breaches(there)]

    def places(self) -> Mapping[Minute, Rooms]:
        """By each hour that one could think of, the rooms that are left; none for an hour that is not."""
        conference, session = self.conference, self.session
        return {
            start: tuple(room for room in conference.places(session) if not self.breaches(start, room))
            for start in conference.starts(session)
        }

    def decisive(self, start: Minute) -> list[tuple[Case, Breach]]:
        """What leaves no room at this hour: what is said of most of them, each with its statement."""
        told: dict[str, list[tuple[Case, Breach]]] = {}
        for room in self.conference.places(self.session):
            there = Programme((Placement(self.session, start, room),))
            for case in self.cases:
                for breach in case.breaches(there):
                    told.setdefault(breach.sentence, []).append((case, breach))
        most = max(map(len, told.values()), default=0)
        return [some[0] for some in told.values() if len(some) == most]


def alone(problem: Problem) -> Mapping[Session, Alone]:
    """For each session that is held."""
    cases: dict[Session, list[Case]] = {session: [] for session in problem.conference.held}
    for rule in problem.rules:
        if rule.weight is None and single_session(rule):
            for case in rule.cases(problem.conference):
                if len(case.sessions) == 1 and case.sessions[0] in cases:
                    cases[case.sessions[0]].append(case)
    return {session: Alone(problem.conference, session, tuple(some)) for session, some in cases.items()}


def movable(problem: Problem) -> list[Session]:
    """The sessions that could begin at more than one hour."""
    return [
        session for session, said in alone(problem).items() if sum(bool(rooms) for rooms in said.places().values()) > 1
    ]
