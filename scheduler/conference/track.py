"""A track: the line of talks on one subject, with those who chair it and where it would rather not be."""

from __future__ import annotations

from scheduler.conference.named import Named
from scheduler.conference.people import Person


class Track(Named):
    """Talks on one subject, which stand together in blocks: a room for one round.

    `rounds_rather_not`, `rooms_rather_not`: by the name of a round or room, how much it is rather not there. `similar`:
    by the name of another track, how much the two are rather not in the same round; the other says the same of it.
    """

    chairs: tuple[Person, ...] = ()
    rounds_rather_not: tuple[tuple[str, int], ...] = ()
    rooms_rather_not: tuple[tuple[str, int], ...] = ()
    similar: tuple[tuple[str, int], ...] = ()
