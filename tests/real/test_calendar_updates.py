"""What attendees see after a change: the moved event at its new hour, the cancelled one as such, nothing twice."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.real.calendar_days import AHEAD, Read, editions
from tests.real.foreign import (
    HOME,
    PARSERS,
    VENV,
    Events,
    Khal,
    Vdirsyncer,
    by_caldav,
    free_port,
    radicale,
    serving,
    with_our_zones,
)
from tests.support.pages import blocks

ZONE = "Europe/Amsterdam"


def read(events: Events) -> list[Read]:
    return sorted(event for event, _ in events.values())


@contextmanager
def served(edition: Path, port: int) -> Iterator[str]:
    """The address under which `netday serve-calendars` serves the programme."""
    words = (sys.executable, "-m", "scheduler", "serve-calendars", edition, "--port", str(port))
    with serving(*words, port=port):
        yield f"http://127.0.0.1:{port}/programme.ics"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, list[Read]]]:
    """The programme's file of the one edition and of the next, each with what stands in it."""
    folder = tmp_path_factory.mktemp("both")
    return [
        (Path(shutil.copy(edition / "programme.ics", folder / f"edition-{number}.ics")), planned)
        for number, (edition, planned) in enumerate(editions(folder, ZONE), 1)
    ]


@pytest.mark.parametrize("parser", PARSERS.values(), ids=list(PARSERS))
def test_a_parser_reads_what_moved_and_what_was_cancelled(
    parser: Callable[[Path], Events], both: list[tuple[Path, list[Read]]]
) -> None:
    assert [read(parser(file)) for file, _ in both] == [planned for _, planned in both]


def test_khal_that_imports_again_shows_each_event_once_as_it_is_now(
    both: list[tuple[Path, list[Read]]], tmp_path: Path
) -> None:
    khal = Khal(tmp_path / "khal", "Asia/Tokyo")
    for file, planned in both:
        khal.take(file)
        assert read(khal.events([AHEAD])) == planned


def test_vdirsyncer_that_reads_the_file_again_updates_what_it_has(
    both: list[tuple[Path, list[Read]]], tmp_path: Path
) -> None:
    source = tmp_path / "programme.ics"
    vdirsyncer = Vdirsyncer(tmp_path / "vdirsyncer", 'type = "singlefile"', "read_only = true", f'path = "{source}"')
    names = []
    for file, planned in both:
        source.write_bytes(file.read_bytes())
        copied = vdirsyncer.sync()
        assert read(copied) == planned
        names.append(set(copied))
    assert names[0] == names[1]


def test_vdirsyncer_that_subscribes_updates_what_it_has(tmp_path: Path) -> None:
    port = free_port()
    published = editions(tmp_path, ZONE)
    edition, planned = next(published)
    with served(edition, port) as address:
        vdirsyncer = Vdirsyncer(tmp_path / "vdirsyncer", 'type = "http"', f'url = "{address}"')
        assert read(vdirsyncer.sync()) == planned
        _, planned = next(published)
        assert read(vdirsyncer.sync()) == planned
        assert read(vdirsyncer.sync()) == planned


def test_the_recipe_on_the_page_for_attendees_subscribes_with_vdirsyncer_and_reads_with_khal(tmp_path: Path) -> None:
    port = free_port()
    published = editions(tmp_path, ZONE)
    edition, planned = next(published)
    vdirsyncer, khal = (block.text for block in blocks(HOME / "docs" / "calendars-for-attendees.md", "ini"))
    home = tmp_path / "home"
    with served(edition, port) as address:
        recipe = re.sub(r"https://netwerkdag\.example/\S+\.ics", address, vdirsyncer)
        assert recipe != vdirsyncer
        for name, text in (("vdirsyncer", recipe), ("khal", khal)):
            (home / ".config" / name).mkdir(parents=True)
            (home / ".config" / name / "config").write_text(text, encoding="utf-8")
        at_home(home, "vdirsyncer", "discover", stdin="y\n")
        while True:
            at_home(home, "vdirsyncer", "sync")
            listed = at_home(home, "khal", "list", "--once", "--format", "{title}", str(AHEAD), "1d").splitlines()
            assert sorted(listed[1:]) == sorted(event.summary for event in planned)
            if (following := next(published, None)) is None:
                break
            edition, planned = following


def at_home(home: Path, program: str, *words: str, stdin: str = "") -> str:
    """What a program prints whose user lives there, with no settings but those in their home."""
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "TZ": ZONE, "LC_ALL": "C.UTF-8"}
    command = [str(VENV / program), *words]
    done = subprocess.run(
        command, input=stdin, capture_output=True, encoding="utf-8", timeout=120, check=False, env=env
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_radicale_that_is_given_an_event_again_keeps_it_once_as_it_is_now(
    both: list[tuple[Path, list[Read]]], tmp_path: Path
) -> None:
    returned, hours = tmp_path / "returned.ics", (f"{AHEAD}T00:00", f"{AHEAD}T23:59")
    with radicale(tmp_path / "radicale") as address:
        for file, planned in both:
            for verb, calendar in (("put", "day"), ("put-whole", "whole")):
                by_caldav(address, verb, file)
                for asked in (("events", calendar), ("between", calendar, *hours)):
                    given = by_caldav(address, *asked)
                    text = with_our_zones(given, file) if calendar == "whole" else given
                    returned.write_text(text, encoding="utf-8")
                    assert read(PARSERS["libical"](returned)) == planned
