"""Where everybody's own calendar stands: in the folder of an edition, and on the web."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.publishing.calendars.location import CALENDAR, INDEX, EditionFault
from scheduler.publishing.page_links import folder_address, page_address
from scheduler.text.sentence import Sentence

_HTTP = re.compile("^https?:")


@dataclass(frozen=True)
class OwnCalendars:
    """The calendars of people in an edition. `folder` None: there is no edition at hand. `site` "": it is nowhere yet.

    `files`: by person, the path within the folder.
    """

    folder: Path | None = None
    site: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path | None, site: str) -> OwnCalendars:
        """`site`: where the folder stands on the web, or the page in it. Raises EditionFault where it is no edition."""
        return cls(folder, folder_address(site), _files(folder) if folder else {})

    def https(self, person: str) -> str:
        """The whole address; "" where that person has no calendar, or it stands nowhere."""
        path = self.files.get(person, "")
        return f"{self.site}/{path}" if path and self.site else ""

    def webcal(self, person: str) -> str:
        """The same, as calendar programs subscribe by it."""
        return _HTTP.sub("webcal:", self.https(person))

    @property
    def page(self) -> str:
        """The address of the whole programme; "" where it stands nowhere."""
        return page_address(self.site) if self.site else ""

    def read(self, person: str) -> bytes | None:
        """The calendar as it was published. None: there is none."""
        path = self.files.get(person)
        if path is None or self.folder is None:
            return None
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return None


def _files(folder: Path) -> dict[str, str]:
    none = Sentence(
        "{folder} holds no calendars of netday; name the folder that {command} wrote.",
        folder=folder,
        command="netday publish … --to",
    )
    try:
        index = json.loads((folder / INDEX).read_bytes())
        rows = [(row["kind"], row["name"], row["file"]) for row in index["calendars"]]
        return {name: file for kind, name, file in rows if kind == "person" and CALENDAR.fullmatch(file)}
    except FileNotFoundError:
        raise EditionFault(none) from None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise EditionFault(
            Sentence("{file} cannot be read; publish in {folder} again.", file=folder / INDEX, folder=folder)
        ) from None
