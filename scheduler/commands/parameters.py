"""What the commands that ask about a programme share: the programme itself, the day that it was made for, and names."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.options import PATH
from scheduler.commands.output import AS_JSON, BREAKS_RULES, print_json, remark, say
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count

if TYPE_CHECKING:
    from scheduler.checking.answer_names import AnswerName
    from scheduler.checking.check import Report
    from scheduler.conference.conference import Conference, Session
    from scheduler.conference.programme import Edition
    from scheduler.files import Instance


def name_pairs(ctx: click.Context, _: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    wrong = [value for value in values if not all(part.strip() for part in value.partition("="))]
    if wrong:
        raise click.UsageError(
            Sentence('"{typed}" should be two names, like "Zaal 1=Gravenzaal".', typed=wrong[0]), ctx
        )
    return {old.strip(): new.strip() for old, _, new in (value.partition("=") for value in values)}


OLD_DAY = click.option(
    "--old-day", type=PATH, help="The day as it was when the old programme was made, if you have it."
)
RENAMED = click.option(
    "--renamed",
    multiple=True,
    callback=name_pairs,
    metavar="OLD=NEW",
    help="A session or room that has another name now.",
)


def as_typed(words: Sequence[str]) -> str:
    """A command as it is to be typed, quoted where a shell would take it for more than one word, or for a sign.

    >>> as_typed(["netday", "repair", "onze dag", "--keep", "Financiën"])
    'netday repair "onze dag" --keep Financiën'
    """
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """Between double quotes where that will do: the command line of Windows knows no others."""
    if re.fullmatch(r"[\w@%+=:,./-]+", word):
        return word
    return shlex.quote(word) if re.search(r'["$`!\\]', word) or not word else f'"{word}"'


def check_file(instance: Instance, file: Path) -> tuple[Report, tuple[str, ...]]:
    """What the check says of the programme in a file, and what there is to remark of the file itself."""
    from scheduler.checking.check import check as check_programme
    from scheduler.files import read_programme
    from scheduler.files.notes_with_hours import outdated_notes

    programme, remarks = read_programme(file, instance)
    notes = outdated_notes(instance.conference.clock, programme)
    return check_programme(instance.problem, programme), (*remarks, *notes)


def any_programme(instance: Instance, day: Path, file: Path, *, quiet: bool = False) -> Report:
    """A programme to be shown or written, also one that breaks hard rules, of which stderr then says so."""
    report, remarks = check_file(instance, file)
    remark(() if quiet else remarks)
    if report.broken and not quiet:
        times = count(len(report.broken), "time")
        broken = Sentence(
            "This programme breaks hard rules, {times}. For what is wrong: {command}",
            times=times,
            command=f"netday check {day} {file}",
        )
        remark([broken])
    return report


def good_programme(
    ctx: click.Context, instance: Instance, file: Path, of: AnswerName
) -> tuple[Report, tuple[str, ...]]:
    """What the check says of it, and the remarks of the reading. One that breaks hard rules is no measure.

    `of`: the command that was asked.
    """
    report, remarks = check_file(instance, file)
    if report.broken:
        if ctx.meta.get(AS_JSON):
            from scheduler.questions.why.data import breaks_rules

            print_json(breaks_rules(report, of))
        else:
            times = count(len(report.broken), "time")
            say(
                Sentence(
                    "{file} breaks hard rules, {times}, so there is nothing to compare with.", file=file, times=times
                )
            )
            say(Sentence("What they are: {command}", command=f"netday check {instance.folder} {file}"))
            say(Sentence("To mend it: {command}", command=f"netday repair {instance.folder} {file} -o FILE"))
        ctx.exit(BREAKS_RULES)
    return report, remarks


def session_named(typed: str, conference: Conference) -> Session:
    """The session that takes place and is meant. A usage error with a sentence when there is none or several."""
    from scheduler.conference.references import held_session

    try:
        return held_session(typed, conference)
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None


def starts_named(typed: str, conference: Conference, session: Session) -> tuple[int, ...]:
    """The hours that are meant. A usage error with a sentence when it is no hour."""
    from scheduler.conference.references import session_starts

    try:
        return session_starts(typed, conference, session)
    except ValueError as wrong:
        raise click.UsageError(wrong.args[0]) from None


def published_edition(
    file: Path, instance: Instance, old_day: Path | None, renamed: dict[str, str]
) -> tuple[Edition, Sequence[str]]:
    """The programme that has gone out, with the day as it was: that which is named, or what the file tells of it."""
    from scheduler.conference.programme import Edition
    from scheduler.files import read, read_programme, read_published

    if old_day is not None and renamed:
        raise click.UsageError(Sentence("{one} and {other} exclude each other.", one="--old-day", other="--renamed"))
    if old_day is None:
        return read_published(file, instance, renamed)
    then = read(old_day)
    programme, remarks = read_programme(file, then)
    return Edition(then.conference, programme), list(remarks)


def renames_asked(published: Edition, instance: Instance, *, in_call: bool) -> list[str]:
    """Questions to the organiser, whether sessions that are gone have another name now. `in_call`: see `question`."""
    from scheduler.questions.difference import perhaps_renamed
    from scheduler.questions.difference.words import question

    pairs = perhaps_renamed(published, instance.conference)
    return [question(*pair, in_day=True, in_call=in_call) for pair in pairs]


def since(old_day: Path | None, renamed: dict[str, str]) -> list[str]:
    """The options that say what the day was when the programme went out."""
    if old_day:
        return ["--old-day", str(old_day)]
    return [word for old, new in renamed.items() for word in ("--renamed", f"{old}={new}")]
