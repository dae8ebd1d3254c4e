"""The readings of one round as arrays, so that thousands of sets of sessions are weighed at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.solving.columns.readings import Counted, Readings

Ints = NDArray[np.int64]
DUTY = 1 << 40  # more than all that anybody can miss


@dataclass(frozen=True)
class RoundTable:
    """What sets of sessions cost in one round.

    `members`: the sessions that can stand in it, by their numbers; all arrays are in their order. A set costs what its
    members do (`alone`), each pair of them (`together`), and of each row of `missed` all but the greatest.
    """

    members: tuple[int, ...]
    alone: Ints
    together: Ints
    missed: Ints


def table(readings: Readings, round_: int, weighed: Iterable[tuple[Counted, int]], times: int) -> RoundTable:
    """The table of what these count, each so many times, of which the cost counts `times`."""
    members = tuple(sorted(readings.can_be[round_]))
    place = {number: index for index, number in enumerate(members)}
    size = len(members)
    alone, together = np.zeros(size, np.int64), np.zeros((size, size), np.int64)
    rows: dict[tuple[tuple[int, int | None], ...], int] = {}
    for counted, often in ((readings.cost, times), *weighed):
        for one, amount in counted.alone[round_].items():
            if one in place:
                alone[place[one]] += often * amount
        for (one, other), amount in counted.together[round_].items():
            if one in place and other in place:
                together[place[one], place[other]] += often * amount
        for worth, number in counted.missed[round_]:
            row = _row(worth, place)
            if len(row) > 1:
                rows[row] = rows.get(row, 0) + often * number
    longer = []
    for row, number in rows.items():
        if len(row) == 2:
            (one, mine), (other, theirs) = row
            least = min(value for value in (mine, theirs) if value is not None) if (mine, theirs) != (None, None) else 0
            together[one, other] += number * least
        else:
            line = np.zeros(size, np.int64)
            for index, value in row:
                line[index] = DUTY if value is None else number * value
            longer.append(line)
    together += together.T.copy()
    missed = np.array(longer, np.int64).reshape(len(longer), size)
    return RoundTable(members, alone, together, missed)


def _row(worth: Mapping[int, int | None], place: Mapping[int, int]) -> tuple[tuple[int, int | None], ...]:
    row = tuple((place[one], value) for one, value in worth.items() if one in place and value != 0)
    return row if any(value is not None for _, value in row) else ()


def forbidden(readings: Readings, round_: int) -> NDArray[np.bool_]:
    """Which members cannot stand in the round together."""
    members = sorted(readings.can_be[round_])
    found = np.zeros((len(members), len(members)), np.bool_)
    for (i, one), (j, other) in combinations(enumerate(members), 2):
        if (one, other) in readings.forbidden[round_]:
            found[i, j] = found[j, i] = True
    return found
