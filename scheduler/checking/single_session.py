"""The domains: hours and rooms that the hard rules leave to one session alone, whatever the others do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scheduler.checking.domain import Domain
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import single_session
from scheduler.rules.rule import Breach, Case

Rooms = tuple[Room | None, ...]


def own_cases(problem: Problem) -> Mapping[Session, Sequence[Case]]:
    """For each session that is held, the hard statements that speak of it and of no other."""
    cases: dict[Session, list[Case]] = {session: [] for session in problem.conference.held}
    for rule in problem.rules:
        if rule.weight is None and single_session(rule):
            for case in rule.cases(problem.conference):
                if len(case.sessions) == 1 and case.sessions[0] in cases:
                    cases[case.sessions[0]].append(case)
    return cases


def domains(problem: Problem) -> Mapping[Session, Domain]:
    """For each session that is held, where and when it can stand by itself."""
    return {
        session: Domain.open(problem.conference, session).narrowed(cases)
        for session, cases in own_cases(problem).items()
    }


def rooms_by_hour(problem: Problem, domain: Domain) -> Mapping[Minute, Rooms]:
    """By each hour that one could think of, the rooms that are left; none for an hour that is not."""
    return {start: tuple(domain.rooms_at(start)) for start in problem.conference.starts(domain.session)}


def decisive(problem: Problem, session: Session, start: Minute) -> list[tuple[Case, Breach]]:
    """What leaves the session no room at this hour: what is said of most of them, each with its statement."""
    found: dict[str, list[tuple[Case, Breach]]] = {}
    cases = own_cases(problem)[session]
    for room in problem.conference.places(session):
        placed = Programme((Placement(session, start, room),))
        for case in cases:
            for breach in case.breaches(placed):
                found.setdefault(breach.sentence, []).append((case, breach))
    most = max(map(len, found.values()), default=0)
    return [some[0] for some in found.values() if len(some) == most]


def movable(problem: Problem) -> list[Session]:
    """The sessions that could begin at more than one hour."""
    return [session for session, domain in domains(problem).items() if len(domain.starts) > 1]
