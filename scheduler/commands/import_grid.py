"""`netday import` of a programme that was laid in a table: a new day with it, or a programme of a day that there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.language import read_and_speak, read_day
from scheduler.commands.output import columns_here, print_json, print_lines, refused, remark, say
from scheduler.commands.writing import a_new_file, an_ordinary_file, at_a_terminal, may_write, write_over
from scheduler.text.sentence import Phrase, Sentence, spoken
from scheduler.text.wording import count, listing, some

if TYPE_CHECKING:
    from scheduler.files import Instance
    from scheduler.files.grids import GridProgramme, TitleQuestion
    from scheduler.files.importing.imported_data import ImportedData

_MANY = 8  # so many sessions are named as examples


def new_day(
    ctx: click.Context, file: Path, folder: Path, dates: Sequence[date], language: str, *, as_json: bool
) -> None:
    """The day and its programme in a new folder, what was counted, and what the programme breaks."""
    from scheduler.files import read
    from scheduler.files.grids import day_of_grid, read_grid
    from scheduler.files.grids.day_of_grid import PROGRAMME_FILE
    from scheduler.files.new_day import write_files

    grid = read_and_speak(read_grid, file)
    try:
        day = day_of_grid(grid, dates, language)
        written = write_files(folder, day.files)
    except ValueError as wrong:
        refused(ctx, wrong.args[0])
    instance = read(folder)
    programme = folder / PROGRAMME_FILE
    broken = _broken(instance, programme)
    if as_json:
        sizes = {"used": day.sessions, "rounds": day.rounds}
        print_json(_as_data(grid, instance, sizes, day.remarks, broken, written))
        return
    sizes_read = [
        count(day.days, "day"),
        count(day.rooms, "room"),
        count(day.rounds, "round"),
        count(day.persons, "person", "people"),
        count(day.sessions, "session"),
    ]
    print_lines(_counted(grid, Sentence("It makes {sizes}.", sizes=listing(sizes_read))))
    remark(day.remarks, broken)
    print_lines(
        [
            Sentence("Written: {files}.", files=listing(written)),
            f"  netday check {folder} {programme}",
            f"  netday solve {folder} -o {folder / 'programme.json'}",
        ]
    )


def programme_of_day(ctx: click.Context, file: Path, day: Path, output: Path, *, yes: bool, as_json: bool) -> None:
    """The programme of a day that there is, by the titles and rooms in the file; and the texts of its booklet."""
    from scheduler.commands.import_texts import TextsHere
    from scheduler.files import read
    from scheduler.files.grids import is_grid_file, programme_for, read_grid
    from scheduler.files.programme_file import read_programme_text, write_programme

    is_typed = output.suffix.casefold() != ".json"
    an_ordinary_file(output, "programme.yaml")
    if not is_grid_file(file):
        raise click.UsageError(
            Sentence(
                "{file} is no document, workbook or text with a table; --for takes .docx, .xlsx and .txt.",
                file=file.name,
            )
        )
    if is_typed:
        a_new_file(output)
    instance = read_day(day)
    if not is_typed:
        may_write(output)
    grid = read_grid(file, instance.conference)
    here = TextsHere.of(file, day, instance, grid)
    known = programme_for(grid, instance, _ask if at_a_terminal() and not as_json else None, here.texts.titles)
    if not known.placed:
        remark(known.remarks)
        refused(ctx, Sentence("Nothing in {file} is a session of this day, so nothing was written.", file=file.name))
    also_written = here.taken_in(yes=yes, ask=not as_json)
    if also_written:
        instance = read(day)
    if is_typed:
        write_over(output, known.text.encode())
    else:
        written = read_programme_text(known.text.encode(), file.name, instance)[0]
        write_programme(output, instance, written, {"proven_best": False})
    broken = _broken(instance, output)
    lines = _printed(instance, output) if grid.left or grid.margins else set[str]()
    remarks = (*known.remarks_but(lines | here.texts.lines), *here.remarks)
    if as_json:
        rounds = sum(len(one.rounds) for one in instance.conference.days)
        sizes = {"used": known.placed, "rounds": rounds}
        print_json(_as_data(grid, instance, sizes, remarks, broken, [*also_written, output]))
        return
    found = Sentence(
        "{placed} of {sessions} are in the programme of {day}.",
        placed=known.placed,
        sessions=count(grid.counts.sessions, "session"),
        day=instance.conference.title,
    )
    print_lines(_counted(grid, found))
    remark(remarks, broken)
    files = listing([*also_written, output])
    print_lines([Sentence("Written: {files}.", files=files), f"  netday check {day} {output}"])


def _ask(question: TitleQuestion) -> str:
    """Which session a title is, of whoever sits at the terminal."""
    if question.likely:
        text = Sentence(
            '{place}: "{title}" is no session of the day. Is it "{likely}"?',
            place=question.place,
            title=question.title,
            likely=question.likely,
        )
    else:
        text = Sentence(
            '{place}: "{title}" is no session of the day. Which one is it?', place=question.place, title=question.title
        )
    from scheduler.text.answers import yes_or_no

    say(text)
    say(Sentence("The title of a session; - leaves it out."))
    while True:
        typed = click.prompt(spoken(Sentence("Answer")), default=question.likely or "-")
        answer = question.answered(typed)
        if answer is None and (agrees := yes_or_no(typed)) is not None and (question.likely or not agrees):
            answer = question.likely if agrees else ""
        if answer is not None:
            return answer
        free = some([f'"{name}"' for name in question.free], _MANY)
        say(
            Sentence(
                '"{typed}" is no session of the day that has no place yet, as {sessions}.', typed=typed, sessions=free
            )
        )


def _printed(instance: Instance, programme: Path) -> set[str]:
    """All lines outside its tables of the booklet of this programme, in either language: to be read back from Word."""
    from tempfile import TemporaryDirectory

    from scheduler.files import read_programme
    from scheduler.files.grids.word import lines_beside
    from scheduler.publishing.exports.document import document
    from scheduler.publishing.exports.word.booklet import write
    from scheduler.text.language import Language

    placed, lines = read_programme(programme, instance)[0], set[str]()
    with TemporaryDirectory() as folder:
        for code in ("nl", "en"):
            booklet = Path(folder) / f"{code}.docx"
            booklet.write_bytes(write(document(instance.conference, placed, Language.of(code))))
            lines |= lines_beside(booklet)[1]
    return lines


def _broken(instance: Instance, programme: Path) -> tuple[Phrase, ...]:
    """What the programme breaks of the rules that must hold, in sentences."""
    from scheduler.checking.check import check
    from scheduler.files import read_programme
    from scheduler.files.notes_with_hours import outdated_notes

    placed = read_programme(programme, instance)[0]
    report = check(instance.problem, placed)
    return (*(breach.sentence for breach in report.broken), *outdated_notes(instance.conference.clock, placed))


def _counted(grid: GridProgramme, made_of_it: Sentence) -> list[str]:
    from scheduler.console.hanging import hanging

    counts = grid.counts
    read_there = Sentence(
        "{file}: {tables}, {rows} and {cells} read.",
        file=grid.file,
        tables=count(counts.tables, "table"),
        rows=count(counts.rows, "row"),
        cells=count(counts.cells, "cell"),
    )
    return [*hanging(read_there, columns_here()), *hanging(made_of_it, columns_here())]


def _as_data(
    grid: GridProgramme,
    instance: Instance,
    sizes: dict[str, int],
    remarks: Sequence[Phrase],
    broken: Sequence[Phrase],
    written: Sequence[Path],
) -> ImportedData:
    from scheduler.checking.answer_names import stamp

    conference, counts = instance.conference, grid.counts
    return {
        "schema": stamp("import"),
        "read": counts.sessions,
        "used": sizes["used"],
        "days": len(conference.days),
        "rooms": len(conference.rooms),
        "people": len(conference.people),
        "remarks": list(remarks),
        "broken": list(broken),
        "written": [str(path) for path in written],
        "counted": {"tables": counts.tables, "rows": counts.rows, "cells": counts.cells, "rounds": sizes["rounds"]},
    }
