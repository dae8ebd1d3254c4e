"""The command netday: its commands in the order of a day's work, and the last word on whatever goes wrong in them.

Exit codes: 0 good; 1 a programme that breaks hard rules; 2 faults in the files or in how the command was called;
3 impossible; 4 undecided; 70 an error of netday's own.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

import click

from scheduler import __version__
from scheduler.commands.alternatives import alternatives
from scheduler.commands.bench import bench
from scheduler.commands.check import check
from scheduler.commands.check_site import check_site
from scheduler.commands.click_words import teach_click
from scheduler.commands.describe import describe
from scheduler.commands.desk import desk
from scheduler.commands.diff import diff
from scheduler.commands.explain import explain
from scheduler.commands.export import export
from scheduler.commands.import_ import import_
from scheduler.commands.language import speak_as, with_language
from scheduler.commands.mailing import mailing
from scheduler.commands.new import new
from scheduler.commands.outlet import open_outlets
from scheduler.commands.output import AS_JSON, FAULTS, INTERRUPTED, OUR_ERROR, faulty, on_screen, refused, say
from scheduler.commands.prices import prices
from scheduler.commands.publish import publish
from scheduler.commands.rehearse import rehearse
from scheduler.commands.repair import repair
from scheduler.commands.rules import rules
from scheduler.commands.schema import schema
from scheduler.commands.season import season
from scheduler.commands.seats import seats
from scheduler.commands.serve_calendars import serve_calendars
from scheduler.commands.show import show
from scheduler.commands.sign_ups import sign_ups
from scheduler.commands.solve import solve
from scheduler.commands.why import why
from scheduler.commands.workbook import read_workbook, workbook
from scheduler.text.sentence import Sentence, paragraph, speaking, spoken
from scheduler.text.wording import listing

# In the order of a day's work, as `netday --help` lists them.
COMMANDS: tuple[click.Command, ...] = (
    new,
    desk,
    import_,
    workbook,
    read_workbook,
    sign_ups,
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
    seats,
    publish,
    export,
    mailing,
    repair,
    diff,
    rehearse,
    season,
    serve_calendars,
    check_site,
    bench,
)


class Netday(click.Group):
    """The commands in the order of a day's work, and the last word on whatever goes wrong in them."""

    own_process = False  # with streams of its own, and an end

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own shape
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> Any:
        _forget()
        teach_click()
        with speaking(None):  # whatever it speaks, a caller goes on as before
            speak_as(None, None, words=list(args[0]) if args and args[0] is not None else sys.argv[1:])
            return self._main(*args, **extra)

    def _main(self, *args: Any, **extra: Any) -> Any:
        outlets = open_outlets()
        self.own_process = outlets is not None
        if outlets is None:
            return super().main(*args, **extra)
        gc.set_threshold(200_000, 20, 50)  # a command ends soon, and looking for rubbish took a third of large days
        try:
            return super().main(*args, **extra)
        except SystemExit as leaving:
            sys.stdout.flush()
            if outlets[0].lost:
                lost = Sentence("Not all of the answer arrived on standard output: {why}.", why=outlets[0].lost)
                say(paragraph(lost, _so_far()), err=True)
                raise SystemExit(leaving.code or FAULTS) from None
            raise

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _harmless():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _harmless(), _as_json(ctx), _ctrl_c_heard(last=self.own_process) as heard:
            try:
                answer = super().invoke(ctx)
                sys.stdout.flush()
            except KeyboardInterrupt:
                _interrupted(ctx)
            except (click.ClickException, click.exceptions.Exit, click.Abort):
                raise
            except Exception as error:  # noqa: BLE001  the user is owed a sentence for it
                if heard:  # a library that was being loaded makes another error of it
                    _interrupted(ctx)
                _went_wrong(ctx, error)
            return answer


@contextmanager
def _harmless() -> Iterator[None]:
    """What is wrong with the call is said without whatever in it would steer the terminal."""
    try:
        yield
    except click.UsageError as error:
        lead = spoken(Sentence("Error: {message}", message=""))  # which is how click begins
        sentence = on_screen(_message(error), lead)
        raise click.UsageError(sentence, error.ctx) from None


def _message(error: click.UsageError) -> str:
    """What is wrong, as whoever reads it is spoken to."""
    message = spoken(error.message)
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        return click.BadParameter(message, error.ctx, error.param, error.param_hint).format_message()
    return error.format_message() if message == str(error.message) else message  # click's own, with what it adds


@contextmanager
def _as_json(ctx: click.Context) -> Iterator[None]:
    """What is wrong with the call is JSON where everything is to be, so that a program can hand it on."""
    try:
        yield
    except click.UsageError as error:
        if ctx.meta.get(AS_JSON):
            refused(ctx, Sentence("{message}", message=_message(error)))
        raise


@contextmanager
def _ctrl_c_heard(*, last: bool) -> Iterator[list[int]]:
    """Meanwhile Ctrl-C is noted and raises KeyboardInterrupt, as it does by itself.

    `last`: nothing comes after it but the end of the process, which goes on as if nothing was heard.
    """
    heard: list[int] = []

    def hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the shape of a handler
        heard.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield heard
        return
    before = signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN if last else before)


def _forget() -> None:
    """Of what an earlier command wrote, where one process runs several: a test, a notebook."""
    if (written := sys.modules.get("scheduler.files.written")) is not None:
        written.begin()


def _so_far() -> Sentence:
    """What was written until now, or that nothing was."""
    from scheduler.files.written import written

    files = written()
    return Sentence("Written: {files}.", files=listing(files)) if files else Sentence("Nothing was written.")


def _interrupted(ctx: click.Context) -> NoReturn:
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once more would only cut the sentence
    say(paragraph(Sentence("Interrupted."), _so_far()), err=True)
    if threading.active_count() > 1:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(INTERRUPTED)  # the search is still at work in its own threads, and nobody waits for it
    ctx.exit(INTERRUPTED)


def _went_wrong(ctx: click.Context, error: Exception) -> NoReturn:
    from scheduler.files import Faults

    if isinstance(error, Faults):
        faulty(ctx, error)
    if type(error).__name__ not in {"Disagreement", "NotAsWritten"}:  # which say all that there is to say
        say("".join(traceback.format_exception(error)), err=True)
    what = str(error) or type(error).__name__
    say(Sentence("An error of netday itself, not of yours: {what}", what=what), err=True)
    report = Sentence("Please report it with these lines, the command and the folder of the day.")
    say(paragraph(_so_far(), report), err=True)
    ctx.exit(OUR_ERROR)


@click.group(cls=Netday, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="netday", message="%(prog)s %(version)s")
def main() -> None:
    """Make the programme of a network day: describe the day in a file, get a programme that is proven best.

    A day is a folder with a file day.yaml, and people.csv beside it; or a workbook, dag.xlsx.

    \b
    Example:
      netday new our-day
      netday check our-day
      netday solve our-day -o our-day/programme.json
      netday show our-day our-day/programme.json
      netday publish our-day our-day/programme.json --to our-day/calendars

    It speaks the language of the day, Dutch or English; --language or NETDAY_LANGUAGE, nl or en, says otherwise.

    Exit codes: 0 good, 1 a programme breaks hard rules, 2 faults in files or in the call, 3 impossible, 4 undecided,
    70 an error of netday itself, 130 interrupted before there was anything to keep.
    """


for command in COMMANDS:
    main.add_command(with_language(command))
