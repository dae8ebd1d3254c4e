"""`netday seats`: who has a seat where rooms are full, and who waits for one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LANGUAGE, LIMIT, PATH, PROGRAMME, SEED, json_option, language_of, searching
from scheduler.commands.outcomes import display_of, searched
from scheduler.commands.output import columns_here, print_json, print_lines, refused, say
from scheduler.commands.parameters import any_programme
from scheduler.commands.writing import a_new_file, an_ordinary_file, write_over, written_of
from scheduler.text.sentence import Sentence, spoken_json
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.files.workbook.taken_in import TakenIn
    from scheduler.questions.seats import Seating
    from scheduler.text.language import Language


@click.command(short_help="Say who has a seat where rooms are full, and who waits for one.")
@DAY
@PROGRAMME
@click.option("-o", "--output", type=PATH, help="Everybody's own plan: seats.xlsx, seats.csv or seats.json.")
@click.option(
    "--equal-voices", is_flag=True, help="Count everybody's strongest wish alike, whatever numbers they gave."
)
@click.option(
    "--into-day", is_flag=True, help="Write into the day file who has a place at what is full, and who waits."
)
@LIMIT
@SEED
@LANGUAGE
@searching
@json_option
@click.pass_context
def seats(
    ctx: click.Context,
    day: Path,
    programme: Path,
    output: Path | None,
    equal_voices: bool,
    into_day: bool,
    time_limit: float,
    seed: int,
    language: str | None,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Deal out the seats of a PROGRAMME of a DAY: where more people wish to be than the room seats, who has a seat.

    As many wishes as can be are met, counted by how strong they are, and that is proven. Of all plans that meet as much
    it is the fairest: the worst off lose as little as can be of what they could have had, and what cannot be met is
    spread, so that nobody is always last. Where people are equal the lot decides; --seed draws another.

    Who has no seat and would gain by one is on the waiting list, those first who lost most. With --into-day both stand
    in the day file (places, signed_up, waiting), so that calendars, mails and everybody's own day tell it.

    \b
    Examples:
      netday seats our-day programme.json
      netday seats our-day programme.json -o seats.xlsx
      netday seats our-day programme.json -o seats.csv --equal-voices
      netday seats our-day programme.json --into-day
      netday seats our-day programme.json --json
    """
    if output is not None:
        _may_write(output)
    instance = read_day(day)
    placed = any_programme(instance, day, programme, quiet=quiet or as_json).programme
    from scheduler.console.seats import lines
    from scheduler.questions.seats import seats as dealt
    from scheduler.questions.seats.data import as_data
    from scheduler.search.budget import Stop

    stop = Stop()

    def search() -> Seating:
        return dealt(instance.conference, placed, equal_voices=equal_voices, limit=time_limit, seed=seed, stop=stop)

    answer = searched(search, stop, display_of(quiet, progress, first=""))
    if not answer.plan.going:
        refused(
            ctx,
            Sentence(
                "Nobody wishes to be at anything that they can be at, so there is no seat to give. Nothing was written."
            ),
        )
    taken = _taken(answer, day) if into_day else None
    if output is not None:
        write_over(output, _data(answer, output, language_of(instance, language)))
    written = ([str(output)] if output is not None else []) + list(map(str, written_of(taken) if taken else ()))
    if as_json:
        print_json(as_data(answer, written))
        return
    print_lines(lines(answer, columns_here()))
    if into_day and taken is None:
        say(Sentence("Nobody waits for a seat, so nothing is to be written into the day file."))
    if written:
        say(Sentence("Written: {files}.", files=listing(written)))


def _taken(answer: Seating, day: Path) -> TakenIn | None:
    """The day file with who has a place and who waits; None where nobody waits for a seat that there is."""
    from scheduler.files.seats_in_day import SeatLists, seats_into_day

    plan = answer.plan
    lists = {
        session.name: SeatLists(
            places,
            [person.name for person in plan.seated[session]],
            [person.name for person in plan.waiting[session]],
        )
        for session in answer.full
        if (places := plan.demand.seats[session])
    }
    try:
        return seats_into_day(day, plan.demand.conference, lists) if lists else None
    except ValueError as why:
        raise click.UsageError(why.args[0]) from None


def _may_write(output: Path) -> None:
    """Asked first: nothing that is there is written over."""
    an_ordinary_file(output, "seats.xlsx")
    if output.suffix.lower() not in (".xlsx", ".csv", ".json"):
        raise click.UsageError(
            Sentence(
                "{file}: seats are written as a workbook (.xlsx), a table (.csv) or as data (.json).", file=output.name
            )
        )
    a_new_file(output)


def _data(answer: Seating, output: Path, language: Language) -> bytes:
    from scheduler.publishing.seat_lists import seats_csv, seats_xlsx
    from scheduler.questions.seats.data import as_data

    ending = output.suffix.lower()
    if ending == ".json":
        data = spoken_json(as_data(answer, [str(output)]) | {"elapsed": 0.0})
        return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()
    return seats_xlsx(answer.plan, language) if ending == ".xlsx" else seats_csv(answer.plan, language)
