"""Whether the talks of a published schedule stand in blocks: in each room, for one round, talks of one track.

No schedule says where its rounds begin. They are where no talk of a track is going on in any room, or where a talk ends
in all of them and some room goes on with another track.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise
from math import gcd

from scheduler.conference.clock import DAY, typed_hour
from scheduler.files.importing.slots import FINEST, Slot
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, lasting

_CLOCKS_ARE_SET = 4 * 60  # what begins earlier may be in the night in which the clock is put forward or back


@dataclass(frozen=True)
class PlacedTalk:
    """A talk of a track, where and when it was."""

    track: str
    room: str
    day: date
    slot: Slot

    @property
    def start(self) -> int:
        return self.slot.start

    @property
    def end(self) -> int:
        return self.slot.start + self.slot.minutes


@dataclass(frozen=True)
class DraftRound:
    """When it is, in minutes after midnight of its day."""

    start: int
    end: int


@dataclass(frozen=True)
class DraftBlocks:
    """The rounds of each day, and how long one slot is, which is the same in all of them."""

    rounds: Mapping[date, Sequence[DraftRound]]
    slot: int

    @property
    def number_of_rounds(self) -> int:
        return sum(map(len, self.rounds.values()))


class NoBlocks(ValueError):
    """Most talks have others of their track beside them, and yet they do not stand in blocks; a sentence."""


def found_blocks(talks: Sequence[PlacedTalk]) -> DraftBlocks | None:
    """The blocks in which all of them stand; None where hardly any stands with another. Raises NoBlocks."""
    by_day: dict[date, list[PlacedTalk]] = defaultdict(list)
    for talk in talks:
        by_day[talk.day].append(talk)
    found = {day: list(_rounds(some)) for day, some in sorted(by_day.items())}
    together = Counter((day, number, t.room, t.track) for day, some in found.items() for number, t in _in(some))
    if sum(number for number in together.values() if number > 1) * 2 <= len(talks):
        return None
    for some in found.values():
        for round_, inside in some:
            _one_track_a_room(round_, inside)
    slot = reduce(gcd, _measures(found.values()), 0)
    if slot < FINEST:
        raise NoBlocks(Sentence("they would need slots of {minutes}", minutes=lasting(slot)))
    return DraftBlocks({day: [round_ for round_, _ in some] for day, some in found.items()}, slot)


_Rounds = list[tuple[DraftRound, list[PlacedTalk]]]


def _rounds(talks: Sequence[PlacedTalk]) -> Iterator[tuple[DraftRound, list[PlacedTalk]]]:
    """The rounds of a day in order of time, each with its talks."""
    hours = sorted({hour for talk in talks for hour in (talk.start, talk.end)})
    cuts = [hour for hour in hours if not any(talk.start < hour < talk.end for talk in talks)]
    begun: tuple[DraftRound, list[PlacedTalk]] | None = None
    for start, end in pairwise(cuts):
        inside = [talk for talk in talks if start <= talk.start < end]
        if not inside:
            continue
        if begun and begun[0].end == start and _as_before(begun[1], inside):
            begun = DraftRound(begun[0].start, end), begun[1] + inside
            continue
        if begun:
            yield begun
        begun = DraftRound(start, end), inside
    if begun:
        yield begun


def _as_before(before: Iterable[PlacedTalk], after: Iterable[PlacedTalk]) -> bool:
    """Whether each room goes on with the track that it had."""
    tracks = {talk.room: talk.track for talk in before}
    return all(tracks.get(talk.room, talk.track) == talk.track for talk in after)


def _in(rounds: _Rounds) -> Iterator[tuple[int, PlacedTalk]]:
    return ((number, talk) for number, (_, inside) in enumerate(rounds) for talk in inside)


def _one_track_a_room(round_: DraftRound, inside: Iterable[PlacedTalk]) -> None:
    if round_.start < _CLOCKS_ARE_SET or round_.end > DAY:
        raise NoBlocks(Sentence("some are in the night"))
    tracks: dict[str, str] = {}
    for talk in inside:
        if tracks.setdefault(talk.room, talk.track) != talk.track:
            words = {"room": talk.room, "one": tracks[talk.room], "other": talk.track}
            hours = {"start": typed_hour(round_.start), "end": typed_hour(round_.end)}
            raise NoBlocks(
                Sentence(
                    "from {start} to {end} {room} has talks of {one} and of {other}, and no round can end between them",
                    **words,
                    **hours,
                )
            )


def _measures(days: Iterable[_Rounds]) -> Iterator[int]:
    """Of what the length of a slot is a divisor."""
    for rounds in days:
        for round_, inside in rounds:
            yield round_.end - round_.start
            for talk in inside:
                yield talk.start - round_.start
                yield talk.slot.minutes


def as_remark(blocks: DraftBlocks, talks: int, tracks: int) -> Phrase:
    """What was made of the tracks."""
    return Sentence(
        "{talks} of {tracks} stand in blocks: the tracks stay tracks, in {rounds} with slots of {minutes}.",
        talks=count(talks, "talk"),
        tracks=count(tracks, "track"),
        rounds=count(blocks.number_of_rounds, "round"),
        minutes=lasting(blocks.slot),
    )
