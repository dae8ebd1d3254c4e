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

from scheduler.rules.book import RULES
from scheduler.rules.rule import Rule
from tests.support.house import (
    FOR_BROWSERS,
    FOR_TERMINALS,
    HOME,
    SCREENS,
    SHOWN_WITHOUT_SOLVER,
    SOLVER,
    WITHOUT_SOLVER,
    Arrow,
    arrows,
    files,
    floor,
    nodes,
    own_arrows,
    read_arrows,
    room,
    syntax,
)

LONGEST = 500
DRAWERS = {"utils", "util", "helpers", "common", "misc", "tools"}


def tree(name: str) -> ast.Module:
    return syntax(files()[name])


def test_the_reader_sees_imports_wherever_they_stand() -> None:
    text = """
import ortools.sat
from scheduler.conference import clock
from scheduler import __version__
from scheduler.rules.pinned import Pinned
if TYPE_CHECKING:
    from scheduler.model import Model, Literal
else:
    import json
class Command:
    def run(self):
        with open("x"):
            from scheduler.checking.check import check
from . import sibling
"""
    name = "scheduler.rules.x"
    assert read_arrows(name, text) == [
        Arrow(name, "ortools.sat", 2),
        Arrow(name, "scheduler.conference.clock", 3),
        Arrow(name, "scheduler", 4),
        Arrow(name, "scheduler.rules.pinned", 5),
        Arrow(name, "scheduler.model", 7, for_types=True),
        Arrow(name, "json", 9),
        Arrow(name, "scheduler.checking.check", 13, inside=True),
        Arrow(name, ".", 14),
    ]


def test_every_file_stands_on_a_floor() -> None:
    assert [name for name in files() if floor(name) is None and name != "scheduler"] == []


def test_a_file_imports_only_what_stands_below_it() -> None:
    upwards = [str(arrow) for arrow in own_arrows() if (floor(arrow.target) or 0) >= (floor(arrow.source) or 0)]
    assert upwards == []


def test_only_the_solver_knows_ortools() -> None:
    assert [str(a) for a in arrows() if a.target.split(".")[0] == "ortools" and room(a.source) not in SOLVER] == []


def needs_solver() -> set[str]:
    """The files that cannot be imported without ortools: they import it, or a file that cannot."""
    at_once = [arrow for arrow in arrows() if not arrow.for_types and not arrow.inside]
    needing = {arrow.source for arrow in at_once if arrow.target.split(".")[0] == "ortools"}
    while more := {a.source for a in at_once if _with_parents(a.target) & needing} - needing:
        needing |= more
    return needing


def _with_parents(name: str) -> set[str]:
    """A file and the packages it stands in, for these are imported first."""
    parts = name.split(".")
    return {".".join(parts[: n + 1]) for n in range(len(parts))}


def test_what_checks_never_imports_what_solves() -> None:
    assert [n for n in needs_solver() if room(n) in WITHOUT_SOLVER or n in SHOWN_WITHOUT_SOLVER] == []


def test_the_rules_know_the_model_for_their_types_alone() -> None:
    assert [
        str(arrow)
        for arrow in own_arrows()
        if room(arrow.source) == "rules" and room(arrow.target) == "model" and not arrow.for_types
    ] == []


def test_what_searches_knows_neither_the_model_nor_ortools() -> None:
    assert [
        str(arrow)
        for arrow in arrows()
        if room(arrow.source) == "search" and (arrow.target.split(".")[0] == "ortools" or room(arrow.target) == "model")
    ] == []


def test_questions_know_no_screen() -> None:
    """What is asked and answered is data: nothing below `console` formats for a terminal."""
    below = [arrow for arrow in arrows() if room(arrow.source) not in SCREENS]
    assert [
        str(arrow)
        for arrow in below
        if (arrow.target.split(".")[0] in FOR_TERMINALS and arrow.source != "scheduler.text.wrap")
        or (arrow.target == "scheduler.text.wrap" and room(arrow.source) == "questions")
    ] == []


def test_only_the_web_knows_what_serves_pages() -> None:
    assert [
        str(arrow)
        for arrow in arrows()
        if arrow.target.split(".")[0] in FOR_BROWSERS and room(arrow.source) not in {"web", "commands"}
    ] == []


def test_the_front_door_imports_nothing_of_the_house_before_it_is_asked_for() -> None:
    at_once = {a.target for a in arrows() if a.source == "scheduler" and not a.for_types}
    assert at_once == {"__future__", "importlib"}


def test_imports_are_written_in_full() -> None:
    assert [str(arrow) for arrow in arrows() if arrow.target.startswith(".")] == []


def test_only_the_book_knows_its_rules() -> None:
    assert [
        str(arrow) for arrow in arrows() if arrow.target in rule_files() and arrow.source != "scheduler.rules.book"
    ] == []


def test_no_file_but_those_of_the_rules_names_a_rule() -> None:
    """Nothing switches on the name of a rule: what a rule is to others it says itself, in a protocol."""
    names = {kind.name for kind in RULES}
    named = [
        f"{name}:{node.lineno} {node.value}"
        for name, path in files().items()
        if room(name) not in {"rules", "bench"}
        for node in nodes(path)
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert named == []


# The other files of the folder: the contract, and what serves it.
NO_RULES = {"rule", "fields", "problem", "protocols", "book", "available", "book_data", "session_sets", "bounds"}
NO_RULES |= {"track_words", "track_cases", "track_pairs", "talk_pairs", "csplib_terms"}


def rule_files() -> list[str]:
    folder = "scheduler.rules."
    return [name for name in files() if name.startswith(folder) and name.removeprefix(folder) not in NO_RULES]


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
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in files().items()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_package_is_a_face() -> None:
    """Its `__init__` imports and names what others may use; what works stands in a module that says what it does."""
    packages = [name for name, path in files().items() if path.name == "__init__.py" and name != "scheduler"]
    working = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert [name for name in packages if any(isinstance(node, working) for node in tree(name).body)] == []


def test_no_two_classes_have_one_name() -> None:
    homes: dict[str, list[str]] = {}
    for name in files():
        for node in nodes(files()[name]):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(name)
    assert {kind: names for kind, names in homes.items() if len(names) > 1} == {}


def test_no_class_is_there_for_one_other_to_inherit() -> None:
    """A class that is cut in two is no shorter.

    An exception may have one child: it can be caught by itself. So may a shape of JSON: a TypedDict has no other way to
    say that it has the keys of another one.
    """
    kinds = {node.name: node for name in files() for node in nodes(files()[name]) if isinstance(node, ast.ClassDef)}
    children: dict[str, set[str]] = {}
    for kind in kinds.values():
        for base in kind.bases:
            children.setdefault(ast.unparse(base).partition("[")[0].rpartition(".")[2], set()).add(kind.name)
    free = set().union(*(offspring(base, children) for base in ("Exception", "ValueError", "TypedDict")))
    single = {base: names for base, names in children.items() if base in kinds and len(names) == 1}
    assert {base: names for base, names in single.items() if base not in free} == {}


def offspring(base: str, children: dict[str, set[str]]) -> set[str]:
    found = children.get(base, set())
    return found.union(*(offspring(child, children) for child in found))


def test_things_are_called_by_what_they_are() -> None:
    """These words say of anything that it was said, made or stands somewhere, and of nothing what it is."""
    vague = {"told", "said", "made", "stands", "there"}
    paths = [*files().values(), *(path for path in (HOME / "tests").rglob("*.py") if "node_modules" not in path.parts)]
    found = [
        f"{path.relative_to(HOME)}, line {getattr(node, 'lineno', 0)}: {name}"
        for path in paths
        for node in nodes(path)
        for name in identifiers(node)
        if name.strip("_") in vague
    ]
    assert found == []


def identifiers(node: ast.AST) -> list[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.arg(arg=name) | ast.keyword(arg=str(name)):
            return [name]
        case ast.alias(name=name, asname=other):
            return [other or name.rpartition(".")[2]]
    return []


def test_no_file_is_a_drawer_for_leftovers() -> None:
    assert [name for name in files() if DRAWERS & set(name.split("."))] == []


def test_every_file_says_what_it_is() -> None:
    tests = {f"tests.{path.stem}": path for path in (HOME / "tests").rglob("*.py") if path.stem != "__init__"}
    silent = [n for n, path in (files() | tests).items() if not ast.get_docstring(syntax(path))]
    assert silent == []


def test_whatever_the_product_imports_is_declared() -> None:
    """An installed netday has what it imports, and nothing is declared that it does not import."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(dependency).name) for dependency in project["dependencies"]}
    owners = packages_distributions()
    ours = {"scheduler", "netday", "cli"}
    roots = {arrow.target.split(".")[0] for arrow in arrows()} - set(sys.stdlib_module_names) - ours
    imported = {canonicalize_name(owner) for root in roots for owner in owners[root]}
    assert imported - declared <= {"pydantic-core"}  # comes with pydantic, in the one version that fits it
    assert declared - imported == {"tzdata"}  # read by zoneinfo
