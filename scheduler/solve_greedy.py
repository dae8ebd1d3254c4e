"""Where the search for a large conference begins: a programme made by hand, session by session, without a solver.

What can stand in the fewest places comes first. Each session goes where it draws the fewest people from others that
they wish to attend, into the smallest room that is free. Only what most days have is looked at: rooms, plenaries,
and the people who are needed. Whatever else the rules say, the check says it of the result, and what stands in the way
is moved; so a mistake here costs time and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from scheduler.clock import Minute, Span
from scheduler.conference import Conference, Kind, Room, Session
from scheduler.model import Model
from scheduler.model.decision import Decision
from scheduler.programme import Placement, Programme, clash
from scheduler.rule import Rule
from scheduler.solve_wished import Search, mended

LARGE = 4000  # variables; a smaller model soon has a programme of its own
_ALONE = (Kind.PLENARY, Kind.BOARD_LUNCH, Kind.BREAK, Kind.DRINKS)
_BESIDE = (Kind.OPEN_SPACE, Kind.MOVING, Kind.WALK_IN)


def greedy(conference: Conference, rules: Sequence[Rule], model: Model, search: Search) -> Programme | None:
    """A programme that keeps the hard rules; None: none was found. `model`: knows what is left to each session."""
    hard = tuple(rule for rule in rules if rule.weight is None)
    return mended(conference, hard, by_hand(conference, model), search)


def by_hand(conference: Conference, model: Model) -> Programme:
    """A programme that may break rules, and in which a session for which no place was found is missing."""
    choices = {session: choices_of(decision) for session, decision in model.decisions.items()}
    order = sorted(choices, key=lambda session: (len(choices[session][0]) > 1, _freedom(choices[session])))
    both = _wished_by_both(conference)
    placed: list[Placement] = []
    for session in order:
        starts, rooms = choices[session]
        fits = [start for start in starts if in_time(conference, session, session.span(start))]
        best: tuple[int, Placement] | None = None
        for start in fits:
            on = [other for other in placed if other.span.overlaps(session.span(start))]
            drawn = sum(both.get(frozenset((session.name, other.session.name)), 0) for other in on)
            if best and drawn >= best[0]:
                continue
            if any(never_beside(session, other.session) for other in on):
                continue
            if (there := _in_a_room(conference, session, start, rooms, placed, on)) is not None:
                best = drawn, there
        if best:
            placed.append(best[1])
    return Programme(tuple(placed))


_Choices = tuple[tuple[Minute, ...], list[Room | None]]


def choices_of(decision: Decision) -> _Choices:
    """The hours, and the rooms from the smallest to the largest."""
    rooms = [room for place in decision.places for room in (place.rooms or (None,))]
    return decision.starts, sorted(rooms, key=lambda room: (room.capacity or 10**9) if room else 0)


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


def in_time(conference: Conference, session: Session, span: Span) -> bool:
    """Whether those who lead it, if anybody does, or one of them, and all who are needed besides can be there."""
    leaders = conference.leaders(session)
    others = [person for person, why in conference.needed(session).items() if why != "chairs"]
    led = not leaders or any(person.can_be_there(span) for person in leaders)
    return led and all(person.can_be_there(span) for person in others)


def never_beside(one: Session, other: Session) -> bool:
    return any(a.kind in _ALONE and b.kind not in _BESIDE for a, b in ((one, other), (other, one)))


def _in_a_room(
    conference: Conference,
    session: Session,
    start: Minute,
    rooms: Iterable[Room | None],
    placed: Sequence[Placement],
    on: Sequence[Placement],
) -> Placement | None:
    """In the first room that is open and free, if everybody can be there who is needed here and elsewhere."""
    taken = {other.room for other in on}
    span = session.span(start)
    needed = conference.needed(session)
    same = [other for other in placed if not needed.keys().isdisjoint(conference.needed(other.session))]
    for room in rooms:
        if room and (room in taken or any(span.overlaps(shut) for shut in room.closed)):
            continue
        there = Placement(session, start, room)
        if not any(clash(conference, there, other) for other in same):
            return there
    return None
