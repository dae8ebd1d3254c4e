"""What a search gets to read: a day's files as they were when it began, in a folder of their own, gone when it is."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scheduler.desk.acts import BY_HAND
from scheduler.desk.state import DeskState, write_all
from scheduler.files import programme_text

_PREFIX = "netday-search-"


@dataclass(frozen=True)
class Snapshot:
    """`home`: a folder for this search alone, which nobody else may read. `state`: as it was."""

    home: Path
    state: DeskState

    @classmethod
    def of(cls, state: DeskState) -> Snapshot:
        """The day, and its programme if it has one. Raises OSError and ActRefused."""
        home = Path(tempfile.mkdtemp(prefix=_PREFIX))
        snapshot = cls(home, state)
        try:
            snapshot._write()
        except BaseException:
            snapshot.remove()
            raise
        return snapshot

    @property
    def day(self) -> Path:
        return self.home / "day" / self.state.day.file

    @property
    def programme(self) -> Path:
        """The programme as the day knows it now."""
        return self.home / "programme.json"

    @property
    def published(self) -> Path:
        """The programme as it stands in its file, with what the day no longer knows."""
        return self.home / "published.json"

    @property
    def found(self) -> Path:
        """Where the search writes the programme that it finds, or the folder of several."""
        return self.home / "found"

    def _write(self) -> None:
        state = self.state
        write_all(self.home / "day", state.day.data)
        if state.instance is not None and state.programme is not None:
            text = programme_text(state.instance, state.programme, BY_HAND)
            self.programme.write_text(text, "utf-8")
            self.published.write_bytes(state.data.get(state.programme_file, text.encode()))

    def remove(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)


def remove_left_over(home: str) -> None:
    """Take away the snapshot of a search whose desk is gone, if that is what it is."""
    folder = Path(home)
    if folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith(_PREFIX) and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
