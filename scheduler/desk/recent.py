"""The days that were open at the desk of this user, the last one first: remembered beside the settings of programs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scheduler.files.remembered import remember, remembered

MOST = 12


@dataclass(frozen=True)
class RecentDay:
    """A folder, and the title of the day in it when it was open last."""

    folder: Path
    title: str


class RecentDays:
    """As they stand in one file. What cannot be read or written there is forgotten, and no more."""

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of_user(cls) -> RecentDays:
        return cls(settings_folder() / "recent.json")

    def days(self) -> list[RecentDay]:
        """Those whose folder is still there."""
        try:
            found = [RecentDay(Path(row["folder"]), str(row["title"])) for row in remembered(self.file)]
        except (TypeError, KeyError):
            return []
        return [day for day in found if day.folder.is_dir()]

    def remember(self, folder: Path, title: str) -> None:
        others = [day for day in self.days() if day.folder != folder]
        rows = [{"folder": str(day.folder), "title": day.title} for day in (RecentDay(folder, title), *others)[:MOST]]
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            remember(self.file, rows)


def settings_folder() -> Path:
    """Where programs of this system keep what they remember of their user; NETDAY_SETTINGS names another folder."""
    if own := os.environ.get("NETDAY_SETTINGS"):
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("APPDATA")
        return Path(base) / "netday" if base else Path.home() / "netday"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/netday"
    base = os.environ.get("XDG_CONFIG_HOME")
    return Path(base) / "netday" if base and Path(base).is_absolute() else Path.home() / ".config/netday"
