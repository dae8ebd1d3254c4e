"""`netday rules`: the book of rules, for the terminal, as JSON, or as the page docs/rules.md."""

from __future__ import annotations

import click

from scheduler.commands.options import json_option
from scheduler.commands.output import columns_here, print_json, print_lines
from scheduler.text.sentence import Sentence


@click.command(short_help="List the book of rules.")
@json_option
@click.option("--markdown", is_flag=True, help="Print the page docs/rules.md.")
def rules(as_json: bool, markdown: bool) -> None:
    """List the book of rules: what each says, what the standard book makes of it, and its parameters.

    \b
    Example:
      netday rules
    """
    from scheduler.console.rules import book_lines, page
    from scheduler.rules.book_data import book_data, foreign_data

    if as_json and markdown:
        raise click.UsageError(Sentence("{one} and {other} exclude each other.", one="--json", other="--markdown"))
    if as_json:
        print_json([*book_data(), *foreign_data()])
    elif markdown:
        click.echo(page(), nl=False)
    else:
        print_lines(book_lines(columns_here()))
