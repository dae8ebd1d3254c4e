"""What one asks of a solve, besides the problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.conference.programme import Programme
from scheduler.solving.columns.pool import ColumnPool

WORKERS = 8  # a constant, not the machine's cores, and the number with which most days are proven soonest on two cores


@dataclass(frozen=True)
class SolveOptions:
    """`limit`: seconds. `workers`: searches side by side.

    `start_from`: a programme to start the search at; it may break rules, and of another version of the day it may be
    too. `lower_bounds`: what has been proven before, tier by tier: no programme costs less (within the best of the
    tiers before). `canonical`: among programmes that are equally good the fixed rule takes one, and an imported day
    begins at what its sessions would rather have. `explain`: of an impossible day the statements that clash are sought.
    `pool`: columns that solves of nearly the same day share, for days in rounds.
    """

    limit: float = 60
    workers: int = WORKERS
    seed: int = 0
    start_from: Programme | None = None
    lower_bounds: Sequence[int] = ()
    canonical: bool = True
    explain: bool = True
    pool: ColumnPool | None = None


AS_USUAL = SolveOptions()
