"""What the project says of itself, and the tools that it is kept in order with, agree with one another."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import yaml

from scheduler import __version__
from scheduler.rules.book import RULES
from tests.support.house import HOME, arrows, room
from tests.support.quick import BROAD, SLOW, is_slow

PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
CHANGELOG = (HOME / "CHANGELOG.md").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][\w-]*):", (HOME / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_the_version_is_the_same_in_all_three_files() -> None:
    citation = yaml.safe_load((HOME / "CITATION.cff").read_text("utf-8"))
    newest = re.findall(r"^## (\d\S*)", CHANGELOG, re.MULTILINE)[0]
    assert (citation["version"], newest) == (__version__, __version__)


def test_the_citation_says_what_the_project_says_of_itself() -> None:
    citation = yaml.safe_load((HOME / "CITATION.cff").read_text("utf-8"))
    assert {key: citation[key] for key in ("title", "abstract", "authors", "license", "keywords")} == {
        "title": PROJECT["name"],
        "abstract": PROJECT["description"],
        "authors": PROJECT["authors"],
        "license": PROJECT["license"],
        "keywords": PROJECT["keywords"],
    }


def test_the_changelog_counts_the_rules() -> None:
    assert re.findall(r"(\d+) rules", CHANGELOG) == [str(len(RULES))]


def test_what_runs_before_a_commit_is_what_make_runs() -> None:
    """So that there is one version of each tool, that of the lock."""
    [repository] = yaml.safe_load((HOME / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repository["repo"] == "local"
    assert [(hook["entry"], hook["language"]) for hook in repository["hooks"]] == [
        ("make lint", "system"),
        ("make types", "system"),
    ]


def test_every_target_of_make_that_a_page_names_is_there() -> None:
    pages = [*HOME.glob("*.md"), *HOME.glob("docs/*.md"), HOME / ".ci" / "run"]
    named = {name for page in pages for name in re.findall(r"(?:`|run )make ([a-z][\w-]*)", page.read_text("utf-8"))}
    assert named - TARGETS == set()
    assert {"quick", "test", "test-oldest", "coverage", "lint", "types"} <= named


def named_in(path: Path) -> set[str]:
    """Each test of a file as pytest names it, without parameters."""
    file = path.relative_to(HOME).as_posix()
    names = {node.name: node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}
    return {f"{file}::{name}" for name in names if name.startswith("test_")}


def test_what_the_quick_tests_leave_out_is_there_to_be_left_out() -> None:
    known = {test for path in HOME.glob("tests/*/test_*.py") for test in named_in(path)}
    known |= {path.relative_to(HOME).as_posix() for path in HOME.glob("tests/*/test_*.py")}
    assert SLOW - known == set()
    assert BROAD <= SLOW


def test_the_quick_tests_are_some_of_every_wing() -> None:
    wings = {path.parent.name for path in HOME.glob("tests/*/test_*.py")} - {"real"}
    tests = {test for path in HOME.glob("tests/*/test_*.py") for test in named_in(path)}
    quick = {test.split("/")[1] for test in tests if not is_slow(test)}
    assert wings - quick == set()
    assert {"rules", "solving", "questions", "publishing", "commands", "house"} <= quick


def test_a_test_is_left_out_with_its_file_and_with_all_its_parameters() -> None:
    listed = next(name for name in SLOW if "::" in name)
    file = next(name for name in SLOW if "::" not in name)
    assert [is_slow(name) for name in (listed, f"{listed}[a::b]", f"{file}::test_any")] == [True] * 3
    assert not is_slow(f"{listed}_too")


def test_nothing_but_the_web_its_bench_and_the_look_at_a_site_knows_the_network() -> None:
    network = {"asyncio", "ftplib", "http", "imaplib", "smtplib", "socket", "socketserver", "ssl", "urllib", "xmlrpc"}
    knowing = {(arrow.source, arrow.target) for arrow in arrows() if arrow.target.split(".")[0] in network}
    sources = {source for source, target in knowing if target != "urllib.parse"}
    assert {source for source in sources if room(source) != "web"} == {
        "scheduler.bench.desk_process",
        "scheduler.publishing.site.fetching",
        "scheduler.publishing.site.findings",
    }
