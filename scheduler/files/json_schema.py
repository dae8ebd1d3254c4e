"""The JSON schema of a day file, from which editors complete: the shapes, and for `rules` the book's own parameters."""

from __future__ import annotations

import json
from typing import Any

from scheduler.files.day_schema import DayFile
from scheduler.rules.available import AvailableRules
from scheduler.rules.book import RULES
from scheduler.rules.rule import Rule

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OTHER_WORDS = {
    "pillar": "pillars",
    "group": "groups",
    "round": "rounds",
    "window": "windows",
    "day": "days",
    "room": "rooms",
    "city": "organisation",
}
_WORDS = ["off", "on", "hard", False, True]  # editors read off and on as words or as booleans


def schema_text() -> str:
    """The schema as it is kept in docs/schemas/day.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON schema of day.yaml, draft 2020-12; with the rules of installed packages, where these can be used."""
    whole = DayFile.model_json_schema(by_alias=True)
    definitions = whole.pop("$defs")
    _add_other_words(definitions)
    foreign = [offer.kind for offer in AvailableRules().foreign() if offer.kind]
    whole["properties"]["rules"] = {
        "description": DayFile.model_fields["rules"].description,
        "type": "object",
        "additionalProperties": False,
        "properties": {rule.name: _rule(rule, definitions) for rule in (*RULES, *foreign)},
    }
    whole["required"] = ["title"]
    shaped: dict[str, Any] = _plain({**whole, "$defs": definitions})
    del shaped["description"]
    return {
        "$schema": DIALECT,
        "title": "A netday day file",
        "description": DayFile.__doc__,
        **shaped,
    }


def _add_other_words(definitions: dict[str, Any]) -> None:
    """The keys that docs/day-file.md gives beside ours: one room, one group, a city."""
    for definition in definitions.values():
        for shape in (definition, *definition.get("anyOf", ())):
            properties = shape.get("properties", {})
            for word, ours in OTHER_WORDS.items():
                if ours in properties and word not in properties:
                    properties[word] = properties[ours]


def _rule(rule: type[Rule], definitions: dict[str, Any]) -> dict[str, Any]:
    """What may stand after the name of a rule; the definitions that its parameters need are added."""
    own = rule.model_json_schema(by_alias=True)
    definitions.update(own.pop("$defs", {}))
    own.pop("required", None)  # a statement may change the standard one, which says the rest
    own["description"] = rule.sentence
    own["properties"]["standard"] = {
        "enum": ["off", False],
        "description": "off: the standard statement of this rule is left out",
    }
    definitions[rule.name] = own
    statement = {"$ref": f"#/$defs/{rule.name}"}
    return {
        "description": rule.sentence,
        "anyOf": [
            {"enum": _WORDS},
            {"type": "integer", "minimum": 1},
            statement,
            {"type": "array", "items": statement},
        ],
    }


def _plain(schema: Any) -> Any:
    """Without titles that repeat the keys and defaults of null; one item may stand for a list."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {}
    for key, value in schema.items():
        if key == "properties":
            found[key] = {name: _plain(_property(name, part)) for name, part in value.items()}
        elif key == "$defs":
            found[key] = {name: _plain(part) for name, part in sorted(value.items())}
        elif key == "title" or (key == "default" and value in (None, {}, [])):
            continue
        elif key == "oneOf":
            found["anyOf"] = _plain(value)  # a text alone may be either form
        else:
            found[key] = _plain(value) if key not in ("enum", "examples", "default") else value
    return _one_or_several(_without_null(found))


def _property(name: str, part: dict[str, Any]) -> dict[str, Any]:
    """A weight may be "hard"; a default that is a structure says nothing to people."""
    part = {key: value for key, value in part.items() if key != "default" or not isinstance(value, (dict, list))}
    if name == "weight":
        bounds = {"type": "integer", "minimum": 1}
        return {"anyOf": [bounds, {"const": "hard"}], **{k: part[k] for k in ("description", "default") if k in part}}
    return part


def _without_null(found: dict[str, Any]) -> dict[str, Any]:
    choices = found.get("anyOf")
    if not choices or {"type": "null"} not in choices:
        return found
    left = [choice for choice in choices if choice != {"type": "null"}]
    rest = {key: value for key, value in found.items() if key != "anyOf"}
    return {**left[0], **rest} if len(left) == 1 else {**rest, "anyOf": left}


def _one_or_several(found: dict[str, Any]) -> dict[str, Any]:
    if found.get("type") != "array" or "items" not in found:
        return found
    rest = {key: value for key, value in found.items() if key not in ("type", "items")}
    return {**rest, "anyOf": [found["items"], {"type": "array", "items": found["items"]}]}
