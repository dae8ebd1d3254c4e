"""Where an edition can stand, and which files in a folder are netday's."""

from __future__ import annotations

import json
import os
import re
from functools import cached_property
from pathlib import Path

from scheduler.publishing.exports.formats import PUBLISHED
from scheduler.publishing.page_links import FRONT
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

LEDGER, INDEX = "ledger.json", "calendars.json"
UNREAD = "not-announced.json"  # what an edition changed, until somebody has read it
FOLDERS = ("people", "rooms", "groups", "sessions")
AS_IT_STANDS = ".nojekyll"  # tells GitHub Pages to give the files as they are, and make no pages of the Markdown
# Where `publish` puts calendars. One that stands elsewhere is somebody's copy, or an edition of another year.
CALENDAR = re.compile(r"(?:programme|(?:people|rooms|groups)/[^/]+)\.ics")
_SESSION = re.compile(r"sessions/s-[0-9a-f]{12}\.ics")  # to be taken over once, and no edition by itself
_BEGINNING = 4096  # bytes in which a file says whose it is


class EditionFault(Exception):
    """No edition could be published; a sentence that says why and what to do. The folder is as it was."""


def real_folder(folder: Path) -> Path:
    """The folder itself, whatever symbolic links lead there. EditionFault where no edition can stand."""
    try:
        found = folder.resolve()
        here = Path.cwd().resolve()
        to_itself = found.is_symlink()  # from Python 3.13 on, a link that leads to itself is resolved to itself
    except (OSError, RuntimeError) as error:
        why = os_reason(error) if isinstance(error, OSError) else Sentence("Too many levels of symbolic links")
        raise EditionFault(
            Sentence(
                "{folder} leads nowhere: {why}. Name a folder of its own for the calendars.", folder=folder, why=why
            )
        ) from None
    if to_itself:
        raise EditionFault(
            Sentence("{folder} leads nowhere but to itself. Name a folder of its own for the calendars.", folder=folder)
        )
    example = found / "calendars"
    if os.path.exists(found) and not os.path.isdir(found):  # noqa: PTH110,PTH112  these never raise
        raise EditionFault(
            Sentence(
                "{folder} is a file. Name a folder for the calendars, such as {example}.",
                folder=folder,
                example=found.with_name("calendars"),
            )
        )
    if os.path.ismount(found):  # Path.is_mount is new on Windows in 3.12
        raise EditionFault(
            Sentence(
                "{folder} is a disk of its own, and the last edition and the next change places in the folder above "
                "it. Name a folder on that disk, such as {example}.",
                folder=folder,
                example=example,
            )
        )
    if found == here or found in here.parents:
        raise EditionFault(
            Sentence(
                "{folder} is the folder you are in, or holds it, and a new edition takes its place. "
                "Name a folder in it, such as {example}, or publish from elsewhere.",
                folder=folder,
                example=example,
            )
        )
    return found


def siblings(found: Path) -> tuple[Path, Path, Path]:
    """The hidden neighbours of the folder of an edition: the next edition, the last one while it goes, the lock."""
    return (
        found.with_name(f".{found.name}.netday-next"),
        found.with_name(f".{found.name}.netday-old"),
        found.with_name(f".{found.name}.netday-lock"),
    )


class Holding:
    """What a folder holds: an edition, nothing yet, or the files of others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def names(self) -> set[str]:
        """What stands in the folder.

        Hidden files and what file browsers leave behind do not count: `.nojekyll` may be there first.
        """
        try:
            names = os.listdir(self.folder)  # noqa: PTH208
        except FileNotFoundError:
            return set()
        return {
            name for name in names if not name.startswith(".") and name.casefold() not in {"desktop.ini", "thumbs.db"}
        }

    @cached_property
    def is_edition(self) -> bool:
        """Whether netday published it. One of its files suffices: the others may be lost, and can be made again."""
        if any(b'"conference"' in self._beginning(name) for name in (LEDGER, INDEX)):
            return True
        if self._is_our_calendar("programme.ics"):
            return True
        return any(
            self._is_our_calendar(f"{kind}/{name}")
            for kind in FOLDERS
            if kind in self.names and (self.folder / kind).is_dir()
            for name in os.listdir(self.folder / kind)  # noqa: PTH208
        )

    def holds(self, path: str) -> bool:
        return os.path.lexists(self.folder / path)

    def is_ours(self, path: str) -> bool:
        """Whether a file of an edition is netday's, and not one that somebody put there."""
        return (
            path in {LEDGER, INDEX, UNREAD}
            or self._is_our_calendar(path)
            or (path in self._listed and path != FRONT)  # many put a page of their own there
            or self._is_our_form(path)
        )

    def can_be_ours(self, path: str) -> bool:
        """Whether a file may be netday's, by its name alone: it may be half written."""
        return (
            bool(CALENDAR.fullmatch(path) or _SESSION.fullmatch(path))
            or any(path in form.files for form in PUBLISHED.values())
            or self.is_ours(path)
        )

    @cached_property
    def _listed(self) -> set[str]:
        try:
            index = json.loads((self.folder / INDEX).read_bytes())
            return {row["file"] for key in ("calendars", "files") for row in index.get(key, ())}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return set()  # lost or damaged: the calendars themselves say whose they are

    def _is_our_calendar(self, path: str) -> bool:
        return bool(CALENDAR.fullmatch(path) or _SESSION.fullmatch(path)) and any(
            line.startswith(b"PRODID:") and b"netday" in line for line in self._beginning(path).splitlines()
        )

    def _is_our_form(self, path: str) -> bool:
        """Whether the form is netday's, by its marker, for the index that lists it may be lost."""
        return any(path in form.files and form.is_ours(self._beginning(path, -1)) for form in PUBLISHED.values())

    def _beginning(self, path: str, octets: int = _BEGINNING) -> bytes:
        """The first bytes of a file; all of it where `octets` is -1."""
        try:
            if not (self.folder / path).is_file():
                return b""  # a pipe would keep us waiting
            with (self.folder / path).open("rb") as file:
                return file.read(octets)
        except OSError:
            return b""


def last_edition(folder: Path, found: Path) -> Path | None:
    """The folder when it holds an edition, None when it holds nothing. EditionFault when it is someone else's."""
    holding = Holding(found)
    try:
        if holding.is_edition:
            return found
    except PermissionError:
        raise EditionFault(
            Sentence(
                "You may not read {folder}. Publish as the user whose folder it is, or name another.", folder=folder
            )
        ) from None
    if holding.names:
        some = sorted(holding.names)
        raise EditionFault(
            Sentence(
                "{folder} holds {names}, and no calendars of netday. Nothing there was touched. "
                "Name a new or empty folder, such as {example}.",
                folder=folder,
                names=listing([some[0], Sentence("{number} more", number=len(some) - 1)] if some[1:] else some),
                example=found / "calendars",
            )
        )
    return None
