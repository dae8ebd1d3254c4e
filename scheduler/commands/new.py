"""`netday new`: a small day to start from."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands.options import PATH
from scheduler.commands.output import say


@click.command(short_help="Write a small day to start from.")
@click.argument("folder", type=PATH)
def new(folder: Path) -> None:
    """Write a small day to start from, with remarks, into a new FOLDER.

    It solves as it stands; change it line by line into your own day.

    \b
    Example:
      netday new our-day
    """
    from scheduler.files.new_day import write_new_day

    try:
        written = write_new_day(folder)
    except ValueError as refused:
        raise click.UsageError(str(refused)) from None
    programme = folder / "programme.json"
    say(f"Written: {' and '.join(map(str, written))}.")
    say("They solve as they stand. Change them into your own day, and then:")
    for command in (f"check {folder}", f"solve {folder} -o {programme}", f"show {folder} {programme}"):
        say(f"  netday {command}")
