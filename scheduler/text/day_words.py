"""The words of a day file in Dutch, from the one list `locale/nl/day_file.toml`: keys, rules, kinds, roles, values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Words: TypeAlias = Mapping[str, tuple[str, ...]]  # by English word, the Dutch ones; the first is what netday writes


@cache
def section(name: str) -> Words:
    """One section of the list: keys, rules, kinds, group_kinds, roles or words."""
    return _sections()[name]


@cache
def _sections() -> Mapping[str, Words]:
    text = (files("scheduler") / "locale" / "nl" / "day_file.toml").read_text(encoding="utf-8")
    return {
        name: {english: tuple(word.strip() for word in dutch.split(",")) for english, dutch in words.items()}
        for name, words in tomllib.loads(text).items()
    }
