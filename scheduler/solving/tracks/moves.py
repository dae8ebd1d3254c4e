"""What is solved anew in one move of a day of tracks, and how much of it: as much as is soon solved to its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random

from scheduler.model.logic import value_of, variable_of
from scheduler.model.packed import PackedBlocks
from scheduler.model.track_blocks import BlockPart
from scheduler.solving.tracks.neighbourhood import WholeModel


class MoveKind(Enum):
    """Which tracks are solved anew: any, such as are in the same rounds, such as cost something; or some rounds."""

    ANY = "any"
    NEAR = "near"
    COSTLY = "costly"
    ROUNDS = "rounds"
    ROOMS = "rooms"


_KINDS = (MoveKind.ANY, MoveKind.NEAR, MoveKind.NEAR, MoveKind.ROUNDS, MoveKind.ROOMS, *[MoveKind.COSTLY] * 3)
_BEGIN = {MoveKind.ROUNDS: 2.0, MoveKind.ROOMS: 12.0}  # how many at first
_GROW, _SHRINK = 1.02, 0.95


@dataclass(frozen=True)
class TrackMove:
    kind: MoveKind
    free: frozenset[int]


class TrackMoves:
    """Draws moves. `sizes`: of how many tracks or rounds, which grows and shrinks as they turn out."""

    def __init__(self, packed: PackedBlocks, whole: WholeModel, chance: Random) -> None:
        self.packed, self.whole, self.chance = packed, whole, chance
        self.sizes = {kind: _BEGIN.get(kind, 4.0) for kind in MoveKind}
        self.tracks = sorted(packed.tracks)
        self.rounds = sorted(packed.rounds)
        self._of_track: dict[str, set[int]] = {}
        self._of_round: dict[int, set[int]] = {}
        self._rooms: dict[str, set[int]] = {}
        self._track: dict[int, str] = {}
        self._further: dict[tuple[str, int], list[set[int]]] = {}  # by track and round, what is of each block alone
        for one in packed.decided():
            number = variable_of(one.literal.index)
            if number not in whole.decided:
                continue
            self._track[number] = one.track
            self._of_track.setdefault(one.track, set()).add(number)
            if one.number is not None:
                self._of_round.setdefault(one.number, set()).add(number)
                further = self._further.setdefault((one.track, one.number), [])
                further.extend(set[int]() for _ in range(one.block + 1 - len(further)))
                further[one.block].add(number)
            if one.part is BlockPart.ROOMS:
                self._rooms.setdefault(one.track, set()).add(number)

    def learn(self, move: TrackMove, *, ended: bool) -> None:
        """`ended`: whether the move was solved to its end."""
        self.sizes[move.kind] *= _GROW if ended else _SHRINK

    def drawn(self, values: Sequence[int]) -> TrackMove:
        """Blocks of which a track has not even the one before stay away: they would be most of the work."""
        move = self._drawn(values)
        return TrackMove(move.kind, move.free - self._far(values))

    def _far(self, values: Sequence[int]) -> set[int]:
        far = set[int]()
        for (track, number), further in self._further.items():
            blocks = sum(value_of(step.index, values) for step in self.packed.tracks[track].count[number])
            far.update(*further[blocks + 1 :])
        return far

    def _drawn(self, values: Sequence[int]) -> TrackMove:
        kind = self.chance.choice(_KINDS)
        size = max(2, round(self.sizes[kind]))
        if kind is MoveKind.ROUNDS:
            rounds = self.chance.sample(self.rounds, min(size, len(self.rounds)))
            return TrackMove(kind, frozenset().union(*(self._of_round.get(number, ()) for number in rounds)))
        if kind is MoveKind.ROOMS:
            tracks = self.chance.sample(self.tracks, min(size, len(self.tracks)))
            return TrackMove(kind, frozenset().union(*(self._rooms.get(track, ()) for track in tracks)))
        if kind is MoveKind.ANY:
            chosen = set(self.chance.sample(self.tracks, min(size, len(self.tracks))))
        else:
            first = self._costly(values) if kind is MoveKind.COSTLY else set[str]()
            if len(first) > size:
                first = set(self.chance.sample(sorted(first), size))
            chosen = self._with_near(first or {self.chance.choice(self.tracks)}, size, values)
        return TrackMove(kind, frozenset().union(*(self._of_track[track] for track in chosen)))

    def _costly(self, values: Sequence[int]) -> set[str]:
        """The tracks of something that costs more than it could."""
        costly = self.whole.costly(values)
        if not costly:
            return set()
        return {self._track[one] for one in self.whole.decided_near(self.chance.choice(costly)) if one in self._track}

    def _with_near(self, tracks: set[str], size: int, values: Sequence[int]) -> set[str]:
        """These, and others that are in the same rounds."""
        rounds = {name: self._rounds_of(name, values) for name in self.tracks}
        here = set[int]().union(*(rounds[track] for track in tracks))
        beside = [name for name in self.tracks if name not in tracks and rounds[name] & here]
        self.chance.shuffle(beside)
        return tracks | set(beside[: max(0, size - len(tracks))])

    def _rounds_of(self, track: str, values: Sequence[int]) -> set[int]:
        counts = self.packed.tracks[track].count
        return {number for number, steps in counts.items() if steps and value_of(steps[0].index, values)}
