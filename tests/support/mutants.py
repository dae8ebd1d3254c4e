"""Do the tests notice a wrong rule? Each operator of each rule is flipped, one at a time, and its tests are run.

    python -m tests.support.mutants                      # every rule, the smallest first
    python -m tests.support.mutants quorum fair_share    # these

Flipped are comparisons, `and` and `or`, plus and minus; `not`, `~` (the solver's not) and a sign are left out. What
only chooses words, in `__str__` and inside an f-string, is counted and not run: sentences are no logic, and doctests
hold the ones that matter. The run works on copies of the tree, never on the tree itself. `docs/mutants.md` explains
the mutants that survive; one that survives and is not explained there makes the run fail.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
RULES = ROOT / "scheduler" / "rules"
EXPLAINED = ROOT / "docs" / "mutants.md"
NEEDED = ("scheduler", "tests", "instances", "docs", "cli.py", "netday.py", "pyproject.toml")
TESTS = (
    "tests/rules/test_*.py",
    "tests/files/test_idle_statements.py",
    "tests/solving/test_doors.py",
)  # those of their tests that have the rule's name in theirs
LEAST_SECONDS = 30  # so long may a mutant take at least, and four times as long as the rule itself takes
# The contract, and what serves it.
NO_RULES = {
    *("__init__", "rule", "fields", "problem", "book", "book_data", "available", "protocols", "bounds", "session_sets"),
}
SIDE = 45  # characters of either operand that are shown

FLIPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SIGNS = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.And: "and",
    ast.Or: "or",
    ast.Add: "+",
    ast.Sub: "-",
    ast.Not: "not",
    ast.Invert: "~",
    ast.USub: "-",
    ast.UAdd: "+",
}


@dataclass(frozen=True)
class Change:
    """What is changed and how it is told. The line may move; place, text and signs say which mutant it is."""

    rule: str
    place: str  # Enough.breaches
    text: str  # heard >= self.least
    sign: str  # >=
    instead: str  # >; empty when the sign is left out

    def __str__(self) -> str:
        return f"`{self.place}`: `{self.text}`, `{self.sign}` → {f'`{self.instead}`' if self.instead else 'left out'}"


@dataclass(frozen=True)
class Mutant:
    change: Change
    line: int
    source: str  # of the whole file
    wording: bool


@dataclass(frozen=True)
class Outcome:
    rule: str
    seconds: float
    killed: tuple[Mutant, ...]
    late: tuple[Mutant, ...]  # took too long, which counts as killed
    survived: tuple[Mutant, ...]
    wording: tuple[Mutant, ...]


# -- making them -------------------------------------------------------------------------------------------------------


def mutants(rule: str) -> list[Mutant]:
    """All mutants of a rule, in the order of its file."""
    source = (RULES / f"{rule}.py").read_text("utf-8")
    found = _mutants_in(ast.parse(source), rule, source, (), wording=False)
    return sorted(found, key=lambda mutant: mutant.line)


_PHRASES = {"Sentence", "Phrase", "tuple[Phrase, ...]"}  # what a function returns that is about words alone


def _mutants_in(node: ast.AST, rule: str, source: str, place: tuple[str, ...], *, wording: bool) -> Iterator[Mutant]:
    if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
        place = (*place, node.name)
        returns = getattr(node, "returns", None)
        wording = wording or (returns is not None and ast.unparse(returns) in _PHRASES)
    wording = wording or isinstance(node, ast.JoinedStr)
    for left, right, sign, instead, replacement in _flipped(node):
        text = " ".join(filter(None, [_last(left), sign, _first(right)]))
        yield Mutant(
            change=Change(rule, ".".join(place), text, sign, instead),
            line=right.lineno,
            source=source if wording else _spliced(source, node, replacement),
            wording=wording,
        )
    for child in ast.iter_child_nodes(node):
        yield from _mutants_in(child, rule, source, place, wording=wording)


def _flipped(node: ast.AST) -> Iterator[tuple[ast.expr | None, ast.expr, str, str, ast.AST]]:
    """Each flip of the node itself: the operand before the operator, the one after it, old sign, new sign, new node."""
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        for i, old in enumerate(node.ops):
            new = FLIPS[type(old)]()
            compared = ast.Compare(node.left, [*node.ops[:i], new, *node.ops[i + 1 :]], node.comparators)
            yield operands[i], operands[i + 1], SIGNS[type(old)], SIGNS[type(new)], compared
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for i in range(1, len(node.values)):  # a and b or c: the rest still binds closer
            halves = [_joined(ast.And(), node.values[:i]), _joined(ast.And(), node.values[i:])]
            yield node.values[i - 1], node.values[i], "and", "or", ast.BoolOp(ast.Or(), halves)
    elif isinstance(node, ast.BoolOp):
        for i in range(1, len(node.values)):
            both = _joined(ast.And(), node.values[i - 1 : i + 1])
            rest = [*node.values[: i - 1], both, *node.values[i + 1 :]]
            yield node.values[i - 1], node.values[i], "or", "and", _joined(ast.Or(), rest)
    elif isinstance(node, ast.UnaryOp):
        yield None, node.operand, SIGNS[type(node.op)], "", node.operand
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        turned = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        binary = ast.BinOp(node.left, turned, node.right)
        yield node.left, node.right, SIGNS[type(node.op)], SIGNS[type(turned)], binary
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, (ast.Add, ast.Sub)):
        turned = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        assigned = ast.AugAssign(node.target, turned, node.value)
        yield node.target, node.value, f"{SIGNS[type(node.op)]}=", f"{SIGNS[type(turned)]}=", assigned


def _joined(operator: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return values[0] if len(values) == 1 else ast.BoolOp(operator, values)


def _last(node: ast.expr | None) -> str:
    text = ast.unparse(node) if node else ""
    return text if len(text) <= SIDE else f"…{text[-SIDE:]}"


def _first(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= SIDE else f"{text[:SIDE]}…"


def _spliced(source: str, node: ast.AST, replacement: ast.AST) -> str:
    """The source with the node's own characters replaced, all else as it stands."""
    assert isinstance(node, (ast.expr, ast.stmt))
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    written = source.encode()  # columns are counted in bytes
    before = [0]
    for line in written.splitlines(keepends=True):
        before.append(before[-1] + len(line))
    start = before[node.lineno - 1] + node.col_offset
    end = before[node.end_lineno - 1] + node.end_col_offset
    new = ast.unparse(replacement)
    if isinstance(node, ast.expr):
        new = f"({new})"
    mutated = (written[:start] + new.encode() + written[end:]).decode()
    ast.parse(mutated)
    return mutated


# -- running them ------------------------------------------------------------------------------------------------------


def run(rule: str, books: Iterable[str], without: Iterable[str]) -> Outcome | None:
    """Runs the tests of the rule with each of its mutants, in a copy of the tree. None: it fails them as it stands."""
    every = mutants(rule)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in NEEDED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, copy / name)
        for pattern in without:
            for left_out in copy.glob(pattern):
                left_out.unlink()
        longer = [other for other in books if rule in other and other != rule]
        chosen = " and not ".join([rule, *longer])
        target = copy / "scheduler" / "rules" / f"{rule}.py"
        began = time.monotonic()
        fault, output = _fails(copy, rule, chosen, "mutants", 600)
        if fault:
            click.echo(f"{rule} fails its tests as it stands: {output.strip().splitlines()[-1]}")
            return None
        seconds = time.monotonic() - began
        for stale in target.parent.glob(f"__pycache__/{rule}.*"):
            stale.unlink()  # Python would take a mutant of the same length, made in the same second, for the original
        sorted_out: dict[str, list[Mutant]] = {"killed": [], "late": [], "survived": [], "wording": []}
        for mutant in every:
            if mutant.wording:
                sorted_out["wording"].append(mutant)
                continue
            target.write_text(mutant.source, "utf-8")
            limit = max(LEAST_SECONDS, 4 * seconds)
            # A few examples first: most mutants that only the last test notices need not wait for all the others.
            fault = (
                _fails(copy, rule, chosen, "mutants-few", limit)[0] or _fails(copy, rule, chosen, "mutants", limit)[0]
            )
            sorted_out[fault or "survived"].append(mutant)
            if not fault:
                click.echo(f"scheduler/rules/{rule}.py:{mutant.line} survives: {mutant.change}")
        outcome = Outcome(rule, seconds, **{what: tuple(those) for what, those in sorted_out.items()})
        click.echo(_line(outcome))
        return outcome


def _fails(copy: Path, rule: str, chosen: str, profile: str, seconds: float) -> tuple[str, str]:
    """Whether its tests fail: "killed", "late", or "" when they all pass. And what pytest said."""
    found = [path for pattern in TESTS for path in copy.glob(pattern)]
    tests = [str(path.relative_to(copy)) for path in sorted(found, reverse=True)]  # what needs a solver comes last
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile", profile]
    command += ["-k", chosen, f"scheduler/rules/{rule}.py", *tests]
    first = not (copy / "scheduler" / "__pycache__").exists()
    quiet = {**os.environ, "PYTHONPATH": "", **({} if first else {"PYTHONDONTWRITEBYTECODE": "1"})}
    try:
        done = subprocess.run(
            command, cwd=copy, env=quiet, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return "late", ""
    if done.returncode in (4, 5):  # pytest was called wrongly, or found no test
        raise click.ClickException(done.stdout + done.stderr)
    return ("killed" if done.returncode else ""), done.stdout


# -- telling -----------------------------------------------------------------------------------------------------------

_heading = re.compile(r"^### `(\w+)\.py`$")
_row = re.compile(
    r"^- `(?P<place>[^`]+)`: `(?P<text>[^`]+)`, `(?P<sign>[^`]+)` → (?:`(?P<instead>[^`]+)`|left out)\. \S"
)


def explained() -> list[Change]:
    """The survivors that `docs/mutants.md` explains."""
    found = []
    rule = ""
    for line in EXPLAINED.read_text("utf-8").splitlines():
        if heading := _heading.match(line):
            rule = heading[1]
        elif row := _row.match(line):
            found.append(Change(rule, row["place"], row["text"], row["sign"], row["instead"] or ""))
        elif line.startswith("- `"):
            raise click.ClickException(f"docs/mutants.md: this line names no mutant and gives no reason: {line}")
    return found


@click.command()
@click.argument("rules", nargs=-1)
@click.option("--jobs", default=2, show_default=True, help="So many rules at the same time.")
@click.option("--without", multiple=True, metavar="TESTS", help="Leave out these: tests/solving/test_doors.py")
def main(rules: tuple[str, ...], jobs: int, without: tuple[str, ...]) -> None:
    """Flip each operator of these RULES (all of them, when none is named) and see whether their tests notice."""
    books = sorted(path.stem for path in RULES.glob("*.py") if path.stem not in NO_RULES)
    if unknown := set(rules).difference(books):
        raise click.ClickException(f"{', '.join(sorted(unknown))}: no such rule. The rules are {', '.join(books)}.")
    known = set(explained())
    click.echo(f"{'rule':24}{'mutants':>8}{'killed':>8}{'late':>6}{'survive':>9}{'wording':>9}{'seconds':>9}")
    chosen = rules or sorted(books, key=lambda rule: len(mutants(rule)))
    with ThreadPoolExecutor(jobs) as pool:
        outcomes = list(pool.map(lambda rule: run(rule, books, without), chosen))
    ran = [outcome for outcome in outcomes if outcome]
    click.echo(f"all: {sum(len(o.killed) + len(o.late) + len(o.survived) for o in ran)} mutants run")
    if len(ran) < len(outcomes):
        raise click.ClickException("A rule that fails its tests as it stands has no mutants to speak of.")
    survivors = [mutant for outcome in ran for mutant in outcome.survived]
    gone = [c for o in ran for c in known if c.rule == o.rule and c not in {m.change for m in o.survived}]
    for change in gone:
        click.echo(f"{change.rule} no longer survives: {change}")
    if unexplained := [mutant for mutant in survivors if mutant.change not in known]:
        listed = "\n".join(f"scheduler/rules/{m.change.rule}.py:{m.line}: {m.change}" for m in unexplained)
        raise click.ClickException(f"These mutants survive and are not explained in docs/mutants.md:\n{listed}")


def _line(outcome: Outcome) -> str:
    run_ = len(outcome.killed) + len(outcome.late) + len(outcome.survived)
    counts = f"{run_:8}{len(outcome.killed):8}{len(outcome.late):6}{len(outcome.survived):9}{len(outcome.wording):9}"
    return f"{outcome.rule:24}{counts}{outcome.seconds:9.1f}"


if __name__ == "__main__":
    main()
