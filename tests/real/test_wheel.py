"""An installed netday, away from the checkout and in an environment of its own, from an empty folder to calendars."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from tests.real.foreign import VENV
from tests.support.house import HOME


def run(*command: str | Path, cwd: Path, **environment: str | Path) -> str:
    """What a command writes; when it fails, the test fails with all that it wrote."""
    words = list(map(str, command))
    env = {**os.environ, **{name: str(value) for name, value in environment.items()}}
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of netday, in a folder `dist` as `make wheel` leaves it."""
    folder = tmp_path_factory.mktemp("checkout") / "dist"
    run(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "-w", folder, HOME, cwd=HOME)
    (found,) = folder.glob("netday-*.whl")
    return found


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel of everything that netday depends on, in the versions of the lock.

    They are packed again from the environment that the tests run in: no network is needed.
    """
    folder = tmp_path_factory.mktemp("wheels")
    needed = {"netday": distribution("netday")}
    for name in (waiting := list(needed)):
        for requirement in map(Requirement, needed[name].requires or ()):
            wanted = not requirement.marker or requirement.marker.evaluate({"extra": ""})
            if wanted and requirement.name not in needed:
                needed[requirement.name] = distribution(requirement.name)
                waiting.append(requirement.name)
    for name in waiting[1:]:
        pack(needed[name], folder)
    return folder


def pack(installed: Distribution, folder: Path) -> None:
    """The wheel that was installed, but for what installing added: compiled files, scripts, the installer's name."""
    added = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}
    files = [
        file for file in installed.files or () if not {"..", "__pycache__"} & set(file.parts) and file.name not in added
    ]
    tag = re.findall(r"^Tag: (.+)$", installed.read_text("WHEEL") or "", re.MULTILINE)[-1]
    name = f"{re.sub(r'[-_.]+', '_', installed.name)}-{installed.version}"
    information = next(file.parent for file in files if file.name == "METADATA")
    record = [f"{file},sha256={file.hash.value},{file.size}" for file in files if file.hash]
    with ZipFile(folder / f"{name}-{tag}.whl", "w") as archive:
        for file in files:
            archive.write(str(file.locate()), str(file))
        archive.writestr(f"{information}/RECORD", "\n".join([*record, f"{information}/RECORD,,", ""]))


@pytest.fixture(scope="module")
def python(wheel: Path, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that has netday, from its wheel, and what it depends on."""
    return installed(tmp_path_factory.mktemp("installed") / "venv", wheel, "--no-index", "--find-links", wheels)


def installed(fresh: Path, wheel: Path, *options: str | Path) -> Path:
    venv.create(fresh, with_pip=True)
    paths = {"base": str(fresh), "platbase": str(fresh)}
    found = Path(sysconfig.get_path("scripts", "venv", paths)) / "python"
    run(found, "-m", "pip", "install", "--no-compile", *options, wheel, cwd=fresh)
    return found


def test_the_wheel_has_two_names_at_the_top_and_no_other(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert sorted(top for top in tops if not top.endswith(".dist-info")) == ["netday.py", "scheduler"]


def test_an_installed_netday_is_the_wheel_not_the_checkout(python: Path, tmp_path: Path) -> None:
    code = "import netday, scheduler; print(netday.__file__); print(scheduler.__file__)"
    files = run(python, "-c", code, cwd=tmp_path).splitlines()
    assert [python.parents[1] in Path(file).parents for file in files] == [True, True]


def goes_from_an_empty_folder_to_calendars(*command: str | Path, cwd: Path) -> None:
    run(*command, "new", "our-day", cwd=cwd)
    run(*command, "check", "our-day", cwd=cwd)
    run(*command, "solve", "our-day", "-o", "programme.json", cwd=cwd)
    run(*command, "check", "our-day", "programme.json", cwd=cwd)
    assert run(*command, "show", "our-day", "programme.json", cwd=cwd).strip()
    run(*command, "publish", "our-day", "programme.json", "--to", "site", cwd=cwd)
    written = {path.suffix for path in (cwd / "site").rglob("*")}
    assert {".ics", ".html", ".pdf", ".xlsx", ".md", ".json", ".xml"} <= written
    assert (cwd / "site" / "programme.ics").read_text("utf-8").startswith("BEGIN:VCALENDAR")


def test_an_installed_netday_goes_from_an_empty_folder_to_calendars(python: Path, tmp_path: Path) -> None:
    goes_from_an_empty_folder_to_calendars(python.parent / "netday", cwd=tmp_path)


def test_the_installed_package_can_be_run_as_well(python: Path, tmp_path: Path) -> None:
    goes_from_an_empty_folder_to_calendars(python, "-m", "scheduler", cwd=tmp_path)


def test_an_installed_netday_says_so_when_a_namesake_has_overwritten_it(wheel: Path, tmp_path: Path) -> None:
    """A project of the name `scheduler` is made up and installed, as pip does: over our files, without a word."""
    python = installed(tmp_path / "venv", wheel, "--no-deps")
    (tmp_path / "namesake" / "scheduler").mkdir(parents=True)
    (tmp_path / "namesake" / "scheduler" / "__init__.py").write_text("print('I am another')\n", "utf-8")
    (tmp_path / "namesake" / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "scheduler"\nversion = "1"\n',
        "utf-8",
    )
    build = ("pip", "wheel", "--no-build-isolation", "--no-deps", "-w", tmp_path, tmp_path / "namesake")
    run(sys.executable, "-m", *build, cwd=tmp_path)
    run(python, "-m", "pip", "install", "--no-index", "--find-links", tmp_path, "scheduler", cwd=tmp_path)
    done = subprocess.run(
        [python.parent / "netday", "--version"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"Error: .*overwritten by another project \(.*scheduler\): .* with pipx\.\n", done.stderr)


def test_pipx_installs_netday_as_the_readme_says(wheel: Path, wheels: Path, tmp_path: Path) -> None:
    [line] = re.findall(r"^pipx .+$", (HOME / "README.md").read_text("utf-8"), re.MULTILINE)
    homes: dict[str, str | Path] = {
        f"PIPX_{name}": tmp_path / name for name in ("HOME", "BIN_DIR", "MAN_DIR", "COMPLETION_DIR")
    }
    offline: dict[str, str | Path] = {"UV_OFFLINE": "1", "UV_NO_INDEX": "1", "UV_FIND_LINKS": wheels}
    path = os.pathsep.join([str(VENV), os.environ["PATH"]])
    homes |= {"UV_CACHE_DIR": tmp_path / "cache", "PIPX_DEFAULT_BACKEND": "uv", "PATH": path}
    run("sh", "-c", line, cwd=wheel.parents[1], **homes, **offline)
    goes_from_an_empty_folder_to_calendars(tmp_path / "BIN_DIR" / "netday", cwd=tmp_path)
