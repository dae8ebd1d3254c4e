"""What sort of session an event of another tool is: by what that tool calls it, and for breaks by their title."""

from __future__ import annotations

import re

from scheduler.conference.conference import Kind
from scheduler.conference.kinds import KINDS
from scheduler.files.importing.parsed import ParsedEvent
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES

_BY_TYPE = (
    (Kind.PLENARY, "keynote|plenary|plenair|opening|closing|ceremony|welcome"),
    (Kind.WORKSHOP, "workshop|hands.?on|tutorial|training|werksessie"),
    (Kind.DRINKS, "drinks|borrel|party|reception"),
    (Kind.BREAK, "break|lunch|coffee|dinner|pause|pauze"),
    (Kind.WALK_IN, "walk.?in|inloop|registration|doors"),
    (Kind.MEETING, "meeting|bof|birds|discussion|panel|podium|assembly|bijeenkomst|overleg"),
    (Kind.TALK, "talk|lecture|vortrag|lezing|presentation"),
)
_BY_TITLE = (
    (
        Kind.BREAK,
        r"((coffee|tea|lunch|morning|afternoon|short|long)\W+)*(break|lunch|pauze|pause|lunchpauze|koffiepauze)",
    ),
    (Kind.DRINKS, "drinks|borrel|reception|social event"),
    (Kind.WALK_IN, "registration|walk-in|inloop|doors open|check-in"),
)
# What the rules of the standard book ask of a kind, and what is asked of less.
LESS = {
    Kind.PLENARY: Kind.TALK,
    Kind.BOARD_LUNCH: Kind.MEETING,
    Kind.PILLAR: Kind.MEETING,
    Kind.BREAK: Kind.OPEN_SPACE,
    Kind.DRINKS: Kind.OPEN_SPACE,
    Kind.WALK_IN: Kind.OPEN_SPACE,
}


def kind_of(event: ParsedEvent) -> Kind:
    """The kind that the event most likely is. Our own words for kinds are known in every language that we write."""
    type_name = event.type.casefold()
    for code in LANGUAGES:
        for kind, message in KINDS.items():
            if type_name in {Language.of(code).say(message), kind.value}:
                return kind
    if not event.persons:
        for kind, pattern in _BY_TITLE:
            if re.fullmatch(pattern, event.title.casefold()):
                return kind
    for kind, pattern in _BY_TYPE:
        if re.search(rf"\b({pattern})", type_name) and (kind.is_meeting or not event.persons):
            return kind
    return Kind.TALK if event.persons else Kind.MEETING
