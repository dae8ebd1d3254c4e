"""A day said in Dutch, key by key from the list, on the same lines: names, hours and remarks stay what they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from scheduler.conference.conference import Kind
from scheduler.files.day_schema import DayFile, GroupShape, SessionShape, Shape
from scheduler.files.dutch import flat
from scheduler.files.edit.marked import MarkedNode, marked
from scheduler.files.edit.splices import Splice, applied
from scheduler.files.keys import dutch_for, folded, is_english, meant
from scheduler.files.people_csv import column_meaning, delimiter_of
from scheduler.files.rule_words import STANDARD, inner_model, parts_of
from scheduler.rules.book import RULES
from scheduler.text.day_words import section

Choose = Callable[[str, Sequence[str]], str]  # of an English word and its Dutch ones, that which is written
YES_NO = ("online", "private_link", "open", "held", "optional", "guest")
WORDS = ("yes", "no", "on", "off", "none", "hard", "standard")


def first(english: str, dutch: Sequence[str]) -> str:
    """What netday writes itself."""
    return dutch[0] if dutch else english


def in_dutch(text: str, choose: Choose = first) -> str:
    """The text of a day file with its keys, kinds and words in Dutch, or in whichever language is chosen for each."""
    return applied(text, _Translator(choose).keyed(marked(text), DayFile))


def table_in_dutch(text: str, groups: Sequence[str], choose: Choose = first) -> str:
    """The same for people.csv: its headings, and the roles under the names of groups."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rows = list(csv.reader(io.StringIO(text.removeprefix(mark)), delimiter=(sign := delimiter_of(text, groups))))
    columns = [column_meaning(cell, groups) for cell in rows[0]]
    header = [
        choose(cell, dutch_for(column)) if column and not column.startswith("(") else cell
        for cell, column in zip(rows[0], columns, strict=True)
    ]
    roles = section("roles")
    body = [
        [choose(c, roles[c]) if n < len(columns) and columns[n].startswith("(") and c in roles else c for n, c in row]
        for row in map(list, map(enumerate, rows[1:]))
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows([header, *body])
    return mark + out.getvalue()


class _Translator:
    def __init__(self, choose: Choose) -> None:
        self.choose = choose

    def keyed(self, node: MarkedNode, shape: type[Shape]) -> Iterator[Splice]:
        """The keys of one thing, or of each in a list, and what of their values is ours."""
        for entry in node.entries:
            if entry.key is None:
                yield from self.keyed(entry.value, shape)
                continue
            ours = meant(entry.name, shape.keys())
            if ours is None:
                continue
            yield from self._key(entry.key, ours)
            if ours == "rules":
                yield from self._rules(entry.value)
                continue
            field = next(field for name, field in shape.model_fields.items() if (field.alias or name) == ours)
            inner = [t for t in parts_of(field.annotation) if isinstance(t, type) and issubclass(t, Shape)]
            if inner:
                yield from self.keyed(entry.value, inner[0])
            elif ours == "kind" and shape in (SessionShape, GroupShape):
                yield from self._listed(entry.value, "kinds" if shape is SessionShape else "group_kinds")
            elif ours in YES_NO or (shape is SessionShape and ours in ("rooms", "rounds")):
                yield from self._listed(entry.value, "words", WORDS)

    def _listed(self, node: MarkedNode, name: str, only: Iterable[str] = ()) -> Iterator[Splice]:
        if node.many:
            for entry in node.entries:
                yield from self._listed(entry.value, name, only)
        known = {flat(word): word for word in section(name)}
        english = known.get(flat(node.text or ""))
        if english and (not only or english in only):
            yield from self._word(node, english, section(name)[english])

    def _rules(self, node: MarkedNode) -> Iterator[Splice]:
        names = {rule.name: rule for rule in RULES}
        for entry in node.entries:
            name = meant(entry.name, names)
            if name is None or entry.key is None:
                continue
            yield from self._key(entry.key, name)
            if entry.value.text is not None:
                yield from self._listed(entry.value, "words", WORDS)
            yield from self._statement(entry.value, names[name])

    def _statement(self, node: MarkedNode, model: type[BaseModel]) -> Iterator[Splice]:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        for entry in node.entries:
            if entry.key is None:
                yield from self._statement(entry.value, model)
                continue
            ours = meant(entry.name, [*fields, STANDARD])
            if ours is None:
                continue
            yield from self._key(entry.key, ours)
            types: list[Any] = parts_of(fields[ours].annotation) if ours in fields else []
            if inner := inner_model(types):
                yield from self._statement(entry.value, inner)
            elif Kind in types:
                yield from self._listed(entry.value, "kinds")
            elif ours in ("weight", STANDARD) or bool in types:
                yield from self._listed(entry.value, "words", WORDS)
            elif choices := [word for t in types if get_origin(t) is Literal for word in get_args(t)]:
                yield from self._listed(entry.value, "words", choices)

    def _key(self, node: MarkedNode, ours: str) -> Iterator[Splice]:
        """A key that is English; one that is Dutch already stays."""
        written = node.text or ""
        if is_english(written):
            yield from self._word(node, written, dutch_for(folded(written)) or dutch_for(ours))

    def _word(self, node: MarkedNode, english: str, dutch: Sequence[str]) -> Iterator[Splice]:
        if (chosen := self.choose(english, dutch)) != node.text:
            yield Splice(node.start, node.end, chosen)
