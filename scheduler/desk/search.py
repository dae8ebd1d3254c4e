"""A search of the desk as others see it: what was asked, how far it is and how it ended."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any, Literal

from scheduler.desk.search_wish import SearchWish
from scheduler.search.progress import Progress
from scheduler.text.sentence import Phrase, Sentence

Stage = Literal["running", "stopping", "done", "failed"]


@dataclass(frozen=True)
class Search:
    """`version`: of the day that it began from. `found`: in words, what was found so far, such as causes."""

    id: str
    wish: SearchWish
    version: str
    began: float  # by the monotonic clock
    state: Stage = "running"
    progress: Progress = field(default_factory=lambda: Progress(0))
    found: tuple[str, ...] = ()
    ended: float | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since it began, or that it took."""
        return (time.monotonic() if self.ended is None else self.ended) - self.began

    @property
    def under_way(self) -> bool:
        return self.state in ("running", "stopping")

    @property
    def sentence(self) -> Phrase:
        """How far it is, in words."""
        if self.state == "stopping":
            return Sentence("It stops, with the best so far.")
        progress = self.progress
        if progress.best is not None or progress.bound is not None:
            return progress.standing
        return Sentence("{words}", words=progress.words) if progress.words else self.wish.words

    @property
    def data(self) -> dict[str, Any]:
        """As an event has it; a page counts the seconds itself."""
        return {
            "id": self.id,
            "what": self.wish.what,
            "who": self.wish.who,
            "state": self.state,
            "elapsed": round(self.elapsed, 1),
            "best": self.progress.best,
            "bound": self.progress.bound,
            "sentence": self.sentence,
            "found": list(self.found),
        }
