"""`netday serve-calendars`: try a subscription on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands.options import PATH
from scheduler.commands.output import refused, say


@click.command("serve-calendars", short_help="Serve an edition on this machine, to try subscriptions.")
@click.argument("folder", type=PATH)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free.")
@click.pass_context
def serve_calendars(ctx: click.Context, folder: Path, port: int) -> None:
    """Serve the edition in FOLDER on this machine alone, so that a subscription can be tried. Ctrl-C ends it.

    Programs on other machines cannot reach it. It gives the calendars that are published there, and nothing else;
    publish again, and who is subscribed gets the change.

    \b
    Example:
      netday serve-calendars site
    """
    from scheduler.publishing.calendars.edition_folder import EditionFault
    from scheduler.web import calendars

    try:
        calendars.serve_calendars(folder, port, say)
    except (calendars.ServeFault, EditionFault) as fault:
        refused(ctx, fault.args[0])
