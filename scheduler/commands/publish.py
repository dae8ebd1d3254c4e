"""`netday publish`: calendars for everyone, edition after edition."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LANGUAGE, PATH, PROGRAMME, json_option, language_of
from scheduler.commands.output import BREAKS_RULES, arrived, columns_here, print_json, print_lines, refused, remark
from scheduler.commands.parameters import check_file, name_pairs
from scheduler.text.sentence import Sentence, plural, spoken_language
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from scheduler.checking.check import Report
    from scheduler.publishing.calendars.publish import PublishResult


def _moment(_: click.Context, __: click.Parameter, typed: str | None) -> datetime:
    if typed is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        raise click.BadParameter(
            Sentence('"{typed}" is no moment; write it like {like}.', typed=typed, like="2026-03-01T12:00Z")
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command(short_help="Publish calendars for everyone to subscribe to.")
@DAY
@PROGRAMME
@click.option("--to", "folder", type=PATH, required=True, metavar="FOLDER", help="A folder of its own for the edition.")
@LANGUAGE
@click.option(
    "--private-names/--readable-names",
    default=None,
    help="Whether nobody can guess the names of people's files.  [default: private, or as before]",
)
@click.option("--people/--no-people", default=None, help="Calendars of people, or none.  [default: with, or as before]")
@click.option(
    "--reminder",
    type=click.IntRange(0, 10_080),
    metavar="MINUTES",
    help="Have calendars of people and groups ring so long before; 0: not.  [default: not, or as before]",
)
@click.option(
    "--moving-time/--no-moving-time",
    default=None,
    help="The time to walk in people's calendars, or not.  [default: not, or as before]",
)
@click.option("--conference-links", is_flag=True, help="Also the property CONFERENCE, which some programs refuse.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--draft", is_flag=True, help="A trial, marked so in each title. Goes where no edition stands.")
@click.option("--anyway", is_flag=True, help="Also a programme that breaks hard rules, or is hardly the same day.")
@click.option("--withdraw", multiple=True, metavar="NAME", help="Take this person's calendar out. It stays out.")
@click.option("--restore", multiple=True, metavar="NAME", help="Publish a calendar again that was withdrawn.")
@click.option("--new-address", multiple=True, metavar="NAME", help="Give this person's file a name never seen before.")
@click.option(
    "--renamed",
    multiple=True,
    callback=name_pairs,
    metavar="OLD=NEW",
    help="A person, room or group that has another name now: their calendar goes on.",
)
@click.option("--now", envvar="NETDAY_NOW", callback=_moment, hidden=True)
@json_option
@click.pass_context
def publish(
    ctx: click.Context,
    day: Path,
    programme: Path,
    folder: Path,
    language: str | None,
    private_names: bool | None,
    people: bool | None,
    reminder: int | None,
    moving_time: bool | None,
    conference_links: bool,
    dry_run: bool,
    draft: bool,
    anyway: bool,
    withdraw: tuple[str, ...],
    restore: tuple[str, ...],
    new_address: tuple[str, ...],
    renamed: dict[str, str],
    now: datetime,
    as_json: bool,
) -> None:
    """Publish a PROGRAMME of a DAY as calendars: of all, of every person, room and group.

    Beside them stands the programme itself: as a page, a booklet, a workbook, Markdown, and for apps and other tools.

    The FOLDER is for these calendars alone. Publish there again after a change: calendars that people subscribe to
    follow, only what changed is sent anew, and what is off is told to be cancelled. An edition is published whole or
    not at all. Before that it is read again and compared with the programme.

    Keep ledger.json: it remembers what was published. It and calendars.json, which tells whose file is whose, are not
    for a public server.

    \b
    Examples:
      netday publish our-day programme.json --to site
      netday publish our-day programme.json --to site --dry-run
      netday publish our-day programme.json --to site --withdraw "Karin Schrederhof"

    Exit codes: 0 published, 1 the programme breaks hard rules, 2 faults in the files or in the folder.
    """
    from scheduler.files import read_programme
    from scheduler.files.beside import day_file, is_workbook
    from scheduler.files.sent import remember_sent
    from scheduler.files.written import watch
    from scheduler.publishing.calendars.announcement import announced
    from scheduler.publishing.calendars.edition_folder import EditionFault
    from scheduler.publishing.calendars.ledger import LedgerFault
    from scheduler.publishing.calendars.publish import PublishOptions, publish_to, rehearse
    from scheduler.publishing.calendars.publish_data import as_data

    instance = read_day(day)
    report, remarks = check_file(instance, programme)
    if report.broken and not anyway:
        _refused(report, remarks, programme, as_json)
        ctx.exit(BREAKS_RULES)
    placed, _ = read_programme(programme, instance)
    options = PublishOptions(
        conference=instance.conference,
        programme=placed,
        language=language_of(instance, language),
        now=now,
        private_names=private_names,
        people=people,
        reminder=reminder,
        moving_time=moving_time,
        conference_links=conference_links,
        draft=draft,
        anyway=anyway,
        withdraw=withdraw,
        restore=restore,
        readdress=new_address,
        renamed=renamed,
        forms=True,
        in_workbook=is_workbook(day_file(day)),
    )
    if not dry_run:
        watch(folder)
    try:
        result = rehearse(folder, options) if dry_run else publish_to(folder, options)
    except (EditionFault, LedgerFault) as fault:
        refused(ctx, fault.args[0])
    except LookupError as unknown:
        raise click.UsageError(unknown.args[0]) from None
    result.remarks[:0] = remarks
    if not (dry_run or draft):
        remember_sent(programme)
    if as_json:
        print_json(as_data(result, str(folder), dry_run=dry_run, draft=draft, language=options.language.code))
    else:
        remark(result.remarks)
        print_lines(_published(result, folder, dry_run=dry_run, draft=draft))
    if not dry_run and arrived():
        announced(folder, result.unread)


def _refused(report: Report, remarks: tuple[str, ...], programme: Path, as_json: bool) -> None:
    from scheduler.console.hanging import hanging
    from scheduler.console.report import broken_lines
    from scheduler.publishing.calendars.publish_data import not_published

    if as_json:
        print_json(not_published(report, remarks))
        return
    remark(remarks)
    print_lines(broken_lines(report, columns_here()))
    mend = Sentence(
        "Nothing was published. Mend {file}, or publish it all the same with --anyway.", file=programme.name
    )
    print_lines(["", *hanging(mend, columns_here())])


def _published(result: PublishResult, folder: Path, *, dry_run: bool, draft: bool) -> list[str]:
    from scheduler.console.hanging import hanging
    from scheduler.publishing.calendars.change_text import sentences
    from scheduler.publishing.calendars.publish_words import written
    from scheduler.text.language import Language

    lines: list[str] = []
    if result.not_announced:
        before = Sentence("The edition before changed this, and it was not printed to the end:")
        lines += [before, *result.not_announced, ""]
    if result.changes is not None and not result.changes.first:
        lines += sentences(result.changes, Language.of(spoken_language()))
    if result.taken_away:
        lines.append(
            plural(
                len(result.taken_away),
                "{number} calendar is taken away: {files}.",
                "{number} calendars are taken away: {files}.",
                files=listing(result.taken_away),
            )
        )
    lines.append(written(result, folder, dry_run=dry_run, draft=draft))
    if result.changes is not None and not result.changes.first and result.changes.written:
        lines.append(
            plural(
                result.written,
                "{number} file is new or differs; the others are as they were.",
                "{number} files are new or differ; the others are as they were.",
            )
        )
    if result.withdrawn:
        lines.append(Sentence("Withdrawn, and not published: {people}.", people=listing(result.withdrawn)))
    if not dry_run:
        lines += [
            Sentence("From now on {person} has {file}.", person=person, file=path)
            for person, path in sorted(result.addresses.items())
            if path
        ]
    if not result.people:
        lines.append(Sentence("There are no calendars of people. To have them: --people."))
    elif result.private_names and not draft and _is_news(result):
        lines.append(
            Sentence(
                "Nobody can guess the names of people's files, but calendars.json and ledger.json list them: "
                "do not put those two on a public server. Send everybody their own address: calendars.json has it."
            )
        )
    elif not result.private_names:
        lines.append(
            Sentence("Anybody can guess the addresses of people's calendars; --private-names gives them others.")
        )
    lines += result.advice
    return [part for line in lines for part in (hanging(line, columns_here()) if line else [""])]


def _is_news(result: PublishResult) -> bool:
    """Whether somebody has an address that they do not know yet."""
    return bool(result.changes is None or result.changes.first or result.changes.newcomers or result.addresses)
