"""What stands beside the folder of an edition, looked at before it is touched; and what a crash left there, mended.

While an edition is made there are hidden neighbours: the next edition, the last one while it goes, the lock. Somebody
else can have put something of that name there, a link to other files above all. It is left alone, and told.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from scheduler.publishing.calendars import disk
from scheduler.publishing.calendars.location import FOLDERS, EditionFault, Holding, siblings
from scheduler.text.sentence import Sentence


def mend(folder: Path, found: Path) -> None:
    """Undo what a publication left that was stopped half-way, or take away the edition that a new one replaced.

    `folder` as the user calls it, `found` where it is. EditionFault where something else stands there.
    """
    following, aside, _ = siblings(found)
    if where_it_is(found) == aside:
        _bring_back(folder, found, aside)
    disk.take_away(str(following))
    disk.take_away(str(aside))


def where_it_is(found: Path) -> Path:
    """Where the last edition stands: in its folder, or beside it where a publication was stopped between two renames.

    The new one had not come when the next edition still stands beside it, or nothing stands in the folder but what
    somebody else put there since. EditionFault where what stands beside it is not netday's.
    """
    following, aside, _ = siblings(found)
    for path in (following, aside):
        if is_in_the_way(path, stat.S_ISDIR):
            raise in_the_way(path, Sentence("a folder"))
    if os.path.lexists(following):
        _is_ours(following, found, aside)
    if not os.path.lexists(aside):
        return found
    _is_ours(aside, found, following)
    came = not os.path.lexists(following) and Holding(found).is_edition
    return found if came or not (Holding(aside).is_edition or not os.path.lexists(found)) else aside


def _bring_back(folder: Path, found: Path, aside: Path) -> None:
    """Put the last edition in its folder again, with what somebody else put there since."""
    if os.path.lexists(found):
        names = os.listdir(found)  # noqa: PTH208
        if both := sorted(name for name in names if os.path.lexists(aside / name)):
            raise EditionFault(
                Sentence(
                    "A publication in {folder} was cut short, and the last edition stands in {aside}. Meanwhile "
                    "{folder} holds {file} too. Nothing was touched. Move what stands in {folder} elsewhere and "
                    "publish again: the last edition then comes back by itself.",
                    folder=folder,
                    aside=aside,
                    file=both[0],
                )
            )
        for name in names:
            os.rename(found / name, aside / name)  # noqa: PTH104
        os.rmdir(found)  # noqa: PTH106
    os.rename(aside, found)  # noqa: PTH104


def is_in_the_way(path: Path, fits: Callable[[int], bool]) -> bool:
    """Whether something stands there that is not of the kind that netday makes, such as a link."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return False
    return not fits(status.st_mode) or disk.leads_elsewhere(str(path))


def in_the_way(path: Path, ours: Sentence) -> EditionFault:
    """`ours`: what netday makes of that name."""
    if path.is_symlink():
        return EditionFault(
            Sentence(
                "{path} is a link that leads to {target}. While it publishes, netday makes {ours} of that name, and it "
                "touches nothing that it did not make. Nothing was published. Remove the link, see who put it there, "
                "and publish again.",
                path=path,
                target=os.readlink(path),  # noqa: PTH115
                ours=ours,
            )
        )
    return EditionFault(
        Sentence(
            "{path} is something else. While it publishes, netday makes {ours} of that name, and it touches nothing "
            "that it did not make. Nothing was published. Move it elsewhere, see who put it there, and publish again.",
            path=path,
            ours=ours,
        )
    )


def _is_ours(hidden: Path, *others: Path) -> None:
    """See that a neighbour holds what an edition of this folder can hold. EditionFault otherwise."""
    holding = Holding(hidden)
    known = set(FOLDERS).union(*(Holding(other).names for other in others))
    strange = sorted(name for name in holding.names - known if not holding.can_be_ours(name))
    if strange and not (hidden.name.endswith("-old") and holding.is_edition):
        raise EditionFault(
            Sentence(
                "{folder} holds {file}, which is not netday's, and netday takes away what stands in a folder of "
                "that name. Nothing was touched. Move it elsewhere and publish again.",
                folder=hidden,
                file=strange[0],
            )
        )


def publishing_group(found: Path) -> int | None:
    """The group whose people publish there together: that of the folder, or of the one around a new one.

    None where its people may not write in it, or everybody may: that says nothing of who is trusted.
    """
    try:
        status = (found if os.path.lexists(found) else found.parent).stat()
    except OSError:
        return None
    if not hasattr(os, "chown") or not status.st_mode & 0o020 or status.st_mode & 0o002:
        return None
    return status.st_gid


def see_that_we_may_replace(folder: Path, found: Path) -> None:
    """EditionFault where we may not take away the edition that the new one replaces. `folder` as the user calls it."""
    effective = os.access in os.supports_effective_ids
    for path in (found, *(found / name for name in FOLDERS)):
        if path.is_dir() and not os.access(path, os.W_OK | os.X_OK, effective_ids=effective) and not _is_mine(path):
            raise EditionFault(
                Sentence(
                    "{folder} belongs to somebody else, and only they may publish there. To publish there by turns, "
                    "have them let a group do so that both of you are in: chgrp -R GROUP {folder}, chmod -R g+rwX "
                    "{folder}, and the same without -R for the folder around it. Nothing was published; {folder} is "
                    "as it was.",
                    folder=folder,
                )
            )


def _is_mine(path: Path) -> bool:
    return hasattr(os, "geteuid") and path.stat().st_uid == os.geteuid()
