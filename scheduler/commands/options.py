"""Arguments and options that several commands take: the day, the programme, time limit, seed, --json."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scheduler.commands.language import language_option
from scheduler.commands.output import AS_JSON
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.text.language import Language

_Command = TypeVar("_Command", bound=Callable[..., Any])


class FileName(click.Path):
    """The name of a file or folder, there or not. One that no file can have is refused before anything is done."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        try:
            os.lstat(path)
        except (OSError, ValueError) as error:  # ValueError: a NUL in it
            if isinstance(error, ValueError) or error.errno == errno.ENAMETOOLONG:
                from scheduler.files.faults import quoted

                raise click.UsageError(
                    Sentence("{name} is no name of a file: {why}.", name=quoted(str(path)), why=os_reason(error)), ctx
                ) from None
        return path


PATH = FileName()
DAY = click.argument("day", type=PATH)
PROGRAMME = click.argument("programme", type=PATH)
LANGUAGE = language_option("Instead of the language of the day.")
SECONDS = 60
STOPS_ON_STDIN = "netday.stops_on_stdin"  # where a command's context keeps whether its search does
LIMIT = click.option(
    "--time-limit",
    type=click.FloatRange(0, 10_000_000, min_open=True),
    default=SECONDS,
    show_default=True,
    metavar="SECONDS",
    help="How long to search; the best programme so far is kept.",
)

SEED = click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Another way to search."
)
QUIET = click.option("--quiet", is_flag=True, help="No progress and no remarks on stderr.")
_PROGRESS = click.option(
    "--progress", type=click.Choice(["json"]), help="Progress on stderr as JSON, an object a line."
)


def searching(command: _Command) -> _Command:
    """What each command that searches takes: --quiet, --progress, and what a program stops it by."""

    def note(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.meta[STOPS_ON_STDIN] = value

    stop = click.option(
        "--stop-on-stdin",
        is_flag=True,
        hidden=True,
        expose_value=False,
        callback=note,
        help="The end of stdin, or a line `stop` there, ends the search as Ctrl-C does.",
    )
    return QUIET(_PROGRESS(stop(command)))


def not_both(quiet: bool, progress: str | None) -> None:
    """A usage error where progress is both asked for and not wanted."""
    if quiet and progress:
        raise click.UsageError(Sentence("{one} and {other} exclude each other.", one="--quiet", other="--progress"))


def json_option(command: _Command) -> _Command:
    def note(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
        ctx.meta[AS_JSON] = value  # faults are told as JSON too
        return value

    text = "Print JSON on stdout, and nothing else."
    return click.option("--json", "as_json", is_flag=True, is_eager=True, callback=note, help=text)(command)


def language_of(instance: Instance, asked: str | None) -> Language:
    """The language of what attendees get: what is asked for, else that of the day."""
    from scheduler.text.language import Language

    return Language.of(asked or instance.conference.clock.language)
