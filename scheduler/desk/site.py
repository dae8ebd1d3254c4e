"""Where the edition of a day stands: `site` in its folder, or where an organiser said; remembered in `.netday`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scheduler.desk.lock import cannot_be_written
from scheduler.desk.refusals import ActRefused
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.remembered import remember, remembered
from scheduler.publishing.calendars.edition_folder import EditionFault, published_edition
from scheduler.text.sentence import Sentence

USUAL = "site"
_FILE = "publishing.json"
_DRAFT = "{folder}-concept"


class SiteFolder:
    """The folder of the edition of one day, whose own folder is `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home

    @property
    def shown(self) -> str:
        """As it is told: within the day's folder by its name there, else whole."""
        folder = self.folder
        return str(folder.relative_to(self.home)) if folder.is_relative_to(self.home) else str(folder)

    @property
    def folder(self) -> Path:
        found = remembered(self.home / DESK_FOLDER / _FILE)
        kept = found.get("folder") if isinstance(found, dict) else None
        return self.home / kept if isinstance(kept, str) and kept else self.home / USUAL

    @property
    def draft(self) -> Path:
        """Where a draft goes, so that it is never in the place of an edition."""
        return self.folder.with_name(_DRAFT.format(folder=self.folder.name))

    def choose(self, typed: str, *, anywhere: bool) -> None:
        """From now on it is that one. `anywhere`: whether it may be outside the day's folder. Raises ActRefused."""
        with suppress(RuntimeError, ValueError):  # no home to be found for a ~; what no system takes in a name
            folder = (self.home / Path(typed.strip() or USUAL).expanduser()).resolve()
            inside = folder.is_relative_to(self.home)
            if folder == self.home or folder.is_relative_to(self.home / DESK_FOLDER):
                raise ActRefused(
                    Sentence("An edition has a folder of its own. Name another one, such as {example}.", example=USUAL)
                )
            if not inside and not anywhere:
                raise ActRefused(Sentence("Name a folder within that of the day, such as {example}.", example=USUAL))
            try:
                published_edition(folder)
            except EditionFault as fault:
                raise ActRefused(fault.args[0]) from None
            kept = {"folder": folder.relative_to(self.home).as_posix() if inside else str(folder)}
            try:
                remember(self.home / DESK_FOLDER / _FILE, kept)
            except OSError as error:
                raise cannot_be_written(f"{DESK_FOLDER}/{_FILE}", error) from None
            return
        raise ActRefused(Sentence("There is no folder {folder}.", folder=typed.strip()))
