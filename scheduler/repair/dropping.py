"""The least bad where no programme holds every session: the fewest of them dropped, and which.

What is for everyone, a plenary or the lunch, is dropped only where no programme holds all of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import SkipValidation

from scheduler.conference import Conference, Session
from scheduler.programme import Programme
from scheduler.rule import Breach, Case, Rule
from scheduler.rules import droppable_book

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


class FewDropped(Rule):
    """Hard: these are held. Weighted: each of them that is dropped counts, and each for as much."""

    sentence: ClassVar[str] = "As few sessions as can be are dropped."
    narrows: ClassVar[bool] = True
    held: Annotated[tuple[Session, ...], SkipValidation]

    def cases(self, conference: Conference) -> Iterator[Case]:  # noqa: ARG002  the contract's own shape
        yield from map(NotDropped, self.held)


@dataclass(frozen=True)
class NotDropped(Case):
    """Counts for one, whatever the session's own price."""

    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> str:
        return f"{self.session} is held."

    def breaches(self, programme: Programme) -> list[Breach]:
        return [] if self.session in programme else [Breach(f"{self.session} is dropped.", 1, (self.session,))]

    def encode(self, model: Model, on: Literal) -> None:
        model[self.session].must_be_held(on)

    def cost(self, model: Model) -> Amount:
        return 1 - model[self.session].held


def leaves_to_drop(conference: Conference, rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, ...]]:
    """What may be dropped as rules of the first tier, beside the book without what holds sessions.

    First meetings alone and then anything, each to be tried where the one before is impossible. Nothing where no rule
    says that a session must be held.
    """
    _, held = droppable_book(conference, rules)
    meetings = tuple(session for session in held if not session.kind.is_common)
    common = tuple(session for session in held if session.kind.is_common)
    if meetings:
        yield (*((FewDropped(held=common),) if common else ()), FewDropped(held=meetings, weight=1))
    if common:
        yield (FewDropped(held=held, weight=1),)


def left_out(conference: Conference, rules: tuple[Rule, ...], programme: Programme) -> tuple[Session, ...]:
    """The sessions that must be held by these rules and that the programme drops."""
    return tuple(session for session in droppable_book(conference, rules)[1] if session not in programme)
