"""Sets of sessions that a solver may move together while others stay: large neighbourhoods, not moves.

Related ones, as in Shaw (Using constraint programming and local search methods to solve vehicle routing problems, CP
1998).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from random import Random

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme

FREE = 24  # sessions that may move at a time


def related(conference: Conference, programme: Programme, free: Collection[Session]) -> set[Session]:
    """Those that are on at the same time as one of these, or take the same people."""
    people = {person for session in free for person in conference.needed(session)}
    spans = [placement.span for placement in programme.of(free)]
    return {
        placement.session
        for placement in programme.placements
        if any(placement.span.overlaps(span) for span in spans)
        or not people.isdisjoint(conference.needed(placement.session))
    }


def growing(conference: Conference, programme: Programme, free: Collection[Session]) -> Iterator[set[Session]]:
    """These sessions, then with those related to them, and so on: for whoever tries with ever more of them free."""
    taken = set(free)
    while True:
        yield taken
        taken = taken | related(conference, programme, taken)


def lns_neighbourhood(programme: Programme, about: Collection[Session], random: Random) -> frozenset[str]:
    """The names of sessions to be placed anew together: one of `about`, what stands near it in time, and some more."""
    if not programme.placements:
        return frozenset()
    anchors: Sequence[Session] = [session for session in about if session in programme] or list(programme)
    anchor = programme[random.choice(anchors)]
    near = sorted(programme.placements, key=lambda placement: abs(placement.start - anchor.start))
    names = [placement.session.name for placement in near[: 2 * FREE // 3]]
    others = random.sample([session.name for session in programme], min(FREE // 3, len(programme)))
    return frozenset([anchor.session.name, *names, *others])
