"""What is wrong with a file, told all at once: which file, which line, where, what is there, what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from scheduler.files.cell_place import CellPlace, placed
from scheduler.text.sentence import Paragraph, Phrase, Sentence, paragraph, plural
from scheduler.text.wording import Hints, visible

ALIKE = 3  # so many faults with the same message are told one by one; beyond, the first speaks for all
MOST = 500  # faults that are told; whoever has more has taken the wrong file, or one cause for all


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. `line` 0: the file as a whole. `where` leads to it by keys and names.

    >>> print(Fault("day.yaml", 41, "sessions › Europa › groups", Sentence('"pijler-9" is no group.')))
    day.yaml:41: sessions › Europa › groups: "pijler-9" is no group.
    """

    file: str
    line: int
    where: str
    message: Phrase

    @property
    def text(self) -> Paragraph:
        """The whole of it, on one line."""
        return paragraph(placed(self.file, self.line), self.where, self.message, between=": ")

    def __str__(self) -> str:
        return str(self.text)


class Faults(Exception):
    """The faults of all files that were read, each once, by file and line.

    `language`: in which the day file says that it speaks; None: it says nothing of it, or it is no day file.
    `unread`: a file is no YAML, so what else is wrong with it is found only once that is mended.
    """

    def __init__(self, faults: Iterable[Fault], language: str | None = None, *, unread: bool = False) -> None:
        self.language, self.unread = language, unread
        found = list(_grouped(sorted(set(faults))))
        if more := found[MOST:]:
            rest = plural(
                len(more),
                "And {number} more fault; mend the first ones first.",
                "And {number} more faults; mend the first ones first.",
            )
            found[MOST:] = [Fault(more[0].file, 0, "", rest)]
        self.faults = tuple(found)
        super().__init__("\n".join(map(str, self.faults)))


def _grouped(faults: list[Fault]) -> Iterator[Fault]:
    """A misspelt name in two hundred rows is told once, with how often."""
    alike: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.file, fault.message), []).append(fault)
    for fault in faults:
        same = alike[fault.file, fault.message]
        if len(same) <= ALIKE:
            yield fault
        elif fault == same[0]:
            more, last = len(same) - 1, same[-1].line
            yield replace(fault, message=paragraph(fault.message, _again(more, last)))


def _again(more: int, last: int) -> Phrase:
    if isinstance(last, CellPlace):
        return plural(
            more,
            "The same in {number} more cell, to {last}.",
            "The same in {number} more cells, to {last}.",
            last=str(last),
        )
    if last:
        return plural(
            more,
            "The same on {number} more line, to {last}.",
            "The same on {number} more lines, to {last}.",
            last=str(last),
        )
    return plural(more, "The same in {number} more place.", "The same in {number} more places.")


def remarked(file: str, line: int, remark: Phrase) -> Sentence:
    """A remark with the place it is about."""
    return Sentence("{place}: {remark}", place=placed(file, line), remark=remark)


def quoted(text: str) -> str:
    """The text between quotes, on one line and cut where it goes on and on."""
    flat = visible(text)
    return f'"{flat if len(flat) <= 60 else flat[:57] + "…"}"'


@dataclass
class FaultList:
    """Collects what is found while files are read, so that nothing stops at the first fault.

    `unsure` holds the sections of which a part could not be read ("groups"): a name that is not found there may well be
    in that part, so it is no second fault. `texts` holds where, by file and line, a key was taken for a text;
    `left_out`, by file, line and key, what was faulty: that it is missing without it is no second fault.
    """

    faults: list[Fault] = field(default_factory=list)
    remarks: list[Phrase] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    texts: set[tuple[str, int]] = field(default_factory=set)
    left_out: set[tuple[str, int, str]] = field(default_factory=set)
    hint: Hints = field(default_factory=Hints)

    def say(self, remark: Phrase) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)

    def close(self) -> None:
        """Raises Faults when there are any."""
        if self.faults:
            raise Faults(self.faults)
