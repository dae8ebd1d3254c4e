"""Which requirements are needed, told from programmes that break one of them alone. No solver is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference import Conference, Session
from scheduler.explain.requirement import Requirement
from scheduler.programme import Placement, Programme

_MOST = 2_000  # programmes that are looked at for one that the solver found


def turned(
    conference: Conference,
    programme: Programme,
    broken: Requirement,
    requirements: Sequence[Requirement],
    sessions: Sequence[Session],
) -> set[Requirement]:
    """Requirements each of which some programme breaks alone, so that without it the others hold; `broken` is one.

    Begins with a programme that breaks `broken` alone, and moves one session at a time so that it is kept: when that
    breaks exactly one other, that one is needed as well, and the turning goes on from there.
    """
    known = {broken}
    concerned = {session: _concerned(session, requirements) for session in sessions}
    waiting = [(programme, broken)]
    looked = 0
    while waiting:
        standing, fault = waiting.pop()
        about = fault.sessions or tuple(sessions)
        for session, other in _moved(conference, standing, [s for s in sessions if s in about]):
            looked += 1
            if looked > _MOST:
                return known
            if fault.case.breaches(other):
                continue
            faults = _faults(other, fault, concerned[session])
            if faults is not None and faults not in known:
                known.add(faults)
                waiting.append((other, faults))
    return known


def _concerned(moved: Session, requirements: Sequence[Requirement]) -> list[Requirement]:
    """What can be broken by moving that session; first what is said of it alone, which is soon looked at."""
    found = []
    for requirement in requirements:
        # What people miss hangs on where they are needed too, which is at sessions that it does not name.
        elsewhere = requirement.sessions and moved not in requirement.sessions and requirement.plain
        if not elsewhere or (requirement.must and requirement.people):
            found.append(requirement)
    return sorted(found, key=lambda requirement: len(requirement.sessions) != 1)


def _faults(programme: Programme, mended: Requirement, concerned: Sequence[Requirement]) -> Requirement | None:
    """The one requirement that it breaks; None when it breaks several. Before the move it broke `mended` alone."""
    found = None
    for requirement in concerned:
        if requirement is not mended and requirement.case.breaches(programme):
            if found is not None:
                return None
            found = requirement
    return found


def _moved(
    conference: Conference, programme: Programme, movable: Sequence[Session]
) -> Iterator[tuple[Session, Programme]]:
    """The programme with one session elsewhere: where it could begin, where another stands, in no room, or dropped."""
    hours = {placement.start for placement in programme.placements}
    for session in movable:
        now = programme.get(session)
        for start in (*conference.starts(session)[:12], *sorted(hours)):
            for room in (*conference.places(session), None) if session.needs_room else (None,):
                if now is None or (start, room) != (now.start, now.room):
                    yield session, _with(programme, session, Placement(session, start, room))
        if now is not None:
            yield session, _with(programme, session, None)


def _with(programme: Programme, session: Session, placement: Placement | None) -> Programme:
    others = [p for p in programme.placements if p.session != session]
    return Programme((*others, placement) if placement else tuple(others))
