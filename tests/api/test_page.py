"""docs/python-api.md is true: run from top to bottom, each block prints what stands below it."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import sys
from contextlib import redirect_stdout
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import scheduler as netday
from tests.support.house import HOME
from tests.support.pages import blocks

PAGE = HOME / "docs" / "python-api.md"


def printed(code: str, where: str, names: dict[str, Any]) -> str:
    """What the code prints; its names stay."""
    output = io.StringIO()
    with redirect_stdout(output):
        exec(compile(code, where, "exec", dont_inherit=True), names)  # noqa: S102  the page of ours, to hold it to what it says
    return output.getvalue()


def test_each_block_of_the_page_prints_what_stands_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOME / "instances" / "haarlem-2023", tmp_path / "haarlem")
    monkeypatch.chdir(tmp_path)
    module = ModuleType("page")  # as a file of its own would be
    monkeypatch.setitem(sys.modules, module.__name__, module)
    found = blocks(PAGE, "python", "text")
    for number, block in enumerate(found):
        if block.language == "python":
            below = found[number + 1] if number + 1 < len(found) else block
            promised = below.text if below.language == "text" else ""
            output = printed(block.text, str(block), vars(module))
            assert OutputChecker().check_output(promised, output, ELLIPSIS), f"{block}:\n{output}"


def test_the_page_names_every_function_of_the_face() -> None:
    text = PAGE.read_text("utf-8")
    functions = [name for name in netday.__all__ if name.islower()]
    assert [name for name in functions if not re.search(rf"`{name}`|netday\.{name}\(", text)] == []


def test_the_page_lists_all_that_each_answer_has() -> None:
    rows = re.findall(
        r"^\| `([A-Z]\w+)` \| (`.*) \|$", PAGE.read_text("utf-8").partition("## What the answers have")[2], re.MULTILINE
    )
    assert {"Solved", "Report", "Explained", "Repaired"} <= {name for name, _ in rows}
    for name, listed in rows:
        kind = getattr(netday, name)
        written = set(re.findall(r"`([a-z_]+)(?:\(\))?`", listed))
        fields = {field.name for field in dataclasses.fields(kind)}
        assert written <= fields | set(dir(kind)), name
        assert fields <= written, name
