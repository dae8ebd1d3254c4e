"""The JSON schema of a day file in Dutch: Dutch keys are completed and described, and English ones are in order too."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from scheduler.conference.conference import Kind
from scheduler.files.json_schema import schema
from scheduler.files.keys import dutch_for, in_language
from scheduler.rules.book import RULES
from scheduler.text.day_words import section
from scheduler.text.language import Language


@cache
def dutch_help() -> Mapping[str, Mapping[str, str]]:
    """By where a key stands, the name of its shape or rule, and by its English name: what it means, in Dutch."""
    text = (files("scheduler") / "locale" / "nl" / "day_file_help.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def meaning(place: str, key: str) -> str:
    """What the key means in Dutch; empty where nothing says so. `place`: `day`, a shape or a rule."""
    several = (key, f"{key}s", {"city": "organisation"}.get(key, key))
    wheres = (place, "rule") if place in _rules() else (place,)
    return next((dutch_help()[w][k] for w in wheres for k in several if k in dutch_help().get(w, {})), "")


@cache
def _rules() -> Mapping[str, str]:
    """The sentence of each rule, in Dutch."""
    dutch = Language.of("nl")
    return {rule.name: dutch.say(rule.sentence) for rule in RULES}


def dutch_schema_text() -> str:
    """The schema as it is kept in docs/schemas/day.nl.schema.json."""
    return json.dumps(dutch_schema(), ensure_ascii=False, indent=2) + "\n"


def dutch_schema() -> dict[str, Any]:
    """The schema of `json_schema`, its keys, words and descriptions in Dutch."""
    whole = schema()
    definitions = whole.pop("$defs")
    found: dict[str, Any] = _in_dutch(whole, "day", "#")
    return {
        **found,
        "title": "Een dagbestand van netday",
        "description": "Een dag, of een congres van meer dagen, zoals de organisatie het opschrijft.",
        "$defs": {name: _in_dutch(definition, name, f"#/$defs/{name}") for name, definition in definitions.items()},
    }


def _in_dutch(part: Any, place: str, pointer: str) -> Any:
    """A part of the schema. `place`: whose keys stand in it; `pointer`: where it stands itself."""
    if isinstance(part, list):
        return [_in_dutch(each, place, f"{pointer}/{number}") for number, each in enumerate(part)]
    if not isinstance(part, dict):
        return part
    found: dict[str, Any] = {}
    for key, value in part.items():
        match key:
            case "properties":
                found |= _keys(value, place, pointer)
            case "required":  # any of several words will do, which netday itself looks after
                continue
            case "enum":
                found |= _words(value)
            case "const":
                found |= _words([value])
            case "type" if "enum" in part or "const" in part:
                continue
            case "description":
                found |= {key: _rules()[place]} if place in _rules() else {}
            case "default" | "examples":
                found[key] = value
            case _:
                found[key] = _in_dutch(value, place, f"{pointer}/{key}")
    return found


def _keys(properties: Mapping[str, Any], place: str, pointer: str) -> dict[str, Any]:
    """The keys as netday writes them; by patterns all other words, which editors accept and do not offer."""
    names_of_rules = set(_rules()) <= set(properties)
    own: dict[str, Any] = {}
    for key, value in properties.items():
        name = in_language(key, dutch=True)
        described = _rules().get(key, "") if names_of_rules else meaning(place, key)
        shown = _in_dutch(value, key if names_of_rules else place, f"{pointer}/properties/{name}")
        own[name] = {**shown, "description": described} if described else shown
    patterns: dict[str, list[str]] = {}
    known: set[str] = set(own)
    for key in properties:
        others = [word for word in (*dutch_for(key), key) if word not in known]
        known.update(others)
        patterns.setdefault(in_language(key, dutch=True), []).extend(others)
    spelt = {_any_of(words): {"$ref": f"{pointer}/properties/{name}"} for name, words in patterns.items() if words}
    return {"properties": own, **({"patternProperties": spelt} if spelt else {})}


def _words(values: list[Any]) -> dict[str, Any]:
    """Words that may stand there: those that netday writes, which editors offer; all others by a pattern."""
    known = section("kinds" if set(values) <= set(Kind) else "words")
    first = list(dict.fromkeys(known.get(value, (value,))[0] if isinstance(value, str) else value for value in values))
    texts = [value for value in values if isinstance(value, str)]
    others = [word for value in texts for word in (*known.get(value, ()), value) if word not in first]
    if not others:
        return {"enum": first}
    return {"anyOf": [{"enum": first}, {"type": "string", "pattern": _any_of(others)}]}


def _any_of(words: Iterable[str]) -> str:
    return f"^({'|'.join(word.replace('_', '[ _-]') for word in dict.fromkeys(words))})$"
