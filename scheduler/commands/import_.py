"""`netday import`: a published schedule of this or another tool as a day to start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import language_option
from scheduler.commands.options import PATH, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, refused, remark
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.files.importing import ImportedDay


def _dates(_: click.Context, __: click.Parameter, typed: str | None) -> tuple[date, ...]:
    from scheduler.files.values import to_date

    try:
        return tuple(to_date(text.strip()) for text in (typed or "").split(",") if text.strip())
    except ValueError as wrong:
        raise click.BadParameter(wrong.args[0]) from None


@click.command("import", short_help="Begin a day from a schedule that was published.")
@click.argument("schedule", type=PATH)
@click.option("--to", "folder", type=PATH, required=True, metavar="FOLDER", help="A new folder for the day.")
@click.option(
    "--dates", callback=_dates, metavar="DATES", help="Other dates, like 2027-02-05,2027-02-06; or the first of them."
)
@language_option("Of the new day; by default that of the sessions.")
@json_option
@click.pass_context
def import_(
    ctx: click.Context, schedule: Path, folder: Path, dates: tuple[date, ...], language: str | None, as_json: bool
) -> None:
    """Begin a day from a SCHEDULE that was published: a schedule.json or schedule.xml of pretalx, frab, netday, ….

    Title, dates, hours, rooms, sessions, speakers, tracks and texts become day.yaml and people.csv in a new FOLDER.
    Each session would rather be where and when it was (the rule preferred), so that you can start from last year.

    \b
    Example:
      netday import schedule.json --to next-year --dates 2027-02-05
    """
    from scheduler.files.importing import make_day, read_schedule
    from scheduler.files.importing.imported_data import as_data
    from scheduler.files.new_day import write_files

    schedule_read = read_schedule(schedule)
    try:
        imported = make_day(schedule_read, dates, language or "")
        written = write_files(folder, {"day.yaml": imported.day, "people.csv": imported.people})
    except ValueError as wrong:
        refused(ctx, wrong.args[0])
    if as_json:
        print_json(as_data(imported, written))
        return
    print_lines(_summary(imported))
    remark(imported.remarks, imported.broken)
    print_lines(
        [
            Sentence("Written: {files}.", files=listing(written)),
            f"  netday check {folder}",
            f"  netday solve {folder} -o {folder / 'programme.json'}",
        ]
    )


def _summary(imported: ImportedDay) -> list[str]:
    from scheduler.console.hanging import hanging

    sizes = [
        count(imported.days, "day"),
        count(imported.rooms, "room"),
        count(imported.persons, "person", "people"),
        count(imported.used, "session"),
    ]
    read = count(imported.read, "event")
    summary = Sentence("{read} read, {used} used: {sizes}.", read=read, used=imported.used, sizes=listing(sizes))
    return list(hanging(summary, columns_here()))
