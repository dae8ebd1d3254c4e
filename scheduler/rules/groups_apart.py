"""The meetings of these groups do not coincide.

Wanted by members of both: Interbestuurlijke samenwerking asks for aldermen with housing, so it should not stand beside
Woningmarkt; and theme groups of one pillar share most of their people. Sharing a minute counts, once for each pair of
meetings, and the walk does not. A meeting that belongs to both groups is no matter for this rule. A group's own
meetings do not coincide as a matter of course (`each: group`), unless the file itself puts them at the same hours. With
`each: tag` it is whatever has one tag that does not coincide.

>>> from tests.support.small import broken, day
>>> two = day(
...     sessions={"Samenwerking": {"groups": ["Samenwerking"]}, "Woningmarkt": {"groups": ["Woningmarkt"]}},
...     groups={"Samenwerking": {}, "Woningmarkt": {}},
... )
>>> apart = GroupsApart(groups=two.groups)
>>> broken(apart, two, "Samenwerking 10:00 Zaal 1; Woningmarkt 11:00 Zaal 2")
[]
>>> broken(apart, two, "Samenwerking 10:00 Zaal 1; Woningmarkt 10:30 Zaal 2")
['Samenwerking (10.00–11.00) and Woningmarkt (10.30–11.30) coincide.']
>>> talks = day(sessions={"Robots": {"tags": ["AI"]}, "Taal": {"tags": ["AI"]}, "Water": {"tags": ["klimaat"]}})
>>> broken(GroupsApart(each="tag"), talks, "Robots 10:00 Zaal 1; Taal 10:30 Zaal 2; Water 10:00 Zaal 2")
['Robots (10.00–11.00) and Taal (10.30–11.30) coincide.']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, product
from typing import TYPE_CHECKING, ClassVar, Self
from typing import Literal as OneOf

from pydantic import Field, model_validator

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Group, Kind, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.fields import Groups
from scheduler.rules.protocols import sessions_of
from scheduler.rules.rule import Breach, Case, Rule, Scope
from scheduler.rules.session_sets import own_starts, session_sets
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import KeyName, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class GroupsApart(Rule):
    sentence: ClassVar[str] = "The meetings of these groups do not coincide."
    needs_two: ClassVar[bool] = True
    subjects: ClassVar[tuple[str, ...]] = ("groups", "from")
    groups: Groups = Field(default=(), description="groups whose meetings do not coincide with each other's")
    from_: Groups = Field(
        default=(),
        alias="from",
        description="when given, each of `groups` is kept apart from each of these, and not among themselves",
    )
    each: OneOf["pillar", "group", "tag"] | None = Field(
        default=None,
        description="pillar: the groups of one pillar; group: the meetings of one group; tag: the sessions with one "
        "tag; for each of them",
    )

    @model_validator(mode="after")
    def _one_way_of_naming_them(self) -> Self:
        if self.each and (self.groups or self.from_):
            raise ValueError(
                Sentence(
                    "`{each}` and `{groups}` are two statements; write them as two items of a list. "
                    "An item with `{groups}` alone is in addition to the standard statement.",
                    each=KeyName("each"),
                    groups=KeyName("groups"),
                )
            )
        if self.from_ and not self.groups:
            raise ValueError(
                Sentence(
                    "`{others}` says what `{groups}` are kept apart from; `{groups}` is missing.",
                    others=KeyName("from"),
                    groups=KeyName("groups"),
                )
            )
        return self

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        pillars = cls(each="pillar", weight=4, only=Scope(kinds=(Kind.THEME,)))
        together = tuple(session for session, _, _ in _put_together(conference))
        own = cls(each="group")
        return (pillars, own.model_copy(update={"excluding": Scope(sessions=together)}) if together else own)

    @classmethod
    def gives_way(cls, conference: Conference) -> Iterator[tuple[Session, Phrase]]:
        for session, other, group in _put_together(conference):
            yield (
                session,
                Sentence(
                    "{session} and {other} are meetings of {group}, and the file puts them at the same hour; so "
                    "groups_apart does not keep {session} apart from the group's other meetings.",
                    session=session,
                    other=other,
                    group=group,
                ),
            )

    def relaxed_for_published(self, breaches: Sequence[Breach]) -> Scope | None:
        """Of many groups either all hold, or none; so too the meetings of each group, for tracks have several."""
        return sessions_of(breaches) if self.weight is None and not self.each else None

    def cases(self, conference: Conference) -> Iterator[Case]:
        number = {session: position for position, session in enumerate(self.of(conference.held))}
        meetings: dict[Group, list[Session]] = {}
        for session in number:
            for group in session.groups:
                meetings.setdefault(group, []).append(session)
        pairs: set[tuple[Session, Session]] = set()
        for one, other in self._pairs_of_groups(conference):
            for first, second in product(meetings.get(one, ()), meetings.get(other, ())):
                if not any(one in session.groups and other in session.groups for session in (first, second)):
                    pairs.add((first, second) if number[first] < number[second] else (second, first))
        if self.each in ("group", "tag"):
            for together in session_sets(self, number, conference, (), self.each):
                pairs.update(combinations(together.sessions, 2))
        for first, second in sorted(pairs, key=lambda pair: (number[pair[0]], number[pair[1]])):
            yield Apart(conference, first, second, self.each == "group")

    def _pairs_of_groups(self, conference: Conference) -> Iterator[tuple[Group, Group]]:
        if self.from_:
            yield from product(self.groups, self.from_)
        else:
            yield from combinations(dict.fromkeys(self.groups), 2)
        if self.each == "pillar":
            for pillar in dict.fromkeys(pillar for group in conference.groups for pillar in group.pillars):
                yield from combinations([group for group in conference.groups if pillar in group.pillars], 2)


def _put_together(conference: Conference) -> Iterator[tuple[Session, Session, Group]]:
    """Each meeting that the file itself puts at the hours of one before it of the same group, and that group."""
    kept: dict[Group, list[Session]] = {}
    starts: dict[Session, tuple[Minute, Minute]] = {}
    for session in conference.held:
        if not session.groups or not (own := own_starts(conference, session)):
            continue
        starts[session] = (min(own), max(own))
        beside = ((group, other) for group in session.groups for other in kept.get(group, ()))
        found = next(((g, other) for g, other in beside if _always_coincide(session, other, starts)), None)
        if found:
            yield session, found[1], found[0]
            continue
        for group in session.groups:
            kept.setdefault(group, []).append(session)


def _always_coincide(one: Session, other: Session, starts: Mapping[Session, tuple[Minute, Minute]]) -> bool:
    """Whether they coincide wherever they begin: the latest of each begins before the earliest of the other ends."""
    (first, last), (others_first, others_last) = starts[one], starts[other]
    return others_last < first + one.minutes and last < others_first + other.minutes


@dataclass(frozen=True)
class Apart(Case):
    conference: Conference
    one: Session
    other: Session
    own: bool = False  # both are meetings of one group, and that is why

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.one, self.other)

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        return (self.sessions,)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        (sessions,) = about
        if own := next((group for group in self.one.groups if self.own and group in self.other.groups), None):
            names = listing(sessions)
            if len(sessions) == 2:
                return Sentence(
                    "{sessions} are both meetings of {group}, so they do not coincide", sessions=names, group=own
                )
            return Sentence(
                "{sessions} are all meetings of {group}, so they do not coincide", sessions=names, group=own
            )
        return Sentence("{sessions} do not coincide", sessions=listing(sessions))

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        one, other = programme.get(self.one), programme.get(self.other)
        if one is None or other is None or not one.overlaps(other):
            return []
        return [Breach(partial(self._coincide, one, other), 1, self.sessions)]

    def _coincide(self, one: Placement, other: Placement) -> Sentence:
        clock = self.conference.clock
        return Sentence("{one} and {other} coincide.", one=titled(clock, one), other=titled(clock, other))

    def encode(self, model: Model, on: Literal) -> None:
        model.imply(on, ~model.overlap(self.one, self.other))

    def cost(self, model: Model) -> Amount:
        return model.overlap(self.one, self.other)
