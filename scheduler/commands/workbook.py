"""`netday workbook` and `netday read-workbook`: a day as an Excel workbook, and what it says back in the day file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count as count_from
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day, speak_as
from scheduler.commands.options import DAY, PATH, QUIET
from scheduler.commands.output import FAULTS, GOOD, on_screen, print_lines, refused, remark, say
from scheduler.commands.parameters import as_typed
from scheduler.commands.writing import agreed, at_a_terminal, kept_copies, write_over, write_taken
from scheduler.text.sentence import Sentence, paragraph, spoken, spoken_language

if TYPE_CHECKING:
    from scheduler.files.workbook.own_sheets import OwnQuestion


@click.command(short_help="Write a day as an Excel workbook.")
@DAY
@click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help="The workbook, like dag.xlsx.")
def workbook(day: Path, output: Path) -> None:
    """Write a DAY as a workbook to be filled in with Excel or LibreOffice.

    A sheet for the day, its rounds, rooms, groups, people, sessions and rules, with lists to choose from, and a sheet
    of help. Headings are in the language of the day. Every command takes the workbook where it takes a day; netday
    read-workbook takes what was changed in it back into the day file.

    \b
    Examples:
      netday workbook our-day -o dag.xlsx
      netday check dag.xlsx
      netday read-workbook dag.xlsx --to our-day
    """
    if output.suffix.casefold() != ".xlsx":
        raise click.UsageError(Sentence("A workbook is called like {name}.xlsx.", name=output.stem or "dag"))
    from scheduler.files.as_written import marked
    from scheduler.files.workbook.taken_in import remember_made, tables_of
    from scheduler.files.workbook.write import MARK, write_workbook

    instance = read_day(day)
    remark(instance.remarks)
    tables = tables_of(day, instance)
    write_over(output, marked(write_workbook(tables), MARK))
    if tables.files is not None:
        remember_made(day, tables)
    say(Sentence("Written: {files}.", files=str(output)))


@click.command("read-workbook", short_help="Take what a workbook says into the day file.")
@click.argument("workbook", type=PATH)
@click.option(
    "--to", "folder", type=PATH, required=True, metavar="FOLDER", help="The folder of the day, or one for a new day."
)
@click.option("--yes", is_flag=True, help="Write without asking; of sheets of your own, take what is likely.")
@click.option("--title", default="", metavar="TEXT", help="Of the day, for sheets of your own; else the file's name.")
@click.option("--date", default="", metavar="DATE", help="Of the day, for sheets of your own.")
@QUIET
@click.pass_context
def read_workbook(
    ctx: click.Context, workbook: Path, folder: Path, yes: bool, title: str, date: str, quiet: bool
) -> None:
    """Take what a WORKBOOK says otherwise into the day file of a FOLDER, so that its remarks stay.

    First it says what differs, cell by cell, and asks. Nothing else in day.yaml and people.csv changes by a letter. In
    a folder that has no day yet, both are written anew. Without a terminal it asks nothing, and writes with --yes
    alone. Of a workbook that was made before the files last changed only what was changed in it since counts, so that
    sign-ups stay. What would be undone is said, and --yes does not do it.

    A workbook of your own, with plain sheets of rooms, groups, people and meetings, begins a new day: what its columns
    mean is guessed, and asked where that is not sure.

    \b
    Examples:
      netday read-workbook dag.xlsx --to our-day
      netday read-workbook dag.xlsx --to our-day --yes
      netday read-workbook our-lists.xlsx --to our-day --date 2027-03-12
    """
    from scheduler.files import Faults
    from scheduler.files.edit.file_text import EditRefused
    from scheduler.files.workbook.taken_in import FEW, is_own, take_in, take_in_own

    asking = _Asking(likely=yes)
    try:
        if is_own(workbook):
            taken = take_in_own(workbook, folder, title, _date_of(asking, date), asking.answer)
        else:
            taken = take_in(workbook, folder)
    except _Unasked:
        _would_ask(asking)
        ctx.exit(FAULTS)
    except Faults as faults:
        if asking.is_open:
            _would_ask(asking)
            ctx.exit(FAULTS)
        speak_as(ctx, faults.language)
        raise
    except EditRefused as why:
        refused(ctx, paragraph(why.args[0], Sentence("Nothing was written.")))
    except ValueError as why:
        raise click.UsageError(why.args[0]) from None
    if asking.is_open:
        _would_ask(asking)
        ctx.exit(FAULTS)
    speak_as(ctx, taken.language)
    remark(() if quiet else taken.remarks, taken.undone)
    if not taken.changed:
        taken.remember()
        same = Sentence(
            "{workbook} says what {folder} says. Nothing is to be written.", workbook=workbook, folder=folder
        )
        say(same)
        ctx.exit(GOOD)
    print_lines(taken.differences)
    if taken.stale and yes:
        _refuse_stale(ctx, workbook, folder)
    if yes or agreed(taken, anyway=taken.stale):
        if taken.stale or taken.losses > FEW:
            kept_copies(taken)
        write_taken(taken)
    else:
        say(Sentence("Nothing was written."))


def _refuse_stale(ctx: click.Context, workbook: Path, folder: Path) -> None:
    """With --yes nobody looks at what goes, so a workbook of before undoes nothing."""
    say(
        Sentence(
            "Nothing was written: --yes does not undo what came into {folder} since. Make a new workbook of it, and "
            "put your changes into that: {command}",
            folder=folder,
            command=as_typed(["netday", "workbook", str(folder), "-o", str(_another(workbook))]),
        )
    )
    say(Sentence("Or leave out --yes, and say at the question whether all that stands above may go."))
    ctx.exit(FAULTS)


def _another(workbook: Path) -> Path:
    """A free name like it: dag-2.xlsx."""
    names = (workbook.with_name(f"{workbook.stem}-{number}{workbook.suffix}") for number in count_from(2))
    return next(name for name in names if not name.exists())


class _Unasked(Exception):
    """What would have been asked, had somebody sat at a terminal."""


@dataclass
class _Asking:
    """Answers what is asked about sheets: as somebody at the terminal does, or as is likely.

    `likely`: the likely answer counts, and what has none is left out.
    """

    likely: bool
    questions: list[OwnQuestion] = field(default_factory=list)
    open_questions: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something would have been asked, and nobody is there."""
        return bool(self.open_questions or (self.questions and not self.likely and not at_a_terminal()))

    @property
    def language(self) -> str:
        return spoken_language()

    def answer(self, question: OwnQuestion) -> str:
        if question.sure:
            return question.guess
        self.questions.append(question)
        if self.likely or not at_a_terminal():
            if self.likely:
                self._say_taken(question)
            return question.guess
        names = [meaning.words(self.language) for meaning in question.meanings]
        say(on_screen(question.text, err=False))
        print_lines(f"  {number:2}  {name}" for number, name in enumerate(names, 1))
        print_lines([paragraph("   0", Sentence("leave it out"), between="  ")])
        keys = [meaning.key for meaning in question.meanings]
        usual = keys.index(question.guess) + 1 if question.guess else 0
        number = click.prompt(spoken(Sentence("Number")), type=click.IntRange(0, len(keys)), default=usual)
        return keys[number - 1] if number else ""

    def _say_taken(self, question: OwnQuestion) -> None:
        taken = self.words(question)
        remark([paragraph(question.text, taken)])

    def words(self, question: OwnQuestion) -> str:
        """What is likely, in words."""
        found = [meaning.words(self.language) for meaning in question.meanings if meaning.key == question.guess]
        if found:
            return Sentence("Likely: {meaning}.", meaning=found[0])
        return Sentence("Nothing is likely; it is left out.")


def _date_of(asking: _Asking, date: str) -> str:
    if date:
        return date
    question = Sentence("On which date is the day, like 2027-03-12?")
    if at_a_terminal():
        typed: str = click.prompt(spoken(question))
        return typed
    asking.open_questions.append(question)
    if asking.likely:
        raise _Unasked
    return "2000-01-01"


def _would_ask(asking: _Asking) -> None:
    """Without a terminal: what would have been asked, and with what answer it goes on."""
    say(Sentence("Nobody can be asked here. This would be asked:"))
    print_lines(asking.open_questions)
    print_lines(paragraph(question.text, asking.words(question)) for question in asking.questions)
    say(Sentence("With --yes and --date what is likely is taken, and the rest left out. Nothing was written."))
