"""A file is written whole or not at all: beside the place it goes to, and then in it. So is a folder of files."""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from scheduler.files.written import watch
from scheduler.text.sentence import Sentence


def write_atomic(path: Path, data: bytes) -> None:
    """All of the data, in place of what stood there; a link stays a link. Raises OSError, and then nothing changed."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, Sentence("it is a device, a pipe or a folder, and no file"), str(path))
    watch(path)
    beside = _beside(path)
    _write_new(beside, data)
    try:
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


@contextmanager
def beside_all(files: Mapping[Path, bytes | None]) -> Iterator[Callable[[Path], None]]:
    """All of the files ready beside their places, and what puts each in its own; None: it goes then.

    So what needs room on the disk is done before the first has changed. Raises OSError.
    """
    ready: dict[Path, Path] = {}

    def put(path: Path) -> None:
        if (beside := ready.get(path)) is None:
            path.unlink(missing_ok=True)
            return
        beside.replace(path.resolve())
        del ready[path]

    try:
        for path, data in files.items():
            if data is not None:
                watch(path.resolve())
                path.parent.mkdir(parents=True, exist_ok=True)
                ready[path] = beside = _beside(path.resolve())
                _write_new(beside, data)
                if path.exists():
                    shutil.copymode(path.resolve(), beside)
        yield put
    finally:
        for beside in ready.values():
            with suppress(OSError):
                beside.unlink()


def remove_leftovers(path: Path) -> None:
    """Take away what somebody left beside the file who was stopped while writing it, and writes no more."""
    path = path.resolve()
    with suppress(OSError):
        for beside in path.parent.glob(f".{glob.escape(path.name[:100])}.{'[0-9a-f]' * 8}.tmp"):
            beside.unlink()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """All of the files in a folder that is new or empty, or none. Where they stand. Raises OSError.

    They are made in a folder beside it, which then gets its name: whenever that is stopped, the folder holds all or
    nothing. One that is there and cannot be replaced gets them file by file, and is emptied when that fails.
    """
    targets = [folder / name for name in files]
    for target in targets:
        watch(target)
    found = folder.resolve()
    above = next(path for path in (found.parent, *found.parent.parents) if path.exists())
    try:
        found.parent.mkdir(parents=True, exist_ok=True)
        _make_beside(found, files)
    except BaseException:
        for parent in (found.parent, *found.parent.parents):
            if parent == above:
                break
            with suppress(OSError):
                parent.rmdir()
        raise
    return targets


def _make_beside(found: Path, files: Mapping[str, bytes]) -> None:
    beside = _beside(found)
    beside.mkdir()
    try:
        for name, data in files.items():
            _write_new(beside / name, data)
        if found.exists():
            shutil.copymode(found, beside)
        _put_in_place(beside, found)
    except BaseException:
        _remove(beside, files)
        raise


def _put_in_place(beside: Path, found: Path) -> None:
    is_here = found == Path.cwd().resolve()  # who stands in it would stand nowhere when another takes its place
    if not is_here:
        with suppress(OSError):
            beside.rename(found)
            return
    if not found.is_dir() or any(found.iterdir()):
        raise OSError(errno.ENOTEMPTY, Sentence("something else stands there now"), str(found))
    names = sorted(path.name for path in beside.iterdir())
    try:
        for name in names:
            (beside / name).rename(found / name)
    except BaseException:
        for name in names:
            with suppress(OSError):
                (found / name).rename(beside / name)
        raise
    beside.rmdir()


def _remove(beside: Path, names: Mapping[str, bytes]) -> None:
    """Take away what was made here, and nothing else."""
    with suppress(OSError):
        for name in names:
            (beside / name).unlink(missing_ok=True)
        beside.rmdir()


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")


def _write_new(path: Path, data: bytes) -> None:
    """Raises FileExistsError where something has that name, a link also: that is not ours."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise
