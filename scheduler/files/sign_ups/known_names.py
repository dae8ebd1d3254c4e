"""Names of groups and sessions as people type them in a form, and several of them in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from scheduler.text.wording import alike_key

_BETWEEN = re.compile(r"([;|\n\t,])")
_RUN = 12  # so many pieces of a cell may be one name
_PIECES = 120
_DROPPED = {"themagroep", "themagroepen", "tg", "pijler", "groep", "de", "het", "the"}
_FILL = {"en", "of", "ook", "met", "and", "or"}
_NONE = {
    "", "geen", "geen van deze", "geen van bovenstaande", "none", "none of these", "none of the above", "nvt", "n v t",
    "nee", "no", "niet van toepassing", "n a", "not applicable", "anders", "other", "0", "onbekend",
}  # fmt: skip


def loose_key(name: str) -> str:
    """The same for names that differ in accents, `&`, commas and words like themagroep; other dividers count.

    >>> loose_key("Themagroep Zorg, Jeugd & Onderwijs"), loose_key("zorg jeugd en onderwijs")
    ('zorg jeugd en onderwijs', 'zorg jeugd en onderwijs')
    """
    words = re.sub(r"[^\w;|]+", " ", alike_key(name).replace("&", " en ").replace("+", " en ")).split()
    return " ".join([word for word in words if word not in _DROPPED] or words)


def is_nothing(text: str) -> bool:
    """Whether an answer says that there is none.

    >>> is_nothing("n.v.t."), is_nothing("-"), is_nothing("Geen van deze"), is_nothing("Europa")
    (True, True, True, False)
    """
    return " ".join(re.sub(r"[\W_]+", " ", alike_key(text)).split()) in _NONE


@dataclass(frozen=True, slots=True)
class CellPart:
    """A part of a cell: the name that it is, or what was typed where it is none that is known."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class KnownNames:
    """What answers may name: groups, and sessions that are no group's own name.

    `limited`: by one of these names, the session that has places for which one signs up.
    """

    groups: tuple[str, ...]
    sessions: tuple[str, ...] = ()
    limited: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.groups, *self.sessions)))

    @cached_property
    def _exact(self) -> dict[str, str]:
        by_key = {alike_key(name): name for name in reversed(self.names)}
        return by_key | {name: name for name in self.names}

    @cached_property
    def _loose(self) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(loose_key(name), []).append(name)
        return {key: names[0] for key, names in found.items() if len(names) == 1 and key}

    @cached_property
    def _memory(self) -> dict[tuple[str, bool], tuple[CellPart, ...]]:
        return {}

    def find(self, text: str) -> str:
        """The name that the text is, capitals, accents and curls aside; empty for none."""
        flat = " ".join(text.split())
        return self._exact.get(flat) or self._exact.get(alike_key(flat)) or self._loose.get(loose_key(flat), "")

    def parts(self, cell: str, *, whole: bool = False) -> tuple[CellPart, ...]:
        """What stands in a cell, each once: a known name is never cut, whatever signs it holds.

        `whole`: answers are divided by `;`, `|` or lines, so that what stands between commas is one with the rest.
        """
        if (cell, whole) not in self._memory:
            self._memory[cell, whole] = tuple(self._parts(cell, whole=whole))
        return self._memory[cell, whole]

    def _parts(self, cell: str, *, whole: bool) -> Iterator[CellPart]:
        if name := self.find(cell):
            yield CellPart(cell, name)
            return
        pieces = _BETWEEN.split(cell)
        texts, signs = pieces[::2], pieces[1::2]
        unknown: list[int] = []
        seen: set[str] = set()
        best = self._best(texts[:_PIECES], signs)
        for start, end, name in list(_undivided(best, signs)) if whole else best:
            if not name:
                if unknown and signs[start - 1] != ",":
                    yield from _unknown(texts, signs, unknown)
                    unknown = []
                unknown += range(start, end)
                continue
            if unknown:
                yield from _unknown(texts, signs, unknown)
                unknown = []
            if name and name not in seen:
                seen.add(name)
                yield CellPart(_joined(texts, signs, start, end), name)
        if unknown:
            yield from _unknown(texts, signs, unknown)

    def _best(self, texts: Sequence[str], signs: Sequence[str]) -> list[tuple[int, int, str]]:
        """The cell cut so that the least of it is unknown; then that most is as written; then in the fewest parts."""
        number = len(texts)
        best: list[tuple[tuple[int, int, int], list[tuple[int, int, str]]]] = [((0, 0, 0), [])] * (number + 1)
        for start in range(number - 1, -1, -1):
            (unknown, loose, parts), rest = best[start + 1]
            options = [((unknown + bool(texts[start].strip()), loose, parts + 1), [(start, start + 1, ""), *rest])]
            for end in range(start + 1, min(number, start + _RUN) + 1):
                text = " ".join(_joined(texts, signs, start, end).split())
                exact = self._exact.get(text) or self._exact.get(alike_key(text), "")
                name = exact or (self._loose.get(loose_key(text), "") if text else "")
                if name:
                    (unknown, loose, parts), rest = best[end]
                    options.append(((unknown, loose + (not exact), parts + 1), [(start, end, name), *rest]))
            best[start] = min(options, key=lambda option: option[0])
        return best[0][1]

    def likely(self, text: str) -> tuple[str, ...]:
        """The names that are most likely meant; none where nothing is near."""
        key = loose_key(text)
        words = set(key.split()) - _FILL
        if not words:
            return ()
        within = [name for name, own in self._words if words <= own]
        if len(within) == 1:
            return (within[0],)
        if close := get_close_matches(key[:120], self._loose, n=1, cutoff=0.75):
            return (self._loose[close[0]],)
        found = tuple(self._taken_out(key))
        if not found and "," in text:
            each = [self.likely(part) for part in text.split(",") if part.strip()]
            found = tuple(dict.fromkeys(name for names in each for name in names)) if all(each) else ()
        return found

    @cached_property
    def _words(self) -> list[tuple[str, set[str]]]:
        return [(name, set(loose_key(name).split())) for name in self.names]

    def _taken_out(self, key: str) -> Iterable[str]:
        """Known names that stand in the text, longest first, when nothing but filling is left."""
        found, rest = [], f" {key} "
        for known in sorted(self._loose, key=len, reverse=True):
            if f" {known} " in rest:
                found.append((rest.index(f" {known} "), self._loose[known]))
                rest = rest.replace(f" {known} ", f" {' ' * len(known)} ", 1)
        return [name for _, name in sorted(found)] if not set(rest.split()) - _FILL else []

    def are_limited(self, cells: Iterable[str], *, groups: bool) -> bool:
        """Whether all names in these cells are of what one signs up for. `groups`: those of groups may be too."""
        named = {part.name for cell in list(dict.fromkeys(cells))[:60] for part in self.parts(cell) if part.name}
        return bool(named) and all(self.limited.get(name) and (groups or name not in self.groups) for name in named)

    def share(self, cells: Iterable[str]) -> float:
        """Of the cells in which something stands, the part in which a known name does."""
        filled = list(dict.fromkeys(cell for cell in cells if cell))[:60]
        hits = sum(any(part.name for part in self.parts(cell)) for cell in filled)
        return hits / len(filled) if filled else 0.0


def _undivided(cut: Sequence[tuple[int, int, str]], signs: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """What stands between two hard signs as one unknown part, where any of it is unknown."""
    chunk: list[tuple[int, int, str]] = []
    for start, end, name in cut:
        chunk.append((start, end, name))
        if end - 1 >= len(signs) or signs[end - 1] != ",":
            yield from chunk if all(known for *_, known in chunk) else [(chunk[0][0], end, "")]
            chunk = []
    yield from chunk


def _joined(texts: Sequence[str], signs: Sequence[str], start: int, end: int) -> str:
    text = texts[start]
    for place in range(start + 1, end):
        text += signs[place - 1] + texts[place]
    return text.strip()


def _unknown(texts: Sequence[str], signs: Sequence[str], places: Sequence[int]) -> Iterator[CellPart]:
    """Pieces between commas that follow each other, as one; nothing of what says that there is nothing."""
    text = " ".join(_joined(texts, signs, places[0], places[-1] + 1).strip(" ,").split())
    if not is_nothing(text):
        yield CellPart(text)
