"""An edition on disk, all or nothing: at every moment its folder holds the last edition or the next, and is whole.

The next edition is built in a hidden folder beside it. What is unchanged gets a second name there (a hard link), what
changed is a new file; when all of it is on the disk, the two folders swap names in one step, and the old one goes.
Where no such step exists (Windows, some file systems) two renames do it, and a crash between them is mended at the next
opening. What a crash leaves behind is hidden, and removed at the next opening.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from scheduler.publishing.calendars import disk
from scheduler.publishing.calendars.location import FOLDERS, EditionFault, Holding, last_edition, real_folder, siblings
from scheduler.publishing.calendars.mend import (
    in_the_way,
    is_in_the_way,
    mend,
    publishing_group,
    see_that_we_may_replace,
    where_it_is,
)
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence, paragraph

__all__ = ["EditionFault", "EditionFolder", "opened", "published_edition"]

# So many new files are put on the disk one by one. Beyond, one sync of the file system is quicker (100,000 files: 1 s
# instead of half a minute on a quick disk, many on a slow one), but waits for what other programs write as well.
FEW = 100
_UNSAFE = frozenset("\\:\0")


class EditionFolder:
    """The next edition while it is made. Each of netday's files is either written or kept; the others go.

    Paths are relative, with `/`; ValueError for others. Files in the folder that are not netday's are carried over.
    """

    def __init__(self, folder: Path, found: Path, previous: Path | None, group: int | None = None) -> None:
        """Begin: `folder` as the user calls it, `found` where it is, `previous` where the last edition can be read.

        `group`: who publish there together.
        """
        self.previous = previous
        self._group = group
        self.staged, aside, _ = siblings(found)  # staged: as far as written; to be read again before the commit
        self.committed = False
        self._folder, self._found = folder, found
        self._next, self._last, self._aside = str(self.staged), str(found), str(aside)
        self._holding = Holding(found)
        self._folders: dict[str, int] = {}  # those made, each with the mode it will have
        self._files = 0  # those made, as a new one or a copy
        self._filled = False
        self._make("")
        self._identity = _which(self._next)

    def write(self, path: str, data: bytes | Iterable[bytes], *, private: bool = False) -> None:
        """A new or changed file. `private`: only who publish there can read it (mode 0600, or 0660 for their group)."""
        target = self._target(path)
        if self.is_somebody_elses(path):
            raise self._not_ours(path)
        pieces = [data] if isinstance(data, bytes) else disk.gathered(data)
        mode, group = (0o600, self._group) if private else (0o666, None)
        self._create(lambda synced: disk.create(target, pieces, mode, synced=synced, group=group))

    def keep(self, path: str) -> None:
        """A file of the last edition, unchanged. EditionFault where it is gone."""
        target = self._target(path)
        if self.previous is None or not self._holding.holds(path):
            raise EditionFault(
                Sentence(
                    "{folder} no longer holds {file} of the last edition. Nothing was published.",
                    folder=self._folder,
                    file=path,
                )
            )
        with self._faults_as_sentences():
            self._carry_file(f"{self._last}/{path}", target)

    def mark(self, path: str) -> None:
        """Have an empty file there, whose name is all it says. One that stands there, whoever made it, stays."""
        if not self._holding.holds(path):
            self.write(path, b"")

    def is_somebody_elses(self, path: str) -> bool:
        """Whether a file that is not netday's stands there in the last edition."""
        return self.previous is not None and self._holding.holds(path) and not self._holding.is_ours(path)

    def put(self, path: str, data: bytes, *, private: bool = False) -> bool:
        """Keep the file of the last edition if it has these very bytes, else write it. Whether it was written.

        So a file that somebody removed, damaged or edited by hand is mended.
        """
        if self.previous is not None and self._is(path, data, private=private):
            self.keep(path)
            return False
        self.write(path, data, private=private)
        return True

    def commit(self) -> None:
        """Put the next edition in the place of the last. Without this, it is thrown away."""
        if self.committed or not self._filled:
            raise ValueError("An edition has files, and is committed once.")
        with self._faults_as_sentences():
            if self._files > FEW:
                disk.sync_file_system(self._next)
            if _which(self._next) != self._identity:
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), self._next)
            self._carry("")  # as late as can be: what somebody puts there meanwhile is seen
            for path, mode in reversed(self._folders.items()):
                os.chmod(f"{self._next}/{path}", mode)  # noqa: PTH101
                disk.sync_folder(f"{self._next}/{path}")
            disk.sync_folder(str(self._found.parent))
            self._switch()
        try:
            disk.sync_folder(str(self._found.parent))
        except OSError as error:
            raise EditionFault(
                Sentence(
                    "The new edition stands in {folder}, but the disk does not confirm that it will stay there "
                    "({why}). Look after the disk and publish again.",
                    folder=self._folder,
                    why=os_reason(error),
                )
            ) from None

    def _switch(self) -> None:
        replaces = os.path.lexists(self._last)
        if replaces and disk.swap(self._next, self._last):
            self.committed = True
            self._next, self._last = self._last, self._next
            self._holding = Holding(Path(self._last))
            with suppress(OSError, EditionFault):
                self._carry("")  # what somebody put in the last edition just before it went
            return
        if replaces:
            os.rename(self._last, self._aside)  # noqa: PTH104
        os.rename(self._next, self._last)  # noqa: PTH104  if this fails, `_mend` brings the last one back
        self.committed = True

    def _is(self, path: str, data: bytes, *, private: bool) -> bool:
        try:
            status = os.lstat(f"{self._last}/{path}")
            others = 0o007 if status.st_gid == self._group else 0o077
            if not stat.S_ISREG(status.st_mode) or status.st_size != len(data) or (private and status.st_mode & others):
                return False
            return (self._found / path).read_bytes() == data
        except OSError:
            return False

    def _create(self, how: Callable[[bool], None]) -> None:
        self._files += 1
        with self._faults_as_sentences():
            how(self._files <= FEW or not disk.can_sync_file_system())

    def _target(self, path: str) -> str:
        """Where a file of the next edition is written. Its folder is made."""
        if any(part in {"", ".", ".."} for part in path.split("/")) or not _UNSAFE.isdisjoint(path):
            raise ValueError(f"{path!r} is no path within an edition.")
        with self._faults_as_sentences():
            self._make(path.rpartition("/")[0])
        self._filled = True
        return f"{self._next}/{path}"

    def _make(self, path: str) -> None:
        """A folder of the next edition, to get the mode and the group of the same one in the last."""
        if path in self._folders:
            return
        if path:
            self._make(path.rpartition("/")[0])
        folder, model = f"{self._next}/{path}", f"{self._last}/{path}"
        os.mkdir(folder)  # noqa: PTH102
        status = os.lstat(model if os.path.lexists(model) else folder)
        if not stat.S_ISDIR(status.st_mode):
            raise self._not_ours(path)
        if hasattr(os, "chown"):
            for user, group in ((-1, status.st_gid), (status.st_uid, -1)):
                with suppress(PermissionError):
                    os.chown(folder, user, group)
        mode = stat.S_IMODE(status.st_mode)
        if self._group is not None and not os.path.lexists(model):
            with suppress(PermissionError):
                os.chown(folder, -1, self._group)
                mode |= 0o2070
        os.chmod(folder, mode & 0o7000 | 0o700)  # noqa: PTH101  nobody looks into what is half made
        self._folders[path] = mode

    def _carry(self, path: str) -> None:
        """Take along what is not netday's and stands in this folder of the last edition."""
        if not os.path.isdir(f"{self._last}/{path}"):  # noqa: PTH112
            return
        inside = f"{path}/" if path else ""
        new_names = set(os.listdir(f"{self._next}/{path}")) if path in self._folders else set()  # noqa: PTH208
        with os.scandir(f"{self._last}/{path}") as entries:
            for entry in entries:
                name = inside + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if entry.stat(follow_symlinks=False).st_dev != os.stat(self._next).st_dev:  # noqa: PTH116
                        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), entry.path)
                    if name not in FOLDERS:  # those go when nothing is in them
                        self._make(name)
                    self._carry(name)
                elif entry.name not in new_names and not self._holding.is_ours(name):
                    self._make(path)
                    self._carry_file(entry.path, f"{self._next}/{name}")

    def _carry_file(self, source: str, target: str) -> None:
        if not disk.link(source, target):
            self._create(lambda synced: disk.copy(source, target, synced=synced))

    def _not_ours(self, path: str) -> EditionFault:
        return EditionFault(
            Sentence(
                "{folder} holds {file}, which is not netday's, where the new edition has a file or folder "
                "of its own. Nothing was published. Move it elsewhere and publish again.",
                folder=self._folder,
                file=path,
            )
        )

    def _faults_as_sentences(self) -> AbstractContextManager[None]:
        return _faults_as_sentences(self._folder)


@contextmanager
def opened(folder: Path) -> Iterator[EditionFolder]:
    """The next edition in `folder`, for one publisher at a time. Raises EditionFault."""
    found = real_folder(folder)
    with _faults_as_sentences(folder):
        found.parent.mkdir(parents=True, exist_ok=True)
        group = publishing_group(found)
        lock = _locked(folder, siblings(found)[2], group)
    try:
        with _faults_as_sentences(folder):
            mend(folder, found)
            see_that_we_may_replace(folder, found)
            edition = EditionFolder(folder, found, last_edition(folder, found), group)
        yield edition
    finally:
        try:
            with suppress(OSError, EditionFault):
                mend(folder, found)  # what cannot be removed now is removed at the next opening
        finally:
            lock.release()


def published_edition(folder: Path) -> Path | None:
    """Where the last edition can be read, without locking or writing anything; None where there is none.

    Raises EditionFault where no edition could be published.
    """
    found = real_folder(folder)
    with _faults_as_sentences(folder):
        return last_edition(folder, where_it_is(found))


def _locked(folder: Path, lock_file: Path, group: int | None) -> BaseFileLock:
    """The lock, held. EditionFault while somebody else holds it, or where it is no lock."""
    if is_in_the_way(lock_file, stat.S_ISREG):
        raise in_the_way(lock_file, Sentence("an empty file"))
    lock = FileLock(lock_file, thread_local=False) if group is None else FileLock(lock_file, 0, 0o664, False)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise EditionFault(
            Sentence(
                "Somebody else is publishing in {folder} at this moment. "
                "Nothing was published. Try again when they are done.",
                folder=folder,
            )
        ) from None
    if group is not None:
        with suppress(PermissionError):  # it is a colleague's, who has said so already
            os.chown(lock_file, -1, group)
    return lock


def _which(folder: str) -> tuple[int, int]:
    """Which folder that is, whatever is put in its place."""
    status = os.lstat(folder)
    return status.st_dev, status.st_ino


@contextmanager
def _faults_as_sentences(folder: Path) -> Iterator[None]:
    """Make a sentence of whatever the system says."""
    try:
        yield
    except OSError as error:
        as_it_was = Sentence("Nothing was published; {folder} is as it was.", folder=folder)
        raise EditionFault(paragraph(_sentence(folder, error), as_it_was)) from None


def _sentence(folder: Path, error: OSError) -> Sentence:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Sentence(
            "There is no room on the disk for a new edition of {folder}. Make room and publish again.", folder=folder
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Sentence(
            "netday may not write in the folder that holds {folder}, where it makes the new edition. "
            "Publish as a user who may, or name another folder.",
            folder=folder,
        )
    if error.errno in {errno.EXDEV, errno.EBUSY}:
        return Sentence(
            "{folder} is on several disks, or is held by a system or program. Name another folder.", folder=folder
        )
    return Sentence(
        "A new edition of {folder} could not be written: {why} ({file}).",
        folder=folder,
        why=os_reason(error),
        file=error.filename,
    )
