"""`netday diff`: what one edition of a programme changes of another, and whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import PATH, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, remark, say
from scheduler.commands.parameters import OLD_DAY, RENAMED, published_edition
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing


@click.command(short_help="Say what a new programme changes of an old one, and whom to tell.")
@click.argument("files", nargs=-1, type=PATH, metavar="[DAY] OLD NEW")
@OLD_DAY
@RENAMED
@click.option("--person", metavar="NAME", help="What changes for one person.")
@click.option(
    "--mail",
    type=click.Choice(["nl", "en"], case_sensitive=False),
    help="What to write to the attendees, in Dutch or English.",
)
@json_option
def diff(
    files: tuple[Path, ...],
    old_day: Path | None,
    renamed: dict[str, str],
    person: str | None,
    mail: str | None,
    as_json: bool,
) -> None:
    """Say what the programme NEW changes of the programme OLD: moved, swapped, renamed, dropped, added.

    With the DAY before them it also says whom to tell: in whose diary something changes, who can no longer go where
    they went, and who can attend more. Without it, two files that netday wrote are compared session by session.

    \b
    Examples:
      netday diff our-day programme.json revised.json
      netday diff our-day programme.json revised.json --mail nl
      netday diff programme.json revised.json

    Exit codes: 0 whether anything has changed or not, 2 faults in the files.
    """
    if sum((person is not None, mail is not None, as_json)) > 1:
        raise click.UsageError(Sentence("Choose one of {options}.", options=listing(["--person", "--mail", "--json"])))
    if len(files) not in (2, 3):
        raise click.UsageError(
            Sentence("Name the old programme and the new one, and before them the day: DAY OLD NEW.")
        )
    if len(files) == 2 and (person is not None or old_day is not None):
        raise click.UsageError(Sentence("For that the day is needed: {command}", command="netday diff DAY OLD NEW."))
    from scheduler.conference.find_person import find_person
    from scheduler.console.difference import lines, own_lines
    from scheduler.files import read_alone, read_published
    from scheduler.questions.difference import difference
    from scheduler.questions.difference.data import compared
    from scheduler.questions.difference.mail import mail as text
    from scheduler.questions.difference.words import question

    if len(files) == 2:
        (old, old_alone), (new, new_remarks) = read_alone(files[0], renamed), read_alone(files[1])
        old_remarks: Sequence[str] = old_alone
    else:
        day, before, after = files
        instance = read_day(day)
        old, old_remarks = published_edition(before, instance, old_day, renamed)
        new, new_remarks = read_published(after, instance)
        titled = any(session.title != session.name for session in instance.conference.held)
        if old_day is None and titled and old.conference is not instance.conference:  # the day has changed since
            old_remarks = [*old_remarks, Sentence("Titles were not compared: give the day as it was with --old-day.")]
    changes = difference(old, new)
    questions = [question(*p, in_day=len(files) == 3, in_call=old_day is None) for p in changes.perhaps_renamed]
    remarks = dict.fromkeys([*old_remarks, *new_remarks, *questions])
    if as_json:
        print_json(compared(changes, remarks))
        return
    remark(remarks)
    if mail:
        say(text(changes, mail))
    elif person is not None:
        try:
            print_lines(own_lines(changes, find_person(person, new.conference), columns_here()))
        except LookupError as unknown:
            raise click.UsageError(unknown.args[0]) from None
    else:
        print_lines(lines(changes, columns_here()))
