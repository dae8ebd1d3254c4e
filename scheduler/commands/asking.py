"""What the commands that ask about a programme share: the programme itself, names and hours, and their progress."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.check import judged
from scheduler.commands.speaking import AS_JSON, BREAKS_RULES, print_json

if TYPE_CHECKING:
    from scheduler.check import Report
    from scheduler.conference import Conference, Session
    from scheduler.explain import Standing
    from scheduler.instance import Instance
    from scheduler.live import Display


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
    from scheduler.lookup import find

    try:
        session = find(typed, conference.sessions, "session")
    except LookupError as unknown:
        raise click.UsageError(str(unknown.args[0])) from None
    if not session.held:
        raise click.UsageError(f"{session} does not take place.")
    return session


def minutes_meant(text: str, conference: Conference) -> tuple[int, ...]:
    """`14:00` of every day, `2022-09-22 14:00` of one. A usage error with a sentence when it is no hour."""
    from scheduler.clock import Span, parse_time, split_date, within_hours
    from scheduler.wording import listing

    try:
        date, hour = split_date(text)
        minute = parse_time(hour)
    except ValueError as wrong:
        raise click.UsageError(f"{wrong}.") from None
    days = [day for day in conference.days if date in (None, day.date)]
    if not days:
        raise click.UsageError(f"{date} is not among the days: {listing(day.date for day in conference.days)}.")
    return tuple(
        within_hours(Span(start, start), day.hours).start
        for day in days
        for start in [conference.clock.minute(day.date, minute)]
    )


def in_words(quiet: bool) -> tuple[Display, Callable[[Standing], None]]:
    """What shows the progress, and what it is told by."""
    from scheduler.live import Display, Line

    if quiet or not sys.stderr.isatty():
        return Display(), lambda _: None
    latest: list[str] = []

    class Words(Line):
        def text(self, elapsed: float) -> str:
            return f"{elapsed:.0f} s  {latest[-1] if latest else ''}"

    return Words(shutil.get_terminal_size().columns), lambda standing: latest.append(standing.words)
