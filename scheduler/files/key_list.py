"""Every key and word of a day file with what it means, as a list to read: in Dutch and in English."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from scheduler.files.day_schema import (
    DayFile,
    DayShape,
    GroupShape,
    LinkShape,
    PersonShape,
    RoomShape,
    RoundShape,
    SessionShape,
    Shape,
    TrackShape,
    WalkingShape,
    WayShape,
)
from scheduler.files.dutch_schema import dutch_help, meaning
from scheduler.files.keys import dutch_for
from scheduler.rules.book import RULES
from scheduler.rules.rule import Rule, Scope
from scheduler.text.day_words import section
from scheduler.text.language import Language

SHAPES: tuple[type[Shape], ...] = (
    DayFile, DayShape, RoundShape, WalkingShape, WayShape, RoomShape, GroupShape, PersonShape, TrackShape,
    SessionShape, LinkShape,
)  # fmt: skip
_HEADINGS = {
    "list": "The keys of a day file",
    "day": "The day",
    "DayShape": "A day under `days`",
    "RoundShape": "A round under `rounds`",
    "WalkingShape": "Under `walking`",
    "WayShape": "A way under `walking` and `between`",
    "RoomShape": "A room under `rooms`",
    "GroupShape": "A group under `groups`",
    "PersonShape": "A person under `people` or `guests`, or a column of people.csv",
    "TrackShape": "A track under `tracks`",
    "SessionShape": "A session under `sessions`",
    "LinkShape": "A link under `link` or `papers`",
    "rule": "Of every rule",
    "Scope": "Under `only` and `except`",
    "rules": "The rules",
    "kinds": "Kinds of sessions",
    "group_kinds": "Kinds of groups",
    "roles": "Roles",
    "words": "Other words",
    "typed": "Hours, dates and lengths",
}
_PARAGRAPHS = {
    "list": "Before the sign = stands the English, behind it the Dutch; then what it means. Both languages may be "
    "mixed. A hyphen, blank or underscore, a capital and an accent make no difference. Names and texts are yours.",
    "also": "Also",
    "typed": "Hours: 9:30, 9.30, 9u30, 930, 15 uur. From and to: 9:30–10:00, 930-1000, from 9:30 to 10:00, van 9.30 "
    "tot 10 uur. Dates, the day before the month and always with the year: 2023-02-10, 10 February 2023, Friday 10 "
    "February 2023, 10-02-2023, 10/2/2023. Lengths: 45, 45 minutes, 1 hour, anderhalf uur, half an hour.",
}


def key_list(*, dutch: bool) -> str:
    """The list, in Markdown that is as easily read in a terminal: docs/nl/sleutels.md is the Dutch one."""
    return "\n".join(_KeyList(dutch=dutch).lines()) + "\n"


class _KeyList:
    def __init__(self, *, dutch: bool) -> None:
        self.dutch = dutch
        self.headings: Mapping[str, str] = dutch_help()["headings"] if dutch else _HEADINGS
        self.paragraphs: Mapping[str, str] = dutch_help()["paragraphs"] if dutch else _PARAGRAPHS

    def lines(self) -> Iterator[str]:
        yield f"# {self.headings['list']}"
        yield from self._paragraph("list")
        for shape in SHAPES:
            place = "day" if shape is DayFile else shape.__name__
            fields = {field.alias or name: field.description or "" for name, field in shape.model_fields.items()}
            yield from self._keys(place, fields, self.headings[place])
        common = {field.alias or name: field.description or "" for name, field in Rule.model_fields.items()}
        yield from self._keys("rule", common, self.headings["rule"])
        scope = {name: field.description or "" for name, field in Scope.model_fields.items()}
        yield from self._keys("Scope", scope, self.headings["Scope"])
        yield from ("", f"## {self.headings['rules']}")
        for rule in RULES:
            yield from self._rule(rule, common)
        for name in ("kinds", "group_kinds", "roles", "words"):
            yield from ("", f"## {self.headings[name]}", "")
            for english, words in section(name).items():
                yield from self._item(english, words, "")
        yield from ("", f"## {self.headings['typed']}")
        yield from self._paragraph("typed")

    def _paragraph(self, name: str) -> Iterator[str]:
        yield from ("", *_wrapped(self.paragraphs[name]))

    def _keys(self, place: str, fields: Mapping[str, str], heading: str) -> Iterator[str]:
        yield from ("", f"## {heading}", "")
        for key, description in fields.items():
            yield from self._item(key, dutch_for(key), meaning(place, key) if self.dutch else description)

    def _rule(self, rule: type[Rule], common: Mapping[str, str]) -> Iterator[str]:
        sentence = Language.of("nl").say(rule.sentence) if self.dutch else rule.sentence
        yield ""
        yield from self._item(rule.name, dutch_for(rule.name), sentence)
        for name, field in rule.model_fields.items():
            key = field.alias or name
            if key not in common:
                what = meaning(rule.name, key) if self.dutch else field.description or ""
                yield from self._item(key, dutch_for(key), what, indent="  ")

    def _item(self, english: str, dutch: tuple[str, ...], what: str, indent: str = "") -> Iterator[str]:
        first, *others = dutch
        own, other = (first, english) if self.dutch else (english, first)
        also = f"{self.paragraphs['also']}: {', '.join(others)}." if others else ""
        sentence = f"`{own}` = `{other}`" + (f": {what.removesuffix('.')}." if what else ".")
        yield from _wrapped(" ".join(filter(None, (sentence, also))), indent, "- ")


def _wrapped(text: str, indent: str = "", sign: str = "") -> list[str]:
    begin, below = indent + sign, indent + " " * len(sign)
    return textwrap.wrap(
        text, 79, initial_indent=begin, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )
