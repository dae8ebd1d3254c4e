"""`netday export`: one file of a programme, in one of several forms."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import LANGUAGE, PATH, QUIET, language_of
from scheduler.commands.output import FAULTS, columns_here, on_screen, print_lines, refused, remark, say
from scheduler.commands.parameters import any_programme
from scheduler.commands.writing import an_ordinary_file, unwritable, write_over
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.publishing.exports.document import Document

FORMS = ("html", "pdf", "docx", "signs", "attendance", "xlsx", "markdown", "schedule.xml", "schedule.json", "json")
FORMS_OF_TALKS = ("csplib",)  # of a day with tracks alone
_BEHIND = b"<!-- as written by netday: %s -->\n"
# By form: the mark by which a later export sees whether somebody changed the file, and what it stands behind.
_MARKS = {
    "html": (_BEHIND, b""),
    "pdf": (b"\n%% as written by netday: %s\n", b""),
    "docx": (b"as written by netday: %s", b""),
    "xlsx": (b"as written by netday: %s", b""),
    "markdown": (b"\n[//]: # (as written by netday: %s)\n", b""),
    "schedule.xml": (_BEHIND, b""),
    "schedule.json": (b',\n  "as_written": "%s"', b'"name": "netday"'),
    "json": (b',\n "as_written": "%s"', b'"format": "netday programme"'),
    "ics": (b"\r\nX-NETDAY-AS-WRITTEN:%s", b"\r\nPRODID:-//netday//netday//EN"),
}
# By ending, the forms that files of that name have; of any other ending nothing is known.
_ENDINGS = {
    ".html": ("html",),
    ".htm": ("html",),
    ".pdf": ("pdf", "signs", "attendance"),
    ".docx": ("docx", "signs", "attendance"),
    ".xlsx": ("xlsx", "attendance", "csplib"),
    ".md": ("markdown",),
    ".xml": ("schedule.xml",),
    ".json": ("schedule.json", "json"),
    ".ics": ("ics",),
}
_CALENDAR = b"\r\nPRODID:-//netday//netday//"  # stands in each that netday wrote


@click.command(short_help="Write one file: page, booklet, Word, workbook, calendar, …")
@click.argument("day", type=PATH, required=False, metavar="DAY")
@click.argument("programme", type=PATH, required=False, metavar="PROGRAMME")
@click.option(
    "--format", "form", type=click.Choice(["ics", *FORMS, *FORMS_OF_TALKS]), required=True, help="What to write."
)
@click.option("--person", metavar="NAME", help="Of a calendar or booklet (ics, pdf): one person's own day.")
@click.option("--room", metavar="NAME", help="Of a calendar: what takes place in one room.")
@click.option("--group", metavar="NAME", help="Of a calendar: the meetings of one group.")
@click.option("--people", is_flag=True, help="With everybody's own day, which is not for everybody. html, pdf, xlsx.")
@click.option("--template", type=PATH, metavar="FILE", help="Of docx: a Word file of your own, with fields in it.")
@click.option("--fields", is_flag=True, help="Of docx: say which fields there are; with -o write a template with them.")
@click.option("-o", "--output", type=PATH, help="The file to write; - for stdout.")
@LANGUAGE
@QUIET
@click.option("--now", envvar="NETDAY_NOW", type=click.DateTime(["%Y-%m-%dT%H:%MZ"]), hidden=True)
@click.pass_context
def export(
    ctx: click.Context,
    day: Path | None,
    programme: Path | None,
    form: str,
    person: str | None,
    room: str | None,
    group: str | None,
    people: bool,
    template: Path | None,
    fields: bool,
    output: Path | None,
    language: str | None,
    quiet: bool,
    now: datetime | None,
) -> None:
    """Write one file of a PROGRAMME of a DAY.

    That is a web page (html), a booklet (pdf), the same to edit in Word (docx), door signs and attendance lists (signs,
    attendance: as PDF, or where FILE ends in .docx in Word, and attendance in .xlsx too), a workbook (xlsx), a text for
    wikis and mail (markdown), what apps and other tools read (schedule.xml, schedule.json, json), or a calendar (ics).
    A programme of tracks and talks can be a solution of the benchmarks of CSPLib (csplib), which their checker reads.

    A calendar can also be of one person, room or group; a part of a name will do. A file that is written so does not
    follow later changes. For that, `netday publish`, which writes all of them. Where a file stands that somebody has
    changed since netday wrote it, that is kept beside the new one, as programme.by-hand.xlsx.

    A docx can be made in the house style: --fields says what to write in a Word file of your own, and --template fills
    it.

    \b
    Examples:
      netday export our-day programme.json --format html -o programme.html
      netday export our-day programme.json --format ics --person "Karin Schrederhof" -o karin.ics
      netday export our-day programme.json --format docx --template house-style.docx -o programme.docx
      netday export --format docx --fields
    """
    if fields:
        _fields(form, template, output, language, quiet=quiet)
        return
    if day is None or programme is None or output is None:
        missing = "day" if day is None else "programme" if programme is None else "output"
        raise click.MissingParameter(ctx=ctx, param=next(one for one in ctx.command.params if one.name == missing))
    one_of = sum(choice is not None for choice in (person, room, group))
    if one_of > 1:
        raise click.UsageError(Sentence("Choose one of {options}.", options=listing(["--person", "--room", "--group"])))
    from scheduler.api.outputs import calendar
    from scheduler.conference.find_person import find_person
    from scheduler.files.as_written import marked
    from scheduler.publishing.exports.document import document
    from scheduler.publishing.exports.formats import FORMATS, OF_TALKS, FormatOptions
    from scheduler.text.lookup import find

    wanted = FORMATS.get(form) or OF_TALKS.get(form)
    if wanted and one_of and not (person is not None and wanted.of_person):
        raise click.UsageError(Sentence("--room and --group go with --format ics; --person with ics or pdf."))
    if people and not (wanted and wanted.with_people):
        listed = listing([name for name, known in FORMATS.items() if known.with_people], "or")
        raise click.UsageError(Sentence("--people goes with --format {forms}.", forms=listed))
    if template and form != "docx":
        raise click.UsageError(Sentence("--template goes with --format docx."))
    if (other := _ENDINGS.get(output.suffix.lower())) and form not in other:
        raise click.UsageError(
            Sentence(
                "{file} ends as a file of --format {forms}, and --format {form} makes another. "
                "Change the one or the other.",
                file=output.name,
                forms=listing(other, "or"),
                form=form,
            )
        )
    if str(output) != "-":
        _may_write(output, wanted.is_ours if wanted else lambda data: _CALENDAR in data[:1000])
    instance = read_day(day)
    report = any_programme(instance, day, programme, quiet=quiet)
    conference, placed, speech = instance.conference, report.programme, language_of(instance, language)
    try:
        one = None if person is None else find_person(person, conference)
        of_room = None if room is None else find(room, conference.rooms, "room")
        of_group = None if group is None else find(group, conference.groups, "group")
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None
    if wanted:
        format_options = FormatOptions(
            people=people,
            person=one,
            report=report,
            template=_read(ctx, template),
            in_word=output.suffix.lower() == ".docx",
            in_excel=output.suffix.lower() == ".xlsx",
            names=_names_of_csplib(ctx, instance.folder) if form in OF_TALKS else {},
        )
        paper = document(conference, placed, speech)
        data = (
            _filled(ctx, lambda: wanted.write(paper, format_options))
            if template or form in OF_TALKS
            else wanted.write(paper, format_options)
        )
        if template and not quiet:
            remark(_left_out(paper, data))
    else:
        moment = now.replace(tzinfo=UTC) if now else datetime.now(UTC)
        data = calendar(conference, placed, speech, moment, person=one, room=of_room, group=of_group)
    mark = form if form in _MARKS else "docx" if data.startswith(b"PK") else "pdf"
    _put(output, marked(data, *_MARKS[mark]), quiet=quiet)


def _fields(form: str, template: Path | None, output: Path | None, language: str | None, *, quiet: bool) -> None:
    """Which fields a template can have, or a template with them to begin with."""
    if form != "docx" or template:
        raise click.UsageError(Sentence("--fields goes with --format docx, and without --template."))
    from scheduler.text.language import Language
    from scheduler.text.sentence import spoken_language

    code = language or spoken_language()
    if output is None:
        from scheduler.console.word_fields import field_lines

        print_lines(field_lines(code, columns_here()))
        return
    from scheduler.files.as_written import marked
    from scheduler.publishing.exports.formats import FORMATS
    from scheduler.publishing.exports.word import own_template

    if str(output) != "-":
        _may_write(output, FORMATS[form].is_ours)
    _put(output, marked(own_template(Language.of(code)), *_MARKS[form]), quiet=quiet)


def _read(ctx: click.Context, template: Path | None) -> tuple[str, bytes] | None:
    if template is None:
        return None
    from scheduler.publishing.exports.word import read_file

    return template.name, _filled(ctx, lambda: read_file(template))


def _filled(ctx: click.Context, filling: Callable[[], bytes]) -> bytes:
    """What comes of it; where the template is wrong, or the programme none for it, all that is wrong is said."""
    from scheduler.publishing.exports.word import WrongTemplate

    try:
        return filling()
    except WrongTemplate as wrong:
        for fault in wrong.faults:
            say(on_screen(fault.text), err=True)
        ctx.exit(FAULTS)
    except ValueError as wrong:
        if not (wrong.args and isinstance(wrong.args[0], Phrase)):
            raise
        refused(ctx, wrong.args[0])


def _names_of_csplib(ctx: click.Context, folder: Path) -> Mapping[tuple[str, str], str]:
    """What things are called in the workbook from which netday import made the day."""
    from scheduler.files.csplib.names import names_beside

    try:
        return names_beside(folder)
    except ValueError as wrong:
        refused(ctx, wrong.args[0])


def _left_out(paper: Document, data: bytes) -> Iterator[Phrase]:
    """What the programme has and the document does not: the template may mean it so, and may not."""
    from scheduler.publishing.exports.word import not_named

    if missing := not_named(paper, data):
        yield plural(
            len(missing),
            "By this template the document does not have {number} session of the programme: {sessions}.",
            "By this template the document does not have {number} sessions of the programme: {sessions}.",
            sessions=listing(missing),
        )


def _put(output: Path, data: bytes, *, quiet: bool) -> None:
    if str(output) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_over(output, data)
        if not quiet:
            say(Sentence("Written: {files}.", files=output), err=True)


def _may_write(file: Path, is_ours: Callable[[bytes], bool]) -> None:
    """Asked first: what somebody else made is left as it is."""
    an_ordinary_file(file, f"programme{file.suffix}")
    try:
        ours = is_ours(file.read_bytes())
    except FileNotFoundError:
        return
    except OSError as error:
        raise click.UsageError(unwritable(file, error)) from None
    if not ours:
        raise click.UsageError(
            Sentence("{file} was not written by netday, so it is left as it is. Choose another name.", file=file)
        )
