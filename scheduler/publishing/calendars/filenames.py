"""File names for calendars that every system takes, and that stay as they are over all editions.

Lower case, digits and hyphens alone: nothing to fold, nothing that Windows forbids or macOS writes in another way.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from hashlib import blake2b

from scheduler.publishing.calendars.entry import Of
from scheduler.text.sanitize import plain

FOLDERS: dict[Of, str] = {"programme": "", "group": "groups/", "room": "rooms/", "person": "people/"}
LONGEST = 80  # letters before .ics, and before the -2 of a second one
# Windows has kept these for its devices, whatever stands behind a dot after them.
_DEVICES = {"con", "prn", "aux", "nul", "conin", "conout", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}
_PRIVATE = re.compile(r"people/[a-z2-7]{26}\.ics")  # 16 octets in base32: 26 letters, and no two differ in case alone


def readable(kind: Of, of: str) -> str:
    """The path that somebody's calendar has when nobody else took it.

    >>> readable("person", "Anna de Vries"), readable("room", "CON"), readable("person", "王")
    ('people/anna-de-vries.ics', 'rooms/room-con.ics', 'people/person.ics')
    """
    if kind == "programme":
        return "programme.ics"
    word = plain(of)[:LONGEST].strip("-")
    if not word or word in _DEVICES:
        word = f"{kind}-{word}".strip("-")
    return f"{FOLDERS[kind]}{word}.ics"


def private(of: str, key: bytes) -> str:
    """A path that nobody can guess who has not the key, 128 bits long; always the same for one name and key.

    Not the hash that stands in the UIDs: who is sent one event must not know the address of the whole calendar.
    """
    hidden = blake2b(of.encode(), key=key, digest_size=16, person=b"file name").digest()
    return f"{FOLDERS['person']}{base64.b32encode(hidden).decode().rstrip('=').lower()}.ics"


def is_private(path: str) -> bool:
    return _PRIVATE.fullmatch(path) is not None


class PathNames:
    """Hands out the paths within an edition. `taken`: those of earlier editions, which nobody else gets."""

    def __init__(self, taken: Iterable[str] = (), *, key: bytes = b"", private: bool = False) -> None:
        self._taken = {path.casefold() for path in taken}
        self._key = key
        self._private = private

    def path(self, kind: Of, of: str) -> str:
        """`programme.ics`, `people/anna-de-vries.ics`; `people/anna-de-vries-2.ics` for the second of that name."""
        wanted = private(of, self._key) if self._private and kind == "person" else readable(kind, of)
        path, number = wanted, 1
        while path in self._taken:
            number += 1
            path = f"{wanted.removesuffix('.ics')}-{number}.ics"
        self._taken.add(path)
        return path
