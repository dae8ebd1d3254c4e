"""`netday diff`: what one edition of a programme changes of another, and whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.edition_option import EDITION, SITE, calendars_of
from scheduler.commands.language import read_day
from scheduler.commands.options import PATH, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, remark, say
from scheduler.commands.parameters import OLD_DAY, RENAMED, published_edition
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.publishing.mailing import OwnCalendars
    from scheduler.questions.difference import Difference


@click.command(short_help="Say what a new programme changes of an old one, and whom to tell.")
@click.argument("files", nargs=-1, type=PATH, metavar="[DAY] OLD NEW")
@OLD_DAY
@RENAMED
@click.option("--person", metavar="NAME", help="What changes for one person.")
@click.option(
    "--mail",
    type=click.Choice(["nl", "en"], case_sensitive=False),
    help="What to write to the attendees, or to that person, in Dutch or English.",
)
@EDITION
@SITE
@json_option
def diff(
    files: tuple[Path, ...],
    old_day: Path | None,
    renamed: dict[str, str],
    person: str | None,
    mail: str | None,
    edition: Path | None,
    site: str | None,
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
    if as_json and (person is not None or mail is not None):
        raise click.UsageError(Sentence("Choose one of {options}.", options=listing(["--person", "--mail", "--json"])))
    if (edition or site) and not mail:
        raise click.UsageError(Sentence("{one} goes with {other}.", one="--edition, --site", other="--mail"))
    if len(files) not in (2, 3):
        raise click.UsageError(
            Sentence("Name the old programme and the new one, and before them the day: DAY OLD NEW.")
        )
    if len(files) == 2 and (person is not None or old_day is not None):
        raise click.UsageError(Sentence("For that the day is needed: {command}", command="netday diff DAY OLD NEW."))
    from scheduler.conference.find_person import find_person
    from scheduler.console.difference import lines, own_lines
    from scheduler.files import read_alone, read_published
    from scheduler.publishing.mailing import greeting_to
    from scheduler.questions.difference import difference
    from scheduler.questions.difference.data import compared
    from scheduler.questions.difference.mail import mail as text
    from scheduler.questions.difference.words import question
    from scheduler.text.language import Language

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
    if mail and len(files) == 3:
        say(_letter(changes, instance, person, mail, calendars_of(instance, edition, site)))
    elif mail:
        say("\n\n".join((greeting_to(None, Language.of(mail)), text(changes, mail))))
    elif person is not None:
        try:
            print_lines(own_lines(changes, find_person(person, new.conference), columns_here()))
        except LookupError as unknown:
            raise click.UsageError(unknown.args[0]) from None
    else:
        print_lines(lines(changes, columns_here()))


def _letter(changes: Difference, instance: Instance, person: str | None, language: str, at: OwnCalendars) -> str:
    """The mail to everybody, or to one person: with a greeting, and the address of the page or of their calendar."""
    from scheduler.conference.find_person import find_person
    from scheduler.publishing.mailing import LetterWriter, greeting_to
    from scheduler.questions.difference.mail import mail
    from scheduler.questions.difference.own_mail import own_mail
    from scheduler.text.language import Language

    speech, new = Language.of(language), changes.new
    if person is None:
        page = [f"{speech.say('The whole programme:')} {at.page}"] if at.page else []
        return "\n\n".join([greeting_to(None, speech), mail(changes, language), *page])
    try:
        one = find_person(person, new.conference)
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None
    writer = LetterWriter(new.conference, new.programme, speech, at, instance.emails, own_mail(changes, language))
    (letter,) = writer.letters([one])
    return letter.text
