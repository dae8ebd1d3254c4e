"""The house stands as it is drawn: floors, walls, one subject to a file."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scheduler.rule import Rule
from scheduler.rules import RULES
from tests.house import FOR_TYPES, HOME, ROOF, SOLVER, Arrow, arrows, files, floor, own_arrows, read_arrows, room

LONGEST = 300
DRAWERS = {"utils", "util", "helpers", "common", "misc", "tools"}


def test_the_reader_sees_imports_wherever_they_stand() -> None:
    text = """
import ortools.sat
from scheduler import clock, __version__
from scheduler.rules.pinned import Pinned
if TYPE_CHECKING:
    from scheduler.model import Model, Literal
else:
    import json
class Command:
    def run(self):
        with open("x"):
            from scheduler.check import check
from . import sibling
"""
    name = "scheduler.rules.x"
    assert read_arrows(name, text) == [
        Arrow(name, "ortools.sat", 2),
        Arrow(name, "scheduler.clock", 3),
        Arrow(name, "scheduler", 3),
        Arrow(name, "scheduler.rules.pinned", 4),
        Arrow(name, "scheduler.model", 6, for_types=True),
        Arrow(name, "json", 8),
        Arrow(name, "scheduler.check", 12, inside=True),
        Arrow(name, ".", 13),
    ]


def test_every_file_stands_on_a_floor() -> None:
    assert [name for name in files() if floor(name) is None and name != "scheduler"] == []


def test_a_file_imports_only_what_stands_below_it() -> None:
    upwards = [
        str(arrow)
        for arrow in own_arrows()
        if (floor(arrow.target) or 0) >= (floor(arrow.source) or 0)
        and not (arrow.for_types and (room(arrow.source), room(arrow.target)) in FOR_TYPES)
    ]
    assert upwards == []


def test_only_the_solver_knows_ortools() -> None:
    assert [str(a) for a in arrows() if a.target.split(".")[0] == "ortools" and room(a.source) not in SOLVER] == []


def test_what_checks_never_imports_what_solves() -> None:
    through_the_wall = [
        str(arrow)
        for arrow in own_arrows()
        if room(arrow.target) in SOLVER | ROOF
        and room(arrow.source) not in SOLVER | ROOF
        and not arrow.for_types
        and not (room(arrow.source) in {"cli", "commands"} and arrow.inside)
    ]
    assert through_the_wall == []


def test_the_front_door_imports_nothing() -> None:
    assert [str(arrow) for arrow in arrows() if arrow.source == "scheduler"] == []


def test_imports_are_written_in_full() -> None:
    assert [str(arrow) for arrow in arrows() if arrow.target.startswith(".")] == []


def test_only_the_book_knows_its_rules() -> None:
    assert [
        str(arrow)
        for arrow in arrows()
        if arrow.target.startswith("scheduler.rules.") and arrow.source != "scheduler.rules"
    ] == []


def rule_files() -> list[str]:
    return [name for name in files() if name.startswith("scheduler.rules.")]


@pytest.mark.parametrize("name", rule_files())
def test_a_rule_file_holds_one_rule_of_its_name_and_it_is_in_the_book(name: str) -> None:
    file = importlib.import_module(name)
    rules = [
        kind
        for _, kind in inspect.getmembers(file, inspect.isclass)
        if issubclass(kind, Rule) and kind.__module__ == name
    ]
    assert [re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in rules] == [
        name.removeprefix("scheduler.rules.")
    ]
    assert rules[0] in RULES


def test_the_book_has_no_rule_from_elsewhere() -> None:
    assert sorted(kind.__module__ for kind in RULES) == rule_files()


def test_no_file_of_the_scheduler_is_longer_than_a_subject() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in files().items() if name != "cli"}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_file_is_a_drawer_for_leftovers() -> None:
    assert [name for name in files() if DRAWERS & set(name.split("."))] == []


def test_every_file_says_what_it_is() -> None:
    tests = {f"tests.{path.stem}": path for path in (HOME / "tests").rglob("*.py") if path.stem != "__init__"}
    silent = [n for n, path in (files() | tests).items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_whatever_the_product_imports_is_declared() -> None:
    """An installed netday has what it imports, and nothing is declared that it does not import."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(dependency).name) for dependency in project["dependencies"]}
    owners = packages_distributions()
    roots = {arrow.target.split(".")[0] for arrow in arrows()} - set(sys.stdlib_module_names) - {"scheduler", "cli"}
    imported = {canonicalize_name(owner) for root in roots for owner in owners[root]}
    assert imported - declared <= {"pydantic-core"}  # comes with pydantic, in the one version that fits it
    assert declared - imported == {"tzdata"}  # read by zoneinfo
