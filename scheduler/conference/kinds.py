"""The kinds of sessions in words: each is a message of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.conference.conference import Kind
from scheduler.text.language import marked

KINDS: Mapping[Kind, str] = {
    Kind.PLENARY: marked("plenary"),
    Kind.PILLAR: marked("pillar meeting"),
    Kind.THEME: marked("theme group"),
    Kind.BOARD_LUNCH: marked("board lunch"),
    Kind.GUEST_TALK: marked("guest talk"),
    Kind.TALK: marked("talk"),
    Kind.WORKSHOP: marked("workshop"),
    Kind.MEETING: marked("meeting"),
    Kind.BREAK: marked("break"),
    Kind.WALK_IN: marked("walk-in"),
    Kind.DRINKS: marked("drinks"),
    Kind.OPEN_SPACE: marked("open space"),
    Kind.MOVING: marked("moving time"),
}
