"""`netday repair`: a programme that has gone out, made good again after the day has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.commands.language import read_day
from scheduler.commands.options import DAY, LIMIT, PATH, PROGRAMME, SECONDS, SEED, json_option, not_both, searching
from scheduler.commands.outcomes import display_of, say_undecided, searched
from scheduler.commands.output import IMPOSSIBLE, UNDECIDED, columns_here, print_json, print_lines, remark
from scheduler.commands.parameters import OLD_DAY, RENAMED, as_typed, published_edition, renames_asked, since
from scheduler.commands.writing import may_write
from scheduler.text.sentence import Sentence, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scheduler.files import Instance
    from scheduler.questions.repair import CannotHoldAll, NotWithin, Repaired
    from scheduler.solving.answers import Undecided


@click.command(short_help="Make a published programme good again, with as little changed as can be.")
@DAY
@PROGRAMME
@click.option("-o", "--output", type=PATH, help="The file for the new programme; without it none is written.")
@click.option(
    "--keep",
    multiple=True,
    metavar="NAME",
    help="What stays as it is: a session, a room, the meetings of a group, a person's day. Can be given again.",
)
@click.option("--before", "now", metavar="HOUR", help="What begins before this has happened: 12:00, 2022-09-22 12:00.")
@click.option("--drop", is_flag=True, help="Where not every session can be held, drop the fewest there can be.")
@click.option(
    "--at-most-people",
    "at_most",
    type=click.IntRange(0),
    metavar="NUMBER",
    help="The best programme that changes the day of no more people than this.",
)
@OLD_DAY
@RENAMED
@LIMIT
@SEED
@searching
@json_option
@click.pass_context
def repair(
    ctx: click.Context,
    day: Path,
    programme: Path,
    output: Path | None,
    keep: tuple[str, ...],
    now: str | None,
    drop: bool,
    at_most: int | None,
    old_day: Path | None,
    renamed: dict[str, str],
    time_limit: float,
    seed: int,
    quiet: bool,
    progress: str | None,
    as_json: bool,
) -> None:
    """Make a PROGRAMME that has gone out good again after the DAY has changed, and say whom to tell of what.

    In this order: every hard rule is kept; as few people as can be have to change something in their diary; as few
    sessions as can be move; they move as little as can be; then what the day itself wishes. Each step is proven, or it
    is said how far from the best it may be.

    Where no programme holds every session, it is said why, and what the fewest sessions are that have to be dropped, of
    as few those that the fewest people were to go to; with --drop that programme is made. What is for everyone is
    dropped only where nothing else will do.

    Beside it is said what the best programme of the changed day would cost, and how many people would have to change
    something for it, as far as that is found in the time. What lies between the two is had with --at-most-people:
    the best programme that changes the day of so many at most.

    Ctrl-C once stops the search and keeps the best programme so far; twice leaves at once.

    \b
    Examples:
      netday repair our-day programme.json -o revised.json
      netday repair our-day programme.json -o revised.json --keep Europa --keep "Grote zaal"
      netday repair our-day programme.json -o revised.json --before 12:00
      netday repair our-day programme.json -o revised.json --drop
      netday repair our-day programme.json -o revised.json --at-most-people 120

    Exit codes: 0 a programme was made, 2 faults in the files, 3 no programme keeps the rules, 4 undecided in the time.
    """
    not_both(quiet, progress)

    instance = read_day(day)
    published, remarks = published_edition(programme, instance, old_day, renamed)
    questions = renames_asked(published, instance, in_call=old_day is None)
    if output is not None:
        may_write(output)
    from scheduler.conference.references import one_minute
    from scheduler.questions.repair import (
        CannotHoldAll,
        NotWithin,
        Repaired,
        beside_fresh,
        kept_words,
        named,
        repair_within,
    )
    from scheduler.questions.repair import repair as repaired
    from scheduler.search.budget import Stop
    from scheduler.solving.answers import Undecided

    try:
        kept = [named(name, instance.conference, published) for name in keep]
        moment = None if now is None else one_minute(now, instance.conference, "--before")
    except (LookupError, ValueError) as unknown:
        raise click.UsageError(unknown.args[0]) from None
    remarks = [*remarks, *kept_words(kept, instance.conference, published)]
    if not (quiet or progress or as_json):
        remark(instance.remarks, remarks)
    if at_most is not None and not instance.conference.people:
        raise click.UsageError(
            Sentence("The day names no people, so there is nobody for {option} to count.", option="--at-most-people")
        )
    stop, display = Stop(), display_of(quiet, progress)
    then, asked = since(old_day, renamed), _search(time_limit, seed)
    call = _Call(day, programme, output, keep, tuple(kept), now, drop, tuple(then), tuple(asked))

    def search() -> Repaired | NotWithin | CannotHoldAll | Undecided:
        given: dict[str, Any] = {"keep": kept, "now": moment, "limit": time_limit, "seed": seed, "stop": stop}
        given["progress"] = display.tell
        if at_most is not None:
            return repair_within(instance.problem, published, at_most, drop=drop, **given)
        answer = repaired(instance.problem, published, drop=drop, **given)
        return beside_fresh(instance.problem, published, answer, **given) if isinstance(answer, Repaired) else answer

    match searched(search, stop, display):
        case Repaired() as answer:
            _repaired(instance, answer, call, [*remarks, *questions], as_json=as_json)
            _ask([] if as_json else questions)
        case NotWithin() as answer:
            _not_within(answer, call, [*remarks, *questions], as_json=as_json)
            _ask([] if as_json else questions)
            ctx.exit(IMPOSSIBLE if answer.proven else UNDECIDED)
        case CannotHoldAll() as answer:
            _refused(answer, call, [*remarks, *questions], as_json=as_json)
            _ask([] if as_json else questions)
            ctx.exit(IMPOSSIBLE)
        case Undecided() as answer:
            say_undecided(answer, as_json, "repair")
            ctx.exit(UNDECIDED)


@dataclass(frozen=True)
class _Call:
    """What was asked, and commands like it that can be copied.

    `kept`: the names that are meant by `keep`. `then`: what the day was when the programme went out.
    """

    day: Path
    programme: Path
    output: Path | None
    keep: tuple[str, ...]
    kept: tuple[str, ...]
    now: str | None
    drop: bool
    then: tuple[str, ...]
    search: tuple[str, ...]

    @property
    def held(self) -> str:
        """The options by which something is to be kept or has happened."""
        from scheduler.text.wording import listing

        hours = [as_typed(["--before", self.now])] if self.now else []
        return listing([*(as_typed(["--keep", name]) for name in self.keep), *hours])

    def without(self, ways: Iterable[Iterable[str | None]]) -> list[list[str]]:
        """The options that keep these names, way by way; of None the hour before which all has happened."""
        typed = dict(zip(self.kept, self.keep, strict=True))
        options = {name: as_typed(["--keep", typed[name]]) for name in self.kept}
        before = as_typed(["--before", str(self.now)])
        return [[before if name is None else options[name] for name in way] for way in ways]

    def diff(self) -> str:
        return as_typed(["netday", "diff", str(self.day), str(self.programme), str(self.output), *self.then])

    def repair(self, *more: str, output: Path | None) -> str:
        """The same repair with these options besides."""
        kept = [word for name in self.keep for word in ("--keep", name)] + (["--before", self.now] if self.now else [])
        files = ["-o", str(output)] if output else []
        words = ["netday", "repair", str(self.day), str(self.programme), *kept, *self.then, *more, *self.search, *files]
        return as_typed(words)

    def best(self, people: int) -> str:
        """Makes the best programme of the day, which affects so many people."""
        output = self.beside("best")
        if self.held:
            return self.repair("--at-most-people", str(people), output=output)
        files = ["-o", str(output)] if output else []
        return as_typed(
            ["netday", "solve", str(self.day), "--near", str(self.programme), *self.then, *self.search, *files]
        )

    def beside(self, word: str) -> Path | None:
        """Another file beside the one that was asked, if one was: `revised-best.json`."""
        return self.output and self.output.with_name(f"{self.output.stem}-{word}{self.output.suffix}")


def _ask(questions: list[str]) -> None:
    """Below the answer, for whoever has to answer these has another repair to make."""
    from scheduler.text.wrap import wrap

    for sentence in questions:
        print_lines(["", *wrap(sentence, columns_here())])


def _repaired(instance: Instance, answer: Repaired, call: _Call, remarks: list[str], *, as_json: bool) -> None:
    from scheduler.console.difference import lines
    from scheduler.console.repair import for_good, proof
    from scheduler.console.report import outcome_lines
    from scheduler.files import write_programme
    from scheduler.files.beside import day_file
    from scheduler.questions.repair.data import as_data

    if call.output is not None:
        write_programme(call.output, instance, answer.programme, answer.proof())
    file = str(call.output) if call.output else None
    if as_json:
        print_json(as_data(answer, remarks, file))
        return
    columns = columns_here()
    print_lines(outcome_lines(answer.elapsed, file, stopped=answer.stopped, optimal=answer.settled))
    print_lines(proof(answer, columns))
    print_lines(["", *lines(answer.difference, columns, names=6)])
    if answer.dropped:
        print_lines(["", *for_good(answer, str(day_file(call.day)), columns)])
    if call.output is not None and answer.difference.people:
        print_lines(["", Sentence("Everybody by name: {command}", command=call.diff())])
    _besides(answer, call)


def _besides(answer: Repaired, call: _Call) -> None:
    """What a fresh programme would cost, and the commands that make it and what lies between."""
    from scheduler.console.repair import besides, better_is_known, between

    if not (found := [*besides(answer, columns_here(), held=call.held)]):
        return
    print_lines(["", *found])
    if answer.fresh is None or not better_is_known(answer):
        return
    people = answer.fresh.steps["people"].amount
    print_lines([Sentence("To make that one:"), f"  {call.best(people)}"])
    if (middle := between(answer)) is not None:
        between_them = plural(
            middle,
            "To make the best that changes the day of at most {number} person:",
            "To make the best that changes the day of at most {number} people:",
        )
        again = call.repair("--at-most-people", str(middle), output=call.beside("between"))
        print_lines([between_them, f"  {again}"])


def _not_within(answer: NotWithin, call: _Call, remarks: list[str], *, as_json: bool) -> None:
    from scheduler.console.repair import too_few
    from scheduler.questions.repair.data import not_within

    if as_json:
        print_json(not_within(answer, remarks))
        return
    print_lines(too_few(answer, columns_here()))
    drop = ["--drop"] * call.drop
    fewest = str(answer.nearest.steps["people"].amount)
    print_lines([Sentence("To make the one that changes the day of the fewest:")])
    print_lines([f"  {call.repair(*drop, '--at-most-people', fewest, output=call.output)}"])


def _refused(answer: CannotHoldAll, call: _Call, remarks: list[str], *, as_json: bool) -> None:
    from scheduler.console.repair import refusal
    from scheduler.questions.repair.data import cannot_hold_all

    if as_json:
        print_json(cannot_hold_all(answer, remarks))
        return
    again = call.repair("--drop", output=call.output or Path("FILE"))
    without = call.without(answer.without)
    print_lines(refusal(answer, str(call.day), again, columns_here(), held=call.held, without=without))


def _search(time_limit: float, seed: int) -> list[str]:
    """The options that say how to search, where they are not as usual."""
    limit = [] if time_limit == SECONDS else ["--time-limit", f"{time_limit:g}"]
    return limit + (["--seed", str(seed)] if seed else [])
