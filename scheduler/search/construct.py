"""Where the search for a large conference begins: a programme made by hand, session by session, without a solver.

What can stand in the fewest places comes first. Each session goes where it draws the fewest people from others that
they wish to attend, into the smallest room that is free. Only what most days have is looked at: rooms, plenaries,
and the people who are needed. Whatever else the rules say, the check says it of the result, and what stands in the way
is moved; so a mistake here costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from scheduler.checking.domain import Domain
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Kind, Room, Session
from scheduler.conference.programme import Placement, Programme, clash
from scheduler.rules.problem import Problem
from scheduler.search.warm_start import Search, repaired

LARGE = 4000  # variables; a smaller model soon has a programme of its own
_ALONE = (Kind.PLENARY, Kind.BOARD_LUNCH, Kind.BREAK, Kind.DRINKS)
_BESIDE = (Kind.OPEN_SPACE, Kind.MOVING, Kind.WALK_IN)


def construct(problem: Problem, domains: Mapping[Session, Domain], search: Search) -> Programme | None:
    """A programme that keeps the hard rules; None: none was found."""
    hard = tuple(rule for rule in problem.rules if rule.weight is None)
    return repaired(Problem(problem.conference, hard), by_hand(problem.conference, domains), search)


def by_hand(conference: Conference, domains: Mapping[Session, Domain]) -> Programme:
    """A programme that may break rules, and in which a session for which no place was found is missing."""
    choices = {session: choices_of(domain) for session, domain in domains.items()}
    order = sorted(choices, key=lambda session: (len(choices[session][0]) > 1, _freedom(choices[session])))
    both = _wished_by_both(conference)
    placed: list[Placement] = []
    for session in order:
        starts, rooms = choices[session]
        needed = conference.needed(session).keys()
        beside = [_Beside(other, session, both) for other in placed]
        same = [other for other in placed if not needed.isdisjoint(conference.needed(other.session))]
        best: tuple[int, Placement] | None = None
        for start in in_time(conference, session, starts):
            end = start + session.minutes
            on = [other for other in beside if other.start < end and start < other.end]
            drawn = sum(other.drawn for other in on)
            if (best and drawn >= best[0]) or any(other.never for other in on):
                continue
            there = _in_a_room(conference, session, start, rooms, same, {other.room for other in on})
            if there is not None:
                best = drawn, there
        if best:
            placed.append(best[1])
    return Programme(tuple(placed))


class _Beside:
    """A session that has its place, as the one at hand sees it. `drawn`: how many people wish to attend both."""

    __slots__ = ("drawn", "end", "never", "room", "start")

    def __init__(self, there: Placement, session: Session, both: Mapping[frozenset[str], int]) -> None:
        self.start, self.end, self.room = there.start, there.end, there.room
        self.drawn = both.get(frozenset((session.name, there.session.name)), 0)
        self.never = never_beside(session, there.session)


_Choices = tuple[tuple[Minute, ...], list[Room | None]]


def choices_of(domain: Domain) -> _Choices:
    """The hours, and the rooms from the smallest to the largest."""
    return domain.starts, sorted(domain.rooms, key=lambda room: (room.capacity or 10**9) if room else 0)


def _freedom(choices: _Choices) -> int:
    return len(choices[0]) * len(choices[1])


def _wished_by_both(conference: Conference) -> Mapping[frozenset[str], int]:
    """How many people wish to attend the one and the other, by their names."""
    both: dict[frozenset[str], int] = {}
    for person in conference.people:
        names = sorted({session.name for session in (*conference.wishes(person), *conference.duties(person))})
        for pair in combinations(names, 2):
            both[frozenset(pair)] = both.get(frozenset(pair), 0) + 1
    return both


def in_time(conference: Conference, session: Session, starts: Iterable[Minute]) -> list[Minute]:
    """At which of these those who lead it, if anybody does, or one of them, and all who are needed can be there."""
    leaders = conference.leaders(session)
    others = [person for person, why in conference.needed(session).items() if why != "chairs"]
    spans = map(session.span, starts)
    return [
        span.start
        for span in spans
        if (not leaders or any(person.can_be_there(span) for person in leaders))
        and all(person.can_be_there(span) for person in others)
    ]


def never_beside(one: Session, other: Session) -> bool:
    return any(a.kind in _ALONE and b.kind not in _BESIDE for a, b in ((one, other), (other, one)))


def _in_a_room(
    conference: Conference,
    session: Session,
    start: Minute,
    rooms: Iterable[Room | None],
    same: Sequence[Placement],
    taken: Collection[Room | None],
) -> Placement | None:
    """In the first room that is open and not taken, if nothing clashes with what takes the same people."""
    span = session.span(start)
    for room in rooms:
        if room and (room in taken or any(span.overlaps(shut) for shut in room.closed)):
            continue
        there = Placement(session, start, room)
        if not any(clash(conference, there, other) for other in same):
            return there
    return None
