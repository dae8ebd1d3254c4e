"""Whether the tags of a Word template can be filled in: which fields they name, what they repeat, where they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from scheduler.publishing.exports.word.fields import FIELDS, Field, block, named, put
from scheduler.publishing.exports.word.tags import Level, Tag
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph
from scheduler.text.wording import alike_key, nearest

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
_LOOP = ("first", "index", "last", "length")
_PLAIN = (nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Concat)
_DEEPEST = 8  # of what is repeated inside of what is repeated
_ENDS = {"endfor": "for", "endif": "if"}


@dataclass(frozen=True)
class TemplateFault:
    """One thing that is wrong with a template. `place`, `tag`: where; both "" when it is about the file as a whole."""

    file: str
    place: Phrase
    tag: str
    message: Phrase

    @property
    def text(self) -> Phrase:
        where = paragraph(self.file, self.place, between=", ")
        return paragraph(where, self.tag, self.message, between=": ")

    def __str__(self) -> str:
        return str(self.text)


class WrongTemplate(ValueError):
    """All that is wrong with a template."""

    def __init__(self, faults: Iterable[TemplateFault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))


def environment() -> ImmutableSandboxedEnvironment:
    """What fills a template: texts are escaped, and nothing can be called, changed or read but the fields."""
    filling = ImmutableSandboxedEnvironment(autoescape=True)
    filling.globals.clear()
    filling.tests.clear()
    filling.filters = {name: filling.filters[name] for name in FILTERS}
    filling.filters["capitalize"] = lambda given: (
        str(given)[:1].upper() + str(given)[1:]
    )  # Jinja's makes march of March
    return filling


@dataclass(frozen=True)
class _Meaning:
    """What a name stands for. `field` None: one of the texts of a list, or a number of the loop."""

    field: Field | None = None
    fields: tuple[Field, ...] = ()  # of one thing of a list

    @property
    def is_list(self) -> bool:
        return self.field is not None and self.field.what == "list"

    @property
    def is_table(self) -> bool:
        return self.field is not None and self.field.what == "table"


_UNKNOWN = _Meaning()  # one of a list that there is not: it is said of the list, and of nothing in it


@dataclass
class _Open:
    """A `for` or `if` that is not closed yet; `more`: its `else`, if any. `name`, `meaning`: of what is repeated."""

    tag: Tag
    name: str = ""
    meaning: _Meaning = field(default_factory=_Meaning)
    more: list[Tag] = field(default_factory=list)


class TagCheck:
    """Reads the tags of a part in order. `levels`: how each tag is to be written."""

    def __init__(self, file: str, code: str) -> None:
        self._found: list[tuple[int, TemplateFault]] = []
        self.levels: dict[Tag, Level] = {}
        self._file, self._code = file, code
        self._parsing = environment()
        self._open: list[_Open] = []
        self._order: dict[Tag, int] = {}

    @property
    def faults(self) -> list[TemplateFault]:
        """Of all parts that were read, in the order of the text."""
        return [fault for _, fault in sorted(self._found, key=lambda found: found[0])]

    def read(self, tags: Iterable[Tag]) -> None:
        """The tags of one part, which ends what it begins."""
        self._open = []
        for tag in tags:
            self._order[tag] = len(self._order)
            self._one(tag)
        for left in self._open:
            self._fault(left.tag, Sentence("This is not closed. Close it with {end}.", end=_closing(left.tag)))

    def _fault(self, tag: Tag, sentence: Sentence) -> None:
        self._found.append((self._order[tag], TemplateFault(self._file, tag.place, tag.as_typed, sentence)))

    def _one(self, tag: Tag) -> None:
        if tag.kind == "open":
            self._fault(
                tag,
                Sentence(
                    "This is not closed in its paragraph. A field is written as {example}.", example=self._example()
                ),
            )
        elif tag.kind == "remark":
            self.levels[tag] = tag.level if tag.level != "r" else ""
        elif tag.kind == "field":
            self._filled_in(tag)
        elif tag.word in ("for", "if"):
            self._begin(tag)
        elif tag.word in ("elif", "else"):
            self._else(tag)
        elif tag.word in _ENDS:
            self._end(tag)
        else:
            self._fault(tag, _only())

    # ------------------------------------------------------------------------------------------------ fields

    def _filled_in(self, tag: Tag) -> None:
        parsed = self._parsed(tag, put(tag.inner))
        output = parsed.body[0] if parsed and len(parsed.body) == 1 else None
        if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
            if parsed:
                self._fault(tag, _only())
            return
        meaning = self._meaning(tag, output.nodes[0])
        if meaning is None:
            return
        if meaning.is_table:
            if not tag.alone:
                self._fault(tag, Sentence("This becomes a table: put it in a paragraph of its own."))
            self.levels[tag] = "p"
            return
        if meaning.is_list or meaning.fields:
            self._fault(tag, self._each(meaning, tag.inner))
        self.levels[tag] = ""

    def _each(self, meaning: _Meaning, name: str) -> Sentence:
        if meaning.fields:
            example = put(f"{name}.{meaning.fields[0].name(self._code)}")
            return Sentence("This is more than one text. Name one of its fields, as {example}.", example=example)
        field = meaning.field or FIELDS[0]
        one = field.one(self._code)
        shown = f"{one}.{field.of[0].name(self._code)}" if field.of else one
        return Sentence(
            "This is a list. Write {begin} and {example} and {end}, each in a paragraph of its own.",
            begin=block(f"for {one} in {name}"),
            example=put(shown),
            end=block("endfor"),
        )

    # ------------------------------------------------------------------------------------------------ blocks

    def _begin(self, tag: Tag) -> None:
        opened = _Open(tag)
        end = "endfor" if tag.word == "for" else "endif"
        parsed = self._parsed(tag, block(tag.inner, "") + block(end, ""))
        begun = parsed.body[0] if parsed and parsed.body else None
        if isinstance(begun, nodes.If):
            self._meaning(tag, begun.test)
        elif isinstance(begun, nodes.For):
            opened = self._repeated(tag, begun)
        elif parsed:
            self._fault(tag, _only())
        self._open.append(opened)
        if len(self._open) > _DEEPEST:
            self._fault(tag, Sentence("This stands in too many others."))

    def _repeated(self, tag: Tag, block: nodes.For) -> _Open:
        if not isinstance(block.target, nodes.Name) or block.test or block.recursive:
            self._fault(tag, _only())
            return _Open(tag)
        meaning = self._meaning(tag, block.iter)
        if meaning is None:
            return _Open(tag, block.target.name, _UNKNOWN)
        if not meaning.is_list or meaning.field is None:
            lists = [known.name(self._code) for known in FIELDS if known.what == "list"]
            near = nearest(tag.inner.rsplit(None, 1)[-1], lists)
            self._fault(tag, Sentence("That is no list, so nothing can be repeated.{near}", near=near))
            return _Open(tag, block.target.name, _UNKNOWN)
        return _Open(tag, block.target.name, _Meaning(fields=meaning.field.of))

    def _else(self, tag: Tag) -> None:
        if not self._open:
            self._fault(tag, Sentence("This belongs to no {begin} before it.", begin=block("if …", "")))
            return
        if tag.word == "elif":
            parsed = self._parsed(tag, block(tag.inner.removeprefix("el"), "") + block("endif", ""))
            if parsed and isinstance(parsed.body[0], nodes.If):
                self._meaning(tag, parsed.body[0].test)
        elif tag.inner != "else":
            self._fault(tag, _only())
        self._open[-1].more.append(tag)

    def _end(self, tag: Tag) -> None:
        if not self._open or self._open[-1].tag.word not in (_ENDS[tag.word], ""):
            expected = _closing(self._open[-1].tag) if self._open else ""
            self._fault(
                tag,
                Sentence("This closes nothing here: {end} has to come first.", end=expected)
                if expected
                else Sentence("This closes nothing: there is no {begin} before it.", begin=_ENDS[tag.word]),
            )
            if any(opened.tag.word == _ENDS[tag.word] for opened in self._open):
                while self._open.pop().tag.word != _ENDS[tag.word]:
                    pass
            return
        opened = self._open.pop()
        self._levelled([opened.tag, *opened.more, tag])

    def _levelled(self, tags: list[Tag]) -> None:
        """How all parts of one block are written: in one paragraph, or each instead of a paragraph, row or cell."""
        levels = {"p" if tag.alone and tag.level in ("", "p", "r") else tag.level for tag in tags}
        if any(tag.level == "p" and not tag.alone for tag in tags):
            wrong = next(tag for tag in tags if tag.level == "p" and not tag.alone)
            self._fault(
                wrong,
                Sentence(
                    "This takes the place of its paragraph, and something else stands in it: "
                    "put it in a paragraph of its own."
                ),
            )
            return
        homes = [_home(tag, next(iter(levels)) if len(levels) == 1 else "") for tag in tags]
        same_paragraph = all(tag.paragraph is tags[0].paragraph for tag in tags)
        if levels <= {"", "r"} and same_paragraph:
            self.levels.update(dict.fromkeys(tags, ""))
        elif len(levels) == 1 and levels & {"p", "tr", "tc"} and all(home is homes[0] for home in homes):
            level = levels.pop()
            for tag in tags:
                if level in ("tr", "tc") and not _is_alone_in(tag, level):
                    self._fault(tag, _not_alone(level))
            self.levels.update(dict.fromkeys(tags, level))
        else:
            first, last = tags[0], tags[-1]
            self._fault(
                first,
                Sentence(
                    "This and its {end} do not stand alike. Put both in one paragraph, each in a paragraph of its "
                    "own, or each in a row of its own of one table ({row}).",
                    end=last.as_typed,
                    row=block(f"{first.word} …", "tr"),
                ),
            )

    # ------------------------------------------------------------------------------------------------ names

    def _parsed(self, tag: Tag, source: str) -> nodes.Template | None:
        try:
            return self._parsing.parse(source)
        except (TemplateSyntaxError, RecursionError):
            self._fault(tag, Sentence("This cannot be read. A field is written as {example}.", example=self._example()))
            return None

    def _example(self) -> str:
        return put(FIELDS[0].name(self._code))

    def _meaning(self, tag: Tag, node: nodes.Node) -> _Meaning | None:
        """What an expression stands for; None where a fault was found in it."""
        if isinstance(node, nodes.Name):
            return self._name(tag, node.name)
        if isinstance(node, nodes.Getattr):
            return self._attribute(tag, node)
        if isinstance(node, nodes.Filter):
            return self._filtered(tag, node)
        if isinstance(node, nodes.TemplateData) or not isinstance(node, _PLAIN):
            self._fault(tag, _only())
            return None
        found = [self._meaning(tag, child) for child in node.iter_child_nodes()]
        return None if None in found else _Meaning()

    def _name(self, tag: Tag, name: str) -> _Meaning | None:
        for opened in reversed(self._open):
            if opened.name == name:
                return None if opened.meaning is _UNKNOWN else opened.meaning
        if name == "loop" and any(opened.name for opened in self._open):
            return _Meaning(fields=tuple(Field(word, word, NOTHING) for word in _LOOP))
        if found := named(FIELDS, name):
            return _Meaning(found)
        known = dict(self._in_reach())
        inside = next((whole for whole in known if alike_key(name) == whole.partition(".")[2]), "")
        near = Sentence(' Did you mean "{name}"?', name=inside) if inside else self._near(name, known)
        self._fault(tag, Sentence('There is no field "{name}".{near}', name=name, near=near))
        return None

    def _near(self, name: str, known: Mapping[str, Field]) -> Sentence:
        """The nearest of these fields, if any: one in the language of the day before another."""
        own = [whole for whole, field in known.items() if whole.rpartition(".")[2] == field.name(self._code)]
        return nearest(name, own) or nearest(name, known)

    def _in_reach(self) -> Iterator[tuple[str, Field]]:
        """Every field that can be named here, as it is written."""
        for known in FIELDS:
            yield from ((name, known) for name in known.names)
        for opened in self._open:
            for known in opened.meaning.fields:
                yield from ((f"{opened.name}.{name}", known) for name in known.names)

    def _attribute(self, tag: Tag, node: nodes.Getattr) -> _Meaning | None:
        owner = self._meaning(tag, node.node)
        if owner is None:
            return None
        fields = owner.fields
        if found := named(fields, node.attr):
            return _Meaning(found)
        whole = _written(node.node)
        if not fields:
            if owner.is_list and owner.field is not None:
                self._fault(tag, self._each(owner, whole))
            else:
                self._fault(tag, Sentence('"{owner}" has no fields of its own.', owner=whole))
            return None
        near = self._near(node.attr, {name: known for known in fields for name in known.names})
        self._fault(tag, Sentence('"{owner}" has no field "{name}".{near}', owner=whole, name=node.attr, near=near))
        return None

    def _filtered(self, tag: Tag, node: nodes.Filter) -> _Meaning | None:
        if node.name not in FILTERS or node.kwargs or node.dyn_args or node.dyn_kwargs or node.node is None:
            self._fault(
                tag, Sentence('"{name}" cannot be used here.{near}', name=node.name, near=nearest(node.name, FILTERS))
            )
            return None
        found = [self._meaning(tag, one) for one in (node.node, *node.args)]
        meaning = found[0]
        if None in found or meaning is None:
            return None
        if node.name in ("first", "last") and meaning.is_list and meaning.field is not None:
            return _Meaning(fields=meaning.field.of)
        if meaning.fields or (meaning.is_list and meaning.field and meaning.field.of and node.name != "length"):
            self._fault(tag, self._each(meaning, _written(node.node)))
            return None
        return _Meaning()


def _only() -> Sentence:
    return Sentence(
        'This cannot stand in a template. A template can name fields, and repeat or choose with "for" and "if".'
    )


def _closing(tag: Tag) -> str:
    level = tag.level if tag.level != "r" else ""
    return block(f"end{tag.word}", "p" if tag.alone and not level else level)


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _home(tag: Tag, level: str) -> Any:
    """In what the thing stands that the tag takes the place of."""
    thing = tag.paragraph
    if level in ("tr", "tc"):
        thing = next(thing.iterancestors(qn(f"w:{level}")), None)
    return thing.getparent() if thing is not None else object()


def _is_alone_in(tag: Tag, level: str) -> bool:
    """Whether nothing else stands in the row or cell of which it takes the place."""
    thing = next(tag.paragraph.iterancestors(qn(f"w:{level}")))
    return (
        tag.alone
        and "".join("".join(text.itertext()) for text in thing.iter(qn("w:t"))).strip()
        == "".join("".join(text.itertext()) for text in tag.paragraph.iter(qn("w:t"))).strip()
    )


def _not_alone(level: str) -> Sentence:
    if level == "tr":
        return Sentence("This takes the place of its row, and something else stands in it: give it a row of its own.")
    return Sentence("This takes the place of its cell, and something else stands in it: give it a cell of its own.")
