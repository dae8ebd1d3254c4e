"""The fields of a Word template, for whoever makes one: what to write where, and what comes there."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.console.hanging import hanging
from scheduler.publishing.exports.word.fields import FIELDS, SESSION, Field, block, named, put
from scheduler.text.sentence import Sentence, spoken
from scheduler.text.wording import listing

_INDENT = 36  # where the meaning of a field stands
_BEGIN = "netday export --format docx --fields -o {file}"


def field_lines(code: str, columns: int = 80) -> Iterator[str]:
    """All of them with their names in that language. `code`: `nl` or `en`."""
    yield from hanging(
        Sentence(
            "A template is a Word document (.docx) in your own house style with fields in it. netday puts what the "
            "programme says in their place; all else stays as it is."
        ),
        columns,
    )
    yield ""
    yield from _of_one(FIELDS, "", code, columns)
    days, sessions, gone = (_field(name) for name in ("days", "sessions", "not_held"))
    yield ""
    yield from _repeated(days, days.name(code), days.one(code), columns)
    yield from _of_one(days.of, f"{days.one(code)}.", code, columns)
    yield ""
    of_day = f"{days.one(code)}.{_field('sessions', days.of).name(code)}"
    yield from _repeated(sessions, of_day, sessions.one(code), columns)
    also = Sentence("The same for {lists}.", lists=listing([sessions.name(code), gone.name(code)]))
    yield from hanging(also, columns, "  ")
    yield from _of_one(SESSION, f"{sessions.one(code)}.", code, columns)
    yield ""
    for_each, one = sessions.name(code), sessions.one(code)
    yield from hanging(
        Sentence(
            "A row of a table for each: {begin} in a row of its own above it, {end} in one below it.",
            begin=block(f"for {one} in {for_each}", "tr"),
            end=block("endfor", "tr"),
        ),
        columns,
    )
    yield from hanging(
        Sentence(
            "Only where there is something: {begin} above it, {end} below it, each in a paragraph of its own.",
            begin=block(f"if {one}.{_field('room', SESSION).name(code)}"),
            end=block("endif"),
        ),
        columns,
    )
    yield from hanging(Sentence("Every field can be written in English and in Dutch."), columns)
    yield ""
    file = spoken(Sentence("house-style.docx"))
    yield from hanging(Sentence("A template to begin with, to be changed in Word:"), columns)
    yield "  " + _BEGIN.format(file=file)


def _of_one(fields: tuple[Field, ...], before: str, code: str, columns: int) -> Iterator[str]:
    for field in fields:
        if field.what == "list" and any(one.what == "list" for one in field.of):
            continue  # explained on its own
        if field.of is SESSION:
            continue
        name = f"{before}{field.name(code)}"
        written = {
            "table": "{{p " + name + " }}",
            "yes": block(f"if {name}"),
            "list": block(f"for {field.one(code)} in {name}"),
        }.get(field.what, put(name))
        lead = f"  {written} "
        if len(lead) > _INDENT:
            yield lead.rstrip()
            lead = ""
        yield from hanging(field.means, columns, lead.ljust(_INDENT), _INDENT)
        for one in field.of:
            inner = f"  {put(field.one(code) + '.' + one.name(code))} "
            yield from hanging(one.means, columns, f"  {inner}".ljust(_INDENT), _INDENT)


def _repeated(field: Field, name: str, one: str, columns: int) -> Iterator[str]:
    values = {"begin": block(f"for {one} in {name}"), "end": block("endfor")}
    if field is _field("days"):
        sentence = Sentence("For each day: {begin} above it, {end} below it, each in a paragraph of its own.", **values)
    else:
        sentence = Sentence(
            "For each session: {begin} above it, {end} below it, each in a paragraph of its own.", **values
        )
    yield from hanging(sentence, columns)


def _field(name: str, fields: tuple[Field, ...] = FIELDS) -> Field:
    found = named(fields, name)
    if found is None:
        raise KeyError(name)
    return found
