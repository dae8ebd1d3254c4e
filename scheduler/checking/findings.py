"""All findings of a day before it is solved; a new kind is a look here, or a file that `findings` asks.

Nothing is searched: numbers are compared, within what the hard rules allow. So a day without a finding may still be
impossible; a day that a finding calls impossible is. What is only weighed, or off, gives a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, combinations

from scheduler.checking.finding import Finding
from scheduler.checking.grouped_cases import cases_together
from scheduler.checking.impossible_wishes import never_met
from scheduler.checking.kept_apart import Crowd, crowd_of, forbidden, wished_apart
from scheduler.checking.matching import cliques, moments, too_many
from scheduler.checking.probing import RuleProbe, of_it, statements
from scheduler.checking.room_capacity import RoomCapacity, first_in, names_of
from scheduler.conference.conference import Conference, Kind, Person, Room, Session
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case, Rule
from scheduler.text.sentence import Sentence, capital, paragraph, phrase, plural
from scheduler.text.wording import count, listing, some

_MOST_CLIQUES = 500
_MOST_PAIRS = 2_000  # of placements of two sessions, for the question whether any of them will do
_MOST_SESSIONS = 120  # of which all pairs are tried


def findings(problem: Problem) -> list[Finding]:
    """What is found, what proves the day impossible first."""
    held = problem.conference.held
    look = _Findings(problem, RuleProbe(problem.conference, held, statements(problem)), held)
    found = [*look.nowhere(), *look.not_both(), *look.capacity.rooms(), *look.people(), *look.apart(), *look.remarks()]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.fatal)


def counted(conference: Conference, sessions: Sequence[Session], cases: Iterable[tuple[Rule, Case]]) -> Finding | None:
    """How many these sessions are and how many would fit, where numbers alone show that these statements clash.

    None where they do not, or where fewer of these sessions would clash too.
    """
    look = _Findings(Problem(conference, ()), RuleProbe(conference, sessions, cases), sessions)
    found = chain(look.capacity.rooms(), look.people(), look.apart())
    return next((finding for finding in found if finding.fatal and {*finding.crowd} == {*sessions}), None)


def in_all(problem: Problem, sessions: Sequence[Session], numbers: Finding | None) -> Finding | None:
    """What these rules make of all sessions like these. `numbers`: what `counted` says of these alone."""
    conference = problem.conference
    cases = [(rule, case) for rule in problem.rules for case in rule.cases(conference)]
    look = _Findings(Problem(conference, ()), RuleProbe(conference, conference.held, cases), conference.held)
    for found in look.capacity.rooms():
        more = len(found.crowd) - found.places
        if numbers and found.places == len(sessions) - 1 and {*found.crowd} > {*sessions}:
            every = len(found.crowd)
            rest = Sentence("In all, {number} sessions have no other place: {more} too many.", number=every, more=more)
            return replace(numbers, brief=paragraph(numbers.brief, rest))
        if not numbers and found.places and {*found.crowd} >= {*sessions}:
            return found
    return numbers


class _Findings:
    """What a probe of the rules shows of these sessions, one look after another."""

    def __init__(self, problem: Problem, probe: RuleProbe, sessions: Sequence[Session]) -> None:
        self.problem, self.conference, self.probe = problem, problem.conference, probe
        self.capacity = RoomCapacity(problem.conference, probe, sessions)
        self.possible, self.musts = probe.possible, self.capacity.musts
        self.explained = self.capacity.explained  # one list: what one look has explained, no other need tell again

    # -- a session by itself -------------------------------------------------------------------------------------

    def nowhere(self) -> Iterator[Finding]:
        """Sessions for which no hour and room is left."""
        for session in self.conference.held:
            if self.possible[session]:
                continue
            fatal = session in self.musts
            if fatal:
                self.explained.append({session})
            why = self._why_nowhere(session)
            yield Finding(why if fatal else paragraph(why, Sentence("It will be dropped.")), fatal)

    def _why_nowhere(self, session: Session) -> Sentence:
        if not self.conference.places(session):
            return Sentence("{session} needs a room, and there is none.", session=session)
        if not self.conference.starts(session):
            return Sentence("{session} has no hour at which it could begin.", session=session)
        cases = self.probe.why_nowhere(session)
        facts = [fact for fact in (*self._too_briefly(session), *self._too_small(session)) if len(cases) == 1]
        reasons = facts[:1] or self.probe.at_its_only_hour(session, cases) or [of_it(case, session) for case in cases]
        first, *others = reasons
        why = paragraph(first, *map(capital, others))
        return Sentence("{session} cannot be placed: {why}", session=session, why=why)

    def _too_briefly(self, session: Session) -> Iterator[str]:
        for person, why in self.conference.needed(session).items():
            longest = max((window.minutes for window in person.present or ()), default=0)
            if person.present is not None and longest < session.minutes and why != "chairs":
                values = {"length": count(session.minutes, "minute"), "person": person, "why": phrase(why)}
                if not person.present:
                    yield Sentence("it takes {length}, and {person}, who {why} it, is never there.", **values)
                    continue
                yield Sentence(
                    "it takes {length}, and {person}, who {why} it, is there {hours}, {most} at most.",
                    hours=listing(map(self.conference.clock.stretch, person.present)),
                    most=count(longest, "minute"),
                    **values,
                )

    def _too_small(self, session: Session, among: Sequence[Room | None] | None = None) -> Iterator[str]:
        rooms = [room for room in (among or session.rooms or self.conference.places(session)) if room]
        expected = self.conference.expected(session)
        largest = max(rooms, key=lambda room: room.capacity or 0, default=None)
        if largest and all(room.capacity is not None and room.capacity < expected for room in rooms):
            yield plural(
                expected,
                "{number} person is expected, and {room}, the largest room that it can have, seats {seats}.",
                "{number} people are expected, and {room}, the largest room that it can have, seats {seats}.",
                room=largest,
                seats=largest.capacity,
            )

    # -- two sessions --------------------------------------------------------------------------------------------

    def not_both(self) -> Iterator[Finding]:
        """Two sessions that stand in each other's way wherever they are put."""
        order = {session: number for number, session in enumerate(self.musts)}
        pairs = (sorted(pair, key=order.__getitem__) for pair in self.probe.pairs() if pair <= order.keys())
        for one, other in sorted(pairs, key=lambda pair: [order[session] for session in pair]):
            ones, others = self.possible[one], self.possible[other]
            if not 0 < len(ones) * len(others) <= _MOST_PAIRS:
                continue
            if all(self.probe.conflict(a, b) for a in ones for b in others):
                self.explained.append({one, other})
                yield Finding(self._why_not_both(one, other), True)

    def _why_not_both(self, one: Session, other: Session) -> Sentence:
        together = cases_together((None, case) for case in self.probe.between(one, other))
        demands = [Sentence("{statement}.", statement=words) for words, _ in together]
        values = {"one": one, "other": other, "demands": paragraph(*demands)}
        if len(demands) == 1:
            return Sentence("{one} and {other} cannot both be placed, as long as this is demanded: {demands}", **values)
        return Sentence("{one} and {other} cannot both be placed, as long as these are demanded: {demands}", **values)

    # -- people and groups ---------------------------------------------------------------------------------------

    def people(self) -> Iterator[Finding]:
        """People who must be at more meetings than fit one after another."""
        alike: dict[tuple[Session, ...], list[Person]] = {}
        for person in self.conference.people:
            duties = tuple(s for s in self.conference.duties(person) if s in self.musts and self.possible[s])
            alike.setdefault(duties, []).append(person)
        for duties, people in alike.items():
            crowd = self._too_many(duties) if len(duties) > 1 else None
            if crowd is None:
                continue
            fatal = all(self.probe.apart(one, other) for one, other in combinations(crowd[0], 2))
            if fatal:
                self.explained.append(set(crowd[0]))
            sentence = plural(
                len(people),
                "{who} must be at {sessions}; {when} there is time for only {few} of these {all}.",
                "{who} must be at {sessions}; {when} there is time for only {few} of these {all}.",
                who=some(people, 1, 3),
                sessions=names_of(crowd[0]),
                when=self.capacity.when(crowd[0]),
                few=crowd[1],
                all=len(crowd[0]),
            )
            yield Finding(sentence, fatal, crowd=tuple(crowd[0]))

    def apart(self) -> Iterator[Finding]:
        """Meetings that must all be kept apart, and are more than fit one after another."""
        return forbidden(self.conference, self._crowds(self.probe, self.explained))

    def remarks(self) -> Iterator[Finding]:
        """What is not forbidden, and will be felt."""
        if not self.conference.held:
            yield Finding(Sentence("No session is held on this day."), False)
        for session in self.conference.held:
            if not self.possible[session]:
                continue
            facts = [*self._too_briefly(session), *self._too_small(session, self.possible[session].rooms)]
            yield from (Finding(Sentence("{session}: {fact}", session=session, fact=fact), False) for fact in facts)
        yield from self._wished_apart()
        yield from never_met(self.problem, self.possible)

    def _wished_apart(self) -> Iterator[Finding]:
        """Groups that are to be kept apart, at a price, and cannot all be."""
        return wished_apart(self.conference, self._crowds(self._wished, list(self.explained)))

    def _crowds(self, probe: RuleProbe, known: list[set[Session]]) -> Iterator[Crowd]:
        """Sessions that are kept apart and do not all fit, with all others of which that is so; added to `known`."""
        sessions = [session for session in self.musts if self.possible[session]]
        for clique in self._kept_apart(probe, sessions):
            if (found := self._too_many(clique)) is None:
                continue
            some, fits, every = found
            if not any(one <= set(some) for one in known):
                known.append(set(some))
                yield crowd_of(every, fits, self.capacity.when(every), probe)

    @cached_property
    def _wished(self) -> RuleProbe:
        """The weighted rules besides, within what the hard rules leave."""
        cases = statements(self.problem, wishes=True)
        probe = RuleProbe(self.conference, self.conference.held, cases)
        probe.__dict__["possible"] = self.possible
        return probe

    def _kept_apart(self, probe: RuleProbe, sessions: Sequence[Session]) -> Iterator[list[Session]]:
        """Sessions no two of which can coincide."""
        sessions = [session for session in sessions if session.kind is not Kind.MOVING][:_MOST_SESSIONS]
        neighbours: dict[Session, set[Session]] = {session: set() for session in sessions}
        for one, other in combinations(sessions, 2):
            if probe.apart(one, other):
                neighbours[one].add(other)
                neighbours[other].add(one)
        return cliques(neighbours, _MOST_CLIQUES)

    def _too_many(self, sessions: Sequence[Session]) -> tuple[list[Session], int, list[Session]] | None:
        """Of sessions that come one after another: some that are more than fit, how many do, all without other time.

        None: all may fit.
        """
        minutes = moments(span for session in sessions for span in self.possible[session].spans)
        times = {session: first_in(minutes, self.possible[session].starts) for session in sessions}
        if (found := too_many(times)) is None:
            return None
        some, taken = found
        return some, len(taken), [session for session in sessions if set(times[session]) <= set(taken)]
