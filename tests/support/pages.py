"""A reader of the pages that people read: their blocks of code, links and headings. And who does what a page says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from scheduler.commands.main import main
from scheduler.text.sentence import speaking
from tests.support.house import HOME

_FENCE = re.compile(r"```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_TOOK = re.compile(r"\b\d+[.,]\d second(?:s|en?)?\b")  # how long it took is another number each time
# What the tests set, and what a machine may: readers have the first not at all, and netday must do without the others.
NO_LANGUAGE = {"NETDAY_LANGUAGE": None, "LC_ALL": None, "LC_MESSAGES": None, "LANG": "C"}
ELISION = "..."  # a line that stands for any number of lines


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `linked`: the last file that the page links to before it."""

    page: Path
    line: int
    language: str
    text: str
    linked: Path | None

    def __str__(self) -> str:
        return f"{self.page.relative_to(HOME)}:{self.line}"


def pages() -> list[Path]:
    return sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md"), *(HOME / "instances").rglob("*.md")])


def blocks(page: Path, *languages: str) -> list[Block]:
    text = page.read_text("utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()]
        targets = [target for target in _LINK.findall(before) if "://" not in target]
        linked = page.parent / targets[-1].partition("#")[0] if targets else None
        block = Block(page, before.count("\n") + 1, fence[1], fence[2], linked)
        if block.language in languages:
            found.append(block)
    return found


def links(page: Path) -> list[str]:
    """Where the page leads to, outside of its blocks."""
    return _LINK.findall(_FENCE.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """What stands behind the # of links to a heading of the page, as GitHub spells it."""
    headings = re.findall(r"^#+ +(.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@dataclass
class Terminal:
    """Somebody who does what pages say, in the folder they work in, on a machine that asks for no language.

    `code`: how the last command ended. `exported`: what the pages had them set for all commands after it.
    """

    folder: Path
    code: int = 0
    exported: dict[str, str] = field(default_factory=dict)

    def follow(self, block: Block) -> None:
        """Do what the block says, and hold what comes of it against what it promises.

        A `console` block has commands behind `$ ` with their output, a `diff` block changes the one file in which its
        old lines stand.
        """
        if block.language == "diff":
            _change(block, self.folder)
            return
        for command, promised in commands(block):
            printed = self._printed(block, command)
            assert same(promised, printed), "\n".join([f"{block}: $ {command}", *printed])

    def _printed(self, block: Block, command: str) -> list[str]:
        if command == "echo $?":
            return [str(self.code)]
        program, *arguments = shlex.split(command)
        if program == "export":
            self.exported.update(dict([arguments[0].split("=", 1)]))
            return []
        assert program == "netday", f"{block}: {command}"
        with speaking(None):
            done = CliRunner(env={**NO_LANGUAGE, "COLUMNS": "80", **self.exported}).invoke(main, arguments)
        self.code = done.exit_code
        return [line.rstrip() for line in done.output.splitlines()]


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, and the lines it is to print; a backslash at its end joins the next line."""
    command, promised = "", list[str]()
    for line in re.sub(r" \\\n +", " ", block.text).splitlines():
        if line.startswith("$ "):
            if command:
                yield command, promised
            command, promised = line.removeprefix("$ "), []
        else:
            promised.append(line)
    assert command, f"{block} has no command"
    yield command, promised


def _change(block: Block, folder: Path) -> None:
    lines = block.text.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    homes = [file for file in sorted(folder.rglob("*")) if file.is_file() and old.encode() in file.read_bytes()]
    assert len(homes) == 1, f"{block}: its old lines stand in {len(homes)} files"
    text = homes[0].read_text("utf-8")
    assert text.count(old) == 1, f"{block}: its old lines stand in {homes[0].name} more than once"
    homes[0].write_text(text.replace(old, new), "utf-8")


def same(promised: list[str], printed: list[str]) -> bool:
    """Whether they are equal line for line, except for what took time and for lines that are left out.

    >>> same(["Solved after 0.1 seconds.", "...", "c"], ["Solved after 12.3 seconds.", "a", "b", "c"])
    True
    >>> same(["a", "...", "c"], ["a", "b"])
    False
    """
    patterns = [r"(?:.*\n)*?" if line == ELISION else re.escape(_TOOK.sub("#", line)) + r"\n" for line in promised]
    return re.fullmatch("".join(patterns), "".join(f"{_TOOK.sub('#', line)}\n" for line in printed)) is not None
