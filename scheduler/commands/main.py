"""The command netday: its commands in the order of a day's work, and the last word on whatever goes wrong in them.

Exit codes: 0 good; 1 a programme that breaks hard rules; 2 faults in the files or in how the command was called;
3 impossible; 4 undecided; 70 an error of netday's own.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from typing import Any, NoReturn

import click

from scheduler import __version__
from scheduler.commands.alternatives import alternatives
from scheduler.commands.bench import bench
from scheduler.commands.check import check
from scheduler.commands.describe import describe
from scheduler.commands.diff import diff
from scheduler.commands.explain import explain
from scheduler.commands.export import export
from scheduler.commands.import_ import import_
from scheduler.commands.new import new
from scheduler.commands.output import GOOD, INTERRUPTED, OUR_ERROR, faulty, on_screen
from scheduler.commands.prices import prices
from scheduler.commands.publish import publish
from scheduler.commands.rehearse import rehearse
from scheduler.commands.repair import repair
from scheduler.commands.rules import rules
from scheduler.commands.schema import schema
from scheduler.commands.season import season
from scheduler.commands.serve_calendars import serve_calendars
from scheduler.commands.show import show
from scheduler.commands.solve import solve
from scheduler.commands.why import why

# In the order of a day's work, as `netday --help` lists them.
COMMANDS: tuple[click.Command, ...] = (
    new,
    import_,
    check,
    describe,
    rules,
    schema,
    solve,
    explain,
    show,
    why,
    alternatives,
    prices,
    publish,
    export,
    repair,
    diff,
    rehearse,
    season,
    serve_calendars,
    bench,
)


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
        except click.UsageError as error:
            sentence = on_screen(error.format_message(), "Error: ")  # which is how click begins
            raise click.UsageError(sentence, error.ctx) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001  the user is owed a sentence for it
            _went_wrong(ctx, error)
        return answer


def _went_wrong(ctx: click.Context, error: Exception) -> NoReturn:
    from scheduler.files import Faults

    if isinstance(error, Faults):
        faulty(ctx, error)
    if type(error).__name__ not in {"Disagreement", "NotAsWritten"}:  # which say all that there is to say
        click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(
        f"An error of netday itself, not of yours: {str(error) or type(error).__name__}\n"
        "Nothing was written. Please report it with these lines, the command and the folder of the day.",
        err=True,
    )
    ctx.exit(OUR_ERROR)


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
      netday publish our-day our-day/programme.json --to our-day/calendars

    Exit codes: 0 good, 1 a programme breaks hard rules, 2 faults in files or in the call, 3 impossible, 4 undecided,
    70 an error of netday itself, 130 interrupted before there was anything to keep.
    """


for command in COMMANDS:
    main.add_command(command)
