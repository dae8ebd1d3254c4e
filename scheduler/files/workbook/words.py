"""What cells say in the words of the workbook's language, and as a day file has it: ja and yes, plenair and plenary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from scheduler.conference.conference import Kind
from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.people_csv import NO_ROLE, ROLE_WORDS
from scheduler.files.values import YES
from scheduler.files.workbook.sheets import ROLES, SPEAKER, Holds, plain

NOTHING = "-"  # a cell that says nothing though one might think that it says something
_KINDS = {
    Kind.PLENARY: "plenair",
    Kind.PILLAR: "pijleroverleg",
    Kind.THEME: "themagroepoverleg",
    Kind.BOARD_LUNCH: "lunch met bestuursvergadering",
    Kind.GUEST_TALK: "gesprek met gast",
    Kind.TALK: "lezing",
    Kind.WORKSHOP: "workshop",
    Kind.MEETING: "overleg",
    Kind.BREAK: "pauze",
    Kind.WALK_IN: "inloop",
    Kind.DRINKS: "borrel",
    Kind.OPEN_SPACE: "open ruimte",
    Kind.MOVING: "verplaatsingstijd",
}
# By what a column holds, its words in English and Dutch. Other words stand as they are typed.
WORDS: Mapping[Holds, Mapping[str, str]] = {
    Holds.YES: {"yes": "ja", "no": "nee"},
    Holds.KIND: {kind.value: dutch for kind, dutch in _KINDS.items()},
    Holds.GROUP_KIND: {"pillar": "pijler", "theme group": "themagroep", "board": "bestuur"},
    Holds.NAMES: {"none": "geen"},
    Holds.SPAN: {"none": "geen"},
    Holds.STATE: {"off": "uit", "on": "aan", "hard": "hard", "changed": "anders", "added": "erbij"},
    Holds.TEXT: {},
}
ROLE_NAMES: Mapping[str, tuple[str, str]] = {  # in English and Dutch, as they are written
    "chair": ("chair", "voorzitter"),
    "vice_chair": ("vice-chair", "vicevoorzitter"),
    "secretary": ("secretary", "secretaris"),
    "member": ("member", "lid"),
    "interested": ("interested", "belangstellend"),
    SPEAKER: ("speaker", "spreker"),
}
_SPLIT = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;|\n]*))\s*(?:[;|\n]|$)')


def shown(holds: Holds, text: str, language: str) -> str:
    """A word of a day file in the language of the workbook."""
    dutch = WORDS.get(holds, {}).get(text.casefold()) if language == "nl" else None
    return dutch or text


def understood(holds: Holds, text: str) -> str:
    """A word of either language as a day file has it."""
    if holds is Holds.YES:
        known = YES.get(text.casefold())
        return text if known is None else "yes" if known else "no"
    return _known(holds).get(plain(text), text) if holds in WORDS else text


@cache
def _known(holds: Holds) -> Mapping[str, str]:
    return {plain(word): english for english, dutch in WORDS[holds].items() for word in (dutch, english)}


def role_word(role: str, language: str) -> str:
    return ROLE_NAMES[role][language == "nl"]


def role_names() -> list[str]:
    """The words for roles in both languages."""
    return [word for words in zip(*ROLE_NAMES.values(), strict=True) for word in words]


def role_meant(word: str) -> str | None:
    """The role that a word in a cell under a group means; an empty text for none; None for a word that is no role."""
    return _roles().get(plain(word))


@cache
def _roles() -> Mapping[str, str]:
    known = {plain(word): ROLE_KEYS[role] for word, role in ROLE_WORDS.items()}
    nobody = dict.fromkeys(map(plain, NO_ROLE), "")
    return {**known, **nobody, **{plain(word): role for role, words in ROLE_NAMES.items() for word in words}}


def in_order(roles: Iterable[str]) -> list[str]:
    """Roles from the strongest on."""
    return sorted(set(roles), key=[*ROLES, SPEAKER].index)


def joined(items: Iterable[str]) -> str:
    """Several in one cell; what holds a sign that divides them stands between quotes.

    >>> joined(["Zorg, Jeugd", "Wonen; Zorg"])
    'Zorg, Jeugd; "Wonen; Zorg"'
    """
    return "; ".join(map(_quoted, items))


def _quoted(item: str) -> str:
    return '"' + item.replace('"', '""') + '"' if any(s in item for s in ";|\n") or item.startswith('"') else item


def parts(text: str, also: str = "") -> list[str]:
    """The items of a cell, divided by semicolons, upright lines or new lines. `also`: by these signs as well.

    >>> parts('Zorg, Jeugd; "Wonen; Zorg"')
    ['Zorg, Jeugd', 'Wonen; Zorg']
    """
    found, place = [], 0
    while place < len(text):
        match = _SPLIT.match(text, place)
        if match is None:  # a quote that is opened and not closed, or goes on behind it
            end = min((at for sign in ";|\n" if (at := text.find(sign, place)) >= 0), default=len(text))
            found.append(text[place:end].strip())
            place = end + 1
            continue
        quoted, bare = match[1], match[2]
        found += [quoted.replace('""', '"')] if quoted is not None else re.split(f"[{also}]", bare) if also else [bare]
        place = match.end()
    return [item.strip() for item in found if item.strip()]
