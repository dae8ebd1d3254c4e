"""The text of a day file with its values changed, added, moved, renamed or taken away, one at a time.

A path leads to a value by keys and numbers: ("sessions", 3, "minutes"). A key is found as our reader finds it: `room`
or `zalen` where `rooms` is asked for. What is added is said in the language of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import yaml

from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.edit.in_language import spoken
from scheduler.files.edit.marked import MarkedEntry, MarkedNode, marked
from scheduler.files.edit.meaning import Pairs, Path, Step, Value, in_yaml, meaning, meaning_of, position
from scheduler.files.edit.splices import Splice, applied
from scheduler.files.faults import Faults
from scheduler.files.keys import in_language, speaks_dutch
from scheduler.files.yaml_nodes import parse
from scheduler.text.sentence import Sentence

_HEADER = re.compile(r"[|>][0-9+-]*([ \t]+#[^\r\n]*)")  # of a text over several lines, with a comment behind it
_Change = Callable[[object], object]  # of what a text says


@dataclass(frozen=True)
class YamlText:
    """A file of YAML. Every edit gives a new one and leaves this as it is, or raises EditRefused."""

    file: FileText

    @cached_property
    def root(self) -> MarkedNode:
        return marked(self.file.cleaned)

    @cached_property
    def says(self) -> object:
        """What our own reader reads here. Raises Faults."""
        return meaning(parse(self.file.read(), self.file.name))

    def find(self, path: Path) -> MarkedNode | None:
        """The value at that path; None where there is none."""
        node = self.root
        for step in path:
            number = _number(node, step)
            if number is None:
                return None
            node = node.entries[number].value
        return node

    def text_at(self, path: Path) -> str:
        """The text at that path, on one line; empty where there is none, or it is no text."""
        node = self.find(path)
        return " ".join((node.text or "").split()) if node else ""

    def items_at(self, path: Path) -> list[Path]:
        """The paths of the items at that path; its own where one value stands there alone; none where nothing does."""
        node = self.find(path)
        if node is None or node.blank:
            return []
        return [(*path, number) for number in range(len(node.entries))] if node.many else [path]

    @cached_property
    def dutch(self) -> bool:
        """Whether its keys are Dutch rather than English."""
        return speaks_dutch(_keys(self.root))

    def words(self, path: Path, value: Value) -> str:
        """`aanwezig: [15:00–15:45]`: the key at the end of that path with the value, as they stand in the file."""
        node = self.find(path[:-1])
        number = _number(node, path[-1]) if node is not None else None
        key = node.entries[number].name if node is not None and number is not None else ""
        own = key or in_language(str(path[-1]), dutch=self.dutch)
        return f"{own}: {in_yaml(spoken(_last_key(path), value, dutch=self.dutch))}"

    # -- edits ----------------------------------------------------------------------------------------------------

    def put(self, path: Path, value: Value) -> YamlText:
        """The value in place of what stands at the path; a key that is not there is added, with those above it."""
        *above, last = path
        if isinstance(last, str) and above and self.find(tuple(above)) is None:
            return self.put(tuple(above), {last: value})
        node = self._parent(tuple(above))
        number = _number(node, last)
        if number is None:
            if not isinstance(last, str):
                raise self._none(path)
            return self.add(tuple(above), value, key=last)
        entry = node.entries[number]
        new = spoken(_last_key(path), value, dutch=self.dutch)
        ways = chain(self._put_lines(entry, new, node.flow), self._put(entry, in_yaml(new), node.flow))
        return self._changed(path, lambda _: meaning_of(new), ways)

    def add(self, path: Path, value: Value, *, key: str | None = None, place: int | None = None) -> YamlText:
        """One more item of the list at that path, or one more key there; `place`: before the item of that number."""
        node = self._parent(path)
        if node.blank or (node.text is not None and key is None):
            return self.put(path, [value] if key is None else {key: value})
        if node.many == (key is not None) or node.text is not None:
            where, file = _words(path), self.file.name
            if key is None:
                raise EditRefused(Sentence("{place} in {file} is no list.", place=where, file=file))
            raise EditRefused(Sentence("{place} in {file} is no set of keys.", place=where, file=file))
        if key is not None and key in [entry.name for entry in node.entries]:
            where = _words((*path, key))
            raise EditRefused(Sentence("{place} stands in {file} already.", place=where, file=self.file.name))
        number = len(node.entries) if place is None else max(0, min(place, len(node.entries)))
        new = spoken(key or _last_key(path), value, dutch=self.dutch)
        own = in_language(key or "", dutch=self.dutch)
        text = in_yaml(new) if key is None else f"{in_yaml(own)}: {in_yaml(new)}"

        def with_one_more(says: object) -> object:
            one = meaning_of(new) if key is None else (own, meaning_of(new))
            kept = list(says) if isinstance(says, list) else []
            return type(says)([*kept[:number], one, *kept[number:]]) if isinstance(says, list) else says

        ways = self._add(node, number, text)
        if key is not None and node.entries and not node.flow and (lines := self._in_lines(node.entries[-1], new)):
            ways = chain(self._add(node, number, f"{in_yaml(own)}: {lines}"), ways)
        return self._changed(path, with_one_more, ways)

    def remove(self, path: Path) -> YamlText:
        """Without that key or item; what would then be empty goes too, up to the first that would not."""
        *above, last = path
        node = self._parent(tuple(above))
        number = _number(node, last)
        if number is None:
            raise self._none(path)
        if len(node.entries) == 1:
            if not above:
                raise EditRefused(Sentence("Nothing would be left in {file}.", file=self.file.name))
            return self.remove(tuple(above))

        def without(says: object) -> object:
            kept = list(says) if isinstance(says, list) else []
            return type(says)([*kept[:number], *kept[number + 1 :]]) if isinstance(says, list) else says

        return self._changed(tuple(above), without, self._remove(node, number))

    def move(self, path: Path, place: int) -> YamlText:
        """That key or item at another place among its neighbours, counted from 0."""
        *above, last = path
        node = self._parent(tuple(above))
        number = _number(node, last)
        if number is None:
            raise self._none(path)
        order = [other for other in range(len(node.entries)) if other != number]
        order.insert(place, number)

        def ordered(says: object) -> object:
            return type(says)([list(says)[other] for other in order]) if isinstance(says, list) else says

        return self._changed(tuple(above), ordered, self._order(node, order))

    def rename(self, path: Path, key: str) -> YamlText:
        """Another key for the same value."""
        *above, last = path
        node = self._parent(tuple(above))
        number = _number(node, last)
        if number is None or (written := node.entries[number].key) is None:
            raise self._none(path)

        def renamed(says: object) -> object:
            pairs = says if isinstance(says, Pairs) else Pairs()
            return Pairs((key if n == number else k, v) for n, (k, v) in enumerate(pairs))

        return self._changed(tuple(above), renamed, [[Splice(written.start, written.end, in_yaml(key))]])

    # -- that nothing else than what is meant has changed ------------------------------------------------------------

    def _none(self, path: Path) -> EditRefused:
        return EditRefused(Sentence("There is no {place} in {file}.", place=_words(path), file=self.file.name))

    def _parent(self, path: Path) -> MarkedNode:
        node = self.find(path)
        if node is None:
            raise self._none(path)
        return node

    def _changed(self, path: Path, change: _Change, ways: Iterable[Sequence[Splice]]) -> YamlText:
        """The text by the first of these ways that says what is meant: what it said, with `change` at the path."""
        meant = _with(self.says, path, change)
        for splices in ways:
            after = YamlText(self.file.with_text(applied(self.file.text, splices)))
            try:
                if after.says == meant:
                    return after
            except (Faults, yaml.YAMLError):
                continue
        raise EditRefused(
            Sentence(
                "{place} in {file} cannot be changed here: it would not say what is meant.",
                place=_words(path),
                file=self.file.name,
            )
        )

    # -- the splices --------------------------------------------------------------------------------------------------

    def _line(self, place: int) -> tuple[int, int]:
        """Where the line of that place begins, and where it ends, before its line break."""
        text = self.file.text
        start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
        ends = [end for sign in "\r\n" if (end := text.find(sign, place)) >= 0]
        return start, min(ends, default=len(text))

    def _break_after(self, place: int) -> int:
        """The place behind the line break that stands there, if one does."""
        text = self.file.text
        return place + (2 if text.startswith("\r\n", place) else int(text[place : place + 1] in ("\r", "\n")))

    def _put(self, entry: MarkedEntry, new: str, flow: bool) -> Iterator[list[Splice]]:
        """In place; where a block begins below its key, on the key's line, whose comment stays."""
        value = entry.value
        if value.blank and value.start == value.end:
            yield [Splice(value.start, value.start, f" {new}")]
            if entry.key is not None:
                yield [Splice(value.start, value.start, f": {new}")]
            return
        if entry.key is not None and not flow:
            _, ends = self._line(entry.key.end)
            if value.start > ends:
                colon = self.file.text.index(":", entry.key.end) + 1
                yield [Splice(colon, colon, f" {new}"), Splice(ends, value.end, "")]
        yield [Splice(value.start, value.end, new)]

    def _put_lines(self, entry: MarkedEntry, new: Value, flow: bool) -> Iterator[list[Splice]]:
        """A text over several lines as such, where the one that stands there begins on the line of its key."""
        lines = "" if flow or entry.key is None or entry.value.blank else self._in_lines(entry, new)
        if lines and entry.key is not None and entry.value.start <= self._line(entry.key.end)[1]:
            start, end = entry.value.start, entry.value.end
            old = _HEADER.match(self.file.text, start, end)
            header, sign, rest = lines.partition(self.file.line_break)
            yield [Splice(start, end, f"{header}{old[1] if old else ''}{sign}{rest}")]

    def _in_lines(self, entry: MarkedEntry, new: Value) -> str:
        """A text over several lines below a key that begins where this entry does; empty for any other value."""
        if not isinstance(new, str) or "\n" not in new.rstrip("\n"):
            return ""
        indent = " " * (entry.start - self._line(entry.start)[0] + 2)
        lines = [indent + line if line else "" for line in new.rstrip("\n").split("\n")]
        return self.file.line_break.join(["|" if new.endswith("\n") else "|-", *lines])

    def _add(self, node: MarkedNode, number: int, new: str) -> Iterator[list[Splice]]:
        entries, text = node.entries, self.file.text
        dash = "- " * (node.many and not node.flow)
        if not entries:
            yield [Splice(node.start + 1, node.start + 1, new)]
        elif node.flow:
            if number < len(entries):
                yield [Splice(entries[number].start, entries[number].start, f"{new}, ")]
            else:
                yield [Splice(entries[-1].end, entries[-1].end, f", {new}")]
        elif number < len(entries):
            begin = entries[number].start
            indent = " " * (begin - self._line(begin)[0])
            yield [Splice(begin, begin, f"{dash}{new}{self.file.line_break}{indent}")]
        else:
            begin, end = entries[-1].start, self._line(entries[-1].end)[1]
            indent = " " * (begin - self._line(begin)[0])
            yield [Splice(end, end, f"{self.file.line_break}{indent}{dash}{new}")]
            _, end = self._line(max(entries[-1].end, len(text.rstrip("\r\n"))))
            yield [Splice(end, end, f"{self.file.line_break}{indent}{dash}{new}")]

    def _remove(self, node: MarkedNode, number: int) -> Iterator[list[Splice]]:
        entries, text = node.entries, self.file.text
        entry = entries[number]
        if node.flow:
            if number:
                before = entries[number - 1].end
                if "#" not in text[before : entry.start]:
                    yield [Splice(before, entry.end, "")]
            else:
                after = entries[1].start
                if "#" not in text[entry.end : after]:
                    yield [Splice(entry.start, after, "")]
            comma = text.find(",", entry.end)
            if comma >= 0:
                yield [Splice(entry.start, comma + 1, "")]
            yield [Splice(entry.start, entry.end, "")]
            return
        start, end = self._line(entry.start)[0], self._line(entry.end)[1]
        if not text[start : entry.start].strip():
            yield [Splice(start, self._break_after(end), "")]
        elif number + 1 < len(entries):  # its dash stands before it, and stays
            after = entries[number + 1].start
            if "#" not in text[entry.end : after]:
                yield [Splice(entry.start, after, "")]
        yield [Splice(entry.start, entry.end, "")]

    def _order(self, node: MarkedNode, order: Sequence[int]) -> Iterator[list[Splice]]:
        """Each in the place of another, with the comment on its last line; what stands between them stays."""
        entries, text = node.entries, self.file.text
        ends = [entry.end if node.flow else self._line(entry.end)[1] for entry in entries]
        whole = [text[entry.start : end] for entry, end in zip(entries, ends, strict=True)]
        swapped = [
            Splice(entries[place].start, ends[place], whole[other])
            for place, other in enumerate(order)
            if place != other
        ]
        yield swapped
        yield [*swapped, Splice(len(text), len(text), self.file.line_break)]  # a text over several lines came last


def _keys(node: MarkedNode) -> Iterator[str]:
    for entry in node.entries:
        if entry.key is not None:
            yield entry.name
        yield from _keys(entry.value)


def _last_key(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _number(node: MarkedNode, step: Step) -> int | None:
    if isinstance(step, int) != node.many or node.text is not None:
        return None
    return position([entry.name for entry in node.entries], step)


def _with(says: object, path: Path, change: _Change) -> object:
    """The same, changed at that path."""
    if not path:
        return change(says)
    if isinstance(says, Pairs):
        number = position([key for key, _ in says], path[0])
        return Pairs((k, _with(v, path[1:], change) if n == number else v) for n, (k, v) in enumerate(says))
    if isinstance(says, list):
        return [_with(v, path[1:], change) if n == path[0] else v for n, v in enumerate(says)]
    return says


def _words(path: Path) -> str:
    return " › ".join(map(str, path)) or Sentence("The file")
