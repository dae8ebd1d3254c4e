"""`netday prices`: what dropping each demand of a day would save."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PROGRAMME, SEED, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, searched
from scheduler.commands.output import columns_here, print_json, print_lines, remark
from scheduler.commands.parameters import good_programme
from scheduler.text.sentence import Sentence, spoken_language

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.questions.prices import Prices


@click.command(short_help="Say what dropping each demand of a day would save.")
@DAY
@PROGRAMME
@click.option("--rule", "names", multiple=True, metavar="RULE", help="Only this rule's demands. Can be given again.")
@LIMIT
@SEED
@searching
@json_option
@click.pass_context
def prices(
    ctx: click.Context,
    day: Path,
    programme: Path,
    names: tuple[str, ...],
    time_limit: float,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Say what dropping each demand of the DAY would save, the dearest first: hard rules and weighted wishes.

    Each is dropped by itself and the day solved again. Of a wish it is told what it costs itself, and what the others
    would gain. What can be given up comes first; then what cannot, as rooms and hours. PROGRAMME is where the search
    begins; prices are beside the best the day can have. What is not settled in the time is told with the most that it
    can be; of a day too large to be proven, what was found.

    Ctrl-C once ends the search and prints what was found.

    \b
    Examples:
      netday prices our-day programme.json
      netday prices our-day programme.json --rule groups_apart --rule quorum

    Exit codes: 0 the list was made, 1 PROGRAMME breaks hard rules, 2 faults in the files.
    """
    not_both(quiet, progress)
    instance = read_day(day)
    only = {_rule_named(name, instance) for name in names}
    report, remarks = good_programme(ctx, instance, programme, "prices")
    if not (quiet or progress or as_json):
        remark(instance.remarks, remarks)
    from scheduler.console.prices import lines
    from scheduler.questions.prices import prices as priced
    from scheduler.questions.prices.data import as_data
    from scheduler.rules.rule import by_title
    from scheduler.search.budget import Stop

    stop = Stop()
    display = display_of(quiet, progress, first="")

    def search() -> Prices:
        with by_title() if as_json else nullcontext():  # pages show it
            return priced(
                instance.problem,
                report.programme,
                only=lambda rule: not only or rule.name in only,
                limit=time_limit,
                seed=seed,
                tell=display.tell,
                stop=stop,
            )

    answer = searched(search, stop, display)
    if as_json:
        print_json(as_data(answer))
    else:
        print_lines(lines(answer, programme.name, columns_here()))


def _rule_named(typed: str, instance: Instance) -> str:
    """The name of the day's rule that is meant, in English or Dutch. A usage error with the nearest for none."""
    from scheduler.files.keys import meant, nearest_key

    known = list(dict.fromkeys(rule.name for rule in instance.rules))
    name = meant(typed, known)
    if name is None:
        hint = nearest_key(typed, known, dutch=spoken_language() == "nl")
        raise click.UsageError(Sentence('"{name}" is no rule of this day.{hint}', name=typed, hint=hint))
    return name
