"""`netday mailing`: to each person their own day, the address of their own calendar, and what changed for them."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.edition_option import EDITION, SITE, calendars_of
from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LANGUAGE, PATH, PROGRAMME, QUIET, json_option, language_of
from scheduler.commands.output import columns_here, print_json, print_lines, remark, say
from scheduler.commands.parameters import OLD_DAY, RENAMED, any_programme, as_typed, published_edition
from scheduler.commands.writing import a_new_file, an_ordinary_file, unwritable, write_over
from scheduler.text.packing import part_of
from scheduler.text.sentence import Sentence, plural
from scheduler.text.wording import KeyName, count, listing, some

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scheduler.conference.conference import Person
    from scheduler.conference.programme import Programme
    from scheduler.files import Instance
    from scheduler.publishing.mailing import Mailing, News, OwnCalendars
    from scheduler.text.language import Language
    from scheduler.text.sentence import Phrase

_MARK = b"as written by netday: %s"
_MANY = 8  # so many are named


@click.command(short_help="Write what to mail to everybody: own day, own calendar, what changed.")
@DAY
@PROGRAMME
@EDITION
@SITE
@click.option("--since", type=PATH, metavar="OLD", help="Only whom a change concerns since that programme or edition.")
@OLD_DAY
@RENAMED
@click.option("--person", multiple=True, metavar="NAME", help="This person alone; may be given again.")
@click.option(
    "-o",
    "--output",
    type=PATH,
    help="mailing.xlsx or mailing.csv for mail merge in Word; any other name: a folder of drafts (.eml).",
)
@LANGUAGE
@QUIET
@click.option("--now", envvar="NETDAY_NOW", type=click.DateTime(["%Y-%m-%dT%H:%MZ"]), hidden=True)
@json_option
@click.pass_context
def mailing(
    ctx: click.Context,
    day: Path,
    programme: Path,
    edition: Path | None,
    site: str | None,
    since: Path | None,
    old_day: Path | None,
    renamed: dict[str, str],
    person: tuple[str, ...],
    output: Path | None,
    language: str | None,
    quiet: bool,
    now: datetime | None,
    as_json: bool,
) -> None:
    """Write a mail for everybody of a DAY: their own day in its PROGRAMME, their own calendar, what changed for them.

    As a workbook or a CSV file it is what Word and Outlook merge: a row a person, with name, city, e-mail address,
    greeting, own day and the addresses of the own calendar. As a folder it is a draft a person, which Outlook and
    Thunderbird open ready to be sent, with the person's calendar attached.

    E-mail addresses are those of the day file or people.csv (`email`). Who has none is named, and stands in the table
    all the same. What is written is for whoever sends it: it is no file for the web.

    \b
    Examples:
      netday mailing our-day programme.json --edition site -o mailing.xlsx
      netday mailing our-day programme.json --edition site -o mails
      netday mailing our-day revised.json --edition site --since programme.json -o changed.csv
      netday mailing our-day programme.json --edition site --json
    """
    from scheduler.console.hanging import hanging
    from scheduler.files.sent import remember_sent
    from scheduler.publishing.mailing import LetterWriter, Mailing

    if output is None and not as_json:
        raise click.MissingParameter(ctx=ctx, param=next(each for each in ctx.command.params if each.name == "output"))
    if since is None and (old_day or renamed):
        raise click.UsageError(Sentence("{one} goes with {other}.", one="--old-day, --renamed", other="--since"))
    instance = read_day(day)
    form = "" if output is None else _form(output)
    if output is not None:
        _may_write(output, form, edition)
    speech = language_of(instance, language)
    placed = any_programme(instance, day, programme, quiet=quiet).programme
    calendars = calendars_of(instance, edition, site)
    people, news, remarks = _people(instance, person), None, list[str]()
    if since is not None:
        news, remarks = _news(instance, placed, since, old_day, renamed, speech)
        people = [one for one in people if one.name in news]
        remarks += _never_sent(since, edition)
    remarks += _remarks(instance, placed, calendars, people)
    remark(() if quiet or as_json else remarks)
    if not people and not as_json:
        say(Sentence("Nothing changes for anybody here, so nothing is written."))
        return
    writer = LetterWriter(
        instance.conference, placed, speech, calendars, instance.emails, news, now and now.replace(tzinfo=UTC)
    )
    letters = Mailing(tuple(writer.letters(people)), writer)
    written = output if people and output is not None and _write(output, form, letters) else None
    if written is not None:
        remember_sent(programme)
    if as_json:
        from scheduler.publishing.mailing.mailing_data import as_data

        print_json(as_data(letters, remarks, str(written) if written else None))
    elif output is not None:
        print_lines(line for text in _summary(letters, output, form) for line in hanging(text, columns_here()))


def _form(output: Path) -> str:
    """`xlsx`, `csv`, or `drafts` for a folder."""
    ending = output.suffix.lower().lstrip(".")
    if ending in ("xlsx", "csv"):
        return ending
    if ending and not output.is_dir():
        raise click.UsageError(
            Sentence(
                "{file}: a mailing is a workbook (.xlsx), a table (.csv), or a folder of drafts, whose name has no "
                "ending.",
                file=output.name,
            )
        )
    return "drafts"


def _may_write(output: Path, form: str, edition: Path | None) -> None:
    """Asked first: nothing of somebody else is written over, and no address comes into what is published."""
    from scheduler.publishing.calendars.location import INDEX

    whole = output.resolve()
    published = [folder for folder in whole.parents if (folder / INDEX).exists()]
    if edition is not None and whole.is_relative_to(edition.resolve()):
        published.append(edition)
    if published or (whole / INDEX).exists():
        raise click.UsageError(
            Sentence(
                "{file} would stand in the folder that is published, and it holds e-mail addresses. "
                "Choose another place.",
                file=output,
            )
        )
    if form == "drafts":
        if output.exists() and (not output.is_dir() or any(output.iterdir())):
            raise click.UsageError(
                Sentence(
                    "{folder} is not empty, and drafts go into a folder of their own. Name a new one, like -o {other}, "
                    "or throw {folder} away first.",
                    folder=output,
                    other=as_typed([f"{output}-2"]),
                )
            )
        return
    an_ordinary_file(output, f"mailing.{form}")
    if not (form == "xlsx" and output.exists() and _is_ours(output)):
        a_new_file(output)


def _is_ours(file: Path) -> bool:
    """Whether it is the workbook of an earlier mailing."""
    from scheduler.publishing.mailing import KEYWORD

    try:
        return KEYWORD.encode() in part_of(file.read_bytes(), "docProps/core.xml")
    except OSError as error:
        raise click.UsageError(unwritable(file, error)) from None


def _people(instance: Instance, named: Sequence[str]) -> list[Person]:
    from scheduler.conference.find_person import find_person

    try:
        chosen = {find_person(name, instance.conference).name for name in named}
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None
    return [person for person in instance.conference.people if not chosen or person.name in chosen]


def _news(
    instance: Instance, placed: Programme, since: Path, old_day: Path | None, renamed: dict[str, str], speech: Language
) -> tuple[News, list[str]]:
    """What has changed for whom, and what is to be remarked of the old programme."""
    from scheduler.conference.programme import Edition
    from scheduler.files import read_edition
    from scheduler.publishing.exports.formats import FORMATS
    from scheduler.questions.difference import difference
    from scheduler.questions.difference.own_mail import own_mail

    old_remarks: Sequence[str]
    if since.is_dir():
        if old_day is not None:
            raise click.UsageError(Sentence("{one} goes with a programme, not with an edition.", one="--old-day"))
        old, old_remarks = read_edition(since / FORMATS["json"].file, instance, renamed)
    else:
        old, old_remarks = published_edition(since, instance, old_day, renamed)
    changes = difference(old, Edition(instance.conference, placed))
    return own_mail(changes, speech.code), list(old_remarks)


def _never_sent(since: Path, edition: Path | None) -> Iterator[Sentence]:
    """That nobody is known to have the programme with which is compared, and which people have."""
    from scheduler.files.sent import sent_beside, was_sent

    if was_sent(since) is not False:
        return
    yield Sentence(
        "As far as is known here, nobody was sent {file}; what changes for people is told against it.", file=since.name
    )
    if found := [file.name for file in sent_beside(since)]:
        yield Sentence(
            "Mailed or published was {files}: name that with {option}.", files=listing(found), option="--since"
        )
    elif edition is not None:
        yield Sentence(
            "If people have what stands in {folder}, name that: {option}.",
            folder=edition,
            option=f"--since {edition}",
        )


def _remarks(instance: Instance, placed: Programme, calendars: OwnCalendars, people: Sequence[Person]) -> list[str]:
    from scheduler.files import is_published
    from scheduler.publishing.exports.formats import FORMATS

    found: list[str] = []
    if calendars.folder is None:
        found.append(
            Sentence(
                "The addresses of people's calendars are not in it: publish first, and name that folder ({option}).",
                option="--edition FOLDER",
            )
        )
        return found
    if not calendars.site:
        found.append(
            Sentence(
                "Nobody can subscribe yet, for it is not known where {folder} stands on the web: "
                "say so with {option} or {key} in the day file.",
                folder=calendars.folder,
                option="--site",
                key=KeyName("website"),
            )
        )
    if none := [person.name for person in people if person.name not in calendars.files]:
        found.append(
            Sentence(
                "No calendar of {people} stands in {folder}: publish again, unless they withdrew.",
                people=some(none, _MANY),
                folder=calendars.folder,
            )
        )
    if not is_published(calendars.folder / FORMATS["json"].file, instance, placed):
        found.append(
            Sentence(
                "In {folder} stands another programme than this one: publish this one first, or mails and calendars "
                "do not say the same.",
                folder=calendars.folder,
            )
        )
    return found


def _write(output: Path, form: str, mailing: Mailing) -> bool:
    """Whether anything was to be written."""
    if form == "drafts":
        has_any = len(mailing.without_address) < len(mailing.letters)
        if has_any:
            _write_drafts(output, mailing)
        return has_any
    from scheduler.files.as_written import marked

    write_over(output, marked(mailing.xlsx(), _MARK) if form == "xlsx" else mailing.csv())
    return True


def _write_drafts(output: Path, mailing: Mailing) -> None:
    """All of them or none: they are written in a folder beside it that then gets its name."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".mails-", dir=output.parent) as beside:
            staged = Path(beside) / "mails"
            staged.mkdir(mode=0o700)
            for draft in mailing.drafts():
                (staged / draft.file).write_bytes(draft.data)
            if output.is_dir():
                output.rmdir()
            staged.replace(output)
    except OSError as error:
        raise click.UsageError(unwritable(output, error)) from None


def _summary(mailing: Mailing, output: Path, form: str) -> Iterator[Phrase]:
    """How many there are, and who has no address."""
    letters, none = mailing.letters, mailing.without_address
    number = len(letters) - len(none)
    if form == "drafts" and not number:
        yield Sentence("Nobody has an e-mail address, so no draft is written.")
        return
    if form == "drafts":
        yield Sentence("Written to {folder}: {drafts}.", folder=output, drafts=count(number, "draft"))
    else:
        people = count(len(letters), "person", "people")
        yield Sentence(
            "Written: {file}, with {people}, of whom {number} with an e-mail address.",
            file=output,
            people=people,
            number=number,
        )
    if none and form == "drafts":
        yield plural(
            len(none),
            "{number} person has no e-mail address, and gets no draft: {people}.",
            "{number} people have no e-mail address, and get no draft: {people}.",
            people=some(none, _MANY),
        )
    elif none:
        yield plural(
            len(none),
            "{number} person has no e-mail address: {people}.",
            "{number} people have no e-mail address: {people}.",
            people=some(none, _MANY),
        )
