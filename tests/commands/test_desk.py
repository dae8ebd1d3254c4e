"""`netday desk`: where it says the page is, and each reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler.commands.main import main
from scheduler.web import server
from scheduler.web.server import Listening, listen
from tests.support.desk_days import DAY, a_folder


@pytest.fixture(autouse=True)
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is up, and Ctrl-C ends it."""

    def serve(app: object, listening: Listening, started: Callable[[], None]) -> None:
        assert callable(app)
        started()
        listening.close()

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def desk(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["desk", *map(str, words)])


def test_it_says_at_which_address_the_page_is(tmp_path: Path) -> None:
    done = desk(a_folder(tmp_path), "--port", "0", "--language", "nl")
    assert done.exit_code == 0
    first, second = done.stdout.splitlines()
    assert first.startswith("De werkplek staat open: http://127.0.0.1:")
    assert "/enter?key=" in first
    assert second == "Dit adres werkt één keer, in één browser op deze computer. Met Ctrl-C stopt u."
    assert desk(tmp_path / "day.yaml", "--port", "0", "--no-browser").exit_code == 0


def test_without_a_folder_it_says_at_which_address_a_day_is_chosen() -> None:
    done = desk("--port", "0")
    assert done.exit_code == 0
    assert done.stdout.startswith("The desk is open: http://127.0.0.1:")


def test_a_day_with_faults_is_opened_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY.replace("groep: Zorg", "groep: Zorgen"), "utf-8")
    done = desk(tmp_path, "--port", "0")
    assert (done.exit_code, "The desk is open" in done.stdout) == (0, True)
    assert "The day has faults. The page shows them" in done.stderr


def test_each_reason_why_there_is_no_page_is_a_sentence(tmp_path: Path) -> None:
    taken = listen(0)
    try:
        words = {
            desk(tmp_path / "nowhere"): "There is no folder",
            desk(
                a_folder(tmp_path / "day"), "--port", str(taken.port)
            ): "is in use by another program. Name another one",
            desk(tmp_path / "day", "--port", "70000"): "70000 is not in the range",
            desk(tmp_path / "day", "--trusted-proxy", "10.0.0.5"): "--trusted-proxy needs --user-header.",
            desk(tmp_path / "day", "--user-header", "X-User", "--trusted-proxy", "x"): '"x" is no address',
        }
    finally:
        taken.close()
    assert [(done.exit_code, text in done.stderr) for done, text in words.items()] == [(2, True)] * len(words)
