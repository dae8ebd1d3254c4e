"""`netday explain`: why a day is impossible, and what would make it possible."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, say_undecided, searched
from scheduler.commands.output import GOOD, IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark, say
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.conference.conference import Conference
    from scheduler.console.progress import ProgressDisplay
    from scheduler.questions.explain import Cause, Explained, Possible
    from scheduler.search.progress import Progress
    from scheduler.solving.answers import Undecided


@click.command(short_help="Say why a day is impossible, and what would help.")
@DAY
@LIMIT
@click.option("--costs/--no-costs", default=True, help="Also solve the day with each remedy (the default).")
@searching
@json_option
@click.pass_context
def explain(
    ctx: click.Context, day: Path, time_limit: float, costs: bool, quiet: bool, progress: str | None, as_json: bool
) -> None:
    """Say why a DAY is impossible, and what would make it possible.

    First the causes, as soon as each is found: a smallest set of demands that cannot be met together. Then the
    remedies: what you can change, what asks least first, each with what the day then costs. Everything has been solved
    again before it is printed. Ctrl-C once ends the search and prints what was found.

    \b
    Example:
      netday explain our-day

    Exit codes: 0 the day is possible, 2 faults in the files, 3 impossible and explained, 4 undecided within the time.
    """
    not_both(quiet, progress)
    instance = read_day(day)
    if not (quiet or progress or as_json):
        remark(instance.remarks)
    from scheduler.files.edit.day_files import DayFiles
    from scheduler.questions.explain import Cause, Explained, Possible
    from scheduler.questions.explain import explain as explained
    from scheduler.rules.rule import by_title
    from scheduler.search.budget import Stop
    from scheduler.solving.answers import Undecided

    stop = Stop()
    display = display_of(quiet, progress, "", lambda one: _headline(one, instance.conference))
    causes = _Causes()

    def note(progress: Progress) -> None:
        display.tell(progress)
        if not as_json:
            causes.found = tuple(cause for cause in progress.found if isinstance(cause, Cause))

    files = None if instance.file is None else DayFiles.of(day)

    def search() -> Explained | Possible | Undecided:
        with by_title() if as_json else nullcontext():  # pages show it
            return explained(instance.problem, limit=time_limit, costs=costs, tell=note, stop=stop, files=files)

    match searched(search, stop, _aloud(causes, instance.conference, display)):
        case Explained() as answer:
            _explained(answer, as_json, causes.printed)
            ctx.exit(IMPOSSIBLE)
        case Possible() as answer:
            _possible(answer, as_json)
            ctx.exit(GOOD)
        case Undecided() as answer:
            say_undecided(answer, as_json, "explain")
            ctx.exit(UNDECIDED)


def _headline(found: object, conference: Conference) -> str:
    """What was found so far, in one sentence."""
    from scheduler.questions.explain import Cause
    from scheduler.questions.explain.cause_text import headline

    return headline(found, conference) if isinstance(found, Cause) else str(found)


@dataclass
class _Causes:
    """The causes that were found so far, by another thread, and how many of them are printed."""

    found: tuple[Cause, ...] = ()
    printed: int = 0


def _aloud(causes: _Causes, conference: Conference, progress: ProgressDisplay) -> ProgressDisplay:
    """Prints each cause as soon as it is found, above the progress: whoever waits has something to read."""
    from scheduler.console.explain import OPENING, of_cause
    from scheduler.console.progress import ProgressDisplay

    class Aloud(ProgressDisplay):
        def draw(self, elapsed: float) -> None:
            found = causes.found
            if len(found) > causes.printed:
                progress.clear()
            while causes.printed < len(found):
                print_lines([OPENING] * (not causes.printed))
                causes.printed += 1
                print_lines(of_cause(found[: causes.printed], conference, columns_here()))
            progress.draw(elapsed)

        def clear(self) -> None:
            progress.clear()

        def say(self, sentence: str) -> None:
            progress.say(sentence)

    return Aloud(progress.stream)


def _explained(answer: Explained, as_json: bool, printed: int) -> None:
    from scheduler.console.explain import lines
    from scheduler.questions.explain.data import as_data

    if as_json:
        print_json(as_data(answer))
    else:
        print_lines(lines(answer, columns_here(), printed))


def _possible(answer: Possible, as_json: bool) -> None:
    from scheduler.questions.explain.data import possible

    if as_json:
        print_json(possible(answer))
    else:
        say(Sentence("Nothing to explain: this day is possible."))
