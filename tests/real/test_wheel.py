"""An installed netday, away from the checkout, from an empty folder to a solved day."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    """What a command writes; when it fails, the test fails with all that it wrote."""
    words = list(map(str, command))
    done = subprocess.run(words, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment that has netday from its wheel.

    The dependencies are those of the lock, borrowed from the environment that the tests run in: no network is needed.
    """
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "-w", folder, HOME, cwd=folder)
    (wheel,) = folder.glob("netday-*.whl")
    fresh = folder / "venv"
    venv.create(fresh, with_pip=True)
    paths = {"base": str(fresh), "platbase": str(fresh)}
    (Path(sysconfig.get_path("purelib", "venv", paths)) / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    scripts = Path(sysconfig.get_path("scripts", "venv", paths))
    run(scripts / "python", "-m", "pip", "install", "--no-index", "--no-deps", "--ignore-installed", wheel, cwd=folder)
    return scripts


def test_an_installed_netday_is_the_wheel_not_the_checkout(commands: Path, tmp_path: Path) -> None:
    code = "import cli, scheduler; print(cli.__file__); print(scheduler.__file__)"
    files = run(commands / "python", "-c", code, cwd=tmp_path).splitlines()
    assert [commands.parent in Path(file).parents for file in files] == [True, True]


def test_an_installed_netday_goes_from_an_empty_folder_to_a_programme(commands: Path, tmp_path: Path) -> None:
    netday = commands / "netday"
    run(netday, "new", "our-day", cwd=tmp_path)
    run(netday, "check", "our-day", cwd=tmp_path)
    run(netday, "solve", "our-day", "-o", "programme.json", cwd=tmp_path)
    run(netday, "check", "our-day", "programme.json", cwd=tmp_path)
    assert run(netday, "show", "our-day", "programme.json", cwd=tmp_path).strip()
