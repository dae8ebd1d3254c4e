"""The command netday: each command reads, calls one verb, prints, and chooses an exit code.

Exit codes: 0 good; 1 a programme that breaks hard rules; 2 faults in the files or in how the command was called;
3 impossible; 4 undecided; 70 an error of netday's own. A command imports what it needs when it is called, so that help
comes at once and only the commands that solve know the solver.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from scheduler import __version__

if TYPE_CHECKING:
    from rich.text import Text

    from scheduler.answer import Impossible, Solved, Undecided
    from scheduler.check import Report
    from scheduler.instance import Faults, Instance
    from scheduler.live import Display

GOOD, BREAKS_RULES, FAULTS, IMPOSSIBLE, UNDECIDED, OUR_ERROR, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Netday(click.Group):
    """The commands in the order of a day's work, and the last word on whatever goes wrong in them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own shape
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(encoding="utf-8", errors="replace")  # also where the locale or Windows would have another
        return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has read enough
            ctx.exit(GOOD)
        except KeyboardInterrupt:
            click.echo("Interrupted. Nothing was written.", err=True)
            if threading.active_count() > 1:
                os._exit(INTERRUPTED)  # the search is still at work in its own threads, and nobody waits for it
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001  the user is owed a sentence for it
            _went_wrong(ctx, error)
        return answer


def _went_wrong(ctx: click.Context, error: Exception) -> NoReturn:
    from scheduler.instance import Faults

    if isinstance(error, Faults):
        _faulty(ctx, error)
    if type(error).__name__ != "Disagreement":  # which says all that there is to say
        click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(
        f"An error of netday itself, not of yours: {str(error) or type(error).__name__}\n"
        "Nothing was written. Please report it with these lines, the command and the folder of the day.",
        err=True,
    )
    ctx.exit(OUR_ERROR)


def _faulty(ctx: click.Context, faults: Faults) -> NoReturn:
    if ctx.meta.get("netday.json"):
        told = [{"file": f.file, "line": f.line, "where": f.where, "message": f.message} for f in faults.faults]
        _print_json({"faults": told})
    else:
        click.echo(str(faults), err=True)
    ctx.exit(FAULTS)


def _as_json(command: _Command) -> _Command:
    def note(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
        ctx.meta["netday.json"] = value  # faults are told as JSON too
        return value

    told = "Print JSON on stdout, and nothing else."
    return click.option("--json", "as_json", is_flag=True, is_eager=True, callback=note, help=told)(command)


_folder_or_file = click.Path(path_type=Path)
DAY = click.argument("day", type=_folder_or_file)
PROGRAMME = click.argument("programme", type=_folder_or_file)
LIMIT = click.option(
    "--time-limit",
    type=click.FloatRange(0, 10_000_000, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How long to search; the best programme so far is kept.",
)


@click.group(cls=Netday, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="netday", message="%(prog)s %(version)s")
def main() -> None:
    """Make the programme of a network day: describe the day in a file, get a programme that is proven best.

    A day is a folder with a file day.yaml, and people.csv beside it.

    \b
    Example:
      netday new our-day
      netday check our-day
      netday solve our-day -o our-day/programme.json
      netday show our-day our-day/programme.json

    Exit codes: 0 good, 1 a programme breaks hard rules, 2 faults in files or in the call, 3 impossible, 4 undecided,
    70 an error of netday itself.
    """


@main.command(short_help="Write a small day to start from.")
@click.argument("folder", type=_folder_or_file)
def new(folder: Path) -> None:
    """Write a small day to start from, with remarks, into a new FOLDER.

    It solves as it stands; change it line by line into your own day.

    \b
    Example:
      netday new our-day
    """
    from scheduler.new_day import write_new_day

    try:
        written = write_new_day(folder)
    except ValueError as refused:
        raise click.UsageError(str(refused)) from None
    programme = folder / "programme.json"
    click.echo(f"Written: {' and '.join(map(str, written))}.")
    click.echo("They solve as they stand. Change them into your own day, and then:")
    for command in (f"check {folder}", f"solve {folder} -o {programme}", f"show {folder} {programme}"):
        click.echo(f"  netday {command}")


@main.command(short_help="Check a day, or a programme of it.")
@DAY
@click.argument("programme", type=_folder_or_file, required=False)
@_as_json
@click.pass_context
def check(ctx: click.Context, day: Path, programme: Path | None, as_json: bool) -> None:
    """Check a DAY, or a PROGRAMME of that day, whoever made it.

    Of a day: every fault in its files, and what can be seen before it is solved, such as more meetings than the rooms
    can hold. Of a programme, a programme.json or a YAML file typed by hand: which hard rules it breaks, what it costs,
    and who misses what.

    \b
    Examples:
      netday check our-day
      netday check our-day our-day/programme.json

    Exit codes: 0 good, 1 the programme breaks hard rules, 2 faults in the files, 3 the day is proven impossible.
    """
    from scheduler.instance import read

    instance = read(day)
    if programme is None:
        _check_day(ctx, instance, as_json)
    else:
        _check_programme(ctx, instance, programme, as_json)


def _check_day(ctx: click.Context, instance: Instance, as_json: bool) -> None:
    from scheduler.preflight import findings
    from scheduler.summary import found

    seen = findings(instance.conference, instance.rules)
    fatal = any(finding.fatal for finding in seen)
    if as_json:
        told = [{"sentence": finding.sentence, "fatal": finding.fatal} for finding in seen]
        title = instance.conference.title
        _print_json({"conference": title, "said": instance.said, "impossible": fatal, "findings": told})
    else:
        _print_lines(instance.said)
        _print_lines(found(seen, _columns()))
    ctx.exit(IMPOSSIBLE if fatal else GOOD)


def _check_programme(ctx: click.Context, instance: Instance, file: Path, as_json: bool) -> None:
    from scheduler import summary

    report, remarks = _report(instance, file)
    if as_json:
        _print_json({"conference": instance.conference.title, "remarks": remarks, **summary.as_data(report)})
    else:
        _remark(instance.said, remarks)
        _print_lines(summary.told(report, _columns()))
    ctx.exit(BREAKS_RULES if report.broken else GOOD)


def _report(instance: Instance, file: Path) -> tuple[Report, tuple[str, ...]]:
    """What the check says of the programme in a file, and what there is to remark of the file itself."""
    from scheduler.check import check as judge
    from scheduler.instance import read_programme

    programme, remarks = read_programme(file, instance)
    return judge(instance.conference, instance.rules, programme), remarks


@main.command(short_help="Say which rules are on, and how large the puzzle is.")
@DAY
@click.option(
    "--model/--no-model",
    default=True,
    help="Also count the variables and constraints that the solver gets (the default).",
)
@_as_json
def describe(day: Path, model: bool, as_json: bool) -> None:
    """Say which rules are on for a DAY, hard or weighted, with some of their cases, and how large the puzzle is.

    \b
    Example:
      netday describe our-day
    """
    from scheduler.describe import description, lines
    from scheduler.instance import read

    instance = read(day)
    told = description(instance.conference, instance.rules)
    if model:
        from scheduler.formulation import formulate

        proto = formulate(instance.conference, instance.rules).model.cp.proto
        told["model"] = {"variables": len(proto.variables), "constraints": len(proto.constraints)}
    if as_json:
        _print_json(told)
    else:
        _remark(instance.said)
        _print_lines(lines(told, _columns()))


@main.command(short_help="List the book of rules.")
@_as_json
@click.option("--markdown", is_flag=True, help="Print the page docs/rules.md.")
def rules(as_json: bool, markdown: bool) -> None:
    """List the book of rules: what each says, what the standard book makes of it, and its parameters.

    \b
    Example:
      netday rules
    """
    from scheduler.book import book_data, book_lines
    from scheduler.book_page import page

    if as_json and markdown:
        raise click.UsageError("--json and --markdown exclude each other.")
    if as_json:
        _print_json(book_data())
    elif markdown:
        click.echo(page(), nl=False)
    else:
        _print_lines(book_lines(_columns()))


@main.command(short_help="Print the JSON schema of the day file.")
def schema() -> None:
    """Print the JSON schema of the day file, from which editors complete and check.

    \b
    Example:
      netday schema > day.schema.json
    """
    from scheduler.instance import schema_text

    click.echo(schema_text(), nl=False)


@main.command(short_help="Make the best programme of a day.")
@DAY
@click.option("-o", "--output", type=_folder_or_file, help="The file for the programme; without it none is written.")
@click.option(
    "--compare-with", "other", type=_folder_or_file, help="Another programme: how much better is the new one?"
)
@LIMIT
@click.option("--workers", type=click.IntRange(1, 256), help="Searches side by side.  [default: 8, on every machine]")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Another way to search.")
@click.option("--quiet", is_flag=True, help="No progress and no remarks on stderr.")
@click.option("--progress", type=click.Choice(["json"]), help="Progress on stderr as JSON, an object a line.")
@_as_json
@click.pass_context
def solve(
    ctx: click.Context,
    day: Path,
    output: Path | None,
    other: Path | None,
    time_limit: float,
    workers: int | None,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Make the best programme of a DAY, and say what it costs, who misses what, and what is proven.

    Ctrl-C once stops the search and keeps the best programme so far; twice leaves at once. When the search ends by
    itself, the same files and options give the same programme on any machine.

    \b
    Examples:
      netday solve our-day -o our-day/programme.json
      netday solve our-day -o programme.json --time-limit 300
      netday solve our-day --compare-with last-week.json

    Exit codes: 0 a programme was made, 2 faults in the files, 3 the day is impossible, 4 undecided within the time.
    """
    if quiet and progress:
        raise click.UsageError("--quiet and --progress exclude each other.")
    from scheduler.instance import read

    instance = read(day)
    rival = None if other is None else (other.name, _report(instance, other)[0])
    if output is not None:
        _may_write(output)
    if not (quiet or progress or as_json):
        _remark(instance.said)
    from scheduler.answer import Impossible, Solved, Undecided
    from scheduler.live import watched
    from scheduler.solve import WORKERS, Stop, solve

    stop, display = Stop(), _display(quiet, progress)

    def search() -> Solved | Impossible | Undecided:
        return solve(
            instance.conference,
            instance.rules,
            limit=time_limit,
            workers=workers or WORKERS,
            seed=seed,
            progress=display.tell,
            stop=stop,
        )

    match watched(search, stop.set, display):
        case Solved() as answer:
            _solved(instance, answer, output, rival, as_json)
        case Impossible() as answer:
            _impossible(instance, answer, as_json)
            ctx.exit(IMPOSSIBLE)
        case Undecided() as answer:
            _undecided(answer, as_json)
            ctx.exit(UNDECIDED)


def _solved(
    instance: Instance, answer: Solved, output: Path | None, rival: tuple[str, Report] | None, as_json: bool
) -> None:
    from scheduler import summary
    from scheduler.instance import write_programme

    if output is not None:
        write_programme(output, instance, answer.programme, answer.proof())
    file = str(output) if output else None
    if as_json:
        told: dict[str, Any] = {
            "answer": "solved",
            "programme": file,
            "elapsed": round(answer.elapsed, 3),
            "stopped": answer.stopped,
        }
        if rival is not None:
            told["compared_with"] = {"programme": rival[0], "missed": rival[1].missed, "cost": rival[1].cost}
        _print_json({**told, "proof": answer.proof(), **summary.as_data(answer.report)})
        return
    columns = _columns()
    _print_lines(summary.outcome(answer.elapsed, file, stopped=answer.stopped, optimal=answer.optimal))
    _print_lines(summary.proof(answer.report.costs, answer.bounds, optimal=answer.optimal, columns=columns))
    if rival is not None:
        _print_lines(summary.compared(answer.report, rival[1], rival[0], columns))
    _print_lines(["", *summary.told(answer.report, columns)])


def _impossible(instance: Instance, answer: Impossible, as_json: bool) -> None:
    from scheduler.preflight import findings
    from scheduler.summary import impossible

    conflict, seen = answer.conflict, findings(instance.conference, instance.rules)
    if as_json:
        clash = [{"rule": rule.name, "statement": str(case)} for rule, case in conflict.statements]
        told = {"answer": "impossible", "elapsed": round(answer.elapsed, 3), "smallest": conflict.smallest}
        _print_json({**told, "clash": clash, "findings": [{"sentence": f.sentence, "fatal": f.fatal} for f in seen]})
    else:
        _print_lines(impossible(conflict.statements, seen, smallest=conflict.smallest, columns=_columns()))


def _undecided(answer: Undecided, as_json: bool) -> None:
    if as_json:
        _print_json({"answer": "undecided", "elapsed": round(answer.elapsed, 3), "stopped": answer.stopped})
        return
    ended = "Stopped" if answer.stopped else "Time is up"
    click.echo(f"{ended} after {answer.elapsed:.1f} seconds: undecided.")
    click.echo("No programme was found, nor was the day shown to be impossible. Nothing was written.")
    click.echo("A longer --time-limit may decide it.")


@main.command(short_help="Show a programme: grid, lists, or one person's own day.")
@DAY
@PROGRAMME
@click.option("--by", type=click.Choice(["room", "person", "group", "time"]), help="A list instead of the grid.")
@click.option("--person", metavar="NAME", help="One person's own day, with what they miss and why.")
@click.option("--group", metavar="NAME", help="The meetings of one group.")
@click.option("--room", metavar="NAME", help="What takes place in one room.")
def show(day: Path, programme: Path, by: str | None, person: str | None, group: str | None, room: str | None) -> None:
    """Show a PROGRAMME of a DAY: as a grid, as a list, or one person's own day.

    A part of a name will do. What is piped on is plain text; in a terminal there are colours unless NO_COLOR is set.

    \b
    Examples:
      netday show our-day programme.json
      netday show our-day programme.json --by room
      netday show our-day programme.json --person "Karin Schrederhof"
    """
    if sum(choice is not None for choice in (by, person, group, room)) > 1:
        raise click.UsageError("Choose one of --by, --person, --group and --room.")
    from scheduler.check import check as judge
    from scheduler.exports import lists
    from scheduler.exports.terminal import programme_lines
    from scheduler.instance import read, read_programme
    from scheduler.lookup import find
    from scheduler.wording import count

    instance = read(day)
    placed, remarks = read_programme(programme, instance)
    _remark(remarks)
    if broken := judge(instance.conference, instance.rules, placed).broken:
        again = f"netday check {day} {programme}"
        _remark([f"This programme breaks hard rules, {count(len(broken), 'time')}. For what is wrong: {again}"])
    conference, columns = instance.conference, _columns(most=None)
    try:
        people = [find(person, conference.people, "person")] if person is not None else []
        groups = [find(group, conference.groups, "group")] if group is not None else []
        rooms = [find(room, conference.rooms, "room")] if room is not None else []
    except LookupError as unknown:
        raise click.UsageError(str(unknown.args[0])) from None
    if people or by == "person":
        _print_texts(lists.by_person(conference, placed, columns, people))
    elif groups or by == "group":
        _print_texts(lists.by_group(conference, placed, columns, groups))
    elif rooms or by == "room":
        _print_texts(lists.by_room(conference, placed, columns, rooms))
    elif by == "time":
        _print_texts(lists.by_time(conference, placed.in_time_order, columns))
    else:
        _print_texts(programme_lines(conference, placed, columns))


@main.command(short_help="Measure how fast days are solved here.")
@click.argument("folders", nargs=-1, type=_folder_or_file)
@LIMIT
@_as_json
def bench(folders: tuple[Path, ...], time_limit: float, as_json: bool) -> None:
    """Measure how fast days are solved on this machine: those in instances/, or the FOLDERS that are named.

    \b
    Example:
      netday bench our-day --time-limit 20
    """
    days = folders or sorted(file.parent for file in Path("instances").glob("*/day.yaml"))
    if not days:
        raise click.UsageError("There is no folder instances here with days in it; name the folders to measure.")
    from scheduler.bench import measure, table

    rows = []
    for measured in measure(days, time_limit):
        rows.append(measured.row())
        click.echo(f"{measured.day}: {measured.answer}", err=True)
    if as_json:
        _print_json(rows)
    else:
        click.echo(table(rows))


def _may_write(file: Path) -> None:
    """Asked before the search, not after: a minute's work should not end in a file that cannot be written."""
    from scheduler.instance import leave_alone

    if file.is_dir():
        raise click.UsageError(f"{file} is a folder; name a file, like {file / 'programme.json'}.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from None
    if not os.access(file.parent, os.W_OK):
        raise click.UsageError(f"{file} cannot be written: you may not write in {file.parent}.")
    leave_alone(file)


def _display(quiet: bool, progress: str | None) -> Display:
    from scheduler.live import Display, JsonLines, Line

    if progress == "json":
        return JsonLines()
    return Line(shutil.get_terminal_size().columns) if not quiet and sys.stderr.isatty() else Display()


def _columns(most: int | None = 100) -> int:
    """Of the terminal, or 80 without one; sentences grow no longer than can be read."""
    columns = max(40, shutil.get_terminal_size().columns)
    return columns if most is None else min(columns, most)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _print_texts(texts: Iterable[Text]) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False)
    for text in texts:
        with console.capture() as line:  # written by us, for rich has an exit code of its own for a broken pipe
            console.print(text, soft_wrap=True)
        sys.stdout.write(line.get())


def _print_json(told: Any) -> None:
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _remark(*groups: Iterable[str]) -> None:
    for remarks in groups:
        for remark in remarks:
            click.echo(remark, err=True)


if __name__ == "__main__":
    main()
