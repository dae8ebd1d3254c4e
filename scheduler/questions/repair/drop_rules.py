"""Rules for the least bad where no programme holds every session: the fewest dropped, and which.

Of as few sessions those are dropped that the fewest people were to go to. What is for everyone, a plenary or the lunch,
is dropped only where no programme holds all of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import SkipValidation

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.book import droppable_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class FewDropped(Rule):
    """Hard: these are held. Weighted: each of them that is dropped counts, and each for as much."""

    sentence: ClassVar[str] = "As few sessions as can be are dropped."
    single_session: ClassVar[bool] = True
    held: Annotated[tuple[Session, ...], SkipValidation]

    def cases(self, conference: Conference) -> Iterator[Case]:  # noqa: ARG002  the contract's own shape
        yield from map(NotDropped, self.held)


@dataclass(frozen=True)
class NotDropped(Case):
    """The session is held. That it is dropped counts for one, whatever its own price."""

    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> Phrase:
        return Sentence("{session} must be held.", session=self.session)

    def breaches(self, programme: Programme) -> list[Breach]:
        dropped = Sentence("{session} is dropped.", session=self.session)
        return [] if self.session in programme else [Breach(dropped, 1, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].require_held(on)

    def cost(self, model: Model) -> Amount:
        return 1 - model[self.session].held


class FewLose(Rule):
    """Each session that is dropped counts for those who were to go there."""

    sentence: ClassVar[str] = "As few people as can be lose a session."
    losing: Annotated[Mapping[Session, int], SkipValidation]

    def cases(self, conference: Conference) -> Iterator[Case]:  # noqa: ARG002  the contract's own shape
        yield from (NobodyLoses(session, people) for session, people in self.losing.items() if people)


@dataclass(frozen=True)
class NobodyLoses(AmountCase):
    session: Session
    people: int

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> Phrase:
        return Sentence("Nobody loses {session}.", session=self.session)

    def breaches(self, programme: Programme) -> list[Breach]:
        if self.session in programme:
            return []
        people = count(self.people, "person", "people")
        sentence = Sentence("{people} were to go to {session}, which is dropped.", people=people, session=self.session)
        return [Breach(sentence, self.people, (self.session,))]

    def cost(self, model: Model) -> Amount:
        return self.people * (1 - model[self.session].held)


def losing(
    conference: Conference,
    sessions: tuple[Session, ...],
    published: Collection[str],
    planned: Mapping[str, Collection[str]],
) -> dict[Session, int]:
    """How many people each session is lost to when it is dropped.

    `published`: the names of what has been published, `planned`: by person what of that they had planned. What is new
    is lost to those whom it is for. Where the day knows nobody by name: to as many as are expected.
    """
    if not conference.people:
        return {session: conference.expected(session) for session in sessions}
    lost_to = {}
    for session in sessions:
        if session.name in published:
            people = sum(session.name in planned.get(person.name, ()) for person in conference.people)
        else:
            people = sum(
                session.kind.is_common or session in conference.wishes(person) or session in conference.duties(person)
                for person in conference.people
            )
        lost_to[session] = people
    return lost_to


def leaves_to_drop(
    problem: Problem, published: Collection[str], planned: Mapping[str, Collection[str]]
) -> Iterator[tuple[Rule, ...]]:
    """What may be dropped as rules of the first two tiers, beside the book without what holds sessions.

    First meetings alone and then anything, each to be tried where the one before is impossible. Nothing where no rule
    says that a session must be held. `published`, `planned`: see `losing`.
    """
    _, held = droppable_book(problem)
    lose = FewLose(losing=losing(problem.conference, held, published, planned), weight=1, tier=2)
    meetings = tuple(session for session in held if not session.kind.is_common)
    common = tuple(session for session in held if session.kind.is_common)
    if meetings:
        yield (*((FewDropped(held=common),) if common else ()), FewDropped(held=meetings, weight=1), lose)
    if common:
        yield FewDropped(held=held, weight=1), lose


def left_out(problem: Problem, programme: Programme) -> tuple[Session, ...]:
    """The sessions that must be held by these rules and that the programme drops."""
    return tuple(session for session in droppable_book(problem)[1] if session not in programme)
