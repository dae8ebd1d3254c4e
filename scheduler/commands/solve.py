"""`netday solve`: the best programme, or why there is none."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.commands.arguments import DAY, LIMIT, PATH, PROGRESS, QUIET, SEED, json_option
from scheduler.commands.check import judged
from scheduler.commands.speaking import IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark

if TYPE_CHECKING:
    from scheduler.answer import Impossible, Solved, Undecided
    from scheduler.check import Report
    from scheduler.instance import Instance
    from scheduler.live import Display


@click.command(short_help="Make the best programme of a day.")
@DAY
@click.option("-o", "--output", type=PATH, help="The file for the programme; without it none is written.")
@click.option("--robust", is_flag=True, help="Last of all, leave those who lead or speak half an hour to spare.")
@click.option("--compare-with", "other", type=PATH, help="Another programme: how much better is the new one?")
@LIMIT
@click.option("--workers", type=click.IntRange(1, 256), help="Searches side by side.  [default: 8, on every machine]")
@SEED
@QUIET
@PROGRESS
@json_option
@click.pass_context
def solve(
    ctx: click.Context,
    day: Path,
    output: Path | None,
    robust: bool,
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

    \b
    Examples:
      netday solve our-day -o our-day/programme.json
      netday solve our-day -o programme.json --time-limit 300
      netday solve our-day --robust -o programme.json
      netday solve our-day --compare-with last-week.json

    Exit codes: 0 a programme was made, 2 faults in the files, 3 the day is impossible, 4 undecided within the time.
    """
    if quiet and progress:
        raise click.UsageError("--quiet and --progress exclude each other.")
    from scheduler.instance import read

    instance = read(day)
    rival = None if other is None else (other.name, judged(instance, other)[0])
    if output is not None:
        may_write(output)
    if not (quiet or progress or as_json):
        remark(instance.said)
    from scheduler.answer import Impossible, Solved, Undecided
    from scheduler.live import watched
    from scheduler.rules import robust_book
    from scheduler.solve import WORKERS, Stop, solve

    stop, display = Stop(), display_of(quiet, progress)

    def search() -> Solved | Impossible | Undecided:
        return solve(
            instance.conference,
            robust_book(instance.rules) if robust else instance.rules,
            limit=time_limit,
            workers=workers or WORKERS,
            seed=seed,
            progress=display.tell,
            stop=stop,
        )

    match watched(search, stop.set, display):
        case Solved() as answer:
            _solved(instance, answer, output, rival, as_json)
        case Impossible() as answer:
            say_impossible(instance, answer, as_json)
            if not as_json:
                click.echo(f"All causes, and what would help: netday explain {day}")
            ctx.exit(IMPOSSIBLE)
        case Undecided() as answer:
            say_undecided(answer, as_json)
            ctx.exit(UNDECIDED)


def _solved(
    instance: Instance, answer: Solved, output: Path | None, rival: tuple[str, Report] | None, as_json: bool
) -> None:
    from scheduler import summary
    from scheduler.instance import write_programme

    if output is not None:
        write_programme(output, instance, answer.programme, answer.proof())
    file = str(output) if output else None
    if as_json:
        told: dict[str, Any] = {
            "answer": "solved",
            "programme": file,
            "elapsed": round(answer.elapsed, 3),
            "stopped": answer.stopped,
        }
        if rival is not None:
            told["compared_with"] = {"programme": rival[0], "missed": rival[1].missed, "cost": rival[1].cost}
        print_json({**told, "proof": answer.proof(), **summary.as_data(answer.report)})
        return
    columns = columns_here()
    print_lines(summary.outcome(answer.elapsed, file, stopped=answer.stopped, optimal=answer.optimal))
    print_lines(summary.proof(answer.report.costs, answer.bounds, optimal=answer.optimal, columns=columns))
    if rival is not None:
        print_lines(summary.compared(answer.report, rival[1], rival[0], columns))
    print_lines(["", *summary.told(answer.report, columns)])


def say_impossible(instance: Instance, answer: Impossible, as_json: bool) -> None:
    from scheduler.preflight import findings
    from scheduler.summary import impossible

    conflict, seen = answer.conflict, findings(instance.conference, instance.rules)
    if as_json:
        clash = [{"rule": rule.name, "statement": str(case)} for rule, case in conflict.statements]
        told = {"answer": "impossible", "elapsed": round(answer.elapsed, 3), "smallest": conflict.smallest}
        print_json({**told, "clash": clash, "findings": [{"sentence": f.sentence, "fatal": f.fatal} for f in seen]})
    else:
        print_lines(impossible(conflict.statements, seen, smallest=conflict.smallest, columns=columns_here()))


def say_undecided(answer: Undecided, as_json: bool) -> None:
    if as_json:
        print_json({"answer": "undecided", "elapsed": round(answer.elapsed, 3), "stopped": answer.stopped})
        return
    ended = "Stopped" if answer.stopped else "Time is up"
    click.echo(f"{ended} after {answer.elapsed:.1f} seconds: undecided.")
    click.echo("No programme was found, nor was the day shown to be impossible. Nothing was written.")
    click.echo("A longer --time-limit may decide it.")


def may_write(file: Path) -> None:
    """Asked before the search, not after: a minute's work should not end in a file that cannot be written."""
    from scheduler.instance import leave_alone, put_aside

    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; name a file, like {file / 'programme.json'}.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from None
    if not os.access(file.parent, os.W_OK):
        raise click.UsageError(f"{file} cannot be written: you may not write in {file.parent}.")
    leave_alone(file)
    if (aside := put_aside(file)) is not None:
        remark([f"{file.name} was changed by hand. What stands there now is kept as {aside.name}."])


def display_of(quiet: bool, progress: str | None) -> Display:
    from scheduler.live import Display, JsonLines, Line

    if progress == "json":
        return JsonLines()
    return Line(shutil.get_terminal_size().columns) if not quiet and sys.stderr.isatty() else Display()
