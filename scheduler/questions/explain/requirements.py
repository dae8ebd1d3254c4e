"""Requirements: each demand on a day that could be given up, of the size in which people speak of it.

The cases of the hard rules are such demands. Two things are in no rule when the rule that repeats them is off: a
session begins at one of its hours, and it stands in one of the rooms. They become cases here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Programme
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import people_of, restricts, single_session
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence, phrase
from scheduler.text.wording import count, listing, taking

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


@dataclass(frozen=True, eq=False)
class Requirement:
    """One demand on the day. `rule` None: the day file makes it, and no hard rule of the day repeats it.

    `by_title`: its rule is called as pages call it, `Groups apart`, and not as it is typed, `groups_apart`.
    """

    rule: Rule | None
    case: Case
    by_title: bool = False

    def __str__(self) -> str:
        return str(self.case)

    @cached_property
    def must(self) -> bool:
        """Whether it demands that something is held: a programme without any session breaks it."""
        return bool(self.case.breaches(Programme()))

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.case.sessions

    def concerns(self, sessions: Iterable[Session]) -> bool:
        """Whether it can matter to these: it names one of them, or none at all. A must: it names only these."""
        named = set(self.sessions)
        return named.issubset(sessions) if self.must else not (named and named.isdisjoint(sessions))

    @property
    def shared(self) -> bool:
        """Whether independent causes may both have it: that a session is held, or what holds for all sessions."""
        return self.must or not self.sessions

    @cached_property
    def people(self) -> frozenset[Person]:
        """Those whom the case names."""
        return frozenset(people_in((*vars(self.case).values(), people_of(self.case))))

    @property
    def self_contained(self) -> bool:
        """Whether its sentence names all that it looks at. A case about one session of another rule looks further."""
        return len(self.sessions) != 1 or self.must or self.rule is None or single_session(self.rule)

    @property
    def name(self) -> str:
        """The rule's name; where there is none, the day file's."""
        if self.rule is None:
            return Sentence("day file")
        return phrase(self.rule.title) if self.by_title else self.rule.key


def people_in(values: Iterable[object]) -> Iterator[Person]:
    """The people among these values, also in a tuple or set of them."""
    for value in values:
        if isinstance(value, Person):
            yield value
        elif isinstance(value, (tuple, frozenset)):
            yield from people_in(value)


def requirements(problem: Problem) -> tuple[Requirement, ...]:
    """All that is demanded of the day, what concerns one session alone first."""
    hard = [rule for rule in problem.rules if rule.weight is None]
    found = [Requirement(rule, case) for rule in hard for case in rule.cases(problem.conference)]
    found.sort(key=lambda requirement: not (requirement.rule and single_session(requirement.rule)))
    restricted_names = [set[str](), set[str]()]
    for requirement in found:
        restricted = requirement.rule and restricts(requirement.rule)
        for names, what in zip(restricted_names, ("hours", "rooms"), strict=True):
            if restricted == what:
                names.update(session.name for session in requirement.sessions)
    return (*_of_the_day_file(problem.conference, *restricted_names), *found)


def _of_the_day_file(conference: Conference, hours: set[str], rooms: set[str]) -> Iterator[Requirement]:
    """What no rule repeats. `hours`, `rooms`: the names of the sessions of which some rule repeats that."""
    for session in conference.held:
        if session.name not in hours:
            yield Requirement(None, Begins(conference, session))
        if session.needs_room and session.name not in rooms:
            yield Requirement(None, HasRoom(session))


@dataclass(frozen=True)
class Begins(Case):
    """A session begins at one of the hours that the day file leaves it."""

    conference: Conference
    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def predicates(self) -> tuple[str, ...]:
        hours = Sentence("begins with a round, on the grid, or at its own hour")
        return taking(self.session.minutes), hours

    def __str__(self) -> Phrase:
        length = count(self.session.minutes, "minute")
        words = {"session": self.session, "length": length, "hours": self.predicates[-1]}
        return Sentence("{session} ({length}) {hours}.", **words)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(
                Sentence(
                    "{session} is {when}.", session=self.session, when=self.conference.clock.during(placement.span)
                ),
                1,
                self.sessions,
            )
            for placement in programme.of(self.sessions)
            if placement.start not in self.conference.starts(self.session)
        ]

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].only_at(set(self.conference.starts(self.session)), on)


@dataclass(frozen=True)
class HasRoom(Case):
    """A session stands in a room."""

    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def predicates(self) -> tuple[str, ...]:
        return (Sentence("needs a room"),)

    def __str__(self) -> Phrase:
        return Sentence("{session} {needs}.", session=self.session, needs=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of(self.sessions)
        sentence = Sentence("{session} has no room.", session=self.session)
        return [Breach(sentence, 1, self.sessions) for p in placements if p.room is None]

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        decision.only_in(decision.rooms, on)


@dataclass(frozen=True)
class FewLeftOut(Case):
    """No more than so many of these sessions are left out."""

    among: tuple[Session, ...]
    most: int

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.among

    def __str__(self) -> Phrase:
        return Sentence("No more than {most} of {sessions} left out.", most=self.most, sessions=listing(self.among))

    def breaches(self, programme: Programme) -> list[Breach]:
        left_out = [session for session in self.among if session not in programme]
        sentence = Sentence("{sessions} left out.", sessions=listing(left_out))
        return [Breach(sentence, 1, tuple(left_out))] if len(left_out) > self.most else []

    def encode(self, model: Model, on: Literal) -> None:
        model.at_most(model.sum(1 - model[session].held for session in self.among), self.most, on)
