"""What the rules about tracks ask of a conference: whose talks are meant, its rounds in words, and its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.conference.blocks import Block, blocks_of, round_of
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Round, Session, Track
from scheduler.conference.programme import Programme
from scheduler.conference.round_names import round_called
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


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


def in_use(model: Model, talks: Sequence[Session], number: int) -> Literal:
    """Whether a block of that round has one of these talks, which are of one track."""
    return next(iter(model.blocks.counted(talks, number)), ~model.true)


def cost_of_rounds(model: Model, talk: Session, amount: Callable[[Minute], int]) -> Amount:
    """What it costs at which hours a talk is, where all of one round cost the same."""
    decision = model[talk]
    alike: dict[tuple[Round | None, int], list[Minute]] = {}
    for start in decision.starts:
        if costs := amount(start):
            alike.setdefault((round_of(model.conference, start), costs), []).append(start)
    return model.sum(costs * decision.starts_in(starts) for (_, costs), starts in alike.items())
