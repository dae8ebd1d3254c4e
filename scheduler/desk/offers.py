"""What every place would be for a session that an organiser has picked up: what it costs more, or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.checking.judge import Judge, Trial
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.text.sentence import Phrase

_REASONS = 3  # sentences for one place; more says no more


class OffersPart(StrEnum):
    """What is asked at once; on a large day one part comes before the other."""

    ALL = "all"
    HARD = "hard"  # places with what they break, without a price
    PRICED = "priced"  # places with both
    SWAPS = "swaps"


@dataclass(frozen=True)
class OfferedPlace:
    """One place. `more`: points above what the programme costs now, None: not asked; `reasons`: why it cannot be.

    `other`: who stands there now and would take this session's place; None: it is no swap. `here`: it stands there now.
    """

    placement: Placement
    more: int | None
    reasons: tuple[Phrase, ...]
    other: Session | None = None
    here: bool = False

    @property
    def fits(self) -> bool:
        """Whether no hard rule is broken by it."""
        return not self.reasons

    @property
    def worth(self) -> tuple[bool, int, bool]:
        """What is better comes first: what can be, the cheapest, rather free than another's."""
        return bool(self.reasons), self.more or 0, self.other is not None


def offers(judge: Judge, session: Session, part: OffersPart = OffersPart.ALL) -> list[OfferedPlace]:
    """Every place by hour and room, then every swap with who stands in the programme."""
    now, programme = judge.cost, judge.programme
    priced = part is not OffersPart.HARD
    found: list[OfferedPlace] = []
    if part is not OffersPart.SWAPS:
        here = programme.get(session)
        for trial in judge.places(session, weighted=priced):
            place = trial.placements[0]
            found.append(_offered(trial, now if priced else None, here=place == here))
    if part in {OffersPart.ALL, OffersPart.SWAPS} and session in programme:
        others = [other for other in programme if other != session and _can_swap(judge, session, other)]
        found += (_offered(judge.tried(*swapped(programme, session, other)), now, other) for other in others)
    return found


def _offered(trial: Trial, now: int | None, other: Session | None = None, *, here: bool = False) -> OfferedPlace:
    more = None if now is None else trial.cost - now
    sentences = dict.fromkeys(breach.sentence for breach in trial.broken[: 4 * _REASONS])
    return OfferedPlace(trial.placements[0], more, tuple(sentences)[:_REASONS], other, here)


def swapped(programme: Programme, one: Session, other: Session) -> tuple[Placement, Placement]:
    """Where the two stand when they change places; a session that needs no room gets none."""
    mine, theirs = programme[one], programme[other]
    return (
        Placement(one, theirs.start, theirs.room if one.needs_room else None),
        Placement(other, mine.start, mine.room if other.needs_room else None),
    )


def _can_swap(judge: Judge, one: Session, other: Session) -> bool:
    """Whether something is another way when they change places, and each could begin when the other does."""
    conference = judge.conference
    mine, theirs = judge.programme[one], judge.programme[other]
    if mine.start == theirs.start:
        return mine.room != theirs.room
    return theirs.start in conference.starts(one) and mine.start in conference.starts(other)


class StepWay(StrEnum):
    """In which direction a session is moved by one."""

    EARLIER = "earlier"
    LATER = "later"
    LEFT = "left"
    RIGHT = "right"


def next_free(conference: Conference, programme: Programme, session: Session, way: StepWay) -> Placement | None:
    """The nearest place in that direction where nobody stands: another hour in its room, or another room at its hour.

    None: there is none. Raises KeyError when the session is not in the programme.
    """
    now = programme[session]
    if way in {StepWay.EARLIER, StepWay.LATER}:
        starts: Sequence[Minute] = sorted(set(conference.starts(session)))
        hours = (
            [s for s in starts if s < now.start][::-1]
            if way is StepWay.EARLIER
            else [s for s in starts if s > now.start]
        )
        places: Iterable[Placement] = (Placement(session, start, now.room) for start in hours)
    else:
        rooms = conference.places(session)
        at = rooms.index(now.room) if now.room in rooms else -1
        beside: Sequence[Room | None] = rooms[:at][::-1] if way is StepWay.LEFT else rooms[at + 1 :]
        places = (Placement(session, now.start, room) for room in beside if at >= 0 or way is StepWay.RIGHT)
    return next(filter(_is_free(programme, session), places), None)


def _is_free(programme: Programme, session: Session) -> Callable[[Placement], bool]:
    others = [placement for placement in programme.placements if placement.session != session]

    def is_free(place: Placement) -> bool:
        return place.room is None or not any(p.room == place.room and p.overlaps(place) for p in others)

    return is_free
