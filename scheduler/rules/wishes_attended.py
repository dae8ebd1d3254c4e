"""People can attend the meetings they wish to attend: what they miss is counted person by person.

Wanted by members: groups bleed them because they "often coincide with other busy groups". A person can be in one place
at a time and must walk; where two wished meetings coincide they go to the one that weighs more. Exact: not a penalty
for each pair that overlaps, but how many wished meetings each person cannot attend. Where they are needed comes first,
and a meeting that is dropped is missed by all who wish it. The strongest role that somebody has there is what weighs;
or how strongly they wish it themselves (`wishes` of a person), where that is more.

>>> from tests.support.small import broken, day
>>> two = day(
...     sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
...     groups={"Europa": {"member": ["Anna"], "interested": ["Bob"]}, "Wonen": {"member": ["Anna", "Bob"]}},
... )
>>> broken(WishesAttended(), two, "Europa 10:00 Zaal 1; Wonen 11:00 Zaal 2")
[]
>>> broken(WishesAttended(), two, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2")
['Anna misses Wonen (10.00–11.00).', 'Bob misses Europa (10.00–11.00).']
>>> points = day(
...     sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {}},
...     groups={"Europa": {"member": ["Anna"]}},
...     people={"Anna": {"wishes": (("Wonen", 5),)}},
... )
>>> broken(WishesAttended(), points, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2")
['Anna misses Europa (10.00–11.00).']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.attendance import missed, profiles
from scheduler.conference.conference import Conference, Person, Role, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Model


class WishesAttended(Rule):
    sentence: ClassVar[str] = "People can attend the meetings they wish to attend."
    chair: int = Field(
        default=3, ge=0, description="what it weighs when a chair of an invited group misses the meeting"
    )
    vice_chair: int = Field(default=3, ge=0, description="what it weighs when a vice-chair misses a meeting")
    secretary: int = Field(default=3, ge=0, description="the same for a secretary")
    member: int = Field(default=2, ge=0, description="the same for a member")
    interested: int = Field(default=1, ge=0, description="the same for somebody who is interested")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(weight=1),)

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if number or not getattr(self, field):
            return NOTHING
        return Sentence("Let {who} miss meetings without it counting.", who=_IN_THAT_ROLE[field])

    def worth(self, conference: Conference, person: Person) -> dict[Session, int]:
        """What each meeting that the person wishes to attend weighs."""
        weighed = conference.weighed(person, {role: getattr(self, role.name.lower()) for role in Role})
        return {session: weighed[session] for session in self.of(weighed) if weighed[session]}

    def cases(self, conference: Conference) -> Iterator[Case]:
        people = self.of_people(conference.people)
        worth = {person: self.worth(conference, person) for person in people}
        for profile, alike in profiles(conference, [p for p in people if worth[p]], worth).items():
            yield Wishes(conference, tuple(alike), dict(profile.worth))


_IN_THAT_ROLE = {
    "chair": Sentence("a chair"),
    "vice_chair": Sentence("a vice-chair"),
    "secretary": Sentence("a secretary"),
    "member": Sentence("a member"),
    "interested": Sentence("somebody who is interested"),
}


@dataclass(frozen=True)
class Wishes(AmountCase):
    """The wishes of people who are alike: the same meetings, duties and hours."""

    conference: Conference
    people: tuple[Person, ...]
    worth: Mapping[Session, int]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(self.worth)

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return (*self.worth, *self.conference.duties(self.people[0]))

    @property
    def missable(self) -> tuple[Session, ...]:
        return tuple(self.worth)

    @property
    def rooms_matter(self) -> bool:
        return self.conference.walking.longest > 0

    def __str__(self) -> Phrase:
        return plural(
            len(self.people),
            "{people} can attend {sessions}.",
            "{people} can attend {sessions}.",
            people=listing(self.people),
            sessions=listing(self.worth),
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        lost = missed(self.conference, self.people[0], self.worth, programme)
        sentence, found = self._sentence, []
        for person in self.people:
            people = (person,)
            for session in lost:
                words = partial(sentence, person, session, programme.get(session))
                found.append(Breach(words, self.worth[session], (session,), people))
        return found

    def _sentence(self, person: Person, session: Session, placement: Placement | None) -> Sentence:
        if placement is None:
            return Sentence("{person} misses {session}, which is dropped.", person=person, session=session)
        missed_one = titled(self.conference.clock, placement)
        return Sentence("{person} misses {session}.", person=person, session=missed_one)

    def cost(self, model: Model) -> Amount:
        return len(self.people) * (sum(self.worth.values()) - model.most_worth(self.people[0], self.worth))
