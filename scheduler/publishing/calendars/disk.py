"""What an edition asks of the disk: to swap two folders at once, to keep what was written, to take a folder away."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Any

AT_ONCE = 1 << 20  # small pieces are gathered to this many bytes: a ledger comes line by line
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_CANNOT_LINK = {*_UNKNOWN, errno.EPERM, errno.EACCES, errno.EMLINK}
_FOLDER = getattr(os, "O_DIRECTORY", 0)
_BY_HANDLE = {os.open, os.unlink, os.rmdir} <= os.supports_dir_fd and os.scandir in os.supports_fd


@cache
def _libc() -> Any:
    """What the system's own library offers beyond Python; None on Windows."""
    return None if sys.platform == "win32" else ctypes.CDLL(None, use_errno=True)


def swap(one: str, other: str) -> bool:
    """Exchange the names of two folders in one step. False: this system or file system cannot, and nothing is done."""
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(_libc(), "renameat2"):
        failed = _libc().renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(_libc(), "renamex_np"):
        failed = _libc().renamex_np(first, second, _RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), one, None, other)


def can_sync_file_system() -> bool:
    return sys.platform == "linux" and hasattr(_libc(), "syncfs")


def sync_file_system(folder: str) -> None:
    """Have all that was written on the file system of `folder` on the disk, where the system can do that.

    os.sync() is no substitute: it tells no errors, and waits for the other disks too.
    """
    if not can_sync_file_system():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if _libc().syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), folder)
    finally:
        os.close(handle)


def sync_folder(folder: str) -> None:
    """Have the names in a folder on the disk. Windows and some file systems know no such thing."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    finally:
        os.close(handle)


def create(path: str, pieces: Iterable[bytes], mode: int, *, synced: bool, group: int | None = None) -> None:
    """Write a new file. Never through another name of an old one: FileExistsError where something has that name.

    `group`: a group that may read and write it too, where we may say so.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        if group is not None and hasattr(os, "fchown"):
            with suppress(PermissionError):  # we are not of that group: it stays ours alone
                os.fchown(handle, -1, group)
                os.fchmod(handle, mode | 0o060)
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(handle, rest) :]
        if synced:
            os.fsync(handle)
    finally:
        os.close(handle)


def gathered(data: Iterable[bytes]) -> Iterable[bytes]:
    """The same bytes in larger pieces."""
    held = bytearray()
    for piece in data:
        held += piece
        if len(held) >= AT_ONCE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def link(source: str, target: str) -> bool:
    """Give a file (or a symbolic link, a pipe) a second name. False: it cannot be done here, and a copy would serve."""
    try:
        os.link(source, target, follow_symlinks=False)
    except NotImplementedError:
        return False
    except OSError as error:
        if error.errno in _CANNOT_LINK:
            return False
        raise
    return True


def copy(source: str, target: str, *, synced: bool) -> None:
    """A file (or symbolic link) again, with its mode and its time: Last-Modified follows from that."""
    status = os.lstat(source)
    if stat.S_ISLNK(status.st_mode):
        os.symlink(os.readlink(source), target)  # noqa: PTH115,PTH211
        return
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is neither a file nor a folder", source)
    with open(source, "rb") as reading:  # noqa: PTH123  strings: this is called for each file
        create(target, iter(lambda: reading.read(AT_ONCE), b""), stat.S_IMODE(status.st_mode), synced=synced)
    os.chmod(target, stat.S_IMODE(status.st_mode))  # noqa: PTH101  the mode above went through the umask
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))


def take_away(folder: str) -> None:
    """Remove a folder with all that it holds, write-protected or not. Nothing at all where there is none.

    Never through a link, also where somebody puts one in the place of a folder meanwhile, and never what is on another
    disk: OSError then.
    """
    if not os.path.lexists(folder):
        return
    if not _BY_HANDLE:
        _take_away_by_path(folder)
        return
    above = os.open(os.path.dirname(folder) or ".", os.O_RDONLY | _FOLDER)  # noqa: PTH120  strings: see below
    try:
        _take_away_in(above, os.path.basename(folder), os.fstat(above).st_dev)  # noqa: PTH119
    finally:
        os.close(above)


def _take_away_in(above: int, name: str, device: int) -> None:
    """Remove a folder by its name in an open one: what it is called meanwhile does not matter."""
    handle = os.open(name, os.O_RDONLY | _FOLDER | os.O_NOFOLLOW, dir_fd=above)
    try:
        if os.fstat(handle).st_dev != device:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), name)
        with suppress(PermissionError):  # of a folder that is someone else's, and may yet be writable
            os.fchmod(handle, 0o700)
        with os.scandir(handle) as found:  # an edition can have 100,000 files
            entries = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in found]
        for entry, is_folder in entries:
            if is_folder:
                _take_away_in(handle, entry, device)
            else:
                os.unlink(entry, dir_fd=handle)
    finally:
        os.close(handle)
    os.rmdir(name, dir_fd=above)


def _take_away_by_path(folder: str) -> None:
    """The same on Windows, which opens no folders."""
    if leads_elsewhere(folder):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), folder)
    os.chmod(folder, 0o700)  # noqa: PTH101
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if leads_elsewhere(entry.path):
            (os.rmdir if entry.is_dir() and not entry.is_symlink() else os.unlink)(entry.path)
        elif entry.is_dir(follow_symlinks=False):
            _take_away_by_path(entry.path)
        else:
            os.chmod(entry.path, 0o600)  # noqa: PTH101  a file that is read-only cannot be removed there
            os.unlink(entry.path)  # noqa: PTH108
    os.rmdir(folder)  # noqa: PTH106


def leads_elsewhere(path: str) -> bool:
    """Whether that is a symbolic link, or what Windows has for one between folders."""
    status = os.lstat(path)
    tag = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
