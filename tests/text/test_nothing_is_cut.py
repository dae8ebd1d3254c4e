"""No sentence is cut, matched or rebuilt once it is said: neither in the sources, nor while the commands run."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from scheduler.commands.main import main
from scheduler.text.sentence import Phrase
from tests.support.house import HOME, files, nodes, room

WINGS = {"rules", "checking", "model", "search", "solving", "questions", "console"}  # where sentences are made and told
CUTS = {"removeprefix", "removesuffix", "startswith", "endswith", "partition", "rpartition", "split", "rsplit"}
MATCHES = {"compile", "sub", "match", "search", "fullmatch", "findall", "finditer"}
# What they cut there is no sentence.
OTHERS = {
    "scheduler.rules.rule": "the name of a rule, from that of its class",
    "scheduler.rules.protocols": "the members of a protocol",
    "scheduler.questions.explain.changes.days": "the name of a round",
    "scheduler.rules.available": "what the package of somebody else raised",
    "scheduler.questions.season.alike": "the name of a person",
    "scheduler.console.grid": "words within a cell, which are said already",
    "scheduler.console.progress": "lines that another program sends",
    "scheduler.console.rules": "the docstring of a rule",
    "scheduler.solving.columns.thirds": "numbers, the least of them first",
}
WITHIN = {"scheduler/text", "scheduler/locale"}  # may take a phrase apart: it makes them


def test_no_file_of_the_wings_that_tell_cuts_or_matches_text() -> None:
    found = {name for name, file in files().items() if room(name) in WINGS and any(cuts(file))}
    assert sorted(found - OTHERS.keys()) == []
    assert sorted(OTHERS.keys() - found) == []


def cuts(file: Path) -> list[int]:
    """The lines that cut or match text. The path of a file and the text of a program are none that is told."""
    calls = [node for node in nodes(file) if isinstance(node, ast.Call)]
    attributes = [(call.lineno, call.func) for call in calls if isinstance(call.func, ast.Attribute)]
    return [
        line
        for line, function in attributes
        if function.attr in CUTS or (function.attr in MATCHES and ast.unparse(function.value) == "re")
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("check", "impossible"),
        ("explain", "impossible"),
        ("check", "starter"),
        ("solve", "starter"),
        ("why", "starter", "programme.json", "Wonen"),
        ("why", "starter", "programme.json", "Wonen", "--at", "13:15"),
        ("rehearse", "starter", "programme.json"),
        ("prices", "starter", "programme.json"),
        ("show", "starter", "programme.json", "--by", "person"),
        ("repair", "starter", "programme.json", "--lost-room", "Tuinkamer"),
        ("solve", "broken"),
    ],
    ids=" ".join,
)
def test_no_sentence_is_cut_while_a_command_runs(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HOME / "instances" / "starter", tmp_path / "starter")
    shutil.copytree(HOME / "instances" / "impossible" / "two-causes", tmp_path / "impossible")
    shutil.copytree(HOME / "instances" / "starter", tmp_path / "broken")
    day = tmp_path / "broken" / "day.yaml"
    day.write_text(day.read_text("utf-8").replace("Fatima Haddad # so", "Fatima Hadad # so").replace("date:", "dat:"))
    monkeypatch.chdir(tmp_path)
    if "programme.json" in words:
        CliRunner().invoke(main, ["solve", "starter", "-o", "programme.json", "--quiet"])
    whole: list[str] = []
    for name in CUTS:
        monkeypatch.setattr(Phrase, name, watched(name, whole), raising=False)
    for language in ("en", "nl"):
        done = CliRunner().invoke(main, [*words, "--language", language])
        assert done.exit_code in {0, 1, 2, 3}, done.output
    assert whole == []


def watched(name: str, whole: list[str]) -> Callable[..., Any]:
    """The method of `str` that notes on whose behalf it is asked of a phrase."""

    def cut(phrase: str, *values: Any) -> Any:
        caller = sys._getframe(1)
        if "scheduler" in caller.f_code.co_filename and not any(room in caller.f_code.co_filename for room in WITHIN):
            whole.append(f"{caller.f_code.co_filename}:{caller.f_lineno} {name} of {str.__str__(phrase)!r}")
        return getattr(str, name)(str.__str__(phrase), *values)

    return cut
