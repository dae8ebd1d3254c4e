"""The `rules` section: what differs from the standard book, each statement told by its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from pydantic import BaseModel, ValidationError

from scheduler.conference.conference import Conference, Session
from scheduler.files.dutch import dutch_words, in_english
from scheduler.files.faults import quoted
from scheduler.files.idle_statements import says_nothing
from scheduler.files.keys import Stray, in_language, is_english, known_keys, meant, nearest_key, same_key, says_the_same
from scheduler.files.rule_words import STANDARD, english_word, inner_model, parts_of
from scheduler.files.validate import Path, Source, sentence, stray_words
from scheduler.files.values import YES, it_says, one_line
from scheduler.rules.available import AvailableRules, UnusableRule, statement_fault
from scheduler.rules.book import RULES, droppable_book
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import gives_way, subjects
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence
from scheduler.text.wording import as_sentence

OFF = {"off", "no", "false", "none", *dutch_words("words", ["off", "no", "none"])}
ON = {"on", "yes", "true", "standard", *dutch_words("words", ["on", "yes", "standard"])}


def read_rules(
    written: Mapping[str, Any], conference: Conference, source: Source, available: AvailableRules
) -> tuple[Rule, ...]:
    """The standard book, changed by what the file says, in the order of the book; then what it says of other rules."""
    written_by_rule: dict[str, tuple[str, Any]] = {}
    for key, value in written.items():
        name = meant(key, available.own_names()) or meant(key, available.names())
        if name is None:
            hint = nearest_key(key, available.names(), dutch=source.dutch)
            listed = hint or Sentence(' "netday rules" lists them.')
            source.fault(("rules", key), Sentence("{key} is no rule.{hint}", key=quoted(key), hint=listed))
        elif name in written_by_rule:
            other = written_by_rule[name][0]
            stray = Stray(says_the_same(key, other), key, other)
            source.fault(("rules", key), stray_words(stray, source, ("rules", key)))
        else:
            written_by_rule[name] = (key, value)
    written_by_rule = {name: found for name, found in written_by_rule.items() if found[1] is not None}
    rules: list[Rule] = []
    for kind in RULES:
        if kind.name in written_by_rule:
            key, value = written_by_rule.pop(kind.name)
            _, held = droppable_book(Problem(conference, rules))
            rules += _Section(kind, conference, source, ("rules", key), held).read(value)
        else:
            rules += kind.standard(conference)
            for session, sentence in gives_way(kind, conference):
                source.say(("sessions", conference.sessions.index(session), "at"), sentence)
    for name, (key, value) in written_by_rule.items():
        if foreign := _found(name, key, source, available):
            rules += _read_foreign(foreign, conference, source, key, value)
    return tuple(rules)


def read_more_rules(
    written: Mapping[str, Any], conference: Conference, source: Source, available: AvailableRules
) -> tuple[Rule, ...]:
    """Statements that stand beside those of the day: under each rule a list of them, and nothing is left out."""
    rules: list[Rule] = []
    for key, value in written.items():
        name = meant(key, available.own_names()) or meant(key, available.names())
        if name is None:
            hint = nearest_key(key, available.names(), dutch=source.dutch)
            source.fault(("rules", key), Sentence("{key} is no rule.{hint}", key=quoted(key), hint=hint))
        elif value is not None and not isinstance(value, list):
            wanted = Sentence("should be a list of statements, each with a dash before it.")
            source.fault(("rules", key), wanted)
        elif value and (kind := _found(name, key, source, available)):
            rules += _Section(kind, conference, source, ("rules", key)).beside(value)
    return tuple(rules)


def _found(name: str, key: str, source: Source, available: AvailableRules) -> type[Rule] | None:
    """The rule of that name; None when it cannot be used, which is said at its key."""
    try:
        return available.find(name)
    except UnusableRule as unusable:
        source.fault(("rules", key), as_sentence(unusable))
        return None


class _Section:
    """What the file says about one rule."""

    def __init__(
        self, kind: type[Rule], conference: Conference, source: Source, path: Path, held: Sequence[Session] = ()
    ) -> None:
        self.kind = kind
        self.conference = conference
        self.source = source
        self.path = path
        self.held = held
        self.standard = kind.standard(conference)

    @property
    def _called(self) -> str:
        """The rule as the file calls it: by its English name, or by the Dutch one that stands there."""
        key = str(self.path[-1])
        return self.kind.name if is_english(key) else key

    def read(self, value: Any) -> list[Rule]:
        if isinstance(value, str):
            return self._word(value.strip())
        if isinstance(value, dict):
            statement, dropped = self._without_standard(value, self.path)
            if not dropped:
                return self._changed(statement)
            return self._statement(statement, self.path) if statement else []
        added: list[Rule] = []
        standard = list(self.standard)
        for number, item in enumerate(value):
            path = (*self.path, number)
            if not isinstance(item, dict):
                wanted = Sentence(
                    "An item should be a statement with keys and values, like {like}; {says}.",
                    like=f"{{{in_language('weight', dutch=self.source.dutch)}: 3}}",
                    says=it_says(str(item)),
                )
                self.source.fault(path, wanted)
                continue
            statement, dropped = self._without_standard(item, path)
            standard = [] if dropped else standard
            added += self._statement(statement, path) if statement else []
        return [*standard, *added]

    def beside(self, items: list[Any]) -> list[Rule]:
        """These statements without the standard ones."""
        self.standard = ()
        return self.read(items)

    def _word(self, word: str) -> list[Rule]:
        """`off`, `on`, `hard` or a weight."""
        word = "hard" if in_english("words", word) == "hard" else word
        if word.casefold() in OFF:
            return []
        if word.casefold() in ON:
            return list(self.standard) if self.standard else self._statement({}, self.path)
        if word.casefold() != "hard" and not re.fullmatch(r"[0-9]{1,9}", word):
            wanted = Sentence(
                "should be off, hard, a weight (a whole number of at least 1) or keys and values; {says}.",
                says=it_says(word),
            )
            self.source.fault(self.path, wanted)
            return []
        return self._changed({"weight": word.casefold()})

    def _changed(self, statement: dict[str, Any]) -> list[Rule]:
        """The standard statements with these keys changed; the single statement where the standard has none."""
        if not self.standard:
            return self._statement(statement, self.path)
        if own := [key for key in statement if meant(key, subjects(self.standard[0]))]:
            self.source.fault(
                (*self.path, own[0]),
                Sentence(
                    "{key} begins a statement of your own, which stands beside the standard one: write it as a list, "
                    "with a dash before {key}.",
                    key=quoted(own[0]),
                ),
            )
            return []
        changed: list[Rule] = []
        for rule in self.standard:
            changed += self._statement(statement, self.path, rule) if self._means(statement, rule) else [rule]
        return changed

    def _means(self, statement: Mapping[str, Any], standard: Rule) -> bool:
        """Whether it changes this standard one: of several with an `each` that which it names, else the first."""
        by_each = {each: None for rule in self.standard if (each := getattr(rule, "each", None))}
        if len(by_each) < 2:
            return True
        key = next((key for key in statement if meant(key, ["each"])), "")
        value = statement.get(key)
        value = (in_english("words", value) or value) if isinstance(value, str) else None
        named = value if value in by_each else next(iter(by_each))
        return getattr(standard, "each", None) == named

    def _statement(self, statement: dict[str, Any], path: Path, standard: Rule | None = None) -> list[Rule]:
        """One statement; empty when it is faulty. What it leaves out is as in `standard`."""
        data = _ready(self.kind, statement)
        if standard:
            alias = {name: field.alias or name for name, field in self.kind.model_fields.items()}
            kept = {alias[name]: getattr(standard, name) for name in standard.model_fields_set}
            data = kept | data
        context = {"conference": self.conference, "hint": self.source.fault_list.hint}
        try:
            rule = self.kind.model_validate(data, context=context)
        except ValidationError as error:
            for detail in error.errors():
                schema = _properties(self.kind).get(str(detail["loc"][0]), {}) if detail["loc"] else {}
                place = (*path, *_as_written(detail["loc"]))
                self.source.fault(place, sentence(detail, self.source, place, schema))
            return []
        written = partial(_key_written, self.source, path)
        if remark := says_nothing(rule, self.conference, written, self.held):
            called = in_language(self._called, dutch=self.source.speaks == "nl")  # the cells of a workbook say it so
            self.source.say(path, Sentence("{rule}: {remark}", rule=called, remark=remark))
        return [rule]

    def _without_standard(self, statement: dict[str, Any], path: Path) -> tuple[dict[str, Any], bool]:
        """The statement without its `standard`, and whether that leaves the standard statements out."""
        key = next((key for key in statement if same_key(key, STANDARD)), None)
        if key is None:
            return statement, False
        value = "on" if statement[key] is None else statement[key]
        if not isinstance(value, str) or value.casefold() not in YES:
            wanted = Sentence("should be off or on; {says}.", says=it_says(str(value)))
            self.source.fault((*path, key), wanted)
            value = "on"
        return {k: v for k, v in statement.items() if k != key}, not YES[value.casefold()]


def _key_written(source: Source, path: Path, key: str) -> str:
    return source.key((*path, key))


def _read_foreign(kind: type[Rule], conference: Conference, source: Source, key: str, value: Any) -> list[Rule]:
    """What the file says of a rule that is not in the book: where its code fails, that is a fault of the file."""
    rules: list[Rule] = []

    def read() -> list[Rule]:
        rules.extend(_Section(kind, conference, source, ("rules", key)).read(value))
        return rules

    if fault := statement_fault(kind, read, conference):
        source.fault(("rules", key), Sentence("The rule {rule} {fault}", rule=kind.name, fault=fault))
        return []
    return rules


def _ready(model: type[BaseModel], statement: Mapping[str, Any]) -> dict[str, Any]:
    """The keys in our spelling, also of what lies within; Dutch words of ours in English, yes and no booleans."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    data = known_keys(statement, fields)
    for key, value in data.items():
        if key not in fields or isinstance(value, Stray):
            continue
        types = parts_of(fields[key].annotation)
        if isinstance(value, str):
            text = english_word(key, one_line(value), types)
            data[key] = YES.get(text.casefold(), text) if bool in types else text
        elif isinstance(value, list):
            data[key] = [english_word(key, one_line(item), types) if isinstance(item, str) else item for item in value]
        elif isinstance(value, dict) and (inner := inner_model(types)):
            data[key] = _ready(inner, value)
    return data


def _as_written(loc: Sequence[str | int]) -> Path:
    """Without the names that pydantic adds for the members of a union."""
    return tuple(step for step in loc if isinstance(step, int) or re.fullmatch(r"[a-z_]+", step))


@cache
def _properties(kind: type[Rule]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = kind.model_json_schema()["properties"]
    return found
