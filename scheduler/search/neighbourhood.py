"""The sessions that are close to others in a programme: what a search lets move together."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme


def beside(conference: Conference, programme: Programme, free: Collection[Session]) -> set[Session]:
    """Those that are on at the same time as one of these, or take the same people."""
    people = {person for session in free for person in conference.needed(session)}
    spans = [placement.span for placement in programme.of(free)]
    return {
        placement.session
        for placement in programme.placements
        if any(placement.span.overlaps(span) for span in spans)
        or not people.isdisjoint(conference.needed(placement.session))
    }
