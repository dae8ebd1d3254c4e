"""What `make` installs: one lock for every system, that fits the declared dependencies and names no index."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.house import HOME

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
LOCK = (HOME / "requirements.lock").read_text("utf-8")
PINS = [Requirement(line.rstrip(" \\")) for line in LOCK.splitlines() if re.match(r"\w", line)]


def holds(pin: Requirement, wanted: Requirement) -> bool:
    """Whether the pinned version is one that is wanted, on every system and Python."""
    version = str(pin.specifier).removeprefix("==")
    return pin.name == canonicalize_name(wanted.name) and wanted.specifier.contains(version) and not pin.marker


def test_the_lock_fits_what_is_declared() -> None:
    """The build backend too, so that `pip install --no-build-isolation` needs nothing further."""
    declared = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    assert [wanted for wanted in declared if not any(holds(pin, Requirement(wanted)) for pin in PINS)] == []


def test_everything_in_the_lock_is_one_version_with_its_hashes() -> None:
    pinned = r"^[\w.-]+==[\w.]+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    assert len(re.findall(pinned, LOCK, re.MULTILINE)) == len(PINS)


def test_the_lock_names_no_index() -> None:
    assert re.findall(r"\S*://\S*|^-.*|--(?!hash=)\S+", LOCK, re.MULTILINE) == []
