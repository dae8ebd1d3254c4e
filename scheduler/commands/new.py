"""`netday new`: a small day to start from."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands.language import language_option
from scheduler.commands.options import PATH
from scheduler.commands.output import say
from scheduler.commands.parameters import as_typed
from scheduler.text.sentence import Sentence, spoken_language
from scheduler.text.wording import listing


@click.command(short_help="Write a small day to start from.")
@click.argument("folder", type=PATH)
@click.option("--workbook", is_flag=True, help="As a workbook for Excel, dag.xlsx, instead of text files.")
@click.option("--tracks", is_flag=True, help="A conference with tracks and talks, instead of a network day.")
@language_option("nl: with Dutch keys and remarks. Else as NETDAY_LANGUAGE or this machine says.", expose_value=False)
def new(folder: Path, workbook: bool, tracks: bool) -> None:
    """Write a small day to start from, with remarks, into a new FOLDER.

    It solves as it stands; change it line by line, or cell by cell, into your own day. Its keys are English, or with
    --language nl Dutch; netday reads both. With --tracks it is a conference: tracks with their chairs, talks that take
    one or more slots of a round, and the rules that speak of these.

    \b
    Examples:
      netday new our-day --language en
      netday new onze-dag --language nl
      netday new our-day --workbook
      netday new our-conference --tracks
    """
    from scheduler.files.new_day import write_files, write_new_day

    dutch = spoken_language() == "nl"
    try:
        if workbook:
            from scheduler.files.workbook.starter import starter_workbook

            written = write_files(folder, {"dag.xlsx": starter_workbook(dutch=dutch, tracks=tracks)})
        else:
            written = write_new_day(folder, dutch=dutch, tracks=tracks)
    except ValueError as refused:
        raise click.UsageError(refused.args[0]) from None
    say(Sentence("Written: {files}.", files=listing(written)))
    if workbook:
        say(Sentence("It solves as it stands. Change it into your own day, and then:"))
    else:
        say(Sentence("They solve as they stand. Change them into your own day, and then:"))
    programme = folder / "programme.json"
    for words in (("check", folder), ("solve", folder, "-o", programme), ("show", folder, programme)):
        say(f"  {as_typed(['netday', *map(str, words)])}")
