"""The options that say where everybody's calendar was published, and where that stands on the web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.options import PATH

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.publishing.mailing import OwnCalendars

EDITION = click.option(
    "--edition", type=PATH, metavar="FOLDER", help="What netday publish wrote: it has everybody's own calendar."
)
SITE = click.option(
    "--site", metavar="URL", help="Where that folder stands on the web.  [default: the website of the day]"
)


def calendars_of(instance: Instance, edition: Path | None, site: str | None) -> OwnCalendars:
    """A usage error where the folder is none of netday, or the address none."""
    from scheduler.publishing.calendars.location import EditionFault
    from scheduler.publishing.mailing import OwnCalendars
    from scheduler.text.links import checked_website

    if edition is None and site and "://" not in site and Path(site).is_dir():
        edition, site = Path(site), None  # the folder itself was named

    try:
        return OwnCalendars.of(edition, checked_website(site) if site else instance.conference.website)
    except (EditionFault, ValueError) as fault:
        raise click.UsageError(fault.args[0]) from None
