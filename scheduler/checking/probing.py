"""What the hard rules say of one session or of two: asked of the rules themselves, by trying placements on them.

A breach that names exactly the sessions that were placed cannot be mended by placing others as well: a session that
cannot stand somewhere by itself cannot stand there at all, and two that may not coincide may not in any programme.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product

from scheduler.checking.domain import Domain, Starts
from scheduler.checking.matching import overlaps
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import HasPredicates, equivalence_key, implements, in_rooms, needs_two, single_session
from scheduler.rules.rule import AmountCase, Case, Rule
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing, within

_MOST = 20_000  # beyond so many placements only rules about single sessions are asked: a large day is not to wait


def statements(problem: Problem, *, wishes: bool = False) -> Iterator[tuple[Rule, Case]]:
    """What the hard rules say, with `wishes` also the weighted ones, each with its rule."""
    asked = (rule for rule in problem.rules if wishes or rule.weight is None)
    return ((rule, case) for rule in asked for case in rule.cases(problem.conference))


class RuleProbe:
    """Hard statements, ready to be asked about these sessions; of weighted ones only what they say of two sessions."""

    def __init__(self, conference: Conference, sessions: Sequence[Session], cases: Iterable[tuple[Rule, Case]]) -> None:
        self.conference, self._sessions = conference, sessions
        self._alone: dict[Session, list[Case]] = {}  # cases that speak of one session, by their rule's word
        self._with: dict[Session, list[Case]] = {}  # cases that name the session, perhaps with others
        self._general: list[Case] = []  # cases that name no session
        self._left: dict[Hashable, Domain] = {}  # by what cases about one session alone ask of it
        self._overlapping: dict[tuple[Starts, int, Starts, int], list[tuple[Minute, Minute]]] = {}
        self._of_room: dict[Room, list[Case]] = {}
        self._takes_two: set[int] = set()  # by identity, cases that no session by itself can break
        self._rules: dict[int, Rule] = {}  # by identity of the case
        for rule, case in cases:
            self._rules[id(case)] = rule
            if rule.weight is not None and (len(case.sessions) != 2 or isinstance(case, AmountCase)):
                continue
            if needs_two(rule):
                self._takes_two.add(id(case))
            index = self._alone if single_session(rule) else self._with
            for session in case.sessions:
                index.setdefault(session, []).append(case)
            if not case.sessions:
                self._general.append(case)

    def require_held(self, session: Session) -> bool:
        """Whether some rule is broken when it is left out."""
        return self._by_itself[session].must_be_held

    @cached_property
    def _by_itself(self) -> dict[Session, Domain]:
        return {session: self._left_by_its_own(session) for session in self._sessions}

    @cached_property
    def possible(self) -> dict[Session, Domain]:
        """Where each session can stand by itself."""
        every = dict(self._by_itself)
        if sum(map(len, every.values())) <= _MOST:
            for session, choice in every.items():
                cases = self._alone_broken(self._with.get(session, ()))
                every[session] = choice.without([p for p in choice if self._named(cases, p)] if cases else ())
        for case in self._alone_broken(self._general):
            gone: dict[Session, list[Placement]] = {}
            for placement in self._blamed(case, every.values()):
                gone.setdefault(placement.session, []).append(placement)
            every |= {session: every[session].without(some) for session, some in gone.items()}
        return every

    def _left_by_its_own(self, session: Session) -> Domain:
        """What cases that speak of this session alone leave of it: hours and rooms (see `SpeaksOfOneSession`)."""
        cases = self._alone.get(session, ())
        domain = Domain.open(self.conference, session)
        keys = [(type(case), equivalence_key(case)) for case in cases]
        alike = (self.conference.starts(session), domain.rooms, *keys)
        known = all(key is not None for _, key in keys)
        if not known or alike not in self._left:
            self._left[alike] = domain.narrowed(cases)
        left = self._left[alike]
        return Domain(session, left.starts_in, must_be_held=left.must_be_held)

    def _blamed(self, case: Case, choices: Iterable[Domain]) -> list[Placement]:
        """Placements that by themselves break a case that names no session: many are shown to it at once.

        Only what it then blames is shown by itself.
        """
        shown = [list(c.only_in(in_rooms(case)) if in_rooms(case) else c) for c in choices]
        shown = [placements for placements in shown if placements]
        suspects: dict[Placement, None] = {}
        for turn in range(max(map(len, shown), default=0)):
            # Each begins elsewhere in its list, so that few stand in each other's way.
            programme = _programme(*(some[(turn + number) % len(some)] for number, some in enumerate(shown)))
            for breach in case.breaches(programme):
                if len(breach.sessions) == 1 and breach.sessions[0] in programme:
                    suspects[programme[breach.sessions[0]]] = None
        return [placement for placement in suspects if self._named([case], placement)]

    def _alone_broken(self, cases: Iterable[Case]) -> list[Case]:
        """Those that a session by itself can break."""
        return [case for case in cases if id(case) not in self._takes_two]

    def why_nowhere(self, session: Session) -> list[Case]:
        """Cases, none of them to spare, that together leave the session no placement."""
        conference = self.conference
        others = self._alone_broken([*self._with.get(session, ()), *self._general])
        cases = [*self._alone.get(session, ()), *others]
        broken = [
            {number for number, case in enumerate(cases) if self._named([case], Placement(session, start, place))}
            for start, place in product(conference.starts(session), conference.places(session))
        ]
        needed = set(range(len(cases)))
        for number in range(len(cases)):
            if all(found & (needed - {number}) for found in broken):
                needed.discard(number)
        return [cases[number] for number in sorted(needed)] if broken else []

    def at_its_only_hour(self, session: Session, cases: Sequence[Case]) -> list[str]:
        """What is wrong with the one hour that the session has, by the one case that forbids it; else nothing."""
        starts, places = self.conference.starts(session), self.conference.places(session)
        if len(starts) != 1 or len(cases) != 1:
            return []
        everywhere = [_programme(Placement(session, starts[0], place)) for place in places]
        sentences = {breach.sentence for programme in everywhere for breach in cases[0].breaches(programme)}
        return list(sentences) if len(sentences) == 1 else []

    def apart(self, one: Session, other: Session) -> bool:
        """Whether the two can never share a minute, tried with long and short, early and late overlaps."""
        return all(self.conflict(*pair) for pair in self._overlaps(self.possible[one], self.possible[other]))

    def _overlaps(self, one: Domain, other: Domain) -> Iterator[tuple[Placement, Placement]]:
        """Pairs that share a minute, each in several rooms; the first comes first, for it mostly settles the matter."""
        spans = (one.starts, one.session.minutes, other.starts, other.session.minutes)
        if spans not in self._overlapping:
            self._overlapping[spans] = overlaps(*spans)
        for a, b in self._overlapping[spans]:
            first, second = one.rooms_at(a), other.rooms_at(b)
            corners = ((first[0], second[-1]), (first[-1], second[0]), (first[0], second[0]), (first[-1], second[-1]))
            for ours, theirs in dict.fromkeys(corners):
                yield Placement(one.session, a, ours), Placement(other.session, b, theirs)

    def conflict(self, one: Placement, other: Placement) -> bool:
        """Whether the two cannot both stand so."""
        both = {one.session, other.session}
        programme = _programme(one, other)
        cases = [*self._with.get(one.session, ()), *self._with.get(other.session, ())]
        # Not of two rooms that share a part: `apart` tries some rooms for all, and others may do.
        if one.room is not None and one.room == other.room:
            cases += self._speaking_of(one.room)  # they are about rooms, and slow on a large day
        return any(set(breach.sessions) == both for case in cases for breach in case.breaches(programme))

    def keeping_apart(self, one: Session, other: Session) -> list[tuple[Rule, Case]]:
        """What is broken when the two share a minute, of the cases that speak of these two and no other."""
        pairs = [_programme(*pair) for pair in self._overlaps(self.possible[one], self.possible[other])]
        broken = (case for case in self.between(one, other) if any(case.breaches(both) for both in pairs))
        return [(self._rules[id(case)], case) for case in broken]

    def between(self, one: Session, other: Session) -> list[Case]:
        """The cases that speak of these two and of no other session."""
        return [case for case in self._with.get(one, ()) if set(case.sessions) == {one, other}]

    def pairs(self) -> set[frozenset[Session]]:
        """Every two sessions of which some case speaks, and of no other."""
        return {frozenset(case.sessions) for cases in self._with.values() for case in cases if len(case.sessions) == 2}

    def one_at_a_time(self, room: Room, sessions: Sequence[Session]) -> set[frozenset[Session]]:
        """Which two of these sessions cannot be in the room at once: all are put there at the same minute."""
        start = self.conference.days[0].hours.start
        programme = _programme(*(Placement(session, start, room) for session in sessions))
        return {
            frozenset(breach.sessions)
            for case in self._speaking_of(room)
            for breach in case.breaches(programme)
            if len(breach.sessions) == 2
        }

    def can_share(self, sessions: Sequence[Session], rooms: Iterable[Room]) -> Session | None:
        """The one that can most often share a room with another of these; None when each room holds one at a time."""
        apart = [self.one_at_a_time(room, sessions) for room in rooms]
        shares = {
            one: sum(frozenset((one, other)) not in pairs for other in sessions if other != one for pairs in apart)
            for one in sessions
        }
        most = max(sessions, key=lambda session: shares[session])
        return most if shares[most] else None

    def _speaking_of(self, room: Room) -> list[Case]:
        """Cases that name no session and may be broken in this room."""
        if room not in self._of_room:
            self._of_room[room] = [case for case in self._general if not in_rooms(case) or room in in_rooms(case)]
        return self._of_room[room]

    def _named(self, cases: Iterable[Case], placement: Placement) -> bool:
        programme = _programme(placement)
        return any(set(breach.sessions) == {placement.session} for case in cases for breach in case.breaches(programme))


def of_it(case: Case, session: Session) -> str:
    """`it takes 60 minutes and lies within 12.00–14.00.`: what the case says of the session, without its name."""
    if case.sessions[:1] == (session,) and implements(case, HasPredicates):
        return Sentence("it {predicates}.", predicates=listing(case.predicates))
    return Sentence("{statement}.", statement=within(str(case)))


def _programme(*placements: Placement) -> Programme:
    return Programme(placements)
