"""The installed command sees whether the package `scheduler` is netday's own before any line of it runs."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
from pathlib import Path

import pytest

import netday
from tests.support.house import HOME

FOREIGN = 'raise SystemExit("code of somebody else has run")\n'
SENTENCE = (
    "Error: netday cannot start, for its package `scheduler` is {}: "
    "install netday in an environment of its own, with pipx.\n"
)


def start(folder: Path, *first_on_the_path: Path) -> subprocess.CompletedProcess[str]:
    """Start the command as an installer's script does, with netday.py in `folder` and nothing else installed."""
    path = os.pathsep.join(map(str, [*first_on_the_path, folder]))
    return subprocess.run(
        [sys.executable, "-S", "-c", "from netday import main; main()", "--version"],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"},
        timeout=60,
        check=False,
    )


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder like site-packages, with netday.py and, of the package, what the start reads."""
    folder = tmp_path / "site-packages"
    (folder / "scheduler").mkdir(parents=True)
    shutil.copy(HOME / "netday.py", folder)
    shutil.copy(HOME / "scheduler" / "__init__.py", folder / "scheduler")
    return folder


def refused(done: subprocess.CompletedProcess[str], fault: str) -> bool:
    return (done.returncode, done.stdout, done.stderr) == (2, "", SENTENCE.format(fault))


def test_in_its_own_place_the_package_is_run() -> None:
    done = start(HOME, *map(Path, site.getsitepackages()))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("netday ")


def test_another_project_that_overwrote_the_package_is_named_and_not_run(installed: Path) -> None:
    (installed / "scheduler" / "__init__.py").write_text(FOREIGN, "utf-8")
    assert refused(start(installed), f"overwritten by another project ({installed / 'scheduler'})")


def test_another_project_first_on_the_path_is_named_and_not_run(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "first" / "scheduler").mkdir(parents=True)
    (tmp_path / "first" / "scheduler" / "__init__.py").write_text(FOREIGN, "utf-8")
    done = start(installed, tmp_path / "first")
    assert refused(done, f"hidden by another one of that name ({tmp_path / 'first' / 'scheduler'})")


def test_another_copy_of_netday_first_on_the_path_is_not_this_one(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(installed / "scheduler", tmp_path / "first" / "scheduler")
    done = start(installed, tmp_path / "first")
    assert refused(done, f"hidden by another one of that name ({tmp_path / 'first' / 'scheduler'})")


def test_what_an_uninstalled_namesake_leaves_is_told(installed: Path) -> None:
    (installed / "scheduler" / "__init__.py").unlink()
    assert refused(start(installed), f"incomplete ({installed / 'scheduler'})")


def test_without_any_package_that_is_told(installed: Path) -> None:
    shutil.rmtree(installed / "scheduler")
    assert refused(start(installed), "missing")


def test_who_imports_the_start_to_program_with_is_told_the_face() -> None:
    with pytest.raises(AttributeError, match=r"import scheduler as netday$"):
        _ = netday.read
