"""What `make` installs: locks for every system that fit the declared dependencies and name no index."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.house import HOME

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
LOCKS = {name: (HOME / name).read_text("utf-8") for name in ("requirements.lock", "requirements-oldest.lock")}
each_lock = pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)


def pins(lock: str) -> list[Requirement]:
    return [Requirement(line.rstrip(" \\")) for line in lock.splitlines() if re.match(r"\w", line)]


def declared() -> list[Requirement]:
    """The build backend too, so that `pip install --no-build-isolation` needs nothing further."""
    dependencies = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    return [Requirement(line) for line in [*PROJECT["build-system"]["requires"], *dependencies]]


MACHINES = tuple(
    {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0", "sys_platform": system}
    for minor in (11, 12, 13, 14)
    for system in ("linux", "darwin", "win32")
)


def holds(lock: str, wanted: Requirement) -> bool:
    """Whether on every system and Python one version is pinned, which is one that is wanted."""
    found = [pin for pin in pins(lock) if pin.name == canonicalize_name(wanted.name)]
    fit = all(wanted.specifier.contains(str(pin.specifier).removeprefix("==")) for pin in found)
    return fit and all(
        sum(pin.marker is None or pin.marker.evaluate(dict(machine)) for pin in found) == 1 for machine in MACHINES
    )


@each_lock
def test_the_lock_fits_what_is_declared(lock: str) -> None:
    assert [str(wanted) for wanted in declared() if not holds(lock, wanted)] == []


def test_the_oldest_lock_has_the_lowest_versions_that_are_declared() -> None:
    found = {
        pin.name: Version(str(pin.specifier).removeprefix("==")) for pin in pins(LOCKS["requirements-oldest.lock"])
    }
    bounds = {
        canonicalize_name(wanted.name): Version(bound.version).release
        for wanted in declared()
        for bound in wanted.specifier
        if bound.operator == ">="
    }
    assert {name: found[name].release[: len(bound)] for name, bound in bounds.items()} == bounds
    assert len(bounds) >= len(declared()) - 2  # ortools is pinned, and the build backend is declared a second time


@each_lock
def test_everything_in_the_lock_is_one_version_with_its_hashes(lock: str) -> None:
    pinned = r"^[\w.-]+==[\w.]+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    assert len(re.findall(pinned, lock, re.MULTILINE)) == len(pins(lock))


@each_lock
def test_the_lock_names_no_index(lock: str) -> None:
    assert re.findall(r"\S*://\S*|^-.*|--(?!hash=)\S+", lock, re.MULTILINE) == []
