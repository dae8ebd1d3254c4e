"""Names for machines that stay the same over all editions: of sessions, rooms and people, never of their times.

They follow from the conference's identity and the thing's own name, so that nothing need be kept to know them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from uuid import NAMESPACE_URL, UUID, uuid5

from scheduler.conference.conference import Conference

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST = 2**31 - 1  # apps keep an id in 32 bits; and 36 ** 6, all codes of six signs, is a little more than this
_OURS = uuid5(NAMESPACE_URL, "urn:netday:schedule")


def identity(conference: Conference) -> str:
    """The conference's own name, from title and first day.

    Whoever publishes keeps the first one, so that a title may be mended later.
    """
    words = f"{conference.title}\n{conference.days[0].date.isoformat()}"
    return blake2b(words.encode(), digest_size=6).hexdigest()


def no_room(which: str) -> UUID:
    """The guid of a room that is none: where readers drop what has no room, `online` or the whole place stands for one.

    >>> no_room("online") == no_room("online") != no_room("place")
    True
    """
    return uuid5(_OURS, f"no room/{which}")


class Guids:
    """The guids of one conference; `conference` is its identity."""

    def __init__(self, conference: str) -> None:
        self._base = uuid5(_OURS, conference)

    def session(self, name: str) -> UUID:
        return self._of("session", name)

    def room(self, name: str) -> UUID:
        return self._of("room", name)

    def person(self, name: str) -> UUID:
        return self._of("person", name)

    def _of(self, kind: str, name: str) -> UUID:
        return uuid5(self._base, f"{kind}/{name}")


def numbers(guids: Iterable[UUID]) -> dict[UUID, int]:
    """A positive number of at most 31 bits for each, by its guid; where two would have the same, the greater moves up.

    >>> numbers([UUID(int=2**96 * 7), UUID(int=2**96 * 7 + 1)])
    {UUID('00000007-0000-0000-0000-000000000000'): 7, UUID('00000007-0000-0000-0000-000000000001'): 8}
    """
    found: dict[UUID, int] = {}
    taken: set[int] = set()
    for guid in sorted(set(guids)):
        number = (guid.int >> 96) % _MOST or 1
        while number in taken:
            number = number % _MOST + 1
        taken.add(number)
        found[guid] = number
    return found


def code(number: int) -> str:
    """Six capitals and digits, another for each number of 31 bits.

    >>> code(7), code(2**31 - 1)
    ('000007', 'ZIK0ZJ')
    """
    signs = ""
    for _ in range(6):
        number, rest = divmod(number, 36)
        signs = _SIGNS[rest] + signs
    return signs
