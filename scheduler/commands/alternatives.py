"""`netday alternatives`: really different programmes that cost nearly as little as the best."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PATH, SEED, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, say_impossible, say_undecided, searched
from scheduler.commands.output import IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark
from scheduler.commands.writing import may_write
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.questions.alternatives import Alternatives, Within
    from scheduler.solving.answers import Impossible, Undecided


@click.command(short_help="Make really different programmes that cost nearly as little as the best.")
@DAY
@click.option(
    "-n", "number", type=click.IntRange(1, 50), default=3, show_default=True, help="How many besides the best."
)
@click.option(
    "--within", default="10%", show_default=True, metavar="MUCH", help="What it may cost more: 10%, or 5 points."
)
@click.option(
    "--differ", type=click.IntRange(1), metavar="SESSIONS", help="How many sessions at another hour, at least."
)
@click.option(
    "--concern", type=click.IntRange(0), metavar="PEOPLE", help="How many people whom that concerns, at least."
)
@click.option("-o", "--output", type=PATH, help="The folder for the programmes; without it none is written.")
@LIMIT
@SEED
@searching
@json_option
@click.pass_context
def alternatives(
    ctx: click.Context,
    day: Path,
    number: int,
    within: str,
    differ: int | None,
    concern: int | None,
    output: Path | None,
    time_limit: float,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Make the best programme of a DAY and others that cost nearly as little, but are really different.

    Each begins several sessions at another hour than every one before it (without --differ: a third of those that can
    move), for many of those who wish to attend them or are needed there (without --concern: as large a share of them),
    and is the cheapest such programme. A sentence says what it gives and takes. When there are no more within
    the limit, that is proven. With -o they are written as best.json, alternative-1.json and so on.

    Ctrl-C once ends the search and keeps what was found.

    \b
    Examples:
      netday alternatives our-day
      netday alternatives our-day -n 5 --within 5% -o our-day/alternatives

    Exit codes: 0 a programme was made, 2 faults in the files, 3 the day is impossible, 4 undecided within the time.
    """
    not_both(quiet, progress)
    allowed = _within(within)
    instance = read_day(day)
    names = ["best.json", *(f"alternative-{place}.json" for place in range(1, number + 1))]
    files = [output / name for name in names] if output is not None else []
    for file in files:
        may_write(file)
    if not (quiet or progress or as_json):
        remark(instance.remarks)
    from scheduler.questions.alternatives import Alternatives
    from scheduler.questions.alternatives import alternatives as find_alternatives
    from scheduler.search.budget import Stop
    from scheduler.solving.answers import Impossible

    stop = Stop()
    display = display_of(quiet, progress, first="")

    def search() -> Alternatives | Impossible | Undecided:
        return find_alternatives(
            instance.problem,
            number=number,
            differ=differ,
            concern=concern,
            within=allowed,
            limit=time_limit,
            seed=seed,
            tell=display.tell,
            stop=stop,
        )

    match searched(search, stop, display):
        case Alternatives() as answer:
            _found(instance, answer, files, as_json)
        case Impossible() as answer:
            say_impossible(instance, answer, as_json, "alternatives")
            ctx.exit(IMPOSSIBLE)
        case answer:
            say_undecided(answer, as_json, "alternatives")
            ctx.exit(UNDECIDED)


def _within(text: str) -> Within:
    from scheduler.questions.alternatives import Within

    read = re.fullmatch(r"\s*(\d{1,6})\s*(%|points?|punten|punt)?\s*", text)
    if not read:
        raise click.UsageError(
            Sentence('"{typed}" is neither a share nor points; write it like --within 10% or --within 5.', typed=text)
        )
    return Within(hundredths=int(read[1])) if read[2] == "%" else Within(points=int(read[1]))


def _found(instance: Instance, answer: Alternatives, files: list[Path], as_json: bool) -> None:
    from scheduler.console.alternatives import lines
    from scheduler.files import write_programme
    from scheduler.questions.alternatives.data import as_data

    for file, one in zip(files, (answer.best, *answer.others), strict=False):
        proof = {"proven_best": one is answer.best and answer.optimal, "cost": one.report.cost}
        write_programme(file, instance, one.programme, proof)
    names = [str(file) for file in files]
    if as_json:
        print_json(as_data(answer, names))
    else:
        print_lines(lines(answer, names, columns_here()))
