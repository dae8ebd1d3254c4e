"""kill -9 of a publisher at any moment: what stands in the folder is one edition, whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from scheduler.publishing.calendars.edition_folder import opened
from scheduler.publishing.calendars.ics_writer import PRODID
from tests.support.crashes import snapshot

KILLS = 30
OURS = f"BEGIN:VCALENDAR\r\nPRODID:{PRODID}\r\n".encode()
# Two editions in turn, as fast as it goes; after each a sign of life.
PUBLISHER = """
import sys
from pathlib import Path
from tests.real.test_kill import EDITIONS, publish

turn = 0
while True:
    publish(Path(sys.argv[1]), EDITIONS[turn % 2])
    print(turn, flush=True)
    turn += 1
"""


def edition(text: str, people: range) -> dict[str, bytes]:
    return {
        "ledger.json": f'{{"conference": "{text}"}}'.encode(),
        "programme.ics": OURS + b"the same in both",
        **{f"people/{number}.ics": OURS + f"{number} {text}".encode() * 50 for number in people},
    }


EDITIONS = (edition("A", range(10)), edition("B", range(3, 15)))


def publish(folder: Path, files: dict[str, bytes]) -> None:
    with opened(folder) as next_edition:
        for path, data in files.items():
            next_edition.put(path, data)
        next_edition.commit()


def test_a_publisher_that_is_killed_leaves_one_edition_whole(tmp_path: Path) -> None:
    folder, chance = tmp_path / "site", random.Random(3)
    found, half_made = [], 0
    publish(folder, EDITIONS[1])
    for _ in range(KILLS):
        publisher = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, str(folder)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert publisher.stdout is not None
        assert publisher.stdout.readline() == "0\n"
        began = time.monotonic()
        assert publisher.stdout.readline() == "1\n"
        time.sleep(chance.uniform(0, 2) * (time.monotonic() - began))
        publisher.kill()
        publisher.communicate(timeout=60)
        left = {path: data for path, (kind, data) in snapshot(folder).items() if kind == "file"}
        assert left in EDITIONS
        found.append(EDITIONS.index(left))
        half_made += (tmp_path / ".site.netday-next").exists()
    assert (set(found), half_made > KILLS // 4) == ({0, 1}, True)  # else they were killed at idle moments
    publish(folder, EDITIONS[0])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.netday-lock", "site"]
