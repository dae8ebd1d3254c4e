"""The page docs/cli.md, made of what `--help` prints: `python -m tests.support.cli_page` writes it."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.testing import CliRunner

from scheduler.commands.main import main
from tests.support.house import HOME

PAGE = HOME / "docs" / "cli.md"
WIDTH = 100
LEAD = """\
# Every command

What `--help` prints of each command, in the order of a day's work. This page is made from it:
`python -m tests.support.cli_page`.
"""


def sections(command: click.Command, *names: str) -> Iterator[str]:
    """What `netday NAMES --help` prints, and then the same of its own commands, in the order in which it lists them."""
    printed = CliRunner().invoke(main, [*names, "--help"], prog_name="netday", terminal_width=WIDTH).output
    lines = "\n".join(line.rstrip() for line in printed.splitlines())
    yield f"{'#' * (len(names) + 2)} {' '.join(['netday', *names])}\n\n```text\n{lines}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from sections(command.commands[name], *names, name)


def page() -> str:
    return "\n".join([LEAD, *sections(main)])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
