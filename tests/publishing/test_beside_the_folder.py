"""What stands beside the folder of an edition is looked at before it is touched; what a crash left there comes back."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from scheduler.publishing.calendars import disk
from scheduler.publishing.calendars.edition_folder import EditionFault, opened, published_edition
from tests.publishing.test_edition_folder import LOCK, as_snapshot, calendar, files, names, publish, put_all
from tests.support.crashes import failing, snapshot

OLD, NEW = files("old"), files("new", people=("anna", "cleo"))
NEXT, LAST = ".site.netday-next", ".site.netday-old"


def refused(folder: Path) -> str:
    with pytest.raises(EditionFault) as refusal:
        publish(folder, NEW)
    return str(refusal.value)


@pytest.mark.parametrize("first", [True, False], ids=["first", "next"])
@pytest.mark.parametrize("name", [NEXT, LAST, LOCK])
def test_a_link_beside_the_folder_is_left_alone_with_all_that_it_leads_to(
    tmp_path: Path, name: str, *, first: bool
) -> None:
    (tmp_path / "theses" / "deep").mkdir(parents=True)
    (tmp_path / "theses" / "deep" / "thesis.docx").write_bytes(b"three years of work")
    (tmp_path / "theses").chmod(0o555)
    folder = tmp_path / "site"
    if not first:
        publish(folder, OLD)
    (tmp_path / LOCK).unlink(missing_ok=True)
    (tmp_path / name).symlink_to("theses")
    before = {**snapshot(tmp_path), LOCK: ("file", b"")} if name != LOCK else snapshot(tmp_path)
    assert refused(folder).startswith(f"{tmp_path / name} is a link that leads to theses. While it publishes, netday ")
    assert snapshot(tmp_path) == before
    assert stat.S_IMODE((tmp_path / "theses").stat().st_mode) == 0o555
    if name != LOCK:
        with pytest.raises(EditionFault, match="is a link that leads to theses"):
            published_edition(folder)


@pytest.mark.parametrize("name", [NEXT, LAST])
def test_files_of_somebody_else_beside_the_folder_are_left_alone(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "site"
    publish(folder, OLD)
    (tmp_path / name / "deep").mkdir(parents=True)
    (tmp_path / name / "thesis.docx").write_bytes(b"three years of work")
    before = snapshot(tmp_path)
    assert f"{tmp_path / name} holds deep, which is not netday's" in refused(folder)
    assert snapshot(tmp_path) == before
    (tmp_path / name / "thesis.docx").rename(tmp_path / "thesis.docx")
    (tmp_path / name / "deep").rmdir()
    (tmp_path / name).rmdir()
    (tmp_path / name).write_bytes(b"a file")
    assert refused(folder).startswith(f"{tmp_path / name} is something else.")


def test_a_link_in_an_edition_that_goes_is_taken_away_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "thesis.docx").write_bytes(b"three years of work")
    (tmp_path / "gone" / "deep").mkdir(parents=True)
    (tmp_path / "gone" / "deep" / "link").symlink_to("../../kept")
    (tmp_path / "gone" / "deep").chmod(0o500)
    disk.take_away(str(tmp_path / "gone"))
    assert snapshot(tmp_path) == {"kept": ("folder", b""), "kept/thesis.docx": ("file", b"three years of work")}
    (tmp_path / "gone").symlink_to("kept")
    with pytest.raises(OSError, match="gone"):
        disk.take_away(str(tmp_path / "gone"))
    assert names(tmp_path / "kept") == ["thesis.docx"]


def test_what_takes_the_place_of_the_next_edition_meanwhile_does_not_become_it(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, OLD)
    with opened(folder) as edition:
        put_all(edition, NEW)
        edition.staged.rename(tmp_path / "away")
        edition.staged.mkdir()
        with pytest.raises(EditionFault, match=r"is held by a system or program\. Name another folder\. Nothing was"):
            edition.commit()
    assert snapshot(folder) == as_snapshot(OLD)


def between_two_renames(folder: Path, *, following: bool) -> None:
    """As a publication leaves it that dies between them, where folders cannot change places."""
    if following:
        publish(folder, NEW)
        folder.rename(folder.with_name("new"))
    publish(folder, OLD)
    folder.rename(folder.with_name(LAST))
    if following:
        folder.with_name("new").rename(folder.with_name(NEXT))


@pytest.mark.parametrize("following", [True, False])
def test_after_a_crash_between_two_renames_the_last_edition_comes_back_with_what_was_put_there_since(
    tmp_path: Path, *, following: bool
) -> None:
    folder = tmp_path / "site"
    between_two_renames(folder, following=following)
    folder.mkdir()
    (folder / "logo.png").write_bytes(b"PNG")
    (folder / ".nojekyll").touch()
    assert published_edition(folder) == tmp_path / LAST
    with opened(folder) as edition:
        assert edition.previous == folder
    assert snapshot(folder) == {**as_snapshot(OLD), "logo.png": ("file", b"PNG"), ".nojekyll": ("file", b"")}
    assert names(tmp_path) == [LOCK, "site"]


def test_after_a_crash_between_two_renames_nothing_of_two_editions_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    between_two_renames(folder, following=True)
    folder.mkdir()
    (folder / "programme.ics").write_bytes(calendar("somebody's copy"))
    before = snapshot(tmp_path)
    assert f"stands in {tmp_path / LAST}. Meanwhile {folder} holds programme.ics too." in refused(folder)
    assert snapshot(tmp_path) == before


def test_a_disk_that_fails_while_the_last_edition_comes_back_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for number in range(6):
        between_two_renames(folder, following=True)
        folder.mkdir()
        (folder / "logo.png").write_bytes(b"PNG")
        with failing(number, "fails once"), suppress(EditionFault):
            publish(folder, NEW)
        publish(folder, OLD)
        assert snapshot(folder) == {**as_snapshot(OLD), "logo.png": ("file", b"PNG")}
        (folder / "logo.png").unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such groups there")
def test_where_a_group_publishes_together_its_people_can_read_ledger_and_lock(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2770)
    before = os.umask(0o027)
    try:
        for wanted in (OLD, NEW):
            publish(shared / "site", wanted)
    finally:
        os.umask(before)
    modes = {
        name: stat.S_IMODE((shared / name).stat().st_mode)
        for name in (LOCK, "site", "site/people", "site/ledger.json", "site/calendars.json")
    }
    assert modes == {
        LOCK: 0o664,
        "site": 0o2770,
        "site/people": 0o2770,
        "site/ledger.json": 0o660,
        "site/calendars.json": 0o660,
    }


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can be two people")
def test_two_colleagues_publish_in_one_folder_by_turns(tmp_path: Path) -> None:
    for above in (tmp_path, tmp_path.parent, tmp_path.parent.parent):  # made for one user alone
        above.chmod(0o755)
    shared = tmp_path / "shared"
    shared.mkdir()
    os.chown(shared, -1, 4711)
    shared.chmod(0o2770)
    for user, text in ((4001, "one"), (4002, "two"), (4001, "three")):
        with being(user, 4711):
            publish(shared / "site", files(text))
        assert snapshot(shared / "site") == as_snapshot(files(text))
        assert names(shared) == [LOCK, "site"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can be two people")
def test_a_folder_of_a_colleague_alone_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for above in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        above.chmod(0o755)
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    with being(4001, 4711):
        publish(shared / "site", OLD)
    (shared / LOCK).chmod(0o666)
    with being(4002, 4711):
        assert refused(shared / "site").startswith(f"{shared}/site belongs to somebody else, and only they may publish")
    assert snapshot(shared / "site") == as_snapshot(OLD)
    assert names(shared) == [LOCK, "site"]


@contextmanager
def being(user: int, group: int) -> Iterator[None]:
    """Somebody else, who has a group of their own and is of this one too."""
    groups, mask = os.getgroups(), os.umask(0o022)
    os.setgroups([group])
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
        os.umask(mask)
