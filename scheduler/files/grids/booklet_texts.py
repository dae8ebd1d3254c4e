"""Texts that somebody edited in the booklet: titles, speakers, hosts, notes and descriptions, each of its session.

The booklet is laid beside what is printed of the day. Only where it is clear which session a text is about, and what
of it, is it an edit; the rest stays what it is, a line that is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise, takewhile

from scheduler.files.grids.cell_text import people_labelled
from scheduler.files.grids.hours import hours_at_head
from scheduler.files.grids.persons import PersonNamed
from scheduler.files.grids.table import CellLine
from scheduler.files.sign_ups.known_names import loose_key

DESCRIPTION, NOTE = "description", "note"
_PEOPLE = ("speakers", "hosts")
_ALIKE, _SAME_SESSION = 0.45, 0.5


@dataclass(frozen=True)
class PrintedSession:
    """What the booklet of the day prints of a session: its title, and below it lines, each with the key it is of.

    `hours`: the line with its hours and room; empty where it has no place there.
    """

    name: str
    title: str
    lines: tuple[tuple[str, str], ...]
    hours: str = ""


@dataclass(frozen=True)
class EditedText:
    """What a session says otherwise in the booklet. `people`: for speakers and hosts; `text`: for the others."""

    session: str
    key: str
    place: int
    text: str = ""
    people: tuple[PersonNamed, ...] = ()


@dataclass(frozen=True)
class BookletTexts:
    """`edits`: all of them; `read`: the lines that they were read from.

    `unclear`: lines that are others, and nobody knows of what; `gone`: printed lines that are there no more.
    """

    edits: tuple[EditedText, ...] = ()
    read: frozenset[str] = frozenset()
    unclear: tuple[CellLine, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def lines(self) -> frozenset[str]:
        """All that is dealt with: nothing else is to be said of these."""
        return self.read | {line.text for line in self.unclear}

    @property
    def titles(self) -> Mapping[str, str]:
        """By name of a session its new title."""
        return {edit.session: edit.text for edit in self.edits if edit.key == "title"}

    def with_titles(self, others: Iterable[EditedText]) -> BookletTexts:
        """With titles that were changed elsewhere, of sessions whose title below the grid is as it was."""
        return replace(self, edits=(*self.edits, *(edit for edit in others if edit.session not in self.titles)))


def edited_texts(printed: Sequence[PrintedSession], found: Sequence[CellLine]) -> BookletTexts:
    """What is otherwise. None at all where the file is no booklet of this day."""
    blocks = list(_blocks(found))
    pairs = _Pairs(printed, blocks).pairs()
    exact = sum(loose_key(one.title) == loose_key(block.title.text) for one, block in pairs)
    if exact * 2 < len(printed) or not pairs:
        return BookletTexts()
    edits, read, unclear, gone = list[EditedText](), set[str](), list[CellLine](), list[str]()
    for one, block in pairs:
        if " ".join(one.title.split()) != " ".join(block.title.text.split()):
            edits.append(EditedText(one.name, "title", block.title.place, block.title.text))
            read |= {block.title.text, block.hours}
        lines = _BlockLines(one, block)
        edits += lines.edits()
        read |= lines.read
        unclear += lines.unclear
        gone += lines.gone
    return BookletTexts(tuple(edits), frozenset(read), tuple(unclear), tuple(gone))


@dataclass(frozen=True)
class _Block:
    """A title, its hours below it, and what stands below those to the next heading."""

    title: CellLine
    hours: str
    lines: tuple[CellLine, ...]


def printed_blocks(lines: Sequence[CellLine]) -> list[tuple[str, tuple[str, ...], str]]:
    """Of a booklet as it is printed, each title with the lines below its hours, and these."""
    return [(block.title.text, tuple(line.text for line in block.lines), block.hours) for block in _blocks(lines)]


def _blocks(lines: Sequence[CellLine]) -> Iterator[_Block]:
    heads = [n for n in range(len(lines) - 1) if _is_hours(lines[n + 1].text) and not _is_hours(lines[n].text)]
    for head, after in pairwise([*heads, len(lines)]):
        below = takewhile(lambda line: not line.bold, lines[head + 2 : after])
        yield _Block(lines[head], lines[head + 1].text, tuple(below))


def _is_hours(text: str) -> bool:
    try:
        found = hours_at_head(text)
    except ValueError:
        return False
    return found is not None and found.end is not None and (not found.rest or found.rest[:1] in "·,(")


@dataclass
class _Pairs:
    printed: Sequence[PrintedSession]
    blocks: Sequence[_Block]

    def pairs(self) -> list[tuple[PrintedSession, _Block]]:
        """Each session with its block: by title, and where nobody else has that title, by what else stands there."""
        free = list(self.blocks)
        found: list[tuple[PrintedSession, _Block]] = []
        left: list[PrintedSession] = []
        for one in self.printed:
            same = next((block for block in free if loose_key(block.title.text) == loose_key(one.title)), None)
            if same is None:
                left.append(one)
            else:
                free.remove(same)
                found.append((one, same))
        likely = sorted(
            ((_share(one, block), -n, -m) for n, one in enumerate(left) for m, block in enumerate(free)), reverse=True
        )
        taken: set[tuple[str, int]] = set()
        for share, n, m in likely:
            if share >= _SAME_SESSION and not {("printed", n), ("block", m)} & taken:
                taken |= {("printed", n), ("block", m)}
                found.append((left[-n], free[-m]))
        in_pairs = {one.name for one, _ in found}
        return [
            *found,
            *_at_one_place(
                [one for one in left if one.name not in in_pairs],
                [block for n, block in enumerate(free) if ("block", -n) not in taken],
            ),
        ]


def _at_one_place(
    printed: Sequence[PrintedSession], blocks: Sequence[_Block]
) -> Iterator[tuple[PrintedSession, _Block]]:
    """What was wholly rewritten below hours and a room that no other has: of which session it is, these say.

    Where but one is left on both sides, some line that both have says it too.
    """
    if len(printed) == len(blocks) == 1 and _share(printed[0], blocks[0]):
        yield printed[0], blocks[0]
        return
    for one in printed:
        others = [each for each in printed if each.hours == one.hours]
        here = [block for block in blocks if " ".join(block.hours.split()) == " ".join(one.hours.split())]
        if one.hours and len(others) == len(here) == 1:
            yield one, here[0]


def _share(one: PrintedSession, block: _Block) -> float:
    """How much of what stands below both titles is the same; nothing below either says nothing."""
    ours, theirs = {text for text, _ in one.lines}, {line.text for line in block.lines}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


@dataclass
class _BlockLines:
    """The lines below one title, as they are printed and as they stand there."""

    one: PrintedSession
    block: _Block
    read: set[str] = field(default_factory=set)
    unclear: list[CellLine] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def edits(self) -> Iterator[EditedText]:
        paragraphs: list[str] = []
        first = next((n for n, (_, key) in enumerate(self.one.lines) if key == DESCRIPTION), len(self.one.lines))
        place = 0
        for ours, theirs in self._turns:
            text, key = self.one.lines[ours] if ours is not None else ("", "")
            new = self.block.lines[theirs] if theirs is not None else None
            if key == DESCRIPTION:
                place = place if new is None or new.text == text else place or new.place
                if new is not None:
                    paragraphs.append(new.text)
            elif ours is None and new is not None and self._is_below(theirs, first):
                place = place or new.place
                paragraphs.append(new.text)
            elif new is None:
                self.gone.append(text)
            elif ours is None:
                self.unclear.append(new)
            elif new.text != text:
                yield from self._edit(key, new)
        before = [text for text, key in self.one.lines if key == DESCRIPTION]
        if not paragraphs:
            self.gone += before
        elif paragraphs != before:
            self.read |= set(paragraphs)
            yield EditedText(self.one.name, DESCRIPTION, place or self.block.title.place, "\n\n".join(paragraphs))

    def _edit(self, key: str, new: CellLine) -> Iterator[EditedText]:
        if key == NOTE:
            self.read.add(new.text)
            yield EditedText(self.one.name, NOTE, new.place, new.text)
        elif key in _PEOPLE and (people := people_labelled(new.text, key)):
            self.read.add(new.text)
            yield EditedText(self.one.name, key, new.place, people=tuple(people))
        else:
            self.unclear.append(new)

    def _is_below(self, theirs: int | None, first: int) -> bool:
        """Whether a line that is new stands where the description does: below all that is told of the session else."""
        if theirs is None:
            return False
        above = [ours for ours, other in self._turns if ours is not None and other is not None and other > theirs]
        return not above or min(above) >= first

    @cached_property
    def _turns(self) -> list[tuple[int | None, int | None]]:
        """Which line is which, in their order; None on the side on which there is none."""
        ours, theirs = [text for text, _ in self.one.lines], [line.text for line in self.block.lines]
        found: list[tuple[int | None, int | None]] = []
        for what, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if what == "equal":
                found += zip(range(i, i_end), range(j, j_end), strict=True)
            else:
                found += self._alike(range(i, i_end), range(j, j_end))
        return found

    def _alike(self, ours: range, theirs: range) -> list[tuple[int | None, int | None]]:
        """Lines that were edited, in their order: those that look like each other, or are as many."""
        if len(ours) == len(theirs):
            return list(zip(ours, theirs, strict=True))
        found: list[tuple[int | None, int | None]] = []
        at = 0
        for other in theirs:
            near = [n for n in ours[at:] if self._likeness(n, other) >= _ALIKE]
            if near:
                found += [(n, None) for n in ours[at : ours.index(near[0])]]
                found.append((near[0], other))
                at = ours.index(near[0]) + 1
            else:
                found.append((None, other))
        return [*found, *((n, None) for n in ours[at:])]

    def _likeness(self, ours: int, theirs: int) -> float:
        return SequenceMatcher(None, self.one.lines[ours][0], self.block.lines[theirs].text).ratio()
