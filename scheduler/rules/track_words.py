"""What the rules about tracks have in common: whose talks are meant, and how a round is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.conference.blocks import Block, blocks_of
from scheduler.conference.conference import Conference, Room, Round, Session, Track
from scheduler.conference.programme import Programme
from scheduler.conference.round_names import round_called
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


def talks_by_track(rule: Rule, conference: Conference) -> Iterator[tuple[Track, tuple[Session, ...]]]:
    """Each track with its talks that the rule is about; those without any are left out."""
    talks: dict[str, list[Session]] = {}
    for talk in rule.of(conference.talks):
        if talk.track:
            talks.setdefault(talk.track.name, []).append(talk)
    for track in conference.tracks:
        if track.name in talks:
            yield track, tuple(talks[track.name])


def round_told(conference: Conference, round_: Round) -> Sentence:
    """`round 1 (9.00–10.00)`: a round with its hours, as sentences name it."""
    hours = conference.clock.span(round_.span)
    return Sentence("{round} ({hours})", round=round_called(round_.name), hours=hours)


def used_blocks(conference: Conference, programme: Programme, talks: Sequence[Session], track: Track) -> list[Block]:
    """The blocks in which talks of that track stand, among those given."""
    return [block for block in blocks_of(conference, programme, talks) if track in block.tracks]


def apart(blocks: Iterable[Block], others: Iterable[Block]) -> Iterator[tuple[Block, Block]]:
    """Each of these blocks with each of the others that is another and in its round."""
    beside = list(others)
    for block in blocks:
        for other in beside:
            if block.number == other.number and block.room != other.room:
                yield block, other


def rounds_with_slots(conference: Conference) -> list[tuple[int, Round]]:
    """The rounds in which talks can stand, with their places in the list of all."""
    return [(number, round_) for number, round_ in enumerate(conference.rounds) if round_.slots]


def in_use(model: Model, talks: Iterable[Session], round_: Round, room: Room) -> Literal:
    """Whether one of these talks stands in that block."""
    return model.any_of(
        [
            model.all_of([model[talk].starts_in(round_.slot_starts), model[talk].held_in(room)])
            for talk in talks
            if talk in model.decisions
        ]
    )
