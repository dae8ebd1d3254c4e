"""`netday workbook` and `netday read-workbook`: a day as an Excel workbook, and what it says back in the day file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day, speak_as
from scheduler.commands.options import DAY, PATH, QUIET
from scheduler.commands.output import GOOD, print_lines, refused, remark, say
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence, paragraph, spoken
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.files.workbook.taken_in import TakenIn


@click.command(short_help="Write a day as an Excel workbook.")
@DAY
@click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help="The workbook, like dag.xlsx.")
def workbook(day: Path, output: Path) -> None:
    """Write a DAY as a workbook to be filled in with Excel or LibreOffice.

    A sheet for the day, its rounds, rooms, groups, people, sessions and rules, with lists to choose from, and a sheet
    of help. Headings are in the language of the day. Every command takes the workbook where it takes a day; netday
    read-workbook takes what was changed in it back into the day file.

    \b
    Examples:
      netday workbook our-day -o dag.xlsx
      netday check dag.xlsx
      netday read-workbook dag.xlsx --to our-day
    """
    if output.suffix.casefold() != ".xlsx":
        raise click.UsageError(Sentence("A workbook is called like {name}.xlsx.", name=output.stem or "dag"))
    from scheduler.files.as_written import keep_aside, marked
    from scheduler.files.atomic import write_atomic
    from scheduler.files.workbook.taken_in import tables_of
    from scheduler.files.workbook.write import MARK, write_workbook

    instance = read_day(day)
    remark(instance.remarks)
    data = marked(write_workbook(tables_of(day, instance)), MARK)
    try:
        if (aside := keep_aside(output)) is not None:
            kept = Sentence(
                "{file} was changed since netday wrote it. What stood there is kept as {aside}.",
                file=output.name,
                aside=aside.name,
            )
            remark([kept])
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(output, data)
    except OSError as error:
        raise click.UsageError(
            Sentence("{file} cannot be written: {why}.", file=output, why=os_reason(error))
        ) from None
    say(Sentence("Written: {files}.", files=str(output)))


@click.command("read-workbook", short_help="Take what a workbook says into the day file.")
@click.argument("workbook", type=PATH)
@click.option(
    "--to", "folder", type=PATH, required=True, metavar="FOLDER", help="The folder of the day, or one for a new day."
)
@click.option("--yes", is_flag=True, help="Write without asking.")
@QUIET
@click.pass_context
def read_workbook(ctx: click.Context, workbook: Path, folder: Path, yes: bool, quiet: bool) -> None:
    """Take what a WORKBOOK says otherwise into the day file of a FOLDER, so that its remarks stay.

    First it says what differs, cell by cell, and asks. Nothing else in day.yaml and people.csv changes by a letter. In
    a folder that has no day yet, both are written anew. Without a terminal it asks nothing, and writes with --yes
    alone.

    \b
    Examples:
      netday read-workbook dag.xlsx --to our-day
      netday read-workbook dag.xlsx --to our-day --yes
    """
    from scheduler.files import Faults
    from scheduler.files.edit.file_text import EditRefused
    from scheduler.files.workbook.taken_in import take_in

    try:
        taken = take_in(workbook, folder)
    except Faults as faults:
        speak_as(ctx, faults.language)
        raise
    except EditRefused as why:
        refused(ctx, paragraph(why.args[0], Sentence("Nothing was written.")))
    except ValueError as why:
        raise click.UsageError(why.args[0]) from None
    speak_as(ctx, taken.language)
    if not quiet:
        remark(taken.remarks)
    if not taken.changed:
        same = Sentence(
            "{workbook} says what {folder} says. Nothing is to be written.", workbook=workbook, folder=folder
        )
        say(same)
        ctx.exit(GOOD)
    print_lines(taken.differences)
    if yes or _agreed(taken):
        _write(taken)
    else:
        say(Sentence("Nothing was written."))


def _agreed(taken: TakenIn) -> bool:
    """The answer of whoever sits at the terminal; without one nothing is asked."""
    files = listing(taken.changed)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        say(Sentence("Nobody can be asked here whether to write this into {files}; --yes writes it.", files=files))
        return False
    return click.confirm(spoken(Sentence("Write this into {files}?", files=files)))


def _write(taken: TakenIn) -> None:
    try:
        written = taken.write()
    except OSError as error:
        file = error.filename or next(iter(taken.changed))
        raise click.UsageError(Sentence("{file} cannot be written: {why}.", file=file, why=os_reason(error))) from None
    say(Sentence("Written: {files}.", files=listing(written)))
