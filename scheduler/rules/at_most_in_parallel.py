"""No more than so many sessions are held at once: of the meetings, or of the kinds or sessions named.

Wanted by caterers, technicians and secretaries, who are few. A break, walk-in, drinks, open space or moving time is no
meeting and is not counted unless it is named. When weighted, it counts by how many the busiest minute goes over. With
`each` it is said of the sessions of each group, pillar, kind, tag or person by themselves.

>>> from tests.support.small import broken, day
>>> three = day(sessions={"Europa": {}, "Wonen": {}, "Financiën": {}}, rooms={"Zaal 1": {}, "Zaal 2": {}, "Zaal 3": {}})
>>> broken(AtMostInParallel(most=2), three, "Europa 10:00 Zaal 1; Wonen 10:30 Zaal 2; Financiën 11:00 Zaal 3")
[]
>>> broken(AtMostInParallel(most=2), three, "Europa 10:00 Zaal 1; Wonen 10:30 Zaal 2; Financiën 10:30 Zaal 3")
['At 10.30 there are 3 sessions at once, 1 too many: Europa, Wonen and Financiën.']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.kinds import kind_told
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.fields import Kinds
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import EACH, Each, one_told, session_sets
from scheduler.text.sentence import NOTHING, Phrase, Sentence, capital, plural
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class AtMostInParallel(Rule):
    sentence: ClassVar[str] = "No more than so many sessions are held at once."
    needs_two: ClassVar[bool] = True
    most: int = Field(ge=1, description="how many sessions at once, at most")
    kinds: Kinds = Field(
        default=(), description="the kinds that count; when left out, those under `only`, else every kind of meeting"
    )

    each: Each | None = Field(default=None, description=EACH)

    def relaxed_text(self, field: str, number: int) -> Phrase:
        if field != "most" or number <= self.most:
            return NOTHING
        sessions = _of_kinds(count(number, "session"), self.kinds)
        if self.each:
            sessions = Sentence("{sessions} of {one}", sessions=sessions, one=one_told(self.each))
        return Sentence("Let {sessions} be held at once ({most} at most now).", sessions=sessions, most=self.most)

    def cases(self, conference: Conference) -> Iterator[Case]:
        among = tuple(session for session in self.of(conference.held) if self._counts(session))
        named = () if self.each else among
        for together in session_sets(self, among, conference, named, self.each, least=self.most + 1):
            yield NotTooMany(conference, together.sessions, self.most, self.kinds, together.whose)

    def _counts(self, session: Session) -> bool:
        if self.kinds:
            return session.kind in self.kinds
        return session.kind.is_meeting or self.only.names(session)


def _of_kinds(sessions: Phrase, kinds: tuple[Kind, ...]) -> Phrase:
    if not kinds:
        return sessions
    return Sentence("{sessions} of kind {kinds}", sessions=sessions, kinds=listing(map(kind_told, kinds), "or"))


@dataclass(frozen=True)
class NotTooMany(AmountCase):
    conference: Conference
    among: tuple[Session, ...]
    most: int
    kinds: tuple[Kind, ...]
    whose: str

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.among

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Phrase:
        many = len(self.among) > 5
        which = _of_kinds(count(len(self.among), "session"), self.kinds) if many else listing(self.among)
        if self.whose:
            which = Sentence("{sessions} ({whose})", sessions=which, whose=self.whose)
        return plural(
            self.most,
            "No more than {number} of {sessions} is held at once.",
            "No more than {number} of {sessions} are held at once.",
            sessions=which,
        )

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of(self.among)
        moment, most = self._busiest(placements)
        if most <= self.most:
            return []
        then = [p.session for p in placements if p.start <= moment < p.end]
        return [Breach(self._too_many(moment, then, most), most - self.most, tuple(then))]

    def _too_many(self, moment: Minute, then: list[Session], most: int) -> Phrase:
        at, over, sessions = self.conference.clock.at(moment), most - self.most, listing(then)
        if self.whose:
            found = Sentence(
                "{at} there are {number} sessions at once of {whose}, {over} too many: {sessions}.",
                at=at,
                number=most,
                whose=self.whose,
                over=over,
                sessions=sessions,
            )
        else:
            found = Sentence(
                "{at} there are {number} sessions at once, {over} too many: {sessions}.",
                at=at,
                number=most,
                over=over,
                sessions=sessions,
            )
        return capital(found)

    def _busiest(self, placements: Iterable[Placement]) -> tuple[Minute, int]:
        """The first minute at which most of them are going on, and how many that are; one of them begins then."""
        changes = sorted(change for p in placements for change in ((p.end, -1), (p.start, 1)))
        busiest, most, going_on = 0, 0, 0
        for minute, change in changes:  # at the same minute those that end come before those that begin
            going_on += change
            if going_on > most:
                busiest, most = minute, going_on
        return busiest, most

    def encode(self, model: Model, on: Literal) -> None:
        model.at_once(self.among, self.most, on)

    def cost(self, model: Model) -> Amount:
        return model.more_at_once(self.among, self.most)
