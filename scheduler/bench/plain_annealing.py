"""The plainest peer: simulated annealing in pure Python, for how much the search of netday is worth beside it.

Places of rounds and rooms, a talk in each or none; two places drawn by lot exchange what stands in them. What is missed
is counted in pairs of wishes that coincide, and kept up to date talk by talk. It minds who speaks twice, and nothing
else: no rooms, hours or walks. So it serves conferences without these.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import combinations
from math import exp
from random import Random

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme

_HOT, _COLD = 2.0, 0.25
_NEVER = 10_000  # somebody would have to speak twice at once
_LOOK = 512  # turns between looks at the clock


def plainly_annealed(conference: Conference, seconds: float, found: Callable[[Programme], None], seed: int = 0) -> None:
    """For so many seconds; `found` is given a programme after each tenth of them, and at the end."""
    random = Random(seed)  # noqa: S311  where to look, not secrecy
    sessions, starts = conference.held, conference.starts(conference.held[0])
    weights = _weights(conference)
    rounds: list[list[int | None]] = [[None] * len(conference.rooms) for _ in starts]
    for number in range(len(sessions)):
        rounds[number % len(starts)][number // len(starts)] = number
    began = time.monotonic()
    done, next_look, turn, heat = 0.0, 0.1, 0, _HOT
    while done < 1:
        if not turn % _LOOK:
            done = (time.monotonic() - began) / seconds
            heat = _HOT * (_COLD / _HOT) ** min(1.0, done)
            if done >= next_look:
                next_look += 0.1
                found(_programme(conference, rounds, sessions))
        turn += 1
        here, other = int(random.random() * len(rounds)), int(random.random() * len(rounds))
        mine, theirs = rounds[here], rounds[other]
        room, place = int(random.random() * len(mine)), int(random.random() * len(theirs))
        one, two = mine[room], theirs[place]
        if here == other or one is two is None:
            continue
        more = _more(weights, one, mine, theirs, two) + _more(weights, two, theirs, mine, one)
        if more <= 0 or random.random() < exp(-more / heat):
            mine[room], theirs[place] = two, one
    found(_programme(conference, rounds, sessions))


def _more(
    weights: list[dict[int, int]],
    one: int | None,
    here: list[int | None],
    those: list[int | None],
    without: int | None,
) -> int:
    """What it costs more that the one leaves these for those, among which the other is no longer."""
    if one is None:
        return 0
    row = weights[one]
    more = sum(row[other] for other in those if other in row and other != without)
    return more - sum(row[other] for other in here if other in row)


def _weights(conference: Conference) -> list[dict[int, int]]:
    number = {session: n for n, session in enumerate(conference.held)}
    weights: list[dict[int, int]] = [{} for _ in number]

    def add(one: Session, other: Session, weight: int) -> None:
        a, b = number[one], number[other]
        weights[a][b] = weights[b][a] = weights[a].get(b, 0) + weight

    for person in conference.people:
        for one, other in combinations(conference.wishes(person), 2):
            add(one, other, 1)
        for one, other in combinations(conference.duties(person), 2):
            add(one, other, _NEVER)
    return weights


def _programme(conference: Conference, rounds: list[list[int | None]], sessions: tuple[Session, ...]) -> Programme:
    starts = conference.starts(sessions[0])
    return Programme(
        tuple(
            Placement(sessions[number], start, room)
            for start, standing in zip(starts, rounds, strict=True)
            for number, room in zip(standing, conference.rooms, strict=True)
            if number is not None
        )
    )
