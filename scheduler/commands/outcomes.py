"""What the commands that search share: progress, and the answers that are a no."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from scheduler.commands.output import columns_here, print_json, print_lines, say
from scheduler.text.sentence import Decimal, Sentence

if TYPE_CHECKING:
    from scheduler.checking.answer_names import AnswerName
    from scheduler.console.progress import ProgressDisplay
    from scheduler.files import Instance
    from scheduler.solving.answers import Impossible, Undecided


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


def display_of(quiet: bool, progress: str | None = None, first: str | None = None) -> ProgressDisplay:
    """What shows the progress. `first`: what it says before it is told anything; None: as a search for a programme."""
    from scheduler.console.progress import FIRST, JsonLines, ProgressDisplay, ProgressLine

    if progress == "json":
        return JsonLines()
    if quiet or not sys.stderr.isatty():
        return ProgressDisplay()
    return ProgressLine(shutil.get_terminal_size().columns, first=FIRST if first is None else first)
