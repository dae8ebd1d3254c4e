"""`netday schema`: for editors that complete and check a day file."""

from __future__ import annotations

import click


@click.command(short_help="Print the JSON schema of the day file.")
def schema() -> None:
    """Print the JSON schema of the day file, from which editors complete and check.

    \b
    Example:
      netday schema > day.schema.json
    """
    from scheduler.instance import schema_text

    click.echo(schema_text(), nl=False)
