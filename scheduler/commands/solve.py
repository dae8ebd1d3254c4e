"""`netday solve`: the best programme, or why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PATH, SEED, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, say_impossible, say_undecided, searched
from scheduler.commands.output import IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark, say
from scheduler.commands.parameters import (
    OLD_DAY,
    RENAMED,
    as_typed,
    check_file,
    published_edition,
    renames_asked,
    since,
)
from scheduler.commands.writing import may_write
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.checking.check import Report
    from scheduler.files import Instance
    from scheduler.questions.repair import Nearest
    from scheduler.solving.answers import Solved


@click.command(short_help="Make the best programme of a day.")
@DAY
@click.option("-o", "--output", type=PATH, help="The file for the programme; without it none is written.")
@click.option("--robust", is_flag=True, help="Last of all, leave those who lead or speak half an hour to spare.")
@click.option(
    "--near",
    "old",
    type=PATH,
    metavar="PROGRAMME",
    help="Of all that cost as little, the one that changes the least of this one, which has gone out.",
)
@OLD_DAY
@RENAMED
@click.option("--compare-with", "other", type=PATH, help="Another programme: how much better is the new one?")
@LIMIT
@click.option("--workers", type=click.IntRange(1, 256), help="Searches side by side.  [default: 8, on every machine]")
@SEED
@searching
@json_option
@click.pass_context
def solve(
    ctx: click.Context,
    day: Path,
    output: Path | None,
    robust: bool,
    old: Path | None,
    old_day: Path | None,
    renamed: dict[str, str],
    other: Path | None,
    time_limit: float,
    workers: int | None,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Make the best programme of a DAY, and say what it costs, who misses what, and what is proven.

    Ctrl-C once stops the search and keeps the best programme so far; twice leaves at once. When the search ends by
    itself, the same files and options give the same programme on any machine.

    With --robust the programme costs no more; of the best ones, it takes one in which a late train or a meeting that
    overruns does the least harm. What then still can go wrong: netday rehearse.

    With --near, too, the programme costs no more: of the best ones it takes the one for which the fewest people have to
    change something in their diary, and then as netday repair has it. To move fewer people at some cost: netday repair.

    \b
    Examples:
      netday solve our-day -o our-day/programme.json
      netday solve our-day -o programme.json --time-limit 300
      netday solve our-day --robust -o programme.json
      netday solve our-day --near published.json -o revised.json
      netday solve our-day --compare-with last-week.json

    Exit codes: 0 a programme was made, 2 faults in the files, 3 the day is impossible, 4 undecided within the time.
    """
    not_both(quiet, progress)
    if old is None and (old_day is not None or renamed):
        raise click.UsageError(
            Sentence(
                "{one} and {other} say what has changed since {near}; name that too.",
                one="--old-day",
                other="--renamed",
                near="--near PROGRAMME",
            )
        )
    instance = read_day(day)
    published, remarks = (None, []) if old is None else published_edition(old, instance, old_day, renamed)
    if published is not None:
        remarks = [*remarks, *renames_asked(published, instance, in_call=old_day is None)]
    rival = None if other is None else (other.name, check_file(instance, other)[0])
    if output is not None:
        may_write(output)
    if not (quiet or progress or as_json):
        remark(instance.remarks, remarks)
    from scheduler.questions.repair import Nearest, nearest
    from scheduler.rules.book import robust_book
    from scheduler.search.budget import Stop
    from scheduler.solving.answers import Impossible, Solved, Undecided
    from scheduler.solving.options import WORKERS, SolveOptions
    from scheduler.solving.solve import solve

    stop, display = Stop(), display_of(quiet, progress)

    def search() -> Solved | Nearest | Impossible | Undecided:
        problem = Problem(instance.conference, robust_book(instance.rules) if robust else instance.rules)
        if published is not None:
            return nearest(
                problem,
                published,
                limit=time_limit,
                workers=workers or WORKERS,
                seed=seed,
                progress=display.tell,
                stop=stop,
            )
        options = SolveOptions(limit=time_limit, workers=workers or WORKERS, seed=seed)
        return solve(problem, options, progress=display.tell, stop=stop)

    match searched(search, stop, display):
        case Solved() as answer:
            _solved(instance, answer, output, rival, as_json)
        case Nearest() as answer:
            again = ["netday", "diff", *map(str, (day, old, output)), *since(old_day, renamed)]
            _near(instance, answer, output, rival, str(old), as_typed(again), as_json)
        case Impossible() as answer:
            say_impossible(instance, answer, as_json, "solve")
            if not as_json:
                say(Sentence("All causes, and what would help: {command}", command=f"netday explain {day}"))
            ctx.exit(IMPOSSIBLE)
        case Undecided() as answer:
            say_undecided(answer, as_json, "solve")
            ctx.exit(UNDECIDED)


def _solved(
    instance: Instance, answer: Solved, output: Path | None, rival: tuple[str, Report] | None, as_json: bool
) -> None:
    from scheduler.console.report import report_lines
    from scheduler.files import write_programme
    from scheduler.solving.answers_data import solved

    if output is not None:
        write_programme(output, instance, answer.programme, answer.proof())
    if as_json:
        print_json(solved(answer, programme=str(output) if output else None, compared_with=rival))
        return
    _outcome(answer, output, rival)
    print_lines(["", *report_lines(answer.report, columns_here())])


def _near(
    instance: Instance,
    answer: Nearest,
    output: Path | None,
    rival: tuple[str, Report] | None,
    old: str,
    again: str,
    as_json: bool,
) -> None:
    """`again`: the command that names everybody for whom something changes."""
    from scheduler.console.repair import near
    from scheduler.console.report import report_lines
    from scheduler.files import write_programme
    from scheduler.questions.repair.data import solved_near

    if output is not None:
        write_programme(output, instance, answer.programme, answer.proof())
    if as_json:
        print_json(solved_near(answer, near=old, programme=str(output) if output else None, compared_with=rival))
        return
    _outcome(answer.solved, output, rival)
    print_lines(near(answer, old, columns_here()))
    print_lines(["", *report_lines(answer.report, columns_here())])
    if output is not None and answer.difference.people:
        print_lines(["", Sentence("Everybody by name: {command}", command=again)])


def _outcome(answer: Solved, output: Path | None, rival: tuple[str, Report] | None) -> None:
    """How the search went, and what is proven."""
    from scheduler.console.report import comparison_lines, outcome_lines, proof_lines

    columns, file = columns_here(), str(output) if output else None
    stopped, optimal, searched = answer.stopped, answer.optimal, answer.searched
    print_lines(outcome_lines(answer.elapsed, file, stopped=stopped, optimal=optimal, searched=searched))
    print_lines(proof_lines(answer.report.costs, answer.bounds, optimal=answer.optimal, columns=columns))
    if rival is not None:
        print_lines(comparison_lines(answer.report, rival[1], rival[0], columns))
