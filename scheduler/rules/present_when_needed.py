"""Speakers, hosts and required people are there for the whole of their session.

Wanted by guests with a full diary, and by whoever has to leave early. Arrivals, departures and the windows of guests
count alike. Chairs are left to `session_is_led`, which is content with a vice-chair. When weighted, each person who
cannot be there for the whole of a session counts. Of those who have cancelled it speaks where nobody else is left to
speak or host, and of whoever is required.

>>> from tests.support.small import broken, day
>>> talk = day(
...     sessions={"Gesprek": {"minutes": 45, "speakers": ["Eric van der Burg"]}},
...     people={"Eric van der Burg": {"present": ["15:00-15:45"]}},
... )
>>> broken(PresentWhenNeeded(), talk, "Gesprek 15:00 Zaal 1")
[]
>>> broken(PresentWhenNeeded(), talk, "Gesprek 14:30 Zaal 1")
['Eric van der Burg speaks at Gesprek (14.30–15.15), and can be there from 15.00 to 15.45.']
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Person, Role, Session
from scheduler.conference.duty_words import does
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class PresentWhenNeeded(Rule):
    sentence: ClassVar[str] = "Speakers, hosts and required people are there for the whole of their session."
    single_session: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    chairs: bool = Field(default=False, description="yes: about chairs too")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session in self.of(conference.held):
            why = {**self._why(session), **conference.lost(session)}
            for person in self.of_people(why):
                if person.present is not None:
                    yield PresentAt(conference, session, person, why[person])

    def _why(self, session: Session) -> dict[Person, str]:
        """Who must be there, and why. Not `conference.needed`: there somebody who chairs and speaks counts as chair."""
        why: dict[Person, str] = {}
        for person in session.speakers:
            why[person] = "speaks at"
        for person in session.hosts:
            why.setdefault(person, "hosts")
        for person in session.required:
            why.setdefault(person, "must be at")
        for group in session.required_groups:
            for person, role in group.roles.items():
                if role is not Role.INTERESTED:
                    why.setdefault(person, "must be at")
        for group in session.groups if self.chairs else ():
            for person in group.people(Role.CHAIR):
                why.setdefault(person, "chairs")
        return why


@dataclass(frozen=True)
class PresentAt(Case):
    conference: Conference
    session: Session
    person: Person
    why: str

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def equivalence_key(self) -> Hashable:
        return (self.session.minutes, self.person.present)

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        return (self.sessions,)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        duty = does(self.why, listing(about[0]))
        if self.person.absent:
            return Sentence("{person} {duty}, and is absent", person=self.person, duty=duty)
        if not self.person.present:
            return Sentence("{person} {duty}, and is never there", person=self.person, duty=duty)
        return Sentence(
            "{person} {duty}, and can be there {when}",
            person=self.person,
            duty=duty,
            when=listing(map(self.conference.clock.stretch, self.person.present), "or"),
        )

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None or self.person.can_be_there(placement.span):
            return []
        return [Breach(partial(self._sentence, placement), 1, self.sessions, (self.person,))]

    def _sentence(self, placement: Placement) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of([titled(self.conference.clock, placement)]))

    def encode(self, model: Model, on: Literal) -> None:
        decision, session = model[self.session], self.session
        decision.only_at({s for s in decision.starts if self.person.can_be_there(session.span(s))}, on)
