"""More minutes of sessions than the rooms have in which alone they can stand: sums, where no list of places is short.

Counting sessions (`preflight_fits.too_many`) sees that 13 meetings of an hour find 12 places. Where lengths differ and
sessions may begin every quarter of an hour, minutes have to be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.checking.domain import Choice, Starts
from scheduler.checking.probing import Asked
from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Room, Session
from scheduler.text.wording import count, lasting, listing

_MOST = 200  # sets of rooms that are looked at


@dataclass(frozen=True)
class TooLong:
    """Sessions that can stand in these rooms only, what they take together, and what the rooms have; in minutes."""

    sessions: tuple[Session, ...]
    rooms: tuple[Room, ...]
    asked: int
    there: int

    def told(self, rooms: Iterable[str], when: str) -> str:
        """In a sentence, with the rooms by their names."""
        take = f"{count(len(self.sessions), 'session takes', 'sessions take')} {lasting(self.asked)} together"
        few = f"there are {lasting(self.there)} for them, {lasting(self.asked - self.there)} too few"
        return f"{take}, and {few}: {listing(rooms)} {when}, one session at a time."


def too_long(asked: Asked, sessions: Sequence[Session], musts: Sequence[Session]) -> TooLong | None:
    """The first such sessions, those with the fewest rooms first; None: there are none.

    `musts`: all that must be held and can be by itself, these sessions and others. It proves something where none of
    the rooms takes two of the sessions at once.
    """
    choices = {session: asked.possible[session] for session in sessions if None not in asked.possible[session].rooms}
    within = {session: frozenset(room for room in choice.rooms if room) for session, choice in choices.items()}
    sets = dict.fromkeys([*within.values(), frozenset().union(*within.values())])
    for rooms in sorted(sets, key=len)[:_MOST]:
        crowd = [session for session in choices if within[session] <= rooms]
        minutes = sum(session.minutes for session in crowd)
        if minutes <= _there(rooms, [choices[session] for session in crowd]) - len(rooms) * _alone(asked, musts):
            continue
        there = _there(rooms, [_beside(asked, musts, choices[session]) for session in crowd])
        if minutes > there:
            return TooLong(tuple(crowd), tuple(sorted(rooms, key=asked.conference.rooms.index)), minutes, there)
    return None


def _there(rooms: Iterable[Room], choices: Sequence[Choice]) -> int:
    """The minutes of these rooms in which one of the sessions can be."""
    known: dict[frozenset[tuple[Starts, int]], int] = {}
    there = 0
    for room in rooms:
        spans = frozenset((c.starts_in[room], c.session.minutes) for c in choices if room in c.starts_in)
        if spans not in known:
            known[spans] = len({m for starts, length in spans for s in starts for m in range(s, s + length)})
        there += known[spans]
    return there


def _certain(choice: Choice) -> Span | None:
    """When the session is on in any case, wherever it begins."""
    first, last = choice.starts[0] + choice.session.minutes, choice.starts[-1]
    return Span(last, first) if last < first else None


def _alone(asked: Asked, musts: Sequence[Session]) -> int:
    """The most minutes that can be taken from a room by sessions elsewhere that no other may run beside."""
    spans = [span for session in musts if (span := _certain(asked.possible[session]))]
    return len({minute for span in spans for minute in range(span.start, span.end)})


def _beside(asked: Asked, musts: Sequence[Session], choice: Choice) -> Choice:
    """What is left to a session beside those that are on in any case, and beside which it may not run."""
    shut = [
        span
        for other in musts
        if other != choice.session
        and (span := _certain(asked.possible[other]))
        and any(choice.session.span(start).overlaps(span) for start in choice.starts)
        and asked.apart(other, choice.session)
    ]
    return Choice(choice.session, _without(choice.starts_in, choice.session.minutes, shut)) if shut else choice


def _without(
    starts_in: Mapping[Room | None, Starts], minutes: Minute, shut: Sequence[Span]
) -> dict[Room | None, Starts]:
    known: dict[Starts, Starts] = {}
    for starts in starts_in.values():
        if starts not in known:
            known[starts] = tuple(s for s in starts if not any(Span(s, s + minutes).overlaps(span) for span in shut))
    return {room: known[starts] for room, starts in starts_in.items()}
