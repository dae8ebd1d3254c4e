"""What an edit adds to a day file, in the language that the file speaks: its keys, kinds and words of ours."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.files.dutch import in_dutch
from scheduler.files.edit.meaning import Value
from scheduler.files.keys import in_language
from scheduler.text.day_words import section

_KINDS = {"kind", "kinds", "beside"}
_YES = {"guest", "held", "online", "open", "optional", "private_link"}  # of which the values are yes and no
_WORDS = {"each", "over", "of", "weight", "standard"}


def spoken(key: str, value: Value, *, dutch: bool) -> Value:
    """The value of that key in that language; names and hours stay what they are.

    >>> spoken("rooms", ["none"], dutch=True), spoken("rules", {"same_room": {"each": "group"}}, dutch=True)
    (['geen'], {'zelfde_zaal': {'elke': 'groep'}})
    """
    if not dutch:
        return value
    match value:
        case bool():
            return in_dutch("words", "yes" if value else "no")
        case "off" | "on":
            return in_dutch("words", value)
        case "yes" | "no" if key in _YES:
            return in_dutch("words", value)
        case str() if key in _KINDS:
            return in_dutch("kinds" if value in section("kinds") else "group_kinds", value)
        case str() if key in _WORDS:
            return in_dutch("words", value)
        case int() | str():
            return value
        case Mapping() if key == "wishes":  # whose keys are names
            return value
        case Mapping():
            return {in_language(inner, dutch=True): spoken(inner, each, dutch=True) for inner, each in value.items()}
        case ["none"]:
            return [in_dutch("words", "none")]
        case _:
            return [spoken(key, each, dutch=True) for each in value]
