"""Statements of rules in one spelling of their keys, so that those in English and those in Dutch can be compared."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

from scheduler.files.dutch import in_dutch
from scheduler.files.faults import Faults
from scheduler.files.keys import meant
from scheduler.files.yaml_nodes import parse, plain_data
from scheduler.rules.book import RULES
from scheduler.rules.rule import Scope


def spelt_alike(value: Any) -> Any:
    """The same plain data with the English key for each that is known, at every depth."""
    if isinstance(value, dict):
        return {meant(key, _keys()) or key: spelt_alike(one) for key, one in value.items()}
    return [spelt_alike(one) for one in value] if isinstance(value, list) else value


def keys_of_cell(text: str) -> Any:
    """What a cell with keys and values says; the text itself where it says none."""
    try:
        return spelt_alike(plain_data(parse(text, "")))
    except Faults:
        return text


def in_dutch_keys(text: str) -> str:
    """A cell with keys and values, a line each, with the Dutch key for each that has one.

    >>> in_dutch_keys("cities: 21")
    'gemeenten: 21'
    """
    return "\n".join(map(_line_in_dutch, text.split("\n")))


def _line_in_dutch(text: str) -> str:
    key, sign, value = text.partition(":")
    return f"{in_dutch('keys', key)}{sign}{value}" if sign and key in _keys() else text


@cache
def _keys() -> tuple[str, ...]:
    shapes: list[type[BaseModel]] = [*RULES, Scope]
    names = {field.alias or name for shape in shapes for name, field in shape.model_fields.items()}
    return ("standard", *sorted(names))
