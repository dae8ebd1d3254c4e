"""What netday tells besides in a schedule of its own: who does what, as the last lines of a text, and a note.

So that a programme which goes out as a schedule and comes in again says the same, however often that is done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES

_LABELS = (  # in the catalogue by `telling`, whose words these are
    ("chairs", "Chair", "Chairs"),
    ("vice_chairs", "Vice-chair", "Vice-chairs"),
    ("speakers", "Speaker", "Speakers"),
    ("hosts", "Host", "Hosts"),
    ("secretaries", "Secretary", "Secretaries"),
)
_ROLE = {
    Language.of(code).plural(number, one, many): role
    for role, one, many in _LABELS
    for code in LANGUAGES
    for number in (1, 2)
}
_BETWEEN = re.compile(r"[,;] (?:en |and )?| en | and |$")
_ORGANISATION = re.compile(r" \((.*?)\)(?=[,;] | en | and |$)")


@dataclass(frozen=True)
class Roles:
    """Who does what at a session; `speakers` of another tool's schedule are all that it names."""

    chairs: tuple[str, ...] = ()
    vice_chairs: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    secretaries: tuple[str, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def led(self) -> bool:
        """Whether somebody leads the session, which takes a group of its own to say."""
        return bool(self.chairs or self.vice_chairs or self.secretaries)


def separate_roles(text: str, persons: Sequence[str]) -> tuple[str, Roles]:
    """The text without the lines on who does what, and what those say. Whoever has no line speaks."""
    paragraphs = text.split("\n\n")
    found: dict[str, tuple[str, ...]] = {}
    organisations: dict[str, str] = {}
    while paragraphs:
        label, colon, who = paragraphs[-1].partition(": ")
        role = _ROLE.get(label, "") if colon else ""
        if not role or role in found:
            break
        if role == "secretaries":
            found[role] = tuple(filter(None, _BETWEEN.split(who)))
        elif named := _named(who, persons):
            found[role] = tuple(named)
            organisations |= named
        else:
            break
        paragraphs.pop()
    elsewhere = {name for role, names in found.items() if role != "speakers" for name in names}
    speakers = (*found.pop("speakers", ()), *(name for name in persons if name not in elsewhere))
    roles = Roles(**found, speakers=tuple(dict.fromkeys(speakers)), organisations=organisations)
    return "\n\n".join(paragraphs), roles


def _named(who: str, persons: Sequence[str]) -> dict[str, str]:
    """Each with the organisation that stands behind the name; empty where anybody else is named."""
    found: dict[str, str] = {}
    longest_first = sorted(persons, key=len, reverse=True)
    while who:
        name = next((name for name in longest_first if name and who.startswith(name)), "")
        behind = who[len(name) :]
        organisation = _ORGANISATION.match(behind)
        behind = behind[organisation.end() :] if organisation else behind
        between = _BETWEEN.match(behind)
        if not name or not between:
            return {}
        found[name] = organisation[1] if organisation else ""
        who = behind[between.end() :]
    return found


@dataclass(frozen=True)
class Note:
    """`names`: by guid, the own name of a session. `seats` and `online`: by name of a room."""

    place: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, Any] = field(default_factory=dict)
    online: frozenset[str] = frozenset()


def note_of(texts: Iterable[str]) -> Note:
    """What the notes in a schedule.xml say; nothing where somebody has spoilt them."""
    try:
        data = json.loads(next(iter(texts), "{}"))
    except (ValueError, RecursionError):
        return Note()
    return as_note(data)


def as_note(data: Any) -> Note:
    """The note that stands in a schedule.json; what is none in it is passed over."""
    data = data if isinstance(data, dict) else {}
    names, rooms = (value if isinstance(value := data.get(key), dict) else {} for key in ("names", "rooms"))
    described = {name: room for name, room in rooms.items() if isinstance(room, dict)}
    place = data.get("place")
    return Note(
        place=place if isinstance(place, str) else "",
        names={guid: name for guid, name in names.items() if isinstance(name, str)},
        seats={name: room.get("capacity") for name, room in described.items()},
        online=frozenset(name for name, room in described.items() if room.get("online") is True),
    )
