"""`netday check`: the faults of a day; or what a programme breaks, costs and makes people miss."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, PATH, QUIET, json_option
from scheduler.commands.output import (
    BREAKS_RULES,
    GOOD,
    IMPOSSIBLE,
    columns_here,
    on_screen,
    print_json,
    print_lines,
    remark,
)
from scheduler.commands.parameters import check_file

if TYPE_CHECKING:
    from scheduler.files import Instance


@click.command(short_help="Check a day, or a programme of it.")
@DAY
@click.argument("programme", type=PATH, required=False)
@QUIET
@json_option
@click.pass_context
def check(ctx: click.Context, day: Path, programme: Path | None, quiet: bool, as_json: bool) -> None:
    """Check a DAY, or a PROGRAMME of that day, whoever made it.

    Of a day: every fault in its files, and what can be seen before it is solved, such as more meetings than the rooms
    can hold. Of a programme, a programme.json or a YAML file typed by hand: which hard rules it breaks, what it costs,
    and who misses what.

    \b
    Examples:
      netday check our-day
      netday check our-day our-day/programme.json

    Exit codes: 0 good, 1 the programme breaks hard rules, 2 faults in the files, 3 the day is proven impossible.
    """
    instance = read_day(day)
    if programme is None:
        _check_day(ctx, instance, quiet, as_json)
    else:
        _check_programme(ctx, instance, programme, quiet, as_json)


def _check_day(ctx: click.Context, instance: Instance, quiet: bool, as_json: bool) -> None:
    from scheduler.checking.findings import findings
    from scheduler.checking.report_data import checked_day
    from scheduler.console.report import finding_lines

    seen = findings(instance.problem)
    fatal = any(finding.fatal for finding in seen)
    if as_json:
        print_json(checked_day(instance.conference, instance.remarks, seen))
    else:
        print_lines(on_screen(sentence, err=False) for sentence in (() if quiet else instance.remarks))
        print_lines(finding_lines(seen, columns_here()))
    ctx.exit(IMPOSSIBLE if fatal else GOOD)


def _check_programme(ctx: click.Context, instance: Instance, file: Path, quiet: bool, as_json: bool) -> None:
    from scheduler.checking.report_data import checked_programme
    from scheduler.console.report import report_lines

    report, remarks = check_file(instance, file)
    if as_json:
        print_json(checked_programme(report, remarks))
    else:
        if not quiet:
            remark(instance.remarks, remarks)
        print_lines(report_lines(report, columns_here()))
    ctx.exit(BREAKS_RULES if report.broken else GOOD)
