"""`netday sign-ups`: the export of a form taken into the people of a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import PATH, QUIET, json_option
from scheduler.commands.output import GOOD, print_json, print_lines, refused, remark, say
from scheduler.commands.writing import agreed, at_a_terminal, unwritable, write_taken, written_of
from scheduler.text.sentence import Sentence, paragraph, plural, spoken, spoken_language
from scheduler.text.wording import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.files.sign_ups import Decisions, OpenQuestion, SignUpDesk, SignUpsRead

_SHOWN = 30  # open questions that are told where nobody can be asked


@click.command("sign-ups", short_help="Take the export of a sign-up form into the people of a day.")
@click.argument("export", type=PATH)
@click.option("--into", "folder", type=PATH, required=True, metavar="FOLDER", help="The folder of the day.")
@click.option(
    "--review",
    type=PATH,
    metavar="FILE",
    help="A workbook with the questions, like review.xlsx: written when it is not there, else read back.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: take what is likely, leave out the rest, and write.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@QUIET
@json_option
@click.pass_context
def sign_ups(
    ctx: click.Context,
    export: Path,
    folder: Path,
    review: Path | None,
    yes: bool,
    dry_run: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Take the EXPORT of a sign-up form into people.csv of a FOLDER: who comes, and which groups they wish to attend.

    A list as .csv or .xlsx of Microsoft Forms, Google Forms, Eventbrite, pretalx or another form. Netday guesses what
    each column says and which group is meant, asks what is not sure, and remembers that for the next export. Of who
    answered twice the last answer counts. Rows and columns of people.csv that say nothing else stay as they are.

    Where a session has places, who signed up for it first has one, and who comes behind is on its waiting list.

    Without a terminal, and with --json, it asks nothing, says what it would have asked, and writes with --yes alone, or
    when a review answers every question.

    \b
    Examples:
      netday sign-ups aanmeldingen.xlsx --into our-day --dry-run
      netday sign-ups aanmeldingen.xlsx --into our-day
      netday sign-ups aanmeldingen.xlsx --into our-day --review review.xlsx
      netday sign-ups aanmeldingen.xlsx --into our-day --json
    """
    from scheduler.files.edit import EditRefused
    from scheduler.files.sign_ups import SignUpDesk, read_review

    if as_json and review is not None and not review.exists():
        raise click.UsageError(
            Sentence("{file} is not there, and with --json none is written. Leave --json out once.", file=review)
        )
    instance = read_day(folder)
    try:
        desk = SignUpDesk.of(export, folder, instance)
        decisions = desk.memory
        answered = review is not None and review.exists()
        if review is not None and answered:
            decisions = decisions.with_others(read_review(review, desk.known))
        found = desk.read(decisions)
        if at_a_terminal() and not (yes or dry_run or as_json) and (review is None or answered):
            decisions, found = _ask_all(desk, decisions, found)
    except EditRefused as why:
        refused(ctx, paragraph(why.args[0], Sentence("Nothing was written.")))
    except ValueError as why:
        raise click.UsageError(why.args[0]) from None
    if as_json:
        _answer_in_json(found, write=not dry_run and (yes or (answered and not found.questions)))
        return
    print_lines(found.counts)
    if not quiet:
        print_lines(f"  {spoken(line)}" for line in found.columns)
        remark(found.remarks)
    if review is not None and not answered and not dry_run and not yes:
        _write_review(review, desk, found)
        ctx.exit(GOOD)
    if found.questions:
        _say_open(found.questions, taken=yes)
    if not found.taken.changed and not found.people:
        say(Sentence("Nobody in this export counts. Nothing is to be written."))
        ctx.exit(GOOD)
    if not found.taken.changed:
        say(Sentence("{folder} says the same already. Nothing is to be written.", folder=folder))
        ctx.exit(GOOD)
    print_lines(found.differences if dry_run else found.shown)
    if dry_run:
        say(Sentence("Nothing was written: --dry-run."))
    elif yes or (answered and not found.questions) or agreed(found.taken):
        write_taken(found.taken)
    else:
        say(Sentence("Nothing was written."))


def _answer_in_json(found: SignUpsRead, *, write: bool) -> None:
    from scheduler.files.sign_ups.sign_ups_data import as_data

    print_json(as_data(found, written_of(found.taken) if write and found.taken.changed else ()))


def _ask_all(desk: SignUpDesk, decisions: Decisions, found: SignUpsRead) -> tuple[Decisions, SignUpsRead]:
    """Columns first, for what they say tells what else is to be asked."""
    from scheduler.files.sign_ups import Asked, Decisions

    decisions = Decisions(dict(decisions.answers))
    while found.questions:
        columns = [question for question in found.questions if question.about is Asked.COLUMN]
        for question in columns or found.questions:
            decisions.decide(question, _ask(question, desk))
        found = desk.read(decisions)
    return decisions, found


def _ask(question: OpenQuestion, desk: SignUpDesk) -> str:
    from scheduler.files.sign_ups import answer_typed
    from scheduler.files.sign_ups.review import answer_shown, hint
    from scheduler.text.language import Language

    say(question.sentence)
    say(hint(question))
    if question.about == "column":
        from scheduler.files.sign_ups.columns import MEANINGS

        say(listing(MEANINGS.values(), "or"))
    likely = answer_shown(question, Language.of(spoken_language())) or "-"
    while True:
        typed = click.prompt(spoken(Sentence("Answer")), default=likely)
        if (answer := answer_typed(question, typed, desk.known)) is not None:
            return answer
        say(Sentence("{typed} is no answer here. {hint}", typed=f'"{typed}"', hint=hint(question)))


def _say_open(questions: Iterable[OpenQuestion], *, taken: bool) -> None:
    from scheduler.files.sign_ups.review import answer_shown
    from scheduler.text.language import Language

    some = list(questions)
    language = Language.of(spoken_language())
    for question in some[:_SHOWN]:
        likely = answer_shown(question, language)
        is_left_out = not likely or likely == "-"
        line = (
            Sentence("{question} Left out.", question=question.sentence)
            if is_left_out and taken
            else Sentence("{question} Taken: {answer}.", question=question.sentence, answer=likely)
            if taken
            else Sentence("{question} Nothing is likely.", question=question.sentence)
            if is_left_out
            else Sentence("{question} Most likely: {answer}.", question=question.sentence, answer=likely)
        )
        say(line)
    if more := some[_SHOWN:]:
        say(plural(len(more), "And {number} more question.", "And {number} more questions."))


def _write_review(path: Path, desk: SignUpDesk, found: SignUpsRead) -> None:
    from scheduler.files.atomic import write_atomic
    from scheduler.files.sign_ups import Asked, write_review
    from scheduler.text.language import Language

    if path.suffix.casefold() != ".xlsx":
        raise click.UsageError(Sentence("A workbook is called like {name}.xlsx.", name=path.stem or "review"))
    others = [question for question in found.questions if question.about is not Asked.COLUMN]
    language = Language.of(desk.instance.language or spoken_language())
    data = write_review([*found.all_columns, *others], desk.known, language)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as error:
        raise click.UsageError(unwritable(path, error)) from None
    say(Sentence("Written: {files}.", files=str(path)))
    say(Sentence("Fill in the yellow cells, save it, and give the same command again."))
