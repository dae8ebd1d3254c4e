"""One desk: a folder with its day, the searches in it, and who may come in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from scheduler.desk.workspace import Workspace
from scheduler.web.who import Doors

if TYPE_CHECKING:
    from scheduler.desk.searches import Searches


@dataclass
class Desk:
    """What the pages stand on. `language`: as asked when it was started; None: that of the day, else the browser's."""

    workspace: Workspace
    doors: Doors = field(default_factory=Doors)
    language: str | None = None
    _searches: Searches | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def searches(self) -> Searches:
        """Those of its folder, from the first time that somebody asks."""
        with self._lock:
            if self._searches is None:
                from scheduler.desk.searches import Searches  # noqa: PLC0415  a grid is there without them

                self._searches = Searches(self.workspace)
            return self._searches

    @searches.setter
    def searches(self, searches: Searches) -> None:
        self._searches = searches

    def close(self) -> None:
        """No search runs on."""
        if self._searches is not None:
            self._searches.close()

    @classmethod
    def of(cls, folder: Path, language: str | None = None) -> Desk:
        return cls(Workspace.open(folder), Doors(folder), language)
