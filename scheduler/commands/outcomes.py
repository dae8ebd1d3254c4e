"""What the commands that search share: progress, and the answers that are a no."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from scheduler.commands.options import STOPS_ON_STDIN
from scheduler.commands.output import columns_here, print_json, print_lines, say
from scheduler.text.sentence import Decimal, Sentence

if TYPE_CHECKING:
    from scheduler.checking.answer_names import AnswerName
    from scheduler.console.progress import ProgressDisplay
    from scheduler.files import Instance
    from scheduler.search.budget import Stop
    from scheduler.solving.answers import Impossible, Undecided

_Answer = TypeVar("_Answer")


def say_impossible(instance: Instance, answer: Impossible, as_json: bool, of: AnswerName) -> None:
    """`of`: the command that was asked."""
    from scheduler.checking.findings import findings
    from scheduler.console.report import impossible_lines
    from scheduler.rules.rule import by_title
    from scheduler.solving.answers_data import impossible

    if as_json:
        with by_title():  # pages show it
            print_json(impossible(answer, findings(instance.problem), of=of))
        return
    conflict, seen = answer.conflict, findings(instance.problem)
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


def searched(search: Callable[[], _Answer], stop: Stop, display: ProgressDisplay) -> _Answer:
    """The answer of the search, which Ctrl-C stops, and stdin where the call asks for that; see `interruptible`."""
    from scheduler.console.progress import interruptible

    stdin = click.get_current_context().meta.get(STOPS_ON_STDIN, False)
    return interruptible(search, stop.set, display, stdin=stdin)


def display_of(
    quiet: bool,
    progress: str | None = None,
    first: str | None = None,
    words: Callable[[object], str] | None = None,
) -> ProgressDisplay:
    """What shows the progress. `first`: what it says before it is told anything; None: as a search for a programme.

    `words`: says what was found so far, for JSON.
    """
    from scheduler.console.progress import FIRST, JsonLines, ProgressDisplay, ProgressLine

    if progress == "json":
        return JsonLines(words=words)
    if quiet or not sys.stderr.isatty():
        return ProgressDisplay()
    return ProgressLine(shutil.get_terminal_size().columns, first=FIRST if first is None else first)
