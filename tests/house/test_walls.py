"""Checking knows no solver: with ortools not to be imported, all that checks still works."""

from __future__ import annotations

import subprocess
import sys

from tests.support.house import HOME, SHOWN_WITHOUT_SOLVER, WITHOUT_SOLVER, files, room

NO_SOLVER = """
import sys

class NoSolver:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "ortools":
            raise ImportError("ortools is behind the wall")

sys.meta_path.insert(0, NoSolver())
"""


def without_solver(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own in which `import ortools` fails."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", NO_SOLVER + code, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=HOME,
        timeout=60,
        check=False,
    )


def test_the_wall_holds() -> None:
    assert "ortools is behind the wall" in without_solver("import scheduler.solving.solve").stderr


def test_whatever_checks_can_be_imported_without_a_solver() -> None:
    names = [name for name in files() if room(name) in WITHOUT_SOLVER or name in SHOWN_WITHOUT_SOLVER]
    done = without_solver("\n".join(f"import {name}" for name in names))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_day_is_checked_without_a_solver() -> None:
    done = without_solver("from scheduler.commands.main import main\nmain()", "check", "instances/starter")
    assert (done.returncode, done.stderr) == (0, "")
