"""Arguments and options that several commands take: the day, the programme, time limit, seed, --json."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scheduler.commands.language import language_option
from scheduler.commands.output import AS_JSON

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.text.language import Language

_Command = TypeVar("_Command", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)
DAY = click.argument("day", type=PATH)
PROGRAMME = click.argument("programme", type=PATH)
LANGUAGE = language_option("Instead of the language of the day.")
SECONDS = 60
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
PROGRESS = click.option("--progress", type=click.Choice(["json"]), help="Progress on stderr as JSON, an object a line.")


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
