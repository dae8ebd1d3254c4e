"""`netday bench`: how fast days are solved, and calendars published, here."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands.arguments import LIMIT, PATH, json_option
from scheduler.commands.speaking import print_json


@click.command(short_help="Measure how fast days are solved here, and calendars made.")
@click.argument("folders", nargs=-1, type=PATH)
@LIMIT
@click.option("--people", type=click.IntRange(1, 1_000_000), help="For calendars: how many, instead of three sizes.")
@json_option
def bench(folders: tuple[Path, ...], time_limit: float, people: int | None, as_json: bool) -> None:
    """Measure how fast days are solved on this machine: those in instances/, or the FOLDERS that are named.

    The word calendars instead of folders measures how fast calendars are published, for made-up networks of 300, 10,000
    and 100,000 people; the word forms, how fast page, booklet, workbook and the like are written of 1,000 sessions.

    \b
    Examples:
      netday bench our-day --time-limit 20
      netday bench calendars
      netday bench forms
      netday bench calendars --people 10000
    """
    if [str(folder) for folder in folders] == ["calendars"] and not Path("calendars", "day.yaml").exists():
        _calendars(people, as_json)
        return
    if [str(folder) for folder in folders] == ["forms"] and not Path("forms", "day.yaml").exists():
        _forms(as_json)
        return
    if people is not None:
        raise click.UsageError("--people goes with: netday bench calendars.")
    days = folders or sorted(file.parent for file in Path("instances").glob("*/day.yaml"))
    if not days:
        raise click.UsageError("There is no folder instances here with days in it; name the folders to measure.")
    from scheduler.bench import measure, table

    rows = []
    for measured in measure(days, time_limit):
        rows.append(measured.row())
        click.echo(f"{measured.day}: {measured.answer}", err=True)
    if as_json:
        print_json(rows)
    else:
        click.echo(table(rows))


def _forms(as_json: bool) -> None:
    from scheduler.bench import table
    from scheduler.bench_forms import SIZE, measure

    rows = [measured.row() for measured in measure(*SIZE)]
    if as_json:
        print_json(rows)
    else:
        click.echo(table(rows))


def _calendars(people: int | None, as_json: bool) -> None:
    from scheduler.bench import table
    from scheduler.bench_calendars import SIZES, measure

    rows = []
    for measured in measure([(people, 8)] if people else SIZES):
        rows.append(measured.row())
        click.echo(f"{measured.people:,} people: {measured.events:,} events", err=True)
    if as_json:
        print_json(rows)
    else:
        click.echo(table(rows))
