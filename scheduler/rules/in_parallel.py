"""These sessions begin at the same minute.

Wanted by the pillars: every city sends a different administrator to each, so the three meet side by side and nobody
waits for the others. When weighted, it counts once where not all begin together, however many do not. The standard book
says it of the pillar meetings, where each pillar meets once: of those that can begin at one hour, for one that the file
puts elsewhere (`at`, `rounds`) is no reason to let go of the others.

>>> from tests.support.small import broken, day
>>> pillars = day(sessions={"Sociaal": {"kind": "pillar meeting"}, "Fysiek": {"kind": "pillar meeting"}})
>>> together = InParallel(kinds=("pillar meeting",))
>>> broken(together, pillars, "Sociaal 10:30 Zaal 1; Fysiek 10:30 Zaal 2")
[]
>>> broken(together, pillars, "Sociaal 10:30 Zaal 1; Fysiek 11:00 Zaal 2")
['Sociaal (10.30–11.30) and Fysiek (11.00–12.00) do not begin at the same time.']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Group, Kind, Session
from scheduler.conference.programme import Programme, titled
from scheduler.rules.fields import Kinds, Sessions
from scheduler.rules.rule import Breach, Case, Rule, Scope
from scheduler.rules.session_sets import EACH, Each, own_starts, session_sets
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class InParallel(Rule):
    sentence: ClassVar[str] = "These sessions begin at the same minute."
    needs_two: ClassVar[bool] = True
    follows_from_kinds: ClassVar[bool] = True
    subjects: ClassVar[tuple[str, ...]] = ("sessions", "each")
    sessions: Sessions = Field(default=(), description="the sessions that begin together")
    kinds: Kinds = Field(default=(), description="all sessions of these kinds begin together")
    each: Each | None = Field(default=None, description=EACH)

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        pillars = _pillar_meetings(conference)
        together = _together(conference)
        others = tuple(session for session in pillars if session not in together)
        if len(together) < 2:
            return ()
        rule = cls(kinds=(Kind.PILLAR,))
        return (rule.model_copy(update={"excluding": Scope(sessions=others)}) if others else rule,)

    @classmethod
    def gives_way(cls, conference: Conference) -> Iterator[tuple[Session, Phrase]]:
        pillars = _pillar_meetings(conference)
        if (again := _met_before(pillars)) and len({group for session in pillars for group in session.groups}) > 1:
            yield (
                again[0],
                Sentence(
                    "{group} meets more than once, and which of its meetings is beside those of the other pillars the "
                    "file does not say; so none are held in parallel. To say it, name them under in_parallel.",
                    group=again[1],
                ),
            )
        together = _together(conference)
        if not together:
            return
        for session in pillars:
            if session in together or not own_starts(conference, session):
                continue
            if len(together) > 1:
                yield (
                    session,
                    Sentence(
                        "{session} cannot begin when the other pillar meetings can, so only {together} are held in "
                        "parallel.",
                        session=session,
                        together=listing(together),
                    ),
                )
            else:
                yield (
                    session,
                    Sentence(
                        "{session} cannot begin when the other pillar meetings can, so none are held in parallel.",
                        session=session,
                    ),
                )

    def cases(self, conference: Conference) -> Iterator[Case]:
        named = [s for s in conference.held if s in self.sessions or s.kind in self.kinds]
        for together in session_sets(self, conference.held, conference, named, self.each):
            yield BeginTogether(conference, together.sessions)


def _together(conference: Conference) -> tuple[Session, ...]:
    """The pillar meetings that can begin together: at the hour at which most can, and the first of these.

    None where a pillar meets more than once, for then it is not known which of its meetings stands beside the others.
    """
    pillars = {session: set(own_starts(conference, session)) for session in _pillar_meetings(conference)}
    can_begin = Counter(start for starts in pillars.values() for start in starts)
    if len(pillars) < 2 or _met_before(pillars) or not can_begin:
        return ()
    best = min(can_begin, key=lambda start: (-can_begin[start], start))
    return tuple(session for session, starts in pillars.items() if best in starts)


def _pillar_meetings(conference: Conference) -> list[Session]:
    return [session for session in conference.held if session.kind is Kind.PILLAR]


def _met_before(pillars: Iterable[Session]) -> tuple[Session, Group] | None:
    """The first meeting of a group that is not its first, with that group."""
    met: set[Group] = set()
    for session in pillars:
        if group := next((group for group in session.groups if group in met), None):
            return session, group
        met.update(session.groups)
    return None


@dataclass(frozen=True)
class BeginTogether(Case):
    conference: Conference
    together: tuple[Session, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.together

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Sentence:
        return Sentence("{sessions} begin at the same minute.", sessions=listing(self.together))

    def breaches(self, programme: Programme) -> list[Breach]:
        placements = programme.of(self.together)
        if len({placement.start for placement in placements}) < 2:
            return []
        clock = self.conference.clock
        sessions = listing(titled(clock, placement) for placement in placements)
        sentence = Sentence("{sessions} do not begin at the same time.", sessions=sessions)
        return [Breach(sentence, 1, tuple(placement.session for placement in placements))]

    def encode(self, model: Model, on: Literal) -> None:
        for one, other in combinations(self.together, 2):
            model.begin_together(one, other, on)
