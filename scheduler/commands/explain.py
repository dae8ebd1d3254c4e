"""`netday explain`: why a day is impossible, and what would make it possible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.arguments import DAY, LIMIT, QUIET, json_option
from scheduler.commands.searching import in_words, say_undecided
from scheduler.commands.speaking import GOOD, IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark

if TYPE_CHECKING:
    from scheduler.answer import Undecided
    from scheduler.explain import Explained, Possible


@click.command(short_help="Say why a day is impossible, and what would help.")
@DAY
@LIMIT
@click.option("--costs/--no-costs", default=True, help="Also solve the day with each remedy (the default).")
@QUIET
@json_option
@click.pass_context
def explain(ctx: click.Context, day: Path, time_limit: float, costs: bool, quiet: bool, as_json: bool) -> None:
    """Say why a DAY is impossible, and what would make it possible.

    First the causes: each a smallest set of demands that cannot be met together. Then the remedies: what you can
    change, what asks least first, each with what the day then costs. Everything has been solved again before it is
    printed. Ctrl-C once ends the search and prints what was found.

    \b
    Example:
      netday explain our-day

    Exit codes: 0 the day is possible, 2 faults in the files, 3 impossible and explained, 4 undecided within the time.
    """
    from scheduler.instance import read

    instance = read(day)
    if not (quiet or as_json):
        remark(instance.said)
    from scheduler.answer import Undecided
    from scheduler.explain import Explained, Possible
    from scheduler.explain import explain as explained
    from scheduler.live import watched
    from scheduler.solve import Stop

    stop = Stop()
    display, tell = in_words(quiet)

    def search() -> Explained | Possible | Undecided:
        return explained(instance.conference, instance.rules, limit=time_limit, costs=costs, tell=tell, stop=stop)

    match watched(search, stop.set, display):
        case Explained() as answer:
            _explained(answer, as_json)
            ctx.exit(IMPOSSIBLE)
        case Possible() as answer:
            _possible(answer, as_json)
            ctx.exit(GOOD)
        case Undecided() as answer:
            say_undecided(answer, as_json)
            ctx.exit(UNDECIDED)


def _explained(answer: Explained, as_json: bool) -> None:
    from scheduler.explain.lines import as_data, lines

    if as_json:
        print_json(as_data(answer))
    else:
        print_lines(lines(answer, columns_here()))


def _possible(answer: Possible, as_json: bool) -> None:
    if as_json:
        print_json({"answer": "possible", "elapsed": round(answer.elapsed, 3)})
    else:
        click.echo("Nothing to explain: this day is possible.")
