"""`netday schema`: the JSON schema of a day file, for editors, and of what netday writes, for other programs."""

from __future__ import annotations

import click


@click.command(short_help="Print the JSON schema of the day file, or of data.json.")
@click.option("--programme", is_flag=True, help="Instead, of a programme as JSON: data.json of a published folder.")
def schema(programme: bool) -> None:
    """Print the JSON schema of the day file, from which editors complete and check.

    \b
    Examples:
      netday schema > day.schema.json
      netday schema --programme > programme.schema.json
    """
    if programme:
        from scheduler.publishing.exports.data import schema_text as of_programme

        click.echo(of_programme(), nl=False)
        return
    from scheduler.files import schema_text

    click.echo(schema_text(), nl=False)
