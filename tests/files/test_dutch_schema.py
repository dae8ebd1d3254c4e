"""The Dutch JSON schema and the list of keys: current in docs/, whole, and true of the days at hand."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from scheduler.files.day_schema import DayFile
from scheduler.files.dutch_schema import dutch_schema, dutch_schema_text, meaning
from scheduler.files.key_list import key_list
from scheduler.files.keys import dutch_for
from scheduler.rules.book import RULES
from tests.files.test_dutch_keys import shapes
from tests.files.test_json_schema import parts
from tests.support.in_dutch import in_dutch

HOME = Path(__file__).parents[2]
DAYS = sorted((HOME / "instances").rglob("day.yaml"))


def test_the_dutch_schema_and_list_in_docs_are_current() -> None:
    kept = (HOME / "docs" / "schemas" / "day.nl.schema.json").read_text(encoding="utf-8")
    assert kept == dutch_schema_text(), "run: netday schema --language nl > docs/schemas/day.nl.schema.json"
    kept = (HOME / "docs" / "nl" / "sleutels.md").read_text(encoding="utf-8")
    assert kept == key_list(dutch=True), "run: netday schema --language nl --keys > docs/nl/sleutels.md"


def test_every_key_and_rule_says_in_dutch_what_it_means() -> None:
    places = {"day" if shape is DayFile else shape.__name__: shape.keys() for shape in shapes()}
    places |= {rule.name: [field.alias or name for name, field in rule.model_fields.items()] for rule in RULES}
    assert [(place, key) for place, keys in places.items() for key in keys if not meaning(place, key)] == []
    keys = [value for _, part in parts(dutch_schema()) for value in part.get("properties", {}).values()]
    assert [key["description"] for key in keys if re.search(r"\b(the|which|when|what)\b", key["description"])] == []


def test_each_reference_and_pattern_of_the_schema_leads_somewhere() -> None:
    whole = dutch_schema()
    for _, part in parts(whole):
        if isinstance(reference := part.get("$ref"), str):
            node: Any = whole
            for step in reference.removeprefix("#/").split("/"):
                node = node[int(step)] if isinstance(node, list) else node[step]
            assert node
        for pattern in part.get("patternProperties", {}):
            re.compile(pattern)


def as_an_editor_reads(text: str) -> Any:
    """Numbers and yes as YAML 1.2 has them; hours stay texts."""

    def value(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: value(each) for key, each in node.items()}
        if isinstance(node, list):
            return [value(each) for each in node]
        return int(node) if re.fullmatch("[0-9]+", node) else node

    return value(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it makes nothing but texts


@pytest.mark.parametrize("file", DAYS, ids=lambda file: file.parent.name)
def test_a_day_in_dutch_english_or_both_is_valid(file: Path) -> None:
    mixed = random.Random(13)

    def either(english: str, dutch: Sequence[str]) -> str:
        return mixed.choice([english, *dutch])

    check = Draft202012Validator(dutch_schema())
    text = file.read_text(encoding="utf-8")
    for day in (text, in_dutch(text), in_dutch(text, either)):
        assert [error.json_path for error in check.iter_errors(as_an_editor_reads(day))] == []
    wrong = as_an_editor_reads(in_dutch(text)) | {"zallen": ["A"]}
    assert [error.json_path for error in check.iter_errors(wrong)] == ["$"]


def test_the_list_tells_every_word_in_80_columns() -> None:
    for dutch in (True, False):
        text = key_list(dutch=dutch)
        assert max(map(len, text.splitlines())) < 80
        flat = " ".join(text.split())
        for rule in RULES:
            assert all(word in flat for word in dutch_for(rule.name))
