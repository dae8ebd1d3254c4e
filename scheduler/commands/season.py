"""`netday season`: what earlier days still owe to groups and people, and what is to be said of the year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import PATH, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, refused, remark, say
from scheduler.commands.parameters import name_pairs
from scheduler.commands.writing import an_ordinary_file, kept_aside, unwritable
from scheduler.text.sentence import Sentence, paragraph

if TYPE_CHECKING:
    from scheduler.files import Fault
    from scheduler.questions.season import HeldDay


@click.command(short_help="Carry over what groups and people lost on earlier days, and look at the year.")
@click.argument("folders", nargs=-1, required=True, type=PATH, metavar="FOLDER...")
@click.option(
    "--programme",
    "name",
    default="programme.json",
    show_default=True,
    metavar="NAME",
    help="The programme in each folder, as it was held.",
)
@click.option("--for", "coming", type=PATH, metavar="DAY", help="The day that is being made.")
@click.option(
    "--renamed",
    multiple=True,
    callback=name_pairs,
    metavar="OLD=NEW",
    help="A group or person that has another name now.",
)
@click.option("-o", "--output", type=PATH, help="The file for what is owed: write season: and its name in day.yaml.")
@json_option
@click.pass_context
def season(
    ctx: click.Context,
    folders: tuple[Path, ...],
    name: str,
    coming: Path | None,
    renamed: dict[str, str],
    output: Path | None,
    as_json: bool,
) -> None:
    """Say what groups and people lost on the days in these FOLDERs, and carry it over to the next day.

    Of each group, how many of those who wished to attend it could; of each person, what they missed. Who missed a
    meeting is owed it: to miss it again costs more than all wishes of the next day, and more each day until they could
    attend it. So is a group that did worse than the average: whoever is drawn away from it costs more. And the year:
    four network days at most, the board on each, groups that have not met.

    \b
    Examples:
      netday season haarlem-2023
      netday season ede almere haarlem --for our-day -o our-day/season.yaml

    Exit codes: 0 whatever was lost, 2 faults in the files.
    """
    from scheduler.conference.clock import typed_day
    from scheduler.console.season import lines
    from scheduler.files.as_written import keep_aside, marked
    from scheduler.files.atomic import write_atomic
    from scheduler.questions.season import season as over
    from scheduler.questions.season import year
    from scheduler.questions.season.alike import alike
    from scheduler.questions.season.data import as_data
    from scheduler.questions.season.weights import carried
    from scheduler.text.lookup import unprinted
    from scheduler.text.wording import listing

    days = _read_all(folders, name)
    instance = read_day(coming) if coming else None
    every = [*(held.conference for held in days), *((instance.conference,) if instance else ())]
    people = [person for conference in every for person in conference.people]
    renamed = {unprinted(old, people): unprinted(new, people) for old, new in renamed.items()}
    _known(days, renamed)
    if output is not None:
        an_ordinary_file(output, "season.yaml")
    if output is not None and output.exists() and "netday season" not in output.read_text("utf-8", "replace"):
        refused(
            ctx,
            Sentence(
                "{file} is no file that {command} wrote, so it is left as it is.", file=output, command="netday season"
            ),
        )
    found = over(days, renamed)
    for day in days:
        if instance and day.conference.days[0].date == (date := instance.conference.days[0].date):
            same = Sentence(
                "{coming} is on {date}, and so is {held}: the coming day is not among those held.",
                coming=coming,
                date=typed_day(date),
                held=day.folder,
            )
            refused(ctx, same)
    conference = instance.conference if instance else None
    owed = carried(found, conference, instance.rules if instance else ())
    remarks = list(year(days, conference, renamed))
    every_day = [*(day.conference for day in found.days), *((conference,) if conference else ())]
    two = list(alike(every_day, {*renamed, *renamed.values()}))
    if output is not None:
        try:
            if (aside := keep_aside(output)) is not None:
                remark([kept_aside(output, aside)])
            write_atomic(output, marked(owed.text(listing(found.days)).encode(), b"# As written by netday: %s\n"))
        except OSError as error:
            refused(ctx, unwritable(output, error))
    if as_json:
        print_json(as_data(found, owed, remarks, two, str(output) if output else None))
        return
    print_lines(lines(found, owed, [*remarks, *two], columns_here()))
    if output is not None:
        say("")
        say(Sentence("Written: {file}. In day.yaml: {entry}", file=output, entry=f"season: {output.name}"))


def _read_all(folders: tuple[Path, ...], name: str) -> list[HeldDay]:
    """Every day with its programme; the faults of all folders at once."""
    from scheduler.checking.check import check
    from scheduler.conference.clock import typed_day
    from scheduler.files import Fault, Faults, read_programme
    from scheduler.questions.season import HeldDay

    days: list[HeldDay] = []
    faults: list[Fault] = []
    for folder in folders:
        home = folder if folder.is_dir() or not folder.exists() else folder.parent  # a day file or a workbook is named
        try:
            instance = read_day(folder)
            programme, remarks = read_programme(home / name, instance)
        except Faults as found:
            faults += [_of(home, name, fault) for fault in found.faults]
            continue
        remark(paragraph(str(folder), sentence, between=": ") for sentence in remarks)
        report = check(instance.problem, programme)
        days.append(HeldDay(str(folder), report))
    dates: dict[object, str] = {}
    for day in days:
        date = day.conference.days[0].date
        if date in dates:
            twice = Sentence(
                "This day is on {date}, and so is {other}. Name each once.", date=typed_day(date), other=dates[date]
            )
            faults.append(Fault(day.folder, 0, "", twice))
        dates.setdefault(date, day.folder)
    if faults:
        raise Faults(faults)
    return days


def _known(days: list[HeldDay], renamed: dict[str, str]) -> None:
    """A usage error where a name that is said to be an old one is not, or where a day knows both."""
    names = {day.folder: {each.name for each in (*day.conference.groups, *day.conference.people)} for day in days}
    for old, new in renamed.items():
        if not any(old in known for known in names.values()):
            raise click.UsageError(
                Sentence('--renamed: no day that was held has a group or a person "{name}".', name=old)
            )
        for folder, known in names.items():
            if {old, new} <= known and old != new:
                raise click.UsageError(
                    Sentence(
                        "--renamed: {folder} has both {old} and {new}, so they are two.",
                        folder=folder,
                        old=old,
                        new=new,
                    )
                )


def _of(folder: Path, name: str, fault: Fault) -> Fault:
    """The fault with its folder before the file's name, and what would help when the programme is not there."""
    from dataclasses import replace

    if fault.file == name and not (folder / name).exists():
        return replace(
            fault,
            file=str(folder),
            message=Sentence("There is no {file} in it; --programme names another file.", file=name),
        )
    in_folder = fault.file not in (str(folder), folder.name)
    return replace(fault, file=f"{folder}/{fault.file}" if in_folder else str(folder))
