"""The glossary is true: what it names is there, each word has its sentence in both languages, and it can be found."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache

import pytest

from tests.support.house import HOME
from tests.support.pages import links

GLOSSARY = HOME / "docs" / "glossary.md"
_ROW = re.compile(r"\*\*(?P<word>[^*]+)\*\*, \*(?P<dutch>[^*]+)\* \(`(?P<name>\w+)` in `(?P<room>\w+)`\)")


@dataclass(frozen=True)
class Word:
    word: str
    dutch: str
    name: str  # of a class or function
    room: str
    sentences: tuple[str, str]

    def __str__(self) -> str:
        return self.word


def words() -> list[Word]:
    rows = [
        line.strip("| ").split(" | ") for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| **")
    ]
    found = []
    for head, english, dutch in rows:
        match = _ROW.fullmatch(head)
        assert match, head
        found.append(Word(**match.groupdict(), sentences=(english, dutch)))
    return found


@cache
def defined(room: str) -> set[str]:
    """The classes and functions of a room of the house."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (HOME / "scheduler" / room).rglob("*.py")]
    return {node.name for tree in trees for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))}


@pytest.mark.parametrize("word", words(), ids=str)
def test_what_a_word_stands_for_in_the_code_is_there(word: Word) -> None:
    assert word.name in defined(word.room)


@pytest.mark.parametrize("word", words(), ids=str)
def test_a_word_has_a_sentence_in_english_and_one_in_dutch(word: Word) -> None:
    english, dutch = word.sentences
    assert english != dutch
    assert all(re.match(r"[A-Z0-9\u00c9].*[.…]$", sentence) for sentence in word.sentences)


def test_no_word_is_explained_twice() -> None:
    for known in ([word.word for word in words()], [word.dutch for word in words()]):
        assert sorted(known) == sorted(set(known))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_the_glossary_can_be_found(page: str) -> None:
    assert GLOSSARY in [((HOME / page).parent / target.partition("#")[0]).resolve() for target in links(HOME / page)]
