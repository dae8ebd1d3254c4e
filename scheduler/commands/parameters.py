"""What the commands that ask about a programme share: the programme itself, the day that it was made for, and names."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.check import judged
from scheduler.commands.options import PATH
from scheduler.commands.output import AS_JSON, BREAKS_RULES, print_json

if TYPE_CHECKING:
    from scheduler.checking.check import Report
    from scheduler.conference.conference import Conference, Session
    from scheduler.conference.programme import Edition
    from scheduler.files import Instance


def name_pairs(ctx: click.Context, _: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    wrong = [value for value in values if not all(part.strip() for part in value.partition("="))]
    if wrong:
        raise click.UsageError(f'"{wrong[0]}" should be two names, like "Zaal 1=Gravenzaal".', ctx)
    return {old.strip(): new.strip() for old, _, new in (value.partition("=") for value in values)}


OLD_DAY = click.option(
    "--old-day", type=PATH, help="The day as it was when the old programme was made, if you have it."
)
RENAMED = click.option(
    "--renamed",
    multiple=True,
    callback=name_pairs,
    metavar="OLD=NEW",
    help="A session or room that has another name now.",
)


def good_programme(ctx: click.Context, instance: Instance, file: Path) -> tuple[Report, tuple[str, ...]]:
    """What the check says of it, and the remarks of the reading. One that breaks hard rules is no measure."""
    report, remarks = judged(instance, file)
    if report.broken:
        number = len(report.broken)
        told = f"{file} breaks hard rules, {number} time{'s' * (number != 1)}, so there is nothing to compare with."
        if ctx.meta.get(AS_JSON):
            print_json({"answer": "breaks rules", "broken": [breach.sentence for breach in report.broken]})
        else:
            click.echo(f"{told}\nWhat they are: netday check {instance.folder} {file}")
            click.echo(f"To mend it: netday repair {instance.folder} {file} -o FILE")
        ctx.exit(BREAKS_RULES)
    return report, remarks


def session_named(typed: str, conference: Conference) -> Session:
    """The session that takes place and is meant. A usage error with a sentence when there is none or several."""
    from scheduler.text.lookup import find

    try:
        session = find(typed, conference.sessions, "session")
    except LookupError as unknown:
        raise click.UsageError(str(unknown.args[0])) from None
    if not session.held:
        raise click.UsageError(f"{session} does not take place.")
    return session


def minutes_meant(text: str, conference: Conference, session: Session) -> tuple[int, ...]:
    """`14:00` of every day; of one `2022-09-22 14:00` or, as it is told, `Thu 22 September 14.00`, or `Thu 14:00`.

    Of every day is: of those on which the session could begin then, or else of those that are open then, if any is.
    A usage error with a sentence when it is no hour.
    """
    from scheduler.conference.clock import Span, parse_time, within_hours
    from scheduler.text.wording import listing

    try:
        date, hour = date_meant(text, conference)
        minute = parse_time(hour)
    except ValueError as wrong:
        raise click.UsageError(f"{wrong}.") from None
    days = [day for day in conference.days if date in (None, day.date)]
    if not days:
        raise click.UsageError(f"{date} is not among the days: {listing(day.date for day in conference.days)}.")
    meant, is_open = [], []
    for day in days:
        start = conference.clock.minute(day.date, minute)
        meant.append(within_hours(Span(start, start), day.hours).start)
        is_open += [meant[-1]] if day.hours.start <= meant[-1] < day.hours.end else []
    begins = set(conference.starts(session))
    return tuple([start for start in meant if start in begins] or is_open or meant)


def date_meant(text: str, conference: Conference) -> tuple[date | None, str]:
    """The date that stands before an hour, and the hour. None: no date does. A weekday will do where it is but one."""
    from scheduler.conference.clock import day_told, split_date

    days = [day.date for day in conference.days]
    for day in days:
        names = [day_told(day), f"{day.day} {day:%B}"]
        names += [f"{day:%A}", f"{day:%a}"] if [f"{other:%a}" for other in days].count(f"{day:%a}") == 1 else []
        for name in names:
            before, hour = text.strip()[: len(name)], text.strip()[len(name) :]
            if before.casefold() == name.casefold() and hour.startswith(" "):
                return day, hour.strip().removeprefix("at ")
    return split_date(text)


def earlier(file: Path, instance: Instance, old_day: Path | None, renamed: dict[str, str]) -> tuple[Edition, list[str]]:
    """The programme that has gone out, with the day as it was: that which is named, or what the file tells of it."""
    from scheduler.conference.programme import Edition
    from scheduler.files import read, read_programme, read_published

    if old_day is not None and renamed:
        raise click.UsageError("--old-day and --renamed exclude each other.")
    if old_day is None:
        return read_published(file, instance, renamed)
    then = read(old_day)
    programme, remarks = read_programme(file, then)
    return Edition(then.conference, programme), list(remarks)
