"""Nobody misses much more than others: what the worst-off person, city or group loses is kept small.

Wanted by small cities and by groups that "often coincide with other busy groups": a programme with few misses in all
may heap them on a few. A person's loss is the least number of wished meetings that they cannot attend, each counted
alike; a city's is the sum over its people. A group's is how many of its people are drawn elsewhere from any of its
meetings that they wish to attend: they have another wish or duty at that time, or are not there, or the meeting is
dropped. What `except` names draws nobody, neither as a wish nor as a duty. What counts is how far the worst off are
above `most`.

>>> from tests.support.small import broken, day
>>> three = day(
...     sessions={name: {"groups": [name]} for name in ["Europa", "Wonen", "MKB"]},
...     groups={
...         "Europa": {"member": ["Maarten Burggraaf", "Karin Schrederhof"]},
...         "Wonen": {"chair": ["Karin Schrederhof"], "member": ["Maarten Burggraaf"]},
...         "MKB": {"member": ["Maarten Burggraaf"]},
...     },
...     people={"Maarten Burggraaf": {"organisation": "Dordrecht"}, "Karin Schrederhof": {"organisation": "Delft"}},
...     rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}},
... )
>>> broken(FairShare(most=1), three, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; MKB 11:00 Zaal 1")
[]
>>> broken(FairShare(), three, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; MKB 10:00 Zaal 3")
['Maarten Burggraaf (Dordrecht) misses 2 wished meetings, more than any other.']
>>> broken(FairShare(of="city"), three, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; MKB 11:00 Zaal 1")
['Dordrecht and Delft miss 1 wished meeting each.']
>>> broken(FairShare(of="group"), three, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; MKB 11:00 Zaal 1")
['Europa has 2 people drawn elsewhere, more than any other.']
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field

from scheduler.conference.attendance import missed, profiles
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Programme, clash
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import count, some

if TYPE_CHECKING:
    from scheduler.model import Amount, Model
    from scheduler.model import Literal as Switch


class FairShare(Rule):
    sentence: ClassVar[str] = "The worst-off person, city or group misses no more than so many wished meetings."
    of_whom: Literal["person", "city", "group"] = Field(
        default="person", alias="of", description="whose losses are compared: person, city or group"
    )
    most: int = Field(default=0, ge=0, description="what anybody may miss without cost")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(weight=4),)

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "most" or number <= self.most:
            return NOTHING
        if self.of_whom == "group":
            return plural(
                number,
                "Let each group have up to {number} person drawn elsewhere ({most} at most now).",
                "Let each group have up to {number} people drawn elsewhere ({most} at most now).",
                most=self.most,
            )
        meetings = count(number, "wished meeting")
        if self.of_whom == "city":
            return Sentence(
                "Let each city miss up to {meetings} ({most} at most now).", meetings=meetings, most=self.most
            )
        return Sentence(
            "Let each person miss up to {meetings} ({most} at most now).", meetings=meetings, most=self.most
        )

    def cases(self, conference: Conference) -> Iterator[Case]:
        find = {"person": self._persons, "city": self._cities, "group": self._groups}[self.of_whom]
        shares = tuple(find(conference))
        if any(share.possible > self.most for share in shares):
            yield NobodyLosesMore(self.of_whom, self.most, shares)

    def _wishes(self, conference: Conference) -> dict[Person, dict[Session, int]]:
        """What each person wishes to attend, every wish counted as 1; people without wishes are left out."""
        people = self.of_people(conference.people)
        wishes = {person: dict.fromkeys(self.of(conference.wishes(person)), 1) for person in people}
        return {person: asked for person, asked in wishes.items() if asked}

    def _persons(self, conference: Conference) -> Iterator[Share]:
        wishes = self._wishes(conference)
        for alike in profiles(conference, wishes, wishes).values():
            yield Share(tuple(alike), tuple(alike), (MissedWishes(conference, alike[0], 1, wishes[alike[0]]),))

    def _cities(self, conference: Conference) -> Iterator[Share]:
        wishes = self._wishes(conference)
        cities: dict[str, list[Person]] = {}
        for person in wishes:
            if person.organisation:
                cities.setdefault(person.organisation, []).append(person)
        for city, people in cities.items():
            folded = profiles(conference, people, wishes).values()
            losses = (MissedWishes(conference, alike[0], len(alike), wishes[alike[0]]) for alike in folded)
            yield Share((city,), tuple(people), tuple(losses))

    def _groups(self, conference: Conference) -> Iterator[Share]:
        for group in conference.groups:
            if (self.only.groups and group not in self.only.groups) or group in self.excluding.groups:
                continue
            alike: dict[tuple[object, ...], list[Person]] = {}
            asked: dict[Person, tuple[tuple[Session, ...], tuple[Session, ...], tuple[Session, ...]]] = {}
            for person in self.of_people(group.roles):
                wishes = conference.wishes(person)
                wished = tuple(session for session in wishes if not self.excluding.names(session))
                duties = tuple(duty for duty in conference.duties(person) if not self.excluding.names(duty))
                if own := tuple(session for session in self.of(wishes) if group in session.groups):
                    alike.setdefault((own, wished, duties, person.present), []).append(person)
                    asked[person] = own, wished, duties
            if alike:
                losses = (DrawnElsewhere(conference, same[0], len(same), *asked[same[0]]) for same in alike.values())
                people = tuple(person for same in alike.values() for person in same)
                yield Share((group,), people, tuple(losses))


@dataclass(frozen=True)
class Loss(ABC):
    """What people of one sort lose, all together: one of them, and how many there are of the sort."""

    conference: Conference
    person: Person
    people: int

    @property
    @abstractmethod
    def possible(self) -> int:
        """The most they could lose."""

    @property
    @abstractmethod
    def losable(self) -> tuple[Session, ...]:
        """The sessions that they could lose."""

    @property
    @abstractmethod
    def depends_on(self) -> tuple[Session, ...]:
        """All sessions whose place can change what they lose."""

    @abstractmethod
    def number(self, programme: Programme) -> int:
        """What they lose."""

    @abstractmethod
    def loss(self, model: Model) -> Amount:
        """The same for the solver: never below it, and a minimum brings it down to it."""


@dataclass(frozen=True)
class MissedWishes(Loss):
    """Of people who wish to attend the same."""

    wishes: Mapping[Session, int]

    @property
    def possible(self) -> int:
        return self.people * len(self.wishes)

    @property
    def losable(self) -> tuple[Session, ...]:
        return tuple(self.wishes)

    @property
    def missable(self) -> tuple[Session, ...]:
        return tuple(self.wishes)

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return (*self.wishes, *self.conference.duties(self.person))

    def number(self, programme: Programme) -> int:
        return self.people * len(missed(self.conference, self.person, self.wishes, programme))

    def loss(self, model: Model) -> Amount:
        return self.people * (len(self.wishes) - model.most_worth(self.person, self.wishes))


@dataclass(frozen=True)
class DrawnElsewhere(Loss):
    """Whether people of a group are drawn elsewhere. `own`: the wished meetings of that group.

    `wished`: of any group, and `duties`: where they are needed, without what draws nobody.
    """

    own: tuple[Session, ...]
    wished: tuple[Session, ...]
    duties: tuple[Session, ...]

    @property
    def possible(self) -> int:
        return self.people

    @property
    def losable(self) -> tuple[Session, ...]:
        return self.own

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return (*self.own, *self.wished, *self.duties)

    def number(self, programme: Programme) -> int:
        return self.people * self._elsewhere(programme)

    def _elsewhere(self, programme: Programme) -> bool:
        """Whether a meeting of the group is dropped, or one at which they cannot or may not want to be."""
        placements = programme.of(self.own)
        drawing = [*programme.of(self.wished), *programme.of(self.duties)]
        return len(placements) < len(self.own) or any(
            not self.person.can_be_there(here.span)
            or any(other.session != here.session and clash(self.conference, here, other) for other in drawing)
            for here in placements
        )

    def loss(self, model: Model) -> Amount:
        can = [model.there_for(self.person, session, self.duties) for session in self.own]
        free = [~model.clash(own, wish) for own in self.own for wish in self.wished if own != wish]
        return self.people * ~model.all_of([*can, *free])


@dataclass(frozen=True)
class Share:
    """One of those whose losses are compared, or several persons who are alike and so lose alike: what each loses.

    `names`: whose they are, persons, cities or groups.
    """

    names: tuple[object, ...]
    people: tuple[Person, ...]
    losses: tuple[Loss, ...]

    @property
    def possible(self) -> int:
        """The most they could lose."""
        return sum(loss.possible for loss in self.losses)

    def loss(self, model: Model) -> Amount:
        """For the solver: never below what they lose, and a minimum brings it down to it."""
        return sum(loss.loss(model) for loss in self.losses)


@dataclass(frozen=True)
class NobodyLosesMore(AmountCase):
    """The amount is a maximum and no sum: how far those who lose most are above what is allowed."""

    of_whom: str
    most: int
    shares: tuple[Share, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(dict.fromkeys(session for loss in self.parts for session in loss.losable))

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return tuple(dict.fromkeys(session for loss in self.parts for session in loss.depends_on))

    @property
    def rooms_matter(self) -> bool:
        return any(loss.conference.walking.longest > 0 for loss in self.parts)

    @property
    def parts(self) -> tuple[Loss, ...]:
        """What each sort of people loses, share after share."""
        return tuple(loss for share in self.shares for loss in share.losses)

    @property
    def sums_of_parts(self) -> tuple[tuple[Loss, ...], ...]:
        return tuple(share.losses for share in self.shares)

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(dict.fromkeys(person for share in self.shares for person in share.people))

    def __str__(self) -> Sentence:
        if self.of_whom == "group":
            if not self.most:
                return Sentence("No group has any of its people drawn elsewhere.")
            return Sentence("No group has more than {number} of its people drawn elsewhere.", number=self.most)
        meetings = count(self.most, "wished meeting")
        if self.of_whom == "person":
            if not self.most:
                return Sentence("Nobody misses a wished meeting.")
            return Sentence("Nobody misses more than {meetings}.", meetings=meetings)
        if not self.most:
            return Sentence("No city misses a wished meeting.")
        return Sentence("No city misses more than {meetings}.", meetings=meetings)

    def breaches(self, programme: Programme) -> list[Breach]:
        return self.breaches_of([loss.number(programme) for loss in self.parts])

    def breaches_of(self, numbers: Sequence[int]) -> list[Breach]:
        following = iter(numbers)
        # Sums of one number take long where many people are compared.
        single = len(numbers) == len(self.shares)
        lost = list(numbers) if single else [sum(islice(following, len(share.losses))) for share in self.shares]
        worst = max(lost)
        if worst <= self.most:
            return []
        hit = [share for share, loss in zip(self.shares, lost, strict=True) if loss == worst]
        people = tuple(dict.fromkeys(person for share in hit for person in share.people))
        return [Breach(partial(self._sentence, hit, worst), worst - self.most, (), people)]

    def _sentence(self, hit: list[Share], worst: int) -> Sentence:
        loss = self._loss([name for share in hit for name in share.names], worst)
        if self.most:
            return Sentence("{loss}, more than the {most} allowed.", loss=loss, most=self.most)
        if len(hit) < len(self.shares):
            return Sentence("{loss}, more than any other.", loss=loss)
        return Sentence("{loss}.", loss=loss)

    def _loss(self, names: list[object], worst: int) -> Phrase:
        who = some([_named(name) for name in names], 1, 3)
        if self.of_whom == "group":
            if len(names) > 1:
                return plural(
                    worst,
                    "{groups} have {number} person drawn elsewhere each",
                    "{groups} have {number} people drawn elsewhere each",
                    groups=who,
                )
            return plural(
                worst,
                "{group} has {number} person drawn elsewhere",
                "{group} has {number} people drawn elsewhere",
                group=who,
            )
        meetings = count(worst, "wished meeting")
        if len(names) > 1:
            return Sentence("{people} miss {meetings} each", people=who, meetings=meetings)
        return Sentence("{person} misses {meetings}", person=who, meetings=meetings)

    def encode(self, model: Model, on: Switch) -> None:
        for share in self.shares:
            if share.possible > self.most:
                model.at_most(share.loss(model), self.most, on)

    def cost(self, model: Model) -> Amount:
        over = [share for share in self.shares if share.possible > self.most]
        possible = max((share.possible for share in over), default=0)
        return model.excess([share.loss(model) for share in over], self.most, possible - self.most)


def _named(whose: object) -> object:
    """A person with their city; a city or a group as it is."""
    if isinstance(whose, Person) and whose.organisation:
        return Sentence("{person} ({city})", person=whose, city=whose.organisation)
    return whose
