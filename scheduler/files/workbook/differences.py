"""What a workbook says otherwise than the files of a day: row by row and cell by cell, and in sentences."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter

from scheduler.files.faults import quoted
from scheduler.files.workbook.sheets import BY_KEY, SHEETS, Holds, SheetColumn, SheetPlan
from scheduler.files.workbook.statement_keys import keys_of_cell
from scheduler.files.workbook.tables import DayRow, DayTables, called
from scheduler.files.workbook.words import NOTHING, TOO_LONG, parts, role_word, shown, understood
from scheduler.text.sentence import Sentence, plural

_ALIKE = 0.6
ORDERED = (
    "rooms",
    "groups",
    "tracks",
    "sessions",
)  # sheets whose order means something: that in which things are shown


@dataclass(frozen=True)
class RowPair:
    """A row of the files and the same of the workbook; None where there is none."""

    old: DayRow | None
    new: DayRow | None


@dataclass(frozen=True)
class CellChange:
    """A cell that says something else. `key`: of the column, or `(group)`."""

    key: str
    old: str
    new: str


def pairs(plan: SheetPlan, before: Sequence[DayRow], after: Sequence[DayRow]) -> list[RowPair]:
    """Which row is which: by where it stands, by name, then by what else is the same; last what is gone."""
    if plan.down:
        return [RowPair(before[0], after[0])]
    places = {at: number for number, row in enumerate(before) if (at := _position(row)) is not None}
    partner = {number: places[at] for number, row in enumerate(after) if (at := _position(row)) in places}
    for key in row_keys(plan):
        old = _unpaired(before, partner.values(), key)
        for number, row in enumerate(after):
            if number not in partner and (alike := old.get(key(row))):
                partner[number] = alike.pop(0)
    if plan.key != "rules":
        partner |= _renamed(plan, before, after, partner)
    gone = set(range(len(before))) - set(partner.values())
    found = [RowPair(before[partner[n]] if n in partner else None, row) for n, row in enumerate(after)]
    return [*found, *(RowPair(before[number], None) for number in sorted(gone))]


def _position(row: DayRow) -> Hashable:
    """Where the files have the row; None: they do not."""
    return None if row.path is None and row.line is None else (row.path, row.line)


def row_keys(plan: SheetPlan) -> list[Callable[[DayRow], Hashable]]:
    match plan.key:
        case "people":
            return [lambda row: (row["name"], row["organisation"]), lambda row: row["name"]]
        case "sessions":
            return [lambda row: row["name"] or row["title"] or row["groups"], lambda row: (row["groups"], row["at"])]
        case "rounds":
            return [
                lambda row: (row["date"], row["name"], row["time"]),
                lambda row: (row["date"], row["name"]) if row["name"] else None,
                lambda row: (row["date"], row["time"]),
            ]
        case "rules":
            return [_said_of_rule, lambda row: (understood(Holds.RULE, row["rule"]), row["groups"], row["sessions"])]
        case _:
            return [lambda row: tuple(row[key] for key in plan.named_by)]


def _said_of_rule(row: DayRow) -> Hashable:
    columns = BY_KEY["rules"].columns
    return tuple(str(meaning("rules", column.key, row[column.key])) for column in columns)


def _unpaired(rows: Sequence[DayRow], taken: Any, key: Callable[[DayRow], Hashable]) -> dict[Hashable, list[int]]:
    used, found = set(taken), dict[Hashable, list[int]]()
    for number, row in enumerate(rows):
        if number not in used and (name := key(row)) not in (None, "", ("", "")):
            found.setdefault(name, []).append(number)
    return found


def _renamed(
    plan: SheetPlan, before: Sequence[DayRow], after: Sequence[DayRow], partner: Mapping[int, int]
) -> dict[int, int]:
    """Rows with another name that stand where one is gone, and say much the same besides."""
    old = [number for number in range(len(before)) if number not in partner.values()]
    found: dict[int, int] = {}
    for number, row in enumerate(after):
        if number in partner:
            continue
        close = [(_likeness(plan, before[other], row), -abs(other - number), other) for other in old]
        if close and max(close)[0] >= _ALIKE:
            other = max(close)[2]
            found[number] = other
            old.remove(other)
    return found


def _likeness(plan: SheetPlan, one: DayRow, other: DayRow) -> float:
    keys = {key for row in (one, other) for key, text in row.cells.items() if text and key not in plan.named_by}
    same = sum(one[key] == other[key] for key in keys)
    names = SequenceMatcher(None, called(one).casefold(), called(other).casefold()).ratio()
    return (same + names) / (len(keys) + 1)


def changes(plan: SheetPlan, old: DayRow, new: DayRow) -> Iterator[CellChange]:
    """The cells that say something else, and not only in other signs."""
    for column in plan.columns:
        if not same(plan, column, old[column.key], new[column.key]):
            yield CellChange(column.key, old[column.key], new[column.key])
    for key in sorted(key for key in {*old.cells, *new.cells} if key.startswith("(")):
        if old[key] != new[key]:
            yield CellChange(key, old[key], new[key])


def same(plan: SheetPlan, column: SheetColumn, one: str, other: str) -> bool:
    """Whether two texts mean the same in that column: 9:30 and 9.30, yes and ja."""
    if one == other or other in TOO_LONG.values():
        return True
    return bool(one and other) and meaning(plan.key, column.key, one) == meaning(plan.key, column.key, other)


@cache
def meaning(sheet: str, key: str, text: str) -> Any:
    plan = BY_KEY[sheet]
    column = plan.column(key)
    text = understood(column.holds, text)
    value: Any = text
    if column.holds.many and text != NOTHING:
        value = parts(text, "," if column.holds in (Holds.HOURS, Holds.SPANS, Holds.DATES) else "")
    if column.holds is Holds.KEYS:
        return keys_of_cell(text)
    if plan.shape is None or key == "within":
        return value
    fields = {field.alias or name: field for name, field in plan.shape.model_fields.items()}
    if key not in fields:  # what the sheet alone says, such as of which day a round is
        return value
    field = fields[key]
    kind: Any = field.annotation
    for each in field.metadata:
        kind = Annotated[kind, each]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    try:
        return adapter.dump_json(adapter.validate_python(value))
    except ValueError:
        return value


def sentences(before: DayTables, after: DayTables, language: str) -> Iterator[Sentence]:
    """What the workbook says otherwise, a line each, in the words of its sheets."""
    for plan in SHEETS:
        title = plan.title(language)
        order: list[int] = []
        places = {id(row): number for number, row in enumerate(before.rows[plan.key])}
        for pair in pairs(plan, before.rows[plan.key], after.rows[plan.key]):
            if pair.old is None and pair.new is not None:
                what = _described(plan, pair.new, language)
                yield Sentence("{place}: new: {what}", place=str(pair.new.place), what=what)
            elif pair.new is None and pair.old is not None:
                yield Sentence("{sheet}: gone: {what}", sheet=title, what=_described(plan, pair.old, language))
            elif pair.old is not None and pair.new is not None:
                order.append(places[id(pair.old)])
                for change in changes(plan, pair.old, pair.new):
                    yield _sentence(plan, pair.new, change, language)
        if order != sorted(order) and plan.key in ORDERED:
            yield Sentence("{sheet}: in another order.", sheet=title)


def losses(before: DayTables, after: DayTables) -> int:
    """How many things the workbook takes away: rows that are gone, and cells in which nothing is left."""
    number = 0
    for plan in SHEETS:
        for pair in pairs(plan, before.rows[plan.key], after.rows[plan.key]):
            if pair.old is not None and pair.new is not None:
                number += sum(not change.new for change in changes(plan, pair.old, pair.new))
            else:
                number += pair.new is None
    return number


def _sentence(plan: SheetPlan, row: DayRow, change: CellChange, language: str) -> Sentence:
    place = row.at(change.key)
    heading = change.key[1:-1] if change.key.startswith("(") else plan.column(change.key).heading(language)
    old, new = (in_words(plan, change.key, text, language) for text in (change.old, change.new))
    what = f"{row_name(row, language)}, {heading}" if not plan.down else heading
    return Sentence("{place}: {what}: {old} → {new}", place=str(place), what=what, old=old, new=new)


def row_name(row: DayRow, language: str) -> str:
    """A row by its name; a rule as the workbook calls it."""
    name = called(row)
    return shown(Holds.RULE, name, language) if name == row["rule"] else name


def in_words(plan: SheetPlan, key: str, text: str, language: str) -> str:
    if not text:
        return Sentence("nothing")
    if key.startswith("("):
        return ", ".join(role_word(role, language) for role in text.split("; "))
    return quoted(shown(plan.column(key).holds, text, language))


def _described(plan: SheetPlan, row: DayRow, language: str) -> str:
    """The row by its name, and what else stands in it."""
    name = row_name(row, language)
    facts = [
        f"{column.heading(language)} {quoted(shown(column.holds, row[column.key], language))}"
        for column in plan.columns
        if row[column.key] and row[column.key] != called(row)
    ]
    facts += [f"{group} {in_words(plan, f'({group})', '; '.join(roles), language)}" for group, roles in row.roles]
    few, more = "; ".join(facts[:4]), len(facts) - 4
    if more > 0:
        return plural(
            more,
            "{name}: {facts}, and {number} more cell",
            "{name}: {facts}, and {number} more cells",
            name=quoted(name),
            facts=few,
        )
    return f"{quoted(name)}: {few}" if few else quoted(name)
