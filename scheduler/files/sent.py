"""Which programmes went out from here, by mail or as an edition: what people have is kept when another comes over it.

Beside the programmes, in `.netday`, stands a mark of each that went out: a digest of its placements, and no more.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from scheduler.files.as_written import names_beside
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.programme_digest import digest_of
from scheduler.files.remembered import remember, remembered

SENT = Path(DESK_FOLDER) / "sent.json"


def remember_sent(programme: Path) -> None:
    """From now on that programme is known to have gone out. Nothing is remembered where nothing can be written."""
    path = programme.resolve()
    mark = digest_of(path)
    if mark is None or mark in (known := _known(path.parent)):
        return
    with suppress(OSError):
        remember(path.parent / SENT, [*known, mark])


def was_sent(programme: Path) -> bool | None:
    """Whether it went out from here; None for a file that is no programme of ours, of which nothing is known."""
    path = programme.resolve()
    mark = digest_of(path)
    return None if mark is None else mark in _known(path.parent)


def sent_beside(programme: Path) -> list[Path]:
    """The programmes in its folder that went out."""
    if not _known(programme.resolve().parent):
        return []
    return [file for file in sorted(programme.parent.glob("*.json")) if file.is_file() and was_sent(file)]


def kept_as_sent(path: Path) -> Path | None:
    """Where a programme that went out is kept when another is written over it: `programme.sent.json`; None: nowhere.

    That file may be there already, with the same in it.
    """
    if not was_sent(path):
        return None
    data = path.read_bytes()
    return next(file for file in names_beside(path, "sent") if not file.exists() or file.read_bytes() == data)


def _known(folder: Path) -> list[str]:
    found = remembered(folder / SENT)
    return [mark for mark in found if isinstance(mark, str)] if isinstance(found, list) else []
