"""`netday rehearse`: what becomes of a programme when a guest, a chair or a room fails it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PROGRAMME, SEED, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, searched
from scheduler.commands.output import GOOD, UNDECIDED, columns_here, print_json, print_lines, remark
from scheduler.commands.parameters import good_programme

if TYPE_CHECKING:
    from scheduler.questions.rehearse import Rehearsal


@click.command(short_help="Say what becomes of a programme when a guest, a chair or a room fails it.")
@DAY
@PROGRAMME
@click.option(
    "--late",
    type=click.IntRange(1, 1440),
    default=30,
    show_default=True,
    metavar="MINUTES",
    help="How late somebody is, or a room opens.",
)
@click.option("--all", "everything", is_flag=True, help="Also list the mishaps with which nothing has to move.")
@LIMIT
@SEED
@searching
@json_option
@click.pass_context
def rehearse(
    ctx: click.Context,
    day: Path,
    programme: Path,
    late: int,
    everything: bool,
    time_limit: float,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Say what becomes of a PROGRAMME of the DAY when something goes wrong on the day itself.

    One by one everybody who chairs, speaks or receives falls out, or arrives late; every room closes, or opens late.
    For each of these mishaps: how many sessions must move so that every hard rule is kept again, and how many people
    have to change something in their diary. Where there is no plan B: why, and what the fewest sessions are that have
    to be dropped. The slack of the programme is the mean over all mishaps: 100 where nothing has to move, 50 where
    there is a plan B, 0 where there is none.

    Ctrl-C once ends the rehearsal and prints what was found.

    \b
    Examples:
      netday rehearse our-day programme.json
      netday rehearse our-day programme.json --late 60 --all

    Exit codes: 0 every mishap is decided, 1 PROGRAMME breaks hard rules, 2 faults in the files, 4 some are undecided.
    """
    not_both(quiet, progress)
    instance = read_day(day)
    report, remarks = good_programme(ctx, instance, programme, "rehearse")
    if not (quiet or progress or as_json):
        remark(instance.remarks, remarks)
    from scheduler.console.rehearse import lines
    from scheduler.questions.rehearse import Outlook
    from scheduler.questions.rehearse import rehearse as rehearsed
    from scheduler.questions.rehearse.data import as_data
    from scheduler.search.budget import Stop

    stop = Stop()
    display = display_of(quiet, progress, first="")

    def search() -> Rehearsal:
        return rehearsed(
            instance.problem, report.programme, late=late, limit=time_limit, seed=seed, tell=display.tell, stop=stop
        )

    answer = searched(search, stop, display)
    if as_json:
        print_json(as_data(answer, report.programme))
    else:
        print_lines(lines(answer, report.programme, columns_here(), everything=everything))
    ctx.exit(UNDECIDED if answer.count(Outlook.UNKNOWN) else GOOD)
