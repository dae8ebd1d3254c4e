"""How far a search has come, for whoever watches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Where a search stands: seconds since its start, and of the tier at hand the best and the least possible cost."""

    elapsed: float
    tier: int
    best: int | None
    bound: int | None
