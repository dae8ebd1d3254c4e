"""What sort of session it is that stands in a programme, by its title, who is named with it and over what it lasts."""

from __future__ import annotations

import re

from scheduler.conference.conference import Kind

_BY_TITLE = (
    (
        Kind.MOVING,
        r"verplaats\w*|wissel(?:tijd|moment|en)?|looptijd|zaalwissel\w*|moving(?: time)?|changeover|room change",
    ),
    (
        Kind.WALK_IN,
        r"inloop|ontvangst|registratie|aankomst|aanmelden|walk-?in|registration|check-?in|doors open|arrival",
    ),
    (Kind.DRINKS, r"\w*borrel|receptie|drinks?|reception|netwerkborrel|social event"),
    (
        Kind.BREAK,
        r"\w*pauze|koffie\w*|thee\w*|\w*lunch\w*|diner|ontbijt|break|coffee(?: break)?|tea|dinner|breakfast|pause",
    ),
    (
        Kind.OPEN_SPACE,
        r"ruimte (?:om|voor|tot)\b.*|(?:vrij |digitaal )?netwerken|netwerkruimte|(?:informatie)?markt|networking",
    ),
    (
        Kind.PLENARY,
        r"opening\w*|plenair\w*|welkom\w*|afsluit\w*|slot(?:woord|sessie)?|keynote\w*|sluiting|plenary|welcome|closing",
    ),
)
_AT_END = re.compile(r"(?:\w+\s+){1,2}\w*(?P<what>lunch|borrel|pauze|diner)")
_PILLAR = re.compile(r"(?:pijler|pillar)\b", re.IGNORECASE)
_OF_A_BOARD = re.compile(r"\bAB\b|\b(?:algemeen |dagelijks )?bestuur\b|\bboard\b", re.IGNORECASE)
_FOR_ALL = {Kind.MOVING, Kind.WALK_IN, Kind.DRINKS, Kind.BREAK}


def common_kind(title: str) -> Kind | None:
    """The kind of what is no meeting, and of a plenary, by the words with which a title begins; None for others.

    >>> [str(common_kind(title)) for title in ("Koffie en thee", "Verplaatsingstijd", "Lunch, met het AB", "Wonen")]
    ['break', 'moving time', 'break', 'None']
    """
    folded = title.casefold().strip()
    for kind, words in _BY_TITLE:
        if re.match(rf"(?:(?:korte|gezamenlijke|de|start|einde|informele|short)\s+)*(?:{words})(?:\W|$)", folded):
            return kind
    if found := _AT_END.fullmatch(folded):
        return Kind.DRINKS if found["what"] == "borrel" else Kind.BREAK
    return None


def is_for_all(kind: Kind | None) -> bool:
    """Whether such a thing is for all wherever it stands, and needs no room of its own."""
    return kind in _FOR_ALL


def kind_of_session(title: str, *, for_all: bool, group: bool, pillar: bool, speakers: bool) -> Kind:
    """The kind of any session."""
    kind = common_kind(title)
    if pillar:
        return Kind.PILLAR
    if kind is not None and not group:
        return kind
    if for_all:
        return Kind.PLENARY
    if re.search(r"\b(?:workshop|werksessie|masterclass|training)\b", title, re.IGNORECASE):
        return Kind.WORKSHOP
    if group:
        return Kind.THEME
    return Kind.TALK if speakers else Kind.MEETING


def listed_kind(title: str, group: str) -> str:
    """The kind of a session in a list that has no column for it, where its title says so; empty where it does not.

    >>> listed_kind("Borrel", ""), listed_kind("Pijler Sociaal", "Sociaal"), listed_kind("Lunch met het AB", "AB")
    ('drinks', 'pillar meeting', 'board lunch')
    """
    kind = common_kind(title)
    if not group:
        return str(kind or "")
    if _PILLAR.match(title):
        return str(Kind.PILLAR)
    return str(Kind.BOARD_LUNCH) if kind is Kind.BREAK and _OF_A_BOARD.search(f"{title} {group}") else ""
