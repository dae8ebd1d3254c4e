"""`netday why`: why a session stands where it stands, and what another place would cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PATH, PROGRAMME, SEED, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, say_undecided, searched
from scheduler.commands.output import IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark, say
from scheduler.commands.parameters import good_programme, session_named, starts_named
from scheduler.commands.writing import may_write
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.checking.check import Report
    from scheduler.conference.conference import Conference, Room
    from scheduler.files import Instance
    from scheduler.questions.why import Already, PlacePrices, Priced, Question, Refused
    from scheduler.solving.answers import Undecided


@click.command(short_help="Say why a session is not elsewhere: what that would cost, or why it cannot be.")
@DAY
@PROGRAMME
@click.argument("session")
@click.option("--at", multiple=True, metavar="HOUR", help="Why not at this hour? Of several, at one of them.")
@click.option("--room", multiple=True, metavar="ROOM", help="Why not in this room? Of several, in one of them.")
@click.option("--not-at", multiple=True, metavar="HOUR", help="Why at this hour, and not at another?")
@click.option("--with", "beside", metavar="SESSION", help="Why not at the same time as that session?")
@click.option("--apart-from", "apart", metavar="SESSION", help="Why at the same time as that session?")
@click.option("-o", "--output", type=PATH, help="The file for the programme that has it so.")
@LIMIT
@SEED
@searching
@json_option
@click.pass_context
def why(
    ctx: click.Context,
    day: Path,
    programme: Path,
    session: str,
    at: tuple[str, ...],
    room: tuple[str, ...],
    not_at: tuple[str, ...],
    beside: str | None,
    apart: str | None,
    output: Path | None,
    time_limit: float,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Say why a SESSION of a PROGRAMME of the DAY is not elsewhere. A part of its name will do.

    What is asked is added to the day as one more demand, and the day is solved again. If it can be, its price is told:
    what the day then costs more than PROGRAMME, rule by rule, who then misses what, and what else moves; of programmes
    that cost the same, one that moves the fewest sessions. If it cannot be, the cause is told. Without a question every
    place for the session is priced, the cheapest first.

    Ctrl-C once ends the search and prints what was found, with what is proven of it.

    \b
    Examples:
      netday why our-day programme.json Europa
      netday why our-day programme.json Europa --at 13:55 -o other.json
      netday why our-day programme.json Europa --apart-from Wonen

    Exit codes: 0 it can be, 1 PROGRAMME breaks hard rules, 2 faults in the files or in the question, 3 it cannot be,
    4 undecided in time, 130 interrupted before there was anything to tell.
    """
    not_both(quiet, progress)
    instance = read_day(day)
    report, remarks = good_programme(ctx, instance, programme, "why")
    asked = _question(instance.conference, session, (at, room, not_at), beside, apart)
    if output is not None:
        if not asked.rules:
            raise click.UsageError(
                Sentence("-o writes one programme: say what is asked, with --at, --room or another option.")
            )
        may_write(output)
    if not (quiet or progress or as_json):
        remark(instance.remarks, remarks)
    from scheduler.questions.why import Already, PlacePrices, Priced, Refused, places
    from scheduler.questions.why import why as answered
    from scheduler.search.budget import Stop

    stop = Stop()
    display = display_of(quiet, progress, first="")

    def search() -> Already | Priced | Refused | PlacePrices | Undecided:
        given = (instance.problem, report.programme)
        if not asked.rules:
            return places(*given, asked.session, limit=time_limit, seed=seed, tell=display.tell, stop=stop)
        return answered(*given, asked, limit=time_limit, seed=seed, tell=display.tell, stop=stop)

    match searched(search, stop, display):
        case Already() as answer:
            _already(instance, answer, report, programme, output, as_json)
        case Priced() as answer:
            _priced(instance, answer, programme, output, as_json)
        case PlacePrices() as answer:
            _places(answer, programme.name, as_json)
        case Refused() as answer:
            _refused(answer, as_json)
            ctx.exit(IMPOSSIBLE)
        case answer:
            say_undecided(answer, as_json, "why")
            ctx.exit(UNDECIDED)


def _question(
    conference: Conference,
    session: str,
    places: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    beside: str | None,
    apart: str | None,
) -> Question:
    from scheduler.questions.why import Question

    at, rooms, not_at = places
    asked = session_named(session, conference)
    others = [session_named(name, conference) if name else None for name in (beside, apart)]
    if asked in others:
        raise click.UsageError(Sentence("{session} always takes place at the same time as itself.", session=asked))
    question = Question(
        asked,
        at=tuple(minute for hour in at for minute in starts_named(hour, conference, asked)),
        rooms=tuple(door for name in rooms for door in _rooms(name, conference)),
        not_at=tuple(minute for hour in not_at for minute in starts_named(hour, conference, asked)),
        beside=others[0],
        apart=others[1],
    )
    if question.contradiction:
        raise click.UsageError(question.contradiction)
    return question


def _rooms(typed: str, conference: Conference) -> list[Room]:
    """The room, or all the doors that share the name."""
    from scheduler.conference.references import rooms_called

    try:
        return rooms_called(typed, conference)
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None


def _already(
    instance: Instance, answer: Already, report: Report, programme: Path, output: Path | None, as_json: bool
) -> None:
    """Whoever asked for a file gets one, with the programme as it is."""
    from scheduler.console.hanging import hanging
    from scheduler.files import write_programme
    from scheduler.questions.why.data import already_data

    asked = answer.question.text(instance.conference)
    if output is not None and output.resolve() != programme.resolve():  # which has it so, and says what is proven of it
        write_programme(output, instance, report.programme, {"proven_best": False, "asked": asked, "cost": report.cost})
    if as_json:
        print_json(already_data(answer, instance.conference, str(output) if output else None))
        return
    so = Sentence(
        "That is so in {file}: {session} {asked}.", file=programme.name, session=answer.question.session, asked=asked
    )
    print_lines(hanging(so, columns_here()))
    if output is not None:
        same = output.resolve() == programme.resolve()
        say("")
        stays = Sentence("{file} stays as it is.", file=output)
        say(stays if same else Sentence("Written: {files}", files=output))


def _priced(instance: Instance, answer: Priced, programme: Path, output: Path | None, as_json: bool) -> None:
    from scheduler.console.why import priced_lines
    from scheduler.files import write_programme
    from scheduler.questions.why.data import priced_data

    if output is not None:
        cost = answer.found.price
        proof = {"proven_best": False, "asked": answer.question.text(instance.conference)}
        proven = {**proof, "cost": sum(cost.most), "least_possible_as_asked": sum(cost.least)}
        write_programme(output, instance, answer.found.programme, proven)
    if as_json:
        print_json(priced_data(answer, str(output) if output else None))
        return
    print_lines(priced_lines(answer, programme.name, columns_here()))
    if output is not None:
        say("")
        say(Sentence("Written: {files}", files=output))


def _places(answer: PlacePrices, name: str, as_json: bool) -> None:
    from scheduler.console.why import place_lines
    from scheduler.questions.why.data import places_data

    if as_json:
        print_json(places_data(answer))
    else:
        print_lines(place_lines(answer, name, columns_here()))


def _refused(answer: Refused, as_json: bool) -> None:
    from scheduler.console.why import refused_lines
    from scheduler.questions.why.data import refused_data

    if as_json:
        print_json(refused_data(answer))
    else:
        print_lines(refused_lines(answer, columns_here()))
