"""`netday describe`: which rules are on, and how large the puzzle is."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, remark


@click.command(short_help="Say which rules are on, and how large the puzzle is.")
@DAY
@click.option(
    "--model/--no-model",
    default=True,
    help="Also count the variables and constraints that the solver gets (the default).",
)
@json_option
def describe(day: Path, model: bool, as_json: bool) -> None:
    """Say which rules are on for a DAY, hard or weighted, with some of their cases, and how large the puzzle is.

    \b
    Example:
      netday describe our-day
    """
    from scheduler.checking.description import description
    from scheduler.console.describe import lines

    instance = read_day(day)
    payload = description(instance.problem)
    if model:
        from scheduler.solving.formulate import formulate

        proto = formulate(instance.problem).model.cp.proto
        payload["model"] = {"variables": len(proto.variables), "constraints": len(proto.constraints)}
    if as_json:
        print_json(payload)
    else:
        remark(instance.remarks)
        print_lines(lines(payload, columns_here()))
