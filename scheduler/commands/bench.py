"""`netday bench`: how fast days are solved, questions answered, forms written and calendars made, here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.options import LIMIT, PATH, json_option
from scheduler.commands.output import columns_here, print_json

if TYPE_CHECKING:
    from scheduler.bench.measured import Measured
    from scheduler.questions.explain import Problem

CONFERENCE = "conference"
_EXAMPLES = ("haarlem-2023", "almere-2022")  # of those in instances/, the ones that questions are asked of


class _Subjects(click.Group):
    """What can be measured; days, unless another subject is named. A folder with a day in it is never a subject."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        subject = first in self.commands and not Path(first, "day.yaml").exists()
        return super().parse_args(ctx, args if subject or first in ctx.help_option_names else ["days", *args])


SESSIONS = click.option(
    "--sessions",
    type=click.IntRange(2, 5000),
    default=150,
    show_default=True,
    metavar="NUMBER",
    help="How many sessions the made-up conference has.",
)
ONLY_DAYS = click.option("--only", default="", metavar="LETTERS", help="Only days with these letters in their name.")


@click.group(cls=_Subjects, short_help="Measure how fast days are solved here, and questions answered.")
def bench() -> None:
    """Measure how fast things are on this machine. Without a subject: how fast days are solved.

    \b
    Examples:
      netday bench
      netday bench our-day --time-limit 20
      netday bench questions
      netday bench impossible
      netday bench calendars --people 10000
      netday bench forms
      netday bench sign-ups
      netday bench seats
      netday bench judge
      netday bench desk
      netday bench grown
      netday bench attendance
      netday bench csplib FOLDER
    """


@bench.command(short_help="Days: read, solved and proven. The usual subject.")
@click.argument("folders", nargs=-1, type=PATH)
@LIMIT
@json_option
def days(folders: tuple[Path, ...], time_limit: float, as_json: bool) -> None:
    """Measure how fast days are solved: those in instances/, or the FOLDERS that are named.

    \b
    Example:
      netday bench our-day --time-limit 20
    """
    found = folders or sorted(file.parent for file in Path("instances").glob("*/day.yaml"))
    if not found:
        raise click.UsageError("There is no folder instances here with days in it; name the folders to measure.")
    from scheduler.bench.days import measure

    rows = []
    for measured in measure(found, time_limit):
        rows.append(measured.row())
        click.echo(f"{measured.day}: {measured.answer}", err=True)
    _print(rows, as_json)


@bench.command(short_help="Questions: how long until each is answered, and what is proven then.")
@click.argument("days", nargs=-1, metavar="[DAY]...")
@click.option("--only", multiple=True, metavar="QUESTION", help="Only this question. Can be given again.")
@SESSIONS
@LIMIT
@json_option
def questions(days: tuple[str, ...], only: tuple[str, ...], sessions: int, time_limit: float, as_json: bool) -> None:
    """Measure how long answers take: each question, until the first answer and until the whole one.

    A DAY is a folder, whose best programme is made first, or the word conference: a made-up one of three days, which
    has a programme from the start. Without a DAY: Haarlem and Almere, in instances/, and the conference. The time limit
    is for each question. Ctrl-C once ends the question at hand and prints what was measured.

    Questions: solve, explain, why, repair, diff, alternatives, prices, rehearse, season.

    \b
    Examples:
      netday bench questions
      netday bench questions our-day --only prices --only why --time-limit 20
      netday bench questions conference --sessions 300 --only explain
    """
    from scheduler.bench.questions import WORDS, made_up, measure, with_programme
    from scheduler.console.progress import ProgressDisplay, interruptible
    from scheduler.search.budget import Stop
    from scheduler.text.wording import listing, nearest

    if unknown := [word for word in only if word not in WORDS]:
        known = f"The questions are {listing(WORDS)}."
        raise click.UsageError(f'"{unknown[0]}" is no question.{nearest(unknown[0], WORDS)} {known}')
    plans = [_plan(name) for name in days or _usual()]  # before the first hour of measuring, for faults
    stop = Stop()
    rows: list[Measured] = []

    def search() -> None:
        for name, plan in plans:
            day = made_up(sessions) if plan is None else with_programme(name, plan, time_limit, stop)
            if day is None:
                click.echo(f"{name}: no programme in the time, so there is nothing to ask about.", err=True)
                continue
            for measured in measure(day, only, time_limit, stop):
                rows.append(measured)
                click.echo(f"{measured.day}, {measured.question}: {measured.answer.words}", err=True)

    interruptible(search, stop.set, ProgressDisplay())
    _print_measured(rows, as_json)


def _print_measured(rows: Sequence[Measured], as_json: bool) -> None:
    if as_json:
        print_json([measured.as_data() for measured in rows])
    else:
        left = ("question", "answer")
        _print([measured.row() for measured in rows], as_json, left=left, columns=columns_here(None))


def _plan(name: str) -> tuple[str, Problem | None]:
    """What the day is called, and what is wanted of it; None for the made-up conference."""
    if name == CONFERENCE and not Path(name, "day.yaml").exists():
        return name, None
    from scheduler.files import read

    instance = read(Path(name))
    return instance.folder.resolve().name, instance.problem


@bench.command(short_help="Impossible days: how long until the first cause, and until all is explained.")
@ONLY_DAYS
@LIMIT
@json_option
def impossible(only: str, time_limit: float, as_json: bool) -> None:
    """Measure how long `netday explain` takes: the days of Haarlem and Almere with something amiss.

    A room less, a round dropped, a guest who leaves early, groups that meet after all; some with several causes. Ctrl-C
    once ends the day at hand and prints what was measured.

    \b
    Example:
      netday bench impossible --only "two rooms closed"
    """
    if missing := [name for name in _EXAMPLES if not Path("instances", name, "day.yaml").exists()]:
        raise click.UsageError(f"There is no {Path('instances', missing[0])} here, from which the days are made.")
    from scheduler.bench.impossible import measure
    from scheduler.console.progress import ProgressDisplay, interruptible
    from scheduler.search.budget import Stop

    stop = Stop()
    rows: list[Measured] = []

    def search() -> None:
        for measured in measure(Path("instances"), only, time_limit, stop):
            rows.append(measured)
            click.echo(f"{measured.day}, {measured.question}: {measured.answer.words}", err=True)

    interruptible(search, stop.set, ProgressDisplay())
    _print_measured(rows, as_json)


@bench.command(short_help="Calendars: how fast they are published, and in how much memory.")
@click.option("--people", type=click.IntRange(1, 1_000_000), help="How many, instead of three sizes.")
@json_option
def calendars(people: int | None, as_json: bool) -> None:
    """Measure how fast calendars are published: for made-up networks of 300, 10,000 and 100,000 people.

    \b
    Example:
      netday bench calendars --people 10000
    """
    from scheduler.bench.calendars import SIZES, measure

    rows = []
    for measured in measure([(people, 8)] if people else SIZES):
        rows.append(measured.row())
        click.echo(f"{measured.people:,} people: {measured.events:,} events", err=True)
    _print(rows, as_json)


@bench.command(short_help="Forms: how fast page, booklet, workbook and the like are written.")
@json_option
def forms(as_json: bool) -> None:
    """Measure how fast page, booklet, workbook and the other forms are written: of a made-up day of 1,000 sessions.

    Where there is a Chromium, also how soon it shows the page: from asking for it to the first contentful paint, the
    middle one of three fresh starts.

    \b
    Example:
      netday bench forms
    """
    from scheduler.bench.forms import SIZE, measure
    from scheduler.bench.paint import chromium

    browser = chromium()
    rows = list(measure(*SIZE, browser))
    if not any(measured.paint for measured in rows):
        why = "it painted nothing" if browser else "none was found here"
        click.echo(f"How soon the page is seen in Chromium was not measured: {why}.", err=True)
    _print([measured.row() for measured in rows], as_json)


@bench.command("sign-ups", short_help="Sign-ups: how long the export of a form takes to be taken in.")
@click.option(
    "--answers",
    type=click.IntRange(1, 50_000),
    default=10_000,
    show_default=True,
    metavar="NUMBER",
    help="How many answers the export has.",
)
@json_option
def sign_ups(answers: int, as_json: bool) -> None:
    """Measure how long an export of a sign-up form takes to be taken into a day, as .csv and as .xlsx.

    Seconds of processor time.

    \b
    Example:
      netday bench sign-ups
    """
    from scheduler.bench.sign_ups import measure

    _print([measured.row() for measured in measure(answers)], as_json)


@bench.command(short_help="Seats: how long they take to be dealt out where rooms are full.")
@click.option(
    "--people",
    type=click.IntRange(2, 50_000),
    default=3_000,
    show_default=True,
    metavar="NUMBER",
    help="How many people wish to attend 8 sessions each, of 300 in 30 rounds.",
)
@LIMIT
@json_option
def seats(people: int, time_limit: float, as_json: bool) -> None:
    """Measure how long a file of wishes takes to be read, and the seats of full rooms to be dealt out.

    With wishes that are alike, and with stars. Seconds of processor time; what is met and proven stands beside it.

    \b
    Examples:
      netday bench seats
      netday bench seats --people 20000
    """
    from scheduler.bench.seats import measure

    _print([measured.row() for measured in measure(people, time_limit)], as_json)


@bench.command(short_help="The judge: how fast a programme is judged while it is edited.")
@click.argument("days", nargs=-1, metavar="[DAY]...")
@SESSIONS
@LIMIT
@json_option
def judge(days: tuple[str, ...], sessions: int, time_limit: float, as_json: bool) -> None:
    """Measure how fast a programme is judged while it is edited: one move, every place of a session, every swap.

    Beside it stands how long as many whole checks take. A DAY is a folder, whose best programme is made first, in the
    time limit, or the word conference: a made-up one of three days. Without a DAY: Haarlem and the conference.
    Milliseconds of processor time, of several runs the quickest.

    \b
    Examples:
      netday bench judge
      netday bench judge our-day
      netday bench judge conference --sessions 300
    """
    from scheduler.bench.judge import measure
    from scheduler.bench.questions import made_up, with_programme

    rows = []
    for name, plan in [_plan(name) for name in days or _usual(_EXAMPLES[:1])]:
        day = made_up(sessions) if plan is None else with_programme(name, plan, time_limit)
        if day is None:
            click.echo(f"{name}: no programme in the time, so there is nothing to judge.", err=True)
            continue
        for measured in measure(day):
            rows.append(measured.row())
            click.echo(f"{measured.day}, {measured.act}: done", err=True)
    _print(rows, as_json, left=("act",))


@bench.command(short_help="The desk: how soon it is there, and how long organisers wait for each act.")
@click.argument("days", nargs=-1, metavar="[DAY]...")
@SESSIONS
@click.option(
    "--clients",
    type=click.IntRange(1, 100),
    default=20,
    show_default=True,
    metavar="NUMBER",
    help="How many move at once, each once a second.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 600),
    default=15,
    show_default=True,
    metavar="NUMBER",
    help="For so long.",
)
@LIMIT
@json_option
def desk(days: tuple[str, ...], sessions: int, clients: int, seconds: int, time_limit: float, as_json: bool) -> None:
    """Measure how long organisers wait at `netday desk`, which is started for it, on a copy of the day.

    Its start until the first page and its memory then; a session that is picked up, moved and swapped, and undo; then
    many who move at once. On the clock until the answer is read whole, without the browser; under server its processor
    time, where the system tells that. A DAY is a folder, whose best programme is made first, in the time limit, or the
    word conference: a made-up one of three days. Without a DAY: Haarlem and the conference.

    \b
    Examples:
      netday bench desk
      netday bench desk our-day --clients 5
      netday bench desk conference --sessions 300
    """
    from scheduler.bench.desk import DeskBench
    from scheduler.bench.questions import made_up, with_programme

    rows = []
    for typed, (name, plan) in [(name, _plan(name)) for name in days or _usual(_EXAMPLES[:1])]:
        day = made_up(sessions) if plan is None else with_programme(name, plan, time_limit)
        if day is None:
            click.echo(f"{name}: no programme in the time, so there is nothing to move.", err=True)
            continue
        folder = None if plan is None else Path(typed)
        for measured in DeskBench(day, folder, clients, seconds).measure():
            rows.append(measured.row())
            click.echo(f"{measured.day}, {measured.act}: done", err=True)
    _print(rows, as_json, left=("act", "goal"))


def _usual(examples: Sequence[str] = _EXAMPLES) -> tuple[str, ...]:
    """The days that are measured unless others are named: those of the examples that are here, and the conference."""
    folders = [Path("instances", name) for name in examples]
    return (*(str(folder) for folder in folders if Path(folder, "day.yaml").exists()), CONFERENCE)


@bench.command(short_help="Grown days: how far days larger than Haarlem are proven.")
@ONLY_DAYS
@click.option("--seed", type=int, default=1, show_default=True, metavar="NUMBER", help="Other people and groups.")
@LIMIT
@json_option
def grown(only: str, seed: int, time_limit: float, as_json: bool) -> None:
    """Measure how far made-up days of Haarlem's shape are solved and proven as they grow.

    More theme groups, people or rounds; walking; a grid instead of rounds. All of them weigh fair share and pillars
    apart, and people come late and leave early. The same always for the same seed.

    \b
    Examples:
      netday bench grown
      netday bench grown --only "groups x2" --time-limit 20
    """
    from scheduler.bench.grown_days import DAYS, measure

    if not any(only in name for name in DAYS):
        raise click.UsageError(f'No grown day has "{only}" in its name. They are: {"; ".join(DAYS)}.')
    rows = []
    for measured in measure(only, time_limit, seed):
        rows.append(measured.row())
        click.echo(f"{measured.day}: {measured.answer}", err=True)
    _print(rows, as_json)


@bench.command(short_help="Attendance: what is missed of conferences that many attend, beside two peers.")
@ONLY_DAYS
@click.option("--seed", type=int, default=1, show_default=True, metavar="NUMBER", help="Other people and talks.")
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(("netday", "annealing", "CP-SAT"), case_sensitive=False),
    help="Only this one. Can be given again.",
)
@LIMIT
@json_option
def attendance(only: str, seed: int, by: tuple[str, ...], time_limit: float, as_json: bool) -> None:
    """Measure what is missed of made-up conferences that many attend, as time goes by.

    Of 60 talks and 400 people, 300 and 3,000, and 1,000 and 20,000; and full ones, with rooms of many sizes, speakers'
    hours, tracks and walks. Beside it, in the same run and with the same time, the plainest annealing in pure Python
    and CP-SAT alone with the whole model, where that is not too large. The same always for the same seed.

    \b
    Examples:
      netday bench attendance
      netday bench attendance --only "60 talks" --by netday --time-limit 20
    """
    from scheduler.bench.attendance import CONFERENCES, PEERS, measure

    if not any(only in name for name in CONFERENCES):
        raise click.UsageError(f'No conference has "{only}" in its name. They are: {"; ".join(CONFERENCES)}.')
    rows = []
    for measured in measure(only, time_limit, seed, by or PEERS):
        rows.append(measured.row(time_limit))
        click.echo(f"{measured.conference}, {measured.by}: {rows[-1]['at the end']}", err=True)
    _print(rows, as_json, left=("by",))


@bench.command("csplib", short_help="CSPLib: what the public library's conferences come to here.")
@click.argument("folder", type=PATH)
@click.option("--only", default="", metavar="LETTERS", help="Only instances with these letters in their name.")
@click.option(
    "--time-limit",
    "--limit",
    type=click.FloatRange(0, 10_000_000, min_open=True),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="How long each is searched.",
)
@json_option
def csplib(folder: Path, only: str, time_limit: float, as_json: bool) -> None:
    """Measure what the conferences of CSPLib, the public library of benchmarks, come to here.

    Each workbook in FOLDER is taken in as netday import csplib does, solved by one call, and its programme valued by
    the library's own terms: after 10, 60, 120 and 300 seconds, and at the end with what each term costs.

    \b
    Examples:
      netday bench csplib benchmarks
      netday bench csplib benchmarks --only N2OR --limit 10
    """
    from scheduler.bench.csplib import measure, workbooks

    if not (found := workbooks(folder, only)):
        raise click.UsageError(f'{folder} has no workbook of CSPLib with "{only}" in its name.')
    rows = []
    data = []
    for measured in measure(found, time_limit):
        rows.append(measured.row())
        data.append(measured.as_data())
        click.echo(f"{measured.instance}: {measured.value}, {measured.answer}", err=True)
    if as_json:
        print_json(data)
    else:
        _print(rows, as_json, left=("terms",), columns=columns_here())


def _print(rows: list[dict[str, str]], as_json: bool, *, left: Sequence[str] = (), columns: int | None = None) -> None:
    from scheduler.bench.table import table

    if as_json:
        print_json(rows)
    elif rows:
        click.echo(table(rows, left=left, columns=columns))
