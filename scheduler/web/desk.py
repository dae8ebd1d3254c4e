"""One desk: a folder with its day, the searches in it, and who may come in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from scheduler.desk.searches import Searches
from scheduler.desk.workspace import Workspace
from scheduler.web.who import Doors


@dataclass
class Desk:
    """What the pages stand on. `language`: as asked when it was started; None: that of the day, else the browser's."""

    workspace: Workspace
    doors: Doors = field(default_factory=Doors)
    language: str | None = None
    searches: Searches = field(init=False)

    def __post_init__(self) -> None:
        self.searches = Searches(self.workspace)

    @classmethod
    def of(cls, folder: Path, language: str | None = None) -> Desk:
        return cls(Workspace.open(folder), Doors(folder), language)
