"""An edition on disk is all or nothing, whatever goes wrong and whenever; and what is not netday's is left alone."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scheduler.publishing.calendars.edition_folder import (
    FEW,
    EditionFault,
    EditionFolder,
    opened,
    published_edition,
)
from scheduler.publishing.calendars.ics_writer import PRODID
from tests.support.crashes import Dead, Fault, Snapshot, failing, snapshot

LOCK = ".site.netday-lock"


def calendar(text: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nX-TEXT:{text}\r\nEND:VCALENDAR\r\n".encode()


def files(text: str, *, people: tuple[str, ...] = ("anna", "bo")) -> dict[str, bytes]:
    return {
        "programme.ics": calendar("always the same"),
        **{f"people/{name}.ics": calendar(f"{name} {text}") for name in people},
        "calendars.json": f'{{"conference": "{text}", "calendars": []}}'.encode(),
        "ledger.json": f'{{"conference": "{text}"}}'.encode(),
    }


def publish(folder: Path, wanted: dict[str, bytes]) -> None:
    with opened(folder) as edition:
        put_all(edition, wanted)
        edition.commit()


def put_all(edition: EditionFolder, wanted: dict[str, bytes]) -> None:
    for path, data in wanted.items():
        edition.put(path, data, private=path.endswith(".json"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def as_snapshot(wanted: dict[str, bytes]) -> Snapshot:
    folders: Snapshot = {path.rpartition("/")[0]: ("folder", b"") for path in wanted if "/" in path}
    return {**folders, **{path: ("file", data) for path, data in wanted.items()}}


STRANGERS: Snapshot = {
    "logo.png": ("file", b"\x89PNG"),
    "pages": ("folder", b""),
    "pages/index.html": ("file", b"<p>Hello</p>"),
    "pages/empty": ("folder", b""),
    "latest": ("link", b"programme.ics"),
    "people/photo.jpg": ("file", b"\xff\xd8"),
    "people": ("folder", b""),
}


def with_strangers(folder: Path) -> None:
    (folder / "logo.png").write_bytes(b"\x89PNG")
    (folder / "pages" / "empty").mkdir(parents=True)
    (folder / "pages" / "index.html").write_bytes(b"<p>Hello</p>")
    (folder / "latest").symlink_to("programme.ics")
    (folder / "people" / "photo.jpg").write_bytes(b"\xff\xd8")


# What an edition is


def test_an_edition_is_what_was_written_and_kept_and_nothing_else_of_ours(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old"))
    with opened(folder) as edition:
        assert edition.previous == folder
        edition.keep("programme.ics")
        edition.write("people/anna.ics", [b"piece ", b"by ", b"piece"])
        edition.write("rooms/hall.ics", b"new")
        edition.write("ledger.json", b"{}", private=True)
        assert snapshot(folder) == as_snapshot(files("old"))
        edition.commit()
    wanted = {
        "programme.ics": calendar("always the same"),
        "people/anna.ics": b"piece by piece",
        "rooms/hall.ics": b"new",
        "ledger.json": b"{}",
    }
    assert snapshot(folder) == as_snapshot(wanted)
    assert names(tmp_path) == [LOCK, "site"]


def test_without_a_commit_nothing_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    with opened(folder) as edition:
        assert edition.previous is None
        put_all(edition, files("never"))
    assert names(folder.parent) == [LOCK]
    publish(folder, files("old"))
    with pytest.raises(TypeError), opened(folder) as edition:
        put_all(edition, {**files("never"), "rooms/hall.ics": None})  # type: ignore[dict-item]
    assert snapshot(folder) == as_snapshot(files("old"))
    assert names(folder.parent) == [LOCK, "site"]


def test_a_changed_file_is_a_new_file_and_an_unchanged_one_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old"))
    elsewhere = tmp_path / "a second name of the old file"
    os.link(folder / "people" / "anna.ics", elsewhere)
    before = (folder / "programme.ics").stat()
    publish(folder, files("new"))
    after = (folder / "programme.ics").stat()
    assert elsewhere.read_bytes() == calendar("anna old")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_put_mends_a_file_that_was_edited_removed_or_laid_open(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old"))
    (folder / "people" / "anna.ics").write_bytes(calendar("anna ald"))
    (folder / "people" / "bo.ics").unlink()
    (folder / "ledger.json").chmod(0o644)
    publish(folder, files("old"))
    assert snapshot(folder) == as_snapshot(files("old"))
    assert stat.S_IMODE((folder / "ledger.json").stat().st_mode) == 0o600


def test_what_is_not_ours_is_carried_over_and_what_is_ours_goes(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old", people=("anna", "bo", "cleo")))
    with_strangers(folder)
    last_year = files("last year", people=("dirk",))
    publish(folder / "2025", last_year)
    publish(folder, files("new", people=("anna",)))
    nested = {f"2025/{path}": thing for path, thing in as_snapshot(last_year).items()}
    lock: Snapshot = {".2025.netday-lock": ("file", b"")}
    assert snapshot(folder) == {
        **as_snapshot(files("new", people=("anna",))),
        **STRANGERS,
        **nested,
        **lock,
        "2025": ("folder", b""),
    }


def test_a_page_that_the_index_lists_is_ours_and_goes_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    index = b'{"conference": 1, "calendars": [], "files": [{"file": "booklet.html", "kind": "booklet"}]}'
    publish(folder, {"calendars.json": index, "booklet.html": b"<p>"})
    (folder / "other.html").write_bytes(b"<p>")
    publish(folder, {"programme.ics": calendar("x")})
    assert names(folder) == ["other.html", "programme.ics"]


def test_modes_stay_and_the_ledger_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old"))
    folder.chmod(0o2751)
    (folder / "people").chmod(0o705)
    publish(folder, files("new"))
    modes = {name: stat.S_IMODE((folder / name).stat().st_mode) for name in ("", "people", "ledger.json")}
    assert modes == {"": 0o2751, "people": 0o705, "ledger.json": 0o600}


def test_many_files_are_put_on_the_disk_in_one_go(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    many = {f"people/p{number}.ics": calendar("x") for number in range(3 * FEW)}
    with failing() as calls:
        publish(folder, many)
    assert (calls.seen.count("syncfs"), calls.seen.count("fsync")) == (
        1,
        FEW + 4,
    )  # 4: the two folders, that above twice
    assert snapshot(folder) == as_snapshot(many)


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a/", "a\\b", "c:a", "a\0b"])
def test_paths_lead_nowhere_else(tmp_path: Path, path: str) -> None:
    with opened(tmp_path / "site") as edition, pytest.raises(ValueError, match="is no path within an edition"):
        edition.write(path, b"")


# Where it can stand


def test_two_publishers_at_once_are_one_too_many(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old"))
    other = (
        "import sys; from pathlib import Path; from scheduler.publishing.calendars.edition_folder import opened\n"
        "with opened(Path(sys.argv[1])): pass"
    )
    with opened(folder) as edition:
        put_all(edition, files("new"))
        with pytest.raises(EditionFault) as refusal, opened(folder):
            pass
        refused = subprocess.run(
            [sys.executable, "-c", other, str(folder)], capture_output=True, text=True, check=False
        )
        edition.commit()
    assert str(refusal.value) == (
        f"Somebody else is publishing in {folder} at this moment. Nothing was published. Try again when they are done."
    )
    assert refused.stderr.splitlines()[-1] == f"scheduler.publishing.calendars.location.EditionFault: {refusal.value}"
    assert snapshot(folder) == as_snapshot(files("new"))
    assert names(tmp_path) == [LOCK, "site"]


def refusal(folder: Path) -> str:
    with pytest.raises(EditionFault) as asked:
        published_edition(folder)
    with pytest.raises(EditionFault) as refusal, opened(folder):
        pass
    assert str(refusal.value) == str(asked.value)
    return str(refusal.value)


def test_the_files_of_others_are_not_published_over(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (folder / name).write_bytes(b"x")
    before = snapshot(tmp_path)
    assert refusal(folder) == (
        f"{folder} holds a.jpg and 2 more, and no calendars of netday. Nothing there was touched. "
        f"Name a new or empty folder, such as {folder}/calendars."
    )
    assert {**before, ".photos.netday-lock": ("file", b"")} == snapshot(tmp_path)


def test_a_ledger_of_somebody_else_makes_no_edition(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text('{"accounts": []}')
    (tmp_path / "programme.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")
    assert " holds ledger.json and 1 more, and no calendars of netday." in refusal(tmp_path)


@pytest.mark.parametrize("left", ["programme.ics", "people/bo.ics", "calendars.json", "ledger.json"])
def test_one_file_that_is_left_makes_it_an_edition(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "site"
    publish(folder, {left: files("old")[left]})
    assert published_edition(folder) == folder
    publish(folder, files("new"))
    assert snapshot(folder) == as_snapshot(files("new"))


def test_an_empty_folder_is_published_in(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir(0o710)
    (folder / ".nojekyll").touch()
    assert published_edition(folder) is None
    publish(folder, files("new"))
    assert snapshot(folder) == {**as_snapshot(files("new")), ".nojekyll": ("file", b"")}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o710


def test_a_symbolic_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("site")
    publish(tmp_path / "link", files("old"))
    publish(tmp_path / "link", files("new"))
    assert (tmp_path / "link").is_symlink()
    assert snapshot(tmp_path / "site") == as_snapshot(files("new"))


def test_a_file_a_disk_and_where_we_stand_are_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"")
    assert refusal(tmp_path / "site") == (
        f"{tmp_path}/site is a file. Name a folder for the calendars, such as {tmp_path}/calendars."
    )
    (tmp_path / "a" / "b").mkdir(parents=True)
    with chdir(tmp_path / "a" / "b"):
        for folder in (Path(), tmp_path / "a"):
            assert refusal(folder) == (
                f"{folder} is the folder you are in, or holds it, and a new edition takes its place. "
                f"Name a folder in it, such as {folder.resolve()}/calendars, or publish from elsewhere."
            )
    assert refusal(Path("/proc")).startswith("/proc is a disk of its own,")
    (tmp_path / "loop").symlink_to("loop")
    assert "Name a" in refusal(tmp_path / "loop")


def test_what_others_put_where_a_file_of_ours_belongs_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, {"programme.ics": calendar("old")})
    (folder / "rooms").mkdir()
    (folder / "rooms" / "hall.ics").write_bytes(b"of somebody else")
    (folder / "people").write_bytes(b"a list")
    before = snapshot(folder)
    for path in ("rooms/hall.ics", "people/anna.ics"):
        with pytest.raises(EditionFault, match=r" holds (rooms/hall.ics|people), which is not netday's, "):
            publish(folder, {path: calendar("new")})
        assert snapshot(folder) == before


def test_a_file_that_is_gone_cannot_be_kept(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, files("old"))
    (folder / "people" / "bo.ics").unlink()
    with opened(folder) as edition, pytest.raises(EditionFault, match=r"no longer holds people/bo\.ics"):
        edition.keep("people/bo.ics")


# Whatever goes wrong

OLD, NEW = files("old"), files("new", people=("anna", "cleo"))
SYSTEMS = {
    "Linux": frozenset[str](),
    "no swap": frozenset({"renameat2"}),
    "no swap, no links": frozenset({"renameat2", "link", "syncfs"}),
}


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """Like `tmp_path`, in memory where that is a disk too: some six thousand folders are made here and taken away."""
    memory = Path("/dev/shm")  # noqa: S108  the folder in it gets a name of its own
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def rounds(folder: Path, system: str, fault: Fault) -> Iterator[str]:
    """Publish with a fault at the first call, at the second, and so on; what came of each."""
    for number in range(1000):
        with failing(number, fault, missing=SYSTEMS[system]) as disk:
            try:
                publish(folder, NEW)
                came = "published"
            except Dead:
                came = "dead"
            except EditionFault as refusal:
                came = str(refusal)
        if not disk.struck:
            assert (came, number) == ("published", len(disk.seen))
            return
        yield came
    raise AssertionError("there was no end to it")


@pytest.mark.parametrize("first", [True, False], ids=["first", "next"])
@pytest.mark.parametrize("fault", ["dies", "fails once", "stays full"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_at_every_moment_there_is_the_old_edition_or_the_new(
    quick_path: Path, system: str, fault: Fault, *, first: bool
) -> None:
    strangers = {} if first else STRANGERS
    before = {} if first else {**as_snapshot(OLD), **strangers}
    after = {**as_snapshot(NEW), **strangers}
    seen = set()
    folder = quick_path / "site"
    if not first:
        publish(folder, OLD)
        with_strangers(folder)
    for came in rounds(folder, system, fault):
        if system == "Linux" or fault != "dies":
            found = snapshot(folder) if folder.exists() else {}
        else:
            left = published_edition(folder)  # between two renames: the next opening brings it back
            found = snapshot(left) if left else {}
        assert found in (before, after)
        seen.add("old" if found == before else "new")
        if came == "published":
            assert found == after
        elif fault != "dies" and "The new edition stands in " not in came:
            assert came.endswith(f"Nothing was published; {folder} is as it was.")
            assert found == before
        with failing():
            publish(folder, OLD)
        assert snapshot(folder) == {**as_snapshot(OLD), **strangers}
        assert names(quick_path) == [LOCK, "site"]
        if first:
            shutil.rmtree(folder)
    assert seen == {"old", "new"}


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, OLD)
    with failing(12, "stays full"), pytest.raises(EditionFault) as refusal:
        publish(folder, NEW)
    assert str(refusal.value) == (
        f"There is no room on the disk for a new edition of {folder}. Make room and publish again. "
        f"Nothing was published; {folder} is as it was."
    )
    assert snapshot(folder) == as_snapshot(OLD)
    assert names(tmp_path) == [LOCK, "site"]


def test_the_faults_strike_at_every_call_that_changes_the_disk(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, OLD)
    with_strangers(folder)
    with failing() as disk:
        publish(folder, NEW)
    assert disk.unseen == set()
    assert set(disk.seen) == {
        *("open", "write", "fsync", "mkdir", "chmod", "fchmod", "chown", "link", "renameat2", "unlink", "rmdir"),
    }


def test_what_somebody_puts_there_meanwhile_is_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish(folder, OLD)
    with opened(folder) as edition:
        put_all(edition, NEW)
        (folder / "logo.png").write_bytes(b"late")
        edition.commit()
    assert snapshot(folder) == {**as_snapshot(NEW), "logo.png": ("file", b"late")}
