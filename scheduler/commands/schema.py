"""`netday schema`: the JSON schema of a day file, for editors, and of what netday writes and prints, for programs."""

from __future__ import annotations

from typing import get_args

import click

from scheduler.checking.answer_names import AnswerName
from scheduler.commands.language import language_option
from scheduler.text.sentence import Sentence

FILES = ("day", "programme")  # what has a schema besides the answers


@click.command(short_help="Print a JSON schema: of the day file, of data.json, or of an answer.")
@click.argument("name", type=click.Choice([*FILES, *get_args(AnswerName)]), default="day", metavar="[NAME]")
@click.option("--programme", is_flag=True, help="The same as the NAME programme.")
@language_option("nl: of a day file with Dutch keys; English ones are in order too.")
@click.option("--keys", is_flag=True, help="A list to read: each key in Dutch and English, and what it means.")
def schema(name: str, programme: bool, language: str | None, keys: bool) -> None:
    """Print the JSON schema of what netday reads or writes.

    NAME is day: the day file, from which editors complete and check. Or programme: data.json of a published folder. Or
    the name of a command that has --json, for what it prints: check, solve, explain, show, why, repair, diff,
    alternatives, prices, seats, rehearse, season, publish, mailing, check-site, sign-ups, describe, import, rules; or
    faults, which all of them print when files are wrong.

    \b
    Examples:
      netday schema > day.schema.json
      netday schema --language nl > day.nl.schema.json
      netday schema --language nl --keys
      netday schema programme > programme.schema.json
      netday schema solve > solve.schema.json
    """
    dutch = language == "nl"
    if keys and (programme or name != "day"):
        raise click.UsageError(Sentence("--keys lists the keys of a day file, which is the NAME day."))
    if keys:
        from scheduler.files.key_list import key_list

        click.echo(key_list(dutch=dutch), nl=False)
    elif programme or name == "programme":
        from scheduler.publishing.exports.data import schema_text as of_programme

        click.echo(of_programme(), nl=False)
    elif name == "day" and dutch:
        from scheduler.files.dutch_schema import dutch_schema_text

        click.echo(dutch_schema_text(), nl=False)
    elif name == "day":
        from scheduler.files import schema_text

        click.echo(schema_text(), nl=False)
    else:
        from scheduler.questions.answer_schemas import ANSWERS
        from scheduler.questions.answer_schemas import schema_text as of_answer

        click.echo(of_answer(next(known for known in ANSWERS if known == name)), nl=False)
