"""How different two programmes are: in sessions that begin at another hour, and in people whom these concern.

The room does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import ConfigDict, SkipValidation

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


def distance(conference: Conference, one: Programme, other: Programme) -> int:
    """The number of sessions that begin at another hour, or are held in one of the two alone."""
    return sum(not alike(one.get(session), other.get(session)) for session in conference.held)


def people_apart(conference: Conference, one: Programme, other: Programme) -> int:
    """The number of people who wish to attend a session that begins at another hour, or are needed at one."""
    moved = {session for session in conference.held if not alike(one.get(session), other.get(session))}
    return sum(number for theirs, number in concerned(conference).items() if not moved.isdisjoint(theirs))


def concerned(conference: Conference) -> Counter[frozenset[Session]]:
    """The sessions that somebody wishes to attend or is needed at, and for how many people they are just these."""
    held = frozenset(conference.held)
    theirs = (held.intersection((*conference.wishes(p), *conference.duties(p))) for p in conference.people)
    return Counter(sessions for sessions in theirs if sessions)


def alike(one: Placement | None, other: Placement | None) -> bool:
    """Whether they begin at the same minute, or both are dropped."""
    return (one is None and other is None) or bool(one and other and one.start == other.start)


class Differs(Rule):
    """Hard: far enough from each of the others, in sessions and in people.

    Weighted: the farther in sessions the better, by the nearest of them.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    sentence: ClassVar[str] = "A programme differs from the others."
    others: Annotated[tuple[Programme, ...], SkipValidation]
    least: int = 0
    people: int = 0

    def cases(self, conference: Conference) -> Iterator[Case]:
        if self.weight is None:
            for other in self.others:
                yield FarFrom(conference, other, self.least)
                if self.people:
                    yield ConcernsMany(conference, other, self.people)
        else:
            yield Nearness(conference, self.others)


@dataclass(frozen=True)
class FarFrom(Case):
    conference: Conference
    other: Programme
    least: int

    def __str__(self) -> Phrase:
        sessions = count(self.least, "session")
        return Sentence("At least {sessions} begin at another hour than in the other programme.", sessions=sessions)

    def breaches(self, programme: Programme) -> list[Breach]:
        found = distance(self.conference, programme, self.other)
        sentence = Sentence("Only {sessions} begin at another hour.", sessions=count(found, "session"))
        return [] if found >= self.least else [Breach(sentence)]

    def encode(self, model: Model, on: Literal) -> None:
        stays = _staying(model, self.conference, self.other)
        model.at_most(model.sum(stays), len(stays) - self.least, on)


@dataclass(frozen=True)
class ConcernsMany(Case):
    conference: Conference
    other: Programme
    least: int

    def __str__(self) -> Phrase:
        people = count(self.least, "person", "people")
        return Sentence("For at least {people} it is not the hours of the other programme.", people=people)

    def breaches(self, programme: Programme) -> list[Breach]:
        found = people_apart(self.conference, programme, self.other)
        people = count(found, "person", "people")
        sentence = Sentence("It concerns only {people} that sessions begin at another hour.", people=people)
        return [] if found >= self.least else [Breach(sentence)]

    def encode(self, model: Model, on: Literal) -> None:
        people = concerned(self.conference).total()
        model.at_most(_unconcerned(model, self.conference, self.other), people - self.least, on)


@dataclass(frozen=True)
class Nearness(AmountCase):
    """How many sessions begin at the same hour as in the nearest of the others."""

    conference: Conference
    others: tuple[Programme, ...]

    def __str__(self) -> Phrase:
        return Sentence("No session begins at the same hour as in another programme.")

    def breaches(self, programme: Programme) -> list[Breach]:
        near = max((len(_same(self.conference, programme, other)) for other in self.others), default=0)
        sentence = Sentence("{sessions} begin at the same hour.", sessions=count(near, "session"))
        return [Breach(sentence, near)] if near else []

    def cost(self, model: Model) -> Amount:
        stays = [model.sum(_staying(model, self.conference, other)) for other in self.others]
        return model.excess(stays, 0, len(self.conference.held))


def _unconcerned(model: Model, conference: Conference, other: Programme) -> Amount:
    """How many people have all of theirs at the hours of the other programme."""
    stays = dict(zip(conference.held, _staying(model, conference, other), strict=True))
    return model.sum(
        number * model.all_of([stays[session] for session in conference.held if session in theirs])
        for theirs, number in concerned(conference).items()
    )


def _same(conference: Conference, one: Programme, other: Programme) -> list[Session]:
    return [session for session in conference.held if alike(one.get(session), other.get(session))]


def _staying(model: Model, conference: Conference, other: Programme) -> list[Literal]:
    """For each session a literal: whether it begins at the hour of the other programme."""
    found = []
    for session in conference.held:
        decision, placement = model[session], other.get(session)
        found.append(~decision.held if placement is None else decision.starts_at(placement.start))
    return found
