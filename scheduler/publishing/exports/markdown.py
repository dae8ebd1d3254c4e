r"""The programme as Markdown, for a wiki or a mail: tables as GitHub has them, a list where there are too many rooms.

Markdown has no cells over several rows or columns: a session stands in the row of its start, with its hours where they
are not those of the row, and what is for everyone stands under the first of its rooms. No HTML is written, and whatever
people wrote reads as they wrote it:

>>> print(escaped("1. <b>*Water* | bodem</b>"))
1\. &lt;b&gt;\*Water\* \| bodem&lt;/b&gt;
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scheduler.conference.clock import Clock
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.addresses import addressed
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.publishing.exports.grid import Cell, Grid, grids
from scheduler.publishing.exports.schedule import checked
from scheduler.text import sanitize
from scheduler.text.language import Language

WIDEST = 6  # columns that a mail or a wiki still shows beside each other

SIGN = "[//]: # (netday)"  # a reference that leads nowhere: no reader shows it
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"([\\`*_{}\[\]|~$^=#])")
_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+:])")


def escaped(text: str) -> str:
    """One line, in which nothing is Markdown any more."""
    return _begun(_marked(sanitize.line(text, None)))


def linked(text: str) -> str:
    r"""The same, but for the web and e-mail addresses in it, which stand there whole, as links.

    >>> print(linked("_Zie_ https://g40.example/a_b?c=1&d=2."))
    \_Zie\_ <https://g40.example/a_b?c=1&d=2>.
    """
    pieces = addressed(sanitize.line(text, None))
    return _begun("".join(f"<{to.removeprefix('mailto:')}>" if to else _marked(part) for part, to in pieces))


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text).translate(_ENTITIES)


def _begun(line: str) -> str:
    """What would make a list or a heading of the line, only where it begins."""
    return _AT_START.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", line)


def write(paper: Document) -> bytes:
    parts = [f"# {escaped(paper.title)}", _facts([_capital(paper.dates), paper.place])]
    if website := checked(paper.website):
        parts.append(f"<{website}>")
    parts += [_paragraph(paragraph) for paragraph in paper.letter]
    if paper.changes:
        parts += [f"## {paper.language.say('What has changed')}", _changes(paper)]
    shown = {talk.session.name: talk for talk in paper.talks}
    for sheet, by_starts in zip(paper.sheets, grids(paper.conference, paper.programme, by_starts=True), strict=True):
        parts.append(f"## {escaped(_capital(sheet.name))}")
        parts += _day(paper, by_starts, shown)
    told = [talk for talk in paper.placed if _has_text(talk)]
    if told:
        parts.append(f"## {paper.language.say('About the sessions')}")
        for talk in told:
            parts += _about(talk)
    if paper.absent:
        parts.append(f"## {paper.language.say('Do not meet')}")
        parts += ["\n".join(f"- {escaped(talk.title)}: {escaped(talk.note)}" for talk in paper.absent)]
        for talk in paper.absent:
            if talk.paragraphs:
                parts += [f"### {escaped(talk.title)}", *(_paragraph(paragraph) for paragraph in talk.paragraphs)]
    return ("\n\n".join([*(part for part in parts if part), SIGN]) + "\n").encode()


def _changes(paper: Document) -> str:
    """A list; of what is gone the sentence itself says what it was."""
    return "\n".join(
        f"- {escaped(talk.title)}: {escaped(what)}" if talk else f"- {escaped(what)}" for talk, what in paper.changes
    )


def _day(paper: Document, grid: Grid, shown: dict[str, SessionText]) -> Iterator[str]:
    clock = paper.conference.clock
    if not grid.rows and not grid.alongside:
        yield paper.language.say("Nothing takes place on this day.")
        return
    if len(grid.columns) > WIDEST:
        placements = sorted([cell.placement for cell in grid.cells], key=lambda p: (p.start, p.end))
        yield from _list(paper, placements, shown)
    elif grid.rows:
        yield _table(paper, grid, shown)
    for placement in grid.alongside:
        yield _facts([shown[placement.session.name].title, _hours(clock, placement)])


def _table(paper: Document, grid: Grid, shown: dict[str, SessionText]) -> str:
    clock = paper.conference.clock
    say = paper.language.say
    roomless = [
        say("Online") if grid.is_online(number) else say("Without a room") for number in range(len(grid.columns))
    ]
    heads = [escaped(room.name if room else other) for room, other in zip(grid.columns, roomless, strict=True)]
    lines = [_row([paper.language.say("Time"), *heads]), _row(["---"] * (len(heads) + 1))]
    at: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in grid.cells}
    for number, row in enumerate(grid.rows):
        here = [at.get((number, column)) for column in range(len(grid.columns))]
        if not any(here):
            continue  # nothing begins: the row is only where something ends
        ends = [cell.placement.end for cell in here if cell]
        end = max(sorted(set(ends)), key=ends.count)
        cells = []
        for cell in here:
            if cell is None:
                cells.append("")
                continue
            facts = [shown[cell.placement.session.name].title]
            if cell.placement.end != end:
                facts.append(_hours(clock, cell.placement))
            if cell.columns > 1 and cell.placement.room:
                facts.append(cell.placement.room.name)
            cells.append(_facts([*facts, _changed(paper.language, shown[cell.placement.session.name])]))
        lines.append(_row([f"{clock.hour(row.start)}–{clock.hour(end)}", *cells]))
    return "\n".join(lines)


def _list(paper: Document, placements: Iterable[Placement], shown: dict[str, SessionText]) -> Iterator[str]:
    """By start: for phones, and for more rooms than stand beside each other."""
    clock = paper.conference.clock
    starts: dict[int, list[Placement]] = {}
    for placement in placements:
        starts.setdefault(placement.start, []).append(placement)
    for start, there in starts.items():
        yield f"**{clock.hour(start)}**"
        lines = []
        for placement in there:
            talk = shown[placement.session.name]
            facts = [
                talk.title,
                f"{clock.hour(start)}–{clock.hour(placement.end)}",
                talk.room,
                _changed(paper.language, talk),
            ]
            lines.append(f"- {_facts(facts)}")
        yield "\n".join(lines)


def _about(talk: SessionText) -> Iterator[str]:
    yield f"### {escaped(talk.title)}"
    yield _facts([f"{talk.day} {talk.hours}", talk.room, talk.kind, *talk.pillars])
    if talk.led:
        yield "\n".join(f"- {escaped(what)}: {escaped(who)}" for what, who in talk.led)
    yield from (_paragraph(paragraph) for paragraph in talk.paragraphs)
    yield _paragraph(talk.note)
    yield _paragraph(talk.news)
    if link := checked(talk.link):
        yield f"<{link}>"


def _changed(language: Language, talk: SessionText) -> str:
    return language.say("changed") if talk.news else ""


def _has_text(talk: SessionText) -> bool:
    return bool(talk.paragraphs or talk.led or talk.note or talk.link or talk.news)


def _facts(facts: Iterable[str]) -> str:
    return " · ".join(escaped(fact) for fact in facts if fact.strip())


def _paragraph(text: str) -> str:
    """Its lines stay lines: two blanks at an end break one."""
    return "  \n".join(linked(line) for line in sanitize.text(text).splitlines() if line.strip())


def _capital(text: str) -> str:
    """As it begins a line of its own."""
    return text[:1].upper() + text[1:]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _hours(clock: Clock, placement: Placement) -> str:
    return f"{clock.hour(placement.start)}–{clock.hour(placement.end)}"
