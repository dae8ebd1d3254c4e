"""`netday show`: grid, lists, one person's own day, or where people will stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, PROGRAMME, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, print_texts
from scheduler.commands.parameters import any_programme
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.conference.conference import Conference
    from scheduler.conference.programme import Programme


@click.command(short_help="Show a programme: grid, lists, one person's own day, or crowds.")
@DAY
@PROGRAMME
@click.option("--by", type=click.Choice(["room", "person", "group", "time"]), help="A list instead of the grid.")
@click.option("--person", metavar="NAME", help="One person's own day, with what they miss and why.")
@click.option("--group", metavar="NAME", help="The meetings of one group.")
@click.option("--room", metavar="NAME", help="What takes place in one room.")
@click.option("--crowds", is_flag=True, help="Who come to each session beside the seats of its room, the worst first.")
@json_option
def show(
    day: Path,
    programme: Path,
    by: str | None,
    person: str | None,
    group: str | None,
    room: str | None,
    crowds: bool,
    as_json: bool,
) -> None:
    """Show a PROGRAMME of a DAY: as a grid, as a list, one person's own day, or where people will stand.

    A part of a name will do. What is piped on is plain text; in a terminal there are colours unless NO_COLOR is set.
    With --crowds also as JSON.

    \b
    Examples:
      netday show our-day programme.json
      netday show our-day programme.json --by room
      netday show our-day programme.json --person "Karin Schrederhof"
      netday show our-day programme.json --crowds
    """
    if sum(choice is not None for choice in (by, person, group, room, crowds or None)) > 1:
        options = listing(["--by", "--person", "--group", "--room", "--crowds"])
        raise click.UsageError(Sentence("Choose one of {options}.", options=options))
    if as_json and not crowds:
        raise click.UsageError(Sentence("{one} goes with {other}.", one="--json", other="--crowds"))
    from scheduler.conference.find_person import find_person
    from scheduler.console import lists
    from scheduler.console.grid import programme_lines
    from scheduler.text.lookup import find

    instance = read_day(day)
    placed = any_programme(instance, day, programme, quiet=as_json).programme
    conference, columns = instance.conference, columns_here(most=None)
    if crowds:
        _crowds(conference, placed, as_json=as_json)
        return
    try:
        people = [find_person(person, conference)] if person is not None else []
        groups = [find(group, conference.groups, "group")] if group is not None else []
        rooms = [find(room, conference.rooms, "room")] if room is not None else []
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None
    if people or by == "person":
        print_texts(lists.by_person(conference, placed, columns, people))
    elif groups or by == "group":
        print_texts(lists.by_group(conference, placed, columns, groups))
    elif rooms or by == "room":
        print_texts(lists.by_room(conference, placed, columns, rooms))
    elif by == "time":
        print_texts(lists.by_time(conference, placed.in_time_order, columns))
    else:
        print_texts(programme_lines(conference, placed, columns))


def _crowds(conference: Conference, programme: Programme, *, as_json: bool) -> None:
    from scheduler.console.crowds import lines
    from scheduler.questions.crowds import crowds
    from scheduler.questions.crowds.data import as_data

    answer = crowds(conference, programme)
    if as_json:
        print_json(as_data(answer))
    else:
        print_lines(lines(answer, columns_here()))
