"""The kinds of sessions in words: each is a message of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.conference.conference import Kind
from scheduler.text.sentence import Sentence

KINDS: Mapping[Kind, Sentence] = {
    Kind.PLENARY: Sentence("plenary"),
    Kind.PILLAR: Sentence("pillar meeting"),
    Kind.THEME: Sentence("theme group"),
    Kind.BOARD_LUNCH: Sentence("board lunch"),
    Kind.GUEST_TALK: Sentence("guest talk"),
    Kind.TALK: Sentence("talk"),
    Kind.WORKSHOP: Sentence("workshop"),
    Kind.MEETING: Sentence("meeting"),
    Kind.BREAK: Sentence("break"),
    Kind.WALK_IN: Sentence("walk-in"),
    Kind.DRINKS: Sentence("drinks"),
    Kind.OPEN_SPACE: Sentence("open space"),
    Kind.MOVING: Sentence("moving time"),
}

_MEETING_OF_A_THEME = Sentence("theme group meeting")


def kind_told(kind: Kind) -> Sentence:
    """The kind in a sentence for organisers: in English the words of the day file."""
    return _MEETING_OF_A_THEME if kind is Kind.THEME else KINDS[kind]


_EVERY: Mapping[Kind, Sentence] = {
    Kind.PLENARY: Sentence("every plenary"),
    Kind.PILLAR: Sentence("every pillar meeting"),
    Kind.THEME: Sentence("every theme group meeting"),
    Kind.BOARD_LUNCH: Sentence("every board lunch"),
    Kind.GUEST_TALK: Sentence("every guest talk"),
    Kind.TALK: Sentence("every talk"),
    Kind.WORKSHOP: Sentence("every workshop"),
    Kind.MEETING: Sentence("every meeting"),
    Kind.BREAK: Sentence("every break"),
    Kind.WALK_IN: Sentence("every walk-in"),
    Kind.DRINKS: Sentence("every drinks"),
    Kind.OPEN_SPACE: Sentence("every open space"),
    Kind.MOVING: Sentence("every moving time"),
}


def every(kind: Kind) -> Sentence:
    """`every plenary`: each kind has its own article in Dutch."""
    return _EVERY[kind]
