r"""The programme as Markdown, for a wiki or a mail: tables as GitHub has them, a list where there are too many rooms.

Markdown has no cells over several rows or columns: a session stands in the row of its start, with its hours where they
are not those of the row, and what is for everyone stands under the first of its rooms. No HTML is written, and whatever
people wrote reads as they wrote it:

>>> print(escaped("1. <b>*Water* | bodem</b>"))
1\. &lt;b&gt;\*Water\* \| bodem&lt;/b&gt;
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from scheduler.conference.clock import Clock
from scheduler.conference.programme import Placement
from scheduler.publishing.exports.addresses import addressed, followable
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
    """The text on one line, in which nothing is Markdown any more."""
    return _begun(_marked(sanitize.line(text, None)))


def linked(text: str) -> str:
    r"""The text escaped, but for the web and e-mail addresses in it, which stand there whole, as links.

    >>> print(linked("_Zie_ https://g40.example/a_b?c=1&d=2."))
    \_Zie\_ <https://g40.example/a_b?c=1&d=2>.
    """
    pieces = addressed(sanitize.line(text, None))
    return _begun("".join(f"<{to.removeprefix('mailto:')}>" if to else _marked(part) for part, to in pieces))


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text).translate(_ENTITIES)


def _begun(line: str) -> str:
    """The line, escaped where it begins with what would make a list or a heading of it."""
    return _AT_START.sub(lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", line)


def write(document: Document) -> bytes:
    parts = [f"# {escaped(document.title)}", _facts([_capital(document.dates), document.place])]
    if website := checked(document.website):
        parts.append(f"<{website}>")
    parts += [_paragraph(paragraph) for paragraph in document.letter]
    if document.changes:
        parts += [f"## {document.language.say('What has changed')}", _changes(document)]
    shown = {session_text.session.name: session_text for session_text in document.session_texts}
    for day_page, by_starts in zip(
        document.day_pages, grids(document.conference, document.programme, by_starts=True), strict=True
    ):
        parts.append(f"## {escaped(_capital(day_page.name))}")
        parts += _day(document, by_starts, shown)
    with_text = [session_text for session_text in document.placed if _has_text(session_text)]
    if with_text:
        parts.append(f"## {document.language.say('About the sessions')}")
        for session_text in with_text:
            parts += _about(session_text, document.language.say)
    if document.absent:
        parts.append(f"## {document.language.say('Do not meet')}")
        parts += [
            "\n".join(
                f"- {escaped(session_text.title)}: {escaped(session_text.note)}" for session_text in document.absent
            )
        ]
        for session_text in document.absent:
            if session_text.paragraphs:
                parts += [
                    f"### {escaped(session_text.title)}",
                    *(_paragraph(paragraph) for paragraph in session_text.paragraphs),
                ]
    return ("\n\n".join([*(part for part in parts if part), SIGN]) + "\n").encode()


def _changes(document: Document) -> str:
    """What changed, as a list; of what is gone the sentence itself says what it was."""
    return "\n".join(
        f"- {escaped(session_text.title)}: {escaped(what)}" if session_text else f"- {escaped(what)}"
        for session_text, what in document.changes
    )


def _day(document: Document, grid: Grid, shown: dict[str, SessionText]) -> Iterator[str]:
    clock = document.conference.clock
    if not grid.rows and not grid.alongside:
        yield document.language.say("Nothing takes place on this day.")
        return
    if len(grid.columns) > WIDEST:
        yield from _list(document, sorted(grid.cells, key=lambda c: (c.placement.start, c.placement.end)))
    elif grid.rows:
        yield _table(document, grid)
    for placement in grid.alongside:
        yield _facts([shown[placement.session.name].title, _hours(clock, placement)])


def _table(document: Document, grid: Grid) -> str:
    clock = document.conference.clock
    say = document.language.say
    roomless = [
        say("Online") if grid.is_online(number) else say("Without a room") for number in range(len(grid.columns))
    ]
    heads = [escaped(room.name if room else other) for room, other in zip(grid.columns, roomless, strict=True)]
    lines = [_row([document.language.say("Time"), *heads]), _row(["---"] * (len(heads) + 1))]
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
            facts = [document.shown(cell).title]
            if cell.placement.end != end:
                facts.append(_hours(clock, cell.placement))
            if cell.columns > 1 and cell.placement.room:
                facts.append(cell.placement.room.name)
            whole = _facts([*facts, _changed(document.language, document.shown(cell))])
            cells.append(f"{whole}: {'; '.join(_talks(document, cell))}" if cell.talks else whole)
        lines.append(_row([f"{clock.hour(row.start)}–{clock.hour(end)}", *cells]))
    return "\n".join(lines)


def _talks(document: Document, cell: Cell) -> Iterator[str]:
    """The talks of a block, each with its hour and who presents it."""
    clock = document.conference.clock
    for talk in document.talks(cell):
        who = ", ".join(person.name for person in talk.session.speakers)
        hour = clock.hour(talk.placement.start) if talk.placement else ""
        yield _facts([f"{hour} {talk.title}", who, _changed(document.language, talk)])


def _list(document: Document, cells: Iterable[Cell]) -> Iterator[str]:
    """The day as a list by start: for phones, and for more rooms than stand beside each other."""
    clock = document.conference.clock
    starts: dict[int, list[Cell]] = {}
    for cell in cells:
        starts.setdefault(cell.placement.start, []).append(cell)
    for start, beginning in starts.items():
        yield f"**{clock.hour(start)}**"
        lines = []
        for cell in beginning:
            session_text = document.shown(cell)
            facts = [
                session_text.title,
                f"{clock.hour(start)}–{clock.hour(cell.placement.end)}",
                session_text.room,
                _changed(document.language, session_text),
            ]
            lines.append(f"- {_facts(facts)}")
            lines += [f"  - {talk}" for talk in _talks(document, cell)]
        yield "\n".join(lines)


def _about(session_text: SessionText, say: Callable[..., str]) -> Iterator[str]:
    yield f"### {escaped(session_text.title)}"
    yield _facts(
        [f"{session_text.day} {session_text.hours}", session_text.room, session_text.kind, *session_text.pillars]
    )
    if session_text.led:
        yield "\n".join(f"- {escaped(what)}: {escaped(who)}" for what, who in session_text.led)
    yield from (_paragraph(paragraph) for paragraph in session_text.paragraphs)
    yield _paragraph(session_text.note)
    yield _paragraph(session_text.news)
    if link := checked(session_text.link):
        yield f"<{link}>"
    yield escaped(session_text.places)
    for word, links in ((say("See also"), session_text.links), (say("Papers"), session_text.papers)):
        if found := followable(links):
            yield f"{escaped(word)}: {'; '.join(f'[{escaped(name)}](<{to}>)' for name, to in found)}"


def _changed(language: Language, session_text: SessionText) -> str:
    return language.say("changed") if session_text.news else ""


def _has_text(session_text: SessionText) -> bool:
    return bool(session_text.paragraphs or session_text.has_facts or session_text.note or session_text.news)


def _facts(facts: Iterable[str]) -> str:
    return " · ".join(escaped(fact) for fact in facts if fact.strip())


def _paragraph(text: str) -> str:
    """A paragraph whose lines stay lines: two blanks at an end break one."""
    return "  \n".join(linked(line) for line in sanitize.text(text).splitlines() if line.strip())


def _capital(text: str) -> str:
    """The text as it begins a line of its own."""
    return text[:1].upper() + text[1:]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _hours(clock: Clock, placement: Placement) -> str:
    return f"{clock.hour(placement.start)}–{clock.hour(placement.end)}"
