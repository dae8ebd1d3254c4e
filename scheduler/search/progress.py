"""How far a search or a question has come, for whoever watches."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.text.sentence import Decimal, Phrase, Sentence


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

    @property
    def standing(self) -> Phrase:
        """What is known of the cost, in words; where nothing is known there is nothing to say so."""
        if self.best is None:
            return Sentence("no programme yet; at least {least}", least=self.bound)
        share = gap(self.best, self.bound)
        if share is None:
            return Sentence("best so far {best}", best=self.best)
        return Sentence(
            "best so far {best}, at least {least} (gap {gap} %)",
            best=self.best,
            least=self.bound,
            gap=Decimal(100 * share),
        )


def gap(best: int | None, bound: int | None) -> float | None:
    """How far the best may be from the least possible, as a share of the best; None while either is unknown."""
    if best is None or bound is None:
        return None
    return round((best - bound) / best, 4) if best else 0.0
