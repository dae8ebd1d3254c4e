"""The drawing of the house, and a reader of imports to hold the sources against it. Nothing of the product is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[2]

# From the ground up: a file imports what stands on a lower floor. A folder is one room, whose files know each other.
FLOORS = (
    {"text"},
    {"conference"},
    {"model"},
    {"rules"},
    {"checking"},
    {"search", "files", "publishing"},
    {"solving"},
    {"questions"},
    {"console", "bench", "desk"},
    {"api", "web"},
    {"commands"},
    {"cli"},
)
# What starts the command, the top floor: from a checkout, installed, and with `python -m scheduler`.
DOORS = {"cli", "netday", "scheduler.__main__"}
SOLVER = {"model", "solving"}  # alone know ortools
# Behind the wall: none of these needs the solver to be there, whatever they import and whatever that imports in turn.
# Of the rooms that show and run questions, only what shows a programme and a check of it.
WITHOUT_SOLVER = {"text", "conference", "rules", "checking", "files", "publishing", "desk", "web", "commands", "cli"}
SHOWN_WITHOUT_SOLVER = {f"scheduler.console.{name}" for name in ("report", "grid", "lists", "rules", "describe")} | {
    f"scheduler.api.{name}" for name in ("answers", "arguments", "builder", "checks", "mailing", "outputs", "problems")
}
# What may write to a terminal; whatever stands below them is data.
SCREENS = {"console", "bench", "commands", "cli"}
FOR_TERMINALS = {"rich", "click"}
FOR_BROWSERS = {"starlette", "uvicorn", "python_multipart"}  # which the web alone knows


@dataclass(frozen=True)
class Arrow:
    """One import. `for_types`: only under `if TYPE_CHECKING`; `inside`: in a function, so when that is called."""

    source: str
    target: str
    line: int
    for_types: bool = False
    inside: bool = False

    def __str__(self) -> str:
        return f"{self.source}, line {self.line}, imports {self.target}"


@cache
def files() -> dict[str, Path]:
    """Every source file of the product by its dotted name; a package by the name of its folder."""
    paths = [HOME / "cli.py", HOME / "netday.py", *sorted((HOME / "scheduler").rglob("*.py"))]
    return {".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


@cache
def syntax(path: Path) -> ast.Module:
    """What a source file says, read once for all tests that look at it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that its syntax tree has, as `ast.walk` gives it."""
    return tuple(ast.walk(syntax(path)))


def read_arrows(name: str, text: str) -> list[Arrow]:
    """All imports of a source file, wherever they stand in it."""
    return list(_arrows(name, ast.parse(text), for_types=False, inside=False))


def _arrows(name: str, node: ast.AST, *, for_types: bool, inside: bool) -> Iterator[Arrow]:
    if isinstance(node, ast.Import):
        yield from (Arrow(name, alias.name, node.lineno, for_types, inside) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        origin = "." * node.level + (node.module or "")
        for target in dict.fromkeys(_named(origin, alias.name) for alias in node.names):
            yield Arrow(name, target, node.lineno, for_types, inside)
    elif isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
        for statement in node.body:
            yield from _arrows(name, statement, for_types=True, inside=inside)
        for statement in node.orelse:
            yield from _arrows(name, statement, for_types=for_types, inside=inside)
    else:
        inside = inside or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for child in ast.iter_child_nodes(node):
            yield from _arrows(name, child, for_types=for_types, inside=inside)


def _named(origin: str, name: str) -> str:
    """`from scheduler import clock` names a file, `from scheduler.conference.clock import Span` something in one."""
    return f"{origin}.{name}" if f"{origin}.{name}" in files() else origin


@cache
def arrows() -> tuple[Arrow, ...]:
    found = (_arrows(name, syntax(path), for_types=False, inside=False) for name, path in files().items())
    return tuple(arrow for arrows_of_file in found for arrow in arrows_of_file)


def room(name: str) -> str:
    """Where in the house a file stands: `rules` for scheduler.rules.pinned."""
    return "cli" if name in DOORS else name.removeprefix("scheduler.").split(".")[0]


def floor(name: str) -> int | None:
    """Counted from the ground; None for a file that is nowhere in the drawing."""
    return next((height for height, rooms in enumerate(FLOORS) if room(name) in rooms), None)


def own_arrows() -> list[Arrow]:
    """The imports from one room of the house into another.

    The front door, scheduler/__init__.py, is open to all; what it shows of every room is for type checkers alone.
    """
    return [
        arrow
        for arrow in arrows()
        if arrow.target in files()
        and "scheduler" not in (arrow.source, arrow.target)
        and room(arrow.source) != room(arrow.target)
    ]
