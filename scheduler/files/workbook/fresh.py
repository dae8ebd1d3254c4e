"""The files of a day that begins as a workbook: day.yaml as people would write it, and people.csv for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from scheduler.conference.clock import typed_day
from scheduler.conference.typed_hours import parse_date
from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.edit.in_language import spoken
from scheduler.files.edit.meaning import Value, in_yaml
from scheduler.files.faults import FaultList
from scheduler.files.keys import in_language
from scheduler.files.people_csv import column_meaning
from scheduler.files.workbook.nodes import of_tables
from scheduler.files.workbook.sheets import PEOPLE
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.words import parts, role_word
from scheduler.files.yaml_nodes import plain_data
from scheduler.files.yaml_writer import block
from scheduler.text.language import Language
from scheduler.text.sentence import Sentence, said_in

_WIDE = 110  # letters of a line
_DUTCH = partial(in_language, dutch=True)
_ONE = {"groups": "group", "rooms": "room", "rounds": "round", "pillars": "pillar", "windows": "window", "days": "day"}
_SINGLE = _ONE | {_DUTCH(many): _DUTCH(one) for many, one in _ONE.items()}
_PROSE = {word for key in ("letter", "description", "note") for word in (key, _DUTCH(key))}
_NAME = ["name"], [_DUTCH("name")]
_WITH_GROUPS = ("chair", "vice_chair")
_NOT_IN_A_TABLE = tuple("=+-@")  # a spreadsheet would take these for formulas
_BOM = "\ufeff"


def day_text(tables: DayTables) -> str:
    """day.yaml, without the people of people.csv."""
    lines = [f"# {said_in(Sentence('Written by netday from a workbook.'), Language.of(tables.language))}"]
    for entry in sections(tables).values():
        lines += ["", *entry] if entry[0].endswith(":") else entry
    return "\n".join(lines) + "\n"


def sections(tables: DayTables) -> Mapping[str, Sequence[str]]:
    """By key of day.yaml its lines; a list is headed by its key."""
    data = plain_data(of_tables(tables, "", FaultList()))
    rows = [row for row in tables.rows["people"] if row["guest"] != "yes"]
    listed = zip(rows, data.pop("people", []), strict=True)
    if strange := [person for row, person in listed if not _fits_a_table(row)]:
        data["guests"] = [*data.get("guests", []), *({**person, "guest": "no"} for person in strange)]
    language = Language.of(tables.language)
    dutch = tables.language == "nl"
    for day in (data, *data.get("days", [])) if dutch else ():
        if found := day.get("date"):
            day["date"] = typed_day(parse_date(found)).into(language)
    return {
        key: list(_entry(in_language(key, dutch=dutch), spoken(key, each, dutch=dutch))) for key, each in data.items()
    }


def people_text(tables: DayTables) -> bytes:
    """people.csv, as a spreadsheet of that language opens it; nothing where there is nobody."""
    rows = [row for row in tables.rows["people"] if row["guest"] != "yes" and _fits_a_table(row)]
    if not rows:
        return b""
    dutch = tables.language == "nl"
    divider, sign = (";", " | ") if dutch else (",", "; ")
    columns = [column for column in PEOPLE.columns if column.key != "guest"]
    keys = [c.key for c in columns if c.key in ("name", "organisation") or any(row[c.key] for row in rows)]
    roles = [
        role for role in ROLE_KEYS.values() if role not in _WITH_GROUPS and any(_groups(row, role) for row in rows)
    ]
    table = io.StringIO()
    writer = csv.writer(table, delimiter=divider, lineterminator="\r\n")
    writer.writerow([*(_heading(key, dutch) for key in keys), *(_role_heading(role, dutch) for role in roles)])
    for row in rows:
        cells = [sign.join(parts(row[key])) if PEOPLE.column(key).holds.many else row[key] for key in keys]
        writer.writerow([*cells, *(sign.join(_groups(row, role)) for role in roles)])
    return (_BOM * dutch + table.getvalue()).encode()


def _groups(row: DayRow, role: str) -> list[str]:
    return [group for group, roles in row.roles if role in roles]


def _heading(key: str, dutch: bool) -> str:
    heading = PEOPLE.column(key).heading("nl" if dutch else "en")
    return heading if column_meaning(heading, ()) == key else key


def _role_heading(role: str, dutch: bool) -> str:
    word = role_word(role, "nl" if dutch else "en")
    return word if column_meaning(word, ()) == role else role


def _fits_a_table(row: DayRow) -> bool:
    """Whether people.csv can say it: no formula of a spreadsheet, and no name with a sign that divides."""
    divided = [name for column in PEOPLE.columns if column.holds.many for name in parts(row[column.key])]
    names = [*divided, *(group for group, _ in row.roles)]
    return not row["name"].startswith(_NOT_IN_A_TABLE) and not any(sign in name for name in names for sign in ";|\n")


def _entry(key: str, value: Value) -> Iterator[str]:
    """A key of the day: a list an item a line, a rule a line."""
    if isinstance(value, str):
        yield from _line(key, value, 0)
    elif isinstance(value, Mapping):
        yield f"{key}:"
        for name, each in value.items():
            yield from _statements(name, each)
    elif isinstance(value, list):
        yield f"{key}:"
        for item in value:
            yield from _item(item)


def _statements(name: str, value: Value) -> Iterator[str]:
    if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        yield f"  {in_yaml(name)}:"
        yield from (f"    - {_flow(item)}" for item in value)
    else:
        yield f"  {in_yaml(name)}: {_flow(value)}"


def _item(item: Value) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"  - {_flow(item)}"
        return
    keys = {_SINGLE.get(key, key) if _is_one(each) else key: _one(each) for key, each in item.items()}
    if list(keys) in _NAME:
        yield f"  - {_flow(*keys.values())}"
    elif not _PROSE & set(keys) and len(line := f"  - {_flow(keys)}") <= _WIDE:
        yield line
    else:
        lead = "  - "
        for key, each in keys.items():
            first, *rest = _line(key, each, 4)
            yield f"{lead}{first.lstrip()}"
            yield from rest
            lead = "    "


def _line(key: str, value: Value, depth: int) -> Iterator[str]:
    if key in _PROSE and isinstance(value, str) and "\n" in value and not value.startswith((" ", "\n")):
        yield from block(key, value, depth)
    else:
        yield f"{' ' * depth}{in_yaml(key)}: {_flow(value)}"


def _is_one(value: Value) -> bool:
    return isinstance(value, list) and len(value) == 1


def _one(value: Value) -> Value:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _flow(value: Value) -> str:
    """On one line; yes and no are words."""
    match value:
        case "yes" | "no" | "ja" | "nee":
            return value
        case Mapping():
            return "{" + ", ".join(f"{in_yaml(key)}: {_flow(_one(each))}" for key, each in value.items()) + "}"
        case list():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return in_yaml(value)
