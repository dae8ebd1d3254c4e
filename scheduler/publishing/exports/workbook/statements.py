"""What a statement of the day file is about, in the language of the workbook: sessions, groups, hours and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic.fields import FieldInfo

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Group, Kind, Room, Session
from scheduler.conference.kinds import KINDS
from scheduler.rules.rule import Rule, Scope
from scheduler.text.language import Language

_NAMED = 5  # so many names; the rest are counted
_WEIGHED = ("weight", "tier")  # stand in columns of their own
_LAST = ("only", "excluding")
_YES, _NO = "yes: ", "; no: "


def about(language: Language, clock: Clock, rule: Rule) -> str:
    """What a statement names, in parts, and its numbers: `pijleroverleg; themagroep; minstens zoveel minuten: 10`.

    No people, for this stands in what everybody gets. Nothing for a statement about everything.
    """
    fields = type(rule).model_fields
    parts = []
    for name in sorted(fields, key=lambda name: name in _LAST):
        value, field = getattr(rule, name), fields[name]
        default = field.get_default(call_default_factory=True)
        if name in _WEIGHED or value is None or (value == default and not _needed(rule, value)):
            continue
        if isinstance(value, int):
            words = _parameter(language, field, value)
        else:
            words = _listing(language, list(dict.fromkeys(_names(language, clock, value))))
        if words:
            parts.append(language.say("except {what}", what=words) if name == "excluding" else words)
    return "; ".join(parts)


def phrases(field: FieldInfo) -> Mapping[bool, str]:
    """What is said of a number (under True), or of yes and of no: messages of the catalogue, from its description."""
    yes, _, no = (field.description or "").removeprefix(_YES).partition(_NO)
    return {True: yes, False: no}


def _needed(rule: Rule, value: object) -> bool:
    """Whether the rule speaks of so many, so that one wants to know how many, also when it is the usual number."""
    return type(value) is int and "so many" in rule.sentence


def _parameter(language: Language, field: FieldInfo, value: int) -> str:
    if isinstance(value, bool):
        phrase = phrases(field)[value]
        return language.say(phrase) if phrase else ""
    return f"{language.say(phrases(field)[True])}: {language.number(value)}"


def _listing(language: Language, names: list[str]) -> str:
    more = len(names) - _NAMED
    if more > 1:
        names[_NAMED:] = [language.plural(more, "{number} other", "{number} others")]
    return language.listing(names)


def _names(language: Language, clock: Clock, value: object) -> Iterator[str]:
    if isinstance(value, Session):
        yield value.title
    elif isinstance(value, (Group, Room)):
        yield value.name
    elif isinstance(value, Kind):
        yield language.say(KINDS[value])
    elif isinstance(value, Span):
        yield f"{clock.hour(value.start)}–{clock.hour(value.end)}"
    elif isinstance(value, date):
        yield language.day(value)
    elif isinstance(value, int):
        yield clock.hour(value)
    elif isinstance(value, Scope):
        for part in (value.sessions, value.groups, value.kinds, value.tags):
            yield from _names(language, clock, part)
    elif isinstance(value, tuple):
        for one in value:
            yield from _names(language, clock, one)
