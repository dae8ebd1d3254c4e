"""What an edition changed is printed, in the next run where this one's answer did not arrive."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.test_check import DAY, netday
from tests.commands.test_publish import CHANGED, MORNING, published, standing, typed
from tests.support.house import HOME

KEPT = Path("site/not-announced.json")
MOVED = "Woningmarkt moves from 11.15 to 10.00: 2 people"
BEFORE = "The edition before changed this, and it was not printed to the end:"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY, "utf-8")
    typed(MORNING)
    published()


def crashed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish, and stop before a word is printed."""
    with monkeypatch.context() as context:
        context.setattr("scheduler.commands.publish._published", lambda *_, **__: 1 / 0)
        assert netday("publish", "day.yaml", "typed.yaml", "--to", "site").exit_code == 70


def test_what_was_printed_is_not_kept() -> None:
    assert not KEPT.exists()
    typed(CHANGED)
    published()
    assert not KEPT.exists()


def test_after_a_crash_in_the_last_sentence_the_next_edition_says_what_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(CHANGED)
    crashed(monkeypatch)
    assert stat.S_IMODE(KEPT.stat().st_mode) == 0o600
    before = standing()
    printed = published("--dry-run")
    assert printed[:2] == [BEFORE, MOVED]
    assert standing() == before
    payload = json.loads(netday("publish", "day.yaml", "typed.yaml", "--to", "site", "--dry-run", "--json").stdout)
    assert payload["not_announced"][0] == MOVED
    printed = published()
    assert printed[:2] == [BEFORE, MOVED]
    assert "No calendar changed." in printed
    assert not KEPT.exists()
    assert published()[0] == "No calendar changed."


def test_two_crashes_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(CHANGED)
    crashed(monkeypatch)
    typed(MORNING)
    crashed(monkeypatch)
    printed = published()
    assert printed[:2] == [BEFORE, MOVED]
    assert "Woningmarkt moves from 10.00 to 11.15: 2 people" in printed


def test_what_somebody_damaged_of_it_is_no_hindrance(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(CHANGED)
    crashed(monkeypatch)
    KEPT.write_text("{", "utf-8")
    assert published()[0] == "No calendar changed."
    assert not KEPT.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_where_standard_output_is_full_it_is_kept() -> None:
    typed(CHANGED)
    day, programme, folder = (str(Path.cwd() / name) for name in ("day.yaml", "typed.yaml", "site"))
    command = [sys.executable, "-m", "scheduler", "publish", day, programme, "--to", folder]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=HOME, check=False)
    assert b"Not all of the answer arrived" in done.stderr
    assert KEPT.exists()
    assert published()[:2] == [BEFORE, MOVED]


def test_what_nobody_read_is_said_in_the_language_of_who_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(CHANGED)
    crashed(monkeypatch)
    call = ("publish", "day.yaml", "typed.yaml", "--to", "site", "--dry-run", "--language", "nl")
    assert "Woningmarkt gaat van 11.15 naar 10.00: 2 deelnemers" in netday(*call).stdout
    payload = json.loads(netday(*call, "--json").stdout)
    assert payload["not_announced"][0] == "Woningmarkt gaat van 11.15 naar 10.00: 2 deelnemers"


def test_what_an_earlier_netday_kept_is_said_as_it_stands() -> None:
    KEPT.write_text(json.dumps(["Woningmarkt moves"]))
    assert published("--dry-run")[1] == "Woningmarkt moves"
