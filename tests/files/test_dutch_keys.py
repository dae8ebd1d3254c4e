"""Day files in Dutch: every key has its words, they mean one thing each, and a day said in Dutch is the same day."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scheduler.conference.conference import Kind, Role
from scheduler.files import read
from scheduler.files.day_schema import DayFile, Shape
from scheduler.files.dutch import dutch_words, flat, section
from scheduler.files.keys import dutch_for, meant, same_key
from scheduler.files.placements import ITEM, TYPED
from scheduler.files.rule_words import STANDARD, parts_of
from scheduler.rules.book import RULES
from scheduler.rules.rule import Scope
from tests.support.in_dutch import Choose, in_dutch, table_in_dutch

INSTANCES = Path(__file__).parents[2] / "instances"
DAYS = sorted(file.parent for file in INSTANCES.rglob("day.yaml"))


def shapes(shape: type[Shape] = DayFile) -> Iterator[type[Shape]]:
    yield shape
    for field in shape.model_fields.values():
        for part in parts_of(field.annotation):
            if isinstance(part, type) and issubclass(part, Shape):
                yield from shapes(part)


def contexts() -> dict[str, list[str]]:
    """By where they stand, all keys that may stand there."""
    found = {shape.__name__: shape.keys() for shape in shapes()}
    found |= {"rules": [rule.name for rule in RULES], "programme": list(TYPED), "placement": list(ITEM)}
    found["scope"] = list(Scope.model_fields)
    for rule in RULES:
        found[rule.name] = [STANDARD, *(field.alias or name for name, field in rule.model_fields.items())]
    return found


CONTEXTS = contexts()


@pytest.mark.parametrize("where", CONTEXTS)
def test_every_key_has_a_dutch_word_and_each_word_means_one_key(where: str) -> None:
    keys = CONTEXTS[where]
    assert [key for key in keys if not dutch_for(key)] == []
    for key in keys:
        for word in dutch_for(key):
            assert [other for other in keys if same_key(word, other)] == [key], word
            assert meant(word, keys) == key


def test_the_list_holds_nothing_that_means_nothing() -> None:
    known = {key.removesuffix("s") for keys in CONTEXTS.values() for key in keys}
    assert {key for key in section("keys") if key.removesuffix("s") not in known} == set()
    assert list(section("rules")) == [rule.name for rule in RULES]


@pytest.mark.parametrize(
    ("name", "english"),
    [("kinds", list(Kind)), ("group_kinds", ["pillar", "theme group", "board"]), ("roles", list(Role))],
)
def test_every_kind_and_role_has_dutch_words_of_its_own(name: str, english: Sequence[str]) -> None:
    assert list(section(name)) == list(english)
    words = [flat(word) for word in dutch_words(name, english)]
    assert len(words) == len(set(words))
    for word in english:
        others = {flat(other) for other in english if other != word}
        assert not others & set(map(flat, section(name)[word]))


def translated(folder: Path, to: Path, choose: Choose) -> Path:
    """The day in Dutch, with its files beside it."""
    shutil.copytree(folder, to)
    english = (folder / "day.yaml").read_text(encoding="utf-8")
    (to / "day.yaml").write_text(in_dutch(english, choose), encoding="utf-8")
    if (folder / "people.csv").exists():
        groups = [group.name for group in read(folder).conference.groups]
        text = (folder / "people.csv").read_text(encoding="utf-8")
        (to / "people.csv").write_text(table_in_dutch(text, groups, choose), encoding="utf-8")
    return to


def first(english: str, dutch: Sequence[str]) -> str:
    return dutch[0] if dutch else english


@pytest.mark.parametrize("folder", DAYS, ids=lambda folder: folder.name)
def test_a_day_in_dutch_is_the_same_day(folder: Path, tmp_path: Path) -> None:
    mixed = random.Random(13)
    english = read(folder)
    for number, choose in enumerate([first, lambda one, dutch: mixed.choice([one, *dutch])]):
        dutch = read(translated(folder, tmp_path / str(number), choose))
        assert dutch.conference == english.conference
        assert dutch.rules == english.rules
        assert dutch.digest == english.digest
        assert dutch.remarks == english.remarks
