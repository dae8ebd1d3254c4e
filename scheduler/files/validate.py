"""Nodes into shapes: every fault of a file at once, each at its line; reading goes on without what is faulty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from scheduler.files.cell_place import CellPlace
from scheduler.files.day_schema import FILE, LIST, DayFile
from scheduler.files.dutch import dutch_words, in_dutch, nearest_of
from scheduler.files.faults import Fault, FaultList, quoted, remarked
from scheduler.files.keys import Stray, in_language, meant, same_key, speaks_dutch, with_keys
from scheduler.files.values import it_says
from scheduler.files.yaml_nodes import Keyed, Many, Node, Text, plain_data
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import as_sentence, closed, listing, visible

T = TypeVar("T")
Path: TypeAlias = tuple[str | int, ...]
_PYDANTICS = frozenset(get_args(ErrorType))  # kinds of error that are not our own
_NAMED_BY = ("name", "title", "session", "groups", "time", "date")  # the keys that tell people which item is meant


def numbered_line(line: int) -> Sentence:
    """`line 12`, as it stands in a sentence."""
    return Sentence("line {line}", line=str(line))


@dataclass
class Source:
    """One file: what it is called, its nodes, and where its faults go. `speaks`: its language; None: as its keys do."""

    file: str
    root: Node
    fault_list: FaultList = field(default_factory=FaultList)
    speaks: str | None = None

    @property
    def has_lines(self) -> bool:
        """Whether it is a file; what was built in Python has no lines, and its faults name the entry alone."""
        return self.root.line > 0

    @cached_property
    def dutch(self) -> bool:
        """Whether its keys are Dutch rather than English, so that what it lacks is told in Dutch too."""
        return self.speaks == "nl" if self.speaks else speaks_dutch(_keys(self.root))

    def key(self, path: Path) -> str:
        """The key at the end of that path as it stands in the file; one that is not there, in the file's language."""
        *above, last = path
        parent = self.find(tuple(above))[2]
        written = _entry(parent, str(last)) if isinstance(parent, Keyed) else None
        return written or in_language(str(last), dutch=self.dutch)

    def fault(self, path: Path, message: Phrase) -> None:
        """Notes what is wrong with the value at that path; a part of the path that is not there is passed over."""
        line, where, _ = self.find(path)
        self.fault_list.faults.append(Fault(self.file, line, where, message))

    def line(self, path: Path) -> int:
        return self.find(path)[0]

    def note_left_out(self, path: Path) -> None:
        """That what stands there was faulty, and is left out."""
        self.fault_list.left_out.update((self.file, self.line(path[:-1]), str(key)) for key in path[-1:])

    def has_left_out(self, path: Path, *keys: str) -> bool:
        """Whether one of these keys had something faulty there. An empty path: anywhere in the file."""
        lines = {line for file, line, key in self.fault_list.left_out if file == self.file and _is_one(key, keys)}
        return self.line(path) in lines if path else bool(lines)

    def say(self, path: Path, remark: Phrase) -> None:
        """A remark with the line it is about."""
        self.fault_list.say(remarked(self.file, self.line(path), remark))

    def spot(self, path: Path) -> Phrase:
        """`line 12`; of what was built in Python, and has no lines, the entry: `number 2 of rooms`."""
        if line := self.line(path):
            return Sentence("{cell}", cell=line.words) if isinstance(line, CellPlace) else numbered_line(line)
        number = next((step + 1 for step in path if isinstance(step, int)), None)
        if number:
            return Sentence("number {number} of {key}", number=str(number), key=str(path[0]))
        return Sentence("{path}", path=" › ".join(map(str, path)))

    def find(self, path: Path) -> tuple[int, str, Node]:
        """The line, the way there by keys and names, and the node; as far as the path goes.

        Of a workbook the names alone: its cell is known, and its keys are not what stands above it.
        """
        line, node, where = self.root.line, self.root, []
        in_cells = isinstance(line, CellPlace)
        for step in path:
            if isinstance(node, Keyed) and isinstance(step, str):
                key = _entry(node, step)
                if key is None:
                    break
                line, node = node.entries[key]
                where += [] if in_cells else [visible(key)[:60]]
            elif isinstance(node, Many) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                line = node.line
                if isinstance(node, Keyed) and (name := _name(node)):
                    where.append(name)
        return line, " › ".join(where), node


def _is_one(key: str, keys: Iterable[str]) -> bool:
    return any(same_key(key, one) for one in keys)


def _entry(node: Keyed, step: str) -> str | None:
    """The key as it is written in the file."""
    return step if step in node.entries else next((key for key in node.entries if same_key(key, step)), None)


def _keys(node: Node) -> Iterator[str]:
    """The keys of all levels; names that stand as keys are among them."""
    if isinstance(node, Keyed):
        yield from node.entries
    inner = node.items if isinstance(node, Many) else [value for _, value in getattr(node, "entries", {}).values()]
    for each in inner:
        yield from _keys(each)


def _name(node: Keyed) -> str:
    for key in _NAMED_BY:
        written = _entry(node, key)
        value = node.entries[written][1] if written else None
        if isinstance(value, Text) and value.value.strip():
            return visible(value.value)[:60]
    return ""


def fit(adapter: TypeAdapter[T], source: Source) -> T | None:
    """The shape of the file, without its faulty parts; None when nothing is left of it."""
    first = True
    while True:
        try:
            return adapter.validate_python(plain_data(source.root, blanks=True), context={"dutch": source.dutch})
        except ValidationError as error:
            paths = []
            for detail in error.errors():
                paths.append(tuple(step for step in detail["loc"] if step not in (FILE, LIST)))
                if first:
                    source.fault(paths[-1], sentence(detail, source, paths[-1]))
                    source.note_left_out(paths[-1])
                    if isinstance(detail["input"], Stray) and detail["input"].is_text:
                        source.fault_list.texts.add((source.file, source.line(paths[-1][:-1])))
            # Found before anything is taken away, for that shifts the numbers of what comes after.
            faulty = [found for path in paths if (found := _faulty(source, path))]
            if not faulty:
                return None
            _take_away(faulty)
        first = False


def sentence(detail: ErrorDetails, source: Source, path: Path, schema: Mapping[str, Any] | None = None) -> Phrase:
    """The fault in words, with what only the file knows: its own keys, and the line of the other one."""
    value = detail["input"]
    if isinstance(value, Stray):
        return stray_words(value, source, path)
    if detail["type"] == "missing":
        return Sentence("{key} is missing.", key=quoted(source.key(path)))
    return in_words(detail, schema, dutch=source.dutch)


def stray_words(stray: Stray, source: Source, path: Path) -> Phrase:
    """Why that key cannot stand there; of one that says the same as another in another line, with that line."""
    for length in range(len(path) - 1, -1, -1):
        node = source.find(path[:length])[2]
        if stray.same_as and isinstance(node, Keyed) and {stray.key, stray.same_as} <= node.entries.keys():
            line, other = node.entries[stray.key][0], node.entries[stray.same_as][0]
            if line == other:
                break
            return Sentence(
                "{key} says the same as {other} in line {line}; keep one of them.",
                key=quoted(stray.key),
                other=quoted(stray.same_as),
                line=str(other),
            )
    return stray.message


def _faulty(source: Source, path: Path) -> tuple[Keyed | Many, Node] | None:
    """What is to be left out, and from where: a value, or the whole item when it has no name without it."""
    for length in range(len(path), 0, -1):
        parent, step = source.find(path[: length - 1])[2], path[length - 1]
        child: Node | None = None
        if isinstance(parent, Many) and isinstance(step, int) and step < len(parent.items):
            child = parent.items[step]
        elif isinstance(parent, Keyed) and isinstance(step, str) and step != "name" and (key := _entry(parent, step)):
            child = parent.entries[key][1]
        if child is not None and isinstance(parent, (Keyed, Many)):
            if length == 1 or (length == 2 and isinstance(step, int)):
                source.fault_list.unsure.add(meant(str(path[0]), DayFile.keys()) or str(path[0]))
            return parent, child
    return None


def _take_away(faulty: list[tuple[Keyed | Many, Node]]) -> None:
    parents = {id(parent): parent for parent, _ in faulty}
    gone = {id(child) for _, child in faulty}
    for parent in parents.values():
        if isinstance(parent, Many):
            parent.items = [item for item in parent.items if id(item) not in gone]
        else:
            parent.entries = {key: entry for key, entry in parent.entries.items() if id(entry[1]) not in gone}


def in_words(error: ErrorDetails, schema: Mapping[str, Any] | None = None, *, dutch: bool = False) -> Phrase:
    """A fault of pydantic's in plain words. `schema`: the JSON schema of the value, for its bounds."""
    value, kind, context = error["input"], error["type"], error.get("ctx", {})
    says = it_says(value) if isinstance(value, str) else Sentence("it says {text}", text=_kind_of(value))
    if isinstance(value, Stray):
        return value.message
    if kind in ("value_error", "assertion_error") or kind not in _PYDANTICS:  # a rule's or our own whole sentence
        raised = context.get("error")
        return closed(
            with_keys(as_sentence(raised), dutch=dutch) if raised else Sentence("{words}", words=error["msg"])
        )
    if kind == "missing":
        return Sentence("{key} is missing.", key=quoted(str(error["loc"][-1])))
    if kind.startswith(("int", "greater", "less", "multiple", "float", "decimal")):
        return _number_wanted(kind, schema or {}, context, says)
    if kind.startswith("bool"):
        return Sentence("should be yes or no; {says}.", says=says)
    if kind in ("enum", "literal_error"):
        allowed = re.findall("'([^']*)'", context["expected"])
        words = [word for name in ("kinds", "words") for word in dutch_words(name, allowed)]
        known = [in_dutch("words", in_dutch("kinds", word)) if dutch else word for word in allowed]
        hint = nearest_of(str(value), allowed, words, dutch=dutch) or Sentence(
            " Known are {words}.", words=listing(known)
        )
        return Sentence("{word} is not known here.{hint}", word=quoted(str(value)), hint=hint)
    if kind.startswith(("date", "time")):
        return Sentence("should be a date or an hour; {says}.", says=says)
    if kind.startswith("string"):
        return Sentence("should be a text; {says}.", says=says)
    if kind == "too_short":
        return Sentence("should be a list of at least {least}; {says}.", least=context.get("min_length"), says=says)
    if kind == "too_long":
        return Sentence("should be a list of at most {most}; {says}.", most=context.get("max_length"), says=says)
    if kind.startswith(("tuple", "list", "set", "frozen_set", "iteration")):
        return Sentence("should be a list; {says}.", says=says)
    if kind.startswith(("dict", "model", "mapping", "dataclass")):
        return Sentence("should be keys and values; {says}.", says=says)
    return Sentence("{theirs}; {says}.", theirs=error["msg"].rstrip("."), says=says)


def _number_wanted(kind: str, schema: Mapping[str, Any], context: Mapping[str, Any], says: Phrase) -> Phrase:
    """What number should stand there, as far as its bounds are known."""
    bounds = {key: value for part in (schema, *schema.get("anyOf", ())) for key, value in part.items()}
    least = context.get("ge", bounds.get("minimum"))
    most = context.get("le", bounds.get("maximum"))
    whole = not (kind.startswith("float") or bounds.get("type") == "number")
    number = Sentence("a whole number") if whole else Sentence("a number")
    if "gt" in context:
        return Sentence("should be {number} above {least}; {says}.", number=number, least=str(context["gt"]), says=says)
    if "lt" in context:
        return Sentence("should be {number} below {most}; {says}.", number=number, most=str(context["lt"]), says=says)
    if least is not None and most is not None:
        return Sentence(
            "should be {number} from {least} to {most}; {says}.",
            number=number,
            least=str(least),
            most=str(most),
            says=says,
        )
    if least is not None:
        return Sentence("should be {number} of at least {least}; {says}.", number=number, least=str(least), says=says)
    if most is not None:
        return Sentence("should be {number} of at most {most}; {says}.", number=number, most=str(most), says=says)
    return Sentence("should be {number}; {says}.", number=number, says=says)


def _kind_of(value: Any) -> str:
    match value:
        case dict():
            return Sentence("several keys")
        case list() | tuple():
            return Sentence("a list")
        case _:
            return quoted(str(value))
