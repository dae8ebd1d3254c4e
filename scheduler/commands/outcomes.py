"""What the commands that search share: whether the answer can be written, progress, and the answers that are a no."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.output import columns_here, print_json, print_lines, remark, say
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Decimal, Sentence

if TYPE_CHECKING:
    from scheduler.checking.answer_names import AnswerName
    from scheduler.console.progress import ProgressDisplay
    from scheduler.files import Instance
    from scheduler.solving.answers import Impossible, Undecided

_STREAMS = ("/dev/std", "/dev/fd/", "/proc/")  # an ordinary file stands there only where one is the process's stream


def say_impossible(instance: Instance, answer: Impossible, as_json: bool, of: AnswerName) -> None:
    """`of`: the command that was asked."""
    from scheduler.checking.findings import findings
    from scheduler.console.report import impossible_lines
    from scheduler.solving.answers_data import impossible

    conflict, seen = answer.conflict, findings(instance.problem)
    if as_json:
        print_json(impossible(answer, seen, of=of))
    else:
        print_lines(impossible_lines(conflict.statements, seen, smallest=conflict.smallest, columns=columns_here()))


def say_undecided(answer: Undecided, as_json: bool, of: AnswerName) -> None:
    """`of`: the command that was asked."""
    from scheduler.solving.answers_data import undecided

    if as_json:
        print_json(undecided(answer, of=of))
        return
    seconds = Decimal(answer.elapsed)
    if answer.stopped:
        say(Sentence("Stopped after {seconds} seconds: undecided.", seconds=seconds))
    else:
        say(Sentence("Time is up after {seconds} seconds: undecided.", seconds=seconds))
    if not answer.prepared:
        say(Sentence("That was while the search was still being prepared."))
    say(Sentence("No programme was found, nor was the day shown to be impossible. Nothing was written."))
    say(Sentence("A longer --time-limit may decide it."))


def an_ordinary_file(file: Path, like: str) -> None:
    """A usage error where there is a folder, or a device or pipe, which cannot be written whole and looked at again."""
    if str(file) == "-":
        raise click.UsageError(Sentence("-o - would be a file of that name; name a file, like {like}.", like=like))
    if file.is_dir():
        raise click.UsageError(Sentence("{file} is a folder; name a file, like {like}.", file=file, like=file / like))
    if (file.exists() and not file.is_file()) or str(file.absolute()).startswith(_STREAMS):
        raise click.UsageError(
            Sentence("{file} is a device or a pipe; name a file, like {like}.", file=file, like=like)
        )


def may_write(file: Path) -> None:
    """Asked before the search, not after: a minute's work should not end in a file that cannot be written."""
    from scheduler.files import leave_alone, put_aside

    an_ordinary_file(file, "programme.json")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(Sentence("{file} cannot be written: {why}.", file=file, why=os_reason(error))) from None
    if not os.access(file.parent, os.W_OK):
        raise click.UsageError(
            Sentence("{file} cannot be written: you may not write in {folder}.", file=file, folder=file.parent)
        )
    leave_alone(file)
    if (aside := put_aside(file)) is not None:
        by_hand = Sentence(
            "{file} was changed by hand. What stands there now is kept as {aside}.", file=file.name, aside=aside.name
        )
        remark([by_hand])


def kept_aside(file: Path, aside: Path) -> Sentence:
    """What is said where a file that netday wrote, and somebody changed, is written anew."""
    return Sentence(
        "{file} was changed since netday wrote it. What stood there is kept as {aside}.",
        file=file.name,
        aside=aside.name,
    )


def display_of(quiet: bool, progress: str | None = None, first: str | None = None) -> ProgressDisplay:
    """What shows the progress. `first`: what it says before it is told anything; None: as a search for a programme."""
    from scheduler.console.progress import FIRST, JsonLines, ProgressDisplay, ProgressLine

    if progress == "json":
        return JsonLines()
    if quiet or not sys.stderr.isatty():
        return ProgressDisplay()
    return ProgressLine(shutil.get_terminal_size().columns, first=FIRST if first is None else first)
