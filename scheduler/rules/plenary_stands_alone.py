"""Nothing runs in parallel with a session for everyone: plenaries, the board lunch, breaks and drinks.

Wanted by the chair of the network, who wants to be heard, and by everybody who wants lunch. An open space may go on, as
may walk-in and moving time. When weighted, each pair counts once of which one is for everyone. `only` limits which
sessions stand alone; what `except` names may go on meanwhile.

>>> from tests.support.small import broken, day
>>> digital = day(sessions={"Plenaire start": {"kind": "plenary"}, "Zorg": {}, "Ontmoeting": {"kind": "open space"}})
>>> broken(PlenaryStandsAlone(), digital, "Plenaire start 10:00 Zaal 1; Zorg 11:00 Zaal 2; Ontmoeting 10:00")
[]
>>> broken(PlenaryStandsAlone(), digital, "Plenaire start 10:00 Zaal 1; Zorg 10:30 Zaal 2")
['Zorg (10.30–11.30) runs in parallel with Plenaire start (10.00–11.00), which is for everyone.']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.fields import Kinds
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class PlenaryStandsAlone(Rule):
    sentence: ClassVar[str] = "Nothing runs in parallel with a session for everyone."
    needs_two: ClassVar[bool] = True
    follows_from_kinds: ClassVar[bool] = True
    kinds: Kinds = Field(
        default=(Kind.PLENARY, Kind.BOARD_LUNCH, Kind.BREAK, Kind.DRINKS),
        description="the kinds of session that stand alone",
    )
    beside: Kinds = Field(
        default=(Kind.OPEN_SPACE, Kind.MOVING, Kind.WALK_IN), description="the kinds that may go on meanwhile"
    )

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        """`only` limits which sessions stand alone; what is named under `except` may also go on meanwhile."""
        others = [s for s in conference.held if s.kind not in self.beside and not self.excluding.names(s)]
        stated: set[Session] = set()  # a pair is stated at the first of the two
        for session in self.of(conference.held):
            if session.kind in self.kinds:
                already = stated if session in others else set()  # those before it said nothing of what may go on
                meanwhile = tuple(other for other in others if other != session and other not in already)
                stated.add(session)
                if meanwhile:
                    yield StandsAlone(conference, session, meanwhile)


@dataclass(frozen=True)
class StandsAlone(AmountCase):
    """A session and what may not run meanwhile (`others`), without those before it in the file that stand alone too."""

    conference: Conference
    session: Session
    others: tuple[Session, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def depends_on(self) -> tuple[Session, ...]:
        return (self.session, *self.others)

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        return (self.sessions,)

    def says_of(self, *about: Sequence[object]) -> Phrase:
        sessions = listing(about[0])
        if self.session.kind.is_meeting:
            return Sentence("Nothing runs in parallel with {sessions}", sessions=sessions)
        return Sentence("Nothing runs during {sessions}", sessions=sessions)

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        return [
            Breach(partial(self._beside, placement, other), 1, (self.session, other.session))
            for other in programme.of(self.others)
            if placement.overlaps(other)
        ]

    def _beside(self, placement: Placement, other: Placement) -> Sentence:
        kind, clock = self.session.kind, self.conference.clock
        both = {"other": titled(clock, other), "session": titled(clock, placement)}
        if kind.for_everyone:
            return Sentence("{other} runs in parallel with {session}, which is for everyone.", **both)
        if kind.is_meeting:
            return Sentence("{other} runs in parallel with {session}.", **both)
        return Sentence("{other} runs during {session}.", **both)

    def encode(self, model: Model, on: Literal) -> None:
        for other in self.others:
            model.imply(on, ~model.overlap(self.session, other))

    def cost(self, model: Model) -> Amount:
        return model.sum(model.overlap(self.session, other) for other in self.others)
