"""A construction heuristic for a large conference: a programme made session by session, without a solver.

What can stand in the fewest places comes first. Each session goes where it draws the fewest people from others that
they wish to attend, into the smallest room that is free. Only what most days have is looked at: rooms, plenaries,
and the people who are needed. Whatever else the rules say, the check says it of the result, and what stands in the way
is moved; so a mistake here costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scheduler.checking.domain import Domain
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Kind, Room, Session
from scheduler.conference.programme import Placement, Programme, clash
from scheduler.rules.problem import Problem
from scheduler.search.local_search import Start
from scheduler.search.warm_start import Search, repaired

LARGE = 4000  # variables; a smaller model soon has a programme of its own
_BY_THEMSELVES = (Kind.PLENARY, Kind.BOARD_LUNCH, Kind.BREAK, Kind.DRINKS)
_BESIDE_ANYTHING = (Kind.OPEN_SPACE, Kind.MOVING, Kind.WALK_IN)


def construct_greedily(conference: Conference, domains: Mapping[Session, Domain]) -> Programme:
    """A programme that may break rules, and in which a session for which no place was found is missing."""
    rooms = {session: smallest_first(domain.rooms) for session, domain in domains.items()}

    def freedom(session: Session) -> tuple[bool, int]:
        starts = len(domains[session].starts)
        return starts > 1, starts * len(rooms[session])

    wished_by_both = _wished_by_both(conference)
    placed: list[Placement] = []
    for session in sorted(domains, key=freedom):
        needed = conference.needed(session).keys()
        neighbours = [_neighbour(session, other, wished_by_both) for other in placed]
        same_people = [other for other in placed if not needed.isdisjoint(conference.needed(other.session))]
        best: tuple[int, Placement] | None = None
        for start in attended_starts(conference, session, domains[session].starts):
            end = start + session.minutes
            beside = [other for other in neighbours if other.start < end and start < other.end]
            drawn = sum(other.drawn for other in beside)
            if (best and drawn >= best[0]) or any(other.never for other in beside):
                continue
            taken = {room for other in beside if other.room for room in (other.room, *conference.parts(other.room))}
            placement = _in_a_room(conference, session, start, rooms[session], same_people, taken)
            if placement is not None:
                best = drawn, placement
        if best:
            placed.append(best[1])
    return Programme(tuple(placed))


def construct(
    problem: Problem, domains: Mapping[Session, Domain], search: Search, start: Start = construct_greedily
) -> Programme | None:
    """A programme that keeps the hard rules: what the start breaks is moved. None: none was found."""
    hard = tuple(rule for rule in problem.rules if rule.weight is None)
    return repaired(Problem(problem.conference, hard), start(problem.conference, domains), search)


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A session that has its place, as the one at hand sees it. `drawn`: how many people wish to attend both."""

    start: Minute
    end: Minute
    room: Room | None
    drawn: int
    never: bool


def _neighbour(session: Session, other: Placement, wished_by_both: Mapping[frozenset[str], int]) -> _Neighbour:
    drawn = wished_by_both.get(frozenset((session.name, other.session.name)), 0)
    return _Neighbour(other.start, other.end, other.room, drawn, never_beside(session, other.session))


def smallest_first(rooms: Iterable[Room | None]) -> list[Room | None]:
    """No room first, and rooms of which nobody says how many they seat last."""
    return sorted(rooms, key=lambda room: (room.capacity or 10**9) if room else 0)


def _wished_by_both(conference: Conference) -> Mapping[frozenset[str], int]:
    """How many people wish to attend the one and the other, by their names."""
    both: dict[frozenset[str], int] = {}
    for person in conference.people:
        names = sorted({session.name for session in (*conference.wishes(person), *conference.duties(person))})
        for pair in combinations(names, 2):
            both[frozenset(pair)] = both.get(frozenset(pair), 0) + 1
    return both


def attended_starts(conference: Conference, session: Session, starts: Iterable[Minute]) -> list[Minute]:
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
    """Whether one of the two is for everyone, and the other no sort of session that may go on meanwhile."""
    pairs = ((one, other), (other, one))
    return any(a.kind in _BY_THEMSELVES and b.kind not in _BESIDE_ANYTHING for a, b in pairs)


def _in_a_room(
    conference: Conference,
    session: Session,
    start: Minute,
    rooms: Iterable[Room | None],
    same_people: Sequence[Placement],
    taken: Collection[Room | None],
) -> Placement | None:
    """In the first room that is open and not taken, if nothing clashes with what takes the same people."""
    span = session.span(start)
    for room in rooms:
        if room and (
            any(one in taken for one in (room, *conference.parts(room)))
            or any(span.overlaps(shut) for shut in conference.closed(room))
        ):
            continue
        placement = Placement(session, start, room)
        if not any(clash(conference, placement, other) for other in same_people):
            return placement
    return None
