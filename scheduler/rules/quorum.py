"""At least so many people, or so many organisations, of a group can be there at each of its sessions.

Wanted by the board: the Algemeen Bestuur decides over lunch, and needs enough cities at the table. Whoever is there
for the whole of the session and not needed at another one at that time (or on the way) counts; who is only interested
does not, and whose organisation is not known counts for no city. Sessions, kinds or groups under `only` say at which
sessions instead of the group's own; with `each: group` they limit the groups and their own sessions. When weighted,
each person or city too few counts.

>>> from tests.support.small import broken, day
>>> lunch = day(
...     sessions={"AB-lunch": {"groups": ["AB"]}, "Gesprek": {"hosts": ["Dortmans"]}},
...     groups={"AB": {"member": ["Dortmans", "Burggraaf", "De Jonge", "Den Brok"]}},
...     people={
...         "Dortmans": {"organisation": "Helmond"},
...         "Burggraaf": {"organisation": "Dordrecht"},
...         "De Jonge": {"organisation": "Dordrecht"},
...         "Den Brok": {"organisation": "Oss", "present": ["9:00-13:00"]},
...     },
... )
>>> three_cities = Quorum(group=lunch.group("AB"), cities=3)
>>> broken(three_cities, lunch, "AB-lunch 12:00 Zaal 1; Gesprek 13:00 Zaal 2")
[]
>>> broken(three_cities, lunch, "AB-lunch 12:30 Zaal 1; Gesprek 12:30 Zaal 2")
['AB needs 3 cities at AB-lunch (12.30–13.30) and has 1: Helmond and Oss cannot be there.']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self
from typing import Literal as OneOf

from pydantic import Field, model_validator

from scheduler.conference.attendance import can_be_there
from scheduler.conference.conference import Conference, Group, Person, Role, Session
from scheduler.conference.programme import Programme, titled
from scheduler.rules.fields import GroupName
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Plural, Sentence, plural
from scheduler.text.wording import KeyName, asked, count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class Quorum(Rule):
    sentence: ClassVar[str] = "At least so many people, or so many cities, of a group can be there at its sessions."
    group: GroupName | None = Field(default=None, description="the group; who is only interested does not count")
    each: OneOf["group"] | None = Field(default=None, description="group: each group at its own sessions")
    people: int | None = Field(default=None, ge=1, description="at least so many of its people can be there")
    cities: int | None = Field(default=None, ge=1, description="people of at least so many organisations can be there")

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if self.people is None and self.cities is None:
            raise ValueError(Sentence("A quorum is of people, of cities or of both; neither is given."))
        if (self.group is None) == (self.each is None):
            raise ValueError(
                Sentence(
                    "A quorum is of one group (`{group}`) or of each (`{each}: {group}`).",
                    group=KeyName("group"),
                    each=KeyName("each"),
                )
            )
        return self

    def relaxed_text(self, field: str, number: int) -> Phrase:
        least = self.people if field == "people" else self.cities
        if least is None or number >= least:
            return NOTHING
        return Sentence(
            "Let {voices} be enough for {group} ({asked}).",
            voices=_voices("people" if field == "people" else "cities", number),
            group=self.group or Sentence("each group"),
            asked=asked(least),
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        limit = self.only.groups
        for group in (self.group,) if self.group else conference.groups:
            if self.group or not limit or group in limit:
                yield from self._cases_of(conference, group)

    def _cases_of(self, conference: Conference, group: Group) -> Iterator[Case]:
        seated = [p for p in self.of_people(group.roles) if group.roles[p] is not Role.INTERESTED]
        for session in self.of(self._sessions(conference, group)):
            counted = [person for person in seated if conference.may_come(person, session)]
            cities: dict[str, tuple[Person, ...]] = {}
            for person in counted:
                if person.organisation:
                    cities[person.organisation] = (*cities.get(person.organisation, ()), person)
            everyone = {person.name: (person,) for person in counted}
            if self.people is not None:
                yield Enough(conference, group, session, self.people, "people", tuple(everyone.items()))
            if self.cities is not None:
                yield Enough(conference, group, session, self.cities, "cities", tuple(cities.items()))

    def _sessions(self, conference: Conference, group: Group) -> list[Session]:
        """The group's own sessions; any, when the statement is of one group and says itself which it is about."""
        limited = self.group and self.only.limits_sessions
        return [session for session in conference.held if limited or group in session.groups]


def _voices(of: OneOf["people", "cities"], number: int) -> Plural:
    return count(number, "person", "people") if of == "people" else count(number, "city", "cities")


@dataclass(frozen=True)
class Enough(AmountCase):
    """At least so many voices at one session; a voice is heard when any of its people can be there."""

    conference: Conference
    group: Group
    session: Session
    least: int
    of: OneOf["people", "cities"]
    voices: tuple[tuple[str, tuple[Person, ...]], ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def depends_on(self) -> tuple[Session, ...]:
        everyone = (person for _, people in self.voices for person in people)
        duties = (duty for person in everyone for duty in self.conference.duties(person))
        return tuple(dict.fromkeys((self.session, *duties)))

    @property
    def rooms_matter(self) -> bool:
        return self.conference.walking.longest > 0

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        return (self.sessions,)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        sessions = listing(about[0])
        if self.of == "people":
            return plural(
                self.least,
                "At least {number} person of {group} must be able to attend {sessions}",
                "At least {number} people of {group} must be able to attend {sessions}",
                group=self.group,
                sessions=sessions,
            )
        return plural(
            self.least,
            "At least {number} city of {group} must be able to attend {sessions}",
            "At least {number} cities of {group} must be able to attend {sessions}",
            group=self.group,
            sessions=sessions,
        )

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        silent = [
            name
            for name, people in self.voices
            if not any(can_be_there(self.conference, person, placement, programme) for person in people)
        ]
        heard = len(self.voices) - len(silent)
        if heard >= self.least:
            return []
        has = Sentence(
            "{group} needs {voices} at {session} and has {number}",
            group=self.group,
            voices=_voices(self.of, self.least),
            session=titled(self.conference.clock, placement),
            number=heard,
        )
        sentence = Sentence("{has}.", has=has)
        if silent:
            who = listing(silent) if len(silent) <= 3 else _voices(self.of, len(silent))
            sentence = Sentence("{has}: {voices} cannot be there.", has=has, voices=who)
        return [Breach(sentence, self.least - heard, self.sessions)]

    def encode(self, model: Model, on: Literal) -> None:
        model.at_most(self._short(model), 0, on)

    def cost(self, model: Model) -> Amount:
        return model.excess([self._short(model)], 0, self.least)

    def _short(self, model: Model) -> Amount:
        """How many voices are too few; below 0 when there are more than needed."""
        heard = [model.any_of([model.there_for(p, self.session) for p in people]) for _, people in self.voices]
        return self.least * model[self.session].held - sum(heard)
