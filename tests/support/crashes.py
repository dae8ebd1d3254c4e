"""A disk that fails, or a machine that dies, at the n-th call that changes something on disk."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

from scheduler.publishing.calendars import disk

Snapshot = dict[str, tuple[str, bytes]]
Fault = Literal["dies", "fails once", "stays full"]

CALLS = (
    *("open", "write", "fsync", "truncate", "ftruncate", "utime", "chmod", "fchmod", "chown", "fchown", "mkdir"),
    *("rename", "replace", "link", "symlink", "unlink", "remove", "rmdir", "mkfifo", "mknod", "sendfile", "sync"),
)
LIBRARY = {"renameat2", "renamex_np", "syncfs"}  # what is called beyond Python
SLOW = {"fsync", "sync", "syncfs"}  # counted but not made: these tests never cut the power
_TAKES_ROOM = {"open", "write", "fsync", "mkdir", "link", "symlink", "syncfs"}
_CHANGES = {
    *("os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime"),
}


class Dead(BaseException):
    """The machine is gone. No clean-up helps: whatever else is tried, this is raised again."""


class Disk:
    """Counts the calls that change something; at call number `at` there is a fault."""

    def __init__(self, at: int = -1, fault: Fault = "dies") -> None:
        self.at, self.fault = at, fault
        self.seen: list[str] = []
        self.inside = False
        self.unseen: set[str] = set()

    @property
    def struck(self) -> bool:
        return 0 <= self.at < len(self.seen)

    def strikes(self, name: str) -> bool:
        """Whether this call goes wrong. Raises Dead once the machine is."""
        number = len(self.seen)
        self.seen.append(name)
        if number < self.at or self.at < 0:
            return False
        if self.fault == "dies":
            return True
        return number == self.at or (self.fault == "stays full" and name in _TAKES_ROOM)

    def call(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return real(*arguments, **named)
        if self.strikes(name):
            if name == "write" and len(self.seen) == self.at + 1:
                real(arguments[0], arguments[1][: len(arguments[1]) // 2])  # it is torn
            if self.fault == "dies":
                raise Dead(name)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a file")
        self.inside = True
        try:
            return None if name in SLOW else real(*arguments, **named)
        finally:
            self.inside = False


class Library:
    """The system's library, as `disk` calls it. `missing`: names that an older system has not."""

    def __init__(self, disk_: Disk, missing: frozenset[str]) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        for name in LIBRARY - missing:
            if hasattr(library, name):
                setattr(self, name, self._counted(disk_, name, getattr(library, name)))

    @staticmethod
    def _counted(disk_: Disk, name: str, real: Callable[..., int]) -> Callable[..., int]:
        def call(*arguments: Any) -> int:
            if disk_.strikes(name):
                if disk_.fault == "dies":
                    raise Dead(name)
                ctypes.set_errno(errno.ENOSPC)
                return -1
            return 0 if name in SLOW else real(*arguments)

        return call


_watching: list[Disk] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook, as a second opinion: Python tells it of each change on disk, whoever makes it."""
    if _watching and not _watching[-1].inside:
        wrote = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _CHANGES or wrote:
            _watching[-1].unseen.add(event)


sys.addaudithook(_watch)


@contextmanager
def failing(at: int = -1, fault: Fault = "dies", *, missing: frozenset[str] = frozenset()) -> Iterator[Disk]:
    """All that changes the disk goes through the `Disk`. `missing`: calls that this system does not know."""
    failing_disk = Disk(at, fault)
    library = Library(failing_disk, missing)

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def unknown(*_: Any, **__: Any) -> Any:
            raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

        return unknown if name in missing else lambda *a, **k: failing_disk.call(name, real, *a, **k)

    with ExitStack() as patches:
        for name in CALLS:
            patches.enter_context(patch.object(os, name, counted(name, getattr(os, name))))
        patches.enter_context(patch.object(disk, "_libc", lambda: library))
        _watching.append(failing_disk)
        patches.callback(_watching.pop)
        yield failing_disk


def snapshot(folder: Path) -> Snapshot:
    """All that a folder holds: what it is and what stands in it."""
    found: Snapshot = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = ("link", os.fsencode(path.readlink()))
        else:
            found[name] = ("folder", b"") if path.is_dir() else ("file", path.read_bytes())
    return found
