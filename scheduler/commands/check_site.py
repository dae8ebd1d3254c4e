"""`netday check-site`: whether a published folder works on the web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.options import PATH, json_option
from scheduler.commands.output import columns_here, print_json, print_lines, refused
from scheduler.text.sentence import Sentence, plural

if TYPE_CHECKING:
    from scheduler.publishing.site import SiteReport

SOMETHING_WRONG = 1


@click.command("check-site", short_help="See whether a published folder works on the web.")
@click.argument("url")
@click.option("--folder", type=PATH, help="The folder as it was published here, to compare with.")
@click.option("--all", "everything", is_flag=True, help="With --folder: compare every file, also of all people.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=15,
    show_default=True,
    metavar="SECONDS",
    help="For each answer.",
)
@json_option
@click.pass_context
def check_site(
    ctx: click.Context, url: str, folder: Path | None, everything: bool, timeout: float, as_json: bool
) -> None:
    """Look at the folder that is served at URL as people and programs of calendars meet it.

    The page, the calendars of the whole programme and of a group, and with --folder somebody's own; or URL is the
    address of somebody's own calendar. Are they given to everybody, as what they are, over https, and not kept for
    long? Is nothing open that tells whose calendar is which? Each thing that is not right is told, with what to do.

    This asks that server and no other, and only this command of netday goes on the web. It sends nothing of the day.

    \b
    Examples:
      netday check-site https://www.example.org/our-day
      netday check-site https://www.example.org/our-day --folder site

    Exit codes: 0 it works, 1 something is wrong there, 2 nobody answers, or the folder is no edition.
    """
    from scheduler.publishing.calendars.listing import IndexUnfit
    from scheduler.publishing.site import Unreachable
    from scheduler.publishing.site import check_site as look

    if everything and folder is None:
        raise click.UsageError(Sentence("--all goes with --folder."))
    try:
        report = look(url, folder=folder, everything=everything, timeout=timeout)
    except ValueError as fault:
        raise click.UsageError(fault.args[0]) from None
    except IndexUnfit as unfit:
        refused(ctx, Sentence("{folder} is no edition to compare with: {why}.", folder=folder, why=unfit.args[0]))
    except Unreachable as fault:
        refused(ctx, fault.args[0])
    if as_json:
        from scheduler.publishing.site.site_data import as_data

        print_json(as_data(report))
    else:
        print_lines(_lines(report))
    if not report.works:
        ctx.exit(SOMETHING_WRONG)


def _lines(report: SiteReport) -> list[str]:
    from scheduler.console.hanging import hanging
    from scheduler.publishing.site.findings import Level

    columns = columns_here()
    wrong, better, right = (report.of(level) for level in (Level.WRONG, Level.BETTER, Level.RIGHT))
    lines: list[str] = [report.folder, ""]
    if wrong:
        head = plural(len(wrong), "{number} thing is wrong:", "{number} things are wrong:")
        lines += [head, *(line for one in wrong for line in hanging(one, columns, "  - "))]
    else:
        lines.append(Sentence("It works: people can subscribe."))
    if better:
        head = plural(len(better), "{number} thing could be better:", "{number} things could be better:")
        lines += ["", head, *(line for one in better for line in hanging(one, columns, "  - "))]
    if right:
        lines += ["", Sentence("As it should be:"), *(line for one in right for line in hanging(one, columns, "  - "))]
    if report.compared:
        lines += ["", plural(report.compared, "{number} file was compared.", "{number} files were compared.")]
    return lines
