"""At least one of the chairs and vice-chairs of a session can be there to lead it.

Wanted by groups: administrators who chair one group sit in others, and come late or leave early. Somebody can lead a
session who is there for the whole of it and not needed at another one at that time (or on the way to it or from it).
The hard rule is content with one chair or vice-chair. When weighted, each chair who cannot be there costs; vice-chairs
count where there is no chair. Who has cancelled leads nothing; where nobody else could, that is said.

>>> from tests.support.small import broken, day
>>> two = day(
...     sessions={"Slim": {"groups": ["Slimme verstedelijking"]}, "Vitaal": {"groups": ["Vitale binnensteden"]}},
...     groups={
...         "Slimme verstedelijking": {"chair": ["Wenzkowski", "Burggraaf"]},
...         "Vitale binnensteden": {"chair": ["Burggraaf"], "vice-chair": ["Elzakalai"]},
...     },
...     people={"Wenzkowski": {"present": ["9:00-14:00"]}},
... )
>>> broken(SessionIsLed(), two, "Slim 13:00 Zaal 1; Vitaal 13:00 Zaal 2")
[]
>>> for line in broken(SessionIsLed(), two, "Slim 15:00 Zaal 1; Vitaal 15:00 Zaal 2"):
...     print(line)
Nobody can lead Slim (15.00–16.00): Wenzkowski is not there then and Burggraaf must be at Vitaal (15.00–16.00).
>>> for line in broken(SessionIsLed(weight=5), two, "Slim 13:00 Zaal 1; Vitaal 13:00 Zaal 2"):
...     print(line)
Slim (13.00–14.00) has to do without its chair: Burggraaf must be at Vitaal (13.00–14.00).
Vitaal (13.00–14.00) has to do without its chair: Burggraaf must be at Slim (13.00–14.00).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self

from scheduler.conference.attendance import can_be_there, kept_away
from scheduler.conference.conference import Conference, Person, Role, Session
from scheduler.conference.duty_words import does
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class SessionIsLed(Rule):
    sentence: ClassVar[str] = (
        "At least one of a session's chairs and vice-chairs can be there; when weighted, each missing chair costs."
    )
    waivable: ClassVar[bool] = False

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session in self.of(conference.held):
            leaders = self.of_people(conference.leaders(session) or conference.absent_leaders(session))
            if not leaders:
                continue
            if self.weight is None:
                yield SomebodyLeads(conference, session, tuple(leaders))
                continue
            seats = (seat for group in session.groups for seat in (*group.seats, *group.absent))
            at_the_head = {seat.person for seat in seats if seat.role is Role.CHAIR}
            chairs = [person for person in leaders if person in at_the_head]
            yield ChairsCanCome(conference, session, tuple(chairs or leaders), "chair" if chairs else "vice-chair")


@dataclass(frozen=True)
class _Leaders:
    """What the hard and the weighted reading share: a session and the people who may lead it."""

    conference: Conference
    session: Session
    leaders: tuple[Person, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        return (self.sessions,)

    @property
    def depends_on(self) -> tuple[Session, ...]:
        duties = (duty for person in self.leaders for duty in self.conference.duties(person))
        return tuple(dict.fromkeys((self.session, *duties)))

    @property
    def rooms_matter(self) -> bool:
        return self.conference.walking.longest > 0

    def _missing(self, programme: Programme) -> list[Person]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        return [p for p in self.leaders if not can_be_there(self.conference, p, placement, programme)]

    def _titled(self, placement: Placement) -> Sentence:
        return titled(self.conference.clock, placement)

    def _why_not(self, person: Person, programme: Programme) -> Sentence:
        placement = programme[self.session]
        if person.absent:
            return Sentence("{person} is absent", person=person)
        if not person.can_be_there(placement.span):
            return Sentence("{person} is not there then", person=person)
        duties = listing(map(self._titled, kept_away(self.conference, person, placement, programme)))
        return Sentence("{person} {duties}", person=person, duties=does("must be at", duties))


@dataclass(frozen=True)
class SomebodyLeads(_Leaders, Case):
    """Kept as long as one of the leaders can be there."""

    def says_of(self, *about: Sequence[object]) -> Phrase:
        if self.leaders[0].absent:  # then all are
            return plural(
                len(self.leaders),
                "Nobody can lead {sessions}, for {people} is absent",
                "Nobody can lead {sessions}, for {people} are absent",
                people=listing(self.leaders),
                sessions=listing(about[0]),
            )
        people, sessions = listing(self.leaders, "or"), listing(about[0])
        return Sentence("{people} must be there to lead {sessions}", people=people, sessions=sessions)

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        missing = self._missing(programme)
        if len(missing) < len(self.leaders):
            return []
        reasons = listing(self._why_not(person, programme) for person in missing)
        session = self._titled(programme[self.session])
        sentence = Sentence("Nobody can lead {session}: {reasons}.", session=session, reasons=reasons)
        return [Breach(sentence, 1, self.sessions, self.leaders)]

    def encode(self, model: Model, on: Literal) -> None:
        can = [model.there_for(person, self.session) for person in self.leaders]
        model.imply_any(on, [*can, ~model[self.session].held])


@dataclass(frozen=True)
class ChairsCanCome(_Leaders, AmountCase):
    """Counts the chairs who cannot be there; the vice-chairs, where there is no chair."""

    role: str

    def says_of(self, *about: Sequence[object]) -> Phrase:
        return plural(
            len(self.leaders),
            "{people} can be there to lead {sessions}",
            "{people} can be there to lead {sessions}",
            people=listing(self.leaders),
            sessions=listing(about[0]),
        )

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(self._without(person, programme), 1, self.sessions, (person,)) for person in self._missing(programme)
        ]

    def _without(self, person: Person, programme: Programme) -> Sentence:
        session, why = self._titled(programme[self.session]), self._why_not(person, programme)
        if self.role == "chair":
            return Sentence("{session} has to do without its chair: {why}.", session=session, why=why)
        return Sentence("{session} has to do without its vice-chair: {why}.", session=session, why=why)

    def encode(self, model: Model, on: Literal) -> None:
        for person in self.leaders:
            model.imply_any(on, [model.there_for(person, self.session), ~model[self.session].held])

    def cost(self, model: Model) -> Amount:
        held = model[self.session].held
        return sum(held - model.there_for(person, self.session) for person in self.leaders)
