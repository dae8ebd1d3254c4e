"""The JSON schema follows from the shapes and the book of rules, and stands current in docs/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.files import schema, schema_text
from scheduler.rules.book import RULES

ROOT = Path(__file__).parents[2]


def parts(node: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in the schema, with the way to it."""
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            yield from parts(value, f"{where}/{key}")
    if isinstance(node, list):
        for number, value in enumerate(node):
            yield from parts(value, f"{where}/{number}")


def test_the_schema_in_docs_is_current() -> None:
    kept = (ROOT / "docs" / "schemas" / "day.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(), "run: netday schema > docs/schemas/day.schema.json"


def test_every_key_has_a_description() -> None:
    whole = schema()
    silent = [
        f"{where}/{key}"
        for where, part in parts(whole)
        if isinstance(part.get("properties"), dict)
        for key, value in part["properties"].items()
        if not value.get("description")
    ]
    assert silent == []


def test_every_reference_leads_somewhere() -> None:
    whole = schema()
    known = {f"#/$defs/{name}" for name in whole["$defs"]}
    assert {part["$ref"] for _, part in parts(whole) if "$ref" in part} <= known


def test_every_rule_of_the_book_is_in_the_schema() -> None:
    assert list(schema()["properties"]["rules"]["properties"]) == [rule.name for rule in RULES]


def test_every_key_of_the_docs_is_in_the_schema_and_the_other_way_round() -> None:
    """The tables of docs/day-file.md name what the schema names."""
    text = (ROOT / "docs" / "day-file.md").read_text(encoding="utf-8")
    whole = schema()
    sections = {
        "## The day": whole["properties"],
        "## `rooms`": _object(whole, "RoomShape"),
        "## `groups`": _object(whole, "GroupShape"),
        "## `people`": _object(whole, "PersonShape"),
        "## `tracks`": _object(whole, "TrackShape"),
        "## `sessions`": _object(whole, "SessionShape"),
    }
    for heading, properties in sections.items():
        section = text.split(f"{heading}\n")[1].split("\n## ")[0]
        first_cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        named = {word for cell in first_cells for word in cell.split("`")[1::2]}
        assert named == set(properties), heading


def _object(whole: dict[str, Any], name: str) -> dict[str, Any]:
    definition = whole["$defs"][name]
    found: dict[str, Any] = next(
        part["properties"] for part in (definition, *definition.get("anyOf", ())) if "properties" in part
    )
    return found
