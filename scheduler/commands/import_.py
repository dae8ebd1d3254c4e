"""`netday import`: a published schedule, or a programme laid in a table, as a day to start from."""

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


@click.command("import", short_help="Begin a day from a programme in Word, Excel or text, or from a schedule.")
@click.argument("file", type=PATH)
@click.argument("workbook", type=PATH, required=False)
@click.option("--to", "folder", type=PATH, metavar="FOLDER", help="A new folder for the day.")
@click.option(
    "--for",
    "day",
    type=PATH,
    metavar="DAY",
    help="A day that you have: only its programme is written, with -o. Of a programme in a table.",
)
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    help="The programme of --for, like programme.json; or programme.yaml, to type in.",
)
@click.option(
    "--dates",
    callback=_dates,
    metavar="DATES",
    help="The dates where it tells none, or others: 2027-02-05,2027-02-06; or the first of them.",
)
@click.option("--yes", is_flag=True, help="With --for: take texts that were edited in the booklet without asking.")
@click.option("--no-tracks", is_flag=True, help="Of a schedule: its tracks become groups, also where it has blocks.")
@language_option("Of the new day; by default that of the file.")
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    workbook: Path | None,
    folder: Path | None,
    day: Path | None,
    output: Path | None,
    dates: tuple[date, ...],
    yes: bool,
    no_tracks: bool,
    language: str | None,
    as_json: bool,
) -> None:
    """Begin a day from a FILE: a programme laid in a table of Word, Excel or plain text, or a published schedule.

    A programme in a table (.docx, .xlsx, .txt) becomes day.yaml, people.csv and programme.yaml in a new FOLDER: hours
    down and rooms across, or the other way round, merged cells for what is for all or lasts longer, who leads and
    speaks below a title. With --for, its titles and rooms are looked up in a DAY that you have, with all its people,
    and only the programme is written: netday check then says who is in two places. A programme.json that was solved may
    be written over; programme.yaml is for typing in, and has to be new. Of the booklet that export wrote, titles,
    speakers, hosts, notes and descriptions that were edited are shown, and taken into the day when you agree.

    Of a schedule.json or schedule.xml of pretalx, frab, netday, … title, dates, hours, rooms, sessions, speakers,
    tracks and texts become day.yaml and people.csv.

    Of csplib and a WORKBOOK of CSPLib, the library of benchmarks for conferences, all is taken over: rounds with time
    slots, tracks, talks, who presents and attends, and what is weighed, so that netday solve has that very problem.

    Each meeting would rather be where and when it was (the rule preferred), so that you can start from last year. What
    is not taken over is named, with its place.

    \b
    Examples:
      netday import programma.docx --to our-day
      netday import programma.docx --for our-day -o our-day/programme.json
      netday import schedule.json --to next-year --dates 2027-02-05
      netday import csplib N2OR.xlsx --to n2or
    """
    from scheduler.files.grids import is_grid_file

    if (folder is None) == (day is None):
        raise click.UsageError(
            Sentence("Say what it becomes: --to with a new folder for a day, or --for with a day that you have.")
        )
    if (day is None) != (output is None):
        raise click.UsageError(
            Sentence("--for writes a programme of that day: name it with -o, like -o programme.yaml.")
            if output is None
            else Sentence("-o names the programme of --for; --to writes into its folder.")
        )
    if workbook is not None:
        _csplib(ctx, file, workbook, folder, dates, language or "", as_json=as_json)
        return
    if day is not None and dates:
        raise click.UsageError(Sentence("--dates is for --to; a day that you have has its dates already."))
    if day is not None and output is not None:
        from scheduler.commands.import_grid import programme_of_day

        programme_of_day(ctx, file, day, output, yes=yes, as_json=as_json)
        return
    assert folder is not None  # noqa: S101  seen above
    if is_grid_file(file):
        from scheduler.commands.import_grid import new_day

        new_day(ctx, file, folder, dates, language or "", as_json=as_json)
        return
    _schedule(ctx, file, folder, dates, language or "", tracks_wanted=not no_tracks, as_json=as_json)


def _csplib(
    ctx: click.Context,
    what: Path,
    workbook: Path,
    folder: Path | None,
    dates: tuple[date, ...],
    language: str,
    *,
    as_json: bool,
) -> None:
    from scheduler.commands.import_csplib import new_day

    if str(what) != "csplib":
        raise click.UsageError(
            Sentence(
                "One file at a time; {file} is one too many. Only of csplib a workbook follows.", file=workbook.name
            )
        )
    if folder is None or dates:
        raise click.UsageError(Sentence("A workbook of CSPLib becomes a new day, of its own dates: give --to alone."))
    new_day(ctx, workbook, folder, language, as_json=as_json)


def _schedule(
    ctx: click.Context,
    schedule: Path,
    folder: Path,
    dates: tuple[date, ...],
    language: str,
    *,
    tracks_wanted: bool,
    as_json: bool,
) -> None:
    from scheduler.files.importing import make_day, read_schedule
    from scheduler.files.importing.imported_data import as_data
    from scheduler.files.new_day import write_files

    schedule_read = read_schedule(schedule)
    try:
        imported = make_day(schedule_read, dates, language, tracks_wanted=tracks_wanted)
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
