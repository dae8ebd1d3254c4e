"""`netday repair`: a programme that has gone out, made good again after the day has changed."""

from __future__ import annotations

from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PATH, PROGRAMME, PROGRESS, QUIET, SEED, json_option
from scheduler.commands.outcomes import display_of, may_write, say_undecided
from scheduler.commands.output import IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark, say
from scheduler.commands.parameters import OLD_DAY, RENAMED, published_edition

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.questions.repair import CannotHoldAll, Repaired
    from scheduler.solving.answers import Undecided


@click.command(short_help="Make a published programme good again, with as little changed as can be.")
@DAY
@PROGRAMME
@click.option("-o", "--output", type=PATH, help="The file for the new programme; without it none is written.")
@click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help="What stays as it is: a session, a room, the meetings of a group, a person's day. Can be given again.",
)
@click.option("--before", "now", metavar="HOUR", help="What begins before this has happened: 12:00, 2022-09-22 12:00.")
@click.option("--drop", is_flag=True, help="Where not every session can be held, drop the fewest there can be.")
@OLD_DAY
@RENAMED
@LIMIT
@SEED
@QUIET
@PROGRESS
@json_option
@click.pass_context
def repair(
    ctx: click.Context,
    day: Path,
    programme: Path,
    output: Path | None,
    keep: tuple[str, ...],
    now: str | None,
    drop: bool,
    old_day: Path | None,
    renamed: dict[str, str],
    time_limit: float,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Make a PROGRAMME that has gone out good again after the DAY has changed, and say whom to tell of what.

    In this order: every hard rule is kept; as few people as can be have to change something in their diary; as few
    sessions as can be move; they move as little as can be; then what the day itself wishes. Each step is proven, or it
    is said how far from the best it may be.

    Where no programme holds every session, it is said why, and what the fewest sessions are that have to be dropped, of
    as few those that the fewest people were to go to; with --drop that programme is made. What is for everyone is
    dropped only where nothing else will do.

    Ctrl-C once stops the search and keeps the best programme so far; twice leaves at once.

    \b
    Examples:
      netday repair our-day programme.json -o revised.json
      netday repair our-day programme.json -o revised.json --keep Europa --keep "Grote zaal"
      netday repair our-day programme.json -o revised.json --before 12:00
      netday repair our-day programme.json -o revised.json --drop

    Exit codes: 0 a programme was made, 2 faults in the files, 3 no programme keeps the rules, 4 undecided in the time.
    """
    if quiet and progress:
        raise click.UsageError("--quiet and --progress exclude each other.")
    from scheduler.questions.difference import perhaps_renamed
    from scheduler.questions.difference.words import question

    instance = read_day(day)
    published, remarks = published_edition(programme, instance, old_day, renamed)
    pairs = perhaps_renamed(published, instance.conference)
    questions = [question(*pair, in_day=True, in_call=old_day is None) for pair in pairs]
    if output is not None:
        may_write(output)
    from scheduler.conference.references import one_minute
    from scheduler.console.progress import interruptible
    from scheduler.questions.repair import CannotHoldAll, Repaired, kept_words, named
    from scheduler.questions.repair import repair as repaired
    from scheduler.search.budget import Stop
    from scheduler.solving.answers import Undecided
    from scheduler.text.wording import listing

    try:
        kept = [named(name, instance.conference, published) for name in keep]
        moment = None if now is None else one_minute(now, instance.conference, "--before")
    except (LookupError, ValueError) as unknown:
        raise click.UsageError(str(unknown.args[0])) from None
    remarks = [*remarks, *kept_words(kept, instance.conference, published)]
    if not (quiet or progress or as_json):
        remark(instance.remarks, remarks)
    stop, display = Stop(), display_of(quiet, progress)

    def search() -> Repaired | CannotHoldAll | Undecided:
        return repaired(
            instance.problem,
            published,
            keep=kept,
            now=moment,
            drop=drop,
            limit=time_limit,
            seed=seed,
            progress=display.tell,
            stop=stop,
        )

    match interruptible(search, stop.set, display):
        case Repaired() as answer:
            again = join(["netday", "diff", *map(str, (day, programme, output)), *_then(old_day, renamed)])
            _repaired(instance, answer, output, [*remarks, *questions], again, as_json=as_json)
            _ask([] if as_json else questions)
        case CannotHoldAll() as answer:
            kept_too = [word for name in keep for word in ("--keep", name)] + (["--before", now] if now else [])
            options = [*kept_too, *_then(old_day, renamed), "--drop", "-o", str(output or "FILE")]
            again = join(["netday", "repair", str(day), str(programme), *options])
            held = listing([*(join(["--keep", name]) for name in keep), *([join(["--before", now])] if now else [])])
            _refused(answer, day, again, [*remarks, *questions], held=held, as_json=as_json)
            _ask([] if as_json else questions)
            ctx.exit(IMPOSSIBLE)
        case Undecided() as answer:
            say_undecided(answer, as_json, "repair")
            ctx.exit(UNDECIDED)


def _ask(questions: list[str]) -> None:
    """Below the answer, for whoever has to answer these has another repair to make."""
    from scheduler.text.wrap import wrap

    for sentence in questions:
        print_lines(["", *wrap(sentence, columns_here())])


def _repaired(
    instance: Instance,
    answer: Repaired,
    output: Path | None,
    remarks: list[str],
    again: str,
    *,
    as_json: bool,
) -> None:
    """`again`: the command that names everybody."""
    from scheduler.console.difference import lines
    from scheduler.console.repair import for_good, proof
    from scheduler.console.report import outcome_lines
    from scheduler.files import write_programme
    from scheduler.questions.repair.data import as_data

    if output is not None:
        write_programme(output, instance, answer.programme, answer.proof())
    if as_json:
        print_json(as_data(answer, remarks, str(output) if output else None))
        return
    columns = columns_here()
    print_lines(
        outcome_lines(answer.elapsed, str(output) if output else None, stopped=answer.stopped, optimal=answer.settled)
    )
    print_lines(proof(answer, columns))
    print_lines(["", *lines(answer.difference, columns, names=6)])
    if answer.dropped:
        print_lines(["", *for_good(answer, str(instance.folder), columns)])
    if output is not None and answer.difference.people:
        say(f"\nEverybody by name: {again}")


def _refused(answer: CannotHoldAll, day: Path, again: str, remarks: list[str], *, held: str, as_json: bool) -> None:
    """`again`: the command that makes the programme with sessions dropped. `held`: what is asked beside the day."""
    from scheduler.console.repair import refusal
    from scheduler.questions.repair.data import cannot_hold_all

    if not as_json:
        print_lines(refusal(answer, str(day), again, columns_here(), held=held))
        return
    print_json(cannot_hold_all(answer, remarks))


def _then(old_day: Path | None, renamed: dict[str, str]) -> list[str]:
    """The options that say what the day was when the programme went out."""
    if old_day:
        return ["--old-day", str(old_day)]
    return [word for old, new in renamed.items() for word in ("--renamed", f"{old}={new}")]
