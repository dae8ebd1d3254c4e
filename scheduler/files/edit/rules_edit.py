"""The `rules` section: which statement of the day comes from where in it, and other statements in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.files.dutch import in_english
from scheduler.files.edit import written
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.edit.meaning import Path, Value
from scheduler.files.keys import meant, same_key
from scheduler.files.rule_words import STANDARD
from scheduler.files.values import YES
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence

Statements = Mapping[int, Sequence[Rule]]  # by number of a rule of the day, what comes in its place


@dataclass
class RulesEdit:
    """Edits of the rules of one day, which are those that were read from the files."""

    files: DayFiles
    conference: Conference
    rules: Sequence[Rule]
    log: list[str] = field(default_factory=list)

    def make(self, instead: Statements) -> DayFiles:
        """The files with other statements in the place of these. Raises EditRefused."""
        instead = {
            number: new for number, new in instead.items() if len(new) != 1 or self._changed(self.rules[number], new[0])
        }
        names = dict.fromkeys(self.rules[number].name for number in instead)
        for name in names:
            numbers = [number for number, rule in enumerate(self.rules) if rule.name == name]
            self._section(name, numbers, {number: instead[number] for number in numbers if number in instead})
        return self.files

    def switch_off(self, name: str) -> DayFiles:
        """The files in which the rule says nothing."""
        self._put(("rules", self._key(name) or name), "off")
        return self.files

    def add(self, rule: Rule) -> DayFiles:
        """The files with one statement more of a rule of which the book says nothing by itself. Raises EditRefused."""
        path: Path = ("rules", self._key(rule.name) or rule.name)
        statement = {key: _alone(value) for key, value in self._statement(rule).items()}
        node = self.files.day.find(path)
        if node is not None and node.many and node.entries:
            self.files = replace(self.files, day=self.files.day.add(path, statement))
        elif node is not None and node.keyed:
            known = [self._statement(each) for each in self.rules if each.name == rule.name]
            self._put(path, [*known, statement])
        else:
            self._put(path, [statement])
        return self.files

    def _put(self, path: Path, value: Value) -> None:
        self.files = self.files.put(path, value)
        self.log.append(self.files.day.words(path, value))

    def _key(self, name: str) -> str | None:
        node = self.files.day.find(("rules",))
        keys = [entry.name for entry in node.entries] if node and node.keyed else []
        return next((key for key in keys if meant(key, [name])), None)

    def _section(self, name: str, numbers: list[int], instead: Statements) -> None:
        path: Path = ("rules", self._key(name) or name)
        node = self.files.day.find(path)
        kind = type(self.rules[numbers[0]])
        standard = kind.standard(self.conference)
        if node is not None and node.many:
            places, dropped = self._places(path)
            of_standard = 0 if dropped else len(standard)
            if len(numbers) != of_standard + len(places):
                raise EditRefused(Sentence("{rule} is said by the file of the season too.", rule=name))
            if all(numbers.index(number) >= of_standard for number in instead):
                self._in_list(path, {places[numbers.index(n) - of_standard]: new for n, new in instead.items()})
                return
        elif len(numbers) > max(1, len(standard)):
            raise EditRefused(Sentence("{rule} is said by the file of the season too.", rule=name))
        if self._by_keys(path, numbers, instead):
            return
        every = [new for number in numbers for new in instead.get(number, (self.rules[number],))]
        if not every:
            self._put(path, "off")
            return
        first, *others = [self._statement(rule) for rule in every]
        if standard:
            first = {STANDARD: "off", **first}
        self._put(path, [first, *others] if standard or others else first)

    def _places(self, path: Path) -> tuple[list[Path], bool]:
        """The items that state something, and whether they leave the standard statements out."""
        node = self.files.day.find(path)
        found, dropped = [], False
        for number, entry in enumerate(node.entries if node else ()):
            keys = [inner.name for inner in entry.value.entries]
            for inner in entry.value.entries:
                if same_key(inner.name, STANDARD):
                    dropped = dropped or not YES.get((inner.value.text or "").casefold(), True)
            if [key for key in keys if not same_key(key, STANDARD)]:
                found.append((*path, number))
        return found, dropped

    def _in_list(self, path: Path, instead: Mapping[Path, Sequence[Rule]]) -> None:
        """Item by item, the last ones first, so that those before keep their numbers."""
        for place, new in sorted(instead.items(), key=lambda each: str(each[0][-1]).zfill(6), reverse=True):
            old = self._rule_at(path, place)
            if len(new) == 1:
                self._change(place, old, new[0])
                continue
            node = self.files.day.find(path)
            if not new and node is not None and len(node.entries) == 1:
                self._put(path, "off")
                continue
            self.files = self.files.remove(place)
            for rule in reversed(new):
                at = place[-1] if isinstance(place[-1], int) else None
                day = self.files.day.add(path, self._statement(rule), place=at)
                self.files = replace(self.files, day=day)
                self.log.append(self.files.day.words(path, self._statement(rule)))

    def _rule_at(self, path: Path, place: Path) -> Rule:
        places, _ = self._places(path)
        rules = [rule for rule in self.rules if meant(str(path[-1]), [rule.name])]
        return rules[len(rules) - len(places) + places.index(place)]

    def _by_keys(self, path: Path, numbers: list[int], instead: Statements) -> bool:
        """Whether it could be said by other keys of the one statement, or of all standard ones alike."""
        changed = [instead.get(number, ()) for number in numbers]
        if any(len(new) != 1 for new in changed):
            return False
        keys = [self._changed(self.rules[n], new[0]) for n, new in zip(numbers, changed, strict=True)]
        if any(each != keys[0] for each in keys):
            return False
        node = self.files.day.find(path)
        if node is not None and node.text is not None and not node.blank:
            word = in_english("words", node.text) or node.text.strip().casefold()
            before: dict[str, Value] = {"weight": word} if word == "hard" or word.isdigit() else {}
            self._put(path, {**before, **keys[0]})
            return True
        for key, value in keys[0].items():
            self._put((*path, key), value)
        return True

    def _change(self, place: Path, old: Rule, new: Rule) -> None:
        for key, value in self._changed(old, new).items():
            node = self.files.day.find(place)
            written_key = next((e.name for e in node.entries if same_key(e.name, key)), key) if node else key
            if value in ([], {}):
                self.files = self.files.remove((*place, written_key))
                self.log.append(Sentence("without {key}", key=written_key))
            else:
                self._put((*place, written_key), value)

    def _changed(self, old: Rule, new: Rule) -> dict[str, Value]:
        """The keys in which the two differ, as the new one has them."""
        fields = type(new).model_fields
        values = {name: self._value(name, getattr(new, name)) for name in fields}
        return {
            fields[name].alias or name: value
            for name, value in values.items()
            if self._value(name, getattr(old, name)) != value
        }

    def _statement(self, rule: Rule) -> dict[str, Value]:
        """All that the rule says, key by key, where that is not its default."""
        fields = type(rule).model_fields
        stated: dict[str, Any] = {
            fields[name].alias or name: self._value(name, getattr(rule, name))
            for name in fields
            if getattr(rule, name) != fields[name].get_default(call_default_factory=True)
        }
        return stated

    def _value(self, name: str, thing: Any) -> Value:
        return written.value(self.conference, name, thing)


def _alone(value: Value) -> Value:
    """One thing by itself, as people write it, where it may be several."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
