"""netday in a real terminal, by tmux: nothing is wider than the window, whatever its width."""

from __future__ import annotations

import secrets
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
NETDAY = str(Path(sys.executable).with_name("netday"))
DONE = "--- done, exit code"


class Terminal:
    """A tmux of our own: no settings of the user's, no other sessions in it."""

    def __init__(self) -> None:
        self.name = f"netday-{secrets.token_hex(4)}"

    def tmux(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-f", "/dev/null", "-L", self.name, *arguments]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=30).stdout

    def run(self, *arguments: str, columns: int, folder: Path = HOME, code: int = 0) -> list[str]:
        """What netday writes in a window of so many columns; a line that the window had to wrap comes as one."""
        script = f"{shlex.join([NETDAY, *arguments])}; echo '{DONE}' $?; exec sleep 120"
        environment = ["-e", "TERM=xterm-256color", "-e", "LC_ALL=C.UTF-8"]
        window = ["-x", str(columns), "-y", "300", "-c", str(folder), *environment]
        self.tmux("new-session", "-d", *window, "sh", "-c", script)
        try:
            until = time.monotonic() + 90
            while time.monotonic() < until:
                lines = [line.rstrip() for line in self.tmux("capture-pane", "-p", "-J").splitlines()]
                if f"{DONE} {code}" in lines:
                    return lines[: lines.index(f"{DONE} {code}")]
                assert not any(line.startswith(DONE) for line in lines), "\n".join(lines)
                time.sleep(0.2)
            raise AssertionError("netday did not end:\n" + "\n".join(lines))
        finally:
            self.tmux("kill-server")


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter day, solved."""
    file = tmp_path_factory.mktemp("solved") / "programme.json"
    solve = [NETDAY, "solve", "instances/starter", "-o", str(file), "--quiet"]
    subprocess.run(solve, cwd=HOME, check=True, timeout=120)
    return file


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("by", ["room", "time", "group", "person"])
def test_a_programme_fits_the_window(terminal: Terminal, programme: Path, by: str, columns: int) -> None:
    lines = terminal.run("show", "instances/starter", str(programme), "--by", by, columns=columns)
    assert len("".join(lines)) > 100
    assert [line for line in lines if len(line) > columns] == []


@pytest.mark.parametrize("columns", [80, 200])
def test_the_summary_of_a_solve_fits_the_window(terminal: Terminal, tmp_path: Path, columns: int) -> None:
    day = str(HOME / "instances" / "starter")
    lines = terminal.run("solve", day, "-o", "programme.json", columns=columns, folder=tmp_path)
    assert "Proven: no programme costs less." in lines
    assert [line for line in lines if len(line) > columns] == []


@pytest.mark.parametrize("call", [["check", "."], ["new", "."]], ids=" ".join)
def test_faults_and_refusals_are_wrapped_between_words(terminal: Terminal, tmp_path: Path, call: list[str]) -> None:
    (tmp_path / "day.yaml").write_text(
        "title: A day\ndate: 2026-03-13\nhours: 9:00-17:00\nrooms: [Zaal 1]\ngroups: [Wonen, Zorg]\n"
        "sessions:\n  - {group: Wohnen, minutes: 60, room: The large hall on the second floor}\n",
        encoding="utf-8",
    )
    lines = terminal.run(*call, columns=80, folder=tmp_path, code=2)
    assert [line for line in lines if len(line) > 80] == []
    assert any(line.startswith("  ") for line in lines)  # so something was wrapped
