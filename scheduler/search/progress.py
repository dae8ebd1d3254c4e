"""How far a search or a question has come, for whoever watches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Where it stands. `elapsed`: seconds since it began. `words`: what is being done, or made small; empty: not said.

    `tier`: the one at hand; None: no programme is being made. `best` and `bound`: of that tier, the cost of the best
    programme and the least possible; None: not known yet.
    `found`: what is found so far and can be shown at once, such as the causes of an impossible day.
    """

    elapsed: float
    words: str = ""
    tier: int | None = None
    best: int | None = None
    bound: int | None = None
    found: tuple[object, ...] = ()
