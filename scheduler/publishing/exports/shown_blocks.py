"""Blocks as programmes show them: one cell for a room and a round, with its track and its talks in order."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Placement, Programme


def shown_blocks(conference: Conference, programme: Programme) -> Mapping[Placement, tuple[Placement, ...]]:
    """Each block as if it were one session, called as its track and as long as its round, with its talks in order."""
    if not conference.talks:
        return {}
    return {_as_one(block): block.placements for block in blocks_of(conference, programme)}


def _as_one(block: Block) -> Placement:
    start = min(block.round.span.start, block.placements[0].start)
    end = max(block.round.span.end, *(placement.end for placement in block.placements))
    title = " / ".join(track.name for track in block.tracks)
    name = f"{title} · {block.round.name} · {block.room}"
    return Placement(Session(name=name, title=title, kind=Kind.TALK, minutes=end - start), start, block.room)
