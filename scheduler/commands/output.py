"""How the commands print: exit codes, lines on stdout, remarks on stderr, JSON, and faults."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

import click

from scheduler.text.sanitize import in_json, visible
from scheduler.text.sentence import Phrase, Sentence, spoken, spoken_json

if TYPE_CHECKING:
    from rich.text import Text

    from scheduler.files import Faults

GOOD, BREAKS_RULES, FAULTS, IMPOSSIBLE, UNDECIDED, OUR_ERROR, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
AS_JSON = "netday.json"  # where a command's context keeps whether all is to be told as JSON


def columns_here(most: int | None = 100) -> int:
    """Of the terminal, or 80 without one; sentences grow no longer than can be read."""
    columns = max(40, shutil.get_terminal_size().columns)
    return columns if most is None else min(columns, most)


def on_screen(text: str, lead: str = "", *, err: bool = True) -> str:
    """As it stands on stderr, or on stdout: in a terminal wrapped between words, elsewhere as it is, a line a fault.

    `lead`: what somebody else writes before the first line.
    """
    text = visible(spoken(text))
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    wrapped = [
        textwrap.fill(line, columns_here(), subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for line in (lead + text).split("\n")
    ]
    return "\n".join(wrapped).removeprefix(lead)


def say(text: str, *, err: bool = False) -> None:
    """In the language of whoever reads it. Whatever stands in what people wrote, nothing of it steers the terminal."""
    click.echo(visible(spoken(text)), err=err)


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def remark(*groups: Iterable[str]) -> None:
    """What is worth knowing beside the answer: on stderr, so that stdout can be piped on."""
    for lines in groups:
        for line in lines:
            say(on_screen(line), err=True)


def print_texts(texts: Iterable[Text]) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False)
    for text in texts:
        if (seen := visible(text.plain)) != text.plain:
            text.plain = seen
        with console.capture() as line:  # written by us, for rich has an exit code of its own for a broken pipe
            console.print(text, soft_wrap=True)
        sys.stdout.write(line.get())


def arrived() -> bool:
    """Whether all that was printed on stdout so far got there."""
    sys.stdout.flush()
    outlet = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return not getattr(outlet, "lost", "")


def print_json(payload: Any) -> None:
    """With all sentences as they are spoken, and what they are made of."""
    click.echo(in_json(json.dumps(spoken_json(payload), ensure_ascii=False, indent=2)))


def faulty(ctx: click.Context, faults: Faults) -> NoReturn:
    if ctx.meta.get(AS_JSON):
        from scheduler.files.faults_data import as_data

        print_json(as_data(faults.faults))
    else:
        for fault in faults.faults:
            say(on_screen(fault.text), err=True)
        if faults.unread:
            rest = Sentence("Mend this first: what else is wrong with the day shows once the file can be read.")
            say(on_screen(rest), err=True)
    ctx.exit(FAULTS)


def refused(ctx: click.Context, sentence: Phrase) -> NoReturn:
    """What was asked cannot be done, though it was asked rightly."""
    if ctx.meta.get(AS_JSON):
        from scheduler.files import Fault
        from scheduler.files.faults_data import as_data

        print_json(as_data([Fault("", 0, "", sentence)]))
    else:
        say(on_screen(sentence), err=True)
    ctx.exit(FAULTS)
