"""What the hard rules say of one session or of two: asked of the rules themselves, by trying placements on them.

A breach that names exactly the sessions that were placed cannot be mended by placing others as well: a session that
cannot stand somewhere by itself cannot stand there at all, and two that may not coincide may not in any programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product

from scheduler.clock import Minute, Span
from scheduler.conference import Conference, Room, Session
from scheduler.programme import Placement, Programme
from scheduler.rule import AmountCase, Case, Rule

_MOST = 20_000  # beyond so many placements only rules about single sessions are asked: a large day is not to wait


class Asked:
    """The hard rules of a day, ready to be asked; with `wishes` also what the weighted ones say of two sessions."""

    def __init__(self, conference: Conference, rules: Iterable[Rule], *, wishes: bool = False) -> None:
        self.conference = conference
        self._alone: dict[Session, list[Case]] = {}  # cases that speak of one session, by their rule's word
        self._with: dict[Session, list[Case]] = {}  # cases that name the session, perhaps with others
        self._general: list[Case] = []  # cases that name no session
        for rule in rules:
            if rule.weight is not None and not wishes:
                continue
            for case in rule.cases(conference):
                if rule.weight is not None and (len(case.sessions) != 2 or isinstance(case, AmountCase)):
                    continue
                index = self._alone if rule.narrows else self._with
                for session in case.sessions:
                    index.setdefault(session, []).append(case)
                if not case.sessions:
                    self._general.append(case)

    def must_be_held(self, session: Session) -> bool:
        """Whether some rule is broken when it is left out."""
        return any(case.breaches(Programme()) for case in self._alone.get(session, ()))

    @cached_property
    def possible(self) -> dict[Session, list[Placement]]:
        """Where each session can stand by itself, in order of start and room."""
        conference = self.conference
        every = {
            session: [
                Placement(session, *where) for where in product(conference.starts(session), conference.places(session))
            ]
            for session in conference.held
        }
        for session, placements in every.items():
            for case in self._alone.get(session, ()):
                placements[:] = [placement for placement in placements if not case.breaches(_programme(placement))]
        if sum(map(len, every.values())) <= _MOST:
            for session, placements in every.items():
                placements[:] = [p for p in placements if not self._named(self._with.get(session, ()), p)]
        self._ask_the_general(every)
        return every

    def _ask_the_general(self, every: dict[Session, list[Placement]]) -> None:
        """Cases that name no session are asked of many at once; only what they then blame is asked by itself."""
        longest = max(map(len, every.values()), default=0)
        suspects: dict[Placement, list[Case]] = {}
        for turn in range(longest):
            # Each begins elsewhere in its list, so that few stand in each other's way.
            shown = [p[(turn + number) % len(p)] for number, p in enumerate(every.values()) if p]
            programme = Programme(tuple(shown))
            for case in self._general:
                for breach in case.breaches(programme):
                    if len(breach.sessions) == 1 and breach.sessions[0] in programme:
                        suspects.setdefault(programme[breach.sessions[0]], []).append(case)
        for placement, cases in suspects.items():
            if self._named(cases, placement):
                every[placement.session].remove(placement)

    def why_nowhere(self, session: Session) -> list[Case]:
        """Cases, none of them to spare, that together leave the session no placement."""
        conference = self.conference
        cases = [*self._alone.get(session, ()), *self._with.get(session, ()), *self._general]
        broken = [
            {number for number, case in enumerate(cases) if self._named([case], Placement(session, start, place))}
            for start, place in product(conference.starts(session), conference.places(session))
        ]
        needed = set(range(len(cases)))
        for number in range(len(cases)):
            if all(found & (needed - {number}) for found in broken):
                needed.discard(number)
        return [cases[number] for number in sorted(needed)] if broken else []

    def apart(self, one: Session, other: Session) -> bool:
        """Whether the two can never share a minute, tried with long and short, early and late overlaps."""
        shared = _shared_minutes(self._spans[one], self._spans[other])
        return all(self.conflict(*pair) for pair in _overlaps(shared, self.possible[one], self.possible[other]))

    @cached_property
    def _spans(self) -> dict[Session, list[Span]]:
        return {session: sorted({p.span for p in placements}) for session, placements in self.possible.items()}

    def conflict(self, one: Placement, other: Placement) -> bool:
        """Whether the two cannot both stand so."""
        both = {one.session, other.session}
        programme = _programme(one, other)
        cases = [*self._with.get(one.session, ()), *self._with.get(other.session, ())]
        if one.room is not None and one.room == other.room:
            cases += self._general  # they are about rooms, and slow on a large day
        return any(set(breach.sessions) == both for case in cases for breach in case.breaches(programme))

    def between(self, one: Session, other: Session) -> list[Case]:
        """The cases that speak of these two and of no other session."""
        return [case for case in self._with.get(one, ()) if set(case.sessions) == {one, other}]

    def one_at_a_time(self, room: Room, sessions: Sequence[Session]) -> set[frozenset[Session]]:
        """Which two of these sessions cannot be in the room at once: all are put there at the same minute."""
        start = self.conference.days[0].hours.start
        programme = _programme(*(Placement(session, start, room) for session in sessions))
        return {
            frozenset(breach.sessions)
            for case in self._general
            for breach in case.breaches(programme)
            if len(breach.sessions) == 2
        }

    def _named(self, cases: Iterable[Case], placement: Placement) -> bool:
        programme = _programme(placement)
        return any(set(breach.sessions) == {placement.session} for case in cases for breach in case.breaches(programme))


def _programme(*placements: Placement) -> Programme:
    return Programme(placements)


def _overlaps(
    shared: Iterator[tuple[int, Minute, Minute]], ones: Sequence[Placement], others: Sequence[Placement]
) -> Iterator[tuple[Placement, Placement]]:
    """Pairs that share a minute: of the first, the last, the longest and the shortest overlap, in several rooms each.

    The first comes by itself, since for most sessions it settles the matter.
    """
    first = next(shared, None)
    if first is None:
        return
    yield from _in_rooms(first, ones, others)
    rest = [first, *shared]
    for overlap in dict.fromkeys((rest[-1], max(rest), min(rest))):
        yield from _in_rooms(overlap, ones, others)


def _shared_minutes(ones: Iterable[Span], others: Sequence[Span]) -> Iterator[tuple[int, Minute, Minute]]:
    """How many minutes two spans share, and where they start, in order of the starts; the spans are in order."""
    for here in ones:
        for there in others:
            if there.start >= here.end:
                break
            if (minutes := min(here.end, there.end) - max(here.start, there.start)) > 0:
                yield minutes, here.start, there.start


def _in_rooms(
    overlap: tuple[int, Minute, Minute], ones: Sequence[Placement], others: Sequence[Placement]
) -> Iterator[tuple[Placement, Placement]]:
    _, a, b = overlap
    here, there = [p for p in ones if p.start == a], [p for p in others if p.start == b]
    corners = ((here[0], there[-1]), (here[-1], there[0]), (here[0], there[0]), (here[-1], there[-1]))
    yield from dict.fromkeys(corners)


def span_of(placements: Iterable[Placement]) -> Span:
    """From the first beginning to the last end of these."""
    placements = list(placements)
    return Span(min(p.start for p in placements), max(p.end for p in placements))
