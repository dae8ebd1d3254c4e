"""What a command has written so far, by which an error or a Ctrl-C can say truly whether anything was.

It is looked up when it is asked, and not noted down after the writing: between the two a Ctrl-C could come.
"""

from __future__ import annotations

from pathlib import Path

_Identity = tuple[int, int, int] | None

_watched: dict[Path, _Identity] = {}


def begin() -> None:
    """A command begins: nothing was written yet."""
    _watched.clear()


def watch(path: Path) -> None:
    """To be called before something is written there: a file, or a folder that is exchanged or filled."""
    _watched.setdefault(path.absolute(), _identity(path))


def written() -> list[Path]:
    """The files and folders of which another one stands there now than when they were first watched."""
    here = Path.cwd()
    return [
        path.relative_to(here) if path.is_relative_to(here) else path
        for path, before in _watched.items()
        if _identity(path) not in (before, None)
    ]


def _identity(path: Path) -> _Identity:
    """Which file or folder it is; None: none. A folder is another one when something stands in it that was empty."""
    try:
        status = path.stat()
        changed = int(any(path.iterdir())) if path.is_dir() else status.st_mtime_ns
    except OSError:
        return None
    return status.st_dev, status.st_ino, changed
